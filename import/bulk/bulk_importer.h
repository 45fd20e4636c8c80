// Tables of coded events and our own exports into a base: lines of files of any
// size, read and understood on several threads, written many at a time.
//
//   file ─lines─→ blocks ─understand (several threads)─→ rows
//        ─in order: compare with the base, one atomic write of many─→ base
//
// A line is loaded or rejected with its number and the reason; the others go
// in. What was written before a kill is found there by the next run, which
// changes nothing of it and goes on.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "import/bulk/byte_source.h"
#include "import/bulk/file_format.h"
#include "import/bulk/table_summary.h"
#include "import/coded/coded_news.h"
#include "import/coded/record_batch.h"

namespace annals {

// Longer lines of tables are rejected; those of GDELT have a few kilobytes.
inline constexpr size_t kMaxRowBytes = 64 << 10;

class BulkImporter {
 public:
  // All must outlive it. `reader` must see what `writer` has written.
  BulkImporter(const CodedNews& news, const KnowledgeReader& reader,
               KnowledgeWriter& writer)
      : news_(news), reader_(reader), writer_(writer) {}

  // The Status is for what stops everything, such as a full disk. `file` is
  // what articles say they came from.
  Result<TableSummary> Import(std::string_view file, ByteSource source,
                              const Recognized& what, int threads,
                              const TableListener& listener);

 private:
  struct Rows;  // what a block of lines came to
  class Run;

  const CodedNews& news_;
  const KnowledgeReader& reader_;
  KnowledgeWriter& writer_;
  KnownRecords known_;
};

}  // namespace annals
