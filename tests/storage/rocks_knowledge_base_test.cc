#include "storage/rocks_knowledge_base.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/posting_block.h"
#include "storage/records.h"
#include "storage/tally.h"
#include "tests/storage/random_news.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::IsOkAnd;
using testing::RandomNews;
using testing::Say;
using ::testing::StartsWith;

using Base = Result<std::unique_ptr<RocksKnowledgeBase>>;

ImportBatch Batch(std::vector<Claim> claims) {
  ImportBatch batch;
  for (Claim& claim : claims) {
    Article article;
    article.id = claim.article;
    article.source = "bbc.co.uk";
    batch.put_articles.push_back(std::move(article));
    batch.put_events.push_back(FoldClaims({std::move(claim)}));
  }
  return batch;
}

class RocksKnowledgeBaseTest : public ::testing::Test {
 protected:
  RocksKnowledgeBaseTest() {
    options_.create_if_missing = true;
    options_.environment = environment_.get();
    options_.clock = [] { return TimePoint(); };
  }
  Base Open() const { return RocksKnowledgeBase::Open("/base", options_); }

  // Writes to the store below the base, which must be closed.
  void Tamper(Family family, std::string key, std::string value) {
    auto store = OpenRocksStore("/base", options_);
    ASSERT_THAT(store, IsOk());
    WriteSet writes;
    writes.Put(family, std::move(key), std::move(value));
    ASSERT_THAT((*store)->Write(writes), IsOk());
  }

  std::unique_ptr<StorageEnvironment> environment_ =
      StorageEnvironment::InMemory();
  OpenOptions options_;
};

TEST_F(RocksKnowledgeBaseTest, SaysHowToCreateABaseThatIsMissing) {
  options_.create_if_missing = false;
  const Base base = Open();
  EXPECT_THAT(base, HasCode(StatusCode::kNotFound));
  EXPECT_THAT(base.status().message(), HasSubstr("annals import --db /base"));
}

TEST_F(RocksKnowledgeBaseTest, RefusesABaseOfANewerFormat) {
  ASSERT_THAT(Open(), IsOk());
  Tamper(Family::kMeta, std::string(kFormatKey),
         EncodeNumber(kFormatVersion + 1));
  const Base base = Open();
  EXPECT_THAT(base, HasCode(StatusCode::kConflict));
  EXPECT_THAT(base.status().message(), HasSubstr("newer version"));
}

TEST_F(RocksKnowledgeBaseTest, WhatIsOpenForReadingCannotBeWritten) {
  ASSERT_THAT((*Open())->Apply(Batch({Say("a", EventType::kAid).By("x")})),
              IsOk());
  options_.read_only = true;
  const Base base = Open();
  ASSERT_THAT(base, IsOk());
  EXPECT_EQ(*(*base)->CountEvents({}), 1u);
  EXPECT_EQ((*base)->Version(), 1u);
  EXPECT_THAT((*base)->Apply(Batch({Say("b", EventType::kAid)})),
              HasCode(StatusCode::kConflict));
  EXPECT_EQ((*base)->Version(), 1u);
}

TEST_F(RocksKnowledgeBaseTest, TheSameBatchAgainChangesNothing) {
  const Base base = Open();
  const ImportBatch batch = Batch({Say("a", EventType::kAid).By("x")});
  ASSERT_THAT((*base)->Apply(batch), IsOk());
  ASSERT_THAT((*base)->Apply(batch), IsOk());
  EXPECT_EQ((*base)->Version(), 1u);
}

// All that can be asked of two bases is the same.
void ExpectSame(const RocksKnowledgeBase& a, const RocksKnowledgeBase& b) {
  const auto events = [](const RocksKnowledgeBase& base) {
    std::vector<Event> all;
    EXPECT_THAT(base.VisitEvents({},
                                 [&](const EventHit& hit) {
                                   all.push_back(*hit.event);
                                   return true;
                                 }),
                IsOk());
    return all;
  };
  EXPECT_TRUE(events(a) == events(b));
  RandomNews random(7);
  for (int i = 0; i < 300; ++i) {
    const Query query = random.SomePlainQuery();
    EXPECT_EQ(*a.CountEvents(query), *b.CountEvents(query));
    EXPECT_EQ(a.CountByTime(query, BucketWidth::kQuarter, 1'000'000)->buckets,
              b.CountByTime(query, BucketWidth::kQuarter, 1'000'000)->buckets);
    const auto kind = static_cast<FacetKind>(1 + random.Below(14));
    EXPECT_EQ(*a.CountByFacet(query, kind, 20),
              *b.CountByFacet(query, kind, 20));
  }
}

TEST_F(RocksKnowledgeBaseTest, ALoadedRunIsWhatItsBatchesComeTo) {
  RandomNews random(3);
  std::vector<ImportBatch> batches;
  for (int i = 0; i < 100; ++i) batches.push_back(random.SomeBatch({}));
  const Base one_by_one = Open();
  for (const ImportBatch& batch : batches) {
    ASSERT_THAT((*one_by_one)->Apply(batch), IsOk());
  }
  const Base loaded = RocksKnowledgeBase::Open("/loaded", options_);
  for (size_t at = 0; at < batches.size(); at += 25) {
    // Each run is what its batches come to, which is not all that they say.
    ImportBatch run;
    for (size_t i = at; i < at + 25; ++i) {
      const ImportBatch& batch = batches[i];
      for (const ArticleId& id : batch.delete_articles) {
        std::erase_if(run.put_articles,
                      [&](const Article& put) { return put.id == id; });
        run.delete_articles.push_back(id);
      }
      for (const EventId& id : batch.delete_events) {
        std::erase_if(run.put_events,
                      [&](const Event& put) { return put.id == id; });
        run.delete_events.push_back(id);
      }
      const auto append = [](const auto& from, auto* to) {
        to->insert(to->end(), from.begin(), from.end());
      };
      append(batch.put_articles, &run.put_articles);
      append(batch.put_events, &run.put_events);
      append(batch.put_entities, &run.put_entities);
    }
    ASSERT_THAT((*loaded)->Load(run), IsOk());
  }
  EXPECT_EQ((*loaded)->Version(), 4u);
  EXPECT_THAT((*loaded)->Check(), IsOk());
  ExpectSame(**loaded, **one_by_one);
}

TEST_F(RocksKnowledgeBaseTest, AnArticlesSourceFollowsItToItsEvents) {
  const Base base = Open();
  ASSERT_THAT((*base)->Apply(Batch({Say("a", EventType::kAid)})), IsOk());
  Query query;
  query.filter = Filter::Is(FacetKind::kSource, "kyivpost.com");
  EXPECT_EQ(*(*base)->CountEvents(query), 0u);
  ImportBatch moved;
  moved.put_articles.emplace_back();
  moved.put_articles.back().id = {"a"};
  moved.put_articles.back().source = "kyivpost.com";
  ASSERT_THAT((*base)->Apply(moved), IsOk());
  EXPECT_EQ((*base)->FindEvents(query)->total, 1u);
  ImportBatch gone;
  gone.delete_articles.push_back({"a"});
  ASSERT_THAT((*base)->Apply(gone), IsOk());
  EXPECT_EQ((*base)->FindEvents(query)->total, 0u);
  EXPECT_THAT((*base)->Check(), IsOk());
}

TEST_F(RocksKnowledgeBaseTest, ASnapshotStaysAsItWas) {
  const Base base = Open();
  ASSERT_THAT((*base)->Apply(Batch({Say("a", EventType::kAid)})), IsOk());
  const auto snapshot = (*base)->Snapshot();
  const auto second = snapshot->Snapshot();
  ASSERT_THAT((*base)->Apply(Batch({Say("b", EventType::kAid)})), IsOk());
  EXPECT_EQ(*snapshot->CountEvents({}), 1u);
  EXPECT_EQ(*second->CountEvents({}), 1u);
  EXPECT_EQ(snapshot->Version(), 1u);
  EXPECT_EQ(*(*base)->CountEvents({}), 2u);
  EXPECT_EQ((*base)->Version(), 2u);
}

TEST_F(RocksKnowledgeBaseTest, ACursorGoesOnWhereItsEventWas) {
  const Base base = Open();
  ASSERT_THAT((*base)->Apply(Batch({Say("a", EventType::kAid).On("2025-01"),
                                    Say("b", EventType::kAid).On("2025-02"),
                                    Say("c", EventType::kAid).On("2025-03")})),
              IsOk());
  Query query;
  query.limit = 2;
  const Result<EventPage> first = (*base)->FindEvents(query);
  ImportBatch gone;
  gone.delete_events.push_back(first->hits.back().event->id);
  ASSERT_THAT((*base)->Apply(gone), IsOk());
  query.cursor = first->next_cursor;
  const Result<EventPage> second = (*base)->FindEvents(query);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->hits.size(), 1u);
  EXPECT_EQ(second->hits[0].event->claims[0].article.value, "c");
  query.filter = Filter::Is(FacetKind::kType, "AID");
  const Result<EventPage> other = (*base)->FindEvents(query);
  ASSERT_THAT(other, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(other.status().message(), StartsWith("cursor-mismatch"));
}

TEST_F(RocksKnowledgeBaseTest, TheLogSaysWhatEachWriteChanged) {
  const Base base = Open();
  ASSERT_THAT((*base)->Apply(Batch({Say("a", EventType::kAid)})), IsOk());
  ImportBatch gone;
  gone.delete_articles.push_back({"a"});
  ASSERT_THAT((*base)->Apply(gone), IsOk());
  std::vector<uint64_t> versions;
  std::vector<Change> last;
  const auto read = [&](uint64_t version, const LogEntry& entry) {
    versions.push_back(version);
    last = entry.changes;
    return true;
  };
  ASSERT_THAT((*base)->VisitLog(0, read), IsOk());
  EXPECT_THAT(versions, ElementsAre(1, 2));
  EXPECT_THAT(last, ElementsAre(Change{RecordKind::kArticle, true, "a"}));
  versions.clear();
  ASSERT_THAT((*base)->VisitLog(2, read), IsOk());
  EXPECT_THAT(versions, ElementsAre());
}

TEST_F(RocksKnowledgeBaseTest, RefusesQueriesThatAreNotWellFormed) {
  const Base base = Open();
  Filter deep = Filter::All();
  for (int i = 0; i < 1000; ++i) deep = Filter::Not(std::move(deep));
  Filter empty_not;
  empty_not.op = Filter::Op::kNot;
  for (const Filter& filter : {deep, empty_not}) {
    Query query;
    query.filter = filter;
    EXPECT_THAT((*base)->FindEvents(query),
                HasCode(StatusCode::kInvalidArgument));
  }
  for (const size_t limit : {0u, 1001u}) {
    Query query;
    query.limit = limit;
    EXPECT_THAT((*base)->FindEvents(query),
                HasCode(StatusCode::kInvalidArgument));
  }
  ImportBatch batch;
  batch.put_events.emplace_back().claims.emplace_back();
  EXPECT_THAT((*base)->Apply(batch), HasCode(StatusCode::kInvalidArgument));
}

TEST_F(RocksKnowledgeBaseTest, CheckFindsWhatDoesNotBelong) {
  const Event event = FoldClaims({Say("a", EventType::kAid).By("x")});
  const Place place = PlaceOf(event);
  const std::string posting = Encode(PostingOf(event));
  const auto block = [&](const Place& at) {
    const BlockEntry entry = {at, posting};
    return EncodeBlock(*FirstTimeOf(BlockNameOf(at)), {&entry, 1});
  };
  const Place elsewhere = {place.time, PackedId(uint64_t{1})};
  const BlockKey all = {ListName::AllEvents(), BlockNameOf(place)};
  const BlockKey other = {ListName::Now({FacetKind::kActor, "y"}),
                          BlockNameOf(place)};
  BlockKey misplaced = all;
  misplaced.block_name.front() = 1;
  const struct {
    Family family;
    std::string key;
    std::string value;
  } cases[] = {
      {Family::kPostings, Encode(other), block(place)},
      {Family::kPostings, Encode(all), block(elsewhere)},
      {Family::kPostings, Encode(all), ""},
      {Family::kPostings, Encode(all), "nonsense"},
      {Family::kPostings, Encode(misplaced), block(place)},
      {Family::kPostings, "\x01", block(place)},
      {Family::kCounters, EventCounterKey(ListName::AllEvents()),
       Encode(TallyOf(CellOf(PostingOf(event)), 2))},
      {Family::kCounters, SourceCounterKey("nobody"), Encode(TallyOf(0, 1))},
      {Family::kEvents, EventKey({"ev-none"}), Encode(Event{})},
      {Family::kEvents, EventKey({"ev-none"}), "\x01nonsense"},
      {Family::kArticles, ArticleHeadKey({"a"}), Encode(ArticleHead{})},
      {Family::kArticles, ArticleKey({"a"}), ""},
      {Family::kEntities, Encode(NameKey{"y", {"y"}}), Encode(NameEntry{})},
      {Family::kLog, LogKey(3), Encode(LogEntry{})},
      {Family::kMeta, std::string(kVersionKey), EncodeNumber(7)},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.key);
    environment_ = StorageEnvironment::InMemory();
    options_.environment = environment_.get();
    ASSERT_THAT((*Open())->Apply(Batch({Say("a", EventType::kAid).By("x")})),
                IsOk());
    ASSERT_THAT((*Open())->Check(), IsOk());
    Tamper(c.family, c.key, c.value);
    EXPECT_THAT((*Open())->Check(), HasCode(StatusCode::kCorruption));
  }
}

TEST_F(RocksKnowledgeBaseTest, DamagedRecordsAreCorruptionWhenRead) {
  ASSERT_THAT((*Open())->Apply(Batch({Say("a", EventType::kAid).By("x")})),
              IsOk());
  const EventId id = (*Open())->FindEvents({})->hits.front().event->id;
  Tamper(Family::kEvents, EventKey(id), "\x01\x02");
  Tamper(Family::kArticles, ArticleKey({"a"}), "");
  const Base base = Open();
  EXPECT_THAT((*base)->GetEvent(id), HasCode(StatusCode::kCorruption));
  EXPECT_THAT((*base)->FindEvents({}), HasCode(StatusCode::kCorruption));
  EXPECT_THAT((*base)->GetArticle({"a"}), HasCode(StatusCode::kCorruption));
}

TEST_F(RocksKnowledgeBaseTest, ReadersSeeWholeBatchesWhileOneWrites) {
  const Base base = Open();
  std::atomic<bool> is_done = false;
  std::thread writer([&] {
    for (int i = 0; i < 200; ++i) {
      const std::string n = std::to_string(i);
      EXPECT_THAT((*base)->Apply(Batch({Say("a" + n, EventType::kAid),
                                        Say("b" + n, EventType::kAssault)})),
                  IsOk());
    }
    is_done = true;
  });
  Query aid;
  aid.filter = Filter::Is(FacetKind::kType, "AID");
  while (!is_done) {
    const Result<EventPage> page = (*base)->FindEvents({});
    ASSERT_THAT(page, IsOk());
    EXPECT_EQ(page->total % 2, 0u);
    const auto snapshot = (*base)->Snapshot();
    EXPECT_EQ(*snapshot->CountEvents(aid) * 2, *snapshot->CountEvents({}));
  }
  writer.join();
  EXPECT_THAT((*base)->Check(), IsOk());
}

// On the file system.
class OpenTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    options_.create_if_missing = true;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Base Open(const std::string& name) const {
    return RocksKnowledgeBase::Open((folder_ / name).string(), options_);
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("annals-open-test-" + std::to_string(getpid()));
  OpenOptions options_;
};

TEST_F(OpenTest, CreatesTheFolder) {
  EXPECT_THAT(Open("new"), IsOk());
  options_.create_if_missing = false;
  EXPECT_THAT(Open("new"), IsOk());
}

TEST_F(OpenTest, NeitherCreatesNorLeavesAnythingUnlessAsked) {
  options_.create_if_missing = false;
  EXPECT_THAT(Open("none"), HasCode(StatusCode::kNotFound));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none"));
  std::filesystem::create_directory(folder_ / "empty");
  EXPECT_THAT(Open("empty"), HasCode(StatusCode::kNotFound));
  options_.create_if_missing = true;
  EXPECT_THAT(Open("empty"), IsOk());
}

TEST_F(OpenTest, RefusesWhatIsNoKnowledgeBase) {
  std::ofstream(folder_ / "file") << "not a folder";
  std::filesystem::create_directory(folder_ / "photos");
  std::ofstream(folder_ / "photos" / "cat.jpg") << "meow";
  EXPECT_THAT(Open("file"), HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(Open("photos"), HasCode(StatusCode::kInvalidArgument));
}

TEST_F(OpenTest, OneProcessWritesAndOthersRead) {
  const Base first = Open("base");
  ASSERT_THAT(first, IsOk());
  const Base second = Open("base");
  EXPECT_THAT(second, HasCode(StatusCode::kUnavailable));
  EXPECT_THAT(second.status().message(), HasSubstr("another process"));
  options_.read_only = true;
  EXPECT_THAT(Open("base"), IsOk());
}

TEST_F(OpenTest, ARefreshSeesWhatAnotherHasWritten) {
  const Base writer = Open("base");
  ASSERT_THAT(writer, IsOk());
  options_.read_only = true;
  const Base reader = Open("base");
  ASSERT_THAT(reader, IsOk());
  const auto before = (*reader)->Snapshot();
  EXPECT_THAT((*reader)->Refresh(), IsOkAnd(false));

  ASSERT_THAT((*writer)->Apply(Batch({Say("a", EventType::kAid)})), IsOk());
  EXPECT_THAT((*reader)->CountEvents({}), IsOkAnd(0u));
  EXPECT_THAT((*reader)->Refresh(), IsOkAnd(true));
  EXPECT_THAT((*reader)->CountEvents({}), IsOkAnd(1u));
  EXPECT_EQ((*reader)->Version(), (*writer)->Version());
  EXPECT_THAT(before->CountEvents({}), IsOkAnd(0u));
  EXPECT_THAT((*reader)->Refresh(), IsOkAnd(false));
}

TEST_F(OpenTest, ABaseThatIsGoneIsStillReadAsItWas) {
  ASSERT_THAT((*Open("base"))->Apply(Batch({Say("a", EventType::kAid)})),
              IsOk());
  options_.read_only = true;
  const Base reader = Open("base");
  ASSERT_THAT(reader, IsOk());
  std::filesystem::remove_all(folder_ / "base");
  EXPECT_THAT((*reader)->Refresh(), HasCode(StatusCode::kNotFound));
  EXPECT_THAT((*reader)->CountEvents({}), IsOkAnd(1u));
}

// Each opening to write turns the log that the last one left into tables and
// deletes it, while the reader opens.
TEST_F(OpenTest, AReaderMissesNothingWhileLogsBecomeTables) {
  ASSERT_THAT(Open("base"), IsOk());
  OpenOptions read_only = options_;
  read_only.read_only = true;
  const Base reader =
      RocksKnowledgeBase::Open((folder_ / "base").string(), read_only);
  ASSERT_THAT(reader, IsOk());
  std::atomic<bool> is_done = false;
  std::thread writing([&] {
    for (int i = 0; i < 20; ++i) {
      EXPECT_THAT(
          (*Open("base"))
              ->Apply(Batch({Say("a" + std::to_string(i), EventType::kAid)})),
          IsOk());
    }
    is_done = true;
  });
  bool is_last = false;
  do {
    is_last = is_done;
    ASSERT_TRUE((*reader)->Refresh().ok());
    const auto snapshot = (*reader)->Snapshot();
    EXPECT_THAT(snapshot->CountEvents({}), IsOkAnd(snapshot->Version()));
  } while (!is_last);
  writing.join();
  EXPECT_THAT((*reader)->CountEvents({}), IsOkAnd(20u));
}

TEST_F(OpenTest, ReadingLeavesNoTrace) {
  ASSERT_THAT((*Open("base"))->Apply(Batch({Say("a", EventType::kAid)})),
              IsOk());
  const auto names = [&] {
    std::set<std::string> all;
    for (const auto& file :
         std::filesystem::directory_iterator(folder_ / "base")) {
      all.insert(file.path().filename().string());
    }
    return all;
  };
  const std::set<std::string> before = names();
  options_.read_only = true;
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Open("base"), IsOk());
  EXPECT_EQ(names(), before);
}

TEST_F(OpenTest, ADamagedManifestIsCorruption) {
  ASSERT_THAT((*Open("base"))->Apply(Batch({Say("a", EventType::kAid)})),
              IsOk());
  for (const auto& file :
       std::filesystem::directory_iterator(folder_ / "base")) {
    if (file.path().filename().string().starts_with("MANIFEST")) {
      std::filesystem::resize_file(file.path(), 10);
    }
  }
  EXPECT_THAT(Open("base"), HasCode(StatusCode::kCorruption));
}

}  // namespace
}  // namespace annals
