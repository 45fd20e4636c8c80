// Whom and what mentions mean, in sentences of our own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time/edtf.h"
#include "import/entities/entity_finder.h"
#include "import/entities/gazetteer.h"
#include "import/language/language_model.h"
#include "import/rulebook/lexicon.h"
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

// ---- Who held which office when ----

const Gazetteer& TheGazetteer() {
  static const Resources resources = Resources::Embedded();
  static const auto* const gazetteer = new Result(Gazetteer::Load(resources));
  return **gazetteer;
}

struct HolderCase {
  const char* office;
  const char* of;  // country code
  std::chrono::sys_days day;
  const char* id;  // "": nobody
};

std::string HolderOf(const HolderCase& asked) {
  const Entity* const country = TheGazetteer().CountryByCode(asked.of);
  if (country == nullptr) return "no such country";
  const Entity* const holder =
      TheGazetteer().Holder(asked.office, country->id, asked.day);
  return holder == nullptr ? "" : holder->id.value;
}

TEST(GazetteerTest, KnowsWhoHeldAnOfficeThatDay) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const HolderCase kCases[] = {
      {"president", "FR", sys_days{year{2010} / 3 / 1}, "nicolas-sarkozy"},
      {"president", "FR", sys_days{year{2020} / 3 / 1}, "emmanuel-macron"},
      // The day of a handover is the new one's.
      {"chancellor", "DE", sys_days{year{2021} / 12 / 8}, "olaf-scholz"},
      {"prime minister", "UA", sys_days{year{2006} / 1 / 10},
       "yuriy-yekhanurov"},
      {"president", "FR", sys_days{year{1950} / 3 / 1}, ""},
      {"minister of magic", "GB", sys_days{year{2020} / 3 / 1}, ""},
  };
  for (const HolderCase& each : kCases) {
    SCOPED_TRACE(std::string(each.office) + " " + each.of);
    EXPECT_EQ(HolderOf(each), each.id);
  }
}

TEST(GazetteerTest, KnowsAnOfficeByOtherWordsForIt) {
  using std::chrono::sys_days;
  using std::chrono::year;
  constexpr sys_days kDay{year{2020} / 3 / 1};
  const HolderCase kCases[] = {
      {"premier", "HU", kDay, "viktor-orban"},
      {"prime minister", "IE", kDay, "leo-varadkar"},
      {"prime minister", "AT", kDay, "sebastian-kurz"},
      {"foreign minister", "US", kDay, "mike-pompeo"},
      {"top diplomat", "GB", kDay, "dominic-raab"},
      {"defense minister", "DE", kDay, "annegret-kramp-karrenbauer"},
      {"finance minister", "US", kDay, "steven-mnuchin"},
      // An official there, not the minister.
      {"foreign secretary", "IN", kDay, ""},
      // Who leads is not the same office everywhere.
      {"leader", "IT", kDay, "giuseppe-conte"},
      {"leader", "RU", kDay, "vladimir-putin"},
      {"leader", "CN", kDay, "xi-jinping"},
      {"leader", "KP", kDay, "kim-jong-un"},
  };
  for (const HolderCase& each : kCases) {
    SCOPED_TRACE(std::string(each.office) + " " + each.of);
    EXPECT_EQ(HolderOf(each), each.id);
  }
}

TEST(GazetteerTest, WhatFollowsALastNameIsNone) {
  EXPECT_TRUE(TheGazetteer().Has("harald v"));
  EXPECT_TRUE(TheGazetteer().PeopleNamed("v").empty());
  EXPECT_TRUE(TheGazetteer().Has("ferdinand marcos jr."));
  EXPECT_TRUE(TheGazetteer().PeopleNamed("jr.").empty());
  EXPECT_FALSE(TheGazetteer().PeopleNamed("marcos").empty());
  EXPECT_FALSE(TheGazetteer().PeopleNamed("macron").empty());
}

// The latest that a time of this grain may have begun, or the earliest that it
// may have ended: "2004" as a begin says nothing against somebody before it in
// that year.
struct Tenure {
  TimePoint latest_begin;
  TimePoint earliest_end;
  std::string_view holder;
};

Result<Tenure> SurelyHeld(std::string_view held, std::string_view holder) {
  const size_t slash = held.find('/');
  const std::string_view end =
      slash == held.npos ? held : held.substr(slash + 1);
  const Result<TimeInterval> first = ParseEdtf(held.substr(0, slash));
  if (!first.ok()) return first.status();
  if (slash == held.npos) return Tenure{first->begin(), first->end(), holder};
  Tenure tenure{first->end(), kEndOfTime, holder};
  if (end != "..") {
    const Result<TimeInterval> last = ParseEdtf(end);
    if (!last.ok()) return last.status();
    tenure.earliest_end = last->begin();
  }
  return tenure;
}

TEST(OfficeHoldersTest, HoldAnOfficeOneAtATime) {
  constexpr std::chrono::days kHandover{31};
  constexpr std::string_view kHeldByMany[] = {"Envoy"};
  const Resources resources = Resources::Embedded();
  const auto table = resources.Get("en/entities/office_holders.tsv");
  ASSERT_THAT(table, testing::IsOk());
  const auto rows = ParseLexicon("office_holders.tsv", *table, 4);
  ASSERT_THAT(rows, testing::IsOk());
  std::map<std::pair<std::string_view, std::string_view>, std::vector<Tenure>>
      offices;
  for (const LexiconRow& row : *rows) {
    SCOPED_TRACE(std::string(row.cells[0]) + ", " + std::string(row.cells[1]));
    if (row.cells[1].empty()) continue;  // known, but of no office
    const Result<Tenure> tenure = SurelyHeld(row.cells[3], row.cells[0]);
    ASSERT_THAT(tenure, testing::IsOk());
    const Result<TimeInterval> held = ParseEdtf(row.cells[3]);
    ASSERT_THAT(held, testing::IsOk());
    EXPECT_LT(held->begin(), held->end());
    if (std::find(std::begin(kHeldByMany), std::end(kHeldByMany),
                  row.cells[1]) != std::end(kHeldByMany)) {
      continue;
    }
    std::vector<Tenure>& others = offices[{row.cells[1], row.cells[2]}];
    for (const Tenure& other : others) {
      EXPECT_LE(std::min(other.earliest_end, tenure->earliest_end) -
                    std::max(other.latest_begin, tenure->latest_begin),
                kHandover)
          << "as " << other.holder;
    }
    others.push_back(*tenure);
  }
  EXPECT_GT(offices.size(), 100u);
}

}  // namespace
}  // namespace annals
