#include "storage/cached_events.h"

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/recent_map.h"

namespace annals {

namespace {

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
  explicit Cache(size_t max_bytes) {
    for (Shard& shard : shards_) shard.events = Events(max_bytes / kShards);
  }

  std::shared_ptr<const Event> Find(uint64_t state, std::string_view id) {
    Shard& shard = shards_[NumberOf(id)];
    const std::lock_guard lock(shard.mutex);
    if (shard.state != state) return nullptr;
    const auto* const found = shard.events.Find(id);
    return found == nullptr ? nullptr : *found;
  }

  void Keep(uint64_t state, const std::shared_ptr<const Event>& event) {
    const std::string_view id = event->id.value;
    Shard& shard = shards_[NumberOf(id)];
    const size_t bytes = MemoryOf(*event);
    const std::lock_guard lock(shard.mutex);
    // One that two have read at once stays the one that others have found.
    if (shard.state != state || shard.events.Find(id) != nullptr) return;
    shard.events.Put(id, event, bytes);
  }

  void Advance(std::span<const EventId> changed) {
    std::array<std::vector<std::string_view>, kShards> ids;
    for (const EventId& id : changed) {
      ids[NumberOf(id.value)].push_back(id.value);
    }
    for (size_t i = 0; i < kShards; ++i) {
      const std::lock_guard lock(shards_[i].mutex);
      ++shards_[i].state;
      for (const std::string_view id : ids[i]) shards_[i].events.Erase(id);
    }
  }

  void AdvanceEmpty() {
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      ++shard.state;
      shard.events.Clear();
    }
  }

 private:
  // By the id inside the event, which lives as long as its entry.
  using Events = RecentMap<std::string_view, std::shared_ptr<const Event>>;

  struct Shard {
    std::mutex mutex;  // guards the rest
    uint64_t state = 0;
    Events events{0};
  };

  static constexpr size_t kShards = 16;

  static size_t NumberOf(std::string_view id) {
    return std::hash<std::string_view>()(id) % kShards;
  }

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
