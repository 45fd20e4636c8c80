// Every example and counter-example of every time rule is a test: an example
// must be found by a rule of its own file with the value it names, and a
// counter-example must not be found by its rule.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/time/edtf.h"
#include "import/language/language_model.h"
#include "import/time/time_tagger.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

constexpr std::chrono::sys_days kFebruary = std::chrono::year{2013} / 2 / 12;
constexpr std::chrono::sys_days kOctober = std::chrono::year{2025} / 10 / 17;

struct Engine {
  Resources resources = Resources::Embedded();
  Result<LanguageModel> language = LanguageModel::Load(resources);
  Result<TimeTagger> tagger = TimeTagger::Load(resources);

  std::vector<TimeExpression> Find(
      const std::string& text,
      std::chrono::sys_days published = kFebruary) const {
    const Document document{text, {}, published, {}, {}};
    return tagger->Find(document, language->Read(document));
  }
};

const Engine& TheEngine() {
  static const Engine* const engine = new Engine;
  return *engine;
}

TEST(TimeRulesTest, ExamplesHold) {
  const Engine& engine = TheEngine();
  ASSERT_THAT(engine.language, testing::IsOk());
  ASSERT_THAT(engine.tagger, testing::IsOk());
  ASSERT_FALSE(engine.tagger->rules().texts().empty());
  for (const RuleText& rule : engine.tagger->rules().texts()) {
    for (const RuleExample& example : rule.examples) {
      SCOPED_TRACE(rule.Where(example.line) + " " + example.text);
      bool found = false;
      std::string seen;
      for (const TimeExpression& e : engine.Find(example.text)) {
        found |= (e.rule == rule.name || e.relation == rule.name) &&
                 e.value == example.expected;
        seen += " " + e.rule + "(" + e.relation + ")=" + e.value;
      }
      EXPECT_TRUE(found) << "found:" << seen;
    }
    for (const RuleExample& example : rule.counter_examples) {
      SCOPED_TRACE(rule.Where(example.line) + " " + example.text);
      for (const TimeExpression& e : engine.Find(example.text)) {
        EXPECT_NE(e.rule, rule.name) << e.value;
        EXPECT_NE(e.relation, rule.name) << e.value;
      }
    }
  }
}

// The cells of a row of a Markdown table.
std::vector<std::string> Cells(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream in(row.substr(std::min<size_t>(row.size(), 1)));
  for (std::string cell; std::getline(in, cell, '|');) {
    const size_t begin = cell.find_first_not_of(' ');
    const size_t end = cell.find_last_not_of(' ');
    cells.push_back(begin == cell.npos ? ""
                                       : cell.substr(begin, end - begin + 1));
  }
  return cells;
}

TEST(TimeTaggerTest, TheTableInTheDocsIsTrue) {
  std::ifstream docs(std::string(ANNALS_SOURCE_DIR) + "/docs/time.md");
  size_t rows = 0;
  for (std::string line; std::getline(docs, line);) {
    const std::vector<std::string> cells = Cells(line);
    if (cells.size() != 4 || cells[0] == "said" || cells[0] == "---") continue;
    SCOPED_TRACE(line);
    ++rows;
    bool found = false;
    for (const TimeExpression& e : TheEngine().Find(cells[0], kOctober)) {
      if (Slice(cells[0], e.span) != cells[1]) continue;
      found = true;
      EXPECT_EQ(e.value, cells[2]);
      EXPECT_EQ(e.interval ? FormatEdtf(*e.interval) : "", cells[3]);
    }
    EXPECT_TRUE(found);
  }
  EXPECT_GE(rows, 15u);
}

TEST(TimeTaggerTest, WithoutADateOnlyFullDatesHaveATime) {
  const std::string text =
      "They met on Friday, two days ago, and on 4 May 1999.";
  const Document document{text, {}, std::nullopt, {}, {}};
  const Engine& engine = TheEngine();
  const auto found =
      engine.tagger->Find(document, engine.language->Read(document));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_FALSE(found[0].interval);
  EXPECT_FALSE(found[1].interval);
  ASSERT_TRUE(found[2].interval);
  EXPECT_EQ(FormatEdtf(*found[2].interval), "1999-05-04");
}

TEST(TimeTaggerTest, HangsTimesOnEvents) {
  const auto found = TheEngine().Find("A day after the vote, the market fell.");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_TRUE(found[0].anchor);
  EXPECT_EQ(found[0].anchor->offset, 1);
  EXPECT_EQ(found[0].anchor->relation, EventAnchor::Relation::kAfter);
}

}  // namespace
}  // namespace annals
