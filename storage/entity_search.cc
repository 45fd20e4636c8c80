#include "storage/entity_search.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/text/fold.h"
#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/records.h"

namespace annals {

namespace {

// An entity of which only its id, its name's fit and its fame are known yet.
struct Candidate {
  EntityId id;
  bool is_exact = false;
  uint64_t events = 0;
};

// Calls `visit` with each name that has the prefix and its entry.
template <typename Visit>
Status VisitNames(const KeyValueView& view, std::string_view prefix,
                  const Visit& visit) {
  const auto names = view.Scan(Family::kEntities, prefix);
  for (names->Seek(""); names->valid(); names->Next()) {
    Result<NameKey> key = DecodeNameKey(names->key());
    if (!key.ok()) return key.status();
    const Result<NameEntry> entry = DecodeNameEntry(names->value());
    if (!entry.ok()) return entry.status();
    visit(std::move(*key), *entry);
  }
  return names->status();
}

std::string InvolvedKey(const EntityId& id) {
  return EventCounterKey(ListName::Now({FacetKind::kInvolves, id.value}));
}

Status CountEventsOf(const KeyValueView& view,
                     std::vector<Candidate>* candidates) {
  std::vector<std::string> keys;
  for (const Candidate& each : *candidates)
    keys.push_back(InvolvedKey(each.id));
  Status status;
  const auto add = [&](size_t i, std::optional<std::string_view> counter) {
    const Result<uint64_t> count = DecodeEventCount(counter.value_or(""));
    if (count.ok()) {
      (*candidates)[i].events = *count;
    } else {
      status = count.status();
    }
  };
  if (Status s = view.VisitMany(Family::kCounters, keys, add); !s.ok())
    return s;
  return status;
}

Result<std::vector<EntityHit>> Read(const KeyValueView& view,
                                    const std::vector<Candidate>& candidates) {
  std::vector<std::string> keys;
  for (const Candidate& each : candidates) keys.push_back(EntityKey(each.id));
  std::vector<EntityHit> hits;
  Status status;
  const auto add = [&](size_t i, std::optional<std::string_view> record) {
    const std::string& id = candidates[i].id.value;
    Result<Entity> entity =
        record ? DecodeEntity(*record)
               : Status::Corruption(
                     "there is a name of an entity that is not "
                     "in the base");
    if (entity.ok()) {
      hits.push_back({std::move(*entity), candidates[i].events});
    } else {
      status = entity.status().WithContext(id);
    }
  };
  if (Status s = view.VisitMany(Family::kEntities, keys, add); !s.ok())
    return s;
  if (!status.ok()) return status;
  return hits;
}

}  // namespace

Result<std::vector<EntityHit>> FindEntities(const KeyValueView& view,
                                            const EntitySearch& search) {
  const std::string prefix = Fold(search.prefix);
  std::map<EntityId, bool> is_exact;
  const Status scanned =
      VisitNames(view, NamesPrefix(prefix), [&](NameKey key, NameEntry entry) {
        if (search.kind && entry.kind != *search.kind) return;
        is_exact[std::move(key.entity)] |= entry.is_whole && key.name == prefix;
      });
  if (!scanned.ok()) return scanned;
  std::vector<Candidate> candidates;
  for (const auto& [id, exact] : is_exact) candidates.push_back({id, exact});
  if (Status s = CountEventsOf(view, &candidates); !s.ok()) return s;
  const size_t size = std::min(search.limit, candidates.size());
  std::partial_sort(candidates.begin(),
                    candidates.begin() + static_cast<std::ptrdiff_t>(size),
                    candidates.end(),
                    [](const Candidate& a, const Candidate& b) {
                      return std::tie(b.is_exact, b.events, a.id) <
                             std::tie(a.is_exact, a.events, b.id);
                    });
  candidates.resize(size);
  return Read(view, candidates);
}

Result<std::vector<EntityHit>> EntitiesNamed(const KeyValueView& view,
                                             std::string_view name) {
  const std::string all_of_it = Encode(NameKey{Fold(name), {}});
  std::vector<Candidate> candidates;
  const Status scanned =
      VisitNames(view, all_of_it, [&](NameKey key, NameEntry entry) {
        if (entry.is_whole) candidates.push_back({std::move(key.entity)});
      });
  if (!scanned.ok()) return scanned;
  if (Status s = CountEventsOf(view, &candidates); !s.ok()) return s;
  return Read(view, candidates);
}

Status VisitEntities(const KeyValueView& view,
                     const std::function<bool(const EntityHit&)>& visit) {
  const auto records = view.Scan(Family::kEntities, kEntityPrefix);
  for (records->Seek(""); records->valid(); records->Next()) {
    Result<Entity> entity = DecodeEntity(records->value());
    if (!entity.ok()) return entity.status().WithContext(records->rest());
    std::vector<Candidate> one = {{entity->id}};
    if (Status s = CountEventsOf(view, &one); !s.ok()) return s;
    if (!visit({std::move(*entity), one.front().events})) break;
  }
  return records->status();
}

}  // namespace annals
