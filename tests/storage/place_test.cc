#include "storage/place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/time/edtf.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using std::chrono::seconds;
using testing::IsOk;
using namespace std::string_literals;

TEST(PackedIdTest, HasTheOrderOfTexts) {
  const std::vector<std::string> ids = {"",
                                        "\0"s,
                                        "ev-",
                                        "ev-0123456789abcdef",
                                        "ev-0123456789abcdef0",
                                        "ev-0123456789abcdeg",
                                        "ev-8000000000000000",
                                        "ev-ABCDEF0123456789",
                                        "ev-f",
                                        "ev-ffffffffffffffff",
                                        "ev/0123456789abcdef",
                                        "\xff"};
  for (const std::string& a : ids) {
    EXPECT_EQ(PackedId(a).ToString(), a);
    for (const std::string& b : ids) {
      EXPECT_EQ(PackedId(a) <=> PackedId(b), a <=> b) << a << ' ' << b;
    }
  }
}

TEST(PackedIdTest, OnlyIdsOfEventsAreNumbers) {
  EXPECT_EQ(PackedId("ev-0123456789abcdef").number(), 0x0123456789abcdefu);
  for (const char* id : {"", "ev-0123456789abcde", "ev-0123456789abcdef0",
                         "ev-0123456789abcdeF", "ar-0123456789abcdef"}) {
    EXPECT_FALSE(PackedId(id).is_number()) << id;
  }
}

TEST(PlaceTest, IsInTheOrderOfClassBeginAndId) {
  std::vector<Place> places;
  for (const LengthClass length_class :
       {LengthClass::kDay, LengthClass::kWeek, LengthClass::kUndated}) {
    for (const TimePoint begin :
         {kBeginningOfTime, TimePoint(seconds(-1)), TimePoint(), kEndOfTime}) {
      for (const char* id : {"", "ev-0123456789abcdef", "x"}) {
        places.push_back({PlaceTime(length_class, begin), PackedId(id)});
        EXPECT_EQ(places.back().length_class(), length_class);
        EXPECT_EQ(places.back().begin(), begin);
      }
    }
  }
  for (size_t i = 0; i < places.size(); ++i) {
    for (size_t j = 0; j < places.size(); ++j) {
      EXPECT_EQ(places[i] <=> places[j], i <=> j);
    }
  }
}

TEST(LengthClassTest, IsTheShortestThatHolds) {
  const struct {
    const char* edtf;
    LengthClass length_class;
  } cases[] = {
      {"2025-03-01T12:00:00Z", LengthClass::kDay},
      {"2025-03-01", LengthClass::kDay},
      {"2025-03-01/2025-03-02", LengthClass::kWeek},
      {"2025-03-01/2025-03-07", LengthClass::kWeek},
      {"2025-03-01/2025-03-08", LengthClass::kMonth},
      {"2025-03", LengthClass::kMonth},
      {"2025-33", LengthClass::kQuarter},
      {"2025-35", LengthClass::kQuarter},
      {"2024", LengthClass::kYear},
      {"2024/2025", LengthClass::kDecade},
      {"202X", LengthClass::kDecade},
      {"20XX", LengthClass::kLonger},
      {"2025/..", LengthClass::kLonger},
      {"../2025", LengthClass::kNoBegin},
      {"/2025", LengthClass::kNoBegin},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.edtf);
    const Result<TimeInterval> interval = ParseEdtf(c.edtf);
    ASSERT_THAT(interval, IsOk());
    EXPECT_EQ(LengthClassOf(*interval), c.length_class);
    const auto longest = LongestOf(c.length_class);
    if (longest) {
      EXPECT_LE(interval->end() - interval->begin(), *longest);
    }
  }
  EXPECT_EQ(LengthClassOf(std::nullopt), LengthClass::kUndated);
}

}  // namespace
}  // namespace annals
