// Whom names mean that sources know and our tables do not, in sentences of our
// own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time/edtf.h"
#include "import/entities/entity_finder.h"
#include "import/language/language_model.h"
#include "import/time/time_tagger.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_known_entities.h"

namespace annals {
namespace {

using ::testing::Contains;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::MemoryKnownEntities;

class Made {
 public:
  Made(EntityKind kind, std::string id, std::string name) {
    record_.source = "n" + id;
    record_.entity.id = {std::move(id)};
    record_.entity.kind = kind;
    record_.entity.name = std::move(name);
    record_.entity.linked = true;
  }
  Made& Of(std::string country) {
    record_.entity.country = std::move(country);
    return *this;
  }
  Made& Holding(std::string title, std::string of, std::string_view held) {
    record_.entity.offices.push_back(
        {std::move(title), {std::move(of)}, *ParseEdtf(held), {}});
    return *this;
  }
  Made& At(double latitude, double longitude, std::string part_of) {
    record_.entity.coordinates = {latitude, longitude};
    record_.entity.part_of = {std::move(part_of)};
    return *this;
  }
  Made& Prior(int prior) {
    record_.prior = static_cast<annals::Prior>(prior);
    return *this;
  }
  Made& Until(int year) {
    record_.until = year;
    return *this;
  }
  Made& Alias(std::string name) {
    record_.entity.aliases.push_back(std::move(name));
    return *this;
  }
  operator KnownRecord() const { return record_; }  // NOLINT

 private:
  KnownRecord record_;
};

constexpr EntityKind kPerson = EntityKind::kPerson;
constexpr EntityKind kBody = EntityKind::kOrganization;
constexpr EntityKind kTown = EntityKind::kSettlement;

const MemoryKnownEntities& Known() {
  static const MemoryKnownEntities* const known = [] {
    auto* const made = new MemoryKnownEntities;
    KnownBatch batch;
    batch.records = {
        Made(kPerson, "orrell-minister", "Tamsin Orrell")
            .Of("HU")
            .Prior(190)
            .Holding("Minister of Fisheries", "hungary", "2022/.."),
        Made(kPerson, "orrell-singer", "Tamsin Orrell").Of("US").Prior(170),
        Made(kPerson, "dask-then", "Orla Dask")
            .Of("NO")
            .Prior(200)
            .Holding("Mayor", "oslo", "1990/1994")
            .Until(2001),
        Made(kPerson, "dask-now", "Orla Dask")
            .Of("NO")
            .Prior(200)
            .Holding("Mayor", "oslo", "2023/.."),
        Made(kPerson, "pell", "Berit Pell").Of("NO").Prior(120),
        Made(kBody, "zorblax", "Zorblax Dynamics")
            .Of("DE")
            .Prior(320)
            .Alias("Zorblax"),
        Made(kBody, "vantor-body", "Vantor").Of("FR").Prior(260),
        Made(kTown, "vantor-town", "Vantor")
            .Of("NO")
            .Prior(220)
            .At(60, 9, "norway"),
        Made(kTown, "kelvarstad", "Kelvarstad")
            .Of("NO")
            .Prior(360)
            .At(61.1, 9.2, "brunmark"),
        Made(EntityKind::kRegion, "brunmark", "Brunmark County")
            .Of("NO")
            .Prior(100)
            .At(61, 9, "norway"),
        Made(kTown, "quillburg-us", "Quillburg")
            .Of("US")
            .Prior(295)
            .At(41.6, -99.8, "nebraska"),
        Made(kTown, "quillburg-de", "Quillburg")
            .Of("DE")
            .Prior(290)
            .At(51.6, 9.8, "germany"),
        Made(kPerson, "austin-person", "Austin").Of("US").Prior(300),
        Made(kPerson, "viktor-orban", "Viktor Orbán")
            .Of("HU")
            .Alias("Orban Viktor"),
    };
    EXPECT_THAT(made->PutKnown(batch), IsOk());
    return made;
  }();
  return *known;
}

struct Layers {
  Resources resources = Resources::Embedded();
  Result<LanguageModel> language = LanguageModel::Load(resources);
  Result<TimeTagger> times = TimeTagger::Load(resources);
  Result<EntityFinder> entities = EntityFinder::Load(resources, &Known());
};

Entities Read(const std::string& text, const EntityFinder* finder = nullptr) {
  static const Layers* const layers = new Layers;
  const Document document{
      text,
      {},
      std::chrono::sys_days{std::chrono::year{2025} / 10 / 17},
      {},
      {}};
  const Language language = layers->language->Read(document);
  return (finder != nullptr ? *finder : *layers->entities)
      .Find(document, language, layers->times->Find(document, language));
}

const Mention* Find(const Entities& found, const std::string& text,
                    std::string_view words) {
  for (const Mention& mention : found.mentions) {
    if (Slice(text, mention.span) == words) return &mention;
  }
  return nullptr;
}

TEST(KnownLinkingTest, NamesMeanWhomTheDocumentSpeaksOf) {
  const struct {
    const char* text;
    const char* words;
    const char* id;
  } cases[] = {
      // The only one of the name, be its kind told or not.
      {"Berit Pell opened the bridge on Monday.", "Berit Pell", "pell"},
      {"Zorblax Dynamics said it would hire.", "Zorblax Dynamics", "zorblax"},
      {"The German firm Zorblax opened a plant on Monday.", "Zorblax",
       "zorblax"},
      // By the country in focus, and by the office said.
      {"Tamsin Orrell met the Hungarian president in Budapest.",
       "Tamsin Orrell", "orrell-minister"},
      {"Tamsin Orrell sang in Chicago and New York, in the United States.",
       "Tamsin Orrell", "orrell-singer"},
      // By years and dates of office.
      {"Mayor Orla Dask opened the Oslo fair.", "Orla Dask", "dask-now"},
      // Later mentions follow.
      {"Berit Pell spoke in Norway. Pell was angry.", "Pell", "pell"},
      // Places, by what stands beside them or what is spoken of.
      {"A barn burned in Quillburg, Nebraska, on Friday.", "Quillburg",
       "quillburg-us"},
      {"German police closed a road in Quillburg. Germany is cold.",
       "Quillburg", "quillburg-de"},
      {"A bus crashed in Kelvarstad, Norway.", "Kelvarstad", "kelvarstad"},
      // Where a body may be meant and a town, the words decide.
      {"Snow fell in Vantor, Norway, on Monday.", "Vantor", "vantor-town"},
      // What our tables know stays what it was.
      {"Storms hit Austin and Houston in Texas.", "Austin", "austin"},
      {"Viktor Orban spoke in Budapest.", "Viktor Orban", "viktor-orban"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    const std::string text = each.text;
    const Entities found = Read(text);
    EXPECT_THAT(found.status, IsOk());
    const Mention* const mention = Find(found, text, each.words);
    ASSERT_NE(mention, nullptr);
    EXPECT_EQ(found.chains[mention->chain].entity.value, each.id)
        << mention->rule;
    EXPECT_TRUE(found.chains[mention->chain].record.linked);
  }
}

TEST(KnownLinkingTest, NamesakesTooCloseToTellStayUnlinked) {
  for (const char* text : {"Tamsin Orrell sang on Tuesday.",
                           "A barn burned in Quillburg on Friday."}) {
    SCOPED_TRACE(text);
    const std::string copy = text;
    const Entities found = Read(copy);
    const std::string words =
        copy.starts_with("A barn") ? "Quillburg" : "Tamsin Orrell";
    const Mention* const mention = Find(found, copy, words);
    ASSERT_NE(mention, nullptr);
    EXPECT_FALSE(found.chains[mention->chain].record.linked);
    EXPECT_THAT(mention->rule, HasSubstr("too close"));
  }
}

TEST(KnownLinkingTest, OfficesGiveAffiliations) {
  const std::string text = "Mayor Orla Dask opened the Oslo fair.";
  const Entities found = Read(text);
  const Mention* const mention = Find(found, text, "Orla Dask");
  ASSERT_NE(mention, nullptr);
  EXPECT_THAT(found.chains[mention->chain].affiliations,
              Contains(EntityId{"oslo"}));
}

TEST(KnownLinkingTest, PlacesSayWhatContainsThem) {
  const std::string text = "A bus crashed in Kelvarstad, Norway.";
  const Entities found = Read(text);
  const Mention* const mention = Find(found, text, "Kelvarstad");
  ASSERT_NE(mention, nullptr);
  const Chain& chain = found.chains[mention->chain];
  EXPECT_EQ(chain.within, (std::vector<EntityId>{{"brunmark"}, {"norway"}}));
  EXPECT_EQ(chain.record.coordinates, (Coordinates{61.1, 9.2}));
  EXPECT_EQ(chain.record.country, "NO");
}

TEST(KnownLinkingTest, WhatOurTablesKnowIsEnriched) {
  const std::string text = "Viktor Orban spoke in Budapest.";
  const Entities found = Read(text);
  const Mention* const mention = Find(found, text, "Viktor Orban");
  ASSERT_NE(mention, nullptr);
  EXPECT_THAT(found.chains[mention->chain].record.aliases,
              Contains("Orban Viktor"));
}

// A base that cannot be read.
class Damaged : public MemoryKnownEntities {
 public:
  Result<std::vector<Bearer>> Named(std::string_view) const override {
    return Status::Corruption("a bad block");
  }
};

TEST(KnownLinkingTest, ABaseThatCannotBeReadIsTold) {
  const Damaged damaged;
  const Resources resources = Resources::Embedded();
  const auto finder = EntityFinder::Load(resources, &damaged);
  ASSERT_THAT(finder, IsOk());
  EXPECT_THAT(Read("Berit Pell spoke.", &*finder).status,
              HasCode(StatusCode::kCorruption));
}

}  // namespace
}  // namespace annals
