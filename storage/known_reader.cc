#include "storage/known_reader.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <utility>

#include "storage/keys.h"

namespace annals {

namespace {

// Every id of a source that may stand for an entity, an office or a country.
bool IsReference(std::string_view text) {
  return text.find(':') != std::string_view::npos;
}

// "Q1296442" of "wikidata:Q1296442".
std::string SourceIdOf(std::string_view reference) {
  return std::string(reference.substr(reference.find(':') + 1));
}

Result<std::optional<KnownReference>> Resolve(const KeyValueView& view,
                                              std::string_view reference) {
  const auto bytes = view.Get(Family::kEntities, ReferenceKey(reference));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<KnownReference>();
  Result<KnownReference> found = DecodeKnownReference(**bytes);
  if (!found.ok()) return found.status().WithContext(reference);
  return std::optional<KnownReference>(std::move(*found));
}

Status ResolveCountry(const KeyValueView& view, std::string* country) {
  if (!IsReference(*country)) return Status();
  const auto found = Resolve(view, *country);
  if (!found.ok()) return found.status();
  *country = *found ? (*found)->country : std::string();
  return Status();
}

Status ResolveEntity(const KeyValueView& view, EntityId* id) {
  if (!IsReference(id->value)) return Status();
  const auto found = Resolve(view, id->value);
  if (!found.ok()) return found.status();
  *id = *found ? (*found)->entity : EntityId();
  return Status();
}

// An office whose title nobody told keeps the source's id for one.
Status ResolveOffice(const KeyValueView& view, Office* office) {
  if (IsReference(office->title)) {
    const auto found = Resolve(view, office->title);
    if (!found.ok()) return found.status();
    if (*found && office->jurisdiction.empty()) {
      office->jurisdiction = (*found)->of;
    }
    office->title = *found ? (*found)->name : SourceIdOf(office->title);
  }
  return ResolveEntity(view, &office->jurisdiction);
}

Status ResolveReferences(const KeyValueView& view, Entity* entity) {
  if (Status s = ResolveCountry(view, &entity->country); !s.ok()) return s;
  if (Status s = ResolveEntity(view, &entity->part_of); !s.ok()) return s;
  if (entity->part_of == entity->id) entity->part_of = {};
  for (Office& office : entity->offices) {
    if (Status s = ResolveOffice(view, &office); !s.ok()) return s;
  }
  return Status();
}

// Of an entity that several sources call so the most prominent counts.
void KeepFirstOfEach(std::vector<NamedBy>* all) {
  constexpr size_t kFew = 8;
  if (all->size() <= kFew) {  // as most are: without a look-up table
    for (size_t i = 1; i < all->size();) {
      const auto end = all->begin() + static_cast<std::ptrdiff_t>(i);
      const bool is_met =
          std::any_of(all->begin(), end, [&](const NamedBy& each) {
            return each.bearer.id == end->bearer.id;
          });
      is_met ? void(all->erase(end)) : void(++i);
    }
    return;
  }
  std::unordered_set<std::string> met;
  std::erase_if(*all, [&](const NamedBy& each) {
    return !met.insert(each.bearer.id.value).second;
  });
}

}  // namespace

Result<std::vector<Bearer>> Named(const KeyValueView& view,
                                  std::string_view name) {
  std::vector<Bearer> named;
  const std::string key = KnownNameKey(name);
  if (key.empty()) return named;
  const auto bytes = view.Get(Family::kEntities, BearersKey(key));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return named;
  Result<Bearers> bearers = DecodeBearers(**bytes);
  if (!bearers.ok()) return bearers.status().WithContext(key);
  KeepFirstOfEach(&bearers->all);
  named.reserve(bearers->all.size());
  for (NamedBy& each : bearers->all) {
    if (Status s = ResolveCountry(view, &each.bearer.country); !s.ok()) {
      return s;
    }
    named.push_back(std::move(each.bearer));
  }
  return named;
}

Result<Entity> ReadKnown(const KeyValueView& view, const EntityId& id) {
  std::optional<Entity> entity;
  const auto records = view.Scan(Family::kEntities, KnownKeysOf(id));
  for (records->Seek(""); records->valid(); records->Next()) {
    Result<KnownRecord> record = DecodeKnownRecord(records->value());
    if (!record.ok()) return record.status().WithContext(id.value);
    if (Status s = ResolveReferences(view, &record->entity); !s.ok()) return s;
    if (entity) {
      AddKnown(record->entity, &*entity);
    } else {
      entity = std::move(record->entity);
    }
  }
  if (Status s = records->status(); !s.ok()) return s;
  if (entity) return std::move(*entity);
  return Status::NotFound("no source knows an entity '" + id.value + "'");
}

Result<std::optional<SourceProgress>> ProgressOf(const KeyValueView& view,
                                                 std::string_view source) {
  const auto bytes = view.Get(Family::kEntities, ProgressKey(source));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::optional<SourceProgress>();
  Result<SourceProgress> progress = DecodeSourceProgress(**bytes);
  if (!progress.ok()) return progress.status();
  return std::optional<SourceProgress>(std::move(*progress));
}

Result<KnownState> KnownStateOf(const KeyValueView& view) {
  const auto bytes = view.Get(Family::kMeta, kKnownStateKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return KnownState();
  return DecodeKnownState(**bytes);
}

}  // namespace annals
