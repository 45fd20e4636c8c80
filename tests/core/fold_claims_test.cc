#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Say;
using ::testing::SizeIs;

TEST(FoldClaimsTest, OneClaimIsTheEvent) {
  const Event event = FoldClaims({Say("a", EventType::kConsult)
                                      .On("2025-10-16")
                                      .By("trump", "putin")
                                      .Counting(2, "hours")});
  EXPECT_EQ(event.type, EventType::kConsult);
  EXPECT_EQ(event.time->interval, *ParseEdtf("2025-10-16"));
  EXPECT_THAT(event.participants, SizeIs(2));
  EXPECT_EQ(event.articles, 1u);
  EXPECT_DOUBLE_EQ(event.confidence, 0.8);
  EXPECT_THAT(event.quantities, ElementsAre(Quantity{2, "hours"}));
}

TEST(FoldClaimsTest, DoesNotDependOnTheOrderOfClaims) {
  std::vector<Claim> claims = {
      Say("a", EventType::kAssault).On("2025-05-03").By("russia").Sure(0.6),
      Say("b", EventType::kOccur).On("2025-05").By("kyiv").Sure(0.9),
      Say("c", EventType::kAssault).Reported("2025-05-04").In("kyiv"),
      Say("d", EventType::kAssault).Reported("2025-05-05").Counting(9, "dead"),
  };
  std::sort(claims.begin(), claims.end(), [](const Claim& x, const Claim& y) {
    return x.article < y.article;
  });
  const Event event = FoldClaims(claims);
  do {
    EXPECT_EQ(FoldClaims(claims), event);
  } while (std::next_permutation(
      claims.begin(), claims.end(),
      [](const Claim& x, const Claim& y) { return x.article < y.article; }));
}

TEST(FoldClaimsTest, RePostsOfOneArticleCountOnce) {
  const Event event =
      FoldClaims({Say("a", EventType::kConsult).Content("k").Sure(0.5),
                  Say("b", EventType::kConsult).Content("k").Sure(0.5),
                  Say("c", EventType::kConsult).Content("m").Sure(0.5)});
  EXPECT_EQ(event.articles, 2u);
  EXPECT_DOUBLE_EQ(event.confidence, 0.75);
  EXPECT_THAT(event.claims, SizeIs(3));
}

TEST(FoldClaimsTest, APlanBecomesItsOutcomeAndKeepsItsId) {
  const Claim plan = Say("a", EventType::kConsult)
                         .Reported("2025-08-10")
                         .Is(EventStatus::kPlanned)
                         .On("2025-08~");
  const Claim held =
      Say("b", EventType::kConsult).Reported("2025-08-16").On("2025-08-15");
  const Claim looks_back = Say("c", EventType::kConsult)
                               .Reported("2025-08-20")
                               .Is(EventStatus::kPlanned);
  const Event before = FoldClaims({plan});
  const Event after = FoldClaims({held, looks_back, plan});
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.status, EventStatus::kHappened);
  EXPECT_EQ(after.time->interval, *ParseEdtf("2025-08-15"));
  ASSERT_THAT(after.history, SizeIs(2));
  EXPECT_EQ(after.history[0].status, EventStatus::kPlanned);
  EXPECT_EQ(after.history[1].article.value, "b");
}

TEST(FoldClaimsTest, SomebodysDenialDoesNotUndoWhatHappened) {
  const Claim attack = Say("a", EventType::kAssault).Reported("2025-08-10");
  const Claim denial = Say("b", EventType::kAssault)
                           .Reported("2025-08-11")
                           .Is(EventStatus::kDenied)
                           .AccordingTo("the-army");
  EXPECT_EQ(FoldClaims({attack, denial}).status, EventStatus::kHappened);
  const Claim correction = Say("c", EventType::kAssault)
                               .Reported("2025-08-12")
                               .Is(EventStatus::kDenied);
  EXPECT_EQ(FoldClaims({attack, correction}).status, EventStatus::kDenied);
}

TEST(FoldClaimsTest, WhatOneSourceAssertsOutrightNeedsNoAttribution) {
  const Claim said = Say("a", EventType::kAssault).AccordingTo("ukraine");
  const Claim seen = Say("b", EventType::kAssault);
  EXPECT_THAT(FoldClaims({said}).attribution, SizeIs(1));
  EXPECT_THAT(FoldClaims({said, seen}).attribution, IsEmpty());
}

TEST(FoldClaimsTest, TheLastReportOfATollCounts) {
  const Event event = FoldClaims(
      {Say("b", EventType::kOccur)
           .Reported("2025-03-30")
           .Counting(1700, "dead"),
       Say("a", EventType::kOccur).Reported("2025-03-28").Counting(144, "dead"),
       Say("c", EventType::kOccur).Reported("2025-03-31")});
  EXPECT_THAT(event.quantities, ElementsAre(Quantity{1700, "dead"}));
}

TEST(FoldClaimsTest, AmongManySourcesALoneParticipantIsLeftToItsClaim) {
  std::vector<Claim> claims;
  for (const char* article : {"a", "b", "c"}) {
    claims.push_back(Say(article, EventType::kConsult).By("trump", "putin"));
  }
  claims.push_back(Say("d", EventType::kConsult).By("trump", "putin", "xi"));
  EXPECT_THAT(FoldClaims(claims).participants, SizeIs(2));
  claims.erase(claims.begin());
  EXPECT_THAT(FoldClaims(claims).participants, SizeIs(3));
}

TEST(AsOfTest, ShowsWhatHadBeenReported) {
  const Event event =
      FoldClaims({Say("a", EventType::kConsult)
                      .Reported("2025-08-10")
                      .Is(EventStatus::kPlanned),
                  Say("b", EventType::kConsult).Reported("2025-08-16")});
  EXPECT_EQ(AsOf(event, ParseEdtf("2025-08-09")->begin()), std::nullopt);
  const auto then = AsOf(event, ParseEdtf("2025-08-12")->begin());
  ASSERT_TRUE(then);
  EXPECT_EQ(then->status, EventStatus::kPlanned);
  EXPECT_EQ(then->id, event.id);
  EXPECT_EQ(*AsOf(event, ParseEdtf("2025-09-01")->begin()), event);
}

TEST(EventTypeTest, NamesReadBack) {
  for (const EventTypeFacts& facts : EventTypes()) {
    EXPECT_EQ(*ParseEventType(facts.name), facts.type);
    EXPECT_EQ(&Facts(facts.type), &facts);
  }
  EXPECT_THAT(ParseEventType("NOISE"),
              testing::HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseEventStatus("maybe"),
              testing::HasCode(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace annals
