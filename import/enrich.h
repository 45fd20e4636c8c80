// What an article or a row adds to an entity that the base knows already.

#pragma once

#include "core/entity/entity.h"

namespace annals {

// Adds what `seen` knows to `known`; says whether that changed anything. What
// the tables say stands; names and offices met in articles are gathered.
bool Enrich(const Entity& seen, Entity* known);

}  // namespace annals
