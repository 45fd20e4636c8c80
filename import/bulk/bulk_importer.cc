#include "import/bulk/bulk_importer.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "import/bulk/row_reader.h"
#include "import/bulk/write_changes.h"
#include "import/ordered_workers.h"

namespace annals {

namespace {

// So many events are written at once: enough for a base to sort them into
// tables of its own, few enough to wait for and to hold.
constexpr size_t kRunEvents = 20'000;

Status AtLine(uint64_t line, const Status& status) {
  return status.WithContext("line " + std::to_string(line));
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

// The changes of several blocks, written together.
class BulkImporter::Run {
 public:
  Run(const KnowledgeReader& reader, KnowledgeWriter& writer,
      KnownRecords* known, const TableListener& listener)
      : reader_(reader), writer_(writer), known_(known), listener_(listener) {}

  Status Add(std::string_view file, Rows rows, ImportSummary* summary) {
    if (batch_ == nullptr) {
      before_ = reader_.Snapshot();
      batch_ = std::make_unique<RecordBatch>(*before_, known_);
    }
    for (Rows::Numbered& numbered : rows.rows) {
      if (Status s = AddRow(file, &numbered, summary); !s.ok()) return s;
    }
    last_line_ = rows.last_line;
    return batch_->size() < kRunEvents ? Status() : Write();
  }

  Status Write() {
    if (batch_ == nullptr) return Status();
    const ImportBatch changes = batch_->Take();
    batch_.reset();
    before_.reset();
    if (Status s = WriteChanges(writer_, changes); !s.ok()) return s;
    listener_.written(last_line_);
    return Status();
  }

 private:
  Status AddRow(std::string_view file, Rows::Numbered* numbered,
                ImportSummary* summary) {
    const auto reject = [&](const Status& why) {
      listener_.rejected(AtLine(numbered->line, why));
    };
    if (!numbered->row.ok()) {
      summary->Count(ImportOutcome::kRejected, 0);
      reject(numbered->row.status());
      return Status();
    }
    Row& row = *numbered->row;
    const auto* const mention = std::get_if<CodedMention>(&row);
    const Result<ImportOutcome> outcome =
        mention == nullptr ? batch_->Add(std::move(std::get<CodedEvent>(row)))
                           : batch_->Add(*mention, file);
    if (!outcome.ok()) return outcome.status();
    summary->Count(*outcome, 1);
    if (*outcome == ImportOutcome::kRejected) {
      reject(Status::InvalidArgument(
          "event '" + mention->record +
          "' is not in the base: import its event file first"));
    }
    return Status();
  }

  const KnowledgeReader& reader_;
  KnowledgeWriter& writer_;
  KnownRecords* known_;
  const TableListener& listener_;
  std::unique_ptr<KnowledgeReader> before_;
  std::unique_ptr<RecordBatch> batch_;  // null: begins with the next block
  uint64_t last_line_ = 0;
};

Result<TableSummary> BulkImporter::Import(std::string_view file,
                                          ByteSource source,
                                          const Recognized& what, int threads,
                                          const TableListener& listener) {
  TableSummary summary;
  LineReader lines(std::move(source), kMaxRowBytes);
  RowReader reader(news_, file, what);
  Run run(reader_, writer_, &known_, listener);
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
    failure = run.Add(file, std::move(rows), &summary.rows);
    return failure.ok();
  };
  StreamInOrder<LineBlock, Rows>(threads, next, understand, commit);
  if (!wrong_header.ok()) return wrong_header;
  if (failure.ok()) failure = run.Write();
  if (!failure.ok()) return failure;
  if (const Status s = lines.status(); !s.ok()) return s;
  summary.lines = lines.lines();
  return summary;
}

}  // namespace annals
