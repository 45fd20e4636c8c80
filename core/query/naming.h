// Whom people mean by a name. Articles and questions say "Trump" where the base
// has Donald Trump.

#pragma once

#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

// The entities of that very name or alias. Without any, the people whose name
// or alias ends in it; and if those of that very name are but names that no
// article explained, the linked people who bear it. Of a city and its region of
// the same name, the city. Names are compared folded.
Result<std::vector<EntityHit>> EntitiesMeant(const KnowledgeReader& reader,
                                             std::string_view name);

}  // namespace annals
