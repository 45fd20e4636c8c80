#include "import/time/time_actions.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace annals {

// The arguments of a call, as its function asks for them.
class TimeArguments {
 public:
  TimeArguments(const TimeAction& call,
                const std::vector<TimeBinding>& bindings)
      : call_(call), bindings_(bindings) {}

  size_t size() const { return call_.arguments_.size(); }

  int Number(size_t i, int otherwise = 0) const {
    if (i >= size()) return otherwise;
    const TimeAction& argument = call_.arguments_[i];
    if (argument.kind_ == TimeAction::Kind::kSlot) {
      const TimeBinding& slot = Slot(argument);
      return slot.bound ? slot.number : otherwise;
    }
    return argument.kind_ == TimeAction::Kind::kNumber ? argument.number_
                                                       : otherwise;
  }

  std::string Word(size_t i) const {
    return i < size() ? call_.arguments_[i].word_ : std::string();
  }

  // Of a call, or of an expression found before.
  bool Value(size_t i, TimeValue* value) const {
    if (i >= size()) return false;
    const TimeAction& argument = call_.arguments_[i];
    if (argument.kind_ == TimeAction::Kind::kSlot) {
      const TimeBinding& slot = Slot(argument);
      if (slot.value == nullptr) return false;
      *value = *slot.value;
      return true;
    }
    return argument.Evaluate(bindings_, value);
  }

 private:
  const TimeBinding& Slot(const TimeAction& argument) const {
    return bindings_[static_cast<size_t>(argument.number_)];
  }

  const TimeAction& call_;
  const std::vector<TimeBinding>& bindings_;
};

namespace {

using Arguments = TimeArguments;
using Kind = TimeValue::Kind;

constexpr int kDeepest = 8;  // calls in calls

constexpr std::string_view kDayParts[] = {"", "MO", "MI", "AF", "EV", "NI"};

// A two-digit year: of the century that makes it nearest to ours.
int FullYear(int year) {
  if (year >= 100 || year == 0) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

bool Unit(const Arguments& a, TimeValue* v, Kind kind) {
  v->kind = kind;
  v->count = a.Number(0, 1);
  v->unit = static_cast<TimeUnit>(a.Number(1));
  v->shift = a.Number(2);
  return true;
}

// Wraps the value of the first argument.
bool Wrap(const Arguments& a, TimeValue* v, Kind kind) {
  TimeValue inner;
  if (!a.Value(0, &inner)) return false;
  v->kind = kind;
  v->of.push_back(std::move(inner));
  return true;
}

// Half of a unit, in whole smaller ones: half a year is six months.
bool HalfOf(TimeUnit unit, TimeValue* v) {
  const auto set = [&](double count, TimeUnit of) {
    v->count = count;
    v->unit = of;
    return true;
  };
  switch (unit) {
    case TimeUnit::kMinute:
      return set(30, TimeUnit::kSecond);
    case TimeUnit::kHour:
      return set(30, TimeUnit::kMinute);
    case TimeUnit::kDay:
      return set(12, TimeUnit::kHour);
    case TimeUnit::kYear:
      return set(6, TimeUnit::kMonth);
    case TimeUnit::kDecade:
      return set(5, TimeUnit::kYear);
    case TimeUnit::kCentury:
      return set(50, TimeUnit::kYear);
    default:
      return false;
  }
}

bool HasDate(const TimeValue& v) {
  return v.kind == Kind::kDate && (v.year | v.month | v.day) != 0;
}

// What one end of a range says is meant of the other too: "3 to 5 March",
// "from May to October 2020", "November 18-19", "2015-16".
void Share(TimeValue* a, TimeValue* b) {
  if (!HasDate(*a) || !HasDate(*b)) return;
  if (b->day != 0 && b->month == 0 && a->month != 0) {
    b->month = a->month;
    if (b->year == 0) b->year = a->year;
    if (b->day < a->day) {
      b->month = b->month % 12 + 1;
      if (b->month == 1 && b->year != 0) ++b->year;
    }
  }
  if (a->day != 0 && a->month == 0 && b->month != 0) {
    a->month = b->month;
    a->year = b->year;
    if (a->day > b->day) {
      a->month = (a->month + 10) % 12 + 1;
      if (a->month == 12 && a->year != 0) --a->year;
    }
  }
  if (a->year == 0 && b->year != 0 && a->month != 0 && b->month != 0) {
    const bool later =
        a->month > b->month || (a->month == b->month && a->day > b->day);
    a->year = later ? b->year - 1 : b->year;
  }
}

bool IsYear(const TimeValue& v) {
  return v.kind == Kind::kDate && v.year != 0 && v.month == 0 && v.day == 0 &&
         v.season == 0 && v.quarter == 0 && v.half == 0;
}

bool Range(const Arguments& a, TimeValue* v) {
  TimeValue first;
  TimeValue second;
  if (!a.Value(0, &first) || !a.Value(1, &second)) return false;
  Share(&first, &second);
  // A number alone is no day unless the other end says of which month.
  for (const TimeValue* each : {&first, &second}) {
    const TimeValue& other = each == &first ? second : first;
    if (each->kind == Kind::kDate && each->day != 0 && each->month == 0 &&
        other.day == 0) {
      return false;
    }
    if (each->kind == Kind::kDate && each->day != 0 && other.month != 0 &&
        other.day == 0 && other.kind == Kind::kDate && each->month != 0 &&
        each->year == 0) {
      return false;  // "3 May to June"
    }
  }
  if (IsYear(first) && IsYear(second) && second.year <= first.year)
    return false;
  v->kind = Kind::kRange;
  v->of = {std::move(first), std::move(second)};
  return true;
}

bool IsDay(const TimeValue& v) {
  return (v.kind == Kind::kDate && v.day != 0) || v.kind == Kind::kWeekday ||
         v.kind == Kind::kHoliday || v.kind == Kind::kDayIn ||
         ((v.kind == Kind::kOffset || v.kind == Kind::kSame) &&
          v.unit == TimeUnit::kDay) ||
         (v.kind == Kind::kNth &&
          (v.weekday != 0 || v.unit == TimeUnit::kDay)) ||
         v.kind == Kind::kShifted;
}

// "9:30 a.m. Tuesday": the day of the one, the clock of the other.
bool At(const Arguments& a, TimeValue* v) {
  TimeValue clock;
  if (!a.Value(0, v) || !a.Value(1, &clock)) return false;
  if (clock.kind != Kind::kClock && clock.day_part.empty()) return false;
  if (!IsDay(*v)) return false;
  if (clock.kind == Kind::kClock) {
    v->hour = clock.hour;
    v->minute = clock.minute;
    v->until = clock.until;
    v->literal = clock.literal;
    v->day_part.clear();
  } else {
    v->day_part = clock.day_part;
  }
  return true;
}

bool Clock(TimeValue* v, int minutes) {
  v->kind = Kind::kClock;
  v->hour = minutes / 60;
  v->minute = minutes % 60;
  return v->hour <= 24;
}

// until(from, to): both clocks or hours; an hour without a.m. or p.m. takes
// that of the end where it can come before it.
bool ClockRange(const Arguments& a, TimeValue* v) {
  TimeValue to;
  if (!a.Value(1, &to) || to.kind != Kind::kClock) return false;
  TimeValue from;
  const int end = to.hour * 60 + to.minute;
  if (!a.Value(0, &from)) {
    const int hour = a.Number(0, -1);
    if (hour < 0 || hour > 24) return false;
    int begin = hour * 60;
    if (hour < 12 && to.hour >= 12 && begin + 12 * 60 < end) begin += 12 * 60;
    if (!Clock(&from, begin)) return false;
  }
  if (from.kind != Kind::kClock) return false;
  *v = from;
  if (v->literal.empty()) v->literal = to.literal;
  v->until = end;
  return true;
}

// A duration and the date that it is counted from, or to.
bool Counted(const Arguments& a, TimeValue* v, Kind kind) {
  TimeValue duration;
  TimeValue date;
  if (!a.Value(0, &duration) || !a.Value(1, &date)) return false;
  if (duration.kind != Kind::kDuration || duration.count <= 0) return false;
  v->kind = kind;
  v->shift = a.Number(2);
  v->of = {std::move(duration), std::move(date)};
  return true;
}

struct Named {
  std::string_view name;
  bool (*function)(const Arguments&, TimeValue*);
};

constexpr Named kFunctions[] = {
    // ---- Dates ----
    {"date",  // date(y, m, d)
     [](const Arguments& a, TimeValue* v) {
       v->year = FullYear(a.Number(0));
       v->month = a.Number(1);
       v->day = a.Number(2);
       return v->month <= 12 && v->day <= 31;
     }},
    {"packed",  // yyyymmdd
     [](const Arguments& a, TimeValue* v) {
       v->year = a.Number(0) / 10000;
       v->month = a.Number(0) / 100 % 100;
       v->day = a.Number(0) % 100;
       return v->month != 0 && v->day != 0;
     }},
    {"numeric",  // numeric(a, b): month first, unless it can only be a day
     [](const Arguments& a, TimeValue* v) {
       const bool day_first = a.Number(0) > 12;
       v->month = a.Number(day_first ? 1 : 0);
       v->day = a.Number(day_first ? 0 : 1);
       return v->month >= 1 && v->month <= 12 && v->day >= 1 && v->day <= 31;
     }},
    {"numbered-month",  // numbered-month(y, m): not "2010-11", two years
     [](const Arguments& a, TimeValue* v) {
       v->year = a.Number(0);
       v->month = a.Number(1);
       return v->month >= 1 && v->month <= 12 && v->month <= v->year % 100;
     }},
    {"of-year",  // of-year(m, shift, d)
     [](const Arguments& a, TimeValue* v) {
       v->month = a.Number(0);
       v->shift = a.Number(1);
       v->day = a.Number(2);
       v->named_shift = true;
       return true;
     }},
    {"month-toward",  // month-toward(m, shift, d): "last May", "this 6 June"
     [](const Arguments& a, TimeValue* v) {
       v->month = a.Number(0);
       const int shift = a.Number(1);
       v->toward = shift == 0 ? 2 : shift;
       v->day = a.Number(2);
       return true;
     }},
    {"decade",
     [](const Arguments& a, TimeValue* v) {
       v->decade = a.Number(0);
       return true;
     }},
    {"century",
     [](const Arguments& a, TimeValue* v) {
       v->century = a.Number(0);
       return v->century > 0 && v->century < 100;
     }},
    {"season",  // season(s, y, shift)
     [](const Arguments& a, TimeValue* v) {
       v->season = a.Number(0);
       v->year = a.Number(1);
       v->shift = a.Number(2);
       v->named_shift = a.size() > 2;
       return true;
     }},
    {"quarter",  // quarter(q, y, shift)
     [](const Arguments& a, TimeValue* v) {
       v->quarter = a.Number(0);
       v->year = a.Number(1);
       v->shift = a.Number(2);
       v->named_shift = a.size() > 2;
       return v->quarter >= 1 && v->quarter <= 4;
     }},
    {"half",
     [](const Arguments& a, TimeValue* v) {
       v->half = a.Number(0);
       v->year = a.Number(1);
       v->shift = a.Number(2);
       v->named_shift = a.size() > 2;
       return v->half == 1 || v->half == 2;
     }},
    {"weekday",  // weekday(w, shift)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kWeekday;
       v->weekday = a.Number(0);
       v->shift = a.Number(1);
       v->named_shift = a.size() > 1;
       return true;
     }},
    {"holiday",  // holiday(h, y, shift)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kHoliday;
       v->holiday = a.Number(0);
       v->year = a.Number(1);
       v->shift = a.Number(2);
       v->named_shift = a.size() > 2;
       return true;
     }},
    {"same",
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kSame;
       v->unit = static_cast<TimeUnit>(a.Number(0));
       v->from_reference = true;
       return true;
     }},
    {"unit",  // unit(u, shift)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kUnit;
       v->unit = static_cast<TimeUnit>(a.Number(0));
       v->shift = a.Number(1);
       return true;
     }},
    {"week",  // week(n, y, shift): by its number
     [](const Arguments& a, TimeValue* v) {
       v->number = a.Number(0);
       v->year = a.Number(1);
       v->shift = a.Number(2);
       v->unit = TimeUnit::kWeek;
       return v->number >= 1 && v->number <= 53;
     }},
    {"offset", [](const Arguments& a,
                  TimeValue* v) { return Unit(a, v, Kind::kOffset); }},
    {"half-offset",  // half-offset(u, ±1): "half a century ago"
     [](const Arguments& a, TimeValue* v) {
       if (!HalfOf(static_cast<TimeUnit>(a.Number(0)), v)) return false;
       v->kind = Kind::kOffset;
       v->shift = a.Number(1);
       return true;
     }},
    {"counted",  // counted(duration, ±1): "a year and a half ago"
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(0, v)) return false;
       if (v->kind != Kind::kDuration || v->count <= 0) return false;
       v->kind = Kind::kOffset;
       v->shift = a.Number(1);
       return true;
     }},
    {"farther",  // farther(duration, offset): "a week and two days ago"
     [](const Arguments& a, TimeValue* v) {
       TimeValue more;
       if (!a.Value(0, &more) || !a.Value(1, v)) return false;
       if (more.kind != Kind::kDuration || more.count <= 0 ||
           v->kind != Kind::kOffset || v->shift == 0 || more.unit <= v->unit) {
         return false;
       }
       v->of.push_back(std::move(more));
       return true;
     }},
    {"half-of",
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kDuration;
       return HalfOf(static_cast<TimeUnit>(a.Number(0)), v);
     }},
    {"year",  // as it is said, also of two or three digits
     [](const Arguments& a, TimeValue* v) {
       v->year = a.Number(0);
       return v->year > 0;
     }},
    {"period",
     [](const Arguments& a, TimeValue* v) {
       v->count = 0;
       const bool counted = a.Number(0, 0) > 0;
       Unit(a, v, Kind::kPeriod);
       if (!counted) v->count = 0;
       return true;
     }},
    {"working-days",  // working-days(n, ±1)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kPeriod;
       v->count = a.Number(0);
       v->shift = a.Number(1);
       v->working_days = true;
       return true;
     }},
    // ---- Durations, sets, vague references ----
    {"duration",  // duration(n, u); n may be missing
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kDuration;
       v->count = a.Number(0);
       v->unit = static_cast<TimeUnit>(a.Number(1));
       return true;
     }},
    {"hundredths",  // hundredths(n, u): "2.5 years" is 250 of them
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kDuration;
       v->count = a.Number(0) / 100.0;
       v->unit = static_cast<TimeUnit>(a.Number(1));
       return true;
     }},
    {"and-half",
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(0, v)) return false;
       v->count += 0.5;
       return true;
     }},
    {"plus",  // plus(duration, duration): the first names it, the second adds
     [](const Arguments& a, TimeValue* v) {
       TimeValue more;
       if (!a.Value(0, v) || !a.Value(1, &more)) return false;
       if (v->kind != Kind::kDuration || more.kind != Kind::kDuration ||
           more.count <= 0 || more.unit >= v->unit) {
         return false;
       }
       v->of.push_back(std::move(more));
       return true;
     }},
    {"every",  // every(n, u)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kSet;
       v->count = a.Number(0, 1);
       v->unit = static_cast<TimeUnit>(a.Number(1));
       return true;
     }},
    {"every-weekday",  // every-weekday(w, part of day)
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kSet;
       v->literal = "XXXX-WXX-" + std::to_string(a.Number(0));
       const auto part = static_cast<size_t>(a.Number(1));
       if (part >= std::size(kDayParts)) return false;
       if (part > 0) v->literal += "T" + std::string(kDayParts[part]);
       return true;
     }},
    {"every-part",  // "every morning"
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kSet;
       const auto part = static_cast<size_t>(a.Number(0));
       if (part < 1 || part >= std::size(kDayParts)) return false;
       v->literal = "XXXX-XX-XXT" + std::string(kDayParts[part]);
       return true;
     }},
    {"set",  // as TIMEX3 writes it
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kSet;
       v->literal = a.Word(0);
       return true;
     }},
    {"vague",
     [](const Arguments& a, TimeValue* v) {
       v->kind = Kind::kVague;
       v->literal = a.Word(0);
       return true;
     }},
    // ---- Times of the day ----
    {"clock",  // clock(minutes of the day)
     [](const Arguments& a, TimeValue* v) { return Clock(v, a.Number(0)); }},
    {"military",  // 0830
     [](const Arguments& a, TimeValue* v) {
       const int n = a.Number(0);
       return n % 100 < 60 && Clock(v, n / 100 * 60 + n % 100);
     }},
    {"zoned",  // said to be universal time
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(0, v)) return false;
       v->literal = "Z";
       return true;
     }},
    {"hour",  // hour(h, 0 a.m. | 12 p.m.)
     [](const Arguments& a, TimeValue* v) {
       const int h = a.Number(0);
       return h >= 1 && h <= 12 && Clock(v, (h % 12 + a.Number(1)) * 60);
     }},
    {"minutes",  // minutes(minutes of the day, 0 | 12)
     [](const Arguments& a, TimeValue* v) {
       const int n = a.Number(0);
       if (n / 60 > 12) return Clock(v, n);  // "13:30 p.m."
       return Clock(v, n % 720 + a.Number(1) * 60);
     }},
    {"minutes-dotted",  // minutes-dotted(hundredths, 0 | 12): "8.30 pm"
     [](const Arguments& a, TimeValue* v) {
       const int n = a.Number(0);
       return n / 100 <= 12 && n % 100 < 60 &&
              Clock(v, n / 100 % 12 * 60 + n % 100 + a.Number(1) * 60);
     }},
    {"past",  // past(minutes, h): "twenty past eight"; negative: "to"
     [](const Arguments& a, TimeValue* v) {
       const int h = a.Number(1);
       return h >= 1 && h <= 24 && Clock(v, h * 60 + a.Number(0));
     }},
    {"to",  // to(minutes, h)
     [](const Arguments& a, TimeValue* v) {
       const int h = a.Number(1);
       return h >= 1 && h <= 24 && Clock(v, h * 60 - a.Number(0));
     }},
    {"in-part",  // in-part(p, clock): "eight in the evening"
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(1, v) || v->kind != Kind::kClock) return false;
       const bool late = a.Number(0) >= 3;  // afternoon, evening, night
       if (late && v->hour < 12) v->hour += 12;
       return true;
     }},
    {"clock-range", ClockRange},
    {"at", At},
    // ---- Of other values ----
    {"on",  // on(w, date…): a weekday said beside a date
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(1, v)) return false;
       v->weekday = a.Number(0);
       return true;
     }},
    {"in",  // in(part of day, …)
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(1, v)) return false;
       const auto part = static_cast<size_t>(a.Number(0));
       if (part > 0 && part < std::size(kDayParts)) {
         v->day_part = kDayParts[part];
       }
       return true;
     }},
    {"part",  // part(early|mid|late number, …)
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(1, v)) return false;
       v->part = static_cast<TimeValue::Part>(a.Number(0));
       return true;
     }},
    {"about",
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(0, v)) return false;
       v->approximate = true;
       return true;
     }},
    {"then",  // counts from the last date named
     [](const Arguments& a, TimeValue* v) {
       if (!a.Value(0, v)) return false;
       v->from_reference = true;
       return true;
     }},
    {"whole",  // the same again, with more words
     [](const Arguments& a, TimeValue* v) { return a.Value(0, v); }},
    {"range", Range},
    {"since",
     [](const Arguments& a, TimeValue* v) { return Wrap(a, v, Kind::kSince); }},
    {"before", [](const Arguments& a,
                  TimeValue* v) { return Wrap(a, v, Kind::kBefore); }},
    {"after",
     [](const Arguments& a, TimeValue* v) { return Wrap(a, v, Kind::kAfter); }},
    {"until",
     [](const Arguments& a, TimeValue* v) { return Wrap(a, v, Kind::kUntil); }},
    {"shifted",  // shifted(duration, date, ±1)
     [](const Arguments& a, TimeValue* v) {
       return Counted(a, v, Kind::kShifted);
     }},
    {"span",  // span(duration, date, ±1): up to the date, or from it
     [](const Arguments& a, TimeValue* v) {
       return Counted(a, v, Kind::kSpan);
     }},
    {"same-in",  // same-in(year, same): "the same month last year"
     [](const Arguments& a, TimeValue* v) {
       TimeValue same;
       if (a.Value(1, &same) && same.kind != Kind::kSame) return false;
       return Wrap(a, v, Kind::kSameIn);
     }},
    {"week-of", [](const Arguments& a,
                   TimeValue* v) { return Wrap(a, v, Kind::kWeekOf); }},
    {"week-to",
     [](const Arguments& a, TimeValue* v) {
       v->number = -1;
       return Wrap(a, v, Kind::kWeekOf) && IsDay(v->of.front());
     }},
    {"weekend-of",
     [](const Arguments& a, TimeValue* v) {
       return Wrap(a, v, Kind::kWeekendOf) && IsDay(v->of.front());
     }},
    {"beside",  // beside(weekday, date): "Friday, 11/05/2012"
     [](const Arguments& a, TimeValue* v) {
       TimeValue day;
       if (!a.Value(0, &day) || !a.Value(1, v)) return false;
       if (day.kind != Kind::kWeekday || !day.day_part.empty()) return false;
       if (v->kind != Kind::kDate || v->day == 0 || v->month == 0) return false;
       v->weekday = day.weekday;
       return true;
     }},
    {"nth",  // nth(n, u, date); n from the end if negative
     [](const Arguments& a, TimeValue* v) {
       TimeValue date;
       if (!a.Value(2, &date)) return false;
       v->kind = Kind::kNth;
       v->number = a.Number(0);
       v->unit = static_cast<TimeUnit>(a.Number(1));
       v->count = 1;
       v->of.push_back(std::move(date));
       return v->number != 0;
     }},
    {"span-of",  // span-of(1 | -1, duration, date): "the first ten days of May"
     [](const Arguments& a, TimeValue* v) {
       TimeValue duration;
       TimeValue date;
       if (!a.Value(1, &duration) || !a.Value(2, &date)) return false;
       if (duration.kind != Kind::kDuration || duration.count < 1) return false;
       v->kind = Kind::kNth;
       v->number = a.Number(0);
       v->unit = duration.unit;
       v->count = duration.count;
       v->of.push_back(std::move(date));
       return v->number != 0;
     }},
    {"nth-weekday",  // nth-weekday(n, weekday, date)
     [](const Arguments& a, TimeValue* v) {
       TimeValue day;
       TimeValue date;
       if (!a.Value(1, &day) || !a.Value(2, &date)) return false;
       if (day.kind != Kind::kWeekday || day.named_shift) return false;
       if (date.kind == Kind::kWeekday) return false;
       v->kind = Kind::kNth;
       v->number = a.Number(0);
       v->weekday = day.weekday;
       v->of.push_back(std::move(date));
       return v->number != 0;
     }},
    {"day-in",  // day-in(weekday, week): "Tuesday of next week"
     [](const Arguments& a, TimeValue* v) {
       TimeValue day;
       TimeValue week;
       if (!a.Value(0, &day) || !a.Value(1, &week)) return false;
       if (day.kind != Kind::kWeekday || day.named_shift) return false;
       const bool is_week =
           week.unit == TimeUnit::kWeek &&
           (week.kind == Kind::kUnit || week.kind == Kind::kOffset);
       if (!is_week) return false;
       v->kind = Kind::kDayIn;
       v->weekday = day.weekday;
       v->day_part = day.day_part;
       v->of.push_back(std::move(week));
       return true;
     }},
    {"of-this-year",  // of-this-year(date, year): "4 May of last year"
     [](const Arguments& a, TimeValue* v) {
       TimeValue date;
       TimeValue year;
       if (!a.Value(0, &date) || !a.Value(1, &year)) return false;
       const bool lacks_year = date.year == 0 && !date.named_shift &&
                               date.of.empty() &&
                               ((date.kind == Kind::kDate &&
                                 (date.month != 0 || date.quarter != 0 ||
                                  date.season != 0 || date.half != 0)) ||
                                date.kind == Kind::kHoliday);
       const bool names_year = year.kind == Kind::kDate && year.year != 0 &&
                               year.month == 0 && year.season == 0 &&
                               year.quarter == 0 && year.half == 0;
       const bool counts_year =
           year.kind == Kind::kUnit && year.unit == TimeUnit::kYear;
       if (!lacks_year || !(names_year || counts_year)) return false;
       date.year = names_year ? year.year : 0;
       date.shift = year.shift;
       date.named_shift = counts_year;
       date.by_year = counts_year;
       v->kind = Kind::kBoth;
       v->of = {std::move(date), std::move(year)};
       return true;
     }},
};

}  // namespace

Result<TimeAction> TimeAction::Parse(std::string_view text,
                                     const std::vector<std::string>& slots) {
  Result<TimeAction> action = ParseFrom(&text, slots, 0);
  if (action.ok() && text.find_first_not_of(' ') != text.npos) {
    return Status::InvalidArgument("'" + std::string(text) +
                                   "' stands behind the action");
  }
  return action;
}

Result<TimeAction> TimeAction::ParseFrom(std::string_view* in,
                                         const std::vector<std::string>& slots,
                                         int depth) {
  const auto skip = [&] {
    while (!in->empty() && in->front() == ' ') in->remove_prefix(1);
  };
  if (depth > kDeepest) return Status::InvalidArgument("calls too deep");
  skip();
  const size_t end = std::min(in->find_first_of("(), "), in->size());
  const std::string name(in->substr(0, end));
  in->remove_prefix(end);
  if (name.empty()) return Status::InvalidArgument("action breaks off");
  TimeAction action;
  if (!in->starts_with('(')) {
    const auto parsed =
        std::from_chars(name.data(), name.data() + name.size(), action.number_);
    const auto slot = std::find(slots.begin(), slots.end(), name);
    if (parsed.ec == std::errc() && parsed.ptr == name.data() + name.size()) {
      action.kind_ = Kind::kNumber;
    } else if (slot != slots.end()) {
      action.kind_ = Kind::kSlot;
      action.number_ = static_cast<int>(slot - slots.begin());
    } else {
      action.kind_ = Kind::kWord;
      action.word_ = name;
    }
    return action;
  }
  const auto* const function =
      std::find_if(std::begin(kFunctions), std::end(kFunctions),
                   [&](const Named& each) { return each.name == name; });
  if (function == std::end(kFunctions)) {
    return Status::InvalidArgument("unknown function '" + name + "'");
  }
  action.kind_ = Kind::kCall;
  action.function_ = function->function;
  in->remove_prefix(1);
  for (;;) {
    skip();
    if (in->starts_with(')')) {
      in->remove_prefix(1);
      return action;
    }
    Result<TimeAction> argument = ParseFrom(in, slots, depth + 1);
    if (!argument.ok()) return argument;
    action.arguments_.push_back(std::move(*argument));
    skip();
    if (in->starts_with(',')) in->remove_prefix(1);
  }
}

bool TimeAction::Evaluate(const std::vector<TimeBinding>& bindings,
                          TimeValue* value) const {
  if (kind_ == Kind::kSlot) {
    const TimeBinding& slot = bindings[static_cast<size_t>(number_)];
    if (slot.value == nullptr) return false;
    *value = *slot.value;
    return true;
  }
  return kind_ == Kind::kCall &&
         function_(TimeArguments(*this, bindings), value);
}

int TimeAction::SlotOfArgument(size_t n) const {
  return n < arguments_.size() ? arguments_[n].FirstSlot() : -1;
}

int TimeAction::FirstSlot() const {
  if (kind_ == Kind::kSlot) return number_;
  for (const TimeAction& argument : arguments_) {
    if (const int slot = argument.FirstSlot(); slot >= 0) return slot;
  }
  return -1;
}

}  // namespace annals
