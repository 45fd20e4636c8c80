#include "import/known/known_identity.h"

#include <string>

#include "core/text/fold.h"

namespace annals {

namespace {

// How far apart two points of one place may be. Tables have a region's middle,
// rounded; sources may have its capital.
constexpr double kSameTown = 50;  // kilometres
constexpr double kSameRegion = 500;

bool IsNear(const Entity& a, const Entity& b) {
  if (!a.coordinates || !b.coordinates) return true;
  return Distance(*a.coordinates, *b.coordinates) <=
         (a.kind == EntityKind::kRegion ? kSameRegion : kSameTown);
}

bool IsSame(const Entity& entity, const Entity& ours) {
  if (entity.kind != ours.kind) return false;
  const bool same_country = entity.country == ours.country;
  if (IsPlace(entity.kind)) return same_country && IsNear(entity, ours);
  if (!same_country && !entity.country.empty() && !ours.country.empty()) {
    return false;
  }
  return entity.kind == EntityKind::kOrganization ||
         (!entity.offices.empty() && !ours.offices.empty());
}

}  // namespace

EntityId IdOf(const KnownRecord& record, const Gazetteer& gazetteer) {
  const Entity& entity = record.entity;
  if (!entity.id.empty()) return entity.id;
  if (entity.kind == EntityKind::kCountry) {
    if (const Entity* country = gazetteer.CountryByCode(entity.country)) {
      return country->id;
    }
  } else {
    for (const Candidate& candidate : gazetteer.Find(Fold(entity.name))) {
      if (IsSame(entity, candidate.entity)) return candidate.entity.id;
    }
  }
  const std::string slug = Slug(entity.name);
  return {slug.empty() ? record.source : slug + "-" + record.source};
}

}  // namespace annals
