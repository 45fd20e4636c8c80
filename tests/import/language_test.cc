#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "import/language/language_model.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::IsOk;

const LanguageModel& Model() {
  static const Resources* const resources =
      new Resources(Resources::Embedded());
  static const LanguageModel* const model = [] {
    Result<LanguageModel> loaded = LanguageModel::Load(*resources);
    if (!loaded.ok()) ADD_FAILURE() << loaded.status().message();
    return new LanguageModel(std::move(*loaded));
  }();
  return *model;
}

Language Read(std::string_view text) {
  return Model().Read({text, {}, {}, {}, {}});
}

// "Mr.|Orban|'s|visit"; sentences end in "‖".
std::string Shown(std::string_view text) {
  const Language language = Read(text);
  std::string out;
  for (const Sentence& sentence : language.sentences) {
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      out += Slice(text, language.tokens[i].span);
      out += i + 1 < sentence.end ? "|" : "\u2016";
    }
  }
  return out;
}

TEST(TokenizerTest, SplitsTokensAndSentences) {
  const struct {
    const char* text;
    const char* shown;
  } cases[] = {
      {"Mr. Orban's U.S. visit ended.",
       "Mr.|Orban|'s|U.S.|visit|ended|.\u2016"},
      {"It ended.Then 2,500 left.", "It|ended|.\u2016Then|2,500|left|.\u2016"},
      {"He didn\u2019t go.", "He|did|n\u2019t|go|.\u2016"},
      {"US-Russian talks, on-off", "US|-|Russian|talks|,|on-off\u2016"},
      {"\u201CGo!\u201D he said. \u201CNow.\u201D She left.",
       "\u201C|Go|!|\u201D|he|said|.\u2016\u201C|Now|.|\u201D\u2016She|left|."
       "\u2016"},
      {"They live in the U.S. The rest left.",
       "They|live|in|the|U.S.\u2016The|rest|left|.\u2016"},
      {"The U.S. Senate voted at 10:30 p.m. on 2025-10-17.",
       "The|U.S.|Senate|voted|at|10:30|p.m.|on|2025-10-17|.\u2016"},
      {"It cost $40.5m, or 3.5%.", "It|cost|$40.5|m|,|or|3.5|%|.\u2016"},
      {"J. K. Smith of No. 10 spoke...",
       "J.|K.|Smith|of|No.|10|spoke|...\u2016"},
      {"A heading\nA line", "A|heading\u2016A|line\u2016"},
      {"See https://a.example/b?c=d. Done",
       "See|https://a.example/b?c=d|.\u2016Done\u2016"},
      {"", ""},
      {"  \n \n", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Shown(c.text), c.shown);
}

TEST(TokenizerTest, TokensCoverAllThatIsNotSpace) {
  const std::string text = "a\xFF\xFE b\u00A0c \u0301 \xF0\x9F\x98\x80!? \x01";
  const Language language = Read(text);
  size_t at = 0;
  for (const Token& token : language.tokens) {
    EXPECT_GE(token.span.begin, at);
    EXPECT_GT(token.span.end, token.span.begin);
    at = token.span.end;
  }
}

std::string Tags(std::string_view text) {
  std::string out;
  for (const Token& token : Read(text).tokens) {
    if (token.tag == Tag::kPunctuation) continue;
    if (!out.empty()) out += ' ';
    out += Name(token.tag);
  }
  return out;
}

TEST(TokenizerTest, ASmallParticleDoesNotMakeANameSmall) {
  const struct {
    const char* word;
    bool capitalized;
  } cases[] = {
      {"Hasakah", true},    {"al-Hasakah", true},   {"el-Sisi", true},
      {"al-fresco", false}, {"anti-Soviet", false}, {"al-", false},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.word);
    const Language language = Read(each.word);
    ASSERT_FALSE(language.tokens.empty());
    EXPECT_EQ(language.tokens[0].capitalized, each.capitalized);
  }
}

TEST(TaggerTest, TagsPlainNews) {
  EXPECT_EQ(Tags("The minister met his counterpart in Vienna on Monday."),
            "DT NN VBD PRP$ NN IN NNP IN NNP");
  EXPECT_EQ(Tags("Rebels will attack the airport."), "NNS MD VB DT NN");
  EXPECT_EQ(Tags("She was arrested by police."), "PRP VBD VBN IN NN");
  EXPECT_EQ(Tags("Talks between Xanthia and Qorvath collapsed."),
            "NNS IN NNP CC NNP VBD");
}

TEST(TaggerTest, MendsWhatATrigramCannotSee) {
  const struct {
    const char* text;
    const char* tags;
  } cases[] = {
      // What somebody owns is a noun.
      {"They lost their lives in the fire.", "PRP VBD PRP$ NNS IN DT NN"},
      // A past tense that nothing is done by, and one that is a participle.
      {"Gen Mwangi, their chief, appealed for calm.",
       "NNP NNP PRP$ NN VBD IN NN"},
      {"The man arrested in Lyon was charged.", "DT NN VBN IN NNP VBD VBN"},
      // One of a series of predicates has an object; "killed by" has none.
      {"She held a meeting, deployed troops and left.",
       "PRP VBD DT NN VBD NNS CC VBD"},
      {"He died, killed by a bomb.", "PRP VBD VBN IN DT NN"},
      // No participle stands behind a verb of its own.
      {"She visited injured protesters.", "PRP VBD JJ NNS"},
      // "that" points at no plural; a mark is no word, however it is printed.
      {"He said that many roads were shut.", "PRP VBD IN JJ NNS VBD VBN"},
      {"\u201CWe lost,\u201D he said.", "PRP VBD PRP VBD"},
      // No verb stands between a number and a noun; no name opens a sentence
      // only because it has no article.
      {"It has three confirmed cases.", "PRP VBZ CD JJ NNS"},
      {"Rubble blocked the road.", "NN VBD DT NN"},
      // A plural that only WordNet knows.
      {"Two militants fled.", "CD NNS VBD"},
      // Behind a modal or "to" and before an object stands a verb.
      {"The embassy will debrief the men.", "DT NN MD VB DT NNS"},
      {"He asked Herzog to pardon Cohen.", "PRP VBD NNP TO VB NNP"},
      // No plural stands between two names where there is no other verb.
      {"Merz visits Oslo on Monday.", "NNP VBZ NNP IN NNP"},
      {"Apple shares Monday fell.", "NNP NNS NNP VBD"},
      // The verb of "The board … met" comes yet.
      {"The board chaired by Berg met.", "DT NN VBN IN NNP VBD"},
      {"Prices fell by a third.", "NNS VBD IN DT JJ"},
      // Past tenses and nouns that look alike.
      {"The bank cut rates in May.", "DT NN VBD NNS IN NNP"},
      {"The bank froze funding to Mali.", "DT NN VBD NN TO NNP"},
      {"Police fired tear gas.", "NNS VBD NN NN"},
      {"She helped rescue a dog.", "PRP VBD VB DT NN"},
  };
  for (const auto& each : cases) EXPECT_EQ(Tags(each.text), each.tags);
}

TEST(WordNetTest, FindsBaseForms) {
  const WordNet& net = Model().word_net();
  const struct {
    const char* word;
    Tag tag;
    const char* lemma;
  } cases[] = {
      {"met", Tag::kVBD, "meet"},       {"agreeing", Tag::kVBG, "agree"},
      {"stopped", Tag::kVBD, "stop"},   {"men", Tag::kNNS, "man"},
      {"cities", Tag::kNNS, "city"},    {"was", Tag::kVBD, "be"},
      {"attacks", Tag::kVBZ, "attack"}, {"leaves", Tag::kVBZ, "leave"},
      {"talks", Tag::kNNS, "talk"},     {"xyzzied", Tag::kVBD, "xyzzied"},
  };
  for (const auto& c : cases) EXPECT_EQ(net.Lemma(c.word, c.tag), c.lemma);
}

TEST(WordNetTest, KnowsClasses) {
  const WordNet& net = Model().word_net();
  EXPECT_TRUE(net.IsMainly("minister", WordClass::kNounPerson));
  EXPECT_TRUE(net.IsMainly("earthquake", WordClass::kNounEvent));
  EXPECT_TRUE(net.NounClasses("qwertyuiop").empty());
  EXPECT_THAT(net.VerbClasses("say"),
              ::testing::Contains(WordClass::kVerbCommunication));
}

std::string Chunks(std::string_view text) {
  const Language language = Read(text);
  std::string out;
  for (const Chunk& chunk : language.chunks) {
    const Span span{language.tokens[chunk.begin].span.begin,
                    language.tokens[chunk.end - 1].span.end};
    out += chunk.kind == Chunk::Kind::kNoun ? "[" : "<";
    out += Slice(text, span);
    out += chunk.kind == Chunk::Kind::kNoun ? "]" : ">";
  }
  return out;
}

TEST(ChunkerTest, FindsNounAndVerbChunks) {
  EXPECT_EQ(Chunks("The Russian president has not said who will attend."),
            "[The Russian president]<has not said>[who]<will attend>");
  EXPECT_EQ(Chunks("Russia's invasion of Ukraine began in 2022."),
            "[Russia]['s invasion][Ukraine]<began>[2022]");
  EXPECT_EQ(Chunks("He agreed to meet the two leaders."),
            "[He]<agreed><to meet>[the two leaders]");
  // Where a noun phrase ends.
  EXPECT_EQ(Chunks("In 2020 Pakistan banned it."),
            "[2020][Pakistan]<banned>[it]");
  EXPECT_EQ(Chunks("In August Trump telephoned him."),
            "[August][Trump]<telephoned>[him]");
  EXPECT_EQ(Chunks("On the same day Congress voted."),
            "[the same day][Congress]<voted>");
  EXPECT_EQ(Chunks("For several days Iran denied it."),
            "[several days][Iran]<denied>[it]");
  EXPECT_EQ(Chunks("The court fined Volvo 20 million euros."),
            "[The court]<fined>[Volvo][20 million euros]");
  EXPECT_EQ(Chunks("Poland sent Ukraine four jets."),
            "[Poland]<sent>[Ukraine][four jets]");
  EXPECT_EQ(Chunks("He flew a Boeing 737 jet."),
            "[He]<flew>[a Boeing 737 jet]");
  EXPECT_EQ(Chunks("In Oslo hundreds of people marched."),
            "[Oslo][hundreds][people]<marched>");
  EXPECT_EQ(Chunks("He joined the June Movement."),
            "[He]<joined>[the June Movement]");
}

}  // namespace
}  // namespace annals
