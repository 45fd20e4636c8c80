#include "storage/cached_events.h"

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace annals {

namespace {

// What an entry takes beside its event: the node and its place in the table.
constexpr size_t kEntryBytes = 64;

// What hangs on a value, beyond its own size.
size_t Beyond(const std::string& text) {
  static const size_t kInPlace = std::string().capacity();
  return text.capacity() > kInPlace ? text.capacity() + 1 : 0;
}
size_t Beyond(const EntityId& id) { return Beyond(id.value); }
size_t Beyond(const ArticleId& id) { return Beyond(id.value); }

template <typename T>
size_t Beyond(const std::vector<T>& all);

size_t Beyond(const EventTime& time) { return Beyond(time.timex); }
size_t Beyond(const Participant& each) {
  return Beyond(each.entity) + Beyond(each.name) + Beyond(each.affiliations);
}
size_t Beyond(const EventPlace& place) {
  return Beyond(place.entity) + Beyond(place.name) + Beyond(place.country) +
         Beyond(place.within);
}
size_t Beyond(const Attribution& each) {
  return Beyond(each.entity) + Beyond(each.name);
}
size_t Beyond(const Quantity& quantity) { return Beyond(quantity.unit); }
size_t Beyond(const StatusChange& change) { return Beyond(change.article); }
size_t Beyond(const ClaimLink& /*link*/) { return 0; }
size_t Beyond(const Evidence& evidence) {
  return Beyond(evidence.article) + Beyond(evidence.quote) +
         Beyond(evidence.rule);
}

// What events and claims both have.
template <typename Told>
size_t BeyondTold(const Told& told) {
  return Beyond(told.mode) + Beyond(told.cameo) + Beyond(told.contexts) +
         Beyond(told.headline) + (told.time ? Beyond(*told.time) : 0) +
         Beyond(told.participants) + Beyond(told.places) +
         Beyond(told.attribution) + Beyond(told.quantities);
}
size_t Beyond(const Claim& claim) {
  return BeyondTold(claim) + Beyond(claim.article) + Beyond(claim.content_key) +
         Beyond(claim.evidence) + Beyond(claim.links);
}

template <typename T>
size_t Beyond(const std::vector<T>& all) {
  size_t bytes = all.capacity() * sizeof(T);
  for (const T& each : all) bytes += Beyond(each);
  return bytes;
}

}  // namespace

size_t MemoryOf(const Event& event) {
  return sizeof(event) + BeyondTold(event) + Beyond(event.id.value) +
         Beyond(event.history) + Beyond(event.claims);
}

// Each shard has a share of the ids and a lock of its own, so that threads
// seldom wait for each other. While the cache advances, some shards are of the
// next state already and some are not yet: each knows which.
class CachedEvents::Cache {
 public:
  explicit Cache(size_t max_bytes) : half_bytes_(max_bytes / kShards / 2) {}

  std::shared_ptr<const Event> Find(uint64_t state, std::string_view id) {
    Shard& shard = ShardOf(id);
    const std::lock_guard lock(shard.mutex);
    if (shard.state != state) return nullptr;
    if (const auto it = shard.newer.find(id); it != shard.newer.end()) {
      return it->second;
    }
    const auto it = shard.older.find(id);
    if (it == shard.older.end()) return nullptr;
    std::shared_ptr<const Event> event = std::move(it->second);
    shard.older.erase(it);
    Put(event, &shard);
    return event;
  }

  void Keep(uint64_t state, const std::shared_ptr<const Event>& event) {
    Shard& shard = ShardOf(event->id.value);
    const std::lock_guard lock(shard.mutex);
    if (shard.state != state) return;
    shard.older.erase(event->id.value);
    Put(event, &shard);
  }

  void Advance(std::span<const EventId> changed) {
    std::array<std::vector<std::string_view>, kShards> ids;
    for (const EventId& id : changed)
      ids[NumberOf(id.value)].push_back(id.value);
    for (size_t i = 0; i < kShards; ++i) {
      Shard& shard = shards_[i];
      const std::lock_guard lock(shard.mutex);
      ++shard.state;
      for (const std::string_view id : ids[i]) {
        shard.newer.erase(id);
        shard.older.erase(id);
      }
    }
  }

  void AdvanceEmpty() {
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      ++shard.state;
      shard.newer.clear();
      shard.older.clear();
      shard.newer_bytes = 0;
    }
  }

 private:
  // By the id inside the event.
  using Events =
      std::unordered_map<std::string_view, std::shared_ptr<const Event>>;

  struct Shard {
    std::mutex mutex;  // guards the rest
    uint64_t state = 0;
    Events newer;
    Events older;
    size_t newer_bytes = 0;  // of what was put there; some may have gone again
  };

  static constexpr size_t kShards = 16;

  static size_t NumberOf(std::string_view id) {
    return std::hash<std::string_view>()(id) % kShards;
  }
  Shard& ShardOf(std::string_view id) { return shards_[NumberOf(id)]; }

  // REQUIRES: the shard is locked, and the event is not in its older half
  void Put(const std::shared_ptr<const Event>& event, Shard* shard) const {
    const size_t bytes = MemoryOf(*event) + kEntryBytes;
    if (bytes > half_bytes_) return;
    if (shard->newer_bytes + bytes > half_bytes_) {
      shard->older = std::exchange(shard->newer, Events());
      shard->newer_bytes = 0;
    }
    // One that two have read at once stays the one that others have found.
    if (shard->newer.try_emplace(event->id.value, event).second) {
      shard->newer_bytes += bytes;
    }
  }

  const size_t half_bytes_;  // of a shard
  std::array<Shard, kShards> shards_;
};

CachedEvents::CachedEvents(size_t max_bytes)
    : CachedEvents(std::make_shared<Cache>(max_bytes), 0) {}

std::shared_ptr<const Event> CachedEvents::Find(std::string_view id) const {
  return cache_->Find(state_, id);
}

void CachedEvents::Keep(const std::shared_ptr<const Event>& event) const {
  cache_->Keep(state_, event);
}

CachedEvents CachedEvents::Advance(std::span<const EventId> changed) const {
  cache_->Advance(changed);
  return {cache_, state_ + 1};
}

CachedEvents CachedEvents::AdvanceEmpty() const {
  cache_->AdvanceEmpty();
  return {cache_, state_ + 1};
}

}  // namespace annals
