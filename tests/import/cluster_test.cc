#include "import/merging/cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/event/kin.h"
#include "import/merging/same_happening.h"
#include "tests/support/events.h"

namespace annals {
namespace {

using testing::Say;
using ::testing::SizeIs;

Claim Call(const char* article) {
  return Say(article, EventType::kConsult)
      .On("2025-10-16")
      .By("trump", "putin")
      .Headline("Trump and Putin speak by phone");
}

TEST(CompareTest, FindsTheSameHappening) {
  const struct {
    const char* what;
    Claim a;
    Claim b;
  } cases[] = {
      {"same type, day and people", Call("a"),
       Say("b", EventType::kConsult).On("2025-10-16").By("putin", "trump")},
      {"one side names the country",
       Say("a", EventType::kSanction)
           .On("2025-10-16")
           .With("rubio", Role::kSource, {{"united-states"}})
           .With("rosneft", Role::kTarget)
           .Headline("Rubio announces sanctions on Rosneft"),
       Say("b", EventType::kSanction)
           .On("2025-10-16")
           .With("united-states", Role::kSource)
           .With("rosneft", Role::kTarget)
           .Headline("United States imposes sanctions on Rosneft")},
      {"a quake, by place and day",
       Say("a", EventType::kOccur)
           .On("2025-03-28")
           .In("mandalay")
           .Headline("Earthquake strikes Mandalay"),
       Say("b", EventType::kOccur)
           .On("2025-03-28")
           .In("mandalay")
           .Headline("Mandalay hit by earthquake")},
      {"a plan and its outcome",
       Say("a", EventType::kConsult)
           .Reported("2025-08-09")
           .Is(EventStatus::kPlanned)
           .On("2025-08-15")
           .By("trump", "putin"),
       Say("b", EventType::kConsult)
           .Reported("2025-08-16")
           .On("2025-08-15")
           .By("trump", "putin")},
      {"a plan called off",
       Say("a", EventType::kConsult)
           .Is(EventStatus::kPlanned)
           .On("2025-10-16/2025-10-30")
           .By("trump", "putin")
           .In("budapest"),
       Say("b", EventType::kConsult)
           .Reported("2025-10-22")
           .Is(EventStatus::kDenied)
           .By("trump", "putin")
           .In("budapest")},
      {"at a place that may be in the other, for all we know",
       Say("a", EventType::kConsult)
           .Reported("2025-08-09")
           .Is(EventStatus::kPlanned)
           .On("2025-08-15")
           .By("trump", "putin")
           .In("alaska", {{"united-states"}}),
       Say("b", EventType::kConsult)
           .Reported("2025-08-16")
           .On("2025-08-15")
           .By("trump", "putin")
           .In("the-air-base")},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_TRUE(Compare(c.a, c.b).same()) << Compare(c.a, c.b).reason;
    EXPECT_EQ(Compare(c.a, c.b).score, Compare(c.b, c.a).score);
  }
}

TEST(CompareTest, TellsHappeningsApart) {
  const struct {
    const char* what;
    Claim a;
    Claim b;
  } cases[] = {
      {"another day", Call("a"),
       Say("b", EventType::kConsult).On("2025-08-18").By("trump", "putin")},
      {"other people", Call("a"),
       Say("b", EventType::kConsult).On("2025-10-16").By("macron", "merz")},
      {"another type", Call("a"),
       Say("b", EventType::kAgree).On("2025-10-16").By("trump", "putin")},
      {"other cities, same attacker and day",
       Say("a", EventType::kAssault)
           .On("2025-05-03")
           .With("russia", Role::kSource)
           .In("kyiv", {{"ukraine"}}),
       Say("b", EventType::kAssault)
           .On("2025-05-03")
           .With("russia", Role::kSource)
           .In("odesa", {{"ukraine"}})},
      {"an answer in kind",
       Say("a", EventType::kAssault)
           .On("2025-06-13")
           .With("israel", Role::kSource)
           .With("iran", Role::kTarget),
       Say("b", EventType::kAssault)
           .On("2025-06-13")
           .With("iran", Role::kSource)
           .With("israel", Role::kTarget)},
      {"undated, weeks apart",
       Say("a", EventType::kConsult)
           .Reported("2025-03-01")
           .By("trump", "putin"),
       Say("b", EventType::kConsult)
           .Reported("2025-05-01")
           .By("trump", "putin")},
      {"nobody in common",
       Say("a", EventType::kOccur).On("2025-03-28").Headline("A bridge falls"),
       Say("b", EventType::kOccur).On("2025-03-28").Headline("A dam breaks")},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_FALSE(Compare(c.a, c.b).same()) << Compare(c.a, c.b).reason;
    EXPECT_EQ(Compare(c.a, c.b).score, Compare(c.b, c.a).score);
  }
}

TEST(ClusterTest, KeepsClaimsOfOneArticleApart) {
  // Two calls on one day, told by one article; another tells of one of them.
  const Claim first = Say("a", EventType::kConsult)
                          .On("2025-10-16")
                          .By("trump", "putin")
                          .Quote("first call", 1);
  const Claim second = Say("a", EventType::kConsult)
                           .On("2025-10-16")
                           .By("trump", "putin")
                           .Quote("second call", 2);
  const auto groups = Cluster({first, second, Call("b")});
  ASSERT_THAT(groups, SizeIs(2));
  EXPECT_EQ(groups[0].size() + groups[1].size(), 3u);
}

TEST(CompareTest, KnowsASentenceWithWordsPutBeforeIt) {
  const Claim plain = Say("a", EventType::kChange)
                          .By("nokia")
                          .Headline("Nokia launched a tablet in Espoo")
                          .Quote("Nokia launched a tablet in Espoo.", 6);
  Claim longer =
      Say("b", EventType::kChange)
          .By("nokia")
          .Headline("Nokia launched a tablet in Espoo")
          .Quote("As we hear, Nokia launched a tablet in Espoo.", 18);
  EXPECT_TRUE(Compare(plain, longer).same());
  longer.evidence.front().quote = "As we hear, Nokia launched a phone in Oulu.";
  EXPECT_NE(Compare(plain, longer).score, 1);
}

TEST(ClusterTest, DoesNotDependOnTheOrder) {
  std::vector<Claim> claims;
  for (const char* article : {"a", "b", "c", "d", "e"}) {
    claims.push_back(Call(article));
    claims.push_back(
        Say(article, EventType::kAssault)
            .On(article[0] < 'c' ? "2025-05-03" : "2025-05-04")
            .With("russia", Role::kSource)
            .In(article[0] == 'b' ? "odesa" : "kyiv", {{"ukraine"}}));
  }
  const auto expected = Cluster(claims);
  EXPECT_THAT(expected, SizeIs(4));
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(claims.begin(), claims.end(), random);
    EXPECT_EQ(Cluster(claims), expected);
  }
}

TEST(ClusterTest, TenReportsOfOneCallAreOneEvent) {
  std::vector<Claim> claims;
  for (int i = 0; i < 10; ++i) {
    claims.push_back(Call(("article-" + std::to_string(i)).c_str()));
  }
  const auto groups = Cluster(claims);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0], SizeIs(10));
}

// What is found by its kin keys is all that could be the same, from either
// side: else a base would depend on the order its articles came in.
TEST(KinTest, WhatIsOneHappeningIsKinBothWays) {
  const char* const kTimes[] = {"2025-10-16",
                                "2025-10-17",
                                "2025-10",
                                "2025",
                                "2024/2026",
                                "2025-08/..",
                                "2025-12-31",
                                "../2025-10",
                                "2025-10-01/2025-12-20",
                                "2025-10-16T12:00:00Z"};
  const char* const kWho[] = {"orban", "hungary", "putin", "russia"};
  const char* const kHeadlines[] = {"Orban and Putin meet", "Fire in a mill",
                                    "Fire in an old mill"};
  std::mt19937 random(7);
  const auto below = [&](size_t n) { return random() % n; };
  const auto some_claim = [&](const char* article) {
    Say say(article, below(3) == 0 ? EventType::kOccur : EventType::kConsult);
    say.Reported("2025-" + std::string(below(2) == 0 ? "10" : "11") + "-" +
                 std::to_string(10 + below(20)));
    if (below(4) != 0) say.On(kTimes[below(std::size(kTimes))]);
    if (below(4) == 0) say.Is(EventStatus::kPlanned);
    for (size_t i = below(3); i > 0; --i) {
      const size_t who = below(std::size(kWho));
      say.With(kWho[who], Role::kParticipant,
               who == 0 ? std::vector<EntityId>{{"hungary"}}
                        : std::vector<EntityId>{});
    }
    if (below(3) == 0) say.In("budapest", {{"hungary"}});
    say.Headline(kHeadlines[below(std::size(kHeadlines))]);
    if (below(4) == 0) say.Quote("They did meet in the old mill at noon.", 5);
    return Claim(say);
  };
  size_t same = 0;
  for (int i = 0; i < 20000; ++i) {
    const Claim a = some_claim("a");
    const Claim b = some_claim("b");
    if (!Compare(a, b).same()) continue;
    ++same;
    EXPECT_TRUE(IsKin(FoldClaims({a}), KinSought(b)));
    EXPECT_TRUE(IsKin(FoldClaims({b}), KinSought(a)));
  }
  EXPECT_GT(same, 1000);
}

}  // namespace
}  // namespace annals
