// From the lines of a table to rows, by what kind of table it is.

#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "core/status.h"
#include "import/bulk/file_format.h"
#include "import/coded/coded_news.h"
#include "import/coded/coded_record.h"
#include "import/coded/icews.h"

namespace annals {

using Row = std::variant<CodedEvent, CodedMention>;

// Const calls from any number of threads, once the header was read.
class RowReader {
 public:
  // `news` must outlive it; `file` is what articles say they came from.
  RowReader(const CodedNews& news, std::string_view file,
            const Recognized& what)
      : news_(news), file_(file), what_(what) {}

  // InvalidArgument if a column is missing. REQUIRES: the table has a header.
  Status ReadHeader(std::string_view line);

  // InvalidArgument says what is wrong with the line. `cells` is scratch.
  Result<Row> Read(std::string_view line,
                   std::vector<std::string_view>* cells) const;

 private:
  Status Split(std::string_view line, std::vector<std::string_view>* cells,
               std::string* storage) const;

  const CodedNews& news_;
  const std::string_view file_;
  const Recognized what_;
  std::optional<IcewsColumns> icews_;
};

}  // namespace annals
