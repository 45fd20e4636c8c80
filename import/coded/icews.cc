#include "import/coded/icews.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/text/utf8.h"
#include "core/time/edtf.h"
#include "import/bulk/cells.h"

namespace annals {

namespace {

enum Column : size_t {
  kId,
  kDate,
  kSourceName,
  kSourceCountry,
  kCameo,
  kIntensity,
  kTargetName,
  kTargetCountry,
  kStory,
  kSentence,
  kPublisher,
  kCity,
  kDistrict,
  kProvince,
  kCountry,
  kLatitude,
  kLongitude,
};

constexpr std::string_view kNames[] = {
    "Event ID",   "Event Date",      "Source Name", "Source Country",
    "CAMEO Code", "Intensity",       "Target Name", "Target Country",
    "Story ID",   "Sentence Number", "Publisher",   "City",
    "District",   "Province",        "Country",     "Latitude",
    "Longitude"};

constexpr double kDayConfidence = 0.8;
constexpr int kLastRoot = 20;

Status Wrong(Column column, std::string_view cell, std::string_view reason) {
  return Status::InvalidArgument(
      std::string(kNames[column]) + " '" +
      ReplaceInvalidUtf8(cell.substr(0, std::min<size_t>(cell.size(), 80))) +
      "' " + std::string(reason));
}

// Files that went through a spreadsheet have lost the zero of 01 … 09. A code
// has three digits or more.
std::string WithZero(std::string_view code) {
  const bool is_short =
      code.size() == 2 ||
      (code.size() == 3 && ToCount(code.substr(0, 2)).value_or(0) > kLastRoot);
  return (is_short ? "0" : "") + std::string(code);
}

}  // namespace

Result<IcewsColumns> IcewsColumns::Find(
    std::span<const std::string_view> header) {
  IcewsColumns columns;
  columns.count_ = header.size();
  for (size_t i = 0; i < kColumns; ++i) {
    const auto it = std::find(header.begin(), header.end(), kNames[i]);
    if (it == header.end()) {
      return Status::InvalidArgument("has no column '" +
                                     std::string(kNames[i]) + "'");
    }
    columns.at_[i] = static_cast<size_t>(it - header.begin());
  }
  return columns;
}

Result<CodedRecord> IcewsColumns::Read(std::span<const std::string_view> cells,
                                       const CodeBook& codes) const {
  const auto cell = [&](Column column) { return cells[at_[column]]; };
  CodedRecord record;
  if (!ToCount(cell(kId))) return Wrong(kId, cell(kId), "is no number");
  record.record = "icews:" + std::string(cell(kId));
  record.cameo = WithZero(cell(kCameo));
  if (codes.Deed(record.cameo) == nullptr) {
    return Wrong(kCameo, cell(kCameo), "is no code of CAMEO");
  }
  const Result<TimeInterval> day = ParseEdtf(cell(kDate));
  if (!day.ok() || day->granularity() != Granularity::kDay) {
    return Wrong(kDate, cell(kDate), "is no day");
  }
  record.reported = day->begin();
  record.time = EventTime{*day, "", TimeBasis::kPublication, kDayConfidence};
  record.source = {std::string(cell(kSourceName)),
                   std::string(cell(kSourceCountry)), false, true};
  record.target = {std::string(cell(kTargetName)),
                   std::string(cell(kTargetCountry)), false, true};

  CodedPlace& place = record.place;
  place.country = cell(kCountry);
  for (const auto& [column, kind] : {std::pair{kCity, EntityKind::kSettlement},
                                     {kDistrict, EntityKind::kRegion},
                                     {kProvince, EntityKind::kRegion},
                                     {kCountry, EntityKind::kCountry}}) {
    if (cell(column).empty()) continue;
    if (place.name.empty()) {
      place.name = cell(column);
      place.kind = kind;
    } else {
      place.full_name += ", ";
    }
    place.full_name += cell(column);
  }
  if (!cell(kLatitude).empty() || !cell(kLongitude).empty()) {
    const auto north = ToNumber(cell(kLatitude));
    const auto east = ToNumber(cell(kLongitude));
    if (!north || *north < -90 || *north > 90) {
      return Wrong(kLatitude, cell(kLatitude), "is no latitude");
    }
    if (!east || *east < -180 || *east > 180) {
      return Wrong(kLongitude, cell(kLongitude), "is no longitude");
    }
    place.coordinates = Coordinates{*north, *east};
  }
  const auto sentence = ToCount(cell(kSentence));
  if (sentence && *sentence > 0 && *sentence <= UINT32_MAX) {
    record.sentence = static_cast<uint32_t>(*sentence) - 1;
  }
  const std::string_view story = cell(kStory);
  record.article.identity =
      story.empty() ? record.record : "icews-story:" + std::string(story);
  record.article.publisher = cell(kPublisher);
  record.confidence = kIcewsConfidence;
  return record;
}

}  // namespace annals
