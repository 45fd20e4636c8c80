// Where names stand in a text and what kind of thing each may name, from
// capitals, tags, titles and the words names are made of. What they mean is
// decided by the linker, which sees the whole document.

#pragma once

#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "import/entities/gazetteer.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

struct NameSpan {
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  uint32_t sentence = 0;
  enum class Guess : uint8_t {
    kPerson,
    kOrganization,
    kSite,
    kRegion,
    kSettlement,
    kKnown,    // the gazetteer has it: see there
    kDemonym,  // "Hungarian"
    kUnknown,  // a name of one word
    kWords,    // one of several words that tell nothing yet
  };
  Guess guess = Guess::kUnknown;
  bool has_article = false;  // a capital one before it: "joined The Orbiters"
  std::string folded;        // the name, folded, spaces between tokens
  std::string title;  // "prime minister": the office said before a person
  uint32_t title_begin = 0;  // first token of the title; == begin: none
  char gender = 0;           // from an honorific
  // What NameKinds makes of a name that nothing is known of, by how much, and
  // by which signs.
  EntityKind likely = EntityKind::kOrganization;
  double lead = 0;
  std::string signs;
};

struct NameWords {
  WordList titles;
  WordList heads;
  WordList context;
  WordList given;
  WordList family;
  // Of who leads a country, in order of preference.
  std::vector<std::string> leading_offices;

  // Whether a folded word is a family name or begins or ends as they do:
  // "Bergsson", "O'Rourke".
  bool IsFamilyName(std::string_view word) const;
};

class NameFinder {
 public:
  static Result<NameFinder> Load(const Resources& resources);

  // In text order, none overlapping another.
  std::vector<NameSpan> Find(const Document& document, const Language& language,
                             const Gazetteer& gazetteer) const;

  const NameWords& words() const { return words_; }

 private:
  NameWords words_;
};

}  // namespace annals
