#include "import/time/time_resolver.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "import/time/calendar.h"

namespace annals {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using Kind = TimeValue::Kind;

// A day or month whose verb is past is not taken for one this far ahead.
constexpr days kVetoForDay{20};
constexpr days kVetoForMonth{30};
// Nor one whose verb looks ahead for one this far back.
constexpr days kVetoForPast{20};

constexpr double kSure = 0.95;
constexpr double kLikely = 0.85;
constexpr double kHalf = 0.5;

std::string Print(const char* format, auto... values) {
  std::array<char, 48> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, values...);
  return buffer.data();
}

int YearOf(sys_days d) { return static_cast<int>(year_month_day{d}.year()); }

month MonthOf(const TimeValue& value) {
  return month{static_cast<unsigned>(value.month)};
}

bool IsOneDay(const TimeInterval& t) {
  return t.has_begin() && t.has_end() && t.end() - t.begin() == days{1};
}

day DayOf(const TimeValue& value) {
  return day{static_cast<unsigned>(value.day)};
}

}  // namespace

bool TimeResolver::Resolve(const TimeValue& value, Outlook outlook,
                           TimeExpression* out,
                           std::vector<TimeExpression>* parts) {
  out->confidence = kSure;
  switch (value.kind) {
    case Kind::kDate:
      if (!ResolveDate(value, outlook, out)) return false;
      break;
    case Kind::kWeekday:
      ResolveWeekday(value, outlook, out);
      break;
    case Kind::kHoliday:
      if (!ResolveHoliday(value, outlook, out)) return false;
      break;
    case Kind::kUnit:
      ResolveUnit(value, outlook, out);
      break;
    case Kind::kOffset:
      ResolveOffset(value, out);
      break;
    case Kind::kPeriod:
      ResolvePeriod(value, out);
      return true;
    case Kind::kDuration:
      out->type = TimexType::kDuration;
      out->value = DurationValue(value);
      return true;
    case Kind::kSet:
      out->value = value.literal.empty() ? DurationValue(value) : value.literal;
      return true;
    case Kind::kVague:
      out->value = value.literal;
      return true;
    case Kind::kClock:
      out->type = TimexType::kTime;
      out->value = ClockValue(value, "");
      if (published_) {
        const auto& day = ReferenceFor(TimeUnit::kDay);
        SetDay(day && IsOneDay(*day) ? std::chrono::floor<days>(day->begin())
                                     : *published_,
               out);
        out->value = ClockValue(value, out->value);
        out->basis = TimeBasis::kPublication;
        out->confidence = kHalf;  // the tagger looks for a day beside it
      }
      return true;
    case Kind::kSame:
      ResolveSame(value, out);
      break;
    case Kind::kRange:
      if (!ResolveRange(value, outlook, out, parts)) return false;
      break;
    case Kind::kSince:
    case Kind::kBefore:
    case Kind::kAfter:
    case Kind::kUntil:
      return ResolveOpen(value, outlook, out, parts);
    case Kind::kShifted:
      if (!ResolveShifted(value, outlook, out, parts)) return false;
      break;
    case Kind::kSpan:
      return ResolveSpan(value, outlook, out, parts);
    case Kind::kSameIn:
      if (!ResolveSameIn(value, outlook, out)) return false;
      break;
    case Kind::kBoth: {
      if (!Resolve(value.of[0], outlook, out)) return false;
      TimeExpression year;
      if (!Resolve(value.of[1], outlook, &year)) return false;
      if (parts != nullptr) *parts = {*out, std::move(year)};
      Refer(*out);
      return true;
    }
    case Kind::kWeekOf:
    case Kind::kWeekendOf:
    case Kind::kNth:
    case Kind::kDayIn:
      if (!ResolveWithin(value, outlook, out)) return false;
      break;
  }
  if (value.hour >= 0) {
    out->type = TimexType::kTime;
    out->value = ClockValue(value, out->value);
  } else if (!value.day_part.empty()) {
    out->type = TimexType::kTime;
    out->value += "T" + value.day_part;
  }
  if (value.approximate && out->interval) {
    out->interval = out->interval->With(Qualifier::kApproximate);
  }
  Refer(*out);
  return true;
}

void TimeResolver::Refer(const TimeExpression& named) {
  if (!named.interval) return;
  reference_.last = named.interval;
  if (IsOneDay(*named.interval)) reference_.last_day = named.interval;
}

const std::optional<TimeInterval>& TimeResolver::ReferenceFor(
    TimeUnit unit) const {
  const bool too_coarse = reference_.last && !IsOneDay(*reference_.last);
  return unit <= TimeUnit::kDay && too_coarse && reference_.last_day
             ? reference_.last_day
             : reference_.last;
}

void TimeResolver::SetDay(Day d, TimeExpression* out) const {
  out->interval = TimeInterval::Day(year_month_day{d});
  out->value = DayValue(d);
}

void TimeResolver::SetUnit(Day d, TimeUnit unit, TimeExpression* out) const {
  CalendarUnit at = UnitAt(d, unit);
  out->interval = at.interval;
  out->value = std::move(at.value);
}

void TimeResolver::SetMonth(year_month ym, const TimeValue& value,
                            TimeExpression* out) const {
  out->interval = TimeInterval::Month(ym);
  out->value = MonthValue(ym);
  CutPart(value, Granularity::kMonth, out);
}

// Early, middle and late are thirds: 1-10, 11-20 and 21 on of a month, four
// months of a year.
void TimeResolver::CutPart(const TimeValue& value, Granularity grain,
                           TimeExpression* out) const {
  using Part = TimeValue::Part;
  if (value.part == Part::kWhole || !out->interval) return;
  const Day begin = std::chrono::floor<days>(out->interval->begin());
  const Day end = std::chrono::floor<days>(out->interval->end());
  if (value.part == Part::kEarlier || value.part == Part::kLater) {
    if (!published_) return;
    const auto& then = out->basis == TimeBasis::kEarlierMention
                           ? ReferenceFor(value.unit)
                           : std::nullopt;
    const Day from =
        then ? std::chrono::floor<days>(then->begin()) : *published_;
    const Day after =
        then ? std::chrono::ceil<days>(then->end()) : *published_ + days{1};
    if (value.part == Part::kEarlier && begin < from && from < end) {
      out->interval = DaysBetween(begin, from, Granularity::kDay);
    } else if (value.part == Part::kLater && begin < after && after < end) {
      out->interval = DaysBetween(after, end, Granularity::kDay);
    }
    return;
  }
  const int third =
      static_cast<int>(value.part) - static_cast<int>(Part::kEarly);
  Day from = begin;
  Day to = end;
  Granularity unit = Granularity::kDay;
  if (grain == Granularity::kMonth) {
    from = begin + days{10 * third};
    to = third == 2 ? end : begin + days{10 * (third + 1)};
  } else if (grain == Granularity::kYear) {
    from = Shift(begin, 4 * third, TimeUnit::kMonth);
    to = Shift(begin, 4 * (third + 1), TimeUnit::kMonth);
    unit = Granularity::kMonth;
  } else if (grain == Granularity::kDecade) {
    constexpr int kCuts[] = {0, 4, 7, 10};
    from = Shift(begin, kCuts[third], TimeUnit::kYear);
    to = Shift(begin, kCuts[third + 1], TimeUnit::kYear);
    unit = Granularity::kYear;
  } else if (grain == Granularity::kCentury) {
    constexpr int kCuts[] = {0, 33, 67, 100};
    from = Shift(begin, kCuts[third], TimeUnit::kYear);
    to = Shift(begin, kCuts[third + 1], TimeUnit::kYear);
    unit = Granularity::kYear;
  } else {
    const auto length = (end - begin) / 3;
    from = begin + length * third;
    to = third == 2 ? end : begin + length * (third + 1);
  }
  if (from < to) {
    out->interval = DaysBetween(from, to, unit).With(Qualifier::kApproximate);
  }
}

// ---- Dates ----

bool TimeResolver::ResolveDate(const TimeValue& value, Outlook outlook,
                               TimeExpression* out) {
  if (value.decade >= 0) {
    SetUnit(year{value.decade} / 1 / 1, TimeUnit::kDecade, out);
    CutPart(value, Granularity::kDecade, out);
    return true;
  }
  if (value.century > 0) {
    SetUnit(year{(value.century - 1) * 100} / 1 / 1, TimeUnit::kCentury, out);
    CutPart(value, Granularity::kCentury, out);
    return true;
  }
  const auto relative = [&](double confidence) {
    out->basis = TimeBasis::kPublication;
    out->confidence = confidence;
  };
  if (value.season > 0 || value.quarter > 0 || value.half > 0) {
    return ResolvePartOfYear(value, outlook, out);
  }
  int y = value.year;
  if (value.number > 0) {  // "week 31"
    if (y == 0) {
      if (!published_) return false;
      y = YearOf(*published_) + value.shift;
      relative(kLikely);
    }
    SetUnit(MondayOfWeek(value.number, y), TimeUnit::kWeek, out);
    return true;
  }
  if (y == 0 && value.named_shift) {
    if (!published_) return false;
    y = YearOf(*published_) + value.shift;
    relative(kSure);
  }
  if (value.month == 0 && value.day == 0) {
    out->interval = TimeInterval::Year(year{y});
    out->value = Print("%04d", y);
    CutPart(value, Granularity::kYear, out);
    return true;
  }
  if (value.month > 12) return false;
  if (value.month == 0) return ResolveDayOfMonth(value, outlook, out);
  if (y == 0) return ResolveWithoutYear(value, outlook, out);
  if (value.day == 0) {
    SetMonth(year{y} / MonthOf(value), value, out);
    return true;
  }
  const year_month_day date = year{y} / MonthOf(value) / DayOf(value);
  if (!date.ok()) return false;
  SetDay(date, out);
  return true;
}

// Seasons, quarters and halves.
bool TimeResolver::ResolvePartOfYear(const TimeValue& value, Outlook outlook,
                                     TimeExpression* out) const {
  constexpr const char* kSeasons[] = {"SP", "SU", "FA", "WI"};
  if (value.season > 4 || value.quarter > 4 || value.half > 2) return false;
  const int first = value.season > 0    ? 3 * value.season
                    : value.quarter > 0 ? 3 * value.quarter - 2
                                        : 6 * value.half - 5;
  const int length = value.half > 0 ? 6 : 3;
  const auto begin_in = [&](int y) { return Day{year{y} / first / 1}; };
  int y = value.year;
  if (y == 0) {
    if (!published_) return false;
    y = YearOf(*published_) + (value.named_shift ? value.shift : 0);
    out->basis = TimeBasis::kPublication;
    out->confidence = kLikely;
    if (value.season > 0 && value.named_shift && !value.by_year) {
      // A past season that has not come yet this year was the year before's.
      if (value.shift == -1 &&
          Shift(begin_in(y + 1), 3, TimeUnit::kMonth) <= *published_) {
        ++y;
      }
      if (value.shift == 1 && begin_in(y - 1) > *published_) --y;
    } else if (!value.named_shift && outlook != Outlook::kAhead &&
               begin_in(y) > *published_) {
      --y;
    }
  }
  const Day begin = begin_in(y);
  const Day end = Shift(begin, length, TimeUnit::kMonth);
  if (value.season > 0) {
    out->interval = DaysBetween(begin, end, Granularity::kSeason);
    out->value = Print("%04d-%s", y, kSeasons[value.season - 1]);
  } else if (value.quarter > 0) {
    out->interval = DaysBetween(begin, end, Granularity::kQuarter);
    out->value = Print("%04d-Q%d", y, value.quarter);
  } else {
    out->interval = DaysBetween(begin, end, Granularity::kHalf);
    out->value = Print("%04d-H%d", y, value.half);
  }
  CutPart(value, Granularity::kQuarter, out);
  return true;
}

// "the 20th", and with its weekday "Monday the 20th".
bool TimeResolver::ResolveDayOfMonth(const TimeValue& value, Outlook outlook,
                                     TimeExpression* out) const {
  if (!published_) return false;
  const year_month_day pub{*published_};
  const auto in = [&](int shift) {
    return (year_month{pub.year(), pub.month()} + months{shift}) / DayOf(value);
  };
  std::optional<year_month_day> best;
  if (value.weekday > 0) {
    for (int shift = -6; shift <= 6; ++shift) {
      const year_month_day date = in(shift);
      if (!date.ok() || weekday{sys_days{date}}.iso_encoding() !=
                            static_cast<unsigned>(value.weekday)) {
        continue;
      }
      if (!best || std::chrono::abs(sys_days{date} - *published_) <
                       std::chrono::abs(sys_days{*best} - *published_)) {
        best = date;
      }
    }
  } else {
    best = in(value.shift);
    if (!value.named_shift) {
      if (outlook == Outlook::kAhead) {
        if (!best->ok() || sys_days{*best} < *published_) best = in(1);
      } else if (!best->ok() || sys_days{*best} > *published_) {
        best = in(-1);
      }
    }
  }
  if (!best || !best->ok()) return false;
  SetDay(*best, out);
  out->basis = TimeBasis::kPublication;
  out->confidence = kLikely;
  return true;
}

// A month, or a day of one, without a year: the closest, unless its weekday, a
// cue or the tense says otherwise.
bool TimeResolver::ResolveWithoutYear(const TimeValue& value, Outlook outlook,
                                      TimeExpression* out) const {
  const month m = MonthOf(value);
  if (!published_) {
    if (value.day > 0 && !(year{2024} / m / DayOf(value)).ok()) return false;
    out->value = value.day > 0 ? Print("XXXX-%02d-%02d", value.month, value.day)
                               : Print("XXXX-%02d", value.month);
    return true;
  }
  const int this_year = YearOf(*published_);
  std::optional<Day> best;
  std::optional<Day> second;
  const auto at = [&](int candidate) -> std::optional<Day> {
    const year_month_day date =
        year{candidate} / m / (value.day > 0 ? DayOf(value) : day{15});
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
  };
  const auto distance = [&](Day candidate) {
    return std::chrono::abs(candidate - *published_);
  };
  const bool same_month =
      value.day == 0 && year_month_day{*published_}.month() == m;
  for (int candidate = this_year - 7; candidate <= this_year + 7; ++candidate) {
    const std::optional<Day> date = at(candidate);
    if (!date) continue;
    if (value.toward != 0) {  // "last May": before this month, or this day
      if (value.toward == 2 && candidate != this_year) continue;
      if (value.toward == -1 && (*date >= *published_ || same_month)) continue;
      if (value.toward == 1 && (*date <= *published_ || same_month)) continue;
      if (!best || distance(*date) < distance(*best)) best = date;
      continue;
    }
    if (value.weekday > 0 &&
        weekday{*date}.iso_encoding() != static_cast<unsigned>(value.weekday)) {
      continue;
    }
    const days ahead = *date - *published_;
    const days veto = value.day > 0 ? kVetoForDay : kVetoForMonth;
    if (value.weekday == 0) {
      if (std::abs(candidate - this_year) > 1) continue;
      const bool whole_month_ahead = value.day == 0 && !same_month;
      if (outlook == Outlook::kAsked && ahead > days{0} &&
          (value.day > 0 || whole_month_ahead)) {
        continue;
      }
      if (outlook == Outlook::kPast && ahead > veto) {
        if (!second) second = date;
        continue;
      }
      if (outlook == Outlook::kAhead && !same_month && ahead < -kVetoForPast) {
        if (!second) second = date;
        continue;
      }
    }
    if (!best || distance(*date) < distance(*best)) {
      if (best) second = best;
      best = date;
    } else if (!second || distance(*date) < distance(*second)) {
      second = date;
    }
  }
  if (!best) return false;
  out->basis = TimeBasis::kPublication;
  out->confidence = value.day > 0 ? kSure : kLikely;
  const auto whole = [&](Day date) {
    const year_month_day ymd{date};
    return value.day > 0 ? TimeInterval::Day(ymd)
                         : TimeInterval::Month(ymd.year() / ymd.month());
  };
  if (value.day > 0) {
    SetDay(*best, out);
  } else {
    const year_month_day ymd{*best};
    SetMonth(ymd.year() / ymd.month(), value, out);
  }
  if (second) {
    out->rejected = whole(*second);
    out->rejected_because =
        outlook == Outlook::kPast && *second > *published_ ? "past verb"
        : outlook == Outlook::kAhead && *second < *published_
            ? "cue for the future"
            : "farther away";
  }
  return true;
}

void TimeResolver::ResolveWeekday(const TimeValue& value, Outlook outlook,
                                  TimeExpression* out) const {
  if (!published_) {
    out->value = Print("XXXX-WXX-%d", value.weekday);
    return;
  }
  Day now = *published_;
  out->basis = TimeBasis::kPublication;
  const auto& reference = ReferenceFor(TimeUnit::kDay);
  if (value.from_reference && reference && reference->has_begin()) {
    now = std::chrono::floor<days>(reference->begin());
    out->basis = TimeBasis::kEarlierMention;
  }
  const int today = static_cast<int>(weekday{now}.iso_encoding());
  const Day last = now - days{(today - value.weekday + 7) % 7};
  const Day in_week = MondayOf(now) + days{value.weekday - 1};
  Day chosen = last;
  Day other = last + days{7};
  if (value.named_shift) {
    const Day next = last + days{7};  // after today
    switch (value.shift) {
      case -1:
        if (last == now) chosen = last - days{7};
        break;
      case 1:
        chosen = in_week + days{7};
        break;
      case 2:  // "Friday week"
        chosen = next + days{7};
        break;
      case 3:  // "this coming Friday"
        chosen = next;
        break;
      default:
        chosen = in_week;
        break;
    }
  } else if (outlook == Outlook::kAhead && last != now) {
    std::swap(chosen, other);
  }
  SetDay(chosen, out);
  if (!value.named_shift) {
    out->rejected = TimeInterval::Day(year_month_day{other});
    out->rejected_because = outlook == Outlook::kAhead
                                ? "cue for the future"
                                : "no cue for the future";
  }
}

bool TimeResolver::ResolveHoliday(const TimeValue& value, Outlook outlook,
                                  TimeExpression* out) const {
  if (value.year != 0 || (value.by_year && published_)) {
    const int y =
        value.by_year ? YearOf(*published_) + value.shift : value.year;
    const auto date = holidays_.In(value.holiday, y);
    if (!date) return false;
    SetDay(*date, out);
    return true;
  }
  if (!published_) return false;
  // In order of time; which of them the words mean.
  std::vector<Day> dates;
  for (int shift = -2; shift <= 2; ++shift) {
    const auto date = holidays_.In(value.holiday, YearOf(*published_) + shift);
    if (!date) return false;
    dates.push_back(*date);
  }
  const auto next = std::find_if(dates.begin(), dates.end(), [&](Day d) {
    return d > *published_ || (d == *published_ && !value.named_shift);
  });
  std::optional<Day> best;
  if (value.named_shift) {
    const bool is_today = next != dates.end() && *next == *published_;
    if (value.shift > 0 && next != dates.end()) best = *next;
    if (value.shift < 0 && next != dates.begin()) {
      auto last = next - 1;
      if (!is_today && *last == *published_ && last != dates.begin()) --last;
      best = *last;
    }
    if (value.shift == 0) {
      best = holidays_.In(value.holiday, YearOf(*published_));
    }
  } else {
    constexpr days kSoon{30};
    for (const Day d : dates) {
      if (outlook == Outlook::kAsked && d > *published_) continue;
      if (outlook != Outlook::kAhead && d > *published_ + kSoon) continue;
      if (outlook == Outlook::kAhead && d < *published_) continue;
      if (!best || std::chrono::abs(d - *published_) <
                       std::chrono::abs(*best - *published_)) {
        best = d;
      }
    }
  }
  if (!best) return false;
  SetDay(*best, out);
  out->basis = TimeBasis::kPublication;
  out->confidence = kLikely;
  return true;
}

// ---- Units from now, or from the last date named ----

// "The following week" is the one after the date named last. "The end of the
// year" is of that date's year only where the verb is past and the year over:
// with publication near at hand people mean the year they are in.
bool TimeResolver::IsWithin(const TimeValue& unit, Outlook outlook) const {
  const auto& reference = ReferenceFor(unit.unit);
  if (!reference || !reference->has_begin() || !reference->has_end()) {
    return false;
  }
  if (unit.shift != 0) return true;
  const CalendarUnit at =
      UnitAt(std::chrono::floor<days>(reference->begin()), unit.unit);
  return outlook != Outlook::kAhead && outlook != Outlook::kAsked &&
         reference->end() <= at.interval.end() &&
         at.interval.end() <= TimePoint{*published_};
}

void TimeResolver::ResolveUnit(const TimeValue& value, Outlook outlook,
                               TimeExpression* out) const {
  if (!published_) {
    out->value = value.shift < 0   ? "PAST_REF"
                 : value.shift > 0 ? "FUTURE_REF"
                                   : "PRESENT_REF";
    return;
  }
  out->basis = TimeBasis::kPublication;
  Day now = *published_;
  if (value.from_reference && IsWithin(value, outlook)) {
    now = std::chrono::floor<days>(ReferenceFor(value.unit)->begin());
    out->basis = TimeBasis::kEarlierMention;
    out->confidence = kLikely;
  }
  // From the first of a month, so that a month later is the next.
  const year_month_day from_day{now};
  const Day from = value.unit >= TimeUnit::kMonth
                       ? Day{from_day.year() / from_day.month() / 1}
                       : now;
  int shift = value.shift;
  if (shift == TimeValue::kNearest) {
    // "the weekend": this one once it is here or to come, else the last.
    const bool is_on = UnitAt(*published_, value.unit)
                           .interval.Contains(TimePoint{*published_});
    shift = is_on || outlook == Outlook::kAhead ? 0 : -1;
  }
  SetUnit(Shift(from, shift, value.unit), value.unit, out);
  CutPart(value,
          value.unit == TimeUnit::kMonth  ? Granularity::kMonth
          : value.unit == TimeUnit::kYear ? Granularity::kYear
                                          : Granularity::kWeek,
          out);
}

void TimeResolver::ResolveOffset(const TimeValue& value,
                                 TimeExpression* out) const {
  std::optional<Day> from = published_;
  out->basis = TimeBasis::kPublication;
  bool month_reference = false;
  const auto& reference = ReferenceFor(value.unit);
  if (value.from_reference && reference && reference->has_begin()) {
    from = std::chrono::floor<days>(reference->begin());
    out->basis = TimeBasis::kEarlierMention;
    out->confidence = kLikely;
    month_reference = reference->granularity() == Granularity::kMonth;
  }
  if (!from) {
    out->value = value.shift < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  Day d = Shift(*from, value.count * value.shift, value.unit);
  TimeUnit grain = value.unit;
  for (const TimeValue* more = &value; !more->of.empty();) {
    more = &more->of.front();
    d = Shift(d, more->count * value.shift, more->unit);
    grain = std::min(grain, more->unit);
  }
  if (value.count != std::floor(value.count) && grain >= TimeUnit::kYear) {
    grain = TimeUnit::kMonth;  // a year and a half ago
  }
  SetUnit(d, grain, out);
  // "A decade ago" is said of years, "a century ago" of decades.
  if (grain >= TimeUnit::kDecade) {
    const TimeUnit finer =
        grain == TimeUnit::kDecade ? TimeUnit::kYear : TimeUnit::kDecade;
    out->interval = UnitAt(d, finer).interval.With(Qualifier::kApproximate);
  }
  if (value.from_reference && value.unit == TimeUnit::kYear &&
      month_reference) {
    // A year before a month is that month of the year before.
    const year_month_day date{d};
    out->interval = TimeInterval::Month(date.year() / date.month());
  }
}

// "the past three years" end at the report, "the next" begin after it.
void TimeResolver::ResolvePeriod(const TimeValue& value,
                                 TimeExpression* out) const {
  out->type = TimexType::kDuration;
  out->value = DurationValue(value);
  if (!published_ || value.count <= 0) return;
  out->basis = TimeBasis::kPublication;
  if (value.unit == TimeUnit::kQuarter) {  // whole ones, as they are reported
    const Day now = std::chrono::floor<days>(
        UnitAt(*published_, value.unit).interval.begin());
    const Day begin =
        Shift(now, value.shift > 0 ? 1 : -value.count, value.unit);
    out->interval = DaysBetween(begin, Shift(begin, value.count, value.unit),
                                Granularity::kQuarter);
    return;
  }
  Day other = Shift(*published_, value.count * value.shift, value.unit);
  if (value.working_days) {
    other = *published_;
    for (int left = static_cast<int>(value.count); left > 0;) {
      other += days{value.shift};
      if (weekday{other}.iso_encoding() <= 5) --left;
    }
  }
  if (other == *published_) {  // "the past two hours"
    if (value.unit >= TimeUnit::kDay) return;
    out->interval = TimeInterval::Day(year_month_day{*published_});
    return;
  }
  out->interval = other < *published_
                      ? DaysBetween(other, *published_, Granularity::kDay)
                      : DaysBetween(*published_ + days{1}, other + days{1},
                                    Granularity::kDay);
}

void TimeResolver::ResolveSame(const TimeValue& value,
                               TimeExpression* out) const {
  const auto& reference = ReferenceFor(value.unit);
  if (reference && reference->has_begin()) {
    SetUnit(std::chrono::floor<days>(reference->begin()), value.unit, out);
    out->basis = TimeBasis::kEarlierMention;
    out->confidence = kLikely;
  } else if (published_ && !value.day_part.empty()) {
    SetDay(*published_, out);
    out->basis = TimeBasis::kPublication;
  } else {
    out->value = "PAST_REF";
  }
}

}  // namespace annals
