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

TEST(EntityFinderTest, PutsPlacesWhereTheTextSaysTheyAre) {
  constexpr Case kCases[] = {
      // The state or country behind the comma.
      {"The plant in Durham, N.C., will close.", "Durham", "durham"},
      {"The plant in Durham, N.C., will close.", "N.C.", "north-carolina"},
      {"Ships left Norfolk, Virginia, on Monday.", "Norfolk",
       "norfolk-virginia"},
      {"A bus crashed in Perth, Scotland.", "Perth", "perth-scotland"},
      {"A bus crashed in Cambridge, MA.", "Cambridge",
       "cambridge-massachusetts"},
      {"The talks in Geneva, Switzerland and Vienna, Austria ended.", "Geneva",
       "geneve"},
      // Holds for the rest of the document.
      {"A flood hit Springfield, Illinois. Later, rain fell on Springfield.",
       "Springfield", "springfield-illinois"},
      {"He flew from Odessa, Texas, to Odessa, Ukraine.", "Odessa", "odessa"},
      // A town that no table knows.
      {"They met in Vienna, Oklahoma, in spring.", "Vienna", "vienna-oklahoma"},
      // The country in focus.
      {"The British Met Office warned Norfolk and Suffolk.", "Norfolk",
       "norfolk"},
      {"Australian farmers in Victoria fear a drought.", "Victoria",
       "victoria"},
      {"He was born in Birmingham and grew up in Alabama.", "Birmingham",
       "birmingham-alabama"},
      {"The band played in Birmingham.", "Birmingham", "birmingham"},
      {"Indian farmers left Punjab.", "Punjab", "punjab"},
      {"Pakistani farmers left Punjab.", "Punjab", "punjab-province"},
      // States that are called like a country or a city.
      {"Voters in Georgia, Ohio and Nevada queued.", "Georgia", "georgia-us"},
      {"Georgia's parliament met in Tbilisi.", "Georgia", "georgia"},
      {"The senator from Washington state slept.", "Washington", "washington"},
      {"The senator slept in Washington.", "Washington", "washington-dc"},
      {"Rain fell in Oregon, Washington and Idaho.", "Washington",
       "washington"},
      // Words that say that it is an area.
      {"They left Helmand and Kandahar provinces.", "Kandahar",
       "kandahar-province"},
      {"Shells fell on the Kherson region.", "Kherson", "kherson-oblast"},
      {"The Syrian army entered Tell Abyad-Nur district.", "Tell Abyad-Nur",
       "tell-abyad-nur-syria"},
      // Unknown names where only a place can stand, and the same names
      // elsewhere.
      {"Two men died in the village of Kessari.", "Kessari", "kessari"},
      {"Soldiers took the towns of Barkol, Dumai Tak, Sesso and Orrin.",
       "Sesso", "sesso"},
      {"A well ran dry in the village of Morro in Ontario.", "Morro",
       "morro-ontario"},
      // Names of several words, whatever they begin with or contain.
      {"New South Wales shut its schools.", "New South Wales",
       "new-south-wales"},
      {"He left the People's Republic of China.", "People's Republic of China",
       "china"},
      {"Ships wait off Côte d'Ivoire.", "Côte d'Ivoire", "ivory-coast"},
      {"Neighbouring Uganda shut the border.", "Uganda", "uganda"},
      // In sports a town is its team.
      {"Lyon beat Nantes 2-1 on Sunday.", "Lyon", "lyon-organization"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(each.text);
    EXPECT_EQ(MeaningOf(each.words, each.text), each.id);
  }
}

TEST(EntityFinderTest, DoesNotPutPlacesWhereAListOnlyGoesOn) {
  EXPECT_EQ(MeaningOf("Prague", "He sang in Prague, Oklahoma and Texas."),
            "prague");
  EXPECT_EQ(MeaningOf("Paris", "He sang in Paris, Belgium and Spain."),
            "paris");
}

// What we gather of what the words mean, in a text without a date.
Entity RecordOf(std::string_view words, const std::string& text) {
  const Layers& layers = TheLayers();
  const Document document{text, {}, {}, {}, {}};
  const Language language = layers.language->Read(document);
  const Entities found = layers.entities->Find(
      document, language, layers.times->Find(document, language));
  for (const Mention& mention : found.mentions) {
    if (Slice(text, mention.span) == words) {
      return found.chains[mention.chain].record;
    }
  }
  return Entity();
}

TEST(EntityFinderTest, UnknownNamesArePlacesWhereOnlyAPlaceCanStand) {
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  EXPECT_EQ(RecordOf("Goz Tarra", "A clinic opened in Goz Tarra.").kind,
            EntityKind::kSettlement);
  // Said once, it holds for the whole text.
  EXPECT_EQ(
      RecordOf("Kessari", "He left the village of Kessari. Kessari slept.")
          .kind,
      EntityKind::kSettlement);
  EXPECT_EQ(RecordOf("Lake Tarvo", "The plane fell into Lake Tarvo.").kind,
            EntityKind::kSite);
  EXPECT_EQ(
      RecordOf("Sesso", "He took the towns of Barkol, Dumai and Sesso.").kind,
      EntityKind::kSettlement);
  EXPECT_NE(RecordOf("Tessla Prime",
                     "A role in Tessla Prime paid. Tessla Prime hired him. "
                     "Later Tessla Prime said it had grown.")
                .kind,
            EntityKind::kSettlement);
  EXPECT_EQ(RecordOf("Hudak", "They trust in Marek Hudak. Hudak knows.").kind,
            EntityKind::kPerson);
}

// A point of its own would be finer than what we know.
TEST(EntityFinderTest, AnUnknownPlaceStandsAtItsRegion) {
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  const Entity place =
      RecordOf("Port Hessel", "A fire broke out in Port Hessel, Ontario.");
  EXPECT_FALSE(place.linked);
  EXPECT_EQ(place.country, "CA");
  EXPECT_EQ(place.part_of.value, "ontario");
  EXPECT_EQ(place.coordinates,
            TheLayers().entities->Describe(EntityId{"ontario"})->coordinates);
}

TEST(EntityFinderTest, AnAirportStandsWhereItsTownDoes) {
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  const Entity airport =
      RecordOf("Lyon Airport", "Flights left Lyon Airport late.");
  EXPECT_EQ(airport.kind, EntityKind::kSite);
  EXPECT_EQ(airport.part_of.value, "lyon");
  EXPECT_EQ(airport.coordinates,
            TheLayers().entities->Describe(EntityId{"lyon"})->coordinates);
}

// Within two degrees, which tells a country from its capital or its cities.
TEST(GazetteerTest, AreasStandInTheirMiddle) {
  const struct {
    const char* id;
    double latitude;
    double longitude;
  } kCases[] = {{"canada", 60, -95},      {"australia", -25, 133},
                {"russia", 60, 90},       {"california", 37, -120},
                {"queensland", -23, 143}, {"indian-ocean", -20, 80},
                {"kano-state", 11.5, 8.5}};
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.id);
    const auto area = TheLayers().entities->Describe(EntityId{each.id});
    ASSERT_TRUE(area && area->coordinates);
    EXPECT_NEAR(area->coordinates->latitude, each.latitude, 2);
    EXPECT_NEAR(area->coordinates->longitude, each.longitude, 2);
  }
}

TEST(GazetteerTest, CitiesLieInTheRegionsOfOurTable) {
  ASSERT_THAT(TheLayers().entities, testing::IsOk());
  const Gazetteer& gazetteer = TheLayers().entities->gazetteer();
  const auto city = gazetteer.Describe(EntityId{"kano"});
  ASSERT_TRUE(city);
  EXPECT_THAT(
      gazetteer.Within(*city),
      ::testing::ElementsAre(EntityId{"kano-state"}, EntityId{"nigeria"}));
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
