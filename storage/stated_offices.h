// Which offices articles say that somebody holds: derived from the articles'
// records, so that an office goes with the last article that states it.
//
// Each statement is a key of its own, in the order of holder, office, article.
// An entity has each office that is stated of it once, with the first of its
// articles, by id, as evidence: the same whatever came first.

#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/entity/entity.h"
#include "core/ids.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

class StatedOffices {
 public:
  // `before` must outlive it.
  explicit StatedOffices(const KeyValueView& before) : before_(before) {}

  // The article stated the first and now states the second.
  void Change(const ArticleId& article, const std::vector<StatedOffice>& old,
              const std::vector<StatedOffice>& now, WriteSet* writes);

  // Those of whom Change() has changed something.
  const std::set<EntityId>& changed() const { return changed_; }

  // What is stated of the entity, changes included, by title and whose it is.
  Result<std::vector<Office>> Of(const EntityId& holder) const;

  // The entity's offices: what was not learned from articles, then what was.
  Status Put(Entity* entity) const;

 private:
  using Statement = std::pair<StatedOffice, ArticleId>;

  const KeyValueView& before_;
  std::set<EntityId> changed_;
  std::set<Statement> gone_;
  std::set<Statement> come_;
};

}  // namespace annals
