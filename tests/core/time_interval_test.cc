#include "core/time/time_interval.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/matchers.h"

namespace annals {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using testing::HasCode;
using testing::IsOk;

TEST(TimeIntervalTest, CalendarUnitsRunToTheNext) {
  EXPECT_EQ(TimeInterval::Year(2024y).end(), sys_days(2025y / 1 / 1));
  EXPECT_EQ(TimeInterval::Month(2024y / 12).end(), sys_days(2025y / 1 / 1));
  EXPECT_EQ(TimeInterval::Month(2024y / 2).end(), sys_days(2024y / 3 / 1));
  EXPECT_EQ(TimeInterval::Day(2024y / 2 / 28).end(), sys_days(2024y / 2 / 29));
}

TEST(TimeIntervalTest, TouchingIntervalsDoNotOverlap) {
  const TimeInterval year = TimeInterval::Year(2011y);
  EXPECT_FALSE(year.Overlaps(TimeInterval::Year(2012y)));
  EXPECT_FALSE(TimeInterval::Year(2012y).Overlaps(year));
  EXPECT_TRUE(year.Overlaps(TimeInterval::Day(2011y / 12 / 31)));
}

TEST(TimeIntervalTest, AnOpenEndReachesTheEndOfTime) {
  const auto war = TimeInterval::Make(
      {Bound::kKnown, sys_days(2022y / 2 / 1), Granularity::kMonth},
      {Bound::kOpen, {}, Granularity::kDay});
  ASSERT_THAT(war, IsOk());
  EXPECT_EQ(war->end(), kEndOfTime);
  EXPECT_FALSE(war->has_end());
  EXPECT_EQ(war->granularity(), Granularity::kMonth);
  EXPECT_TRUE(war->Overlaps(TimeInterval::Year(2090y)));
}

TEST(TimeIntervalTest, TheTimeOfAnEndThatIsNotKnownIsIgnored) {
  const TimeInterval::End begin{Bound::kKnown, sys_days(2022y / 2 / 1),
                                Granularity::kMonth};
  const auto a = TimeInterval::Make(
      begin, {Bound::kOpen, sys_days(1999y / 1 / 1), Granularity::kYear});
  const auto b =
      TimeInterval::Make(begin, {Bound::kOpen, {}, Granularity::kDay});
  ASSERT_THAT(a, IsOk());
  ASSERT_THAT(b, IsOk());
  EXPECT_EQ(*a, *b);
}

TEST(TimeIntervalTest, RefusesWhatIsNoInterval) {
  const TimePoint day = sys_days(2025y / 1 / 1);
  EXPECT_THAT(TimeInterval::Make(day, day, Granularity::kDay),
              HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(TimeInterval::Make(day, day - 1s, Granularity::kDay),
              HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(TimeInterval::Make(kBeginningOfTime - 1s, day, Granularity::kDay),
              HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(TimeInterval::Make(day, kEndOfTime + 1s, Granularity::kDay),
              HasCode(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace annals
