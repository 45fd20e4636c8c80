#include "core/graph/event_graph.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <random>

#include "core/graph/explore.h"
#include "core/graph/k_shortest.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::MemoryKnowledgeBase;
using testing::Say;

Event Named(std::string id, Claim claim) {
  Event event = FoldClaims({std::move(claim)});
  event.id = {std::move(id)};
  return event;
}

Entity Person(const char* id) {
  Entity person;
  person.id = {id};
  person.name = id;
  return person;
}

TEST(EventGraphTest, EdgesComeFromRolesAndPlaces) {
  Event event = Named("ev-1", Say("a", EventType::kAssault)
                                  .With("x", Role::kSource)
                                  .With("y", Role::kTarget)
                                  .In("y"));
  EXPECT_THAT(EdgesOf(event), ElementsAre(GraphEdge{"x", "ev-1", "source"},
                                          GraphEdge{"y", "ev-1", "target"},
                                          GraphEdge{"y", "ev-1", "venue"}));
}

TEST(EventGraphTest, AnEventThatBreaksTheBudgetIsLeftOutWhole) {
  EventGraph graph({.max_nodes = 4, .max_edges = 10});
  EXPECT_TRUE(
      graph.Add(Named("ev-1", Say("a", EventType::kConsult).By("x", "y"))));
  EXPECT_FALSE(
      graph.Add(Named("ev-2", Say("b", EventType::kConsult).By("x", "z"))));
  EXPECT_TRUE(graph.truncated());
  EXPECT_EQ(graph.entities().size(), 2u);
  EXPECT_EQ(graph.Edges().size(), 2u);
}

TEST(EventGraphTest, ALinkToAnAbsentEventIsNoEdge) {
  EventGraph graph{GraphBudget()};
  graph.Add(Named("ev-1", Say("a", EventType::kConsult)
                              .By("x")
                              .Linked(EventRelation::kFollows, 7)));
  EXPECT_EQ(graph.Edges().size(), 1u);
  // The same words in another article are not what is meant.
  graph.Add(Named("ev-2", Say("b", EventType::kConsult).Quote("q", 7)));
  EXPECT_EQ(graph.Edges().size(), 1u);
  graph.Add(Named("ev-0", Say("a", EventType::kConsult).Quote("q", 7)));
  EXPECT_THAT(graph.Edges(), Contains(GraphEdge{"ev-1", "ev-0", "follows"}));
}

TEST(EventGraphTest, AnEventIsRelatedToTheRestOfItsStory) {
  MemoryKnowledgeBase base;
  const Event summit = FoldClaims(
      {Say("a", EventType::kConsult).Headline("summit").Quote("q", 7)});
  const Event praise = FoldClaims({Say("a", EventType::kSupport)
                                       .Headline("praise")
                                       .Linked(EventRelation::kRespondsTo, 7)});
  const Event beside = FoldClaims({Say("a", EventType::kState).Headline("x")});
  const Event other = FoldClaims({Say("b", EventType::kState).Headline("y")});
  ImportBatch batch;
  batch.put_events = {beside, other, praise, summit};
  ASSERT_THAT(base.Apply(batch), IsOk());
  const auto related = RelatedTo(base, Query(), summit);
  ASSERT_THAT(related, IsOk());
  ASSERT_EQ(related->size(), 2u);
  EXPECT_EQ(*(*related)[0].event, praise);
  ASSERT_EQ((*related)[0].ties.size(), 1u);
  EXPECT_EQ((*related)[0].ties[0].relation, EventRelation::kRespondsTo);
  EXPECT_FALSE((*related)[0].ties[0].is_to_it);
  EXPECT_EQ(*(*related)[1].event, beside);
  EXPECT_TRUE((*related)[1].ties.empty());
  const auto answered = RelatedTo(base, Query(), praise);
  ASSERT_THAT(answered, IsOk());
  EXPECT_TRUE((*answered)[0].ties.at(0).is_to_it);
}

class RandomGraphTest : public ::testing::TestWithParam<unsigned> {};

// All paths without repeats, found by trying everything.
std::vector<std::vector<std::string>> AllPaths(const EventGraph& graph,
                                               const std::string& from,
                                               const std::string& to,
                                               size_t max_edges) {
  std::map<std::string, std::set<std::string>> next;
  for (const GraphEdge& edge : graph.Edges()) {
    next[edge.source].insert(edge.target);
    next[edge.target].insert(edge.source);
  }
  std::vector<std::vector<std::string>> paths;
  std::vector<std::string> path = {from};
  const std::function<void()> go = [&] {
    if (path.back() == to) {
      paths.push_back(path);
      return;
    }
    if (path.size() > max_edges) return;
    for (const std::string& node : next[path.back()]) {
      if (std::find(path.begin(), path.end(), node) != path.end()) continue;
      path.push_back(node);
      go();
      path.pop_back();
    }
  };
  if (from != to) go();
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);
  });
  return paths;
}

std::vector<Event> RandomEvents(std::mt19937* random) {
  std::vector<Event> events;
  for (int i = 0; i < 9; ++i) {
    Say say("a" + std::to_string(i), EventType::kConsult);
    const auto people = 1 + (*random)() % 3;
    for (size_t p = 0; p < people; ++p) {
      say.By(std::string("p") + static_cast<char>('0' + (*random)() % 6));
    }
    events.push_back(FoldClaims({say}));
  }
  return events;
}

TEST_P(RandomGraphTest, KShortestPathsAreTheFirstOfAll) {
  std::mt19937 random(GetParam());
  EventGraph graph{GraphBudget()};
  for (const Event& event : RandomEvents(&random)) graph.Add(event);
  for (const size_t max_edges : {2u, 4u, 8u}) {
    const auto all = AllPaths(graph, "p0", "p1", max_edges);
    for (const size_t count : {1u, 3u, 100u}) {
      std::vector<std::vector<std::string>> found;
      for (const GraphPath& path :
           KShortestPaths(graph, "p0", "p1", count, max_edges)) {
        found.push_back(path.nodes);
      }
      auto want = all;
      want.resize(std::min(want.size(), count));
      EXPECT_EQ(found, want);
    }
  }
}

TEST_P(RandomGraphTest, ASearchFromBothEndsFindsTheSame) {
  std::mt19937 random(GetParam());
  MemoryKnowledgeBase base;
  EventGraph graph{GraphBudget()};
  ImportBatch batch;
  batch.put_events = RandomEvents(&random);
  for (const Event& event : batch.put_events) graph.Add(event);
  for (const char* id : {"p0", "p1", "p2", "p3", "p4", "p5"}) {
    batch.put_entities.push_back(Person(id));
  }
  ASSERT_THAT(base.Apply(batch), IsOk());
  for (const unsigned max_events : {1u, 2u, 4u}) {
    const auto search = ShortestPaths(base, Query(), {"p0"}, {"p1"}, 5,
                                      max_events, GraphBudget());
    ASSERT_THAT(search, IsOk());
    auto want = AllPaths(graph, "p0", "p1", 2 * max_events);
    want.resize(std::min<size_t>(want.size(), 5));
    ASSERT_EQ(search->paths.size(), want.size());
    for (size_t i = 0; i < want.size(); ++i) {
      EXPECT_EQ(search->paths[i].nodes.size(), want[i].size());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGraphTest, ::testing::Range(0u, 40u));

TEST(ShortestPathsTest, NobodyIsJoinedToHimself) {
  MemoryKnowledgeBase base;
  ImportBatch batch;
  batch.put_events = {Named("ev-1", Say("a", EventType::kConsult).By("x"))};
  batch.put_entities.push_back(Person("x"));
  ASSERT_THAT(base.Apply(batch), IsOk());
  const auto search =
      ShortestPaths(base, Query(), {"x"}, {"x"}, 3, 4, GraphBudget());
  ASSERT_THAT(search, IsOk());
  EXPECT_THAT(search->paths, IsEmpty());
}

}  // namespace
}  // namespace annals
