// Entities that sources bring, in the store: against the model, in any order,
// and with what the source said before.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/records.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_known_entities.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::IsOkAnd;
using testing::MemoryKnownEntities;
using ::testing::SizeIs;

KnownRecord Record(std::string id, std::string source, std::string name,
                   Prior prior = 100) {
  KnownRecord record;
  record.source = std::move(source);
  record.entity.id = {std::move(id)};
  record.entity.kind = EntityKind::kSettlement;
  record.entity.name = std::move(name);
  record.entity.linked = true;
  record.entity.country = "NO";
  record.prior = prior;
  return record;
}

KnownBatch Batch(std::vector<KnownRecord> records,
                 std::vector<KnownReference> references = {}) {
  KnownBatch batch;
  batch.records = std::move(records);
  batch.references = std::move(references);
  batch.progress.source = "a file";
  return batch;
}

std::vector<std::string> IdsOf(const Result<std::vector<Bearer>>& bearers) {
  std::vector<std::string> ids;
  if (!bearers.ok()) return {bearers.status().message()};
  for (const Bearer& bearer : *bearers) ids.push_back(bearer.id.value);
  return ids;
}

class Base {
 public:
  Base() {
    OpenOptions options;
    options.create_if_missing = true;
    options.environment = environment_.get();
    auto base = RocksKnowledgeBase::Open("/base", options);
    EXPECT_THAT(base, IsOk());
    base_ = std::move(*base);
  }
  ~Base() { EXPECT_THAT(base_->Check(), IsOk()); }

  RocksKnowledgeBase* operator->() { return base_.get(); }
  RocksKnowledgeBase& operator*() { return *base_; }

 private:
  std::unique_ptr<StorageEnvironment> environment_ =
      StorageEnvironment::InMemory();
  std::unique_ptr<RocksKnowledgeBase> base_;
};

TEST(KnownTest, WhoBearsANameComesMostProminentFirst) {
  Base base;
  ASSERT_THAT(base->PutKnown(Batch({Record("alma-g1", "g1", "Alma", 200),
                                    Record("alma-g2", "g2", "Alma", 500),
                                    Record("alma-g3", "g3", "Alma", 500)})),
              IsOk());
  EXPECT_THAT(IdsOf(base->Named("alma")),
              ElementsAre("alma-g2", "alma-g3", "alma-g1"));
  EXPECT_THAT(IdsOf(base->Named("Almá")), SizeIs(3));
  EXPECT_THAT(IdsOf(base->Named("alm")), IsEmpty());
  EXPECT_THAT(IdsOf(base->Named("")), IsEmpty());
}

TEST(KnownTest, NothingIsKnownOfABaseWithoutAny) {
  Base base;
  EXPECT_THAT(base->KnownStamp(), IsOkAnd(""));
  EXPECT_THAT(IdsOf(base->Named("alma")), IsEmpty());
  EXPECT_THAT(base->Known({"alma"}), HasCode(StatusCode::kNotFound));
}

TEST(KnownTest, TwoSourcesTellOfOneEntityInEitherOrder) {
  KnownRecord geonames = Record("alma", "g1", "Alma", 300);
  geonames.entity.population = 5000;
  KnownRecord wikidata = Record("alma", "q1", "Álma", 200);
  wikidata.entity.wikidata = "Q1";
  std::vector<Entity> seen;
  std::vector<std::string> stamps;
  for (const bool turned : {false, true}) {
    Base base;
    std::vector<KnownRecord> both = {geonames, wikidata};
    if (turned) std::swap(both[0], both[1]);
    for (const KnownRecord& each : both) {
      ASSERT_THAT(base->PutKnown(Batch({each})), IsOk());
    }
    EXPECT_THAT(IdsOf(base->Named("alma")), ElementsAre("alma"));
    seen.push_back(*base->Known({"alma"}));
    stamps.push_back(*base->KnownStamp());
  }
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(stamps[0], stamps[1]);
  EXPECT_EQ(seen[0].population, 5000);
  EXPECT_EQ(seen[0].wikidata, "Q1");
  EXPECT_THAT(seen[0].aliases, ElementsAre("Álma"));
}

TEST(KnownTest, ANameThatASourceGivesUpIsNoLongerBorne) {
  Base base;
  KnownRecord record = Record("alma-g1", "g1", "Alma");
  record.entity.aliases = {"Almaville"};
  ASSERT_THAT(base->PutKnown(Batch({record})), IsOk());
  record.entity.aliases = {"Almastadt"};
  const auto progress = base->PutKnown(Batch({record}));
  ASSERT_THAT(progress, IsOk());
  EXPECT_EQ(progress->counts.replaced, 1);
  EXPECT_THAT(IdsOf(base->Named("almaville")), IsEmpty());
  EXPECT_THAT(IdsOf(base->Named("almastadt")), ElementsAre("alma-g1"));
}

TEST(KnownTest, TheSameAgainChangesNothing) {
  Base base;
  const KnownBatch batch = Batch({Record("alma-g1", "g1", "Alma")});
  ASSERT_THAT(base->PutKnown(batch), IsOk());
  const uint64_t version = base->Version();
  const std::string stamp = *base->KnownStamp();
  const auto again = base->PutKnown(batch);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->counts.unchanged, 1);
  EXPECT_EQ(base->Version(), version);
  EXPECT_THAT(base->KnownStamp(), IsOkAnd(stamp));
}

TEST(KnownTest, ReferencesMeanWhatIsToldLater) {
  Base base;
  KnownRecord town = Record("alma-q1", "q1", "Alma");
  town.entity.country = "wikidata:Q20";
  town.entity.part_of = {"wikidata:Q2"};
  town.entity.offices = {{"wikidata:Q3", {}, std::nullopt, {}},
                         {"wikidata:Q9", {"wikidata:Q2"}, std::nullopt, {}}};
  ASSERT_THAT(base->PutKnown(Batch({town})), IsOk());
  const Result<Entity> before = base->Known({"alma-q1"});
  ASSERT_THAT(before, IsOk());
  EXPECT_EQ(before->country, "");
  EXPECT_TRUE(before->part_of.empty());
  EXPECT_EQ(before->offices[0].title, "Q3");

  ASSERT_THAT(
      base->PutKnown(Batch({}, {{"wikidata:Q2", {"brunmark-q2"}, "", "NO", {}},
                                {"wikidata:Q3", {}, "Reeve", "NO", {"norway"}},
                                {"wikidata:Q20", {"norway"}, "", "NO", {}}})),
      IsOk());
  const Result<Entity> after = base->Known({"alma-q1"});
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->country, "NO");
  EXPECT_EQ(after->part_of.value, "brunmark-q2");
  EXPECT_EQ(after->offices[0].title, "Reeve");
  EXPECT_EQ(after->offices[0].jurisdiction.value, "norway");
  EXPECT_EQ(after->offices[1].jurisdiction.value, "brunmark-q2");
  EXPECT_EQ(base->Named("alma")->front().country, "NO");
}

TEST(KnownTest, ProgressIsKeptUntilTheSourceIsAtItsEnd) {
  Base base;
  KnownBatch batch = Batch({Record("alma-g1", "g1", "Alma")});
  batch.progress.offset = 77;
  batch.progress.line = 3;
  batch.keeps_progress = true;
  ASSERT_THAT(base->PutKnown(batch), IsOk());
  const auto kept = base->ProgressOf("a file");
  ASSERT_THAT(kept, IsOk());
  ASSERT_TRUE(kept->has_value());
  EXPECT_EQ((*kept)->offset, 77);
  EXPECT_EQ((*kept)->counts.added, 1);
  ASSERT_THAT(base->ProgressOf("another"), IsOk());
  EXPECT_FALSE((*base->ProgressOf("another")).has_value());

  batch.records.clear();
  batch.keeps_progress = false;
  ASSERT_THAT(base->PutKnown(batch), IsOk());
  EXPECT_FALSE((*base->ProgressOf("a file")).has_value());
}

TEST(KnownTest, OfANameOfThousandsTheMostProminentAreKept) {
  Base base;
  std::vector<KnownRecord> records;
  for (Prior i = 0; i < kMostBearers + 200; ++i) {
    const std::string source = "g" + std::to_string(i);
    records.push_back(Record("alma-" + source, source, "Alma", i));
  }
  std::shuffle(records.begin(), records.end(), std::mt19937(1));
  for (size_t at = 0; at < records.size(); at += 300) {
    const auto begin = records.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = records.begin() + static_cast<std::ptrdiff_t>(
                                           std::min(at + 300, records.size()));
    ASSERT_THAT(base->PutKnown(Batch({begin, end})), IsOk());
  }
  const auto named = base->Named("alma");
  ASSERT_THAT(named, IsOk());
  ASSERT_THAT(*named, SizeIs(kMostBearers));
  EXPECT_EQ(named->front().prior, kMostBearers + 199);
  EXPECT_EQ(named->back().prior, 200);
}

// Records that come, change their names and come again, in batches of any size.
TEST(KnownTest, TheStoreAnswersAsTheModelDoes) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto below = [&](size_t n) { return random() % n; };
    const std::vector<std::string> names = {"Alma", "St. Alma", "Brun", "Çal",
                                            "Döm"};
    const std::vector<std::string> sources = {"g1", "g2", "q1", "n1"};
    Base base;
    MemoryKnownEntities model;
    for (int round = 0; round < 30; ++round) {
      KnownBatch batch = Batch({});
      std::vector<std::string> left = sources;
      std::shuffle(left.begin(), left.end(), random);
      left.resize(below(left.size() + 1));
      for (const std::string& source : left) {
        KnownRecord record =
            Record("e" + std::to_string(below(3)), source, names[below(5)],
                   static_cast<Prior>(below(3)) * 100);
        if (below(2) == 0) record.entity.aliases = {names[below(5)]};
        if (below(3) == 0) record.entity.part_of = {"wikidata:Q1"};
        batch.records.push_back(std::move(record));
      }
      if (below(5) == 0) {
        batch.references = {
            {"wikidata:Q1", {"e" + std::to_string(below(3))}, "", "NO", {}}};
      }
      batch.keeps_progress = below(2) == 0;
      const auto told = base->PutKnown(batch);
      const auto expected = model.PutKnown(batch);
      ASSERT_THAT(told, IsOk());
      EXPECT_EQ(*told, *expected);
      EXPECT_EQ(*base->ProgressOf("a file"), *model.ProgressOf("a file"));
      for (const std::string& name : names) {
        EXPECT_EQ(*base->Named(name), *model.Named(name)) << name;
      }
      for (const char* id : {"e0", "e1", "e2"}) {
        const Result<Entity> known = base->Known({id});
        const Result<Entity> by_model = model.Known({id});
        ASSERT_EQ(known.ok(), by_model.ok());
        if (known.ok()) {
          // Of a place in itself the model says nothing.
          Entity entity = *by_model;
          if (entity.part_of == entity.id) entity.part_of = {};
          EXPECT_EQ(*known, entity);
        }
      }
    }
    EXPECT_THAT(base->Check(), IsOk());
  }
}

}  // namespace
}  // namespace annals
