#include "tests/support/memory_knowledge_base.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using testing::IsOk;
using testing::MemoryKnowledgeBase;
using testing::Say;

std::vector<std::string> Headlines(const EventPage& page) {
  std::vector<std::string> headlines;
  for (const EventHit& hit : page.hits) {
    headlines.push_back(hit.event->headline);
  }
  return headlines;
}

class MemoryKnowledgeBaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ImportBatch batch;
    const auto put = [&](const Claim& claim) {
      batch.put_events.push_back(FoldClaims({claim}));
    };
    put(Say("a1", EventType::kConsult).Headline("undated").By("x"));
    put(Say("a2", EventType::kConsult).Headline("late").On("2025-03").By("x"));
    put(Say("a3", EventType::kConsult).Headline("early").On("2025-01").By("x"));
    Entity entity;
    entity.id = {"x"};
    entity.name = "Ödön Xavér";
    batch.put_entities.push_back(entity);
    ASSERT_THAT(base_.Apply(batch), IsOk());
  }

  MemoryKnowledgeBase base_;
};

TEST_F(MemoryKnowledgeBaseTest, UndatedEventsComeLastInBothDirections) {
  Query query;
  EXPECT_THAT(Headlines(*base_.FindEvents(query)),
              ElementsAre("early", "late", "undated"));
  query.sort = SortOrder::kTimeDescending;
  EXPECT_THAT(Headlines(*base_.FindEvents(query)),
              ElementsAre("late", "early", "undated"));
}

TEST_F(MemoryKnowledgeBaseTest, ACursorGoesOnWhereThePageEnded) {
  Query query;
  query.limit = 2;
  const Result<EventPage> first = base_.FindEvents(query);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->total, 3u);
  query.cursor = first->next_cursor;
  const Result<EventPage> second = base_.FindEvents(query);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(Headlines(*second), ElementsAre("undated"));
  EXPECT_EQ(second->next_cursor, "");
  query.min_articles = 1;
  EXPECT_THAT(base_.FindEvents(query), HasCode(StatusCode::kInvalidArgument));
}

TEST_F(MemoryKnowledgeBaseTest, FindsEntitiesByTheBeginningOfAWord) {
  for (const char* prefix : {"", "od", "ÖDÖN x", "xav"}) {
    SCOPED_TRACE(prefix);
    const auto hits = base_.FindEntities({prefix, std::nullopt, 20});
    ASSERT_THAT(hits, IsOk());
    ASSERT_EQ(hits->size(), 1u);
    EXPECT_EQ(hits->front().events, 3u);
  }
  EXPECT_EQ(base_.FindEntities({"aver", std::nullopt, 20})->size(), 0u);
}

TEST_F(MemoryKnowledgeBaseTest, VersionGrowsOnlyWithChanges) {
  const uint64_t version = base_.Version();
  ImportBatch batch;
  batch.delete_events.push_back({"ev-none"});
  ASSERT_THAT(base_.Apply(batch), IsOk());
  EXPECT_EQ(base_.Version(), version);
}

}  // namespace
}  // namespace annals
