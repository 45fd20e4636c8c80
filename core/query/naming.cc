#include "core/query/naming.h"

#include <algorithm>
#include <string>

#include "core/text/fold.h"

namespace annals {

namespace {

constexpr size_t kMostOfAName = 200;  // people looked at

bool EndsIn(const Entity& person, const std::string& last_name) {
  const auto ends = [&](const std::string& name) {
    return Fold(name).ends_with(last_name);
  };
  return ends(person.name) ||
         std::any_of(person.aliases.begin(), person.aliases.end(), ends);
}

// A city and the region around it that bears its name: the city is meant.
void DropRegionsOfTheirCities(std::vector<EntityHit>* hits) {
  std::vector<EntityId> around;
  for (const EntityHit& hit : *hits) around.push_back(hit.entity.part_of);
  std::erase_if(*hits, [&](const EntityHit& hit) {
    return std::find(around.begin(), around.end(), hit.entity.id) !=
           around.end();
  });
}

}  // namespace

Result<std::vector<EntityHit>> EntitiesMeant(const KnowledgeReader& reader,
                                             std::string_view name) {
  Result<std::vector<EntityHit>> named = reader.EntitiesNamed(name);
  if (!named.ok()) return named;
  DropRegionsOfTheirCities(&*named);
  const bool is_explained =
      std::any_of(named->begin(), named->end(),
                  [](const EntityHit& hit) { return hit.entity.linked; });
  if (is_explained) return named;
  const std::string folded = Fold(name);
  if (folded.find_first_not_of(' ') == std::string::npos) return named;
  Result<std::vector<EntityHit>> people =
      reader.FindEntities({folded, EntityKind::kPerson, kMostOfAName});
  if (!people.ok()) return people;
  std::erase_if(*people, [&](const EntityHit& hit) {
    return !EndsIn(hit.entity, " " + folded) ||
           (!named->empty() && !hit.entity.linked);
  });
  return people->empty() ? named : people;
}

}  // namespace annals
