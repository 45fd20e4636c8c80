// GeoNames' dump (https://download.geonames.org/export/dump/): a place a line,
// 19 columns. Which features are places of ours says
// import/rules/sources/geonames_features.tsv.

#pragma once

#include <string>
#include <string_view>

#include "core/status.h"
#include "import/known/source_line.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

class GeonamesLines {
 public:
  static Result<GeonamesLines> Load(const Resources& resources);

  // InvalidArgument says which column is wrong.
  Result<SourceLine> Read(std::string_view line) const;

  // Whether the line has a dump's columns, be they right or wrong.
  static bool HasColumns(std::string_view line);

 private:
  WordList features_;   // "P", "A ADM1" → the kind, or "none"
  WordList divisions_;  // "US.NE" → its id
};

}  // namespace annals
