// Known entities as they stand in the store (core/known_entities.h).
//
// Who bears a name is one value under one key, so that the commonest question,
// asked of every name of every article, is one point look-up and no scan.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/known_entities.h"
#include "core/status.h"
#include "storage/key_value_store.h"
#include "storage/records.h"

namespace annals {

// What KnownEntities and KnownEntitiesWriter say of the functions of these
// names.
Result<std::vector<Bearer>> Named(const KeyValueView& view,
                                  std::string_view name);
Result<Entity> ReadKnown(const KeyValueView& view, const EntityId& id);
Result<std::optional<SourceProgress>> ProgressOf(const KeyValueView& view,
                                                 std::string_view source);

Result<KnownState> KnownStateOf(const KeyValueView& view);

}  // namespace annals
