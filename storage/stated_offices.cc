#include "storage/stated_offices.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "storage/keys.h"

namespace annals {

void StatedOffices::Change(const ArticleId& article,
                           const std::vector<StatedOffice>& old,
                           const std::vector<StatedOffice>& now,
                           WriteSet* writes) {
  const std::set<StatedOffice> before(old.begin(), old.end());
  const std::set<StatedOffice> after(now.begin(), now.end());
  for (const StatedOffice& office : before) {
    if (after.contains(office)) continue;
    gone_.emplace(office, article);
    changed_.insert(office.holder);
    writes->Delete(Family::kEntities, Encode(StatedKey{office, article}));
  }
  for (const StatedOffice& office : after) {
    if (before.contains(office)) continue;
    come_.emplace(office, article);
    changed_.insert(office.holder);
    writes->Put(Family::kEntities, Encode(StatedKey{office, article}), "");
  }
}

Result<std::vector<Office>> StatedOffices::Of(const EntityId& holder) const {
  std::map<StatedOffice, ArticleId> first;
  const auto keys = before_.Scan(Family::kEntities, StatedKeysOf(holder));
  for (keys->Seek(""); keys->valid();) {
    Result<StatedKey> key = DecodeStatedKey(keys->key());
    if (!key.ok()) return key.status();
    if (gone_.contains({key->office, key->article})) {
      keys->Next();
      continue;
    }
    first.emplace(key->office, key->article);
    // On to the next office: all its articles are before this.
    std::string past = Encode(StatedKey{key->office, {}});
    past.erase(0, StatedKeysOf(holder).size());
    keys->Seek(past + '\xff');
  }
  if (Status s = keys->status(); !s.ok()) return s;
  for (const auto& [office, article] : come_) {
    if (office.holder != holder) continue;
    const auto [it, is_new] = first.emplace(office, article);
    if (!is_new) it->second = std::min(it->second, article);
  }
  std::vector<Office> offices;
  for (const auto& [office, article] : first) {
    offices.push_back({office.title, office.of, std::nullopt, article});
  }
  return offices;
}

Status StatedOffices::Put(Entity* entity) const {
  Result<std::vector<Office>> stated = Of(entity->id);
  if (!stated.ok()) return stated.status();
  std::erase_if(entity->offices,
                [](const Office& office) { return !office.evidence.empty(); });
  std::move(stated->begin(), stated->end(),
            std::back_inserter(entity->offices));
  return Status();
}

}  // namespace annals
