// Who and where: the actors and places that events are linked to.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// On disk: never renumber.
enum class EntityKind : uint8_t {
  kPerson = 0,
  kOrganization = 1,
  kCountry = 2,
  kRegion = 3,      // first-level division, sea, continent
  kSettlement = 4,  // city, town, village
  kSite = 5,        // building, airport, camp, river, mountain
  kGroup = 6,       // "protesters", "eleven Israelis", "rebels"
};

std::string_view Name(EntityKind kind);  // "person", "organization", …
Result<EntityKind> ParseEntityKind(std::string_view name);

inline bool IsPlace(EntityKind kind) {
  return kind == EntityKind::kCountry || kind == EntityKind::kRegion ||
         kind == EntityKind::kSettlement || kind == EntityKind::kSite;
}

struct Coordinates {
  double latitude = 0;   // degrees north
  double longitude = 0;  // degrees east

  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

// Kilometres between two points, the Earth being a sphere.
double Distance(const Coordinates& a, const Coordinates& b);

// "Prime Minister of Hungary, since 2010": an office, held for a while.
struct Office {
  std::string title;                 // "Prime Minister"
  EntityId jurisdiction;             // whom it is of: country or organisation
  std::optional<TimeInterval> held;  // none: not known when
  ArticleId evidence;  // the article it was learned from; none: our tables

  friend bool operator==(const Office&, const Office&) = default;
};

// What an article says: that somebody holds an office.
struct StatedOffice {
  EntityId holder;
  std::string title;  // "Minister of Defence"
  EntityId of;        // whom it is of

  friend auto operator<=>(const StatedOffice&, const StatedOffice&) = default;
};

struct Entity {
  EntityId id;
  EntityKind kind = EntityKind::kGroup;
  std::string name;  // canonical
  std::vector<std::string> aliases;

  // True if a gazetteer or table of ours knows it; a name first met in an
  // article is an entity of its own and not linked.
  bool linked = false;

  std::string country;  // ISO 3166-1 alpha-2, where it belongs to one
  std::optional<Coordinates> coordinates;
  EntityId part_of;  // Budapest → Hungary → Europe
  std::string wikidata;
  int64_t population = 0;  // 0: not known
  std::vector<Office> offices;

  friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace annals
