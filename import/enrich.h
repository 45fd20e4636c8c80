// What an article or a row adds to an entity that the base knows already.

#pragma once

#include "core/entity/entity.h"

namespace annals {

// Adds what `seen` knows to `known`; says whether that changed anything. What
// the tables say stands; names met in articles are gathered. Offices that
// articles state are the base's to keep.
bool Enrich(const Entity& seen, Entity* known);

// The record as it is kept: aliases sorted, each once, without the name. What
// is put for the first time and what is met again come to the same.
Entity Tidied(Entity entity);

}  // namespace annals
