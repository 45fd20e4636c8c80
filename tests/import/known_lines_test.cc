// Lines of sources: what each format's line comes to, what is rejected and why,
// and which entity of ours it is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/edtf.h"
#include "import/known/geonames_line.h"
#include "import/known/known_identity.h"
#include "import/known/ndjson_line.h"
#include "import/known/source_format.h"
#include "import/known/wikidata_line.h"
#include "import/rulebook/resources.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::IsOkAnd;

struct Readers {
  Resources resources = Resources::Embedded();
  Result<Gazetteer> gazetteer = Gazetteer::Load(resources);
  Result<GeonamesLines> geonames = GeonamesLines::Load(resources);
  Result<std::unique_ptr<WikidataLines>> wikidata =
      WikidataLines::Load(resources, *gazetteer);
  NdjsonLines ndjson;
};

Readers& TheReaders() {
  static Readers* const readers = new Readers;
  return *readers;
}

std::string Geo(std::string_view id, std::string_view name,
                std::string_view others, std::string_view latitude,
                std::string_view longitude, std::string_view feature,
                std::string_view code, std::string_view country,
                std::string_view admin1, std::string_view population) {
  std::string line;
  for (const std::string_view cell :
       {id, name, name, others, latitude, longitude, feature, code, country,
        std::string_view(), admin1, std::string_view(), std::string_view(),
        std::string_view(), population, std::string_view(), std::string_view(),
        std::string_view("Europe/Oslo"), std::string_view("2020-01-01")}) {
    line += line.empty() ? "" : "\t";
    line += cell;
  }
  return line;
}

TEST(GeonamesLinesTest, ATownHasItsPlaceRegionAndPopulation) {
  const auto read = TheReaders().geonames->Read(
      Geo("3", "Quillburg", "QBG,Kvilburg,Квилбург", "41.6", "-99.8", "P",
          "PPL", "US", "NE", "900"));
  ASSERT_THAT(read, IsOk());
  ASSERT_TRUE(read->record);
  const Entity& town = read->record->entity;
  EXPECT_EQ(read->record->source, "g3");
  EXPECT_EQ(town.kind, EntityKind::kSettlement);
  EXPECT_EQ(town.country, "US");
  EXPECT_EQ(town.part_of.value, "nebraska");
  EXPECT_EQ(town.population, 900);
  EXPECT_EQ(town.coordinates, (Coordinates{41.6, -99.8}));
  EXPECT_THAT(town.aliases, ElementsAre("Kvilburg"));
  EXPECT_EQ(read->record->prior, 295);
}

TEST(GeonamesLinesTest, WhatNewsDoesNotSpeakOfIsSkipped) {
  for (const char* code : {"PPLX", "PPLQ"}) {
    const auto read = TheReaders().geonames->Read(
        Geo("3", "Quillburg", "", "41.6", "-99.8", "P", code, "US", "NE", "0"));
    ASSERT_THAT(read, IsOk());
    EXPECT_FALSE(read->record);
  }
}

TEST(GeonamesLinesTest, ADivisionIsTheRegionThatOurTablesHave) {
  const auto read = TheReaders().geonames->Read(
      Geo("2", "Nebraska", "", "41.5", "-99.7", "A", "ADM1", "US", "NE", "1"));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(IdOf(*read->record, *TheReaders().gazetteer).value, "nebraska");
}

TEST(GeonamesLinesTest, WhatIsWrongIsNamed) {
  const struct {
    std::string line;
    const char* reason;
  } cases[] = {
      {"", "has 1 columns"},
      {"6\tbroken", "has 2 columns"},
      {Geo("x", "A", "", "1", "1", "P", "PPL", "US", "", "1"), "id is 'x'"},
      {Geo("1", "", "", "1", "1", "P", "PPL", "US", "", "1"), "no name"},
      {Geo("1", "A", "", "91", "1", "P", "PPL", "US", "", "1"),
       "latitude is '91'"},
      {Geo("1", "A", "", "nan", "1", "P", "PPL", "US", "", "1"),
       "latitude is 'nan'"},
      {Geo("1", "A", "", "1", "-181", "P", "PPL", "US", "", "1"),
       "longitude is '-181'"},
      {Geo("1", "A", "", "1", "1", "P", "PPL", "US", "", "-1"),
       "population is '-1'"},
      {Geo("1", "A", "", "1", "1", "P", "PPL", "US", "", "many"),
       "population is 'many'"},
      {Geo("1", "A\xff", "", "1", "1", "P", "PPL", "US", "", "1"),
       "is not UTF-8"},
      {Geo("1", std::string(300, 'a'), "", "1", "1", "P", "PPL", "US", "", "1"),
       "a name of 300 bytes"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    const auto read = TheReaders().geonames->Read(each.line);
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.status().message(), HasSubstr(each.reason));
  }
}

constexpr char kMinister[] =
    R"({"type":"item","id":"Q900001","labels":{"en":{"value":"Tamsin Orrell"},)"
    R"("de":{"value":"Tamsin Orel"}},"aliases":{"en":[{"value":"T. Orrell"}]},)"
    R"("claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},)"
    R"("rank":"normal"}],"P27":[{"mainsnak":{"datavalue":{"value":)"
    R"({"id":"Q28"}}},"rank":"normal"}],"P39":[{"mainsnak":{"datavalue":)"
    R"({"value":{"id":"Q900100"}}},"qualifiers":{"P580":[{"datavalue":)"
    R"({"value":{"time":"+2022-01-05T00:00:00Z","precision":11}}}],"P582":)"
    R"([{"datavalue":{"value":{"time":"+2024-00-00T00:00:00Z",)"
    R"("precision":9}}}],"P1001":[{"datavalue":{"value":{"id":"Q28"}}}]},)"
    R"("rank":"normal"},{"mainsnak":{"datavalue":{"value":{"id":"Q7"}}},)"
    R"("rank":"deprecated"}]},"sitelinks":{"enwiki":{},"dewiki":{},)"
    R"("frwiki":{},"huwiki":{},"plwiki":{},"itwiki":{},"svwiki":{},)"
    R"("nlwiki":{},"eswiki":{}}})";

TEST(WikidataLinesTest, APersonHasNamesCountryOfficesAndPrior) {
  const auto read = (*TheReaders().wikidata)->Read(kMinister);
  ASSERT_THAT(read, IsOk());
  ASSERT_TRUE(read->record);
  const Entity& person = read->record->entity;
  EXPECT_EQ(person.name, "Tamsin Orrell");
  EXPECT_THAT(person.aliases, ElementsAre("T. Orrell", "Tamsin Orel"));
  EXPECT_EQ(person.kind, EntityKind::kPerson);
  EXPECT_EQ(person.country, "HU");
  EXPECT_EQ(person.wikidata, "Q900001");
  ASSERT_EQ(person.offices.size(), 1);
  EXPECT_EQ(person.offices[0].title, "wikidata:Q900100");
  EXPECT_EQ(person.offices[0].jurisdiction.value, "hungary");
  EXPECT_EQ(FormatEdtf(*person.offices[0].held), "2022-01-05/2024");
  EXPECT_EQ(read->record->prior, 200);  // of ten: nine and one
  EXPECT_EQ(IdOf(*read->record, *TheReaders().gazetteer).value,
            "tamsin-orrell-q900001");
  ASSERT_TRUE(read->reference);
  EXPECT_EQ(read->reference->from, "wikidata:Q900001");
}

std::string Item(const std::string& id, const std::string& label,
                 const std::string& of, const std::string& more) {
  return R"({"id":")" + id + R"(","labels":{"en":{"value":")" + label +
         R"("}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":")" +
         of + R"("}}}}])" + more + "}}";
}

std::string ItemClaim(const std::string& property, const std::string& item) {
  return ",\"" + property + R"(":[{"mainsnak":{"datavalue":{"value":{"id":")" +
         item + R"("}}},"rank":"normal"}])";
}

TEST(WikidataLinesTest, AnOfficeBecomesATitleAndWhoseItIs) {
  const auto read =
      (*TheReaders().wikidata)
          ->Read(Item("Q900100", "Minister of Fisheries of Hungary", "Q83307",
                      ItemClaim("P1001", "Q28")));
  ASSERT_THAT(read, IsOk());
  EXPECT_FALSE(read->record);
  ASSERT_TRUE(read->reference);
  EXPECT_EQ(read->reference->name, "Minister of Fisheries");
  EXPECT_EQ(read->reference->of.value, "hungary");
}

TEST(WikidataLinesTest, WhatNoTableHasIsAReference) {
  const auto read = (*TheReaders().wikidata)
                        ->Read(Item("Q900004", "Kelvarstad", "Q3957",
                                    ItemClaim("P131", "Q900005") +
                                        ItemClaim("P17", "Q999999999")));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->record->entity.part_of.value, "wikidata:Q900005");
  EXPECT_EQ(read->record->entity.country, "wikidata:Q999999999");
}

TEST(WikidataLinesTest, ACountryIsOursByItsItemOrItsCode) {
  const auto by_item =
      (*TheReaders().wikidata)->Read(Item("Q28", "Magyarland", "Q6256", ""));
  ASSERT_THAT(by_item, IsOk());
  EXPECT_EQ(IdOf(*by_item->record, *TheReaders().gazetteer).value, "hungary");
  const auto by_code =
      (*TheReaders().wikidata)
          ->Read(
              Item("Q12345678", "Magyarland", "Q6256",
                   R"(,"P297":[{"mainsnak":{"datavalue":{"value":"HU"}}}])"));
  ASSERT_THAT(by_code, IsOk());
  EXPECT_EQ(IdOf(*by_code->record, *TheReaders().gazetteer).value, "hungary");
}

TEST(WikidataLinesTest, WhatIsOfNoKindOfOursIsSkipped) {
  for (const std::string& line :
       {Item("Q42", "a gene", "Q7187", ""),
        std::string(R"({"id":"P31","type":"property"})"),
        std::string(R"({"id":"Q43","labels":{},"claims":{}})")}) {
    const auto read = (*TheReaders().wikidata)->Read(line);
    ASSERT_THAT(read, IsOk()) << line;
    EXPECT_FALSE(read->record || read->reference) << line;
  }
}

TEST(WikidataLinesTest, WhatIsNoItemIsNamed) {
  const struct {
    const char* line;
    const char* reason;
  } cases[] = {{"", "is not JSON"},
               {"not json", "is not JSON"},
               {"{\"id\":\"Q1\"", "is not JSON"},
               {"[]", "has no \"id\""},
               {"{}", "has no \"id\""},
               {R"({"id":7})", "has no \"id\""},
               {R"({"id":"Q"})", "has no \"id\""},
               {R"({"id":"Qx"})", "has no \"id\""}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    const auto read = (*TheReaders().wikidata)->Read(each.line);
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.status().message(), HasSubstr(each.reason));
  }
}

TEST(NdjsonLinesTest, AnEntityAsThisProgramWritesItIsReadWhole) {
  const auto read = TheReaders().ndjson.Read(
      R"({"id":"ada-orrell","name":"Ada Orrell","kind":"person",)"
      R"("country":"HU","aliases":["A. Orrell"],"wikidata":"Q1",)"
      R"("offices":[{"title":"Mayor","of":"budapest","held":"2019/.."}],)"
      R"("prior":250,"until":null})");
  ASSERT_THAT(read, IsOk());
  const Entity& person = read->record->entity;
  EXPECT_EQ(person.id.value, "ada-orrell");
  EXPECT_EQ(read->record->source, "nada-orrell");
  EXPECT_EQ(read->record->prior, 250);
  ASSERT_EQ(person.offices.size(), 1);
  EXPECT_EQ(FormatEdtf(*person.offices[0].held), "2019/..");
}

TEST(NdjsonLinesTest, WhatIsWrongIsNamed) {
  const struct {
    const char* line;
    const char* reason;
  } cases[] = {
      {"{", "is not JSON"},
      {"[]", "no JSON object"},
      {"{}", "has no \"name\""},
      {R"({"name":"A"})", "\"kind\""},
      {R"({"name":"A","kind":"planet"})", "\"kind\""},
      {R"({"name":7,"kind":"person"})", "\"name\" is no string"},
      {R"({"name":"A","kind":"person","id":"A B"})", "\"id\" is no id"},
      {R"({"name":"A","kind":"site","lat":91,"lon":0})", "past a pole"},
      {R"({"name":"A","kind":"site","lat":"x"})", "\"lat\" is no number"},
      {R"({"name":"A","kind":"person","aliases":7})",
       "\"aliases\" is no array"},
      {R"({"name":"A","kind":"person","aliases":[7]})",
       "holds what is no name"},
      {R"({"name":"A","kind":"person","offices":[{"held":"then"}]})",
       "\"held\""},
      {R"({"name":"A","kind":"site","population":-1})", "is negative"}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    const auto read = TheReaders().ndjson.Read(each.line);
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.status().message(), HasSubstr(each.reason));
  }
}

TEST(KnownIdentityTest, ATownOfOurTablesIsThatTownOnlyWhereItIs) {
  KnownRecord record;
  record.source = "q1";
  record.entity.kind = EntityKind::kSettlement;
  record.entity.name = "Budapest";
  record.entity.country = "HU";
  record.entity.coordinates = Coordinates{47.5, 19.05};
  const Gazetteer& gazetteer = *TheReaders().gazetteer;
  EXPECT_EQ(IdOf(record, gazetteer).value, "budapest");
  record.entity.coordinates = Coordinates{46.5, 19.05};  // 111 km south
  EXPECT_EQ(IdOf(record, gazetteer).value, "budapest-q1");
  record.entity.coordinates.reset();
  record.entity.country = "NO";
  EXPECT_EQ(IdOf(record, gazetteer).value, "budapest-q1");
}

TEST(KnownIdentityTest, APersonOfOurTablesHeldOffices) {
  KnownRecord record;
  record.source = "q57641";
  record.entity.kind = EntityKind::kPerson;
  record.entity.name = "Viktor Orbán";
  record.entity.country = "HU";
  const Gazetteer& gazetteer = *TheReaders().gazetteer;
  EXPECT_EQ(IdOf(record, gazetteer).value, "viktor-orban-q57641");
  record.entity.offices = {{"Prime Minister", {"hungary"}, std::nullopt, {}}};
  EXPECT_EQ(IdOf(record, gazetteer).value, "viktor-orban");
  record.entity.country = "NO";
  EXPECT_EQ(IdOf(record, gazetteer).value, "viktor-orban-q57641");
}

TEST(SourceFormatTest, AFileIsToldByItsFirstLine) {
  EXPECT_THAT(
      DetectFormat(Geo("1", "A", "", "1", "1", "P", "PPL", "US", "", "1")),
      IsOkAnd(SourceFormat::kGeonames));
  EXPECT_THAT(DetectFormat("["), IsOkAnd(SourceFormat::kWikidata));
  EXPECT_THAT(DetectFormat(kMinister), IsOkAnd(SourceFormat::kWikidata));
  EXPECT_THAT(DetectFormat(R"({"name":"A","kind":"person"})"),
              IsOkAnd(SourceFormat::kNdjson));
  const struct {
    const char* line;
    const char* reason;
  } wrong[] = {{"<!DOCTYPE html>", "web page"},
               {"https://example.org/a", "list of addresses"},
               {"\x1f\x8b\x08", "compressed"},
               {"Once upon a time", "it begins with 'Once upon a time'"},
               {"a\tb\tc", "neither"}};
  for (const auto& each : wrong) {
    const auto format = DetectFormat(each.line);
    ASSERT_FALSE(format.ok()) << each.line;
    EXPECT_THAT(format.status().message(), HasSubstr(each.reason));
  }
}

}  // namespace
}  // namespace annals
