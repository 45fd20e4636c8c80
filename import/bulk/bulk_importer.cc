#include "import/bulk/bulk_importer.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "import/bulk/row_reader.h"
#include "import/ordered_workers.h"

namespace annals {

namespace {

Status AtLine(uint64_t line, const Status& status) {
  return status.WithContext("line " + std::to_string(line));
}

// All writing goes through here.
Status Write(KnowledgeWriter& writer, const ImportBatch& batch) {
  if (batch.put_articles.empty() && batch.put_entities.empty() &&
      batch.put_events.empty() && batch.put_acts.empty()) {
    return Status();
  }
  return writer.Apply(batch);
}

}  // namespace

struct BulkImporter::Rows {
  struct Numbered {
    uint64_t line = 0;
    Result<Row> row;
  };
  std::vector<Numbered> rows;  // in the order of their lines
  uint64_t last_line = 0;
};

Status BulkImporter::Commit(std::string_view file, Rows rows,
                            const TableListener& listener,
                            ImportSummary* summary) {
  const std::unique_ptr<KnowledgeReader> before = reader_.Snapshot();
  RecordBatch batch(*before, &known_);
  for (Rows::Numbered& numbered : rows.rows) {
    if (!numbered.row.ok()) {
      summary->Count(ImportOutcome::kRejected, 0);
      listener.rejected(AtLine(numbered.line, numbered.row.status()));
      continue;
    }
    Row& row = *numbered.row;
    const Result<ImportOutcome> outcome =
        std::holds_alternative<CodedEvent>(row)
            ? batch.Add(std::move(std::get<CodedEvent>(row)))
            : batch.Add(std::get<CodedMention>(row), file);
    if (!outcome.ok()) return outcome.status();
    summary->Count(*outcome, 1);
    if (*outcome == ImportOutcome::kRejected) {
      listener.rejected(
          AtLine(numbered.line,
                 Status::InvalidArgument(
                     "event '" + std::get<CodedMention>(row).record +
                     "' is not in the base: import its event file first")));
    }
  }
  if (Status s = Write(writer_, batch.Take()); !s.ok()) return s;
  listener.written(rows.last_line);
  return Status();
}

Result<TableSummary> BulkImporter::Import(std::string_view file,
                                          ByteSource source,
                                          const Recognized& what, int threads,
                                          const TableListener& listener) {
  TableSummary summary;
  LineReader lines(std::move(source), kMaxRowBytes);
  RowReader reader(news_, file, what);
  Status wrong_header;  // set by `next`, read when all is done
  Status failure;
  bool is_first = true;

  const auto next = [&]() -> std::optional<LineBlock> {
    LineBlock block;
    if (!lines.Next(&block)) return std::nullopt;
    if (!std::exchange(is_first, false) || block.lines.empty()) return block;
    std::string_view& first = block.lines.front().text;
    if (first.starts_with("\xEF\xBB\xBF")) first.remove_prefix(3);
    if (!what.has_header) return block;
    if (const Status s = reader.ReadHeader(first); !s.ok()) {
      wrong_header = AtLine(1, s);
      return std::nullopt;
    }
    ++summary.others;
    block.lines.erase(block.lines.begin());
    return block;
  };
  const auto understand = [&](LineBlock block) {
    Rows rows;
    std::vector<std::string_view> cells;
    auto too_long = block.too_long.begin();
    const auto pass_over = [&](uint64_t before) {
      for (; too_long != block.too_long.end() && *too_long < before;
           ++too_long) {
        rows.rows.push_back(
            {*too_long,
             Status::InvalidArgument("has more than " +
                                     std::to_string(kMaxRowBytes) + " bytes")});
        rows.last_line = *too_long;
      }
    };
    for (const Line& line : block.lines) {
      pass_over(line.number);
      rows.rows.push_back({line.number, reader.Read(line.text, &cells)});
      rows.last_line = line.number;
    }
    pass_over(UINT64_MAX);
    return rows;
  };
  const auto commit = [&](Rows rows) {
    if (rows.rows.empty()) return true;
    const Status status =
        Commit(file, std::move(rows), listener, &summary.rows);
    if (!status.ok()) failure = status;
    return status.ok();
  };
  StreamInOrder<LineBlock, Rows>(threads, next, understand, commit);
  if (!wrong_header.ok()) return wrong_header;
  if (!failure.ok()) return failure;
  if (const Status s = lines.status(); !s.ok()) return s;
  summary.lines = lines.lines();
  return summary;
}

}  // namespace annals
