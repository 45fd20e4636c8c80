// What a time expression says before anything is known of when it was said:
// "Friday", "last month", "three weeks later". The resolver turns it into a
// time.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time/time_interval.h"
#include "import/time/time_expression.h"

namespace annals {

// Units as TIMEX3 writes them: s m h D W M Q H(alf) Y, DE(cade), CE(ntury); WE
// is a weekend, SE a season.
enum class TimeUnit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kWeekend,
  kMonth,
  kSeason,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury,
};

struct TimeValue {
  enum class Kind : uint8_t {
    kDate,     // calendar fields, some of them missing
    kWeekday,  // number; shift -1, 0, +1 for last, this, next
    kHoliday,  // number of the holiday
    kUnit,     // the unit `shift` units from now: "last month"
    kOffset,   // `count` units before or after a reference: "three weeks later"
    kPeriod,   // `count` units up to or from now: "the past three years"
    kDuration,  // "three years"
    kSet,       // "every Friday"
    kVague,     // "recently"
    kClock,     // "9:30 a.m.", "from 9 to 5"
    kSame,      // the reference itself: "the same day"
    // Made of other values, in `of`:
    kRange,  // from the first to the second
    kSince,  // from it until the report
    kBefore,
    kAfter,
    kUntil,      // up to and with it
    kShifted,    // the first (a duration) before or after the second
    kSpan,       // as long as the first, up to or from the second
    kWeekOf,     // the week it lies in; with `number` -1, that ends on it
    kWeekendOf,  // the weekend next to it, and with it
    kNth,    // the `number`th `unit` or weekday of it; from the end if negative
    kDayIn,  // the weekday of the week it is
    kSameIn,  // the reference, in the year it is
    kBoth,    // two expressions of one time: "Christmas Day last year"
  };
  // What part of it is meant.
  enum class Part : uint8_t {
    kWhole,
    kEarly,
    kMiddle,
    kLate,
    kEarlier,
    kLater
  };

  // A shift that the outlook decides: "the weekend".
  static constexpr int kNearest = 9;

  Kind kind = Kind::kDate;
  Part part = Part::kWhole;
  bool approximate = false;     // "about", "around"
  bool from_reference = false;  // counts from the last date named, not from now
  bool named_shift = false;     // last, this or next was said
  bool by_year = false;         // … of the year: "Christmas Day last year"
  bool working_days = false;    // of a period: weekends do not count
  int year = 0;                 // 0: not said
  int month = 0;
  int day = 0;
  int weekday = 0;  // 1 Monday … 7 Sunday; with a date: said beside it
  int decade = -1;  // first year
  int century = 0;  // 20: 1901 … by use 19XX
  int season = 0;   // 1 spring … 4 winter
  int quarter = 0;
  int half = 0;
  int shift = 0;
  double count = 0;  // 0 with kDuration: not said how many ("hours")
  TimeUnit unit = TimeUnit::kDay;
  int hour = -1;
  int minute = 0;
  int until = -1;  // minutes of the day, where a span of the clock is said
  int holiday = 0;
  int number = 0;
  int toward = 0;  // -1 and 1: the one before and after now; 2: of this year
  std::string day_part;  // TIMEX3: MO, MI, AF, EV, NI
  std::string literal;   // value of sets and vague references
  std::vector<TimeValue> of;
};

}  // namespace annals
