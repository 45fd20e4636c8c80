#include "import/rulebook/rule_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import/rulebook/lexicon.h"
#include "import/rulebook/resources.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

constexpr char kGood[] = R"(# About dates.
setting dateline 2013-02-12

rule last-weekday
when last
    {weekday:d}
then previous(dateline, d)
  +  last Friday => 2013-02-08
  -  the last Friday of the month

rule other
when x
  + x
  - y
)";

TEST(RuleFileTest, ReadsTheParts) {
  const auto file = ParseRuleFile("t.rules", kGood);
  ASSERT_THAT(file, IsOk());
  ASSERT_EQ(file->settings.size(), 1u);
  EXPECT_EQ(file->settings[0].text, "dateline 2013-02-12");
  ASSERT_EQ(file->rules.size(), 2u);
  const RuleText& rule = file->rules[0];
  EXPECT_EQ(rule.name, "last-weekday");
  ASSERT_EQ(rule.fields.size(), 2u);
  EXPECT_EQ(rule.fields[0].text, "last {weekday:d}");
  ASSERT_EQ(rule.examples.size(), 1u);
  EXPECT_EQ(rule.examples[0].text, "last Friday");
  EXPECT_EQ(rule.examples[0].expected, "2013-02-08");
  EXPECT_EQ(rule.counter_examples[0].line, 9);
}

TEST(RuleFileTest, RefusesWithFileAndLine) {
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"  + x\n", "t.rules:1: an example before the first rule"},
      {"rule\n", "t.rules:1: a rule's name is one word"},
      {"rule a b\n", "t.rules:1: a rule's name is one word"},
      {"rule a\nwhen x\n  - y\n", "t.rules:1: rule 'a' has no '+'"},
      {"rule a\nwhen x\n  + y\n", "t.rules:1: rule 'a' has no '-'"},
      {"rule a\n  + x\n  - y\nrule a\n", "t.rules:4: a second rule"},
      {"rule a\n  stray\n", "t.rules:2: an indented line"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto file = ParseRuleFile("t.rules", c.text);
    ASSERT_THAT(file, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(file.status().message(), HasSubstr(c.message));
  }
}

TEST(LexiconTest, ReadsRowsAndRefusesRaggedOnes) {
  const auto rows = ParseLexicon("w.tsv", "# c\nmonday\t1\r\n\nsun\n", 2);
  ASSERT_THAT(rows, IsOk());
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_THAT((*rows)[0].cells, ElementsAre("monday", "1"));
  EXPECT_THAT((*rows)[1].cells, ElementsAre("sun", ""));
  EXPECT_THAT(ParseLexicon("w.tsv", "a\tb\tc", 2).status().message(),
              HasSubstr("w.tsv:1: has 3 columns"));
  EXPECT_THAT(ParseLexicon("w.tsv", "\tb", 2).status().message(),
              HasSubstr("w.tsv:1: first cell is empty"));
}

// Every rule file that is built in keeps the common form.
TEST(ResourcesTest, EmbeddedRuleFilesParse) {
  const Resources resources = Resources::Embedded();
  for (const std::string& path : resources.List("", ".rules")) {
    const auto text = resources.Get(path);
    ASSERT_THAT(text, IsOk());
    EXPECT_THAT(ParseRuleFile(path, *text), IsOk());
  }
}

TEST(ResourcesTest, NamesWhatIsMissing) {
  const Resources resources = Resources::Embedded();
  EXPECT_THAT(resources.Get("no/such.tsv"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Resources::WithOverrides("/no/such/folder"),
              HasCode(StatusCode::kNotFound));
}

}  // namespace
}  // namespace annals
