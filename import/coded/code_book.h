// The codes of data sets of coded events, as data: what happened (CAMEO) and
// which country is meant (ISO, CAMEO and FIPS 10-4). The tables are
// coded/*.tsv of the rules.
//
// A value; const calls from any number of threads.

#pragma once

#include <string>
#include <string_view>

#include "core/event/event_type.h"
#include "core/status.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

// What a CAMEO code means.
struct CodedDeed {
  EventType type = EventType::kState;
  std::string mode;    // PLOVER, or empty
  std::string phrase;  // "made a threat [against {}]"
};

class CodeBook {
 public:
  // InvalidArgument "file:line: reason".
  static Result<CodeBook> Load(const Resources& resources);

  // Of a code that is not listed, what the nearest more general one means:
  // 1234 reads as 123, then as 120. Null if its root is none of 01 … 20.
  const CodedDeed* Deed(std::string_view cameo) const;

  // ISO 3166-1 alpha-2, or empty for a code of no country.
  std::string_view CountryOfThreeLetters(std::string_view code) const;
  std::string_view CountryOfFips(std::string_view code) const;

  // "Germany attacked Poland", "Germany made a statement": an empty name is
  // somebody unknown, or nobody to do it to.
  std::string Headline(const CodedDeed& deed, std::string_view source,
                       std::string_view target) const;

 private:
  StringMap<CodedDeed> deeds_;
  StringMap<std::string> three_letters_;
  StringMap<std::string> fips_;
  std::string unnamed_;
};

}  // namespace annals
