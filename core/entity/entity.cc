#include "core/entity/entity.h"

#include <algorithm>
#include <string>

namespace annals {

namespace {

constexpr std::string_view kNames[] = {"person", "organization", "country",
                                       "region", "settlement",   "site",
                                       "group"};

}  // namespace

std::string_view Name(EntityKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

Result<EntityKind> ParseEntityKind(std::string_view name) {
  const auto* const it = std::find(std::begin(kNames), std::end(kNames), name);
  if (it == std::end(kNames)) {
    return Status::InvalidArgument("no kind of entity '" + std::string(name) +
                                   "'");
  }
  return static_cast<EntityKind>(it - std::begin(kNames));
}

}  // namespace annals
