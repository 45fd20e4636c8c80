#include "core/entity/entity.h"

#include <algorithm>
#include <cmath>
#include <numbers>
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

double Distance(const Coordinates& a, const Coordinates& b) {
  constexpr double kEarthRadius = 6371;
  const auto radians = [](double degrees) {
    return degrees * std::numbers::pi / 180;
  };
  const double y = std::sin(radians(b.latitude - a.latitude) / 2);
  const double x = std::sin(radians(b.longitude - a.longitude) / 2);
  const double h = y * y + std::cos(radians(a.latitude)) *
                               std::cos(radians(b.latitude)) * x * x;
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace annals
