// Rows of GDELT and ICEWS as claims, and the tables of codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/time/edtf.h"
#include "import/bulk/cells.h"
#include "import/coded/coded_news.h"
#include "import/coded/gdelt.h"
#include "import/coded/icews.h"
#include "import/coded/record_batch.h"
#include "tests/support/coded_rows.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using testing::GdeltRow;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::MemoryKnowledgeBase;

struct World {
  Resources resources = Resources::Embedded();
  Result<Gazetteer> gazetteer = Gazetteer::Load(resources);
  Result<std::unique_ptr<CodedNews>> news =
      CodedNews::Load(resources, *gazetteer);
};

const CodedNews& News() {
  static const World* const world = new World;
  return **world->news;
}

CodedEvent Read(const GdeltRow& row) {
  const auto record = ReadGdeltEvent(row.cells(), News().codes());
  EXPECT_THAT(record, IsOk());
  return News().Read(*record, "file.CSV");
}

std::string Edtf(const Claim& claim) {
  return claim.time ? FormatEdtf(claim.time->interval) : "";
}

TEST(CodeBookTest, EveryCodeHasASentence) {
  const Resources resources = Resources::Embedded();
  const auto rows =
      ParseLexicon("coded/cameo.tsv", *resources.Get("coded/cameo.tsv"), 4);
  ASSERT_THAT(rows, IsOk());
  EXPECT_EQ(rows->size(), 298u);
  for (const LexiconRow& row : *rows) {
    SCOPED_TRACE(row.cells[0]);
    const CodedDeed* const deed = News().codes().Deed(row.cells[0]);
    ASSERT_NE(deed, nullptr);
    const std::string both = News().codes().Headline(*deed, "A", "B");
    EXPECT_TRUE(both.starts_with("A ")) << both;
    EXPECT_TRUE(both.ends_with(" B")) << both;
    EXPECT_EQ(both.find_first_of("[]{}"), std::string::npos) << both;
    const std::string alone = News().codes().Headline(*deed, "", "");
    EXPECT_TRUE(alone.starts_with("Somebody ")) << alone;
    EXPECT_EQ(alone.find_first_of("[]{}"), std::string::npos) << alone;
  }
}

TEST(CodeBookTest, ACodeThatIsNotListedReadsAsAMoreGeneralOne) {
  const CodeBook& codes = News().codes();
  EXPECT_EQ(codes.Deed("19511"), codes.Deed("1951"));
  EXPECT_EQ(codes.Deed("1899"), codes.Deed("180"));
  EXPECT_EQ(codes.Deed("14"), codes.Deed("140"));
  for (const char* none : {"", "1", "00", "21", "210", "abc", "---"}) {
    EXPECT_EQ(codes.Deed(none), nullptr) << none;
  }
}

TEST(CodeBookTest, CountriesOfBothKindsOfCode) {
  const CodeBook& codes = News().codes();
  EXPECT_EQ(codes.CountryOfFips("GM"), "DE");
  EXPECT_EQ(codes.CountryOfFips("GA"), "GM");
  EXPECT_EQ(codes.CountryOfFips("WE"), "PS");
  EXPECT_EQ(codes.CountryOfFips("OS"), "");
  EXPECT_EQ(codes.CountryOfThreeLetters("ROM"), "RO");
  EXPECT_EQ(codes.CountryOfThreeLetters("ROU"), "RO");
  EXPECT_EQ(codes.CountryOfThreeLetters("EUR"), "");
}

TEST(GdeltTest, ARowBecomesAClaim) {
  const CodedEvent event = Read(
      GdeltRow("881990900")
          .Code("193")
          .Actor1("RUSMIL", "RUSSIAN", "RUS", "MIL")
          .Actor2("UKR", "KIEV", "UKR")
          .At("4", "Odesa, Odes'ka Oblast', Ukraine", "UP", "46.48", "30.73"));
  const Claim& claim = event.claim;
  EXPECT_EQ(claim.type, EventType::kAssault);
  EXPECT_EQ(claim.mode, "firearms");
  EXPECT_EQ(claim.cameo, "193");
  EXPECT_EQ(claim.headline,
            "Russia fought with small arms and light weapons against Ukraine");
  ASSERT_EQ(claim.participants.size(), 2u);
  EXPECT_EQ(claim.participants[0].entity.value, "russia");
  EXPECT_EQ(claim.participants[0].role, Role::kSource);
  EXPECT_EQ(claim.participants[1].entity.value, "ukraine");
  EXPECT_EQ(claim.participants[1].role, Role::kTarget);
  ASSERT_EQ(claim.places.size(), 1u);
  EXPECT_EQ(claim.places[0].country, "UA");
  EXPECT_TRUE(claim.places[0].coordinates);
  EXPECT_EQ(Edtf(claim), "2019-10-24");
  EXPECT_EQ(claim.time->basis, TimeBasis::kPublication);
  EXPECT_EQ(FormatRfc3339(claim.reported), "2019-10-24T14:30:00Z");
  EXPECT_EQ(claim.quantities[0], (Quantity{3, "articles"}));
  EXPECT_EQ(claim.quantities[1], (Quantity{-2.5, "tone"}));
  EXPECT_LT(claim.confidence, 0.5);
  EXPECT_EQ(claim.evidence[0].rule, "gdelt:881990900");
  EXPECT_EQ(event.article.url, "https://news.example/a/1");
  EXPECT_EQ(event.article.source, "news.example");
  EXPECT_EQ(event.article.text, "");
}

TEST(GdeltTest, AllNumbersOfColumnsSayTheSame) {
  const auto row = [](size_t columns) {
    return Read(GdeltRow("7", columns)
                    .Actor1("FRA", "FRENCH", "FRA")
                    .At("1", "Mali", "ML", "17", "-4"));
  };
  const CodedEvent newest = row(61);
  for (const size_t columns : {57u, 58u}) {
    SCOPED_TRACE(columns);
    const CodedEvent event = row(columns);
    EXPECT_EQ(event.claim.headline, newest.claim.headline);
    EXPECT_EQ(event.claim.places, newest.claim.places);
    EXPECT_EQ(MakeEventId(event.claim), MakeEventId(newest.claim));
  }
}

TEST(GdeltTest, ADayThatIsNoneFallsBackToItsMonth) {
  EXPECT_EQ(Edtf(Read(GdeltRow("1").On("20041126")).claim), "2004-11-26");
  EXPECT_EQ(Read(GdeltRow("1").On("20041126")).claim.time->basis,
            TimeBasis::kExplicit);
  EXPECT_EQ(Edtf(Read(GdeltRow("1").On("0")).claim), "2019-10");
  EXPECT_EQ(Edtf(Read(GdeltRow("1").On("20190230")).claim), "2019-10");
  EXPECT_EQ(Edtf(Read(GdeltRow("1").On("152").Set(2, "0")).claim), "2019");
  EXPECT_EQ(Edtf(Read(GdeltRow("1").On("152").Set(2, "0").Set(3, "x")).claim),
            "");
}

TEST(GdeltTest, WhomNamesAndCodesMean) {
  const struct {
    const char* code;
    const char* name;
    const char* country;
    const char* type;
    const char* id;
    const char* acts_for;
  } kCases[] = {
      {"USA", "UNITED STATES", "USA", "", "united-states", ""},
      {"USA", "WASHINGTON", "USA", "", "united-states", ""},
      {"GBR", "BRITISH", "GBR", "", "united-kingdom", ""},
      {"CAN", "ONTARIO", "CAN", "", "ontario", "canada"},
      {"IND", "HINDUSTAN", "IND", "", "india", ""},
      {"USAGOV", "OBAMA", "USA", "GOV", "barack-obama", "united-states"},
      {"USAGOV", "A N OTHER", "USA", "GOV", "a-n-other-us", "united-states"},
      {"COP", "POLICE", "", "COP", "police", ""},
      {"IGOUNO", "UNITED NATIONS", "", "", "united-nations", ""},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.name);
    const Claim claim = Read(GdeltRow("1").Actor1(each.code, each.name,
                                                  each.country, each.type))
                            .claim;
    ASSERT_EQ(claim.participants.size(), 1u);
    EXPECT_EQ(claim.participants[0].entity.value, each.id);
    const auto& acts_for = claim.participants[0].affiliations;
    EXPECT_EQ(acts_for.empty() ? "" : acts_for[0].value, each.acts_for);
  }
}

TEST(GdeltTest, OneCountryOnBothSidesIsThereOnce) {
  const Claim claim = Read(GdeltRow("1")
                               .Code("111")
                               .Actor1("FRA", "FRANCE", "FRA")
                               .Actor2("FRA", "FRENCH", "FRA"))
                          .claim;
  EXPECT_EQ(claim.participants.size(), 1u);
  EXPECT_EQ(claim.headline, "France criticized or denounced");
}

TEST(GdeltTest, NobodyIsNamedIsSaid) {
  const Claim claim =
      Read(GdeltRow("1").Code("130").Actor2("MLI", "MALI", "MLI")).claim;
  EXPECT_EQ(claim.headline, "Somebody made a threat against Mali");
}

TEST(GdeltTest, ATownThatIsElsewhereIsAnother) {
  const auto place = [](const char* latitude, const char* longitude) {
    return Read(GdeltRow("1").At("3", "Springfield, Illinois, United States",
                                 "US", latitude, longitude))
        .claim.places[0]
        .entity.value;
  };
  const std::string far = place("10", "20");
  EXPECT_EQ(far, "springfield-illinois-united-states");
  EXPECT_NE(place("39.8", "-89.6"), far);
}

TEST(GdeltTest, WhatIsWrongNamesItsColumn) {
  const struct {
    GdeltRow row;
    const char* reason;
  } kCases[] = {
      {GdeltRow("x7"), "GLOBALEVENTID 'x7'"},
      {GdeltRow(""), "GLOBALEVENTID ''"},
      {GdeltRow("1").Code("999"), "EventCode '999'"},
      {GdeltRow("1").Code(""), "EventCode ''"},
      {GdeltRow("1").Set(59, "2.02E+13"), "DATEADDED '2.02E+13'"},
      {GdeltRow("1").Set(59, "20191024250000"), "DATEADDED"},
      {GdeltRow("1").Set(34, "much"), "AvgTone 'much'"},
      {GdeltRow("1").Set(34, "nan"), "AvgTone 'nan'"},
      {GdeltRow("1").At("4", "A, B", "FR", "91", "0"), "ActionGeo_Lat '91'"},
      {GdeltRow("1").At("4", "A, B", "FR", "1", ""), "ActionGeo_Long ''"},
      {GdeltRow("1").Set(60, std::string(5000, 'u')), "SOURCEURL"},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.reason);
    const auto record = ReadGdeltEvent(each.row.cells(), News().codes());
    ASSERT_THAT(record, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(record.status().message(), HasSubstr(each.reason));
  }
}

TEST(IcewsTest, ARowBecomesAClaim) {
  std::vector<std::string_view> header;
  SplitTabs(testing::kIcewsHeader, &header);
  const auto columns = IcewsColumns::Find(header);
  ASSERT_THAT(columns, IsOk());
  const std::string line = testing::IcewsLine("123", "10");
  std::vector<std::string_view> cells;
  SplitTabs(line, &cells);
  const auto record = columns->Read(cells, News().codes());
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->cameo, "010") << "a spreadsheet drops the zero";
  const CodedEvent event = News().Read(*record, "icews.tab");
  EXPECT_EQ(event.claim.headline,
            "Vladimir Putin made a statement concerning Ukraine");
  EXPECT_EQ(event.claim.participants[0].entity.value, "vladimir-putin");
  EXPECT_EQ(event.claim.participants[0].affiliations[0].value, "russia");
  EXPECT_EQ(event.claim.participants[1].entity.value, "ukraine");
  EXPECT_EQ(event.claim.places[0].entity.value, "kiev");
  EXPECT_EQ(event.claim.evidence[0].rule, "icews:123");
  EXPECT_EQ(event.claim.evidence[0].sentence, 1u);
  EXPECT_EQ(event.article.source, "example wire");
  EXPECT_EQ(Edtf(event.claim), "2014-03-05");
}

TEST(IcewsTest, AColumnThatIsMissingIsNamed) {
  const std::vector<std::string_view> header = {"Event ID", "Event Date"};
  EXPECT_THAT(IcewsColumns::Find(header).status().message(),
              HasSubstr("no column 'Source Name'"));
}

class RecordBatchTest : public ::testing::Test {
 protected:
  ImportOutcome Import(const GdeltRow& row) {
    RecordBatch batch(base_, &known_);
    const Result<ImportOutcome> outcome = batch.Add(Read(row));
    EXPECT_THAT(outcome, IsOk());
    EXPECT_THAT(base_.Apply(batch.Take()), IsOk());
    return *outcome;
  }
  ImportOutcome Mention(const std::string& id, const std::string& url) {
    const std::string line = testing::GdeltMentionLine(id, url);
    std::vector<std::string_view> cells;
    SplitTabs(line, &cells);
    RecordBatch batch(base_, &known_);
    const auto outcome = batch.Add(*ReadGdeltMention(cells), "m.CSV");
    EXPECT_THAT(outcome, IsOk());
    EXPECT_THAT(base_.Apply(batch.Take()), IsOk());
    return *outcome;
  }
  Event Get(const std::string& id) {
    return *base_.GetEvent(MakeRecordId("gdelt:" + id));
  }

  MemoryKnowledgeBase base_;
  KnownRecords known_;
};

TEST_F(RecordBatchTest, TheSameRowAgainChangesNothing) {
  const GdeltRow row = GdeltRow("1").Actor1("FRA", "FRANCE", "FRA");
  EXPECT_EQ(Import(row), ImportOutcome::kAdded);
  const uint64_t version = base_.Version();
  EXPECT_EQ(Import(row), ImportOutcome::kUnchanged);
  EXPECT_EQ(base_.Version(), version);
}

TEST_F(RecordBatchTest, RowsOfOneArticleWithTheSameHeadlineAreTwoEvents) {
  EXPECT_EQ(Import(GdeltRow("1")), ImportOutcome::kAdded);
  EXPECT_EQ(Import(GdeltRow("2")), ImportOutcome::kAdded);
  EXPECT_EQ(base_.GetCoverage()->events, 2u);
  EXPECT_EQ(base_.GetCoverage()->articles, 1u);
}

TEST_F(RecordBatchTest, ARowThatWasCorrectedReplacesItself) {
  Import(GdeltRow("1").Code("190"));
  EXPECT_EQ(Import(GdeltRow("1").Code("042")), ImportOutcome::kReplaced);
  EXPECT_EQ(Get("1").type, EventType::kConsult);
  EXPECT_EQ(base_.GetCoverage()->events, 1u);
}

TEST_F(RecordBatchTest, AMentionIsOneMoreArticleOfItsEvent) {
  EXPECT_EQ(Mention("1", "https://other.example/b"), ImportOutcome::kRejected);
  Import(GdeltRow("1"));
  const double before = Get("1").confidence;
  EXPECT_EQ(Mention("1", "https://other.example/b"), ImportOutcome::kAdded);
  EXPECT_EQ(Mention("1", "https://other.example/b"), ImportOutcome::kUnchanged);
  EXPECT_EQ(Mention("1", "https://news.example/a/1"),
            ImportOutcome::kUnchanged);
  EXPECT_EQ(Get("1").articles, 2u);
  EXPECT_EQ(Get("1").claims[1].evidence[0].sentence, 2u);
  EXPECT_GT(Get("1").confidence, before);
  // The row again leaves what was told of it since.
  EXPECT_EQ(Import(GdeltRow("1")), ImportOutcome::kUnchanged);
  EXPECT_EQ(Get("1").articles, 2u);
}

TEST_F(RecordBatchTest, AnArticleThatIsThereWithItsTextStays) {
  ImportBatch batch;
  Article article = Read(GdeltRow("1")).article;
  article.text = "What it says.";
  article.import_hash = "of the text";
  batch.put_articles.push_back(article);
  ASSERT_THAT(base_.Apply(batch), IsOk());
  Import(GdeltRow("1"));
  EXPECT_EQ(base_.GetArticle(article.id)->text, "What it says.");
}

}  // namespace
}  // namespace annals
