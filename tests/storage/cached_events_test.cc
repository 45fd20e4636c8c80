#include "storage/cached_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "storage/rocks_knowledge_base.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::IsOk;
using testing::Say;

constexpr size_t kRoom = size_t{1} << 20;

std::shared_ptr<const Event> Made(const std::string& id) {
  Event event = FoldClaims({Say("a", EventType::kAid)});
  event.id.value = id;
  return std::make_shared<const Event>(std::move(event));
}

TEST(CachedEventsTest, FindsWhatWasKept) {
  const CachedEvents cached(kRoom);
  EXPECT_EQ(cached.Find("x"), nullptr);
  const auto event = Made("x");
  cached.Keep(event);
  EXPECT_EQ(cached.Find("x"), event);
  EXPECT_EQ(cached.Find("y"), nullptr);
}

TEST(CachedEventsTest, WhatDidNotChangeStays) {
  const CachedEvents before(kRoom);
  const auto stays = Made("stays");
  before.Keep(stays);
  before.Keep(Made("changes"));
  const CachedEvents after =
      before.Advance(std::vector<EventId>{{"changes"}, {"unheard of"}});
  EXPECT_EQ(after.Find("stays"), stays);
  EXPECT_EQ(after.Find("changes"), nullptr);
}

TEST(CachedEventsTest, APastStateFindsAndKeepsNothing) {
  const CachedEvents before(kRoom);
  before.Keep(Made("x"));
  const CachedEvents after = before.Advance({});
  EXPECT_EQ(before.Find("x"), nullptr);
  before.Keep(Made("y"));
  EXPECT_EQ(after.Find("y"), nullptr);
}

TEST(CachedEventsTest, NothingIsLeftWhereAnythingMayHaveChanged) {
  const CachedEvents before(kRoom);
  before.Keep(Made("x"));
  EXPECT_EQ(before.AdvanceEmpty().Find("x"), nullptr);
}

TEST(CachedEventsTest, ForgetsWhatIsNotAskedForWhenItIsFull) {
  const CachedEvents cached(kRoom);
  cached.Keep(Made("asked"));
  cached.Keep(Made("not asked"));
  const size_t many = 2 * kRoom / MemoryOf(*Made("x"));
  size_t found = 0;
  for (size_t i = 0; i < many; ++i) {
    ASSERT_NE(cached.Find("asked"), nullptr);
    cached.Keep(Made(std::to_string(i)));
  }
  EXPECT_EQ(cached.Find("not asked"), nullptr);
  for (size_t i = 0; i < many; ++i) {
    if (cached.Find(std::to_string(i)) != nullptr) ++found;
  }
  EXPECT_GT(found, 0u);
  EXPECT_LT(found * MemoryOf(*Made("x")), kRoom);
}

TEST(CachedEventsTest, WithoutRoomKeepsNothing) {
  const CachedEvents cached(0);
  cached.Keep(Made("x"));
  EXPECT_EQ(cached.Find("x"), nullptr);
}

class CachedPagesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    OpenOptions options;
    options.create_if_missing = true;
    options.environment = environment_.get();
    auto base = RocksKnowledgeBase::Open("/base", options);
    ASSERT_THAT(base, IsOk());
    base_ = std::move(*base);
  }

  void Write(const std::string& article, const std::string& title,
             const std::string& actor) {
    ImportBatch batch;
    Article told;
    told.id = {article};
    told.title = title;
    batch.put_articles.push_back(std::move(told));
    batch.put_events.push_back(
        FoldClaims({Say(article, EventType::kAid).By(actor)}));
    ASSERT_THAT(base_->Apply(batch), IsOk());
  }
  std::shared_ptr<const Event> TheEventOf(const std::string& article) const {
    Query query;
    query.filter = Filter::Is(FacetKind::kArticle, article);
    const Result<EventPage> page = base_->FindEvents(query);
    EXPECT_THAT(page, IsOk());
    return page->hits.at(0).event;
  }

  std::unique_ptr<StorageEnvironment> environment_ =
      StorageEnvironment::InMemory();
  std::unique_ptr<RocksKnowledgeBase> base_;
};

TEST_F(CachedPagesTest, AnEventIsOneObjectUntilItChanges) {
  Write("a", "Title", "one");
  Write("b", "Title", "two");
  const auto event = TheEventOf("a");
  EXPECT_EQ(TheEventOf("a"), event);
  Write("b", "Title", "three");
  EXPECT_EQ(TheEventOf("a"), event);
  Write("a", "Title", "four");
  EXPECT_EQ(TheEventOf("a")->participants[0].name, "four");
}

TEST_F(CachedPagesTest, AnEventIsAnotherObjectWhenItsArticleHasChanged) {
  Write("a", "Title", "one");
  const auto event = TheEventOf("a");
  Write("a", "Another title", "one");
  EXPECT_NE(TheEventOf("a"), event);
  EXPECT_EQ(*TheEventOf("a"), *event);
}

TEST_F(CachedPagesTest, ReadersOfEveryStateSeeThatStateWhileOneWrites) {
  constexpr size_t kStories = 12;
  constexpr int kWrites = 400;
  using Actors = std::map<std::string, std::string>;  // by article
  std::vector<Actors> states = {{}};                  // by version
  std::mutex mutex;
  std::atomic<bool> is_done = false;
  const auto read = [&] {
    std::vector<std::unique_ptr<KnowledgeReader>> snapshots;
    while (!is_done) {
      snapshots.push_back(base_->Snapshot());
      if (snapshots.size() > 4) snapshots.erase(snapshots.begin());
      for (const auto& snapshot : snapshots) {
        const Result<EventPage> page = snapshot->FindEvents({});
        ASSERT_THAT(page, IsOk());
        Actors shown;
        for (const EventHit& hit : page->hits) {
          shown[hit.event->claims[0].article.value] =
              hit.event->participants[0].name;
        }
        const std::lock_guard lock(mutex);
        ASSERT_EQ(shown, states.at(snapshot->Version()));
      }
    }
  };
  std::thread readers[] = {std::thread(read), std::thread(read)};
  std::mt19937 random(1);
  for (int i = 0; i < kWrites; ++i) {
    const std::string article = std::to_string(random() % kStories);
    const Claim claim =
        Say(article, EventType::kAid).By("actor " + std::to_string(i));
    Actors next = states.back();
    ImportBatch batch;
    if (random() % 4 == 0 && next.contains(article)) {
      batch.delete_events.push_back(FoldClaims({claim}).id);
      next.erase(article);
    } else {
      batch.put_events.push_back(FoldClaims({claim}));
      next[article] = claim.participants[0].name;
    }
    {
      const std::lock_guard lock(mutex);
      states.push_back(std::move(next));
    }
    EXPECT_THAT(base_->Apply(batch), IsOk());
  }
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(base_->Version(), static_cast<uint64_t>(kWrites));
}

}  // namespace
}  // namespace annals
