// When something happened, as precisely as the article said and no more.
//
// News dates have a grain: "in 2011", "last March" and "on Friday" name spans
// of a year, a month and a day, not instants. A TimeInterval is a pair of
// endpoints, each known to its own grain and possibly open or unknown:
//
//   text                      EDTF                     span, half-open
//   ------------------------  -----------------------  ------------------------
//   in 2011                   2011                     [2011-01-01, 2012-01-01)
//   on Friday                 2011-03-11               [2011-03-11, 2011-03-12)
//   mid-August                2025-08-11/2025-08-20 ~  [2025-08-11, 2025-08-21)
//   within two weeks          2025-10-16/2025-10-30    [2025-10-16, 2025-10-31)
//   since January             2025-01/2025-10-17       [2025-01-01, 2025-10-18)
//   from 2022, still going    2022-02/..               [2022-02-01, forever)
//   until some time in 2024   /2024                    [unknown,    2025-01-01)
//
// EDTF names its last unit, which belongs to the interval; inside, `end` is the
// first instant after it. Only edtf.h converts between the two.
//
// All times are UTC. Years run from -9999 to 9999, proleptic Gregorian.
// An immutable value: copy it freely, share it between threads.

#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string_view>

#include "core/status.h"

namespace annals {

using TimePoint = std::chrono::sys_seconds;

// Before and after every time that can be named. An open or unknown begin reads
// as kBeginningOfTime, an open or unknown end as kEndOfTime.
inline constexpr TimePoint kBeginningOfTime =
    std::chrono::sys_days{std::chrono::year{-9999} / 1 / 1};
inline constexpr TimePoint kEndOfTime =
    std::chrono::sys_days{std::chrono::year{9999} / 12 / 31} +
    std::chrono::days{1};

// From coarse to fine. The numbers are on disk: never change one.
enum class Granularity : uint8_t {
  kCentury = 5,
  kDecade = 10,
  kYear = 20,
  kHalf = 25,
  kSeason = 28,
  kQuarter = 30,
  kMonth = 40,
  kWeek = 50,
  kDay = 60,
  kHour = 70,
  kMinute = 75,
  kSecond = 80,
};

// "century", "decade", … "second".
std::string_view Name(Granularity granularity);

// EDTF's qualifiers, for the interval as a whole. On disk: never renumber.
enum class Qualifier : uint8_t {
  kExact = 0,
  kApproximate = 1,           // ~ "about", "mid-August"
  kUncertain = 2,             // ? the source doubts it
  kUncertainApproximate = 3,  // %
};

// "exact", "approximate", "uncertain", "uncertain-approximate".
std::string_view Name(Qualifier qualifier);

// One end of an interval. On disk: never renumber.
enum class Bound : uint8_t {
  kKnown = 0,
  kOpen = 1,     // goes on without bound (EDTF "..")
  kUnknown = 2,  // there is one, nobody said when (EDTF empty)
};

class TimeInterval {
 public:
  // Some time: neither end is known.
  TimeInterval()
      : begin_{Bound::kUnknown, kBeginningOfTime, Granularity::kDay},
        end_{Bound::kUnknown, kEndOfTime, Granularity::kDay} {}

  // The whole of a calendar year, month or day. REQUIRES: the date exists.
  static TimeInterval Year(std::chrono::year y);
  static TimeInterval Month(std::chrono::year_month ym);
  static TimeInterval Day(std::chrono::year_month_day ymd);

  // [begin, end), both known to `granularity`.
  // InvalidArgument if end <= begin or either is outside the years -9999..9999.
  static Result<TimeInterval> Make(TimePoint begin, TimePoint end,
                                   Granularity granularity);

  // The general form: each end with its own bound and grain. The time of an end
  // that is not kKnown is ignored. InvalidArgument as for Make().
  struct End {
    Bound bound = Bound::kKnown;
    TimePoint at;
    Granularity granularity = Granularity::kDay;

    friend auto operator<=>(const End&, const End&) = default;
  };
  static Result<TimeInterval> Make(End begin, End end,
                                   Qualifier qualifier = Qualifier::kExact);

  TimePoint begin() const { return begin_.at; }  // included
  TimePoint end() const { return end_.at; }      // not included
  Bound begin_bound() const { return begin_.bound; }
  Bound end_bound() const { return end_.bound; }
  Granularity begin_granularity() const { return begin_.granularity; }
  Granularity end_granularity() const { return end_.granularity; }

  // The coarser of the known ends' grains; kDay if neither end is known.
  Granularity granularity() const;

  Qualifier qualifier() const { return qualifier_; }
  TimeInterval With(Qualifier qualifier) const;

  bool has_begin() const { return begin_.bound == Bound::kKnown; }
  bool has_end() const { return end_.bound == Bound::kKnown; }

  // True iff some instant lies in both. Intervals that merely touch do not
  // overlap: Year(2011) and Year(2012) share nothing.
  bool Overlaps(const TimeInterval& other) const {
    return begin() < other.end() && other.begin() < end();
  }
  bool Contains(TimePoint t) const { return begin() <= t && t < end(); }

  // True iff all of `other` lies inside.
  bool Contains(const TimeInterval& other) const {
    return begin() <= other.begin() && other.end() <= end();
  }

  // Timeline order: by begin, then end, then the rest.
  friend std::strong_ordering operator<=>(const TimeInterval& a,
                                          const TimeInterval& b);
  friend bool operator==(const TimeInterval&, const TimeInterval&) = default;

 private:
  TimeInterval(End begin, End end, Qualifier qualifier)
      : begin_(begin), end_(end), qualifier_(qualifier) {}

  End begin_;
  End end_;
  Qualifier qualifier_ = Qualifier::kExact;
};

}  // namespace annals
