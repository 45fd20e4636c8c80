#include "core/query/histogram.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr int64_t kDaysPerWeek = 7;
constexpr int64_t kFirstMonday = -3;  // as days since 1970
constexpr int64_t kMonthsPerYear = 12;
constexpr year_month kFirstMonth = std::chrono::year(1970) / 1;

int64_t FloorDivide(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// 0: the buckets are not of whole months.
int64_t MonthsOf(BucketWidth width) {
  switch (width) {
    case BucketWidth::kMonth:
      return 1;
    case BucketWidth::kQuarter:
      return 3;
    case BucketWidth::kYear:
      return kMonthsPerYear;
    default:
      return 0;
  }
}

// Buckets are numbered in their order, so that the next one has the next
// number.
int64_t NumberOf(BucketWidth width, TimePoint t) {
  if (width == BucketWidth::kHour) {
    return floor<hours>(t).time_since_epoch().count();
  }
  const sys_days day = floor<days>(t);
  const int64_t day_number = day.time_since_epoch().count();
  if (width == BucketWidth::kDay) return day_number;
  if (width == BucketWidth::kWeek) {
    return FloorDivide(day_number - kFirstMonday, kDaysPerWeek);
  }
  const year_month_day ymd{day};
  return FloorDivide((ymd.year() / ymd.month() - kFirstMonth).count(),
                     MonthsOf(width));
}

TimePoint BeginOf(BucketWidth width, int64_t number) {
  if (width == BucketWidth::kHour) return TimePoint(hours(number));
  if (width == BucketWidth::kDay) return sys_days(days(number));
  if (width == BucketWidth::kWeek) {
    return sys_days(days(number * kDaysPerWeek + kFirstMonday));
  }
  return sys_days((kFirstMonth + months(number * MonthsOf(width))) / 1);
}

}  // namespace

TimePoint BucketBegin(BucketWidth width, TimePoint t) {
  return BeginOf(width, NumberOf(width, t));
}

TimePoint NextBucket(BucketWidth width, TimePoint begin) {
  return BeginOf(width, NumberOf(width, begin) + 1);
}

void HistogramBuilder::Add(const TimeInterval& interval,
                           bool goes_on_throughout, uint64_t events) {
  const auto n = static_cast<int64_t>(events);
  const bool has_begin = interval.has_begin();
  const TimePoint last_second = interval.end() - seconds(1);
  const int64_t begin = NumberOf(width_, interval.begin());
  const int64_t last = NumberOf(width_, last_second);
  const bool is_surely_here =
      begin == last || (goes_on_throughout && has_begin);
  Step& from_here = steps_[begin];
  if (has_begin) from_here.count += n;
  from_here.max += n;
  if (is_surely_here) from_here.min += n;
  Step& from_there = steps_[last + 1];
  from_there.max -= n;
  if (is_surely_here) from_there.min -= n;
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
  std::vector<std::pair<int64_t, Step>> steps(steps_.begin(), steps_.end());
  std::sort(steps.begin(), steps.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  int64_t min = 0;
  int64_t max = 0;
  auto step = steps.begin();
  const int64_t end = NumberOf(width_, last) + 1;
  TimePoint begin = BucketBegin(width_, first);
  for (int64_t number = NumberOf(width_, first); number < end; ++number) {
    if (histogram.buckets.size() == max_buckets) {
      return Status::InvalidArgument("the histogram would have more than " +
                                     std::to_string(max_buckets) + " buckets");
    }
    Bucket bucket{begin, BeginOf(width_, number + 1)};
    for (; step != steps.end() && step->first <= number; ++step) {
      min += step->second.min;
      max += step->second.max;
      if (step->first == number) {
        bucket.count = static_cast<uint64_t>(step->second.count);
      }
    }
    bucket.min = static_cast<uint64_t>(min);
    bucket.max = static_cast<uint64_t>(max);
    begin = bucket.end;
    histogram.buckets.push_back(bucket);
  }
  return histogram;
}

}  // namespace annals
