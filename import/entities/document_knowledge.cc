#include "import/entities/document_knowledge.h"

#include <algorithm>
#include <utility>

namespace annals {

const std::vector<Bearer>& DocumentKnowledge::Named(const std::string& name) {
  const auto [it, is_new] = named_.try_emplace(name);
  if (is_new && known_ != nullptr) {
    Result<std::vector<Bearer>> named = known_->Named(name);
    if (named.ok()) {
      it->second = std::move(*named);
    } else {
      status_ = named.status();
    }
  }
  return it->second;
}

const Entity* DocumentKnowledge::Get(const EntityId& id) {
  if (known_ == nullptr) return nullptr;
  const auto [it, is_new] = records_.try_emplace(id);
  if (is_new) {
    Result<Entity> record = known_->Known(id);
    if (record.ok()) {
      it->second = std::move(*record);
    } else if (record.status().code() != StatusCode::kNotFound) {
      status_ = record.status();
    }
  }
  return it->second ? &*it->second : nullptr;
}

std::optional<Entity> DocumentKnowledge::Describe(const EntityId& id) {
  std::optional<Entity> entity = gazetteer_.Describe(id);
  const Entity* const known = Get(id);
  if (known == nullptr) return entity;
  if (!entity) return *known;
  AddKnown(*known, &*entity);
  return entity;
}

void DocumentKnowledge::Enrich(Entity* entity) {
  if (!entity->linked) return;
  if (const Entity* const known = Get(entity->id)) AddKnown(*known, entity);
}

std::vector<EntityId> DocumentKnowledge::Within(const Entity& entity) {
  if (known_ == nullptr) return gazetteer_.Within(entity);
  constexpr size_t kDeepest = 6;
  std::vector<EntityId> within;
  EntityId next = entity.part_of;
  const Entity* const country = gazetteer_.CountryByCode(entity.country);
  while (within.size() < kDeepest) {
    if (next.empty()) {  // nobody says: the country then
      if (country == nullptr || !IsPlace(entity.kind) ||
          entity.id == country->id ||
          std::find(within.begin(), within.end(), country->id) !=
              within.end()) {
        break;
      }
      next = country->id;
    }
    // A source may put places into one another.
    if (next == entity.id ||
        std::find(within.begin(), within.end(), next) != within.end()) {
      break;
    }
    within.push_back(next);
    const std::optional<Entity> container = Describe(next);
    next = container && container->kind != EntityKind::kCountry
               ? container->part_of
               : EntityId();
    if (container && container->kind == EntityKind::kCountry) break;
  }
  return within;
}

}  // namespace annals
