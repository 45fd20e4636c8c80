// Whose an office is, and what descriptions and pronouns mean, in sentences of
// our own.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "import/entities/entity_finder.h"
#include "import/language/language_model.h"

namespace annals {
namespace {

struct Read {
  std::string text;
  Entities entities;
};

Read Find(const std::string& text) {
  static const Resources resources = Resources::Embedded();
  static const auto* const language =
      new Result(LanguageModel::Load(resources));
  static const auto* const finder = new Result(EntityFinder::Load(resources));
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  return {text, (*finder)->Find(document, (*language)->Read(document), {})};
}

std::string OfficeAt(std::string_view words, const std::string& text) {
  const Read read = Find(text);
  for (const OfficeMention& office : read.entities.offices) {
    if (Slice(read.text, office.span) == words) return office.name;
  }
  return "";
}

std::string MeaningOf(std::string_view words, const std::string& text) {
  const Read read = Find(text);
  for (const Mention& mention : read.entities.mentions) {
    if (Slice(read.text, mention.span) == words) {
      return read.entities.chains[mention.chain].record.name;
    }
  }
  return "";
}

// "jane-doe: Mayor of oslo", each on a line.
std::string StatedIn(const std::string& text) {
  std::string all;
  for (const StatedOffice& office : Find(text).entities.stated) {
    all += (all.empty() ? "" : "\n") + office.holder.value + ": " +
           office.title + " of " + office.of.value;
  }
  return all;
}

TEST(StatedOfficesTest, AreThoseThatStandWithTheirHoldersName) {
  constexpr std::string_view kMinister =
      "jane-doe: Minister of Defence of norway";
  EXPECT_EQ(StatedIn("Jane Doe, the defence minister of Norway, spoke."),
            kMinister);
  EXPECT_EQ(StatedIn("Norwegian Defence Minister Jane Doe spoke on Monday."),
            kMinister);
  EXPECT_EQ(StatedIn("The mayor of Oslo, Jane Doe, spoke on Monday."),
            "jane-doe: Mayor of oslo");
}

TEST(StatedOfficesTest, AreNotThoseThatWereOrThatOthersHold) {
  for (const char* text : {
           "Norway's former defence minister Jane Doe spoke on Monday.",
           "Norway's deputy prime minister, Jane Doe, spoke on Monday.",
           "Jane Doe met the defence minister of Norway on Monday.",
           "Jane Doe spoke, the mayor of Oslo said on Monday.",
           "Jane Doe of the Norwegian defence ministry spoke on Monday.",
           // Nobody says whose.
           "Norway slept. Defence Minister Jane Doe spoke on Monday.",
           // Our tables know who held what.
           "Viktor Orban, the mayor of Oslo, spoke on Monday.",
       }) {
    EXPECT_EQ(StatedIn(text), "") << text;
  }
}

TEST(OfficesTest, AreOfTheCountrySaidWithThem) {
  EXPECT_EQ(OfficeAt("president", "The president of Ghana left for Oslo."),
            "President of Ghana");
  EXPECT_EQ(OfficeAt("prime minister", "Hungary's prime minister left Oslo."),
            "Prime Minister of Hungary");
  EXPECT_EQ(OfficeAt("military", "In Rome the Ghanaian military held a drill."),
            "Ghanaian Armed Forces");
}

TEST(OfficesTest, AreOfTheCountryTheirHolderActsFor) {
  EXPECT_EQ(OfficeAt("Prime Minister",
                     "In Oslo on Friday, Prime Minister Viktor Orban spoke."),
            "Prime Minister of Hungary");
}

TEST(OfficesTest, AreElseOfThePlaceThatIsNear) {
  EXPECT_EQ(OfficeAt("government",
                     "Floods hit Ghana. The government opened shelters."),
            "Government of Ghana");
  EXPECT_EQ(OfficeAt("mayor", "The mayor said Lyon was ready."),
            "Mayor of Lyon");
}

TEST(OfficesTest, MinistriesHaveOneNameHoweverSaid) {
  constexpr std::string_view kName = "Ministry of Health of Ghana";
  EXPECT_EQ(OfficeAt("health ministry", "Ghana's health ministry sent beds."),
            kName);
  EXPECT_EQ(
      OfficeAt("Ministry of Health", "Ghana's Ministry of Health sent it."),
      kName);
}

TEST(OfficesTest, WithoutAPlaceThereIsNone) {
  EXPECT_EQ(OfficeAt("government", "The government fell."), "");
}

TEST(DescriptionsTest, MeanTheLastOfTheirKind) {
  EXPECT_EQ(MeaningOf("the city", "They came to Lyon and found the city shut."),
            "Lyon");
  EXPECT_EQ(MeaningOf("The country", "He left Ghana. The country is calm."),
            "Ghana");
}

TEST(DescriptionsTest, ThatSayThemselvesWhichOneMeanNoOther) {
  EXPECT_EQ(
      MeaningOf("the city",
                "They came to Lyon and spoke of the city of their birth."),
      "");
}

TEST(DescriptionsTest, EndLikeTheNameTheyMean) {
  EXPECT_EQ(MeaningOf("The court",
                      "The Lagos Appeal Court sat. The court will rule soon."),
            "Lagos Appeal Court");
}

TEST(PronounsTest, IsWhoSpeaks) {
  EXPECT_EQ(MeaningOf("I", "Viktor Orban said: \"Now I must go.\""),
            "Viktor Orban");
  EXPECT_EQ(MeaningOf("I", "Viktor Orban left, and I stayed."), "");
}

TEST(PronounsTest, TheyAreNotTheBodyWhereOthersAreMany) {
  EXPECT_EQ(MeaningOf("They", "The United Nations met. They agreed."),
            "United Nations");
  EXPECT_EQ(
      MeaningOf("They", "Guests of the United Nations arrived. They ate."), "");
}

}  // namespace
}  // namespace annals
