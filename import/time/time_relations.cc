// The part of TimeResolver that puts times together: ranges, open ends, counts
// from a date, and parts of one.

#include <algorithm>
#include <utility>

#include "import/time/calendar.h"
#include "import/time/time_resolver.h"

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::weekday;
using Kind = TimeValue::Kind;
using End = TimeInterval::End;

constexpr double kLikely = 0.85;

constexpr End kUnknownEnd{Bound::kUnknown, {}, Granularity::kDay};
constexpr End kOpenEnd{Bound::kOpen, {}, Granularity::kDay};

End BeginOf(const TimeInterval& t) {
  return {t.begin_bound(), t.begin(), t.begin_granularity()};
}

End EndOf(const TimeInterval& t) {
  return {t.end_bound(), t.end(), t.end_granularity()};
}

// `duration`, with all that is added to it, on from `at` or back.
sys_days Count(sys_days at, const TimeValue& duration, int shift) {
  for (const TimeValue* each = &duration;;) {
    at = Shift(at, each->count * shift, each->unit);
    if (each->of.empty()) return at;
    each = &each->of.front();
  }
}

bool IsNow(const TimeExpression& e) { return e.value == "PRESENT_REF"; }

}  // namespace

// Both ends are read alone; then the second is moved behind the first.
bool TimeResolver::ResolveRange(const TimeValue& value, Outlook outlook,
                                TimeExpression* out,
                                std::vector<TimeExpression>* parts) {
  TimeExpression a;
  TimeExpression b;
  TimeValue second = value.of[1];
  if (!Resolve(value.of[0], outlook, &a)) return false;
  if (!Resolve(second, outlook, &b)) return false;
  if (published_) {
    const auto now =
        TimeInterval::Day(std::chrono::year_month_day{*published_});
    if (IsNow(a) && !a.interval) a.interval = now;
    if (IsNow(b) && !b.interval) b.interval = now;
  }
  const auto backwards = [&] {
    return a.interval && b.interval &&
           b.interval->begin() < a.interval->begin();
  };
  if (backwards() && second.kind == Kind::kDate && second.month != 0 &&
      second.year == 0) {
    const std::chrono::year_month_day first{floor<days>(a.interval->begin())};
    const auto month = static_cast<int>(static_cast<unsigned>(first.month()));
    second.year = static_cast<int>(first.year()) + (second.month < month);
    TimeExpression moved;
    if (Resolve(second, outlook, &moved)) b = std::move(moved);
  }
  if (backwards() && second.kind == Kind::kWeekday && published_) {
    // "between Monday and Wednesday": the whole before the report, or after.
    const days week{7};
    const sys_days later = floor<days>(b.interval->begin()) + week;
    if (later <= *published_ || outlook == Outlook::kAhead) {
      SetDay(later, &b);
    } else {
      SetDay(floor<days>(a.interval->begin()) - week, &a);
    }
  }
  out->value = a.value + "/" + b.value;
  out->basis = std::max(a.basis, b.basis);
  out->confidence = std::min(a.confidence, b.confidence);
  if (a.interval && b.interval) {
    const auto hull = TimeInterval::Make(
        BeginOf(*a.interval), EndOf(*b.interval), a.interval->qualifier());
    if (!hull.ok()) return false;
    out->interval = *hull;
  }
  if (parts != nullptr) *parts = {std::move(a), std::move(b)};
  return true;
}

bool TimeResolver::ResolveOpen(const TimeValue& value, Outlook outlook,
                               TimeExpression* out,
                               std::vector<TimeExpression>* parts) {
  const bool since = value.kind == Kind::kSince;
  const Outlook inner =
      since && outlook != Outlook::kAsked ? Outlook::kPast : outlook;
  TimeExpression whole;
  if (!Resolve(value.of[0], inner, &whole)) return false;
  *out = whole;
  if (whole.interval) {
    const End begin = BeginOf(*whole.interval);
    const End end = EndOf(*whole.interval);
    // What the report says of "since" and "until" it knows up to its own day.
    const bool is_told = published_ && outlook != Outlook::kAsked;
    const TimePoint told{published_.value_or(sys_days{})};
    End from = kUnknownEnd;
    End to = kUnknownEnd;
    // "Before the end of June": by then, and June counts.
    const bool by_its_end = value.kind == Kind::kBefore &&
                            value.of[0].part == TimeValue::Part::kLate;
    switch (by_its_end ? Kind::kUntil : value.kind) {
      case Kind::kSince:
        from = begin;
        to = is_told && begin.at < told + days{1}
                 ? End{Bound::kKnown, told + days{1}, Granularity::kDay}
                 : kOpenEnd;
        break;
      case Kind::kAfter:
        from = {end.bound, end.at, end.granularity};
        break;
      case Kind::kBefore:
        to = {begin.bound, begin.at, begin.granularity};
        break;
      default:  // until
        if (is_told && outlook == Outlook::kAhead && told < end.at) {
          from = {Bound::kKnown, told, Granularity::kDay};
        }
        to = end;
        break;
    }
    const auto opened =
        TimeInterval::Make(from, to, whole.interval->qualifier());
    if (opened.ok()) out->interval = *opened;
  }
  if (parts != nullptr) *parts = {std::move(whole)};
  return true;
}

// "two weeks after Easter", "three days from tomorrow": to the day if the date
// is one, else to its unit.
bool TimeResolver::ResolveShifted(const TimeValue& value, Outlook outlook,
                                  TimeExpression* out,
                                  std::vector<TimeExpression>* parts) {
  const TimeValue& duration = value.of[0];
  TimeExpression date;
  if (!Resolve(value.of[1], outlook, &date)) return false;
  if (IsNow(date) && !date.interval && published_) {
    date.interval = TimeInterval::Day(std::chrono::year_month_day{*published_});
  }
  if (!date.interval || !date.interval->has_begin()) return false;
  const TimeInterval& from = *date.interval;
  const sys_days at = Count(floor<days>(from.begin()), duration, value.shift);
  const Granularity grain = from.granularity();
  SetUnit(at,
          grain <= Granularity::kYear    ? TimeUnit::kYear
          : grain == Granularity::kMonth ? TimeUnit::kMonth
                                         : TimeUnit::kDay,
          out);
  out->type = TimexType::kDate;
  out->basis = date.basis;
  out->confidence = kLikely * date.confidence;
  if (parts != nullptr) {
    TimeExpression length;
    if (!Resolve(duration, outlook, &length)) return false;
    *parts = {std::move(length), std::move(date)};
    for (TimeExpression& part : *parts) part.named = out->interval;
  }
  return true;
}

// "the three months to June", "three days starting Monday".
bool TimeResolver::ResolveSpan(const TimeValue& value, Outlook outlook,
                               TimeExpression* out,
                               std::vector<TimeExpression>* parts) {
  TimeExpression length;
  TimeExpression date;
  if (!Resolve(value.of[1], outlook, &date)) return false;
  if (!Resolve(value.of[0], outlook, &length)) return false;
  if (date.interval && date.interval->has_begin() && date.interval->has_end()) {
    const bool from = value.shift > 0;
    const sys_days at =
        floor<days>(from ? date.interval->begin() : date.interval->end());
    const sys_days other = Count(at, value.of[0], value.shift);
    if (at == other) return false;
    out->interval = DaysBetween(std::min(at, other), std::max(at, other),
                                Granularity::kDay);
    out->basis = date.basis;
    out->confidence = date.confidence;
    length.named = out->interval;
    length.basis = date.basis;
  }
  out->type = TimexType::kDuration;
  out->value = length.value;
  if (parts != nullptr) *parts = {std::move(length), std::move(date)};
  return true;
}

// "the same month last year": the date last named, moved to that year.
bool TimeResolver::ResolveSameIn(const TimeValue& value, Outlook outlook,
                                 TimeExpression* out) {
  const std::optional<TimeInterval> same = reference_.last;
  TimeExpression year;
  if (!Resolve(value.of[0], outlook, &year) || !year.interval) return false;
  if (year.interval->granularity() == Granularity::kMonth) {
    // "a year earlier", said of a month, is a month by itself.
    SetUnit(floor<days>(year.interval->begin()), TimeUnit::kMonth, out);
    out->basis = year.basis;
    out->confidence = kLikely;
    return true;
  }
  if (year.interval->granularity() > Granularity::kYear) return false;
  const auto year_of = [](TimePoint t) {
    return std::chrono::year_month_day{floor<days>(t)}.year();
  };
  const TimePoint from = same && same->has_begin() ? same->begin()
                         : published_              ? TimePoint{*published_}
                                                   : year.interval->begin();
  const auto years = (year_of(year.interval->begin()) - year_of(from)).count();
  const sys_days at =
      Shift(floor<days>(from), static_cast<double>(years), TimeUnit::kYear);
  const Granularity grain = same ? same->granularity() : Granularity::kMonth;
  SetUnit(at,
          grain <= Granularity::kYear      ? TimeUnit::kYear
          : grain == Granularity::kQuarter ? TimeUnit::kQuarter
          : grain == Granularity::kWeek    ? TimeUnit::kWeek
          : grain >= Granularity::kDay     ? TimeUnit::kDay
                                           : TimeUnit::kMonth,
          out);
  out->basis = TimeBasis::kEarlierMention;
  out->confidence = kLikely;
  return true;
}

// "the week of 4 May", "the first Monday of June", "Tuesday of next week".
bool TimeResolver::ResolveWithin(const TimeValue& value, Outlook outlook,
                                 TimeExpression* out) {
  TimeExpression outer;
  if (!Resolve(value.of[0], outlook, &outer)) return false;
  if (!outer.interval || !outer.interval->has_begin() ||
      !outer.interval->has_end()) {
    return false;
  }
  const sys_days begin = floor<days>(outer.interval->begin());
  const sys_days end = floor<days>(outer.interval->end());
  out->basis = outer.basis;
  out->confidence = outer.confidence;
  if (value.kind == Kind::kWeekendOf) {
    const int on = static_cast<int>(weekday{begin}.iso_encoding());
    // Monday and Tuesday belong to the weekend before.
    const sys_days saturday = begin + days{on <= 2 ? -on - 1 : 6 - on};
    SetUnit(saturday, TimeUnit::kWeekend, out);
    out->interval =
        DaysBetween(std::min(begin, saturday),
                    std::max(end, saturday + days{2}), Granularity::kDay);
    return true;
  }
  if (value.kind == Kind::kWeekOf && value.number < 0) {
    SetUnit(end - days{4}, TimeUnit::kWeek, out);  // most of it lies in that
    out->interval = DaysBetween(end - days{7}, end, Granularity::kDay);
    return true;
  }
  if (value.kind == Kind::kWeekOf) {
    SetUnit(begin, TimeUnit::kWeek, out);
    return true;
  }
  if (value.kind == Kind::kDayIn) {
    SetDay(MondayOf(begin) + days{value.weekday - 1}, out);
    return true;
  }
  const int n = value.number;
  if (value.weekday > 0) {
    const auto on = [&](sys_days d) {
      return static_cast<int>(weekday{d}.iso_encoding());
    };
    const sys_days first = begin + days{(value.weekday - on(begin) + 7) % 7};
    const sys_days last =
        end - days{1} - days{(on(end - days{1}) - value.weekday + 7) % 7};
    const sys_days at =
        n > 0 ? first + days{7 * (n - 1)} : last + days{7 * (n + 1)};
    if (at < begin || at >= end) return false;
    SetDay(at, out);
    return true;
  }
  // The first week is the one that most of lies inside.
  const auto whole_weeks = [&](sys_days d) { return MondayOf(d + days{3}); };
  const int count = std::max(1, static_cast<int>(value.count));
  const bool weeks = value.unit == TimeUnit::kWeek;
  sys_days from;
  sys_days to;
  if (n > 0) {
    from = Shift(weeks ? whole_weeks(begin) : begin, n - 1, value.unit);
    to = Shift(from, count, value.unit);
  } else {
    to = Shift(weeks ? whole_weeks(end) : end, n + 1, value.unit);
    from = Shift(to, -count, value.unit);
  }
  if (from >= end || to <= begin || from >= to) return false;
  if (count == 1) {
    SetUnit(from, value.unit, out);
    return true;
  }
  out->interval = DaysBetween(from, to, Granularity::kDay);
  out->type = TimexType::kDuration;
  TimeValue length;
  length.count = count;
  length.unit = value.unit;
  out->value = DurationValue(length);
  return true;
}

}  // namespace annals
