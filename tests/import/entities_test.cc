// Whom and what mentions mean, in sentences of our own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "import/entities/entity_finder.h"
#include "import/language/language_model.h"
#include "import/time/time_tagger.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

struct Layers {
  Resources resources = Resources::Embedded();
  Result<LanguageModel> language = LanguageModel::Load(resources);
  Result<TimeTagger> times = TimeTagger::Load(resources);
  Result<EntityFinder> entities = EntityFinder::Load(resources);
};

const Layers& TheLayers() {
  static const Layers* const layers = new Layers;
  return *layers;
}

// The id of what the words mean, "" if they are no mention.
std::string MeaningOf(std::string_view words, const std::string& text) {
  const Layers& layers = TheLayers();
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  const Language language = layers.language->Read(document);
  const Entities found = layers.entities->Find(
      document, language, layers.times->Find(document, language));
  std::string id;
  for (const Mention& mention : found.mentions) {
    if (Slice(text, mention.span) == words) {
      id = found.chains[mention.chain].entity.value;
    }
  }
  return id;
}

struct Case {
  const char* text;
  const char* words;
  const char* id;
};

TEST(EntityFinderTest, KnowsWhoAndWhereIsMeant) {
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  constexpr Case kCases[] = {
      {"They met in the Hungarian capital.", "the Hungarian capital",
       "budapest"},
      {"Shops in Peru's capital were shut.", "'s capital", "lima"},
      {"Orban told the radio that he would speak to Putin.", "Putin",
       "vladimir-putin"},
      {"Orban told the radio that he would speak to Putin.", "he",
       "viktor-orban"},
      {"The US president spoke first.", "The US president", "donald-trump"},
      {"Emmanuel Macron spoke. Later Macron left.", "Macron",
       "emmanuel-macron"},
      {"A bus overturned in Lyon on Friday.", "Lyon", "lyon"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(each.text);
    EXPECT_EQ(MeaningOf(each.words, each.text), each.id);
  }
}

TEST(EntityFinderTest, ABodyOfSeveralWordsIsNoTownOfThatName) {
  EXPECT_NE(MeaningOf("White House", "He arrives at the White House today."),
            "casablanca");
}

TEST(EntityFinderTest, CapitalAsMoneyIsNoCity) {
  EXPECT_EQ(MeaningOf("fresh capital", "The bank found fresh capital."), "");
}

struct Named {
  std::string kind;  // "" if the words are no mention
  std::string rule;
};

Named KindOf(std::string_view words, const std::string& text) {
  const Layers& layers = TheLayers();
  const Document document{text, {}, {}, {}, {}};
  const Language language = layers.language->Read(document);
  const Entities found = layers.entities->Find(document, language, {});
  for (const Mention& mention : found.mentions) {
    if (Slice(text, mention.span) == words) {
      return {std::string(Name(found.chains[mention.chain].record.kind)),
              mention.rule};
    }
  }
  return {};
}

TEST(EntityFinderTest, SignsTellTheKindOfAnUnknownName) {
  constexpr struct {
    const char* text;
    const char* words;
    const char* kind;
  } kCases[] = {
      // What the name is made of.
      {"They praised Solveig Ostrem for her patience.", "Solveig Ostrem",
       "person"},
      {"The Quarrytown Hornets lost by ten points.", "Quarrytown Hornets",
       "organization"},
      {"Zubkovets GmbH hired forty people.", "Zubkovets GmbH", "organization"},
      {"The governor of Puerto Rico, Ricardo Ostrem Bergdahl, has resigned.",
       "Ricardo Ostrem Bergdahl", "person"},
      {"There was fighting between the Grunsvi and Ostrem tribes.", "Grunsvi",
       "organization"},
      // What stands before it.
      {"The road leads to the hamlet of Grunsvik.", "Grunsvik", "settlement"},
      {"He lives with his wife Yndra in the hills.", "Yndra", "person"},
      {"She founded the band Quellwasser at school.", "Quellwasser",
       "organization"},
      {"He was a member of Grunsvik for years.", "Grunsvik", "organization"},
      {"Gunmen attacked Grunsvik at dawn.", "Grunsvik", "settlement"},
      // What stands after it.
      {"Brontvik, who retired last year, disagreed.", "Brontvik", "person"},
      {"Drellholm is a village on the coast.", "Drellholm", "settlement"},
      {"Ovrantis was founded by three engineers.", "Ovrantis", "organization"},
      {"They moved to Grelmsund, Norway, as children.", "Grelmsund",
       "settlement"},
      {"Brontvik's wife had left the house.", "Brontvik", "person"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const Named named = KindOf(c.words, c.text);
    EXPECT_EQ(named.kind, c.kind) << named.rule;
  }
}

TEST(EntityFinderTest, ATownThatSpeaksMayBeSomebody) {
  EXPECT_EQ(
      KindOf("Darwin", "Darwin, who was born in 1809, married his cousin.")
          .kind,
      "person");
  EXPECT_EQ(KindOf("Darwin", "The ship sailed from Darwin to Jakarta.").kind,
            "settlement");
}

TEST(EntityFinderTest, NamesGoOnOverTheirJoiners) {
  constexpr struct {
    const char* text;
    const char* words;
    const char* kind;
  } kCases[] = {
      {"The Ministry of Forests and Fisheries was closed.",
       "Ministry of Forests and Fisheries", "organization"},
      {"Shares of Brontex, Inc. rose sharply.", "Brontex, Inc.",
       "organization"},
      {"She works for the National Harvest Party.", "National Harvest Party",
       "organization"},
      {"He served in the 65th Air Division.", "65th Air Division",
       "organization"},
      {"They once toured with The Gravel Orbiters.", "The Gravel Orbiters",
       "organization"},
      {"Doctors of the General Hospital went home.", "General Hospital",
       "site"},
      // Not over these.
      {"The City of Phoenix raised its fees.", "Phoenix", "settlement"},
      {"Secretary of State Solveig Ostrem resigned.", "Solveig Ostrem",
       "person"},
      {"The Peruvian Ministry of Forests was closed.", "Ministry of Forests",
       "organization"},
      {"The Russian-held town was shelled.", "Russian-held", "country"},
      {"They spoke to Prime Minister of Canada Solveig Ostrem.",
       "Solveig Ostrem", "person"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const Named named = KindOf(c.words, c.text);
    EXPECT_EQ(named.kind, c.kind) << named.rule;
  }
}

TEST(EntityFinderTest, CapitalsAloneMakeNoName) {
  EXPECT_EQ(KindOf("Locomotive", "Locomotive sheds stood there.").kind, "");
  EXPECT_EQ(KindOf("Trump", "Trump spoke first.").kind, "person");
  EXPECT_EQ(KindOf("DVD", "It was sold on DVD for years.").kind, "");
  EXPECT_EQ(KindOf("London-based", "The London-based firm closed.").kind, "");
}

TEST(EntityFinderTest, AHeadlineHidesNoNameThatTheTextGives) {
  EXPECT_EQ(MeaningOf("PUTIN", "TRUMP MEETS PUTIN IN BUDAPEST NEXT WEEK"),
            "vladimir-putin");
  EXPECT_EQ(MeaningOf("OSTREM",
                      "MAYOR MEETS OSTREM IN THE OLD TOWN\n"
                      "Solveig Ostrem met the mayor on Monday."),
            "solveig-ostrem");
}

TEST(NameWordsTest, FamilyNamesAreKnownByTheirEnds) {
  const Result<NameFinder> finder = NameFinder::Load(TheLayers().resources);
  ASSERT_THAT(finder, testing::IsOk());
  for (const char* name : {"brandvoldsson", "mcquillanby", "o'dunstan",
                           "tretyachenko", "nakamura"}) {
    EXPECT_TRUE(finder->words().IsFamilyName(name)) << name;
  }
  for (const char* word : {"", "son", "ov", "railway", "mc"}) {
    EXPECT_FALSE(finder->words().IsFamilyName(word)) << word;
  }
}

}  // namespace
}  // namespace annals
