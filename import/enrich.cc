#include "import/enrich.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace annals {

Entity Tidied(Entity entity) {
  std::vector<std::string>& aliases = entity.aliases;
  std::sort(aliases.begin(), aliases.end());
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  std::erase(aliases, entity.name);
  return entity;
}

bool Enrich(const Entity& seen, Entity* known) {
  std::erase_if(known->offices,
                [](const Office& office) { return !office.evidence.empty(); });
  const Entity before = *known;
  if (seen.linked && !known->linked) {
    Entity better = seen;
    better.aliases.insert(better.aliases.end(), known->aliases.begin(),
                          known->aliases.end());
    better.offices.insert(better.offices.end(), known->offices.begin(),
                          known->offices.end());
    *known = std::move(better);
  } else {
    known->aliases.insert(known->aliases.end(), seen.aliases.begin(),
                          seen.aliases.end());
    for (const Office& office : seen.offices) {
      const bool has = std::any_of(
          known->offices.begin(), known->offices.end(), [&](const Office& o) {
            return o.title == office.title &&
                   o.jurisdiction == office.jurisdiction;
          });
      if (!has) known->offices.push_back(office);
    }
    if (known->country.empty()) known->country = seen.country;
    if (!known->coordinates) known->coordinates = seen.coordinates;
    if (known->part_of.empty()) known->part_of = seen.part_of;
    if (known->wikidata.empty()) known->wikidata = seen.wikidata;
    if (known->population == 0) known->population = seen.population;
  }
  *known = Tidied(std::move(*known));
  return *known != before;
}

}  // namespace annals
