// A lexicon or gazetteer: one fact a line, tab-separated, after comment lines
// that name the columns, where the facts come from and their licence:
//
//   # surface	weekday
//   # Names of days and their ISO numbers. Source: our own. Apache-2.0.
//   monday	1
//   mon.	1
//
// Blank lines and lines that begin with '#' carry no fact.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace annals {

struct LexiconRow {
  std::vector<std::string_view> cells;  // views into the text that was parsed
  int line = 0;
};

// Every row has exactly `columns` cells; missing trailing cells read as empty.
// InvalidArgument "path:line: reason" for a row with more, or an empty first.
Result<std::vector<LexiconRow>> ParseLexicon(std::string_view path,
                                             std::string_view text,
                                             size_t columns);

}  // namespace annals
