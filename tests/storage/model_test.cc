// The store against the model, which searches from end to end: whatever is
// written, both must give the same answer to every question.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/graph/explore.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/storage/random_news.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {

// EventHit has no == of its own; gtest wants one here.
static bool operator==(const EventHit& a, const EventHit& b) {
  return *a.event == *b.event && a.certainty == b.certainty;
}
static bool operator==(const EntityHit& a, const EntityHit& b) {
  return a.entity == b.entity && a.events == b.events;
}

namespace {

using testing::IsOk;
using testing::MemoryKnowledgeBase;
using testing::RandomNews;

constexpr int kRounds = 100;
constexpr int kQuestionsPerRound = 40;
constexpr size_t kSmallCache = 300'000;  // forgets often

template <typename T>
std::function<bool(const T&)> Into(std::vector<T>* all) {
  return [all](const T& each) {
    all->push_back(each);
    return true;
  };
}

// Every question of the interface, each asked of both.
class Comparison {
 public:
  Comparison(const KnowledgeReader& model, const KnowledgeReader& store,
             RandomNews& random)
      : model_(model), store_(store), random_(random) {}

  void AskOne() {
    switch (random_.Below(10)) {
      case 0:
        return Page();
      case 1:
        return AllPages();
      case 2:
        return Visit();
      case 3:
        return ByTime();
      case 4:
        return ByFacet();
      case 5:
        return Entities();
      case 6:
        return Records();
      case 7:
        return Kin();
      case 8:
        return Walk();
      default:
        return Count();
    }
  }

  void Covers() {
    const Result<Coverage> expected = model_.GetCoverage();
    const Result<Coverage> actual = store_.GetCoverage();
    ASSERT_THAT(actual, IsOk());
    EXPECT_EQ(actual->articles, expected->articles);
    EXPECT_EQ(actual->events, expected->events);
    EXPECT_EQ(actual->entities, expected->entities);
    EXPECT_EQ(actual->first_reported, expected->first_reported);
    EXPECT_EQ(actual->last_reported, expected->last_reported);
    EXPECT_EQ(actual->first_event, expected->first_event);
    EXPECT_EQ(actual->last_event, expected->last_event);
    EXPECT_EQ(actual->sources, expected->sources);
    EXPECT_EQ(store_.Version(), model_.Version());
  }

 private:
  void Count() {
    const Query query = random_.SomeQuery();
    const Result<uint64_t> actual = store_.CountEvents(query);
    ASSERT_THAT(actual, IsOk());
    EXPECT_EQ(*actual, *model_.CountEvents(query));
  }

  void Page() {
    const Query query = random_.SomeQuery();
    const Result<EventPage> expected = model_.FindEvents(query);
    const Result<EventPage> actual = store_.FindEvents(query);
    ASSERT_THAT(actual, IsOk());
    EXPECT_EQ(actual->total, expected->total);
    EXPECT_TRUE(actual->hits == expected->hits);
    EXPECT_EQ(actual->next_cursor.empty(), expected->next_cursor.empty());
  }

  void AllPages() {
    Query query = random_.SomeQuery();
    std::vector<EventHit> expected;
    ASSERT_THAT(model_.VisitEvents(query, Into(&expected)), IsOk());
    std::vector<EventHit> actual;
    do {
      Result<EventPage> page = store_.FindEvents(query);
      ASSERT_THAT(page, IsOk());
      EXPECT_EQ(page->total, expected.size());
      actual.insert(actual.end(), page->hits.begin(), page->hits.end());
      query.cursor = page->next_cursor;
    } while (!query.cursor.empty() && actual.size() <= expected.size());
    EXPECT_TRUE(actual == expected);
  }

  void Visit() {
    const Query query = random_.SomeQuery();
    std::vector<EventHit> expected;
    std::vector<EventHit> actual;
    ASSERT_THAT(model_.VisitEvents(query, Into(&expected)), IsOk());
    ASSERT_THAT(store_.VisitEvents(query, Into(&actual)), IsOk());
    EXPECT_TRUE(actual == expected);
  }

  void Kin() {
    const std::vector<KinRange> ranges = KinSought(random_.SomeClaim());
    std::map<EventId, Event> expected;
    std::map<EventId, Event> actual;
    ASSERT_THAT(model_.VisitKin(ranges,
                                [&](const Event& event) {
                                  expected.emplace(event.id, event);
                                }),
                IsOk());
    ASSERT_THAT(
        store_.VisitKin(ranges,
                        [&](const Event& event) {
                          EXPECT_TRUE(actual.emplace(event.id, event).second);
                        }),
        IsOk());
    EXPECT_TRUE(actual == expected);
  }

  void Walk() {
    const Query query = random_.OneIn(2) ? Query() : random_.SomeQuery();
    const EntityId start = random_.SomeEntityId();
    const auto hops = static_cast<unsigned>(1 + random_.Below(2));
    const GraphBudget budget = random_.OneIn(2)
                                   ? GraphBudget::Unlimited()
                                   : GraphBudget{random_.Below(20), 40};
    const auto expected = Neighbourhood(model_, query, start, hops, budget);
    const auto actual = Neighbourhood(store_, query, start, hops, budget);
    ASSERT_EQ(actual.status().code(), expected.status().code());
    if (!expected.ok()) return;
    EXPECT_EQ(actual->truncated(), expected->truncated());
    EXPECT_TRUE(actual->Edges() == expected->Edges());
    const auto ids = [](const auto& nodes) {
      std::vector<std::string> all;
      for (const auto& [id, node] : nodes) all.push_back(id.value);
      return all;
    };
    EXPECT_EQ(ids(actual->events()), ids(expected->events()));
    EXPECT_EQ(ids(actual->entities()), ids(expected->entities()));
  }

  void ByTime() {
    const Query query = random_.SomeQuery();
    const BucketWidth width = random_.OneIn(2)   ? BucketWidth::kYear
                              : random_.OneIn(2) ? BucketWidth::kQuarter
                                                 : BucketWidth::kMonth;
    const auto expected = model_.CountByTime(query, width, 200);
    const auto actual = store_.CountByTime(query, width, 200);
    ASSERT_EQ(actual.status().code(), expected.status().code());
    if (!expected.ok()) return;
    EXPECT_TRUE(actual->buckets == expected->buckets);
    EXPECT_EQ(actual->undated, expected->undated);
  }

  void ByFacet() {
    const Query query = random_.SomeQuery();
    const auto kind = static_cast<FacetKind>(1 + random_.Below(14));
    const size_t size = random_.Below(8);
    const auto actual = store_.CountByFacet(query, kind, size);
    ASSERT_THAT(actual, IsOk());
    EXPECT_EQ(*actual, *model_.CountByFacet(query, kind, size));
  }

  void Entities() {
    const std::vector<std::string> prefixes = {"",       "ta",   "TALKS", "orb",
                                               "kyiv i", "in b", "zzz"};
    EntitySearch search;
    search.prefix = random_.OneOf(prefixes);
    search.limit = random_.Below(12);
    if (random_.OneIn(3)) {
      search.kind = static_cast<EntityKind>(random_.Below(7));
    }
    const auto found = store_.FindEntities(search);
    ASSERT_THAT(found, IsOk());
    EXPECT_TRUE(*found == *model_.FindEntities(search)) << search.prefix;

    const std::string name = random_.OneIn(4) ? "" : random_.SomeEntity().name;
    const auto named = store_.EntitiesNamed(name);
    ASSERT_THAT(named, IsOk());
    EXPECT_TRUE(*named == *model_.EntitiesNamed(name)) << name;

    std::vector<EntityHit> expected;
    std::vector<EntityHit> actual;
    ASSERT_THAT(model_.VisitEntities(Into(&expected)), IsOk());
    ASSERT_THAT(store_.VisitEntities(Into(&actual)), IsOk());
    EXPECT_TRUE(actual == expected);
  }

  void Records() {
    const ArticleId article = random_.SomeArticleId();
    EXPECT_EQ(*store_.ImportHash(article), *model_.ImportHash(article));
    ExpectSame(store_.GetArticle(article), model_.GetArticle(article));
    const EntityId entity = random_.SomeEntityId();
    ExpectSame(store_.GetEntity(entity), model_.GetEntity(entity));
    ExpectSame(store_.ImportedEntity(entity), model_.ImportedEntity(entity));
    EXPECT_TRUE((*store_.GetCuration())->acts() ==
                (*model_.GetCuration())->acts());
    std::vector<Article> expected;
    std::vector<Article> actual;
    ASSERT_THAT(model_.VisitArticles(Into(&expected)), IsOk());
    ASSERT_THAT(store_.VisitArticles(Into(&actual)), IsOk());
    EXPECT_TRUE(actual == expected);
    const Result<EventPage> page = model_.FindEvents({});
    for (const EventHit& hit : page->hits) {
      ExpectSame(store_.GetEvent(hit.event->id),
                 model_.GetEvent(hit.event->id));
    }
  }

  template <typename T>
  static void ExpectSame(const Result<T>& actual, const Result<T>& expected) {
    ASSERT_EQ(actual.status().code(), expected.status().code());
    if (expected.ok()) {
      EXPECT_TRUE(*actual == *expected);
    } else {
      EXPECT_EQ(actual.status().message(), expected.status().message());
    }
  }

  const KnowledgeReader& model_;
  const KnowledgeReader& store_;
  RandomNews& random_;
};

std::vector<Event> EventsOf(const KnowledgeReader& reader) {
  std::vector<Event> events;
  EXPECT_THAT(reader.VisitEvents({},
                                 [&](const EventHit& hit) {
                                   events.push_back(*hit.event);
                                   return true;
                                 }),
              IsOk());
  return events;
}

// Decides something at random, or takes it back, in both.
void ExpectSameAct(RandomNews& random, KnowledgeWriter* model,
                   KnowledgeWriter* store) {
  Result<CurationAct> expected = Status::Internal("nothing was done");
  Result<CurationAct> actual = expected;
  if (random.OneIn(3)) {
    const uint64_t number = 1 + random.Below(30);
    expected = model->Revert(number, "it was wrong");
    actual = store->Revert(number, "it was wrong");
  } else {
    const CurationAct wanted = random.SomeAct();
    expected = model->Curate(wanted);
    actual = store->Curate(wanted);
  }
  ASSERT_EQ(actual.status().code(), expected.status().code())
      << actual.status().message() << expected.status().message();
  EXPECT_EQ(actual.status().message(), expected.status().message());
  if (expected.ok()) {
    EXPECT_TRUE(*actual == *expected);
  }
}

class ModelTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(ModelTest, AnswersAsTheModelDoes) {
  RandomNews random(GetParam());
  const auto environment = StorageEnvironment::InMemory();
  OpenOptions options;
  options.create_if_missing = true;
  options.environment = environment.get();
  options.clock = [] { return MemoryKnowledgeBase::kActsBegin; };
  if (GetParam() % 2 == 0) options.event_cache_bytes = kSmallCache;
  MemoryKnowledgeBase model;
  auto store = RocksKnowledgeBase::Open("/model", options);
  ASSERT_THAT(store, IsOk());
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    if (random.OneIn(25)) {
      store = Status::Unavailable("closed");
      store = RocksKnowledgeBase::Open("/model", options);
      ASSERT_THAT(store, IsOk());
    }
    const ImportBatch batch = random.SomeBatch(EventsOf(model));
    const MemoryKnowledgeBase before = model;
    const auto snapshot = (*store)->Snapshot();
    if (random.OneIn(2)) {
      ExpectSameAct(random, &model, store->get());
      if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
    ASSERT_THAT(model.Apply(batch), IsOk());
    ASSERT_THAT(
        random.OneIn(4) ? (*store)->Load(batch) : (*store)->Apply(batch),
        IsOk());
    if (random.OneIn(20)) {
      ASSERT_THAT((*store)->Compact(), IsOk());
    }
    if (random.OneIn(3)) {
      ASSERT_THAT((*store)->Apply(batch), IsOk()) << "again";
      ASSERT_THAT(model.Apply(batch), IsOk());
    }
    if (random.OneIn(4)) {
      Comparison(before, *snapshot, random).Covers();
      Comparison(before, *snapshot, random).AskOne();
    }
    if (random.OneIn(10)) {
      ASSERT_THAT((*store)->Check(), IsOk());
      (void)snapshot->Version();
    }
    Comparison comparison(model, **store, random);
    comparison.Covers();
    for (int i = 0; i < kQuestionsPerRound; ++i) {
      SCOPED_TRACE("question " + std::to_string(i));
      comparison.AskOne();
      if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
  }
  const uint64_t version = (*store)->Version();
  store = Status::Unavailable("closed");
  store = RocksKnowledgeBase::Open("/model", options);
  ASSERT_THAT(store, IsOk());
  EXPECT_EQ((*store)->Version(), version);
  ASSERT_THAT((*store)->Check(), IsOk());
  Comparison(model, **store, random).Covers();
  for (int i = 0; i < kQuestionsPerRound; ++i) {
    Comparison(model, **store, random).AskOne();
  }
}

// ANNALS_MODEL_SEEDS=1000 storage_tests --gtest_filter='*ModelTest*' runs so
// many.
uint32_t Seeds() {
  constexpr uint32_t kDefault = 6;
  const char* const asked = std::getenv("ANNALS_MODEL_SEEDS");
  return asked == nullptr ? kDefault : static_cast<uint32_t>(std::stoul(asked));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ModelTest, ::testing::Range(1u, 1 + Seeds()));

}  // namespace
}  // namespace annals
