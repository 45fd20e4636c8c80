// Rows of ICEWS event files: a table of tabs whose first line names its
// columns. Columns are found by those names, so files with more of them or in
// another order are read too.
//
//   Event ID, Event Date, Source Name, Source Sectors, Source Country,
//   Event Text, CAMEO Code, Intensity, Target Name, Target Sectors,
//   Target Country, Story ID, Sentence Number, Publisher, City, District,
//   Province, Country, Latitude, Longitude
//
// The name of a record is "icews:" and its Event ID.
// Source: "ICEWS Coded Event Data Read Me", Harvard Dataverse.

#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/status.h"
#include "import/coded/code_book.h"
#include "import/coded/coded_record.h"

namespace annals {

// How far a row is trusted: checks by people found some four in five right.
inline constexpr double kIcewsConfidence = 0.6;

// Where the columns are. A value.
class IcewsColumns {
 public:
  // InvalidArgument names the column that `header` lacks.
  static Result<IcewsColumns> Find(std::span<const std::string_view> header);

  size_t count() const { return count_; }  // cells a row must have

  // Countries are by name here; those who find entities look them up.
  // REQUIRES: as many cells as the header has.
  Result<CodedRecord> Read(std::span<const std::string_view> cells,
                           const CodeBook& codes) const;

 private:
  static constexpr size_t kColumns = 17;
  std::array<size_t, kColumns> at_{};
  size_t count_ = 0;
};

}  // namespace annals
