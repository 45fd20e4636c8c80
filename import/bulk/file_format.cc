#include "import/bulk/file_format.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "core/text/fold.h"
#include "import/bulk/cells.h"
#include "import/coded/gdelt.h"

namespace annals {

namespace {

constexpr std::string_view kFormatNames[] = {
    "post",           "ndjson", "ndjson-events",       "gdelt-events",
    "gdelt-mentions", "icews",  "current-events-yaml", "current-events-html"};
constexpr std::string_view kChoiceNames[] = {
    "auto", "jekyll", "ndjson", "gdelt", "icews", "current-events"};

// Lines looked at: one that is broken does not make the file another.
constexpr size_t kLines = 20;

constexpr size_t kGkg1Columns = 11;
constexpr size_t kGkg2Columns = 27;

std::vector<std::string_view> FirstLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < kLines) {
    const size_t end = text.find('\n');
    // The last may be cut short, unless it is all there is.
    if (end == std::string_view::npos && !lines.empty()) break;
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end, text.size() - 1) + 1);
  }
  return lines;
}

size_t Columns(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  std::string storage;
  if (separator == '\t') {
    SplitTabs(line, &cells);
  } else if (!SplitQuoted(line, separator, &cells, &storage).ok()) {
    return 0;
  }
  return cells.size();
}

// The commonest number of columns.
size_t UsualColumns(const std::vector<std::string_view>& lines) {
  std::map<size_t, size_t> counts;
  for (const std::string_view line : lines) ++counts[Columns(line, '\t')];
  return std::max_element(
             counts.begin(), counts.end(),
             [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

bool IsUrl(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

// A list of addresses, alone or behind a size and a checksum.
bool IsListOfUrls(std::string_view line) {
  if (line.find('\t') != std::string_view::npos) return false;
  return IsUrl(line.substr(line.rfind(' ') + 1));
}

std::optional<FileFormat> GdeltFormat(size_t columns) {
  if (columns == kGdelt1Columns || columns == kGdelt1UrlColumns ||
      columns == kGdelt2Columns) {
    return FileFormat::kGdeltEvents;
  }
  if (columns == kGdeltMentionColumns) return FileFormat::kGdeltMentions;
  return std::nullopt;
}

// What the line is a row of, if it is one of GDELT's: by its number of columns,
// and by the number, and the time of a mention, that it begins with.
std::optional<FileFormat> RowFormat(std::string_view line) {
  std::vector<std::string_view> cells;
  SplitTabs(line, &cells);
  const auto format = GdeltFormat(cells.size());
  if (!format || !ToCount(cells[0])) return std::nullopt;
  if (*format == FileFormat::kGdeltMentions && !ToTime(cells[1])) {
    return std::nullopt;
  }
  return format;
}

// A table whose first line names its columns.
std::optional<Recognized> TableWithHeader(std::string_view line) {
  if (line.starts_with("Event ID\t")) {
    return Recognized{FileFormat::kIcews, '\t', true};
  }
  constexpr std::string_view kFirst = "globaleventid";
  if (line.size() <= kFirst.size() ||
      Fold(line.substr(0, kFirst.size())) != kFirst) {
    return std::nullopt;
  }
  const char separator = line[kFirst.size()];
  if (separator != '\t' && separator != ',' && separator != ';') {
    return std::nullopt;
  }
  const auto format = GdeltFormat(Columns(line, separator));
  if (!format) return std::nullopt;
  return Recognized{*format, separator, true};
}

std::optional<Recognized> Table(const std::vector<std::string_view>& lines) {
  if (auto table = TableWithHeader(lines.front())) return table;
  for (const std::string_view line : lines) {
    if (const auto format = RowFormat(line)) {
      return Recognized{*format, '\t', false};
    }
  }
  return std::nullopt;
}

std::optional<Recognized> Look(std::string_view text) {
  const std::vector<std::string_view> lines = FirstLines(text);
  if (text.starts_with("{\"kind\":\"manifest\"")) {
    return Recognized{FileFormat::kBundle};
  }
  if (text.starts_with("{\"id\":\"ev-")) {
    return Recognized{FileFormat::kEventLines};
  }
  if (auto table = Table(lines)) return table;
  const bool is_day =
      text.find("Portal:Current") != std::string_view::npos ||
      text.find("Portal_talk:Current") != std::string_view::npos;
  if (is_day && text.find("\nSource_URI:") != std::string_view::npos) {
    return Recognized{FileFormat::kDayYaml};
  }
  const bool is_html =
      text.find_first_not_of(" \r\n\t") != std::string_view::npos &&
      text[text.find_first_not_of(" \r\n\t")] == '<';
  if (is_html && text.find("current-events") != std::string_view::npos) {
    return Recognized{FileFormat::kDayHtml};
  }
  return std::nullopt;
}

bool Fits(FileFormat format, FormatChoice choice) {
  switch (choice) {
    case FormatChoice::kAuto:
      return true;
    case FormatChoice::kJekyll:
      return format == FileFormat::kPost;
    case FormatChoice::kNdjson:
      return format == FileFormat::kBundle || format == FileFormat::kEventLines;
    case FormatChoice::kGdelt:
      return format == FileFormat::kGdeltEvents ||
             format == FileFormat::kGdeltMentions;
    case FormatChoice::kIcews:
      return format == FileFormat::kIcews;
    case FormatChoice::kCurrentEvents:
      return format == FileFormat::kDayYaml || format == FileFormat::kDayHtml;
  }
  return false;
}

// What a file that is none of ours looks like.
std::string LooksLike(std::string_view text) {
  if (text.starts_with("PK\3\4")) return "is a zip archive: unpack it first";
  if (text.starts_with("\x1f\x8b")) return "is compressed: unpack it first";
  const std::vector<std::string_view> lines = FirstLines(text);
  if (IsListOfUrls(lines.front())) {
    return "is a list of URLs, not the files that they name";
  }
  const size_t columns = UsualColumns(lines);
  if (columns == kGkg2Columns) {
    return "has 27 columns: a GDELT 2.0 knowledge graph (GKG), not its events";
  }
  if (columns == kGkg1Columns) {
    return "has 11 columns: a GDELT 1.0 knowledge graph (GKG), not its events";
  }
  if (columns == 1) return "has one column, or none that tabs divide";
  return "has " + std::to_string(columns) + " columns";
}

constexpr std::string_view kExpected =
    "; tables are GDELT events (57, 58 or 61 columns), GDELT mentions (16), "
    "ICEWS events (a first line that begins 'Event ID') and exports of Annals";

}  // namespace

std::string_view Name(FileFormat format) {
  return kFormatNames[static_cast<size_t>(format)];
}

std::string_view Name(FormatChoice choice) {
  return kChoiceNames[static_cast<size_t>(choice)];
}

std::optional<FormatChoice> ParseFormatChoice(std::string_view name) {
  const auto* const it =
      std::find(std::begin(kChoiceNames), std::end(kChoiceNames), name);
  if (it == std::end(kChoiceNames)) return std::nullopt;
  return static_cast<FormatChoice>(it - std::begin(kChoiceNames));
}

bool IsTableName(std::string_view path) {
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 5> kEndings = {".csv", ".tsv", ".tab",
                                                        ".ndjson", ".jsonl"};
  const std::string ending = Fold(path.substr(dot));
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

Result<Recognized> Recognize(std::string_view path, std::string_view beginning,
                             FormatChoice choice) {
  if (choice == FormatChoice::kJekyll) return Recognized{};
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  if (choice == FormatChoice::kAuto && !IsTableName(path)) {
    if (beginning.empty()) return Recognized{};  // rejected as a post
    return Look(beginning).value_or(Recognized{});
  }
  if (beginning.empty()) return Status::InvalidArgument("is empty");
  const std::optional<Recognized> found = Look(beginning);
  if (!found) {
    return Status::InvalidArgument(LooksLike(beginning) +
                                   std::string(kExpected));
  }
  if (!Fits(found->format, choice)) {
    return Status::InvalidArgument("is " + std::string(Name(found->format)) +
                                   ", not " + std::string(Name(choice)));
  }
  return *found;
}

}  // namespace annals
