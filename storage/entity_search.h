// Entities by their names, through the name keys (keys.h).

#pragma once

#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// What KnowledgeReader says of the functions of these names.
Result<std::vector<EntityHit>> FindEntities(const KeyValueView& view,
                                            const EntitySearch& search);
Result<std::vector<EntityHit>> EntitiesNamed(const KeyValueView& view,
                                             std::string_view name);
Status VisitEntities(const KeyValueView& view,
                     const std::function<bool(const EntityHit&)>& visit);

}  // namespace annals
