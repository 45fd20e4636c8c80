// Acts of curation on disk: what they change, what they leave, and that they
// can be taken back. model_test.cc tries them at random.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "storage/keys.h"
#include "storage/records.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::Say;
using ::testing::UnorderedElementsAre;

const TimePoint kActed = std::chrono::sys_days{std::chrono::year(2026) / 1 / 1};

Entity Person(std::string id, std::string name) {
  Entity entity;
  entity.id = {std::move(id)};
  entity.kind = EntityKind::kPerson;
  entity.name = std::move(name);
  return entity;
}

CurationAct Wanted(CurationKind kind, std::string entity, std::string into,
                   std::string name = "",
                   std::vector<ArticleId> articles = {}) {
  CurationAct act;
  act.kind = kind;
  act.entity = {std::move(entity)};
  act.into = {std::move(into)};
  act.name = std::move(name);
  act.articles = std::move(articles);
  act.reason = "one and the same";
  return act;
}

// "a" says something of ann, "b" of anne, "c" of both; ann is Ann Lee.
ImportBatch News() {
  ImportBatch batch;
  for (const char* id : {"a", "b", "c"}) {
    batch.put_articles.emplace_back();
    batch.put_articles.back().id = {id};
  }
  batch.put_events = {FoldClaims({Say("a", EventType::kAid).By("ann")}),
                      FoldClaims({Say("b", EventType::kAid).By("anne")}),
                      FoldClaims({Say("c", EventType::kAid)
                                      .With("ann", Role::kSource)
                                      .With("anne", Role::kSource)
                                      .AccordingTo("anne")})};
  batch.put_entities = {Person("ann", "Ann Lee"), Person("anne", "Anne Lee")};
  return batch;
}

class CurationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    OpenOptions options;
    options.create_if_missing = true;
    options.environment = environment_.get();
    options.clock = [] { return kActed; };
    auto base = RocksKnowledgeBase::Open("/base", options);
    ASSERT_THAT(base, IsOk());
    base_ = std::move(*base);
    ASSERT_THAT(base_->Apply(News()), IsOk());
  }
  void TearDown() override { EXPECT_THAT(base_->Check(), IsOk()); }

  CurationAct Do(const CurationAct& wanted) {
    const Result<CurationAct> act = base_->Curate(wanted);
    EXPECT_THAT(act, IsOk());
    return act.ok() ? *act : CurationAct();
  }
  void Merge() { Do(Wanted(CurationKind::kMerge, "anne", "ann")); }

  uint64_t Involving(const std::string& id,
                     std::optional<TimePoint> as_of = std::nullopt) const {
    Query query;
    query.filter = Filter::Is(FacetKind::kInvolves, id);
    query.as_of = as_of;
    return *base_->CountEvents(query);
  }
  std::vector<FacetCount> Actors(
      std::optional<TimePoint> as_of = std::nullopt) const {
    Query query;
    query.as_of = as_of;
    return *base_->CountByFacet(query, FacetKind::kActor, 10);
  }
  std::vector<std::string> Found(const std::string& prefix) const {
    EntitySearch search;
    search.prefix = prefix;
    std::vector<std::string> ids;
    const auto hits = base_->FindEntities(search);
    for (const EntityHit& hit : *hits) {
      ids.push_back(hit.entity.id.value);
    }
    return ids;
  }
  // Everything that is there, to compare.
  std::vector<Event> Events() const {
    std::vector<Event> events;
    EXPECT_THAT(base_->VisitEvents({},
                                   [&](const EventHit& hit) {
                                     events.push_back(*hit.event);
                                     return true;
                                   }),
                IsOk());
    return events;
  }

  std::unique_ptr<StorageEnvironment> environment_ =
      StorageEnvironment::InMemory();
  std::unique_ptr<RocksKnowledgeBase> base_;
};

TEST_F(CurationTest, AMergeMakesOneEntityOfTwo) {
  Merge();
  EXPECT_EQ(Involving("ann"), 3u);
  EXPECT_THAT(Actors(), ElementsAre(FacetCount{"ann", 3}));
  for (const Event& event : Events()) {
    ASSERT_EQ(event.participants.size(), 1u);
    EXPECT_EQ(event.participants.front().entity.value, "ann");
  }
  EXPECT_EQ(base_->GetCoverage()->entities, 1u);
}

TEST_F(CurationTest, WhoWasMergedLeadsToTheOther) {
  Merge();
  EXPECT_EQ(base_->GetEntity({"anne"})->id.value, "ann");
  EXPECT_EQ(Involving("anne"), 3u);
  EXPECT_THAT(Found("anne"), ElementsAre("ann"));
  EXPECT_THAT(base_->GetEntity({"ann"})->aliases, ElementsAre("Anne Lee"));
}

TEST_F(CurationTest, BeforeTheMergeTheyWereTwo) {
  Merge();
  const TimePoint before = kActed - std::chrono::seconds(1);
  EXPECT_EQ(Involving("ann", before), 2u);
  EXPECT_EQ(Involving("anne", before), 2u);
  EXPECT_THAT(Actors(before),
              ElementsAre(FacetCount{"ann", 2}, FacetCount{"anne", 2}));
  EXPECT_EQ(Involving("ann", kActed), 3u);
  EXPECT_THAT(Actors(kActed), ElementsAre(FacetCount{"ann", 3}));
}

TEST_F(CurationTest, WhatComesLaterIsMergedToo) {
  Merge();
  ImportBatch later;
  later.put_events = {FoldClaims({Say("d", EventType::kAid).By("anne")})};
  later.put_entities = {Person("anne", "Anna Lee")};
  ASSERT_THAT(base_->Apply(later), IsOk());
  EXPECT_EQ(Involving("ann"), 4u);
  EXPECT_THAT(base_->GetEntity({"ann"})->aliases, ElementsAre("Anna Lee"));
}

TEST_F(CurationTest, ImportingBeforeOrAfterAnActIsTheSame) {
  Merge();
  ImportBatch later;
  later.put_events = {FoldClaims({Say("d", EventType::kAid).By("anne")})};
  ASSERT_THAT(base_->Apply(later), IsOk());
  const std::vector<Event> after = Events();
  OpenOptions options;
  options.create_if_missing = true;
  options.environment = environment_.get();
  options.clock = [] { return kActed; };
  auto other = RocksKnowledgeBase::Open("/other", options);
  ASSERT_THAT(other, IsOk());
  base_ = std::move(*other);
  ASSERT_THAT(base_->Apply(News()), IsOk());
  ASSERT_THAT(base_->Apply(later), IsOk());
  Merge();
  EXPECT_TRUE(Events() == after);
}

TEST_F(CurationTest, ARevertRestoresEverything) {
  const std::vector<Event> before = Events();
  Merge();
  EXPECT_FALSE(Events() == before);
  ASSERT_THAT(base_->Revert(1, "they are two"), IsOk());
  EXPECT_TRUE(Events() == before);
  EXPECT_EQ(*base_->GetEntity({"anne"}), Person("anne", "Anne Lee"));
  EXPECT_EQ(*base_->GetEntity({"ann"}), Person("ann", "Ann Lee"));
  EXPECT_THAT(Found("anne"), ElementsAre("anne"));
  EXPECT_EQ(Involving("anne"), 2u);
  // While it was in force, it was.
  EXPECT_EQ(Involving("ann", kActed), 3u);
  EXPECT_EQ(Involving("ann", kActed + std::chrono::seconds(1)), 2u);
}

TEST_F(CurationTest, ASplitMovesTheEventsOfItsArticles) {
  const CurationAct act =
      Do(Wanted(CurationKind::kSplit, "ann", "", "Ann Lee", {{"a"}}));
  EXPECT_EQ(act.into.value, "ann-lee");
  EXPECT_EQ(Involving("ann"), 1u);
  EXPECT_EQ(Involving("ann-lee"), 1u);
  EXPECT_THAT(Found("ann lee"), UnorderedElementsAre("ann", "ann-lee"));
  EXPECT_EQ(base_->GetEntity({"ann-lee"})->kind, EntityKind::kPerson);
  ASSERT_THAT(base_->Revert(1, ""), IsOk());
  EXPECT_THAT(base_->GetEntity({"ann-lee"}), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Involving("ann"), 2u);
}

TEST_F(CurationTest, ANameIsKeptWhenTheEntityIsImportedAgain) {
  Do(Wanted(CurationKind::kRename, "ann", "", "Dr Lee"));
  Do(Wanted(CurationKind::kAlias, "ann", "", "The Doctor"));
  Entity again = Person("ann", "Ann Lee");
  again.country = "US";
  ImportBatch batch;
  batch.put_entities = {again};
  ASSERT_THAT(base_->Apply(batch), IsOk());
  const Entity entity = *base_->GetEntity({"ann"});
  EXPECT_EQ(entity.name, "Dr Lee");
  EXPECT_EQ(entity.country, "US");
  EXPECT_THAT(entity.aliases, UnorderedElementsAre("Ann Lee", "The Doctor"));
  EXPECT_EQ(*base_->ImportedEntity({"ann"}), again);
  Query query;
  query.filter = Filter::Is(FacetKind::kActor, "ann");
  const auto page = base_->FindEvents(query);
  ASSERT_EQ(page->hits.size(), 2u);
  for (const EventHit& hit : page->hits) {
    EXPECT_EQ(hit.event->participants.front().name, "Dr Lee");
  }
}

TEST_F(CurationTest, WhatCannotBeIsRefusedAndChangesNothing) {
  Merge();
  const uint64_t version = base_->Version();
  CurationAct unexplained = Wanted(CurationKind::kMerge, "ann", "bob");
  unexplained.reason.clear();
  const struct {
    CurationAct wanted;
    StatusCode code;
    std::string_view says;
  } kCases[] = {
      {Wanted(CurationKind::kMerge, "ann", "nobody"), StatusCode::kNotFound,
       "no entity 'nobody'"},
      {Wanted(CurationKind::kMerge, "nobody", "ann"), StatusCode::kNotFound,
       "no entity 'nobody'"},
      {Wanted(CurationKind::kMerge, "ann", "ann"), StatusCode::kInvalidArgument,
       "itself"},
      {Wanted(CurationKind::kMerge, "anne", "ann"), StatusCode::kConflict,
       "'anne' was merged into 'ann'"},
      {Wanted(CurationKind::kMerge, "ann", "anne"), StatusCode::kConflict,
       "'anne' was merged into 'ann'"},
      {unexplained, StatusCode::kInvalidArgument, "reason"},
      {Wanted(CurationKind::kRename, "ann", "", " "),
       StatusCode::kInvalidArgument, "empty"},
      {Wanted(CurationKind::kRename, "ann", "", "Ann Lee"),
       StatusCode::kInvalidArgument, "already"},
      {Wanted(CurationKind::kAlias, "ann", "", std::string(501, 'x')),
       StatusCode::kInvalidArgument, "500"},
      {Wanted(CurationKind::kSplit, "ann", "", "X"),
       StatusCode::kInvalidArgument, "1 to"},
      {Wanted(CurationKind::kSplit, "ann", "", "X", {{"zzz"}}),
       StatusCode::kNotFound, "zzz"},
      {Wanted(CurationKind::kSplit, "ann", "", "!", {{"a"}}),
       StatusCode::kInvalidArgument, "letters"},
  };
  for (const auto& [wanted, code, says] : kCases) {
    SCOPED_TRACE(says);
    const Result<CurationAct> act = base_->Curate(wanted);
    EXPECT_THAT(act, HasCode(code));
    EXPECT_THAT(act.status().message(), HasSubstr(std::string(says)));
  }
  EXPECT_THAT(base_->Revert(2, ""), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(base_->Version(), version);
  ASSERT_THAT(base_->Revert(1, ""), IsOk());
  EXPECT_THAT(base_->Revert(1, ""), HasCode(StatusCode::kConflict));
}

TEST_F(CurationTest, ASplitThatOthersBuildOnIsNotReverted) {
  Do(Wanted(CurationKind::kSplit, "ann", "", "Ann Lee", {{"a"}}));
  Do(Wanted(CurationKind::kMerge, "ann-lee", "anne"));
  EXPECT_EQ(Involving("anne"), 3u);
  EXPECT_THAT(base_->Revert(1, ""), HasCode(StatusCode::kConflict));
  ASSERT_THAT(base_->Revert(2, ""), IsOk());
  ASSERT_THAT(base_->Revert(1, ""), IsOk());
  EXPECT_EQ(Involving("ann"), 2u);
}

}  // namespace
}  // namespace annals
