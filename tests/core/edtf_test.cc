#include "core/time/edtf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOk;

TEST(EdtfTest, ReadsSpansAndWritesThemBack) {
  const struct {
    const char* edtf;
    const char* begin;  // RFC 3339; empty: not known
    const char* end;
  } cases[] = {
      {"2025-10-17", "2025-10-17T00:00:00Z", "2025-10-18T00:00:00Z"},
      {"2025-12", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"2025", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"202X", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"},
      {"19XX", "1900-01-01T00:00:00Z", "2000-01-01T00:00:00Z"},
      {"2025-21", "2025-03-01T00:00:00Z", "2025-06-01T00:00:00Z"},
      {"2025-24", "2025-12-01T00:00:00Z", "2026-03-01T00:00:00Z"},
      {"2025-33", "2025-01-01T00:00:00Z", "2025-04-01T00:00:00Z"},
      {"2025-41", "2025-07-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"2025-10-17T04:05:23Z", "2025-10-17T04:05:23Z", "2025-10-17T04:05:24Z"},
      {"2025-10-17T04:05Z", "2025-10-17T04:05:00Z", "2025-10-17T04:06:00Z"},
      {"2025-10-16/2025-10-30", "2025-10-16T00:00:00Z", "2025-10-31T00:00:00Z"},
      {"2025-01/2025-10-17", "2025-01-01T00:00:00Z", "2025-10-18T00:00:00Z"},
      {"2022-02/..", "2022-02-01T00:00:00Z", ""},
      {"../2024", "", "2025-01-01T00:00:00Z"},
      {"/2024", "", "2025-01-01T00:00:00Z"},
      {"2025-08~", "2025-08-01T00:00:00Z", "2025-09-01T00:00:00Z"},
      {"2025-08-11~/2025-08-20~", "2025-08-11T00:00:00Z",
       "2025-08-21T00:00:00Z"},
      {"-0044-03-15", "-0044-03-15T00:00:00Z", "-0044-03-16T00:00:00Z"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.edtf);
    const Result<TimeInterval> interval = ParseEdtf(c.edtf);
    ASSERT_THAT(interval, IsOk());
    EXPECT_EQ(interval->has_begin() ? FormatRfc3339(interval->begin()) : "",
              c.begin);
    EXPECT_EQ(interval->has_end() ? FormatRfc3339(interval->end()) : "", c.end);
    EXPECT_EQ(FormatEdtf(*interval), c.edtf);
  }
}

TEST(EdtfTest, ReadsTimeZones) {
  for (const char* text :
       {"2025-10-17T06:05:23+02:00", "2025-10-17T04:05:23",
        "2025-10-16T23:05:23-05", "2025-10-17T04:05:23.123Z"}) {
    SCOPED_TRACE(text);
    const Result<TimeInterval> interval = ParseEdtf(text);
    ASSERT_THAT(interval, IsOk());
    EXPECT_EQ(FormatRfc3339(interval->begin()), "2025-10-17T04:05:23Z");
  }
}

TEST(EdtfTest, RefusesWhatIsNone) {
  for (const char* text : {"",
                           "2",
                           "20255",
                           "2025-",
                           "2025-1",
                           "2025-00",
                           "2025-13",
                           "2025-02-29",
                           "2025-02-30",
                           "2025-10-17 ",
                           " 2025",
                           "2025/10/17",
                           "2025-10-17T",
                           "2025-10-17T25",
                           "2025-10-17T04:60",
                           "2025-W43",
                           "2025-45",
                           "X025",
                           "2025-10-30/2025-10-16",
                           "a/b",
                           "2025-08~~",
                           "-0000",
                           "2025-1\xff",
                           "2025-10-17T04:05:23+99:00",
                           "-20XX"}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(ParseEdtf(text), HasCode(StatusCode::kInvalidArgument));
  }
}

// Whatever can be made can be written and read: same span, bounds, qualifier.
TEST(EdtfTest, RoundTripsEveryInterval) {
  std::mt19937_64 random(11);
  constexpr Granularity kGrains[] = {
      Granularity::kCentury, Granularity::kDecade, Granularity::kYear,
      Granularity::kHalf,    Granularity::kSeason, Granularity::kQuarter,
      Granularity::kMonth,   Granularity::kWeek,   Granularity::kDay,
      Granularity::kHour,    Granularity::kMinute, Granularity::kSecond};
  const auto end = [&](int64_t at) {
    return TimeInterval::End{
        static_cast<Bound>(random() % 5 == 0 ? random() % 3 : 0),
        TimePoint{std::chrono::seconds{at}}, kGrains[random() % 12]};
  };
  for (int i = 0; i < 20000; ++i) {
    int64_t at = static_cast<int64_t>(random() % 8'000'000'000) - 4'000'000'000;
    if (i % 2 == 0) at -= at % 86400;
    const int64_t length = 1 + static_cast<int64_t>(random() % 90'000'000);
    const Result<TimeInterval> interval = TimeInterval::Make(
        end(at),
        end(i % 2 == 0 ? at + 86400 * (1 + length / 86400) : at + length),
        static_cast<Qualifier>(random() % 4));
    ASSERT_THAT(interval, IsOk());
    const std::string text = FormatEdtf(*interval);
    SCOPED_TRACE(text);
    const Result<TimeInterval> read = ParseEdtf(text);
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(read->begin(), interval->begin());
    EXPECT_EQ(read->end(), interval->end());
    EXPECT_EQ(read->begin_bound(), interval->begin_bound());
    EXPECT_EQ(read->end_bound(), interval->end_bound());
    if (interval->has_begin() || interval->has_end()) {
      EXPECT_EQ(read->qualifier(), interval->qualifier());
    }
  }
}

}  // namespace
}  // namespace annals
