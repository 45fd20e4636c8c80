// The entity layer: who and where a text speaks of (docs/entities.md).
// Const after Load(), shared by threads.

#pragma once

#include <optional>
#include <vector>

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
  // `resources` must outlive the finder.
  static Result<EntityFinder> Load(const Resources& resources);

  Entities Find(const Document& document, const Language& language,
                const std::vector<TimeExpression>& times) const;

  // What the gazetteer knows of an entity.
  std::optional<Entity> Describe(const EntityId& id) const {
    return gazetteer_.Describe(id);
  }

  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  EntityFinder(Gazetteer gazetteer, NameFinder names, NameKinds kinds,
               OfficeFinder offices)
      : gazetteer_(std::move(gazetteer)),
        names_(std::move(names)),
        kinds_(std::move(kinds)),
        offices_(std::move(offices)) {}

  Gazetteer gazetteer_;
  NameFinder names_;
  NameKinds kinds_;
  OfficeFinder offices_;
};

}  // namespace annals
