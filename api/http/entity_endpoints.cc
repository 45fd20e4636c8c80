#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/json/event_json.h"
#include "core/query/naming.h"

namespace annals {

Outcome ListEntities(const Call& call) {
  const Asked& asked = call.asked;
  const Result<std::vector<EntityHit>> hits = call.reader->FindEntities(
      {asked.prefix, asked.kind, asked.entity_limit + 1});
  if (!hits.ok()) return ProblemOf(hits.status());
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  for (const EntityHit& hit : *hits) {
    if (data.size() == asked.entity_limit) break;
    data.push_back(EntityHitJson(hit));
  }
  Enclosed enclosed;
  enclosed.truncated = hits->size() > asked.entity_limit;
  return Enveloped(call, std::move(data), enclosed);
}

Outcome ShowAliases(const Call& call) {
  const Result<Entity> entity = call.reader->GetEntity({call.id});
  if (!entity.ok()) return ProblemOf(entity.status());
  const auto curation = call.reader->GetCuration();
  if (!curation.ok()) return ProblemOf(curation.status());
  nlohmann::ordered_json merged = nlohmann::ordered_json::array();
  for (const EntityId& id : (*curation)->Related(entity->id)) {
    const bool is_merged =
        id != entity->id && (*curation)->Meant(id) == entity->id;
    if (is_merged) merged.push_back(id.value);
  }
  return Enveloped(call,
                   {{"id", entity->id.value},
                    {"name", entity->name},
                    {"aliases", entity->aliases},
                    {"merged", std::move(merged)}},
                   {});
}

// Those that share a name, and people who share the last word of one.
Outcome ListSimilar(const Call& call) {
  constexpr size_t kMost = 20;
  const Result<Entity> entity = call.reader->GetEntity({call.id});
  if (!entity.ok()) return ProblemOf(entity.status());
  std::vector<std::string> names = entity->aliases;
  names.insert(names.begin(), entity->name);
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  std::set<EntityId> listed = {entity->id};
  const auto list = [&](const std::vector<EntityHit>& hits) {
    for (const EntityHit& hit : hits) {
      if (data.size() == kMost || !listed.insert(hit.entity.id).second) {
        continue;
      }
      data.push_back(EntityHitJson(hit));
    }
  };
  for (const std::string& name : names) {
    const auto same = call.reader->EntitiesNamed(name);
    if (!same.ok()) return ProblemOf(same.status());
    list(*same);
  }
  if (entity->kind == EntityKind::kPerson) {
    for (const std::string& name : names) {
      const auto people =
          EntitiesMeant(*call.reader, name.substr(name.rfind(' ') + 1));
      if (!people.ok()) return ProblemOf(people.status());
      list(*people);
    }
  }
  return Enveloped(call, std::move(data), {});
}

Outcome ShowEntity(const Call& call) {
  const Result<Entity> entity = call.reader->GetEntity({call.id});
  if (!entity.ok()) return ProblemOf(entity.status());
  Query query;
  query.filter = Filter::Is(FacetKind::kInvolves, call.id);
  const Result<uint64_t> events = call.reader->CountEvents(query);
  if (!events.ok()) return ProblemOf(events.status());
  nlohmann::ordered_json data = EntityJson(*entity);
  data["count"] = *events;
  return Enveloped(call, std::move(data), {});
}

}  // namespace annals
