#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/query/query.h"
#include "tests/support/events.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::Say;

std::optional<Certainty> Ask(const Query& query, const Claim& claim) {
  return Matches(query, FoldClaims({claim}), {"example.org"});
}

Query When(std::string_view edtf) {
  Query query;
  query.when = *ParseEdtf(edtf);
  return query;
}

Query Where(Filter filter) {
  Query query;
  query.filter = std::move(filter);
  return query;
}

TEST(MatchTimeTest, TellsCertainFromPossible) {
  const struct {
    const char* event;
    const char* asked;
    std::optional<Certainty> expected;
  } cases[] = {
      {"2025-10-16", "2025-10", Certainty::kCertain},
      {"2025-10-16", "2025-10-16", Certainty::kCertain},
      {"2025-10-16", "2025-10-17", std::nullopt},
      {"2025-10-16/2025-10-30", "2025-10-20", Certainty::kPossible},
      {"2025-10-16/2025-10-30", "2025-10-31/..", std::nullopt},
      {"2025", "2025-08/..", Certainty::kPossible},
      {"2022-02/..", "2025", Certainty::kPossible},
      {"../2024", "1900", Certainty::kPossible},
      {"2025-10-16", "../2025-10-16", Certainty::kCertain},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.event) + " asked for " + c.asked);
    EXPECT_EQ(Ask(When(c.asked), Say("a", EventType::kOccur).On(c.event)),
              c.expected);
  }
}

TEST(MatchTimeTest, AnEventWithoutADateIsAtNoTime) {
  const Claim undated = Say("a", EventType::kOccur);
  EXPECT_EQ(Ask(When("2025"), undated), std::nullopt);
  EXPECT_EQ(Ask(Query(), undated), Certainty::kCertain);
}

TEST(MatchTimeTest, WhatIsOngoingIsSurelyThereAllTheTime) {
  EXPECT_EQ(Ask(When("2025"), Say("a", EventType::kAssault)
                                  .Is(EventStatus::kOngoing)
                                  .On("2022-02/..")),
            Certainty::kCertain);
}

TEST(MatchTimeTest, KnowsWaysToMatch) {
  const Claim event = Say("a", EventType::kOccur).On("2025-10-30/2025-11-02");
  Query query = When("2025-10");
  EXPECT_EQ(Ask(query, event), Certainty::kPossible);
  query.certain_only = true;
  EXPECT_EQ(Ask(query, event), std::nullopt);
  query.certain_only = false;
  query.match = TimeMatch::kWithin;
  EXPECT_EQ(Ask(query, event), std::nullopt);
  query.match = TimeMatch::kStarts;
  EXPECT_EQ(Ask(query, event), Certainty::kPossible);
  query.match = TimeMatch::kEnds;
  EXPECT_EQ(Ask(query, event), std::nullopt);
  query.when = *ParseEdtf("2025-11");
  EXPECT_EQ(Ask(query, event), Certainty::kPossible);
}

TEST(MatchesTest, InvolvingIsBroadAndActorNarrow) {
  const Claim event = Say("a", EventType::kState)
                          .With("orban", Role::kSource, {{"hungary"}})
                          .In("paris", {{"france"}, {"europe"}});
  const auto has = [&](FacetKind kind, const char* value) {
    return Ask(Where(Filter::Is(kind, value)), event).has_value();
  };
  EXPECT_TRUE(has(FacetKind::kInvolves, "orban"));
  EXPECT_TRUE(has(FacetKind::kInvolves, "hungary"));
  EXPECT_TRUE(has(FacetKind::kInvolves, "europe"));
  EXPECT_TRUE(has(FacetKind::kActor, "orban"));
  EXPECT_FALSE(has(FacetKind::kActor, "hungary"));
  EXPECT_TRUE(has(FacetKind::kPlace, "france"));
  EXPECT_FALSE(has(FacetKind::kPlace, "orban"));
  EXPECT_TRUE(has(FacetKind::kActorRole, "source:orban"));
  EXPECT_FALSE(has(FacetKind::kActorRole, "target:orban"));
  EXPECT_TRUE(has(FacetKind::kSource, "example.org"));
  EXPECT_TRUE(has(FacetKind::kReportDay, "2025-10-17"));
}

TEST(MatchesTest, JoinsWithAndOrNot) {
  const Claim event = Say("a", EventType::kConsult).By("trump", "putin");
  const auto is = [](const char* id) {
    return Filter::Is(FacetKind::kActor, id);
  };
  EXPECT_TRUE(Ask(Where(Filter::And({is("trump"), is("putin")})), event));
  EXPECT_FALSE(Ask(Where(Filter::And({is("trump"), is("xi")})), event));
  EXPECT_TRUE(Ask(Where(Filter::Or({is("xi"), is("putin")})), event));
  EXPECT_TRUE(Ask(Where(Filter::Not(is("xi"))), event));
  EXPECT_FALSE(Ask(Where(Filter::Not(is("putin"))), event));
  EXPECT_EQ(Filter::And({}), Filter::All());
  EXPECT_EQ(Filter::And({is("xi")}), is("xi"));
}

TEST(MatchesTest, FindsWordsByStemAndPhrasesInARow) {
  const Claim event = Say("a", EventType::kSanction)
                          .Headline("EU agrees sanctions")
                          .Quote("agreed on tougher sanctions against banks");
  EXPECT_TRUE(
      Ask(Where(Filter::Is(FacetKind::kTerm, TermsOf("sanction")[0])), event));
  Filter phrase;
  phrase.op = Filter::Op::kPhrase;
  phrase.terms = TermsOf("tougher sanctions");
  EXPECT_TRUE(Ask(Where(phrase), event));
  phrase.terms = TermsOf("sanctions tougher");
  EXPECT_FALSE(Ask(Where(phrase), event));
}

TEST(MatchesTest, FindsPlacesOnTheMap) {
  const Claim event =
      Say("a", EventType::kOccur).In("suva", {}, Coordinates{-18.14, 178.44});
  Filter box;
  box.op = Filter::Op::kBox;
  box.box = {170, -25, -170, -10};  // over the date line
  EXPECT_TRUE(Ask(Where(box), event));
  box.box = {-170, -25, 170, -10};
  EXPECT_FALSE(Ask(Where(box), event));
  Filter near;
  near.op = Filter::Op::kNear;
  near.near = {{-17.80, 177.42}, 120};  // Nadi is about 115 km away
  EXPECT_TRUE(Ask(Where(near), event));
  near.near.radius_km = 100;
  EXPECT_FALSE(Ask(Where(near), event));
}

TEST(MatchesTest, HoldsToReportsConfidenceAndArticles) {
  const Claim event = Say("a", EventType::kOccur).Sure(0.5);
  Query query;
  query.reported = *ParseEdtf("2025-10-17");
  EXPECT_TRUE(Ask(query, event));
  query.reported = *ParseEdtf("2025-10-18");
  EXPECT_FALSE(Ask(query, event));
  query = Query();
  query.min_confidence = 0.6;
  EXPECT_FALSE(Ask(query, event));
  query = Query();
  query.min_articles = 2;
  EXPECT_FALSE(Ask(query, event));
}

TEST(TermsOfTest, FoldsAndStemsInOrder) {
  EXPECT_THAT(TermsOf("Orb\u00E1n's meetings, 2,500 km!"),
              ElementsAre("orban", "s", "meet", "2", "500", "km"));
  EXPECT_THAT(TermsOf(std::string(100, 'x') + " y"), ElementsAre("y"));
  EXPECT_TRUE(TermsOf("").empty());
}

}  // namespace
}  // namespace annals
