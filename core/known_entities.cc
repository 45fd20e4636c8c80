#include "core/known_entities.h"

#include <algorithm>

#include "core/text/fold.h"

namespace annals {

namespace {

// Bytes of a name's key. The longest names of towns have 160.
constexpr size_t kLongestKey = 200;

bool Has(const std::vector<Office>& offices, const Office& office) {
  return std::any_of(offices.begin(), offices.end(), [&](const Office& each) {
    return each.title == office.title &&
           each.jurisdiction == office.jurisdiction && each.held == office.held;
  });
}

}  // namespace

std::string KnownNameKey(std::string_view name) { return Slug(name); }

std::vector<std::string> KnownNameKeysOf(const Entity& entity) {
  std::vector<std::string> keys = {KnownNameKey(entity.name)};
  for (const std::string& alias : entity.aliases) {
    keys.push_back(KnownNameKey(alias));
  }
  std::erase_if(keys, [](const std::string& key) {
    return key.empty() || key.size() > kLongestKey;
  });
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void AddKnown(const Entity& more, Entity* entity) {
  entity->aliases.push_back(more.name);
  entity->aliases.insert(entity->aliases.end(), more.aliases.begin(),
                         more.aliases.end());
  std::sort(entity->aliases.begin(), entity->aliases.end());
  entity->aliases.erase(
      std::unique(entity->aliases.begin(), entity->aliases.end()),
      entity->aliases.end());
  std::erase(entity->aliases, entity->name);
  entity->linked |= more.linked;
  if (entity->country.empty()) entity->country = more.country;
  if (!entity->coordinates) entity->coordinates = more.coordinates;
  if (entity->part_of.empty()) entity->part_of = more.part_of;
  if (entity->wikidata.empty()) entity->wikidata = more.wikidata;
  if (entity->population == 0) entity->population = more.population;
  for (const Office& office : more.offices) {
    if (!Has(entity->offices, office)) entity->offices.push_back(office);
  }
}

}  // namespace annals
