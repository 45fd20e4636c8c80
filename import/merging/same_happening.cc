#include "import/merging/same_happening.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>

#include "core/event/in_common.h"
#include "core/event/kin.h"
#include "core/query/query.h"

namespace annals {

namespace {

using std::chrono::days;

// Reports of one happening come close together, unless they give its date.
constexpr days kSameNews{3};

// A plan without a date is followed by its outcome within some weeks.
constexpr days kPlanHorizon = kKinReports;

template <typename T>
bool Shares(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& each) {
    return std::find(b.begin(), b.end(), each) != b.end();
  });
}

// ---- Who ----

// How far `p` is one of `others`: 1 the same, a half if one acts for the other
// (Orban, Hungary) or both for the same country.
double Presence(const Participant& p, const std::vector<Participant>& others) {
  double best = 0;
  for (const Participant& other : others) {
    if (p.entity == other.entity) return 1;
    if (ActForEachOther(p, other)) {
      best = std::max(best, 0.6);
    } else if (Shares(p.affiliations, other.affiliations)) {
      best = std::max(best, 0.3);
    }
  }
  return best;
}

// The share of participants, on the side that names fewer, that the other names
// too; and how many that is.
struct Company {
  double share = 0;
  double shared = 0;
};

Company ComparePeople(const Claim& a, const Claim& b) {
  const auto& fewer = a.participants.size() <= b.participants.size() ? a : b;
  const auto& more = &fewer == &a ? b : a;
  if (fewer.participants.empty()) return {};
  double shared = 0;
  for (const Participant& p : fewer.participants) {
    shared += Presence(p, more.participants);
  }
  // With equal numbers the sides could differ: take the smaller of the two.
  if (a.participants.size() == b.participants.size()) {
    double back = 0;
    for (const Participant& p : more.participants) {
      back += Presence(p, fewer.participants);
    }
    shared = std::min(shared, back);
  }
  return {shared / static_cast<double>(fewer.participants.size()), shared};
}

// ---- When ----

enum class When : uint8_t { kUnknown, kSame, kWithin, kNear, kApart };

When CompareTimes(const Claim& a, const Claim& b) {
  if (!a.time || !b.time) return When::kUnknown;
  const TimeInterval& s = a.time->interval;
  const TimeInterval& t = b.time->interval;
  if (s == t) return When::kSame;
  if (s.Contains(t) || t.Contains(s)) return When::kWithin;
  if (s.Overlaps(t)) return When::kNear;
  // Days named by different clocks and by "overnight" differ by one.
  const auto gap =
      s.begin() < t.begin() ? t.begin() - s.end() : s.begin() - t.end();
  const bool both_days = s.granularity() >= Granularity::kDay &&
                         t.granularity() >= Granularity::kDay;
  const bool counted = a.time->basis != TimeBasis::kExplicit ||
                       b.time->basis != TimeBasis::kExplicit;
  if (both_days && counted && gap == std::chrono::seconds(0))
    return When::kNear;
  return When::kApart;
}

std::chrono::seconds ReportGap(const Claim& a, const Claim& b) {
  return a.reported < b.reported ? b.reported - a.reported
                                 : a.reported - b.reported;
}

// ---- What ----

double WordOverlap(const Comparable& a, const Comparable& b) {
  const auto& s = a.terms();
  const auto& t = b.terms();
  if (s.empty() || t.empty()) return 0;
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < s.size() && j < t.size();) {
    const int order = s[i].compare(t[j]);
    shared += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return static_cast<double>(shared) /
         static_cast<double>(std::min(s.size(), t.size()));
}

// Shorter than this, the same words may be said of two happenings.
constexpr size_t kTellingWords = 20;  // bytes

// The same sentence, or one that somebody has put words before: "According to
// new reports, [Ryanair bought five jets]".
bool SameWords(const Comparable& a, const Comparable& b) {
  return a.words() == b.words() &&
         (a.words().size() >= kTellingWords ||
          a.claim().evidence.front().quote == b.claim().evidence.front().quote);
}

bool NamesNobody(const Claim& claim) {
  return claim.participants.empty() &&
         std::all_of(claim.places.begin(), claim.places.end(),
                     [](const EventPlace& place) {
                       return place.role == PlaceRole::kStory;
                     });
}

bool IsOfRecord(const Claim& claim) {
  return !claim.evidence.empty() && IsRecord(claim.evidence.front());
}

}  // namespace

Comparable::Comparable(const Claim& claim)
    : claim_(&claim),
      terms_(TermsOf(claim.headline)),
      words_(WordsFromTrigger(claim)) {
  std::sort(terms_.begin(), terms_.end());
  terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
}

Likeness Compare(const Claim& a, const Claim& b) {
  return Compare(Comparable(a), Comparable(b));
}

Likeness Compare(const Comparable& left, const Comparable& right) {
  const Claim& a = left.claim();
  const Claim& b = right.claim();
  if (IsOfRecord(a) || IsOfRecord(b)) {
    const bool is_same = IsOfRecord(a) && IsOfRecord(b) &&
                         a.evidence.front().rule == b.evidence.front().rule;
    return is_same ? Likeness{1, "the same record"}
                   : Likeness{-1, "a record stands for itself"};
  }
  if (a.article == b.article) return {-1, "told apart by one article"};
  const bool repost = !a.content_key.empty() && a.content_key == b.content_key;
  // Markets "fell sharply today" on more than one day.
  const When when = CompareTimes(a, b);
  if (a.type == b.type && SameWords(left, right) &&
      (when != When::kApart || ReportGap(a, b) <= kSameNews)) {
    return {1, "the same words"};
  }
  if (repost) return {-1, "told apart by one article, posted twice"};
  if (a.type != b.type) return {0, "other type"};
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode &&
      a.type != EventType::kAssault) {
    return {0, "other mode"};
  }
  if (RolesAreExchanged(a, b)) return {-1, "roles exchanged"};

  const Where where = ComparePlaces(a.places, b.places);
  if (where == Where::kElsewhere) return {-1, "other places"};
  const bool outcome = IsAhead(a.status) != IsAhead(b.status);
  if (when == When::kApart && !outcome) return {-1, "other dates"};

  // A war and one day of it, a plan for the year and its outcome: the same only
  // if told of within some time.
  const bool lengths_differ =
      a.time && b.time && IsLong(a.time->interval) != IsLong(b.time->interval);
  if (lengths_differ &&
      ReportGap(a, b) > (outcome ? kPlanHorizon : kSameNews)) {
    return {0, "a day of something long, reports far apart"};
  }

  const Company people = ComparePeople(a, b);
  const double words = WordOverlap(left, right);

  // A plan and what became of it: the people must be the same ones, and the
  // date fit, or be near if the plan was moved or had none.
  if (outcome) {
    const Claim& plan = IsAhead(a.status) ? a : b;
    const Claim& later = &plan == &a ? b : a;
    if (later.reported < plan.reported && when != When::kSame) {
      return {0, "reported before it was planned"};
    }
    const bool fits = when == When::kSame || when == When::kWithin;
    if (people.shared >= 1.9 && people.share >= 0.9 &&
        (fits || (when == When::kUnknown && ReportGap(a, b) <= kPlanHorizon &&
                  words >= 0.5))) {
      return {fits ? 0.8 : 0.65, "a plan and its outcome"};
    }
    if (fits && people.share >= 0.9 &&
        (where == Where::kSame || words >= 0.6)) {
      return {0.7, "a plan and its outcome"};
    }
    return {0, "a plan and another event"};
  }
  if (IsAhead(a.status) && (a.status != b.status) && words < 0.5) {
    return {0, "other status"};
  }

  double score = 0;
  switch (when) {
    case When::kSame:
      score += 0.35;
      break;
    case When::kWithin:
    case When::kNear:
      score += 0.2;
      break;
    case When::kUnknown:
      if (ReportGap(a, b) > kSameNews) return {0, "undated, reports far apart"};
      score += 0.1;
      break;
    case When::kApart:
      return {-1, "other dates"};
  }
  if (people.shared > 0) {
    score += 0.4 * people.share * std::min(1.0, 0.6 + 0.2 * people.shared);
  } else if (!a.participants.empty() && !b.participants.empty()) {
    score -= 0.2;
  }
  if (where == Where::kSame) score += 0.2;
  if (where == Where::kWithin) score += 0.1;
  score += 0.25 * words;
  if (!a.mode.empty() && a.mode == b.mode) score += 0.05;
  // Without anybody or any place in common, words alone prove little.
  if (people.shared == 0 && where != Where::kSame &&
      (words < 0.8 || !NamesNobody(a) || !NamesNobody(b))) {
    return {0, "nobody and no place in common"};
  }
  return {std::clamp(score, 0.0, 0.95), "type, time, people, place and words"};
}

}  // namespace annals
