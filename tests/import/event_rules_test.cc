// Every example and counter-example of every event rule is a test.

#include "import/events/event_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "import/analyzer.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

TEST(EventRulesTest, ExamplesHold) {
  const Resources resources = Resources::Embedded();
  const auto analyzer = Analyzer::Load(resources);
  ASSERT_THAT(analyzer, testing::IsOk());
  const auto rules = EventRules::Load(resources);
  ASSERT_THAT(rules, testing::IsOk());
  ASSERT_FALSE(rules->texts().empty());
  const std::chrono::sys_days published = std::chrono::year{2025} / 10 / 17;
  for (const RuleText& rule : rules->texts()) {
    for (const bool wanted : {true, false}) {
      for (const RuleExample& example :
           wanted ? rule.examples : rule.counter_examples) {
        SCOPED_TRACE(rule.Where(example.line) + " " + example.text);
        const Analysis analysis =
            (*analyzer)->Analyze({example.text, {}, published, {}, {}});
        bool found = false;
        std::string seen;
        for (const Claim& claim : analysis.claims) {
          const std::string& by = claim.evidence.front().rule;
          seen += " " + by;
          found |=
              wanted ? Name(claim.type) == example.expected : by == rule.name;
        }
        EXPECT_EQ(found, wanted) << "found:" << seen;
      }
    }
  }
}

}  // namespace
}  // namespace annals
