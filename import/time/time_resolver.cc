#include "import/time/time_resolver.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

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
using std::chrono::years;

// A day or month whose verb is past is not taken for one this far ahead.
constexpr days kVetoForDay{20};
constexpr days kVetoForMonth{30};

constexpr double kSure = 0.95;
constexpr double kLikely = 0.85;

std::string Print(const char* format, auto... values) {
  std::array<char, 48> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, values...);
  return buffer.data();
}

int YearOf(sys_days d) { return static_cast<int>(year_month_day{d}.year()); }

std::string DayValue(sys_days d) {
  const year_month_day date{d};
  return Print("%04d-%02u-%02u", static_cast<int>(date.year()),
               static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day()));
}

sys_days MondayOf(sys_days d) {
  return d - days{weekday{d}.iso_encoding() - 1};
}

std::string WeekValue(sys_days d) {
  const sys_days thursday = MondayOf(d) + days{3};
  const int y = YearOf(thursday);
  const auto number = (thursday - sys_days{year{y} / 1 / 1}).count() / 7 + 1;
  return Print("%04d-W%02d", y, static_cast<int>(number));
}

std::string UnitLetter(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSecond:
      return "TS";
    case TimeUnit::kMinute:
      return "TM";
    case TimeUnit::kHour:
      return "TH";
    case TimeUnit::kDay:
      return "D";
    case TimeUnit::kWeek:
      return "W";
    case TimeUnit::kWeekend:
      return "WE";
    case TimeUnit::kMonth:
      return "M";
    case TimeUnit::kSeason:
      return "S";
    case TimeUnit::kQuarter:
      return "Q";
    case TimeUnit::kHalf:
      return "H";
    case TimeUnit::kYear:
      return "Y";
    case TimeUnit::kDecade:
      return "E";
    case TimeUnit::kCentury:
      return "C";
  }
  return "D";
}

// "P3Y", "PT40M", "PXD", "P10Y" for a decade said with a number.
std::string DurationValue(double count, TimeUnit unit) {
  std::string letter = UnitLetter(unit);
  if (count > 0 && unit == TimeUnit::kDecade) {
    count *= 10;
    letter = "Y";
  }
  if (count > 0 && unit == TimeUnit::kCentury) {
    count *= 100;
    letter = "Y";
  }
  std::string value = "P";
  if (letter.size() == 2 && letter[0] == 'T') {
    value += 'T';
    letter.erase(0, 1);
  }
  if (count <= 0) {
    value += 'X';
  } else if (count == std::floor(count)) {
    value += std::to_string(static_cast<int64_t>(count));
  } else {
    value += Print("%.1f", count);
  }
  return value + letter;
}

// The day `count` units after `from`; a month that lacks the day ends earlier.
sys_days Shift(sys_days from, double count, TimeUnit unit) {
  const auto n = static_cast<int>(count);
  const auto by_months = [&](int m) {
    const year_month_day date{from};
    const year_month_day moved = date + months{m};
    return moved.ok()
               ? sys_days{moved}
               : sys_days{moved.year() / moved.month() / std::chrono::last};
  };
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute:
    case TimeUnit::kHour: {
      const double per_day = unit == TimeUnit::kHour     ? 24
                             : unit == TimeUnit::kMinute ? 1440
                                                         : 86400;
      return from + days{static_cast<int>(count / per_day)};
    }
    case TimeUnit::kDay:
      return from + days{n};
    case TimeUnit::kWeek:
    case TimeUnit::kWeekend:
      return from + days{7 * n};
    case TimeUnit::kMonth:
      return by_months(n);
    case TimeUnit::kSeason:
    case TimeUnit::kQuarter:
      return by_months(3 * n);
    case TimeUnit::kHalf:
      return by_months(6 * n);
    case TimeUnit::kYear:
      return by_months(static_cast<int>(count * 12));
    case TimeUnit::kDecade:
      return by_months(120 * n);
    case TimeUnit::kCentury:
      return by_months(1200 * n);
  }
  return from;
}

TimeInterval Days(sys_days begin, sys_days end, Granularity grain) {
  return *TimeInterval::Make(begin, end, grain);
}

sys_days EasterOf(int y) {  // the anonymous Gregorian computus
  const int a = y % 19, b = y / 100, c = y % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return year{y} / (n / 31) / (n % 31 + 1);
}

std::optional<sys_days> HolidayIn(int number, int y) {
  switch (number) {
    case 1:
      return sys_days{year{y} / 12 / 25};
    case 2:
      return EasterOf(y);
    case 3:
      return sys_days{year{y} / 11 / std::chrono::Thursday[4]};
    case 4:
      return sys_days{year{y} / 10 / 31};
    default:
      return std::nullopt;
  }
}

}  // namespace

bool TimeResolver::Resolve(const TimeValue& value, Outlook outlook,
                           TimeExpression* out) {
  using Kind = TimeValue::Kind;
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
      ResolveUnit(value, out);
      break;
    case Kind::kOffset:
      ResolveOffset(value, out);
      break;
    case Kind::kPeriod:
      ResolvePeriod(value, out);
      return true;
    case Kind::kDuration:
      out->type = TimexType::kDuration;
      out->value = DurationValue(value.count, value.unit);
      return true;
    case Kind::kSet:
      out->value = value.literal.empty()
                       ? DurationValue(value.count, value.unit)
                       : value.literal;
      return true;
    case Kind::kVague:
      out->value = value.literal;
      return true;
    case Kind::kClock: {
      const std::string clock =
          Print("T%02d:%02d", value.hour, value.minute) + value.literal;
      out->value = clock;
      if (published_) {
        SetDay(*published_, out);
        out->value += clock;
        out->basis = TimeBasis::kPublication;
        out->confidence = 0.5;  // the tagger looks for a day beside it
      }
      return true;
    }
    case Kind::kSame:
      if (!reference_ && published_ && !value.day_part.empty()) {
        SetDay(*published_, out);
        out->basis = TimeBasis::kPublication;
        break;
      }
      if (!reference_) {
        out->value = "PAST_REF";
        return true;
      }
      SetUnitAt(std::chrono::floor<days>(reference_->begin()), value.unit, out);
      out->basis = TimeBasis::kEarlierMention;
      out->confidence = kLikely;
      break;
  }
  if (!value.day_part.empty()) out->value += "T" + value.day_part;
  if (!value.day_part.empty()) out->type = TimexType::kTime;
  if (value.approximate && out->interval) {
    out->interval = out->interval->With(Qualifier::kApproximate);
  }
  if (out->interval && !value.from_reference) reference_ = out->interval;
  if (out->interval && value.from_reference) reference_ = out->interval;
  return true;
}

void TimeResolver::SetDay(Day d, TimeExpression* out) const {
  out->interval = TimeInterval::Day(year_month_day{d});
  out->value = DayValue(d);
}

void TimeResolver::SetMonth(year_month ym, const TimeValue& value,
                            TimeExpression* out) const {
  out->interval = TimeInterval::Month(ym);
  out->value = Print("%04d-%02u", static_cast<int>(ym.year()),
                     static_cast<unsigned>(ym.month()));
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
    if (value.part == Part::kEarlier && *published_ > begin) {
      out->interval = Days(begin, *published_, Granularity::kDay);
    } else if (value.part == Part::kLater && *published_ + days{1} < end) {
      out->interval = Days(*published_ + days{1}, end, Granularity::kDay);
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
  } else {
    const auto length = (end - begin) / 3;
    from = begin + length * third;
    to = third == 2 ? end : begin + length * (third + 1);
  }
  if (from < to) {
    out->interval = Days(from, to, unit).With(Qualifier::kApproximate);
  }
}

bool TimeResolver::ResolveDate(const TimeValue& value, Outlook outlook,
                               TimeExpression* out) {
  const auto relative = [&](double confidence) {
    out->basis = TimeBasis::kPublication;
    out->confidence = confidence;
  };
  if (value.decade >= 0) {
    out->interval = Days(year{value.decade} / 1 / 1,
                         year{value.decade + 10} / 1 / 1, Granularity::kDecade);
    out->value = Print("%03dX", value.decade / 10);
    CutPart(value, Granularity::kDecade, out);
    return true;
  }
  if (value.century > 0) {
    const int first = (value.century - 1) * 100;
    out->interval = Days(year{first} / 1 / 1, year{first + 100} / 1 / 1,
                         Granularity::kCentury);
    out->value = Print("%02dXX", value.century - 1);
    return true;
  }
  int y = value.year;
  if (value.season > 0 || value.quarter > 0 || value.half > 0) {
    if (y == 0) {
      if (!published_) return false;
      y = YearOf(*published_) + (value.named_shift ? value.shift : 0);
      relative(kLikely);
      const int first_month = value.season > 0    ? 3 * value.season
                              : value.quarter > 0 ? 3 * value.quarter - 2
                                                  : 6 * value.half - 5;
      if (outlook == Outlook::kAsked && !value.named_shift &&
          sys_days{year{y} / first_month / 1} > *published_) {
        --y;
      }
    }
    int first = 1;
    int length = 3;
    Granularity grain = Granularity::kQuarter;
    if (value.season > 0) {
      constexpr const char* kNames[] = {"SP", "SU", "FA", "WI"};
      if (value.season > 4) return false;
      first = 3 * value.season;
      grain = Granularity::kSeason;
      // A past season that has not come yet this year was the year before's.
      if (value.named_shift && value.shift == -1 && published_ &&
          Shift(year{y + 1} / first / 1, 3, TimeUnit::kMonth) <= *published_) {
        ++y;
      }
      if (value.named_shift && value.shift == 1 && published_ &&
          sys_days{year{y - 1} / first / 1} > *published_) {
        --y;
      }
      out->value = Print("%04d-%s", y, kNames[value.season - 1]);
    } else if (value.quarter > 0) {
      if (value.quarter > 4) return false;
      first = 3 * value.quarter - 2;
      out->value = Print("%04d-Q%d", y, value.quarter);
    } else {
      if (value.half > 2) return false;
      first = 6 * value.half - 5;
      length = 6;
      grain = Granularity::kHalf;
      out->value = Print("%04d-H%d", y, value.half);
    }
    const Day begin = year{y} / first / 1;
    out->interval = Days(begin, Shift(begin, length, TimeUnit::kMonth), grain);
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
  const month m{static_cast<unsigned>(value.month)};
  const day d{static_cast<unsigned>(value.day)};
  if (value.month == 0) {  // "the 20th"
    if (!published_) return false;
    const year_month_day pub{*published_};
    const auto in = [&](int shift) {
      return (year_month{pub.year(), pub.month()} + months{shift}) / d;
    };
    year_month_day best = in(0);
    if (outlook == Outlook::kAhead) {
      if (!best.ok() || sys_days{best} < *published_) best = in(1);
    } else if (!best.ok() || sys_days{best} > *published_) {
      best = in(-1);
    }
    if (!best.ok()) return false;
    SetDay(best, out);
    relative(kLikely);
    return true;
  }
  if (value.month > 12) return false;
  if (y != 0) {
    if (value.day == 0) {
      SetMonth(year{y} / m, value, out);
      return true;
    }
    const year_month_day date = year{y} / m / d;
    if (!date.ok()) return false;
    SetDay(date, out);
    return true;
  }
  if (!published_) {
    if (value.day > 0 && !(year{2024} / m / d).ok()) return false;
    out->value = value.day > 0 ? Print("XXXX-%02d-%02d", value.month, value.day)
                               : Print("XXXX-%02d", value.month);
    return true;
  }

  // No year: the closest, unless its weekday, a cue or the tense says
  // otherwise.
  const int this_year = YearOf(*published_);
  std::optional<Day> best;
  std::optional<Day> second;
  const auto at = [&](int candidate) -> std::optional<Day> {
    const year_month_day date =
        year{candidate} / m / (value.day > 0 ? d : day{15});
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
    if (value.weekday > 0 &&
        weekday{*date}.iso_encoding() != static_cast<unsigned>(value.weekday)) {
      continue;
    }
    const days ahead = *date - *published_;
    const days veto = value.day > 0 ? kVetoForDay : kVetoForMonth;
    if (value.weekday == 0) {
      if (std::abs(candidate - this_year) > 1) continue;
      if (outlook == Outlook::kAsked && ahead > days{0}) continue;
      if (outlook == Outlook::kPast && ahead > veto) {
        if (!second) second = date;
        continue;
      }
      if (outlook == Outlook::kAhead && ahead < days{0} && !same_month &&
          ahead < -days{20}) {
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
  relative(value.day > 0 ? kSure : kLikely);
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
                                  TimeExpression* out) {
  if (!published_) {
    out->value = Print("XXXX-WXX-%d", value.weekday);
    return;
  }
  const int today = static_cast<int>(weekday{*published_}.iso_encoding());
  const Day last = *published_ - days{(today - value.weekday + 7) % 7};
  Day chosen = last;
  Day other = last + days{7};
  if (value.named_shift) {
    if (value.shift < 0 && last == *published_) chosen = last - days{7};
    if (value.shift > 0)
      chosen = MondayOf(*published_) + days{6 + value.weekday};
    if (value.shift == 0)
      chosen = MondayOf(*published_) + days{value.weekday - 1};
  } else if (outlook == Outlook::kAhead && last != *published_) {
    std::swap(chosen, other);
  }
  SetDay(chosen, out);
  out->basis = TimeBasis::kPublication;
  if (!value.named_shift) {
    out->rejected = TimeInterval::Day(year_month_day{other});
    out->rejected_because = outlook == Outlook::kAhead
                                ? "cue for the future"
                                : "no cue for the future";
  }
}

bool TimeResolver::ResolveHoliday(const TimeValue& value, Outlook outlook,
                                  TimeExpression* out) {
  if (value.year != 0) {
    const auto date = HolidayIn(value.holiday, value.year);
    if (!date) return false;
    SetDay(*date, out);
    return true;
  }
  if (!published_) return false;
  std::optional<Day> best;
  for (int shift = -1; shift <= 1; ++shift) {
    const auto date = HolidayIn(value.holiday, YearOf(*published_) + shift);
    if (!date) return false;
    if (outlook == Outlook::kAsked && *date > *published_) continue;
    if (outlook != Outlook::kAhead && *date > *published_ + days{30}) continue;
    if (outlook == Outlook::kAhead && *date < *published_) continue;
    if (!best || std::chrono::abs(*date - *published_) <
                     std::chrono::abs(*best - *published_)) {
      best = date;
    }
  }
  if (!best) return false;
  SetDay(*best, out);
  out->basis = TimeBasis::kPublication;
  out->confidence = kLikely;
  return true;
}

void TimeResolver::SetUnitAt(Day d, TimeUnit unit, TimeExpression* out) const {
  const year_month_day date{d};
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
    case TimeUnit::kDay:
      SetDay(d, out);
      return;
    case TimeUnit::kWeek:
      out->interval =
          Days(MondayOf(d), MondayOf(d) + days{7}, Granularity::kWeek);
      out->value = WeekValue(d);
      return;
    case TimeUnit::kWeekend:
      out->interval =
          Days(MondayOf(d) + days{5}, MondayOf(d) + days{7}, Granularity::kDay);
      out->value = WeekValue(d) + "-WE";
      return;
    case TimeUnit::kMonth:
      out->interval = TimeInterval::Month(date.year() / date.month());
      out->value = Print("%04d-%02u", y, m);
      return;
    case TimeUnit::kSeason:
    case TimeUnit::kQuarter: {
      const Day begin = date.year() / month{(m - 1) / 3 * 3 + 1} / 1;
      out->interval =
          Days(begin, Shift(begin, 3, TimeUnit::kMonth), Granularity::kQuarter);
      out->value = Print("%04d-Q%u", y, (m - 1) / 3 + 1);
      return;
    }
    case TimeUnit::kHalf: {
      const Day begin = date.year() / month{m > 6 ? 7u : 1u} / 1;
      out->interval =
          Days(begin, Shift(begin, 6, TimeUnit::kMonth), Granularity::kHalf);
      out->value = Print("%04d-H%u", y, m > 6 ? 2u : 1u);
      return;
    }
    case TimeUnit::kYear:
      out->interval = TimeInterval::Year(date.year());
      out->value = Print("%04d", y);
      return;
    case TimeUnit::kDecade:
    case TimeUnit::kCentury: {
      const bool decade = unit == TimeUnit::kDecade;
      const int length = decade ? 10 : 100;
      const int first = y / length * length;
      out->interval =
          Days(year{first} / 1 / 1, year{first + length} / 1 / 1,
               decade ? Granularity::kDecade : Granularity::kCentury);
      out->value =
          decade ? Print("%03dX", first / 10) : Print("%02dXX", first / 100);
      return;
    }
  }
}

void TimeResolver::ResolveUnit(const TimeValue& value, TimeExpression* out) {
  if (!published_) {
    out->value = value.shift < 0   ? "PAST_REF"
                 : value.shift > 0 ? "FUTURE_REF"
                                   : "PRESENT_REF";
    return;
  }
  out->basis = TimeBasis::kPublication;
  Day d = Shift(value.unit >= TimeUnit::kMonth
                    ? Day{year_month_day{*published_}.year() /
                          year_month_day{*published_}.month() / 1}
                    : *published_,
                value.shift, value.unit);
  // On a Saturday "last weekend" is still the one before; "this" is today's.
  SetUnitAt(d, value.unit, out);
  const Granularity grain = value.unit == TimeUnit::kMonth ? Granularity::kMonth
                            : value.unit == TimeUnit::kYear
                                ? Granularity::kYear
                                : Granularity::kWeek;
  CutPart(value, grain, out);
}

void TimeResolver::ResolveOffset(const TimeValue& value, TimeExpression* out) {
  std::optional<Day> from = published_;
  out->basis = TimeBasis::kPublication;
  bool month_reference = false;
  if (value.from_reference && reference_) {
    from = std::chrono::floor<days>(reference_->begin());
    out->basis = TimeBasis::kEarlierMention;
    out->confidence = kLikely;
    month_reference = reference_->granularity() == Granularity::kMonth;
  }
  if (!from) {
    out->value = value.shift < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  const Day d = Shift(*from, value.count * value.shift, value.unit);
  SetUnitAt(d, value.unit, out);
  if (value.from_reference && value.unit == TimeUnit::kYear &&
      month_reference) {
    // A year before a month is that month of the year before.
    const year_month_day date{d};
    out->interval = TimeInterval::Month(date.year() / date.month());
  }
}

void TimeResolver::ResolvePeriod(const TimeValue& value,
                                 TimeExpression* out) const {
  out->type = TimexType::kDuration;
  out->value = DurationValue(value.count, value.unit);
  if (!published_ || value.count <= 0) return;
  const Day other = Shift(*published_, value.count * value.shift, value.unit);
  if (other == *published_) return;
  out->interval = other < *published_
                      ? Days(other, *published_, Granularity::kDay)
                      : Days(*published_, other + days{1}, Granularity::kDay);
  out->basis = TimeBasis::kPublication;
}

}  // namespace annals
