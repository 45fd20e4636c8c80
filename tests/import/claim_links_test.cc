#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/graph/event_links.h"
#include "import/analyzer.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

// How the text's events stand to each other, each link as
// "relation: words of one > words of the other", by " / ".
std::string LinksIn(const std::string& text) {
  static const auto* const analyzer = new Result<std::unique_ptr<Analyzer>>(
      Analyzer::Load(Resources::Embedded()));
  EXPECT_THAT(*analyzer, testing::IsOk());
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  const std::vector<Claim> claims =
      (**analyzer)->Analyze(document, Layer::kEvents).claims;
  std::string all;
  for (const Claim& claim : claims) {
    for (const ClaimLink& link : claim.links) {
      if (!all.empty()) all += " / ";
      all += Name(link.relation);
      all += ": ";
      all += Slice(text, claim.evidence.front().trigger_span);
      all += " > ";
      all += Slice(text, link.trigger);
    }
  }
  return all;
}

TEST(ClaimLinksTest, ComeFromTheWordsBetweenTwoEvents) {
  const struct {
    const char* text;
    const char* links;
  } cases[] = {
      // Words before the other event.
      {"Two men were arrested during the march in Leeds.",
       "part-of: arrested > march"},
      {"The minister resigned a day after police arrested his son.",
       "follows: resigned > arrested"},
      {"After the attack on Kyiv, Macron called Zelensky.",
       "follows: called > attack"},
      {"Police arrested the mayor of Lagos before the march in Abuja.",
       "follows: march > arrested"},
      {"Germany expelled two Russian diplomats in response to the killing of a "
       "man in Berlin.",
       "responds-to: expelled > killing"},
      {"Orban flew to Moscow after a series of attacks on Kyiv.",
       "follows: flew > attacks"},
      // The verb between them.
      {"The killing of a boy in Nablus sparked protests in Ramallah.",
       "responds-to: protests > killing"},
      {"Protests in Ramallah were sparked by the killing of a boy.",
       "responds-to: Protests > killing"},
      {"The arrest of the mayor came after protests in Lagos.",
       "follows: arrest > protests"},
      // What a reaction is to.
      {"Paris condemned the attack on Kyiv.",
       "responds-to: condemned > attack"},
      {"Police are investigating the shooting of a man in Leeds.",
       "responds-to: investigating > shooting"},
      {"Moscow denied the attack on Odesa.", "contradicts: denied > attack"},
      // What is told of already needs no other words.
      {"Gunmen killed two officers in Dallas. The mayor of Dallas condemned the "
       "killing.",
       "responds-to: condemned > killed"},
      // The words that a sentence opens with.
      {"Norway expelled two Russian diplomats. In response, Russia expelled "
       "two Norwegian diplomats.",
       "responds-to: expelled > expelled"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(LinksIn(each.text), each.links) << each.text;
  }
}

TEST(ClaimLinksTest, NothingIsTiedThatTheSentenceDoesNotTie) {
  for (const char* text : {
           // Told in one sentence, and no more.
           "Gunmen killed two officers in Dallas and police arrested a man.",
           // What may be is no answer to anything.
           "Paris may expel two diplomats after the attack on Kyiv.",
           // What is said to be done is not what is answered.
           "Hungary announced its withdrawal from the court.",
           // The lull is in the fighting, not the call.
           "Kerry called for a lull in the fighting in Yemen.",
           // "later" within the sentence says nothing of the one before.
           "Gunmen killed two officers in Dallas. Police later arrested a man.",
       }) {
    EXPECT_EQ(LinksIn(text), "") << text;
  }
}

}  // namespace
}  // namespace annals
