#include "storage/records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "storage/event_index.h"
#include "tests/storage/random_news.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOk;
using testing::IsOkAnd;
using testing::RandomNews;
using namespace std::string_literals;

constexpr int kRecords = 300;

template <typename Record>
using Decode = Result<Record> (*)(std::string_view);

// Encodes and decodes; then every shorter and longer record is refused, and
// none with some byte changed does harm.
template <typename Record>
void ExpectSound(const Record& record, Decode<Record> decode) {
  const std::string bytes = Encode(record);
  const Result<Record> decoded = decode(bytes);
  ASSERT_THAT(decoded, IsOk());
  ASSERT_TRUE(*decoded == record);
  ASSERT_EQ(Encode(*decoded), bytes);
  for (size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_THAT(decode(std::string_view(bytes).substr(0, size)),
                HasCode(StatusCode::kCorruption))
        << size << " of " << bytes.size();
  }
  ASSERT_THAT(decode(bytes + '\0'), HasCode(StatusCode::kCorruption));
  ASSERT_THAT(decode("\x03" + bytes.substr(1)),
              HasCode(StatusCode::kCorruption));
  std::mt19937 random(static_cast<uint32_t>(bytes.size()));
  for (int i = 0; i < 50; ++i) {
    std::string damaged = bytes;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    const Result<Record> read = decode(damaged);
    if (!read.ok()) {
      ASSERT_EQ(read.status().code(), StatusCode::kCorruption);
    }
  }
}

TEST(RecordsTest, EveryRecordIsSound) {
  RandomNews random(1);
  for (int i = 0; i < kRecords; ++i) {
    SCOPED_TRACE(i);
    const Event event = random.SomeEvent();
    const Article article = random.SomeArticle();
    ExpectSound<Event>(event, DecodeEvent);
    ExpectSound<Article>(article, DecodeArticle);
    ExpectSound<Entity>(random.SomeEntity(), DecodeEntity);
    CurationAct act = random.SomeAct();
    act.number = static_cast<uint64_t>(i);
    act.made = random.SomeTime();
    if (random.OneIn(2)) act.reverted = random.SomeTime();
    ExpectSound<CurationAct>(act, DecodeCurationAct);
    ExpectSound<ArticleHead>(HeadOf(article), DecodeArticleHead);
    ExpectSound<IndexedFacets>(IndexOf(event, {"a", "b"}, Curation()).facets,
                               DecodeIndexedFacets);
    ExpectSound<NameEntry>({EntityKind::kSite, random.OneIn(2)},
                           DecodeNameEntry);
    const KnownRecord known = {"q1", random.SomeEntity(), 250, 1852};
    ExpectSound<KnownRecord>(known, DecodeKnownRecord);
    const Entity& entity = known.entity;
    ExpectSound<Bearers>(
        {{{known.source,
           {entity.id, entity.kind, 250, "NO", entity.coordinates, 1852}},
          {"g2", {}}}},
        DecodeBearers);
    ExpectSound<KnownReference>(
        {"wikidata:Q1", entity.id, "Mayor", "NO", {"norway"}},
        DecodeKnownReference);
    ExpectSound<SourceProgress>({"x", 1u << 30, 7, {1, 2, 3, 4, 5}},
                                DecodeSourceProgress);
    ExpectSound<KnownState>({7, ~uint64_t{0}}, DecodeKnownState);
    ExpectSound<LogEntry>(
        {random.SomeTime(),
         {{RecordKind::kEvent, random.OneIn(2), event.id.value},
          {RecordKind::kArticle, false, article.id.value}}},
        DecodeLogEntry);
    if (HasFatalFailure()) return;
  }
}

TEST(RecordsTest, EmptyRecordsAreSound) {
  ExpectSound<Event>({}, DecodeEvent);
  ExpectSound<Article>({}, DecodeArticle);
  ExpectSound<Entity>({}, DecodeEntity);
  ExpectSound<CurationAct>({}, DecodeCurationAct);
  ExpectSound<ArticleHead>({}, DecodeArticleHead);
  ExpectSound<IndexedFacets>({}, DecodeIndexedFacets);
  ExpectSound<NameEntry>({}, DecodeNameEntry);
  ExpectSound<LogEntry>({}, DecodeLogEntry);
}

TEST(RecordsTest, NumbersRoundTrip) {
  for (const uint64_t n : {uint64_t{0}, uint64_t{300}, UINT64_MAX}) {
    EXPECT_EQ(*DecodeNumber(EncodeNumber(n)), n);
  }
  EXPECT_THAT(DecodeNumber("1234567"), HasCode(StatusCode::kCorruption));
  EXPECT_THAT(DecodeNumber("123456789"), HasCode(StatusCode::kCorruption));
}

TEST(RecordsTest, RandomBytesDoNoHarm) {
  std::mt19937 random(2);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 80, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 9);
    if (!bytes.empty()) bytes.front() = 1;
    (void)DecodeEvent(bytes);
    (void)DecodeArticle(bytes);
    (void)DecodeEntity(bytes);
    (void)DecodeCurationAct(bytes);
    (void)DecodeIndexedFacets(bytes);
    (void)DecodeLogEntry(bytes);
    (void)DecodeKnownRecord(bytes);
    (void)DecodeBearers(bytes);
    (void)DecodeKnownReference(bytes);
    (void)DecodeSourceProgress(bytes);
    if (!bytes.empty()) bytes.front() = 2;
    (void)DecodeArticle(bytes);
  }
}

// Folding claims relies on evidence.
TEST(RecordsTest, AClaimWithoutEvidenceIsCorruption) {
  Event event;
  event.claims.emplace_back();
  EXPECT_THAT(DecodeEvent(Encode(event)), HasCode(StatusCode::kCorruption));
}

// Bytes already on someone's disk. If this fails, you changed the format.
TEST(RecordsTest, EncodingIsFrozen) {
  Entity entity;
  entity.id = {"hungary"};
  entity.kind = EntityKind::kCountry;
  entity.name = "Hungary";
  entity.linked = true;
  entity.population = -1;
  EXPECT_EQ(Encode(entity),
            "\x01\x07hungary\x02\x07Hungary\x00\x01\x00\x00\x00\x00\x01\x00"s);
  CurationAct act;
  act.number = 7;
  act.kind = CurationKind::kSplit;
  act.entity = {"a"};
  act.into = {"b"};
  act.name = "B";
  act.into_kind = EntityKind::kPerson;
  act.articles = {{"ar"}};
  act.reason = "why";
  act.made = TimePoint(std::chrono::seconds(1));
  act.reverted = TimePoint(std::chrono::seconds(2));
  EXPECT_EQ(Encode(act),
            "\x01\x07\x01\x01"
            "a\x01"
            "b\x01"
            "B\x00\x01\x02"
            "ar\x03why\x02\x01\x04\x00"s);
}

}  // namespace
}  // namespace annals
