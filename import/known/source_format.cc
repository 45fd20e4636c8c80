#include "import/known/source_format.h"

#include <algorithm>
#include <string>

#include "import/known/geonames_line.h"

namespace annals {

namespace {

constexpr std::string_view kNames[] = {"geonames", "wikidata", "ndjson"};

bool Begins(std::string_view line, std::string_view with) {
  return line.substr(0, with.size()) == with;
}

// The begin of a line, for a message.
std::string Opening(std::string_view line) {
  constexpr size_t kShown = 40;
  std::string shown;
  for (const char c : line.substr(0, kShown)) {
    shown += c >= ' ' && c <= '~' ? c : '?';
  }
  return shown;
}

}  // namespace

std::string_view Name(SourceFormat format) {
  return kNames[static_cast<size_t>(format)];
}

Result<SourceFormat> ParseSourceFormat(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<SourceFormat>(i);
  }
  return Status::InvalidArgument("no format is called '" + std::string(name) +
                                 "'");
}

Result<SourceFormat> DetectFormat(std::string_view line) {
  if (GeonamesLines::HasColumns(line)) return SourceFormat::kGeonames;
  const size_t first = line.find_first_not_of(" \t\xef\xbb\xbf");
  const std::string_view text =
      first == line.npos ? std::string_view() : line.substr(first);
  if (Begins(text, "[")) return SourceFormat::kWikidata;
  if (Begins(text, "{")) {
    const bool has_labels = text.find("\"labels\"") != text.npos ||
                            text.find("\"claims\"") != text.npos;
    return has_labels ? SourceFormat::kWikidata : SourceFormat::kNdjson;
  }
  if (Begins(text, "<")) {
    return Status::InvalidArgument("looks like a web page or XML");
  }
  if (Begins(text, "http://") || Begins(text, "https://")) {
    return Status::InvalidArgument(
        "looks like a list of addresses; give the files themselves");
  }
  if (Begins(line, "\x1f\x8b") || Begins(line, "BZh") || Begins(line, "PK")) {
    return Status::InvalidArgument("is compressed; unpack it first");
  }
  return Status::InvalidArgument(
      "is neither GeoNames' 19 columns nor one JSON object a line; it begins "
      "with '" +
      Opening(line) + "'");
}

}  // namespace annals
