#include "core/time/time_interval.h"

#include <algorithm>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;

// An end that is not known stands outside every time that is, with a grain that
// is the same for all of them, so that equal meanings compare equal.
TimeInterval::End Normalised(TimeInterval::End end, TimePoint otherwise) {
  if (end.bound == Bound::kKnown) return end;
  return {end.bound, otherwise, Granularity::kDay};
}

}  // namespace

std::string_view Name(Granularity granularity) {
  switch (granularity) {
    case Granularity::kCentury:
      return "century";
    case Granularity::kDecade:
      return "decade";
    case Granularity::kYear:
      return "year";
    case Granularity::kHalf:
      return "half";
    case Granularity::kSeason:
      return "season";
    case Granularity::kQuarter:
      return "quarter";
    case Granularity::kMonth:
      return "month";
    case Granularity::kWeek:
      return "week";
    case Granularity::kDay:
      return "day";
    case Granularity::kHour:
      return "hour";
    case Granularity::kMinute:
      return "minute";
    case Granularity::kSecond:
      return "second";
  }
  return "unknown";
}

std::string_view Name(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::kExact:
      return "exact";
    case Qualifier::kApproximate:
      return "approximate";
    case Qualifier::kUncertain:
      return "uncertain";
    case Qualifier::kUncertainApproximate:
      return "uncertain-approximate";
  }
  return "unknown";
}

TimeInterval TimeInterval::Year(std::chrono::year y) {
  return {{Bound::kKnown, sys_days{y / 1 / 1}, Granularity::kYear},
          {Bound::kKnown, sys_days{(y + years{1}) / 1 / 1}, Granularity::kYear},
          Qualifier::kExact};
}

TimeInterval TimeInterval::Month(std::chrono::year_month ym) {
  return {{Bound::kKnown, sys_days{ym / 1}, Granularity::kMonth},
          {Bound::kKnown, sys_days{(ym + months{1}) / 1}, Granularity::kMonth},
          Qualifier::kExact};
}

TimeInterval TimeInterval::Day(std::chrono::year_month_day ymd) {
  return {{Bound::kKnown, sys_days{ymd}, Granularity::kDay},
          {Bound::kKnown, sys_days{ymd} + days{1}, Granularity::kDay},
          Qualifier::kExact};
}

Result<TimeInterval> TimeInterval::Make(TimePoint begin, TimePoint end,
                                        Granularity granularity) {
  return Make(End{Bound::kKnown, begin, granularity},
              End{Bound::kKnown, end, granularity});
}

Result<TimeInterval> TimeInterval::Make(End begin, End end,
                                        Qualifier qualifier) {
  begin = Normalised(begin, kBeginningOfTime);
  end = Normalised(end, kEndOfTime);
  if (end.at <= begin.at) {
    return Status::InvalidArgument("interval ends before it begins");
  }
  if (begin.at < kBeginningOfTime || end.at > kEndOfTime) {
    return Status::InvalidArgument("interval outside the years -9999..9999");
  }
  return TimeInterval(begin, end, qualifier);
}

Granularity TimeInterval::granularity() const {
  if (has_begin() && has_end()) {
    return std::min(begin_.granularity, end_.granularity);
  }
  return has_begin() ? begin_.granularity : end_.granularity;
}

TimeInterval TimeInterval::With(Qualifier qualifier) const {
  return {begin_, end_, qualifier};
}

std::strong_ordering operator<=>(const TimeInterval& a, const TimeInterval& b) {
  if (auto order = a.begin_.at <=> b.begin_.at; order != 0) return order;
  if (auto order = a.end_.at <=> b.end_.at; order != 0) return order;
  if (auto order = a.begin_ <=> b.begin_; order != 0) return order;
  if (auto order = a.end_ <=> b.end_; order != 0) return order;
  return a.qualifier_ <=> b.qualifier_;
}

}  // namespace annals
