// The entity layer: who and where a text speaks of (docs/entities.md).
// Const after Load(), shared by threads.

#pragma once

#include <optional>
#include <vector>

#include "core/known_entities.h"
#include "core/status.h"
#include "import/entities/gazetteer.h"
#include "import/entities/mention.h"
#include "import/entities/name_finder.h"
#include "import/entities/name_kind.h"
#include "import/entities/office_finder.h"
#include "import/language/language.h"
#include "import/rulebook/resources.h"
#include "import/time/time_expression.h"

namespace annals {

class EntityFinder {
 public:
  // `resources` and `known` must outlive the finder. `known` is what people
  // brought beside our tables; null: nothing.
  static Result<EntityFinder> Load(const Resources& resources,
                                   const KnownEntities* known = nullptr);

  Entities Find(const Document& document, const Language& language,
                const std::vector<TimeExpression>& times) const;

  // What our tables and `known` have of an entity.
  std::optional<Entity> Describe(const EntityId& id) const;

  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  EntityFinder(Gazetteer gazetteer, NameFinder names, NameKinds kinds,
               OfficeFinder offices, const KnownEntities* known)
      : gazetteer_(std::move(gazetteer)),
        names_(std::move(names)),
        kinds_(std::move(kinds)),
        offices_(std::move(offices)),
        known_(known) {}

  Gazetteer gazetteer_;
  NameFinder names_;
  NameKinds kinds_;
  OfficeFinder offices_;
  const KnownEntities* known_;
};

}  // namespace annals
