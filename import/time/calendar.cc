#include "import/time/calendar.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

std::string Print(const char* format, auto... values) {
  std::array<char, 48> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, values...);
  return buffer.data();
}

struct Letters {
  bool is_time = false;  // behind the "T"
  const char* letter = "D";
  int per = 1;  // of that letter, where a number is said
  const char* counted = nullptr;
};

Letters LettersOf(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSecond:
      return {true, "S"};
    case TimeUnit::kMinute:
      return {true, "M"};
    case TimeUnit::kHour:
      return {true, "H"};
    case TimeUnit::kDay:
      return {false, "D"};
    case TimeUnit::kWeek:
      return {false, "W"};
    case TimeUnit::kWeekend:
      return {false, "WE"};
    case TimeUnit::kMonth:
      return {false, "M"};
    case TimeUnit::kSeason:
      return {false, "S"};
    case TimeUnit::kQuarter:
      return {false, "Q"};
    case TimeUnit::kHalf:
      return {false, "H"};
    case TimeUnit::kYear:
      return {false, "Y"};
    case TimeUnit::kDecade:
      return {false, "E", 10, "Y"};
    case TimeUnit::kCentury:
      return {false, "C", 100, "Y"};
  }
  return {};
}

std::string Number(double count) {
  if (count <= 0) return "X";
  if (count == std::floor(count)) {
    return std::to_string(static_cast<int64_t>(count));
  }
  std::string text = Print("%.2f", count);
  while (text.ends_with('0')) text.pop_back();
  return text;
}

}  // namespace

std::string DayValue(sys_days d) {
  const year_month_day date{d};
  return Print("%04d-%02u-%02u", static_cast<int>(date.year()),
               static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day()));
}

std::string MonthValue(year_month ym) {
  return Print("%04d-%02u", static_cast<int>(ym.year()),
               static_cast<unsigned>(ym.month()));
}

std::string ClockValue(const TimeValue& clock, const std::string& day) {
  std::string value =
      day + Print("T%02d:%02d", clock.hour, clock.minute) + clock.literal;
  if (clock.until >= 0) {
    value += "/" + day +
             Print("T%02d:%02d", clock.until / 60, clock.until % 60) +
             clock.literal;
  }
  return value;
}

sys_days MondayOf(sys_days d) {
  return d - days{weekday{d}.iso_encoding() - 1};
}

sys_days MondayOfWeek(int number, int y) {
  // The fourth of January is always in the first week.
  return MondayOf(year{y} / 1 / 4) + days{7 * (number - 1)};
}

std::string WeekValue(sys_days d) {
  const sys_days thursday = MondayOf(d) + days{3};
  const year y = year_month_day{thursday}.year();
  const auto number = (thursday - sys_days{y / 1 / 1}).count() / 7 + 1;
  return Print("%04d-W%02d", static_cast<int>(y), static_cast<int>(number));
}

std::string DurationValue(const TimeValue& duration) {
  std::string date;
  std::string time;
  const auto add = [&](const TimeValue& each) {
    const Letters letters = LettersOf(each.unit);
    std::string& to = letters.is_time ? time : date;
    const bool counted = each.count > 0 && letters.counted != nullptr;
    to += Number(each.count * (counted ? letters.per : 1));
    to += counted ? letters.counted : letters.letter;
  };
  add(duration);
  for (const TimeValue* more = &duration; !more->of.empty();) {
    more = &more->of.front();
    add(*more);
  }
  return "P" + date + (time.empty() ? "" : "T" + time);
}

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
      return from + days{static_cast<int>(count / 86400)};
    case TimeUnit::kMinute:
      return from + days{static_cast<int>(count / 1440)};
    case TimeUnit::kHour:
      return from + days{static_cast<int>(count / 24)};
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

TimeInterval DaysBetween(sys_days begin, sys_days end, Granularity grain) {
  return *TimeInterval::Make(begin, end, grain);
}

CalendarUnit UnitAt(sys_days d, TimeUnit unit) {
  const year_month_day date{d};
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  const auto months_from = [&](unsigned first, int length, Granularity grain) {
    const sys_days begin = date.year() / month{first} / 1;
    return DaysBetween(begin, Shift(begin, length, TimeUnit::kMonth), grain);
  };
  const auto years_from = [&](int length, Granularity grain) {
    const int first = y / length * length;
    return DaysBetween(year{first} / 1 / 1, year{first + length} / 1 / 1,
                       grain);
  };
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
    case TimeUnit::kDay:
      break;
    case TimeUnit::kWeek:
      return {
          DaysBetween(MondayOf(d), MondayOf(d) + days{7}, Granularity::kWeek),
          WeekValue(d)};
    case TimeUnit::kWeekend:
      return {DaysBetween(MondayOf(d) + days{5}, MondayOf(d) + days{7},
                          Granularity::kDay),
              WeekValue(d) + "-WE"};
    case TimeUnit::kMonth:
      return {TimeInterval::Month(date.year() / date.month()),
              MonthValue(date.year() / date.month())};
    case TimeUnit::kSeason:
    case TimeUnit::kQuarter:
      return {months_from((m - 1) / 3 * 3 + 1, 3, Granularity::kQuarter),
              Print("%04d-Q%u", y, (m - 1) / 3 + 1)};
    case TimeUnit::kHalf:
      return {months_from(m > 6 ? 7 : 1, 6, Granularity::kHalf),
              Print("%04d-H%u", y, m > 6 ? 2u : 1u)};
    case TimeUnit::kYear:
      return {TimeInterval::Year(date.year()), Print("%04d", y)};
    case TimeUnit::kDecade:
      return {years_from(10, Granularity::kDecade), Print("%03dX", y / 10)};
    case TimeUnit::kCentury:
      return {years_from(100, Granularity::kCentury), Print("%02dXX", y / 100)};
  }
  return {TimeInterval::Day(date), DayValue(d)};
}

}  // namespace annals
