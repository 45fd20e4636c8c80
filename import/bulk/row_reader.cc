#include "import/bulk/row_reader.h"

#include <string>
#include <utility>

#include "core/text/utf8.h"
#include "import/bulk/cells.h"
#include "import/coded/gdelt.h"

namespace annals {

namespace {

Status WrongColumns(size_t got, std::string_view wanted) {
  return Status::InvalidArgument("has " + std::to_string(got) +
                                 " columns, not " + std::string(wanted));
}

}  // namespace

Status RowReader::Split(std::string_view line,
                        std::vector<std::string_view>* cells,
                        std::string* storage) const {
  if (what_.separator != '\t') {
    return SplitQuoted(line, what_.separator, cells, storage);
  }
  SplitTabs(line, cells);
  return Status();
}

Status RowReader::ReadHeader(std::string_view line) {
  if (what_.format != FileFormat::kIcews) return Status();
  std::vector<std::string_view> cells;
  SplitTabs(line, &cells);
  Result<IcewsColumns> columns = IcewsColumns::Find(cells);
  if (!columns.ok()) return columns.status();
  icews_ = *columns;
  return Status();
}

Result<Row> RowReader::Read(std::string_view line,
                            std::vector<std::string_view>* cells) const {
  if (line.empty()) return Status::InvalidArgument("is empty");
  if (const size_t at = FindInvalidUtf8(line); at < line.size()) {
    return Status::InvalidArgument("is not UTF-8 (byte " + std::to_string(at) +
                                   ")");
  }
  std::string storage;
  if (Status s = Split(line, cells, &storage); !s.ok()) return s;
  switch (what_.format) {
    case FileFormat::kGdeltMentions: {
      if (cells->size() != kGdeltMentionColumns) {
        return WrongColumns(cells->size(), "16");
      }
      Result<CodedMention> mention = ReadGdeltMention(*cells);
      if (!mention.ok()) return mention.status();
      return Row(std::move(*mention));
    }
    case FileFormat::kIcews: {
      if (cells->size() != icews_->count()) {
        return WrongColumns(cells->size(), std::to_string(icews_->count()) +
                                               " as the first line");
      }
      const auto record = icews_->Read(*cells, news_.codes());
      if (!record.ok()) return record.status();
      return Row(news_.Read(*record, file_));
    }
    default: {
      if (cells->size() != kGdelt1Columns &&
          cells->size() != kGdelt1UrlColumns &&
          cells->size() != kGdelt2Columns) {
        return WrongColumns(cells->size(), "57, 58 or 61");
      }
      const auto record = ReadGdeltEvent(*cells, news_.codes());
      if (!record.ok()) return record.status();
      return Row(news_.Read(*record, file_));
    }
  }
}

}  // namespace annals
