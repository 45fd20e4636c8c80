#include "import/known/geonames_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace annals {

namespace {

enum Column : size_t {
  kId = 0,
  kName = 1,
  kAsciiName = 2,
  kAlternateNames = 3,
  kLatitude = 4,
  kLongitude = 5,
  kFeatureClass = 6,
  kFeatureCode = 7,
  kCountry = 8,
  kAdmin1 = 10,
  kPopulation = 14,
  kColumns = 19,
};

constexpr int64_t kMostPeople = 20'000'000'000;

using Cells = std::array<std::string_view, kColumns>;

Result<Cells> Split(std::string_view line) {
  Cells cells;
  size_t count = 0;
  while (true) {
    const size_t end = std::min(line.find('\t'), line.size());
    if (count < kColumns) cells[count] = line.substr(0, end);
    ++count;
    if (end == line.size()) break;
    line.remove_prefix(end + 1);
  }
  if (count == kColumns) return cells;
  return Status::InvalidArgument("has " + std::to_string(count) +
                                 " columns; GeoNames has 19");
}

template <typename Number>
bool ToNumber(std::string_view text, Number* number) {
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

Status Wrong(std::string_view what, std::string_view value) {
  return Status::InvalidArgument(std::string(what) + " is '" +
                                 std::string(value) + "'");
}

// Names in letters of other scripts stand in no English text, and what is short
// is a code more often than a name.
bool IsUsable(std::string_view name) {
  constexpr size_t kShortest = 4;
  if (name.size() > kLongestName) return false;
  const std::string folded = Fold(name);
  return folded.size() >= kShortest &&
         std::all_of(folded.begin(), folded.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == ' ' || c == '-' || c == '\'' ||
                  c == '.';
         });
}

void AddAlternateNames(std::string_view names, Entity* place) {
  while (!names.empty() && place->aliases.size() < kMostAliases) {
    const size_t end = std::min(names.find(','), names.size());
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    if (IsUsable(name)) place->aliases.emplace_back(name);
  }
}

}  // namespace

Result<GeonamesLines> GeonamesLines::Load(const Resources& resources) {
  GeonamesLines lines;
  Result<WordList> features =
      WordList::Load(resources, "sources/geonames_features.tsv");
  if (!features.ok()) return features.status();
  lines.features_ = std::move(*features);
  Result<WordList> divisions =
      WordList::Load(resources, "models/divisions.tsv");
  if (!divisions.ok()) return divisions.status();
  lines.divisions_ = std::move(*divisions);
  return lines;
}

bool GeonamesLines::HasColumns(std::string_view line) {
  return std::count(line.begin(), line.end(), '\t') == kColumns - 1;
}

Result<SourceLine> GeonamesLines::Read(std::string_view line) const {
  const Result<Cells> cells = Split(line);
  if (!cells.ok()) return cells.status();
  const auto cell = [&](Column column) { return (*cells)[column]; };
  if (!IsValidUtf8(line)) return Status::InvalidArgument("is not UTF-8");
  uint64_t number = 0;
  if (!ToNumber(cell(kId), &number)) return Wrong("the id", cell(kId));
  if (cell(kName).empty()) return Status::InvalidArgument("has no name");
  if (cell(kName).size() > kLongestName) {
    return Status::InvalidArgument(
        "has a name of " + std::to_string(cell(kName).size()) + " bytes");
  }
  Coordinates at;
  if (!ToNumber(cell(kLatitude), &at.latitude) ||
      !(std::abs(at.latitude) <= 90)) {
    return Wrong("the latitude", cell(kLatitude));
  }
  if (!ToNumber(cell(kLongitude), &at.longitude) ||
      !(std::abs(at.longitude) <= 180)) {
    return Wrong("the longitude", cell(kLongitude));
  }
  KnownRecord record;
  Entity& place = record.entity;
  const std::string_view people = cell(kPopulation);
  if (!people.empty() &&
      (!ToNumber(people, &place.population) || place.population < 0 ||
       place.population > kMostPeople)) {
    return Wrong("the population", people);
  }
  std::string_view kind = features_.ClassOf(
      std::string(cell(kFeatureClass)) + ' ' + std::string(cell(kFeatureCode)));
  if (kind.empty()) kind = features_.ClassOf(cell(kFeatureClass));
  const Result<EntityKind> parsed = ParseEntityKind(kind);
  if (!parsed.ok()) return SourceLine();  // nothing that news speaks of

  record.source = "g" + std::string(cell(kId));
  place.kind = *parsed;
  place.linked = true;
  place.name = cell(kName);
  place.country = cell(kCountry);
  place.coordinates = at;
  if (!cell(kAsciiName).empty() && cell(kAsciiName) != cell(kName)) {
    place.aliases.emplace_back(cell(kAsciiName));
  }
  AddAlternateNames(cell(kAlternateNames), &place);
  const std::string area =
      std::string(cell(kCountry)) + '.' + std::string(cell(kAdmin1));
  if (const std::string_view region = divisions_.ClassOf(area);
      !region.empty()) {
    // The line of the division itself says which one it is.
    if (cell(kFeatureCode) == "ADM1") {
      place.id.value = region;
    } else {
      place.part_of.value = region;
    }
  }
  record.prior = static_cast<Prior>(
      100 * std::log10(static_cast<double>(place.population) + 1));
  SourceLine read;
  read.record = std::move(record);
  return read;
}

}  // namespace annals
