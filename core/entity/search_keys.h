// What an entity is found by as one types its name.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"

namespace annals {

// The name and each alias, folded, and each word of them. Sorted, without
// repeats. "Viktor Orbán" → "orban", "viktor", "viktor orban".
std::vector<std::string> SearchKeysOf(const Entity& entity);

// Whether its name or one of its aliases folds to `folded`.
bool IsNamed(const Entity& entity, std::string_view folded);

}  // namespace annals
