// Whatever is asked, it is understood whole or refused with a reason; and what
// was understood is a query that the base answers.

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "api/query/phrase_reader.h"
#include "core/time/edtf.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/memory_knowledge_base.h"

namespace {

constexpr std::string_view kSeeds[] = {
    "events involving Ilvania since August",
    "meetings between Mara Vell and Ilvania in 2025",
    "attacks on Ilvania last week",
    "planned events in Ostrel",
    "statements by Vell about sanctions before October",
    "events involving Ilvania and Vell but not Ostrel",
    "what happened between Ilvania and Ostrel on 15 October",
    "protests in Ilvania or Ostrel from March to May 2024",
};

struct Loaded {
  annals::Resources resources = annals::Resources::Embedded();
  std::unique_ptr<annals::Analyzer> analyzer;
  annals::QueryWords words;
  annals::testing::MemoryKnowledgeBase base;
};

annals::Entity Named(std::string id, annals::EntityKind kind,
                     std::string name) {
  annals::Entity entity;
  entity.id = {std::move(id)};
  entity.kind = kind;
  entity.name = std::move(name);
  return entity;
}

Loaded* Load() {
  auto* const loaded = new Loaded;
  auto analyzer = annals::Analyzer::Load(loaded->resources);
  auto words = annals::QueryWords::Load(loaded->resources);
  if (!analyzer.ok() || !words.ok()) std::abort();
  loaded->analyzer = std::move(*analyzer);
  loaded->words = std::move(*words);
  annals::ImportBatch batch;
  batch.put_entities = {
      Named("ilvania", annals::EntityKind::kCountry, "Ilvania"),
      Named("ostrel", annals::EntityKind::kSettlement, "Ostrel"),
      Named("mara-vell", annals::EntityKind::kPerson, "Mara Vell"),
      Named("jon-vell", annals::EntityKind::kPerson, "Jon Vell"),
  };
  if (!loaded->base.Apply(batch).ok()) std::abort();
  return loaded;
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned random) {
  return annals::fuzz::SeedOrMutate(kSeeds, data, size, max_size, random);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static const Loaded* const kLoaded = Load();
  static const annals::TimePoint kNow =
      annals::ParseEdtf("2025-10-19T08:00:00Z")->begin();
  const annals::BasePhraseReader reader(*kLoaded->analyzer, kLoaded->words,
                                        kLoaded->base);
  const std::string_view phrase(reinterpret_cast<const char*>(data), size);
  const auto query = reader.ReadPhrase(phrase, kNow);
  if (!query.ok() ? query.status().message().empty()
                  : !kLoaded->base.CountEvents(*query).ok()) {
    std::abort();
  }
  const auto time = reader.ReadTime(phrase, kNow);
  if (!time.ok() && time.status().message().empty()) std::abort();
  return 0;
}
