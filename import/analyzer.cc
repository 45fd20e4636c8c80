#include "import/analyzer.h"

#include <string>
#include <utility>

#include "core/text/fold.h"
#include "import/entities/entity_finder.h"
#include "import/events/event_finder.h"
#include "import/language/language_model.h"
#include "import/time/time_tagger.h"

namespace annals {

namespace {

class LayeredAnalyzer : public Analyzer {
 public:
  LayeredAnalyzer(LanguageModel language, TimeTagger times,
                  EntityFinder entities, EventFinder events)
      : language_(std::move(language)),
        times_(std::move(times)),
        entities_(std::move(entities)),
        events_(std::move(events)) {}

  Analysis Analyze(const Document& document, Layer upto) const override {
    Analysis analysis;
    analysis.language = language_.Read(document);
    if (upto == Layer::kTokens) return analysis;
    analysis.times = times_.Find(document, analysis.language);
    if (upto == Layer::kTime) return analysis;
    analysis.entities =
        entities_.Find(document, analysis.language, analysis.times);
    if (upto == Layer::kEntities) return analysis;
    analysis.claims = events_.Find(document, analysis.language, analysis.times,
                                   analysis.entities);
    return analysis;
  }

  const Gazetteer& gazetteer() const override { return entities_.gazetteer(); }

  std::optional<Entity> Describe(const EntityId& id) const override {
    return entities_.Describe(id);
  }

  std::optional<Entity> WellKnown(
      std::string_view name,
      std::optional<std::chrono::sys_days> day) const override {
    const Gazetteer& gazetteer = entities_.gazetteer();
    const std::string folded = Fold(name);
    for (Candidate& candidate : gazetteer.Find(folded)) {
      const bool is_town = candidate.entity.kind == EntityKind::kSettlement;
      if (candidate.capital || !is_town) return std::move(candidate.entity);
    }
    std::vector<const Entity*> people = gazetteer.PeopleNamed(folded);
    if (people.size() > 1) {  // of several, who holds an office then
      std::erase_if(people, [&](const Entity* person) {
        return gazetteer.AffiliationsOf(*person, day).empty();
      });
    }
    if (people.size() != 1) return std::nullopt;
    return *people.front();
  }

  Analysis ReadQuery(const Document& document) const override {
    Analysis analysis;
    analysis.language = language_.Read(document);
    analysis.times =
        times_.Find(document, analysis.language, TimeReading::kQuery);
    return analysis;
  }

 private:
  LanguageModel language_;
  TimeTagger times_;
  EntityFinder entities_;
  EventFinder events_;
};

}  // namespace

Result<std::unique_ptr<Analyzer>> Analyzer::Load(const Resources& resources,
                                                 const KnownEntities* known) {
  Result<LanguageModel> language = LanguageModel::Load(resources);
  if (!language.ok()) return language.status();
  Result<TimeTagger> times = TimeTagger::Load(resources);
  if (!times.ok()) return times.status();
  Result<EntityFinder> entities = EntityFinder::Load(resources, known);
  if (!entities.ok()) return entities.status();
  Result<EventFinder> events = EventFinder::Load(resources);
  if (!events.ok()) return events.status();
  return std::unique_ptr<Analyzer>(std::make_unique<LayeredAnalyzer>(
      std::move(*language), std::move(*times), std::move(*entities),
      std::move(*events)));
}

}  // namespace annals
