// The packed graph against the plain one, and measures of small graphs.

#include "core/graph/graph_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/graph/graph_measures.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using testing::IsOk;
using testing::MemoryKnowledgeBase;
using testing::Say;

class GraphViewTest : public ::testing::Test {
 protected:
  void Put(const Claim& claim) {
    ImportBatch batch;
    batch.put_events.push_back(FoldClaims({claim}));
    ASSERT_THAT(base_.Apply(batch), IsOk());
  }
  GraphView View() {
    Result<GraphView> view = GraphView::Build(base_, Query());
    EXPECT_THAT(view, IsOk());
    return std::move(*view);
  }

  MemoryKnowledgeBase base_;
};

TEST_F(GraphViewTest, OfNothingIsEmpty) {
  const GraphView view = View();
  EXPECT_EQ(view.entities(), 0u);
  EXPECT_EQ(view.events(), 0u);
  EXPECT_FALSE(view.Find({"anybody"}));
  EXPECT_TRUE(ComponentsOf(view).empty());
  EXPECT_TRUE(PageRankOf(view).empty());
}

TEST_F(GraphViewTest, NumbersAreInTheOrderOfIdsAndTimes) {
  Put(Say("a1", EventType::kConsult).On("2025-03").By("trump", "putin"));
  Put(Say("a2", EventType::kConsult).On("2025-01-02").By("orban", "putin"));
  Put(Say("a3", EventType::kConsult).By("orban", "orban"));
  const GraphView view = View();
  ASSERT_EQ(view.entities(), 3u);
  EXPECT_EQ(view.entity(0).value, "orban");
  EXPECT_EQ(view.entity(2).value, "trump");
  EXPECT_EQ(view.Find({"putin"}), 1u);
  EXPECT_FALSE(view.Find({"putix"}));
  EXPECT_THAT(view.MembersOf(0), ElementsAre(0, 1));
  EXPECT_THAT(view.MembersOf(2), ElementsAre(0));
  EXPECT_THAT(view.EventsOf(1), ElementsAre(0, 1));
  EXPECT_TRUE(base_.GetEvent(view.event(2)).ok());
  EXPECT_EQ(view.memberships(), 5u);
  EXPECT_GT(view.bytes(), 0u);
}

TEST_F(GraphViewTest, WhoIsOnlyInvolvedIsNoMember) {
  Put(Say("a1", EventType::kConsult)
          .On("2025-01-01")
          .With("orban", Role::kSource, {{"hungary"}, {"orban"}}));
  const GraphView view = View();
  const uint32_t hungary = *view.Find({"hungary"});
  EXPECT_TRUE(view.EventsOf(hungary).empty());
  EXPECT_THAT(view.InvolvingOnly(hungary), ElementsAre(0));
  EXPECT_TRUE(view.InvolvingOnly(*view.Find({"orban"})).empty());
}

TEST_F(GraphViewTest, TooManyEventsAreRefused) {
  Put(Say("a1", EventType::kConsult).On("2025").By("a"));
  Put(Say("a2", EventType::kConsult).On("2025").By("a"));
  EXPECT_THAT(GraphView::Build(base_, Query(), 2), IsOk());
  EXPECT_THAT(GraphView::Build(base_, Query(), 1),
              HasCode(StatusCode::kExhausted));
}

// Everything again, by sets and loops.
std::map<std::string, uint64_t> Meetings(
    const std::vector<Event>& events, const std::string& whose,
    const std::optional<TimeInterval>& when) {
  std::map<std::string, uint64_t> counts;
  for (const Event& event : events) {
    if (when && (!event.time || !when->Overlaps(event.time->interval))) {
      continue;
    }
    std::set<std::string> members;
    for (const Participant& p : event.participants) {
      members.insert(p.entity.value);
    }
    if (!members.contains(whose)) continue;
    for (const std::string& member : members) {
      if (member != whose) ++counts[member];
    }
  }
  return counts;
}

TEST_F(GraphViewTest, HopsAreThoseOfSetsAndLoops) {
  std::mt19937 random(7);
  const char* const kTimes[] = {"2025-01-05",
                                "2025-01-20",
                                "2025-02",
                                "2024/2025",
                                "2025-01-30/2025-02-02",
                                ""};
  std::vector<Event> events;
  ImportBatch batch;
  for (int i = 0; i < 400; ++i) {
    Say say("a" + std::to_string(i), EventType::kConsult);
    const char* const time = kTimes[random() % std::size(kTimes)];
    if (*time != '\0') say.On(time);
    const size_t members = 1 + random() % 3;
    for (size_t m = 0; m < members; ++m) {
      say.By("e" + std::to_string(random() % 20));
    }
    events.push_back(FoldClaims({say}));
    batch.put_events.push_back(events.back());
  }
  ASSERT_THAT(base_.Apply(batch), IsOk());
  const GraphView view = View();
  const std::optional<TimeInterval> kWindows[] = {
      std::nullopt,          *ParseEdtf("2025-01-05"),
      *ParseEdtf("2025-02"), *ParseEdtf("2025-01-15/2025-01-31"),
      *ParseEdtf("1999"),    *ParseEdtf("2025-01-31/..")};
  for (uint32_t entity = 0; entity < view.entities(); ++entity) {
    for (const auto& when : kWindows) {
      SCOPED_TRACE(view.entity(entity).value +
                   (when ? FormatEdtf(*when) : " always"));
      const auto wanted = Meetings(events, view.entity(entity).value, when);
      std::map<std::string, uint64_t> got;
      uint64_t last = UINT64_MAX;
      for (const Neighbour& each : view.Neighbours(entity, when, SIZE_MAX)) {
        got[view.entity(each.entity).value] = each.count;
        EXPECT_LE(each.count, last);
        last = each.count;
      }
      EXPECT_EQ(got, wanted);
      std::map<std::string, uint64_t> wanted_second;
      for (const auto& [first, count] : wanted) {
        for (const auto& [second, more] : Meetings(events, first, when)) {
          if (second != view.entity(entity).value) {
            wanted_second[second] += count * more;
          }
        }
      }
      std::map<std::string, uint64_t> got_second;
      for (const Neighbour& each :
           view.SecondNeighbours(entity, when, SIZE_MAX)) {
        got_second[view.entity(each.entity).value] = each.count;
      }
      EXPECT_EQ(got_second, wanted_second);
      EXPECT_LE(view.Neighbours(entity, when, 3).size(), 3u);
    }
  }
}

TEST_F(GraphViewTest, MeasuresOfAChainAndAnIsland) {
  Put(Say("a1", EventType::kConsult).On("2025-01-01").By("a", "b"));
  Put(Say("a2", EventType::kConsult).On("2025-01-02").By("b", "c"));
  Put(Say("a3", EventType::kConsult).On("2025-01-03").By("x", "y"));
  const GraphView view = View();
  EXPECT_THAT(ComponentsOf(view), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(DistancesFrom(view, 0),
              ElementsAre(0, 1, 2, UINT32_MAX, UINT32_MAX));
  const std::vector<double> ranks = PageRankOf(view);
  ASSERT_EQ(ranks.size(), 5u);
  EXPECT_GT(ranks[1], ranks[0]);
  EXPECT_NEAR(ranks[0], ranks[2], 1e-9);
  EXPECT_NEAR(ranks[3], ranks[4], 1e-9);
  EXPECT_NEAR(ranks[0] + ranks[1] + ranks[2] + ranks[3] + ranks[4], 1, 1e-9);
}

}  // namespace
}  // namespace annals
