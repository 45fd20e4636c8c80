#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "import/analyzer.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

// The headlines of the text's events, by " / ".
std::string HeadlinesOf(const std::string& text) {
  static const auto* const analyzer = new Result<std::unique_ptr<Analyzer>>(
      Analyzer::Load(Resources::Embedded()));
  EXPECT_THAT(*analyzer, testing::IsOk());
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  std::string all;
  for (const Claim& claim :
       (**analyzer)->Analyze(document, Layer::kEvents).claims) {
    if (!all.empty()) all += " / ";
    all += claim.headline;
  }
  return all;
}

TEST(HeadlineTest, IsAShortSentenceOfItsOwnWords) {
  const struct {
    const char* text;
    const char* headlines;
  } cases[] = {
      // The clause as it stands, without its day and what else is told.
      {"Two officers were killed on Friday in a raid on a farm near "
       "Lyon, police said.",
       "Two officers were killed in a raid on a farm near Lyon"},
      {"Gunmen attacked a base in Mali three days earlier.",
       "Gunmen attacked a base in Mali"},
      {"Asked about the fire, Anna Berg said: \u201CWe saw nothing.\u201D",
       "Anna Berg said \u201CWe saw nothing\u201D"},
      {"OSLO, Norway \u2014 The pass is under snow, Anna Berg said on Monday.",
       "Anna Berg said the pass is under snow"},
      {"Canadian mines will close, Anna Berg said on Monday.",
       "Anna Berg said Canadian mines will close"},
      {"Gunmen abducted three nurses in Mali in June.",
       "Gunmen abducted three nurses in Mali"},
      {"A former mayor of the city of Lagos was arrested on Monday.",
       "A former mayor of the city of Lagos was arrested"},
      // What became of it, not a bare infinitive.
      {"Kenyan police failed to arrest the smugglers.",
       "Kenyan police failed to arrest the smugglers"},
      // "Them" opens no headline.
      {"Two of them were taken to hospital in Bergen.",
       "Two of them were taken to hospital in Bergen"},
      // A participle needs no verb that the text has not.
      {"The UN counted villagers displaced by the fighting in Chad.",
       "Villagers displaced by the fighting in Chad"},
      // Parentheses, relative clauses, and titles are left out.
      {"Anna Berg, vice-provost (Education), resigned on Monday.",
       "Anna Berg resigned"},
      {"The army bombed a bridge that links the two towns.",
       "The army bombed a bridge"},
      // A noun with the verb that carries it.
      {"Norway and Sweden held talks on fishing in Oslo.",
       "Norway and Sweden held talks on fishing in Oslo"},
      // Who speaks first, then all that was said.
      {"The harvest will be the worst in years, Anna Berg said on "
       "Monday.",
       "Anna Berg said the harvest will be the worst in years"},
      {"\u201CNobody told us,\u201D Prime Minister Viktor Orban said.",
       "Prime Minister Viktor Orban said \u201CNobody told us\u201D"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(HeadlinesOf(each.text), each.headlines);
  }
}

}  // namespace
}  // namespace annals
