// Whatever a line of a source of entities has, it is read or refused with a
// reason, and what was read keeps the limits that the store relies on.

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/utf8.h"
#include "import/known/geonames_line.h"
#include "import/known/known_identity.h"
#include "import/known/ndjson_line.h"
#include "import/known/source_format.h"
#include "import/known/wikidata_line.h"
#include "import/rulebook/resources.h"
#include "tests/fuzz/seeds.h"

namespace {

constexpr std::string_view kSeeds[] = {
    "\x03"
    "3054643\tBudapest\tBudapest\tBuda-Pest,BUD\t47.49\t19.03\tP\tPPLC\tHU\t\t"
    "05\t\t\t\t1741041\t\t104\tEurope/Budapest\t2020-01-01",
    "\x01"
    R"({"id":"Q1","labels":{"en":{"value":"Ada Orrell"}},"aliases":{"en":)"
    R"([{"value":"A. Orrell"}]},"claims":{"P31":[{"mainsnak":{"datavalue":)"
    R"({"value":{"id":"Q5"}}},"rank":"normal"}],"P39":[{"mainsnak":)"
    R"({"datavalue":{"value":{"id":"Q2"}}},"qualifiers":{"P580":)"
    R"([{"datavalue":{"value":{"time":"+2010-05-29T00:00:00Z","precision":)"
    R"(11}}}]}}],"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":1,)"
    R"("longitude":2}}}}]},"sitelinks":{"enwiki":{}}})",
    "\x01"
    R"({"id":"Q2","labels":{"en":{"value":"Mayor of Oslo"}},"claims":{"P31":)"
    R"([{"mainsnak":{"datavalue":{"value":{"id":"Q30185"}}}}]}})",
    "\x02"
    R"({"id":"ada","name":"Ada","kind":"person","lat":1,"lon":2,"aliases":)"
    R"(["A"],"offices":[{"title":"Mayor","of":"oslo","held":"2010/.."}]})",
};

struct Readers {
  annals::Resources resources = annals::Resources::Embedded();
  annals::Gazetteer gazetteer = *annals::Gazetteer::Load(resources);
  annals::GeonamesLines geonames = *annals::GeonamesLines::Load(resources);
  std::unique_ptr<annals::WikidataLines> wikidata =
      std::move(*annals::WikidataLines::Load(resources, gazetteer));
  annals::NdjsonLines ndjson;
};

void Check(const annals::SourceLine& line, const annals::Gazetteer& gazetteer) {
  if (!line.record) return;
  const annals::Entity& entity = line.record->entity;
  if (entity.name.empty() || line.record->source.empty() ||
      !annals::IsValidUtf8(entity.name) ||
      entity.aliases.size() > annals::kMostAliases + 20 ||
      entity.offices.size() > annals::kMostOffices ||
      annals::IdOf(*line.record, gazetteer).empty()) {
    std::abort();
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned random) {
  return annals::fuzz::SeedOrMutate(kSeeds, data, size, max_size, random);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static Readers* const readers = new Readers;
  if (size == 0) return 0;
  const std::string line(reinterpret_cast<const char*>(data) + 1, size - 1);
  static_cast<void>(annals::DetectFormat(line).ok());
  const auto read = data[0] % 3 == 0   ? readers->geonames.Read(line)
                    : data[0] % 3 == 1 ? readers->wikidata->Read(line)
                                       : readers->ndjson.Read(line);
  if (read.ok()) {
    Check(*read, readers->gazetteer);
  } else if (read.status().message().empty()) {
    std::abort();
  }
  return 0;
}
