#include "core/time/edtf.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

// EDTF gives seasons, quarters and halves numbers where months stand.
constexpr int kFirstSeason = 21;  // spring, summer, autumn, winter
constexpr int kFirstQuarter = 33;
constexpr int kFirstHalf = 40;

struct Unit {
  TimePoint begin;
  TimePoint end;
  Granularity granularity;
  Qualifier qualifier = Qualifier::kExact;
};

// ---- Reading ----

// Takes one EDTF date off its text, piece by piece.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  std::optional<Unit> Read() {
    if (!rest_.empty()) {
      switch (rest_.back()) {
        case '~':
          qualifier_ = Qualifier::kApproximate;
          break;
        case '?':
          qualifier_ = Qualifier::kUncertain;
          break;
        case '%':
          qualifier_ = Qualifier::kUncertainApproximate;
          break;
        default:
          break;
      }
      if (qualifier_ != Qualifier::kExact) rest_.remove_suffix(1);
    }
    std::optional<Unit> unit = ReadUnit();
    if (!unit || !rest_.empty()) return std::nullopt;
    unit->qualifier = qualifier_;
    return unit;
  }

 private:
  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int> Digits(size_t n) {
    if (rest_.size() < n) return std::nullopt;
    int value = 0;
    for (size_t i = 0; i < n; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(n);
    return value;
  }

  static Unit Years(int first, int count, Granularity granularity) {
    return {sys_days{year{first} / 1 / 1},
            sys_days{year{first + count} / 1 / 1}, granularity};
  }

  static Unit Months(int y, int first, int count, Granularity granularity) {
    const auto begin = year{y} / first;
    return {sys_days{begin / 1}, sys_days{(begin + months{count}) / 1},
            granularity};
  }

  std::optional<Unit> ReadUnit() {
    const bool negative = Take('-');
    if (rest_.size() >= 4 && rest_.substr(2, 2) == "XX") {
      const std::optional<int> century = Digits(2);
      if (!century || negative) return std::nullopt;
      rest_.remove_prefix(2);
      return Years(*century * 100, 100, Granularity::kCentury);
    }
    if (rest_.size() >= 4 && rest_[3] == 'X') {
      const std::optional<int> decade = Digits(3);
      if (!decade || negative) return std::nullopt;
      rest_.remove_prefix(1);
      return Years(*decade * 10, 10, Granularity::kDecade);
    }
    const std::optional<int> digits = Digits(4);
    if (!digits || (negative && *digits == 0)) return std::nullopt;
    const int y = negative ? -*digits : *digits;
    if (rest_.empty()) return Years(y, 1, Granularity::kYear);

    if (!Take('-')) return std::nullopt;
    const std::optional<int> m = Digits(2);
    if (!m) return std::nullopt;
    if (rest_.empty()) return ReadPartOfYear(y, *m);

    if (!Take('-')) return std::nullopt;
    const std::optional<int> d = Digits(2);
    if (!d) return std::nullopt;
    const year_month_day date = year{y} / *m / *d;
    if (!date.ok()) return std::nullopt;
    const sys_days day{date};
    if (rest_.empty()) return Unit{day, day + days{1}, Granularity::kDay};
    return ReadTime(day);
  }

  static std::optional<Unit> ReadPartOfYear(int y, int number) {
    if (number >= 1 && number <= 12) {
      return Months(y, number, 1, Granularity::kMonth);
    }
    if (number >= kFirstSeason && number < kFirstSeason + 4) {
      // Winter begins in the December of its year.
      return Months(y, 3 + 3 * (number - kFirstSeason), 3,
                    Granularity::kSeason);
    }
    if (number >= kFirstQuarter && number < kFirstQuarter + 4) {
      return Months(y, 1 + 3 * (number - kFirstQuarter), 3,
                    Granularity::kQuarter);
    }
    if (number >= kFirstHalf && number < kFirstHalf + 2) {
      return Months(y, 1 + 6 * (number - kFirstHalf), 6, Granularity::kHalf);
    }
    return std::nullopt;
  }

  std::optional<Unit> ReadTime(sys_days day) {
    if (!Take('T')) return std::nullopt;
    const std::optional<int> h = Digits(2);
    if (!h || *h > 24) return std::nullopt;
    std::optional<int> m;
    std::optional<int> s;
    if (Take(':')) {
      m = Digits(2);
      if (!m || *m > 59) return std::nullopt;
      if (Take(':')) {
        s = Digits(2);
        if (!s || *s > 60) return std::nullopt;
        if (Take('.')) {  // fractions are read and dropped
          if (!Digits(1)) return std::nullopt;
          while (Digits(1)) {
          }
        }
      }
    }
    if (*h == 24 && (m.value_or(0) != 0 || s.value_or(0) != 0)) {
      return std::nullopt;
    }
    const std::optional<seconds> offset = ReadZone();
    if (!offset) return std::nullopt;
    const TimePoint at = day + hours{*h} + minutes{m.value_or(0)} +
                         seconds{s.value_or(0)} - *offset;
    if (s) return Unit{at, at + seconds{1}, Granularity::kSecond};
    if (m) return Unit{at, at + minutes{1}, Granularity::kMinute};
    return Unit{at, at + hours{1}, Granularity::kHour};
  }

  // "Z", "+02:00", "-05", "+0530", or nothing: UTC.
  std::optional<seconds> ReadZone() {
    if (rest_.empty() || Take('Z')) return seconds{0};
    const bool west = rest_.front() == '-';
    if (!Take('+') && !Take('-')) return std::nullopt;
    const std::optional<int> h = Digits(2);
    if (!h || *h > 14) return std::nullopt;
    int m = 0;
    if (!rest_.empty()) {
      Take(':');
      const std::optional<int> digits = Digits(2);
      if (!digits || *digits > 59) return std::nullopt;
      m = *digits;
    }
    const seconds offset = hours{*h} + minutes{m};
    return west ? -offset : offset;
  }

  std::string_view rest_;
  Qualifier qualifier_ = Qualifier::kExact;
};

Status NotEdtf(std::string_view text) {
  constexpr size_t kShown = 60;
  return Status::InvalidArgument("'" + std::string(text.substr(0, kShown)) +
                                 "' is not an EDTF level 1 date");
}

// One side of a slash: a date, "" for unknown, ".." for open.
std::optional<TimeInterval::End> ReadEnd(std::string_view text, bool is_begin,
                                         Qualifier* qualifier) {
  if (text.empty()) return TimeInterval::End{Bound::kUnknown, {}, {}};
  if (text == "..") return TimeInterval::End{Bound::kOpen, {}, {}};
  const std::optional<Unit> unit = DateReader(text).Read();
  if (!unit) return std::nullopt;
  *qualifier = static_cast<Qualifier>(static_cast<int>(*qualifier) |
                                      static_cast<int>(unit->qualifier));
  return TimeInterval::End{Bound::kKnown, is_begin ? unit->begin : unit->end,
                           unit->granularity};
}

// ---- Writing ----

std::string Print(const char* format, auto... values) {
  char buffer[48];
  std::snprintf(buffer, sizeof(buffer), format, values...);
  return buffer;
}

std::string PrintYear(int y) {
  return y < 0 ? Print("-%04d", -y) : Print("%04d", y);
}

// The last day of the unit that begins at `at` would need its grain; a unit is
// named by its first instant, so ends are moved back into their unit first.
std::string PrintUnit(TimePoint at, Granularity granularity) {
  const sys_days day = std::chrono::floor<days>(at);
  const year_month_day date{day};
  const int y = static_cast<int>(date.year());
  const int m = static_cast<int>(static_cast<unsigned>(date.month()));
  const int d = static_cast<int>(static_cast<unsigned>(date.day()));
  const auto clock = static_cast<int>((at - day).count());
  switch (granularity) {
    case Granularity::kCentury:
      return Print("%02dXX", y / 100);
    case Granularity::kDecade:
      return Print("%03dX", y / 10);
    case Granularity::kYear:
      return PrintYear(y);
    case Granularity::kHalf:
      return PrintYear(y) + Print("-%02d", kFirstHalf + (m - 1) / 6);
    case Granularity::kSeason:
      return PrintYear(m < 3 ? y - 1 : y) +
             Print("-%02d", kFirstSeason + (m < 3 ? 3 : m / 3 - 1));
    case Granularity::kQuarter:
      return PrintYear(y) + Print("-%02d", kFirstQuarter + (m - 1) / 3);
    case Granularity::kMonth:
      return PrintYear(y) + Print("-%02d", m);
    case Granularity::kWeek:
    case Granularity::kDay:
      return PrintYear(y) + Print("-%02d-%02d", m, d);
    case Granularity::kHour:
      return PrintYear(y) + Print("-%02d-%02dT%02dZ", m, d, clock / 3600);
    case Granularity::kMinute:
      return PrintYear(y) + Print("-%02d-%02dT%02d:%02dZ", m, d, clock / 3600,
                                  clock / 60 % 60);
    case Granularity::kSecond:
      return FormatRfc3339(at);
  }
  return {};
}

// The unit of this grain that holds `at`, if its name can be read back to it.
std::optional<Unit> UnitAt(TimePoint at, Granularity granularity) {
  return DateReader(PrintUnit(at, granularity)).Read();
}

// A date that names exactly [begin, end), if there is one.
std::optional<std::string> PrintWhole(const TimeInterval& interval) {
  const std::optional<Unit> unit =
      UnitAt(interval.begin(), interval.begin_granularity());
  if (!unit || unit->begin != interval.begin() || unit->end != interval.end() ||
      interval.begin_granularity() != interval.end_granularity()) {
    return std::nullopt;
  }
  return PrintUnit(interval.begin(), interval.begin_granularity());
}

// The coarsest name, from the end's own grain on, whose edge is exactly there.
std::string PrintEdge(TimePoint at, Granularity granularity, bool is_begin) {
  const TimePoint inside = is_begin ? at : at - seconds{1};
  for (const Granularity each : {granularity, Granularity::kDay,
                                 Granularity::kMinute, Granularity::kSecond}) {
    if (each < granularity) continue;
    const std::optional<Unit> unit = UnitAt(inside, each);
    if (unit && (is_begin ? unit->begin : unit->end) == at) {
      return PrintUnit(inside, each);
    }
  }
  return FormatRfc3339(inside);
}

std::string PrintSign(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::kExact:
      return "";
    case Qualifier::kApproximate:
      return "~";
    case Qualifier::kUncertain:
      return "?";
    case Qualifier::kUncertainApproximate:
      return "%";
  }
  return "";
}

}  // namespace

std::string FormatEdtf(const TimeInterval& interval) {
  const std::string sign = PrintSign(interval.qualifier());
  if (interval.has_begin() && interval.has_end()) {
    if (const auto whole = PrintWhole(interval)) return *whole + sign;
  }
  const auto side = [&](Bound bound, TimePoint at, Granularity granularity,
                        bool is_begin) -> std::string {
    switch (bound) {
      case Bound::kOpen:
        return "..";
      case Bound::kUnknown:
        return "";
      case Bound::kKnown:
        return PrintEdge(at, granularity, is_begin) + sign;
    }
    return "";
  };
  return side(interval.begin_bound(), interval.begin(),
              interval.begin_granularity(), true) +
         "/" +
         side(interval.end_bound(), interval.end(), interval.end_granularity(),
              false);
}

Result<TimeInterval> ParseEdtf(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    const std::optional<Unit> unit = DateReader(text).Read();
    if (!unit) return NotEdtf(text);
    const Result<TimeInterval> interval = TimeInterval::Make(
        {Bound::kKnown, unit->begin, unit->granularity},
        {Bound::kKnown, unit->end, unit->granularity}, unit->qualifier);
    if (!interval.ok()) return NotEdtf(text);
    return interval;
  }
  Qualifier qualifier = Qualifier::kExact;
  const auto begin = ReadEnd(text.substr(0, slash), true, &qualifier);
  const auto end = ReadEnd(text.substr(slash + 1), false, &qualifier);
  if (!begin || !end) return NotEdtf(text);
  const Result<TimeInterval> interval =
      TimeInterval::Make(*begin, *end, qualifier);
  if (!interval.ok()) {
    return Status::InvalidArgument("'" + std::string(text) +
                                   "': " + interval.status().message());
  }
  return interval;
}

// Digit by digit, as every answer is full of times.
std::string FormatRfc3339(TimePoint time) {
  const sys_days day = std::chrono::floor<days>(time);
  const year_month_day date{day};
  const auto clock = static_cast<unsigned>((time - day).count());
  const int y = static_cast<int>(date.year());
  std::string text(y < 0 ? "-" : "");
  const auto append = [&](char before, unsigned two_digits) {
    text += before;
    text += static_cast<char>('0' + two_digits / 10 % 10);
    text += static_cast<char>('0' + two_digits % 10);
  };
  const auto years = static_cast<unsigned>(std::abs(y));
  text += static_cast<char>('0' + years / 1000);
  append(static_cast<char>('0' + years / 100 % 10), years % 100);
  append('-', static_cast<unsigned>(date.month()));
  append('-', static_cast<unsigned>(date.day()));
  append('T', clock / 3600);
  append(':', clock / 60 % 60);
  append(':', clock % 60);
  text += 'Z';
  return text;
}

}  // namespace annals
