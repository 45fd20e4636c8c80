// What texts claim, through all layers: in sentences of our own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "core/time/edtf.h"
#include "import/analyzer.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

std::vector<Claim> ClaimsOf(const std::string& text) {
  static const auto* const analyzer = new Result<std::unique_ptr<Analyzer>>(
      Analyzer::Load(Resources::Embedded()));
  EXPECT_THAT(*analyzer, testing::IsOk());
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  return (**analyzer)->Analyze(document, Layer::kEvents).claims;
}

// "CONSULT/phone happened 2025-10-16" of each claim of that type.
std::vector<std::string> Told(const std::string& text, EventType type) {
  std::vector<std::string> told;
  for (const Claim& claim : ClaimsOf(text)) {
    if (claim.type != type) continue;
    std::string line = claim.mode.empty() ? "" : claim.mode + " ";
    line += Name(claim.status);
    line += claim.time ? " " + FormatEdtf(claim.time->interval) : "";
    told.push_back(line);
  }
  return told;
}

TEST(AnalysisTest, ACallAndAMeetingWithAVenueAreTwo) {
  EXPECT_THAT(
      Told("President Lula and President Macron had a phone call on Thursday "
           "and agreed to talks in Lisbon.",
           EventType::kConsult),
      UnorderedElementsAre("phone happened 2025-10-16", "planned"));
}

TEST(AnalysisTest, APlanHasNoDateThatIsOver) {
  EXPECT_THAT(Told("Macron and Merz are to meet in Berlin, a spokesman said on "
                   "Wednesday.",
                   EventType::kConsult),
              ElementsAre("planned"));
  EXPECT_THAT(Told("Macron and Merz are to meet in Berlin on Monday.",
                   EventType::kConsult),
              ElementsAre("planned 2025-10-20"));
}

TEST(AnalysisTest, WhatLiesAheadHasNotHappened) {
  EXPECT_THAT(Told("The prime minister of Hungary faces an election in April.",
                   EventType::kCompete),
              ElementsAre("planned 2026-04"));
}

// "CHANGE Nepal story" of each claim.
std::vector<std::string> Placed(const std::string& text) {
  std::vector<std::string> placed;
  for (const Claim& claim : ClaimsOf(text)) {
    for (const EventPlace& place : claim.places) {
      placed.push_back(std::string(Name(claim.type)) + " " + place.name + " " +
                       std::string(Name(place.role)));
    }
  }
  return placed;
}

TEST(AnalysisTest, ADeedWithoutAPlaceIsInTheCountryOfTheStory) {
  EXPECT_THAT(
      Placed("Crowds filled the streets of Nepal on Monday. Nepal's army "
             "closed the airport. The Nepali prime minister resigned."),
      UnorderedElementsAre("CHANGE Nepal story", "RETREAT Nepal story"));
  // A war of two countries is about neither.
  EXPECT_THAT(
      Placed("Peru and Chile quarrel. Peruvian pilots were arrested, and "
             "Chilean soldiers were arrested too."),
      UnorderedElementsAre());
}

TEST(AnalysisTest, WhatCarriesThePeopleIsWhatCrashes) {
  const std::vector<Claim> claims =
      ClaimsOf("A bus carrying tourists crashed near Oslo on Monday.");
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_EQ(claims[0].type, EventType::kOccur);
  EXPECT_EQ(claims[0].headline, "A bus crashed near Oslo");
}

TEST(AnalysisTest, NobodyKilledThoseWhoDiedInAnAccident) {
  EXPECT_THAT(Told("A ferry capsized off Oslo. Three people were killed.",
                   EventType::kAssault),
              SizeIs(0));
  EXPECT_THAT(Told("Gunmen opened fire in Oslo. Three people were killed.",
                   EventType::kAssault),
              ::testing::Not(SizeIs(0)));
}

TEST(AnalysisTest, WhatIsAgreedOnSaysWhere) {
  EXPECT_THAT(Placed("Macron agreed to meet Merz in Oslo."),
              UnorderedElementsAre("AGREE Oslo venue", "CONSULT Oslo venue"));
  // Two agreements of the same two are told apart by it.
  EXPECT_THAT(Told("Macron and Merz agreed to talks in Oslo. They had agreed "
                   "to meet in Lima in March.",
                   EventType::kAgree),
              SizeIs(2));
}

TEST(AnalysisTest, ACapitalThatActsIsItsGovernment) {
  const std::vector<Claim> claims = ClaimsOf("Ankara warned Baghdad of war.");
  ASSERT_THAT(claims, SizeIs(1));
  ASSERT_THAT(claims[0].participants, SizeIs(2));
  EXPECT_EQ(claims[0].participants[0].name, "Turkey");
  EXPECT_EQ(claims[0].participants[1].name, "Iraq");
}

TEST(AnalysisTest, TheMeansOfADeedIsNoSecondDeed) {
  const std::vector<Claim> claims =
      ClaimsOf("The commander was killed in a US air strike in Marib.");
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_THAT(claims[0].participants, SizeIs(2));
}

TEST(AnalysisTest, WhatAVerbsRuleAsksForIsNoSecondEvent) {
  EXPECT_THAT(ClaimsOf("Malawi and Tanzania signed an agreement on Monday."),
              SizeIs(1));
}

TEST(AnalysisTest, TheObjectBeforeAndDoesNothing) {
  const std::vector<Claim> claims = ClaimsOf(
      "The African Union welcomed the deal, and Norway pledged $15 "
      "million for boats.");
  ASSERT_THAT(claims, SizeIs(2));
  EXPECT_EQ(claims[1].type, EventType::kAid);
  EXPECT_EQ(claims[1].headline, "Norway pledged $15 million for boats");
  EXPECT_THAT(claims[1].participants, SizeIs(1));
}

TEST(AnalysisTest, WhatIsCountedIsNamedOnce) {
  const std::vector<Claim> claims =
      ClaimsOf("Rescuers were searching for dozens of welders in Oslo.");
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_EQ(claims[0].headline,
            "Rescuers were searching for dozens of welders in Oslo");
}

TEST(AnalysisTest, WhatOughtToBeOrMayBeDoneIsNoEvent) {
  EXPECT_THAT(ClaimsOf("Kenya must withdraw from Goma."), SizeIs(0));
  EXPECT_THAT(ClaimsOf("Anybody can sue the city of Oslo."), SizeIs(0));
  EXPECT_THAT(ClaimsOf("Arrest the mayor of Oslo."), SizeIs(0));
  EXPECT_THAT(Told("Kenya will withdraw from Goma.", EventType::kRetreat),
              ElementsAre("withdraw planned"));
}

TEST(AnalysisTest, ABareVerbIsUnderTheModalBeforeIt) {
  EXPECT_THAT(Told("Macron may visit Oslo and meet Merz.", EventType::kConsult),
              ElementsAre("visit possible", "possible"));
}

TEST(AnalysisTest, WhatIsLackingIsDenied) {
  EXPECT_THAT(
      Told("Macron deplored the lack of talks with Merz.", EventType::kConsult),
      ElementsAre("denied"));
}

TEST(AnalysisTest, NoPlansAreADenial) {
  EXPECT_THAT(
      Told("President Macron has no plans to meet Merz.", EventType::kConsult),
      ElementsAre("denied"));
}

TEST(AnalysisTest, SinceGoesOnUpToTheReport) {
  EXPECT_THAT(
      Told("Rebels have shelled Goma since January.", EventType::kAssault),
      ElementsAre(EndsWith("2025-01/2025-10-17")));
}

TEST(AnalysisTest, ARangeIsTheWholeOfIt) {
  EXPECT_THAT(
      Told("Macron visited Brazil from 3 to 5 October.", EventType::kConsult),
      ElementsAre(EndsWith("2025-10-03/2025-10-05")));
}

TEST(AnalysisTest, TheMentionThatSaysMostGivesTheHeadline) {
  const std::vector<Claim> claims = ClaimsOf(
      "The aide said only that Orban and Zelensky had talked on Friday. Orban "
      "had met Zelensky in Vienna that day.");
  ASSERT_THAT(claims, SizeIs(1));
  EXPECT_EQ(claims[0].headline, "Orban had met Zelensky in Vienna");
}

// "Anna Berg source" of each participant of the text's first claim.
std::vector<std::string> Actors(const std::string& text) {
  std::vector<std::string> actors;
  const std::vector<Claim> claims = ClaimsOf(text);
  if (claims.empty()) return actors;
  for (const Participant& each : claims[0].participants) {
    actors.push_back(each.name + " " + std::string(Name(each.role)));
  }
  return actors;
}

TEST(AnalysisTest, TheSubjectIsWhoDoesItWhateverStandsBetween) {
  const struct {
    const char* text;
    std::vector<std::string> actors;
  } cases[] = {
      // What is in parentheses, a title, what is said of a place.
      {"Anna Berg, vice-provost (Education), resigned.", {"Anna Berg source"}},
      {"Anna Berg, Union President, resigned.", {"Anna Berg source"}},
      {"The head of the firm, Anna Berg, resigned.", {"Anna Berg source"}},
      {"It came a day after Volvo, another car maker, released a list.",
       {"Volvo source"}},
      {"Before Christmas, Anna Berg resigned.", {"Anna Berg source"}},
      // Who belongs to a body acts for it.
      {"Rebels of the Karen National Union shelled Yangon.",
       {"Karen National Union source"}},
      // Rebels of a country act against it; its soldiers act for it.
      {"Syrian rebels attacked a convoy in Hama.",
       {"Syrian rebels source", "convoy target"}},
      {"Syrian troops attacked a convoy in Hama.",
       {"Syria source", "convoy target"}},
      // A finite verb behind "and" shares the subject of a finite one.
      {"Beijing urged Oslo to drop the tariffs and threatened to hit back.",
       {"China source", "Norway target"}},
      // Who speaks may stand behind the verb; whom he tells does not speak.
      {"\"Nobody asked us,\" said Anna Berg, the mayor.", {"Anna Berg source"}},
      {"\"Nobody asked us,\" Anna Berg, the mayor, told reporters.",
       {"Anna Berg source"}},
      // A relative clause and what is set off before the verb are passed over.
      {"Two protesters who are part of a gang were arrested.",
       {"protesters target"}},
      {"Anna Berg, the actor best known for playing a judge in Dawn, has died.",
       {"Anna Berg target"}},
      {"The council of Oslo chaired by Anna Berg met Friedrich Merz.",
       {"council participant", "Friedrich Merz participant"}},
      {"After Anna Berg's Labour Party won the election, Merz called her.",
       {"Labour Party source"}},
      // So is what is set off behind it, and what opens a sentence is whose
      // noun comes.
      {"The blaze injured, by one count, nine people.", {"people target"}},
      {"Poisoned in 2015, Anna Berg left.", {"Anna Berg target"}},
      // Who is given something is no place.
      {"Poland sent Ukraine four jets.", {"Poland source", "Ukraine target"}},
      // Nobody but its people acts for a number.
      {"The Senate voted 52 to 48 to repeal the law.",
       {"United States Senate source"}},
      // A list ends where the next clause begins.
      {"To help the schools, Nokia and Volvo signed a deal.",
       {"Volvo participant", "Nokia participant"}},
  };
  for (const auto& each : cases) {
    EXPECT_THAT(Actors(each.text),
                ::testing::UnorderedElementsAreArray(each.actors))
        << each.text;
  }
}

TEST(AnalysisTest, ADeedAndWhatCameOfItAreOne) {
  EXPECT_THAT(Actors("A gunman opened fire in Lyon, killing four pupils."),
              UnorderedElementsAre("gunman source", "pupils target"));
  EXPECT_THAT(Told("A gunman opened fire in Lyon, killing four pupils.",
                   EventType::kAssault),
              SizeIs(1));
}

TEST(AnalysisTest, WhatIsUsualOrNobodyDidIsNoDeed) {
  EXPECT_THAT(Told("The vice-president would normally succeed Anna Berg.",
                   EventType::kChange),
              SizeIs(0));
  EXPECT_THAT(Told("The law gives Oslo the power to veto the bill.",
                   EventType::kReject),
              SizeIs(0));
  EXPECT_THAT(Told("Neither side signed the treaty on Monday.",
                   EventType::kReject),
              ElementsAre("happened 2025-10-13"));
  EXPECT_THAT(Told("Merz did not forget the attack on Kyiv in May.",
                   EventType::kAssault),
              ElementsAre("happened 2025-05"));
  // Naming is not doing; and not doing is what a rule for it codes.
  for (const Claim& claim : ClaimsOf("Zelensky called the attack a crime.")) {
    EXPECT_EQ(claim.participants.empty(), claim.type == EventType::kAssault);
  }
  EXPECT_THAT(Told("Journalists were not allowed into the courtroom on Monday.",
                   EventType::kCoerce),
              ElementsAre("restrict happened 2025-10-13"));
}

TEST(AnalysisTest, AnAnswerInKindIsAnotherDeed) {
  EXPECT_THAT(Told("Norway expelled two Russian diplomats. Russia expelled two "
                   "Norwegian diplomats.",
                   EventType::kSanction),
              SizeIs(2));
}

TEST(AnalysisTest, HeadlinesOfStatementsSayWhatWasSaid) {
  const std::vector<Claim> claims = ClaimsOf(
      "Chancellor Friedrich Merz told reporters that the treaty was "
      "dead.");
  ASSERT_FALSE(claims.empty());
  EXPECT_THAT(claims[0].headline, HasSubstr("the treaty was dead"));
}

}  // namespace
}  // namespace annals
