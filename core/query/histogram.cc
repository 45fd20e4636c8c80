#include "core/query/histogram.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

// The first month of the bucket of `width` months that holds `ymd`. A year is a
// whole number of buckets.
sys_days FirstMonth(const year_month_day& ymd, unsigned width) {
  const unsigned month = static_cast<unsigned>(ymd.month()) - 1;
  return ymd.year() / std::chrono::month(month - month % width + 1) / 1;
}

}  // namespace

TimePoint BucketBegin(BucketWidth width, TimePoint t) {
  const sys_days day = floor<days>(t);
  switch (width) {
    case BucketWidth::kHour:
      return floor<hours>(t);
    case BucketWidth::kDay:
      return day;
    case BucketWidth::kWeek:
      return day - (weekday(day) - std::chrono::Monday);
    case BucketWidth::kMonth:
      return FirstMonth(day, 1);
    case BucketWidth::kQuarter:
      return FirstMonth(day, 3);
    case BucketWidth::kYear:
      return FirstMonth(day, 12);
  }
  return day;
}

TimePoint NextBucket(BucketWidth width, TimePoint begin) {
  const auto after = [&](months n) -> TimePoint {
    const year_month_day ymd{floor<days>(begin)};
    return sys_days((ymd.year() / ymd.month() + n) / 1);
  };
  switch (width) {
    case BucketWidth::kHour:
      return begin + hours(1);
    case BucketWidth::kDay:
      return begin + days(1);
    case BucketWidth::kWeek:
      return begin + days(7);
    case BucketWidth::kMonth:
      return after(months(1));
    case BucketWidth::kQuarter:
      return after(months(3));
    case BucketWidth::kYear:
      return after(months(12));
  }
  return begin + days(1);
}

void HistogramBuilder::Add(const TimeInterval& interval,
                           bool goes_on_throughout, uint64_t events) {
  const auto n = static_cast<int64_t>(events);
  const bool has_begin = interval.has_begin();
  const TimePoint begin = BucketBegin(width_, interval.begin());
  const TimePoint last_second = interval.end() - seconds(1);
  const TimePoint last = BucketBegin(width_, last_second);
  const TimePoint after = NextBucket(width_, last);
  Step& from_here = steps_[begin];
  Step& from_there = steps_[after];
  if (has_begin) from_here.count += n;
  from_here.max += n;
  from_there.max -= n;
  if (begin == last || (goes_on_throughout && has_begin)) {
    from_here.min += n;
    from_there.min -= n;
  }
  if (!has_begin && !interval.has_end()) return;
  const TimePoint from = has_begin ? interval.begin() : last_second;
  const TimePoint to = interval.has_end() ? last_second : interval.begin();
  first_ = is_empty_ ? from : std::min(first_, from);
  last_ = is_empty_ ? to : std::max(last_, to);
  is_empty_ = false;
}

Result<Histogram> HistogramBuilder::Build(size_t max_buckets) const {
  Histogram histogram;
  histogram.undated = undated_;
  if (is_empty_) return histogram;
  TimePoint first = first_;
  TimePoint last = last_;
  if (when_) {
    const TimePoint asked_last = when_->end() - seconds(1);
    first = std::clamp(first, when_->begin(), asked_last);
    last = std::clamp(last, when_->begin(), asked_last);
  }
  int64_t min = 0;
  int64_t max = 0;
  auto step = steps_.begin();
  for (TimePoint begin = BucketBegin(width_, first); begin <= last;
       begin = NextBucket(width_, begin)) {
    if (histogram.buckets.size() == max_buckets) {
      return Status::InvalidArgument("the histogram would have more than " +
                                     std::to_string(max_buckets) + " buckets");
    }
    Bucket bucket{begin, NextBucket(width_, begin)};
    for (; step != steps_.end() && step->first <= begin; ++step) {
      min += step->second.min;
      max += step->second.max;
      if (step->first == begin) {
        bucket.count = static_cast<uint64_t>(step->second.count);
      }
    }
    bucket.min = static_cast<uint64_t>(min);
    bucket.max = static_cast<uint64_t>(max);
    histogram.buckets.push_back(bucket);
  }
  return histogram;
}

}  // namespace annals
