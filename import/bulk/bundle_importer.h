// Our own exports into a base: bundles, which make the same base again, and
// lines of events alone, which hold no texts and not who said what.
//
// Into an empty base. Where a base holds other articles, events are not
// compared with those that are there: what is there stays, and what is not is
// added.

#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "import/bulk/bundle_records.h"
#include "import/bulk/byte_source.h"
#include "import/bulk/table_summary.h"

namespace annals {

// A line holds one record; an article is at most 8 MiB, as JSON some more.
inline constexpr size_t kMaxRecordBytes = 64 << 20;

class BundleImporter {
 public:
  // Both must outlive it. `reader` must see what `writer` has written.
  BundleImporter(const KnowledgeReader& reader, KnowledgeWriter& writer)
      : reader_(reader), writer_(writer) {}

  // A bundle whose last line is missing or does not fit is rejected with that
  // reason; the lines that could be read are in. The Status is for what stops
  // everything.
  Result<TableSummary> Import(ByteSource source, int threads,
                              const TableListener& listener);

 private:
  struct Lines;     // what a block of lines came to
  class Batch;      // the changes they make
  struct Progress;  // of one file

  Status Commit(Lines lines, const TableListener& listener, Progress* progress);

  const KnowledgeReader& reader_;
  KnowledgeWriter& writer_;
};

}  // namespace annals
