#include "api/query/phrase_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "core/query/describe.h"
#include "core/time/edtf.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using ::annals::testing::IsOk;
using ::annals::testing::MemoryKnowledgeBase;
using ::annals::testing::Say;
using ::testing::HasSubstr;

constexpr TimePoint kNow =
    std::chrono::sys_days{std::chrono::year{2025} / 10 / 17};  // a Friday

Entity Make(std::string id, EntityKind kind, std::string name,
            std::vector<std::string> aliases = {}) {
  Entity entity;
  entity.id = {std::move(id)};
  entity.kind = kind;
  entity.name = std::move(name);
  entity.aliases = std::move(aliases);
  return entity;
}

class PhraseReaderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    resources_ = new Resources(Resources::Embedded());
    auto analyzer = Analyzer::Load(*resources_);
    ASSERT_THAT(analyzer, IsOk());
    analyzer_ = analyzer->release();
    Result<QueryWords> words = QueryWords::Load(*resources_);
    ASSERT_THAT(words, IsOk());
    words_ = new QueryWords(std::move(*words));
  }
  static void TearDownTestSuite() {
    delete words_;
    delete analyzer_;
    delete resources_;
  }

  PhraseReaderTest() : reader_(*analyzer_, *words_, base_) {
    ImportBatch batch;
    batch.put_entities = {
        Make("hungary", EntityKind::kCountry, "Hungary"),
        Make("ukraine", EntityKind::kCountry, "Ukraine"),
        Make("russia", EntityKind::kCountry, "Russia"),
        Make("india", EntityKind::kCountry, "India"),
        Make("budapest", EntityKind::kSettlement, "Budapest"),
        Make("donald-trump", EntityKind::kPerson, "Donald Trump", {"Trump"}),
        Make("vladimir-putin", EntityKind::kPerson, "Vladimir Putin",
             {"Putin"}),
        Make("zelensky", EntityKind::kPerson, "Volodymyr Zelensky",
             {"Zelensky"}),
        Make("viktor-orban", EntityKind::kPerson, "Viktor Orbán", {"Orbán"}),
        Make("jane-smith", EntityKind::kPerson, "Jane Smith", {"Smith"}),
        Make("john-smith", EntityKind::kPerson, "John Smith", {"Smith"}),
    };
    batch.put_events = {FoldClaims({Say("a", EventType::kConsult)
                                        .On("2025-10-16")
                                        .By("jane-smith", "john-smith")})};
    EXPECT_THAT(base_.Apply(batch), IsOk());
  }

  std::string Read(std::string_view phrase) const {
    const Result<Query> query = reader_.ReadPhrase(phrase, kNow);
    return query.ok() ? Describe(*query) : "error: " + query.status().message();
  }

  static inline const Resources* resources_ = nullptr;
  static inline const Analyzer* analyzer_ = nullptr;
  static inline const QueryWords* words_ = nullptr;
  MemoryKnowledgeBase base_;
  BasePhraseReader reader_;
};

TEST_F(PhraseReaderTest, UnderstandsQuestions) {
  const struct {
    const char* phrase;
    const char* query;
  } cases[] = {
      {"events", "all"},
      {"", "all"},
      {"events involving Hungary since August",
       "involving=hungary; datetime=2025-08/.."},
      {"events involving Hungary since August 2023",
       "involving=hungary; datetime=2023-08/.."},
      {"events involving Orban since November",  // last year's
       "involving=viktor-orban; datetime=2024-11/.."},
      {"meetings between Trump and Putin in 2025",
       "involving=donald-trump and involving=vladimir-putin and type=CONSULT; "
       "datetime=2025"},
      {"attacks on Ukraine last week",
       "(role=target:ukraine or (place=ukraine and not role=source:ukraine)) "
       "and type=ASSAULT; datetime=2025-10-06/2025-10-12"},
      {"planned events in Budapest", "status=planned and place=budapest"},
      {"events involving Trump and Putin but not Zelensky",
       "involving=donald-trump and involving=vladimir-putin and "
       "not involving=zelensky"},
      {"what happened between Russia and India on 15 October",
       "involving=russia and involving=india; datetime=2025-10-15"},
      {"events involving Trump or Putin",
       "involving=donald-trump or involving=vladimir-putin"},
      {"events about missiles before October",
       "term=missil; datetime=../2025-09"},
      {"protests in Hungary between 1 May and 3 June 2025",
       "place=hungary and type=PROTEST; datetime=2025-05-01/2025-06-03"},
      {"EVENTS INVOLVING HUNGARY SINCE AUGUST",
       "involving=hungary; datetime=2025-08/.."},
      {"events in Hungary during the past three days",
       "place=hungary; datetime=2025-10-14/2025-10-17"},
      {"meetings and protests in Budapest",
       "place=budapest and (type=CONSULT or type=PROTEST)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.phrase);
    EXPECT_EQ(Read(c.phrase), c.query);
  }
}

TEST_F(PhraseReaderTest, WhatEverybodyKnowsNeedsNoEventInTheBase) {
  const struct {
    const char* phrase;
    const char* query;
  } cases[] = {
      {"events in Paris", "place=paris"},
      {"events involving Portugal and the United Nations",
       "involving=portugal and involving=united-nations"},
      {"events involving Merz", "involving=friedrich-merz"},
      {"meetings between Merz and Macron",
       "involving=friedrich-merz and involving=emmanuel-macron and "
       "type=CONSULT"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.phrase);
    EXPECT_EQ(Read(c.phrase), c.query);
  }
}

TEST_F(PhraseReaderTest, NamesTheWordsItDoesNotUnderstand) {
  EXPECT_THAT(Read("events involving Atlantis since August"),
              HasSubstr("'Atlantis'"));
  EXPECT_THAT(Read("frobnicate Hungary"), HasSubstr("'frobnicate'"));
  EXPECT_THAT(Read(std::string(501, 'a')), HasSubstr("500"));
}

TEST_F(PhraseReaderTest, AsksWhichOfSeveralIsMeant) {
  const Result<Query> query =
      reader_.ReadPhrase("events involving Smith", kNow);
  ASSERT_FALSE(query.ok());
  EXPECT_EQ(query.status().code(), StatusCode::kConflict);
  EXPECT_THAT(query.status().message(), HasSubstr("jane-smith"));
  EXPECT_THAT(query.status().message(), HasSubstr("john-smith"));
}

TEST_F(PhraseReaderTest, ReadsTimeWords) {
  const struct {
    const char* words;
    const char* edtf;
  } cases[] = {{"August", "2025-08"},
               {"last Friday", "2025-10-10"},
               {"yesterday", "2025-10-16"},
               {"December", "2024-12"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    const Result<TimeInterval> time = reader_.ReadTime(c.words, kNow);
    ASSERT_THAT(time, IsOk());
    EXPECT_EQ(FormatEdtf(*time), c.edtf);
  }
  EXPECT_FALSE(reader_.ReadTime("Hungary", kNow).ok());
  EXPECT_FALSE(reader_.ReadTime("August maybe", kNow).ok());
  EXPECT_FALSE(reader_.ReadTime("", kNow).ok());
}

}  // namespace
}  // namespace annals
