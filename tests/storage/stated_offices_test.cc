// Offices that articles state: on the entity's record as long as some article
// states them, whatever came first. model_test.cc tries them at random.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "storage/rocks_knowledge_base.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;

Article Stating(std::string id, std::string title, std::string of) {
  Article article;
  article.id = {std::move(id)};
  article.offices = {{{"jane-doe"}, std::move(title), {std::move(of)}}};
  return article;
}

Entity Jane() {
  Entity entity;
  entity.id = {"jane-doe"};
  entity.kind = EntityKind::kPerson;
  entity.name = "Jane Doe";
  return entity;
}

class StatedOfficesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    OpenOptions options;
    options.create_if_missing = true;
    options.environment = environment_.get();
    auto base = RocksKnowledgeBase::Open("/base", options);
    ASSERT_THAT(base, IsOk());
    base_ = std::move(*base);
  }
  void TearDown() override { EXPECT_THAT(base_->Check(), IsOk()); }

  void Put(const Article& article, bool with_jane = false) {
    ImportBatch batch;
    batch.put_articles = {article};
    if (with_jane) batch.put_entities = {Jane()};
    ASSERT_THAT(base_->Apply(batch), IsOk());
  }
  void TakeBack(const char* id) {
    ImportBatch batch;
    batch.delete_articles = {{id}};
    ASSERT_THAT(base_->Apply(batch), IsOk());
  }
  // "Mayor of oslo, says a".
  std::vector<std::string> Offices() const {
    const Result<Entity> jane = base_->GetEntity({"jane-doe"});
    EXPECT_THAT(jane, IsOk());
    std::vector<std::string> offices;
    for (const Office& office : jane->offices) {
      offices.push_back(office.title + " of " + office.jurisdiction.value +
                        ", says " + office.evidence.value);
    }
    return offices;
  }

  std::unique_ptr<StorageEnvironment> environment_ =
      StorageEnvironment::InMemory();
  std::unique_ptr<RocksKnowledgeBase> base_;
};

TEST_F(StatedOfficesTest, TheFirstArticleByIdIsTheEvidenceInAnyOrder) {
  std::vector<std::string> ids = {"a", "b", "c"};
  do {
    for (const std::string& id : ids) {
      Put(Stating(id, "Mayor", "oslo"), true);
    }
    EXPECT_THAT(Offices(), ElementsAre("Mayor of oslo, says a"));
    for (const std::string& id : ids) TakeBack(id.c_str());
    EXPECT_THAT(Offices(), IsEmpty());
  } while (std::next_permutation(ids.begin(), ids.end()));
}

TEST_F(StatedOfficesTest, AnOfficeGoesWithTheLastArticleThatStatesIt) {
  Put(Stating("a", "Mayor", "oslo"), true);
  Put(Stating("b", "Mayor", "oslo"));
  Put(Stating("c", "Minister of Health", "norway"));
  EXPECT_THAT(Offices(), ElementsAre("Mayor of oslo, says a",
                                     "Minister of Health of norway, says c"));
  TakeBack("a");
  EXPECT_THAT(Offices(), ElementsAre("Mayor of oslo, says b",
                                     "Minister of Health of norway, says c"));
  TakeBack("b");
  EXPECT_THAT(Offices(), ElementsAre("Minister of Health of norway, says c"));
}

TEST_F(StatedOfficesTest, AnArticleThatIsReplacedStatesWhatItNowSays) {
  Put(Stating("a", "Mayor", "oslo"), true);
  Put(Stating("a", "Mayor", "bergen"));
  EXPECT_THAT(Offices(), ElementsAre("Mayor of bergen, says a"));
  Article silent;
  silent.id = {"a"};
  Put(silent);
  EXPECT_THAT(Offices(), IsEmpty());
}

TEST_F(StatedOfficesTest, AHolderWhoIsKnownLaterHasThem) {
  Put(Stating("a", "Mayor", "oslo"));
  Article other;
  other.id = {"b"};
  Put(other, true);
  EXPECT_THAT(Offices(), ElementsAre("Mayor of oslo, says a"));
}

TEST_F(StatedOfficesTest, OfficesOfTablesStayBesideThem) {
  ImportBatch batch;
  batch.put_entities = {Jane()};
  batch.put_entities[0].offices = {{"Judge", {"norway"}, std::nullopt, {}}};
  ASSERT_THAT(base_->Apply(batch), IsOk());
  Put(Stating("a", "Mayor", "oslo"));
  EXPECT_THAT(Offices(),
              ElementsAre("Judge of norway, says ", "Mayor of oslo, says a"));
  TakeBack("a");
  EXPECT_THAT(Offices(), ElementsAre("Judge of norway, says "));
}

TEST_F(StatedOfficesTest, WhomAMergeMakesOneHasThoseOfBoth) {
  Put(Stating("a", "Mayor", "oslo"), true);
  ImportBatch batch;
  batch.put_entities = {Jane()};
  batch.put_entities[0].id = {"j-doe"};
  ASSERT_THAT(base_->Apply(batch), IsOk());
  CurationAct act;
  act.kind = CurationKind::kMerge;
  act.entity = {"j-doe"};
  act.into = {"jane-doe"};
  act.reason = "one and the same";
  ASSERT_THAT(base_->Curate(act), IsOk());
  Article article = Stating("b", "Judge", "oslo");
  article.offices[0].holder = {"j-doe"};
  Put(article);
  EXPECT_THAT(Offices(),
              ElementsAre("Mayor of oslo, says a", "Judge of oslo, says b"));
  TakeBack("b");
  EXPECT_THAT(Offices(), ElementsAre("Mayor of oslo, says a"));
}

}  // namespace
}  // namespace annals
