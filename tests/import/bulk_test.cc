// Files as lines, what a file is, tables into a base, and exports read back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "import/bulk/bulk_importer.h"
#include "import/bulk/bundle_records.h"
#include "import/bulk/byte_source.h"
#include "import/bulk/cells.h"
#include "import/bulk/file_format.h"
#include "import/entities/gazetteer.h"
#include "tests/support/coded_rows.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::GdeltRow;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::MemoryKnowledgeBase;

TEST(CellsTest, TabsDivideAndQuotesAreText) {
  std::vector<std::string_view> cells;
  SplitTabs("a\t\"b\tc\"\t", &cells);
  EXPECT_THAT(cells, ElementsAre("a", "\"b", "c\"", ""));
}

TEST(CellsTest, QuotesHoldSeparators) {
  std::vector<std::string_view> cells;
  std::string storage;
  ASSERT_THAT(SplitQuoted("a,\"b,\"\"c\"\"\",,\"d\"", ',', &cells, &storage),
              IsOk());
  EXPECT_THAT(cells, ElementsAre("a", "b,\"c\"", "", "d"));
  EXPECT_FALSE(SplitQuoted("\"a", ',', &cells, &storage).ok());
  EXPECT_FALSE(SplitQuoted("\"a\"b,c", ',', &cells, &storage).ok());
}

TEST(CellsTest, OnlyDaysOfTheCalendarAreDays) {
  EXPECT_TRUE(ToDay("20240229"));
  for (const char* none : {"", "0", "152", "20250229", "20251301", "2025101",
                           "2025101x", "-2025101"}) {
    EXPECT_FALSE(ToDay(none)) << none;
  }
  EXPECT_TRUE(ToTime("20240229235959"));
  for (const char* none : {"2.02E+13", "20240229240000", "202402292359"}) {
    EXPECT_FALSE(ToTime(none)) << none;
  }
}

struct Cut {
  std::vector<std::string> lines;
  std::vector<uint64_t> too_long;
  uint64_t count = 0;
};

Cut CutLines(std::string bytes, size_t max_line) {
  LineReader reader(ByteSource(std::move(bytes)), max_line);
  Cut cut;
  LineBlock block;
  while (reader.Next(&block)) {
    for (const Line& line : block.lines) {
      cut.lines.push_back(std::to_string(line.number) + ":" +
                          std::string(line.text));
    }
    cut.too_long.insert(cut.too_long.end(), block.too_long.begin(),
                        block.too_long.end());
  }
  cut.count = reader.lines();
  return cut;
}

TEST(LineReaderTest, LinesEndInNewlinesOrWithTheFile) {
  EXPECT_THAT(CutLines("", 10).lines, ElementsAre());
  EXPECT_THAT(CutLines("a", 10).lines, ElementsAre("1:a"));
  EXPECT_THAT(CutLines("a\n", 10).lines, ElementsAre("1:a"));
  EXPECT_THAT(CutLines("a\r\n\nb", 10).lines, ElementsAre("1:a", "2:", "3:b"));
}

TEST(LineReaderTest, ALineThatIsTooLongIsPassedOverAlone) {
  for (const size_t size : {11u, 300'000u, 3'000'000u}) {
    SCOPED_TRACE(size);
    const std::string longest(size, 'x');
    const Cut cut = CutLines("a\n" + longest + "\nb\n" + longest, 10);
    EXPECT_THAT(cut.lines, ElementsAre("1:a", "3:b"));
    EXPECT_THAT(cut.too_long, ElementsAre(2, 4));
    EXPECT_EQ(cut.count, 4u);
  }
}

TEST(LineReaderTest, BlocksHoldEveryLineOnce) {
  std::string bytes;
  for (int i = 0; i < 200'000; ++i) bytes += std::to_string(i) + "\n";
  const Cut cut = CutLines(bytes, 100);
  ASSERT_EQ(cut.lines.size(), 200'000u);
  EXPECT_EQ(cut.lines[123'456], "123457:123456");
  EXPECT_EQ(cut.count, 200'000u);
}

TEST(FileFormatTest, AFileIsWhatItsFirstLinesAre) {
  const std::string gdelt = GdeltRow("1").line() + "\n";
  const struct {
    const char* path;
    std::string text;
    FileFormat format;
  } kCases[] = {
      {"a.CSV", gdelt, FileFormat::kGdeltEvents},
      {"a.CSV", "\xEF\xBB\xBF" + gdelt, FileFormat::kGdeltEvents},
      {"a.CSV", "broken\n" + gdelt + gdelt, FileFormat::kGdeltEvents},
      {"a", GdeltRow("1", 57).line(), FileFormat::kGdeltEvents},
      {"a.txt", GdeltRow("1", 58).line() + "\r\n", FileFormat::kGdeltEvents},
      {"a.CSV", testing::GdeltMentionLine("1", "http://a"),
       FileFormat::kGdeltMentions},
      {"a.tab", std::string(testing::kIcewsHeader) + "\n", FileFormat::kIcews},
      {"a.ndjson", "{\"kind\":\"manifest\",\"format\":", FileFormat::kBundle},
      {"a.ndjson", "{\"id\":\"ev-1\",", FileFormat::kEventLines},
      {"a.yaml", "Date: '2025-01-01'\nSource_URI: Portal:Current events/2025\n",
       FileFormat::kDayYaml},
      {"a.html", "<!DOCTYPE html>\n<div class=\"current-events-main vevent\">",
       FileFormat::kDayHtml},
      {"a.md", "---\ndate: 2025-01-01\n---\nText\n", FileFormat::kPost},
      {"a", "Some text\n", FileFormat::kPost},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.path + std::string(": ") + each.text.substr(0, 60));
    const auto what = Recognize(each.path, each.text, FormatChoice::kAuto);
    ASSERT_THAT(what, IsOk());
    EXPECT_EQ(what->format, each.format) << Name(what->format);
  }
}

TEST(FileFormatTest, AWrongFileIsToldWhatItIs) {
  const std::string tabs(26, '\t');
  const struct {
    const char* path;
    std::string text;
    const char* reason;
  } kCases[] = {
      {"a.CSV", "", "is empty"},
      {"a.CSV", "http://data.example/1.zip\nhttp://data.example/2.zip\n",
       "list of URLs"},
      {"a.CSV", "150 297a16b4 http://data.example/1.zip\n", "list of URLs"},
      {"a.CSV", "x" + tabs + "\n", "knowledge graph"},
      {"a.CSV", "a\tb\tc\n", "has 3 columns"},
      {"a.CSV", "a,b\n", "one column"},
      {"a.CSV", "PK\3\4rest", "zip archive"},
      {"a.ndjson", "{\"some\":\"thing\"}\n", "one column"},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.reason);
    const auto what = Recognize(each.path, each.text, FormatChoice::kAuto);
    ASSERT_THAT(what, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(what.status().message(), HasSubstr(each.reason));
  }
}

TEST(FileFormatTest, AnotherFormatThanWasSaidIsRefused) {
  const std::string gdelt = GdeltRow("1").line();
  EXPECT_THAT(Recognize("a", gdelt, FormatChoice::kGdelt), IsOk());
  EXPECT_THAT(Recognize("a", gdelt, FormatChoice::kIcews).status().message(),
              HasSubstr("is gdelt-events, not icews"));
  EXPECT_EQ(Recognize("a", gdelt, FormatChoice::kJekyll)->format,
            FileFormat::kPost);
}

class BulkImporterTest : public ::testing::Test {
 protected:
  TableSummary Import(const std::string& text, int threads = 2) {
    reasons_.clear();
    const auto what = Recognize("a.CSV", text, FormatChoice::kAuto);
    EXPECT_THAT(what, IsOk());
    BulkImporter importer(**news_, base_, base_);
    const Result<TableSummary> summary = importer.Import(
        "a.CSV", ByteSource(text), *what, threads,
        {[&](const Status& why) { reasons_.push_back(why.message()); },
         [](uint64_t) {}});
    EXPECT_THAT(summary, IsOk());
    return *summary;
  }

  Resources resources_ = Resources::Embedded();
  Result<Gazetteer> gazetteer_ = Gazetteer::Load(resources_);
  Result<std::unique_ptr<CodedNews>> news_ =
      CodedNews::Load(resources_, *gazetteer_);
  MemoryKnowledgeBase base_;
  std::vector<std::string> reasons_;
};

TEST_F(BulkImporterTest, EachLineIsLoadedOrRejectedWithItsNumber) {
  const std::string text = GdeltRow("1").line() + "\n" + "too\tfew\n" +
                           GdeltRow("2").Code("999").line() + "\n" + "\n" +
                           "bad \xff byte\n" + std::string(70'000, 'x') + "\n" +
                           GdeltRow("3").line();
  const TableSummary summary = Import(text);
  EXPECT_EQ(summary.lines, 7u);
  EXPECT_EQ(summary.rows.added, 2u);
  EXPECT_EQ(summary.rows.rejected, 5u);
  EXPECT_THAT(reasons_,
              ElementsAre(HasSubstr("line 2: has 2 columns, not 57, 58 or 61"),
                          HasSubstr("line 3: EventCode '999'"),
                          HasSubstr("line 4: is empty"),
                          HasSubstr("line 5: is not UTF-8 (byte 4)"),
                          HasSubstr("line 6: has more than 65536 bytes")));
}

TEST_F(BulkImporterTest, AnyNumberOfThreadsMakesTheSameBase) {
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    text += GdeltRow(std::to_string(i))
                .Code(i % 2 == 0 ? "190" : "042")
                .Actor1("FRA", "FRANCE", "FRA")
                .Set(60, "http://a/" + std::to_string(i / 7))
                .line() +
            "\n";
  }
  Import(text, 1);
  const MemoryKnowledgeBase one = std::exchange(base_, MemoryKnowledgeBase());
  EXPECT_EQ(Import(text, 4).rows.added, 5000u);
  std::vector<Event> events[2];
  for (const auto& [base, list] :
       {std::pair{&one, &events[0]}, {&base_, &events[1]}}) {
    ASSERT_THAT(base->VisitEvents(Query(),
                                  [&](const EventHit& hit) {
                                    list->push_back(*hit.event);
                                    return true;
                                  }),
                IsOk());
  }
  EXPECT_EQ(events[0], events[1]);
  EXPECT_EQ(Import(text).rows.unchanged, 5000u);
}

TEST_F(BulkImporterTest, AHeaderIsNoRow) {
  const std::string text = std::string(testing::kIcewsHeader) + "\n" +
                           testing::IcewsLine("1", "042") + "\n" +
                           testing::IcewsLine("2", "51") + "\n";
  const TableSummary summary = Import(text);
  EXPECT_EQ(summary.lines, 3u);
  EXPECT_EQ(summary.others, 1u);
  EXPECT_EQ(summary.rows.added, 2u);
}

TEST(BundleRecordsTest, WhatIsMissingIsNamed) {
  const struct {
    const char* line;
    const char* reason;
  } kCases[] = {
      {"", "is no JSON"},
      {"{", "is no JSON"},
      {"[]", "has no object"},
      {"{\"kind\":\"cat\"}", "no records of kind 'cat'"},
      {"{\"kind\":\"article\",\"id\":7}", "'id' is no text"},
      {"{\"kind\":\"article\",\"id\":\"ar-1\"}", "has no 'file'"},
      {"{\"kind\":\"event\",\"id\":\"ev-1\",\"claims\":[]}",
       "'claims' is empty"},
      {"{\"kind\":\"manifest\",\"format\":\"annals-ndjson\",\"version\":1}",
       "no export of version 2"},
      {"{\"_error\":{\"title\":\"full\"}}", "the export failed here"},
      {"{\"id\":\"ev-1\"}", "has no 'type'"},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.line);
    const auto record = ReadBundleRecord(each.line);
    ASSERT_THAT(record, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(record.status().message(), HasSubstr(each.reason));
  }
}

TEST(BundleRecordsTest, AQuoteMustStandWhereItIsSaidTo) {
  Claim claim;
  claim.evidence.push_back({{}, 0, {1, 5}, {1, 2}, "örtü", "r"});
  claim.links.push_back({EventRelation::kFollows, {5, 6}});
  Claim right = claim;
  ASSERT_THAT(ToBytes("aörtü.", &right), IsOk());
  EXPECT_EQ(right.evidence[0].quote_span, (Span{1, 7}));
  EXPECT_EQ(right.evidence[0].trigger_span, (Span{1, 3}));
  EXPECT_EQ(right.links[0].trigger, (Span{7, 8}));
  Claim wrong = claim;
  EXPECT_FALSE(ToBytes("another text", &wrong).ok());
  Claim past = claim;
  EXPECT_FALSE(ToBytes("aör", &past).ok());
}

}  // namespace
}  // namespace annals
