#include <nlohmann/json.hpp>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/json/event_json.h"

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
