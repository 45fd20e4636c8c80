#include "import/rulebook/lexicon.h"

namespace annals {

Result<std::vector<LexiconRow>> ParseLexicon(std::string_view path,
                                             std::string_view text,
                                             size_t columns) {
  std::vector<LexiconRow> rows;
  const auto at = [&](int line, std::string_view message) {
    return Status::InvalidArgument(std::string(path) + ":" +
                                   std::to_string(line) + ": " +
                                   std::string(message));
  };
  int line_number = 0;
  while (!text.empty()) {
    const size_t newline = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, newline);
    text.remove_prefix(std::min(newline + 1, text.size()));
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos ||
        line.front() == '#') {
      continue;
    }
    LexiconRow row{{}, line_number};
    for (bool more = true; more;) {
      const size_t tab = line.find('\t');
      more = tab != std::string_view::npos;
      row.cells.push_back(line.substr(0, tab));
      if (more) line.remove_prefix(tab + 1);
    }
    if (row.cells.size() > columns) {
      return at(line_number, "has " + std::to_string(row.cells.size()) +
                                 " columns, not " + std::to_string(columns));
    }
    if (row.cells.front().empty())
      return at(line_number, "first cell is empty");
    row.cells.resize(columns);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace annals
