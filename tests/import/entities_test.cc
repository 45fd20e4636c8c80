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

}  // namespace
}  // namespace annals
