// What a table of many lines came to, and who is told meanwhile.

#pragma once

#include <cstdint>
#include <functional>

#include "core/status.h"
#include "import/import_outcome.h"

namespace annals {

struct TableSummary {
  uint64_t lines = 0;  // as `wc -l` counts, and a last one without an end
  // Lines without a row: the names of columns, an export's first and last line
  // and its edges, which follow from its events.
  uint64_t others = 0;
  ImportSummary rows;  // added + replaced + unchanged + rejected = the others
};

struct TableListener {
  // Each line that is rejected, "line 17: reason".
  std::function<void(const Status& reason)> rejected;
  // After each write, how many lines are done.
  std::function<void(uint64_t lines)> written;
};

}  // namespace annals
