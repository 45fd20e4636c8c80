// What day events have that are not dated in their own clause.

#include <gtest/gtest.h>

#include <string>

#include "core/time/edtf.h"
#include "import/analyzer.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

// The day of the first event of that type; "" if there is none or no day.
std::string DayOf(EventType type, const std::string& text) {
  static const auto* const analyzer =
      new Result(Analyzer::Load(Resources::Embedded()));
  const Analysis analysis =
      (**analyzer)
          ->Analyze({text, {}, std::chrono::year{2025} / 10 / 17, {}, {}});
  for (const Claim& claim : analysis.claims) {
    if (claim.type == type && claim.time) {
      return FormatEdtf(claim.time->interval.With(Qualifier::kExact));
    }
  }
  return "";
}

TEST(StoryTimeTest, GoesOnFromTheDayOfTheOpening) {
  EXPECT_EQ(DayOf(EventType::kProtest,
                  "The fair in Linz closed on Monday.\n\nIt had been loud.\n\n"
                  "Students protested in Graz."),
            "2025-10-13");
}

TEST(StoryTimeTest, TheNewsMayStandInAClause) {
  EXPECT_EQ(DayOf(EventType::kAccuse,
                  "A man is dead after a ferry sank off Split on Monday.\n\n"
                  "The mayor of Split accused the owner of greed."),
            "2025-10-13");
}

TEST(StoryTimeTest, WhatIsMentionedDoesNotMoveIt) {
  EXPECT_EQ(DayOf(EventType::kProtest,
                  "The ban in Linz came into force on Wednesday. Farmers "
                  "marched against a tax imposed on 3 October. Students "
                  "protested in Graz."),
            "2025-10-15");
}

TEST(StoryTimeTest, HangsOnAnEventThatIsDatedFartherDown) {
  EXPECT_EQ(DayOf(EventType::kProtest,
                  "Two days after the meeting, thousands protested in Graz. "
                  "Nobody was hurt.\n\nThe meeting between Austria and Italy "
                  "was held on 6 October."),
            "2025-10-08");
}

TEST(StoryTimeTest, IsOfTheDayOfWhatItIsIn) {
  EXPECT_EQ(DayOf(EventType::kProtest,
                  "Thousands protested in Graz during the meeting.\n\nThe "
                  "meeting between Austria and Italy was held on 6 October."),
            "2025-10-06");
}

TEST(StoryTimeTest, TwoThatHangOnEachOtherHaveNoDay) {
  EXPECT_EQ(DayOf(EventType::kProtest,
                  "It is quiet in Graz. It was loud there.\n\n"
                  "A day after the meeting, thousands protested in Graz.\n\n"
                  "The meeting between Austria and Italy came a day before "
                  "the protest."),
            "");
}

TEST(StoryTimeTest, APastIsNotDatedAhead) {
  EXPECT_NE(DayOf(EventType::kAgree,
                  "Austria agreed on Monday to pay Italy within 15 days."),
            "2025-10-17/2025-10-31");
}

}  // namespace
}  // namespace annals
