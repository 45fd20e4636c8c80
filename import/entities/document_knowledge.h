// What is known to whoever reads one document: our tables, and beside them what
// people brought (core/known_entities.h). Asks the base once for each name.
//
// If the base cannot be read, nothing is known, and status() says why.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/known_entities.h"
#include "core/status.h"
#include "import/entities/gazetteer.h"

namespace annals {

// Not for several threads.
class DocumentKnowledge {
 public:
  // Both must outlive it. `known` may be null: our tables are all.
  DocumentKnowledge(const Gazetteer& gazetteer, const KnownEntities* known)
      : gazetteer_(gazetteer), known_(known) {}
  DocumentKnowledge(const DocumentKnowledge&) = delete;
  DocumentKnowledge& operator=(const DocumentKnowledge&) = delete;

  const Gazetteer& gazetteer() const { return gazetteer_; }

  // Those that sources call so, likeliest first. Valid as long as this.
  const std::vector<Bearer>& Named(const std::string& name);

  // What our tables and the sources have of an entity, together.
  std::optional<Entity> Describe(const EntityId& id);
  bool IsKnown(const EntityId& id) { return Get(id) != nullptr; }

  // Adds what sources have of an entity that our tables know.
  void Enrich(Entity* entity);

  // What contains it, nearest first: budapest → hungary.
  std::vector<EntityId> Within(const Entity& entity);

  const Status& status() const { return status_; }

 private:
  const Entity* Get(const EntityId& id);  // of the sources; null: not there

  const Gazetteer& gazetteer_;
  const KnownEntities* const known_;
  std::map<std::string, std::vector<Bearer>> named_;
  std::map<EntityId, std::optional<Entity>> records_;
  Status status_;
};

}  // namespace annals
