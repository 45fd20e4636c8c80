#include "core/event/kin.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>
#include <string>

#include "core/query/query.h"
#include "core/text/fnv1a.h"

namespace annals {

namespace {

using std::chrono::days;

constexpr days kMonth{32};
constexpr int kMostMonths = 4;  // that a dated claim is kept under

// Those before 1970 are one month, and so are those after 7700.
uint16_t MonthOf(TimePoint t) {
  const int64_t month = std::chrono::floor<days>(t.time_since_epoch()) / kMonth;
  return static_cast<uint16_t>(
      std::clamp<int64_t>(month, 0, std::numeric_limits<uint16_t>::max()));
}

// Two days beside each other may be one by different clocks.
constexpr days kClocks{1};

// What claims are kin by: the hash of each with the type.
std::vector<uint64_t> WhoAndWhere(const Claim& claim, uint64_t type) {
  std::set<std::string_view> who;
  for (const Participant& p : claim.participants) {
    who.insert(p.entity.value);
    for (const EntityId& id : p.affiliations) who.insert(id.value);
  }
  for (const EventPlace& place : claim.places) {
    if (place.role != PlaceRole::kStory) who.insert(place.entity.value);
  }
  std::vector<uint64_t> hashes;
  for (const std::string_view each : who) hashes.push_back(Fnv1a(each, type));
  if (!hashes.empty()) return hashes;
  // Nobody and nowhere: like others of that sort that use the same terms.
  for (const std::string& term : TermsOf(claim.headline)) {
    hashes.push_back(Fnv1a(term, Fnv1a("~", type)));
  }
  return hashes;
}

uint64_t HashOf(EventType type) {
  return Fnv1a(std::string(1, static_cast<char>(type)));
}

KinRange WordsOf(const Claim& claim) {
  const uint64_t start = Fnv1a("=", HashOf(claim.type));
  return {{Fnv1a(WordsFromTrigger(claim), start), KinWay::kWords, 0}, 0};
}

struct Months {
  KinWay way;
  uint16_t first;
  uint16_t last;
};

Months Around(KinWay way, TimePoint report, days slack) {
  return {way, MonthOf(report - slack), MonthOf(report + slack)};
}

Months During(const TimeInterval& interval, days slack) {
  return {KinWay::kTime, MonthOf(interval.begin() - slack),
          MonthOf(interval.end() + slack)};
}

template <typename T>
void SortUnique(std::vector<T>* all) {
  std::sort(all->begin(), all->end());
  all->erase(std::unique(all->begin(), all->end()), all->end());
}

}  // namespace

std::string_view WordsFromTrigger(const Claim& claim) {
  const Evidence& evidence = claim.evidence.front();
  std::string_view words = evidence.quote;
  words.remove_prefix(std::min(
      evidence.trigger_span.begin - evidence.quote_span.begin, words.size()));
  if (words.ends_with('.')) words.remove_suffix(1);
  return words;
}

bool IsLong(const TimeInterval& interval) {
  return !interval.has_begin() || !interval.has_end() ||
         MonthOf(interval.end()) - MonthOf(interval.begin()) >= kMostMonths;
}

// Rows of data sets have no kin: each stands for itself.
std::vector<KinKey> KinKeys(const Claim& claim) {
  if (IsRecord(claim.evidence.front())) return {};
  std::vector<Months> months;
  const uint16_t report = MonthOf(claim.reported);
  if (!claim.time) {
    months = {{KinWay::kUndated, report, report}};
  } else if (IsLong(claim.time->interval)) {
    months = {{KinWay::kLong, 0, 0}, {KinWay::kUndated, report, report}};
  } else {
    months = {During(claim.time->interval, days(0)),
              {KinWay::kReported, report, report}};
  }
  std::vector<KinKey> keys = {WordsOf(claim).first};
  for (const uint64_t of : WhoAndWhere(claim, HashOf(claim.type))) {
    for (const Months& each : months) {
      for (int m = each.first; m <= each.last; ++m) {
        keys.push_back({of, each.way, static_cast<uint16_t>(m)});
      }
    }
  }
  SortUnique(&keys);
  return keys;
}

std::vector<KinRange> KinSought(const Claim& claim) {
  if (IsRecord(claim.evidence.front())) return {};
  std::vector<Months> months = {
      Around(KinWay::kUndated, claim.reported, kKinReports)};
  if (!claim.time) {
    months.push_back(Around(KinWay::kReported, claim.reported, kKinReports));
  } else if (IsLong(claim.time->interval)) {
    months.push_back({KinWay::kLong, 0, 0});
    months.push_back(Around(KinWay::kReported, claim.reported, kKinReports));
  } else {
    months.push_back(During(claim.time->interval, kClocks));
  }
  std::vector<KinRange> ranges = {WordsOf(claim)};
  for (const uint64_t of : WhoAndWhere(claim, HashOf(claim.type))) {
    for (const Months& each : months) {
      ranges.push_back({{of, each.way, each.first}, each.last});
    }
  }
  SortUnique(&ranges);
  return ranges;
}

std::vector<KinKey> KinKeys(const Event& event) {
  std::vector<KinKey> all;
  for (const Claim& claim : event.claims) {
    const std::vector<KinKey> keys = KinKeys(claim);
    all.insert(all.end(), keys.begin(), keys.end());
  }
  SortUnique(&all);
  return all;
}

bool IsKin(const Event& event, const std::vector<KinRange>& ranges) {
  const std::vector<KinKey> keys = KinKeys(event);
  return std::any_of(ranges.begin(), ranges.end(), [&](const KinRange& range) {
    const auto at = std::lower_bound(keys.begin(), keys.end(), range.first);
    return at != keys.end() && range.Contains(*at);
  });
}

}  // namespace annals
