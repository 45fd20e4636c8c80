#include "core/query/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

#include "core/time/edtf.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::IsEmpty;
using testing::IsOk;

TimePoint At(std::string_view edtf) { return ParseEdtf(edtf)->begin(); }

Bucket Month(std::string_view edtf, uint64_t count, uint64_t min,
             uint64_t max) {
  const Result<TimeInterval> month = ParseEdtf(edtf);
  return {month->begin(), month->end(), count, min, max};
}

TEST(BucketTest, BeginsAtTheUnitThatHoldsTheInstant) {
  const TimePoint t = At("2025-11-19T13:45:10Z");  // a Wednesday
  EXPECT_EQ(BucketBegin(BucketWidth::kHour, t), At("2025-11-19T13:00:00Z"));
  EXPECT_EQ(BucketBegin(BucketWidth::kDay, t), At("2025-11-19"));
  EXPECT_EQ(BucketBegin(BucketWidth::kWeek, t), At("2025-11-17"));
  EXPECT_EQ(BucketBegin(BucketWidth::kMonth, t), At("2025-11"));
  EXPECT_EQ(BucketBegin(BucketWidth::kQuarter, t), At("2025-10"));
  EXPECT_EQ(BucketBegin(BucketWidth::kYear, t), At("2025"));
}

TEST(BucketTest, OneFollowsTheOther) {
  EXPECT_EQ(NextBucket(BucketWidth::kMonth, At("2024-12")), At("2025-01"));
  EXPECT_EQ(NextBucket(BucketWidth::kQuarter, At("2024-10")), At("2025-01"));
  EXPECT_EQ(NextBucket(BucketWidth::kYear, At("2024")), At("2025"));
  EXPECT_EQ(NextBucket(BucketWidth::kWeek, At("2024-12-30")), At("2025-01-06"));
}

TEST(HistogramTest, CountsWhereEventsBeginAndWhereTheyMayBe) {
  HistogramBuilder builder(BucketWidth::kMonth, std::nullopt);
  builder.Add(*ParseEdtf("2025-02-03"), false);
  builder.Add(*ParseEdtf("2025-01-20/2025-02-10"), false);
  builder.Add(*ParseEdtf("2025-02/.."), false);
  builder.Add(*ParseEdtf("2025-03-05/.."), true);
  builder.AddUndated(2);
  const Result<Histogram> histogram = builder.Build(10);
  ASSERT_THAT(histogram, IsOk());
  EXPECT_EQ(histogram->undated, 2u);
  EXPECT_THAT(histogram->buckets,
              ElementsAre(Month("2025-01", 1, 0, 1), Month("2025-02", 2, 1, 3),
                          Month("2025-03", 1, 1, 2)));
}

TEST(HistogramTest, StaysInsideTheTimeAskedFor) {
  HistogramBuilder builder(BucketWidth::kMonth, *ParseEdtf("2025-02/2025-03"));
  builder.Add(*ParseEdtf("2020/.."), true);
  builder.Add(*ParseEdtf("2025-03-30/2025-07"), false);
  const Result<Histogram> histogram = builder.Build(10);
  ASSERT_THAT(histogram, IsOk());
  EXPECT_THAT(histogram->buckets, ElementsAre(Month("2025-02", 0, 1, 1),
                                              Month("2025-03", 1, 1, 2)));
}

TEST(HistogramTest, OfNothingIsEmpty) {
  const HistogramBuilder builder(BucketWidth::kDay, std::nullopt);
  const Result<Histogram> histogram = builder.Build(10);
  ASSERT_THAT(histogram, IsOk());
  EXPECT_THAT(histogram->buckets, IsEmpty());
}

TEST(HistogramTest, RefusesTooManyBuckets) {
  HistogramBuilder builder(BucketWidth::kDay, std::nullopt);
  builder.Add(*ParseEdtf("1900"), false);
  EXPECT_THAT(builder.Build(364), HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(builder.Build(365), IsOk());
}

}  // namespace
}  // namespace annals
