#include "import/coded/gdelt.h"

#include <chrono>
#include <utility>

#include "core/text/utf8.h"
#include "import/bulk/cells.h"
#include "import/reader/article_keys.h"

namespace annals {

namespace {

constexpr std::string_view kRecordPrefix = "gdelt:";
constexpr double kDayConfidence = 0.5;
constexpr double kCoarseConfidence = 0.3;
constexpr size_t kMaxUrlBytes = 4096;

// Columns of an event, the same in all versions up to those of places.
enum EventColumn : size_t {
  kId = 0,
  kSqlDate = 1,
  kMonthYear = 2,
  kYear = 3,
  kActor1 = 5,
  kActor2 = 15,
  kEventCode = 26,
  kNumArticles = 33,
  kAvgTone = 34,
  kFirstGeo = 35,
};

// Columns of an actor, from its first.
enum ActorColumn : size_t {
  kCode = 0,
  kName = 1,
  kCountry = 2,
  kKnownGroup = 3,
  kType1 = 7,
};

enum MentionColumn : size_t {
  kMentionTime = 2,
  kMentionType = 3,
  kMentionSource = 4,
  kMentionIdentifier = 5,
  kSentenceId = 6,
  kMentionConfidence = 11,
};

Status Wrong(std::string_view column, std::string_view cell,
             std::string_view reason) {
  return Status::InvalidArgument(
      std::string(column) + " '" +
      ReplaceInvalidUtf8(cell.substr(0, std::min<size_t>(cell.size(), 80))) +
      "' " + std::string(reason));
}

Result<std::string> RecordName(std::string_view cell) {
  if (!ToCount(cell)) return Wrong("GLOBALEVENTID", cell, "is no number");
  return std::string(kRecordPrefix) + std::string(cell);
}

CodedActor ReadActor(std::span<const std::string_view> cells,
                     const CodeBook& codes) {
  CodedActor actor;
  actor.name = cells[kName];
  if (actor.name.empty()) return actor;
  actor.country = codes.CountryOfThreeLetters(cells[kCountry]);
  actor.is_country = !actor.country.empty() && cells[kCode] == cells[kCountry];
  // An actor of a kind that belongs to nobody: "COP POLICE", "BUS COMPANY".
  actor.is_named = !cells[kCountry].empty() || !cells[kKnownGroup].empty() ||
                   cells[kType1].empty();
  return actor;
}

// `cells` begin at ActionGeo_Type.
Result<CodedPlace> ReadPlace(std::span<const std::string_view> cells,
                             bool has_second_division, const CodeBook& codes) {
  CodedPlace place;
  const std::string_view type = cells[0];
  const std::string_view name = cells[1];
  if (type.empty() || type == "0" || name.empty()) return place;
  place.full_name = name;
  place.country = codes.CountryOfFips(cells[2]);
  if (type == "1") {  // names with a comma: "Vietnam, Republic Of"
    place.kind = EntityKind::kCountry;
    place.name = name;
  } else {
    const bool is_division = type == "2" || type == "5";
    place.kind = is_division ? EntityKind::kRegion : EntityKind::kSettlement;
    place.name = name.substr(0, name.find(','));
  }
  const size_t latitude = has_second_division ? 5 : 4;
  if (cells[latitude].empty() && cells[latitude + 1].empty()) return place;
  const auto north = ToNumber(cells[latitude]);
  const auto east = ToNumber(cells[latitude + 1]);
  if (!north || *north < -90 || *north > 90) {
    return Wrong("ActionGeo_Lat", cells[latitude], "is no latitude");
  }
  if (!east || *east < -180 || *east > 180) {
    return Wrong("ActionGeo_Long", cells[latitude + 1], "is no longitude");
  }
  place.coordinates = Coordinates{*north, *east};
  return place;
}

std::optional<EventTime> ReadTime(std::span<const std::string_view> cells,
                                  TimePoint reported) {
  EventTime time;
  time.confidence = kDayConfidence;
  if (const auto day = ToDay(cells[kSqlDate])) {
    time.interval = TimeInterval::Day(*day);
    const bool is_reported_day = std::chrono::floor<std::chrono::days>(
                                     reported) == std::chrono::sys_days{*day};
    time.basis =
        is_reported_day ? TimeBasis::kPublication : TimeBasis::kExplicit;
    return time;
  }
  time.confidence = kCoarseConfidence;
  if (const auto first = ToDay(std::string(cells[kMonthYear]) + "01")) {
    time.interval = TimeInterval::Month(first->year() / first->month());
    return time;
  }
  if (const auto first = ToDay(std::string(cells[kYear]) + "0101")) {
    time.interval = TimeInterval::Year(first->year());
    return time;
  }
  return std::nullopt;
}

}  // namespace

Result<CodedRecord> ReadGdeltEvent(std::span<const std::string_view> cells,
                                   const CodeBook& codes) {
  const bool is_second = cells.size() == kGdelt2Columns;
  const size_t geo_columns = is_second ? 8 : 7;
  const size_t action_geo = kFirstGeo + 2 * geo_columns;
  const size_t date_added = action_geo + geo_columns;

  CodedRecord record;
  Result<std::string> name = RecordName(cells[kId]);
  if (!name.ok()) return name.status();
  record.record = std::move(*name);
  record.cameo = cells[kEventCode];
  if (codes.Deed(record.cameo) == nullptr) {
    return Wrong("EventCode", cells[kEventCode], "is no code of CAMEO");
  }
  const auto reported = ToTime(cells[date_added]);
  if (!reported) return Wrong("DATEADDED", cells[date_added], "is no date");
  record.reported = *reported;
  record.time = ReadTime(cells, *reported);
  record.source = ReadActor(cells.subspan(kActor1), codes);
  record.target = ReadActor(cells.subspan(kActor2), codes);
  Result<CodedPlace> place =
      ReadPlace(cells.subspan(action_geo, geo_columns), is_second, codes);
  if (!place.ok()) return place.status();
  record.place = std::move(*place);
  for (const auto& [column, unit] :
       {std::pair{kNumArticles, "articles"}, {kAvgTone, "tone"}}) {
    if (cells[column].empty()) continue;
    const auto value = ToNumber(cells[column]);
    if (!value) {
      return Wrong(column == kAvgTone ? "AvgTone" : "NumArticles",
                   cells[column], "is no number");
    }
    record.quantities.push_back({*value, unit});
  }
  const std::string_view url =
      cells.size() > date_added + 1 ? cells[date_added + 1] : "";
  if (url.size() > kMaxUrlBytes) {
    return Wrong("SOURCEURL", url, "is longer than 4096 bytes");
  }
  record.article.url = url;
  record.article.publisher = HostOf(url);
  // Rows of 57 columns say nothing of their article: each has one of its own.
  record.article.identity = url.empty() ? record.record : std::string(url);
  record.confidence = kGdeltConfidence;
  return record;
}

Result<CodedMention> ReadGdeltMention(std::span<const std::string_view> cells) {
  CodedMention mention;
  Result<std::string> name = RecordName(cells[kId]);
  if (!name.ok()) return name.status();
  mention.record = std::move(*name);
  const auto reported = ToTime(cells[kMentionTime]);
  if (!reported) {
    return Wrong("MentionTimeDate", cells[kMentionTime], "is no date");
  }
  mention.reported = *reported;
  const std::string_view identifier = cells[kMentionIdentifier];
  if (identifier.empty()) {
    return Wrong("MentionIdentifier", identifier, "is empty");
  }
  if (identifier.size() > kMaxUrlBytes) {
    return Wrong("MentionIdentifier", identifier, "is longer than 4096 bytes");
  }
  mention.article.identity = identifier;
  if (cells[kMentionType] == "1") mention.article.url = identifier;
  mention.article.publisher = cells[kMentionSource];
  const auto sentence = ToCount(cells[kSentenceId]);
  if (!sentence || *sentence > UINT32_MAX) {
    return Wrong("SentenceID", cells[kSentenceId], "is no number");
  }
  mention.sentence = *sentence == 0 ? 0 : static_cast<uint32_t>(*sentence) - 1;
  const auto percent = ToNumber(cells[kMentionConfidence]);
  if (!percent || *percent < 0 || *percent > 100) {
    return Wrong("Confidence", cells[kMentionConfidence], "is no percentage");
  }
  mention.confidence = kGdeltMentionConfidence * *percent / 100;
  return mention;
}

}  // namespace annals
