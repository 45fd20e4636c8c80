// The spans of time that a histogram counts in, and how an event counts.
//
//   bucket           |  Jan  |  Feb  |  Mar  |
//   2025-02-03               | x     |          count Feb, min Feb, max Feb
//   2025-01-20/02-10     [------]               count Jan, max Jan and Feb
//   2025-02/..               [-------------- …  count Feb, max Feb and on, and
//                                               if "ongoing", min too
//
// An event begins in at most one bucket (`count`), may be in all that its
// interval overlaps (`max`), and surely is in one that holds all of it, or in
// all it overlaps if it is known to have gone on throughout (`min`).
//
// The buckets run from the first known end of an event's interval to the last,
// and not outside the time asked for. Weeks begin on Monday. All in UTC.

#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <optional>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// Where the bucket that holds `t` begins.
TimePoint BucketBegin(BucketWidth width, TimePoint t);

// Where the bucket after the one that begins at `begin` begins.
TimePoint NextBucket(BucketWidth width, TimePoint begin);

// Counts events one by one or many alike at once; keeps one number per bucket
// where something begins or ends, however many events there are.
class HistogramBuilder {
 public:
  // `when` is the time asked for.
  HistogramBuilder(BucketWidth width, std::optional<TimeInterval> when)
      : width_(width), when_(when) {}

  // `goes_on_throughout`: their status is "ongoing".
  void Add(const TimeInterval& interval, bool goes_on_throughout,
           uint64_t events = 1);
  void AddUndated(uint64_t events) { undated_ += events; }

  // InvalidArgument if there would be more than `max_buckets`.
  Result<Histogram> Build(size_t max_buckets) const;

 private:
  // What changes from one bucket to the next, at the second's begin.
  struct Step {
    int64_t count = 0;  // not a change: events that begin in this bucket
    int64_t min = 0;
    int64_t max = 0;
  };

  BucketWidth width_;
  std::optional<TimeInterval> when_;
  // By the bucket's number; they are put in order when all are there.
  tsl::robin_map<int64_t, Step> steps_;
  uint64_t undated_ = 0;
  bool is_empty_ = true;
  TimePoint first_;
  TimePoint last_;
};

}  // namespace annals
