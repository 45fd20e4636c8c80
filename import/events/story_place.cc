#include "import/events/story_place.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace annals {

namespace {

// Fewer mentions of countries than this are about none.
constexpr size_t kFewestMentions = 3;

// "HU" for Hungary, Budapest, Hungarians and Orban; empty if it has none.
class Countries {
 public:
  explicit Countries(const Entities& entities) : entities_(entities) {
    for (const Chain& chain : entities.chains) {
      chain_of_.emplace(chain.entity, &chain);
    }
  }

  std::string_view Of(const EntityId& id) const {
    const auto it = chain_of_.find(id);
    return it == chain_of_.end() ? std::string_view() : Of(*it->second);
  }

  std::string_view Of(const Chain& chain) const {
    if (!chain.record.country.empty()) return chain.record.country;
    for (const EntityId& id : chain.affiliations) {
      const auto it = chain_of_.find(id);
      if (it != chain_of_.end() && !it->second->record.country.empty()) {
        return it->second->record.country;
      }
    }
    return {};
  }

  // The chain of the country that most is said of, null if there is no such.
  const Chain* InFocus() const {
    std::map<std::string_view, size_t> said;
    size_t all = 0;
    for (const Mention& mention : entities_.mentions) {
      const std::string_view country = Of(entities_.chains[mention.chain]);
      if (country.empty()) continue;
      ++said[country];
      ++all;
    }
    const auto most = std::max_element(
        said.begin(), said.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == said.end() || most->second < kFewestMentions ||
        most->second * 2 <= all) {
      return nullptr;
    }
    for (const Chain& chain : entities_.chains) {
      if (chain.record.kind == EntityKind::kCountry &&
          chain.record.country == most->first) {
        return &chain;
      }
    }
    return nullptr;
  }

 private:
  const Entities& entities_;
  std::map<EntityId, const Chain*> chain_of_;
};

}  // namespace

void PlaceInStory(const Entities& entities, std::vector<Claim>* claims) {
  const Countries countries(entities);
  const Chain* const focus = countries.InFocus();
  if (focus == nullptr) return;
  for (Claim& claim : *claims) {
    if (!claim.places.empty() || IsVerbal(claim.type)) continue;
    const bool foreign = std::any_of(
        claim.participants.begin(), claim.participants.end(),
        [&](const Participant& p) {
          const auto is_foreign = [&](const EntityId& id) {
            const std::string_view country = countries.Of(id);
            return !country.empty() && country != focus->record.country;
          };
          return is_foreign(p.entity) ||
                 std::any_of(p.affiliations.begin(), p.affiliations.end(),
                             is_foreign);
        });
    if (foreign) continue;
    claim.places.push_back({focus->entity, focus->record.name,
                            focus->record.country, focus->record.coordinates,
                            PlaceRole::kStory, focus->within});
  }
}

}  // namespace annals
