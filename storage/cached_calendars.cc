#include "storage/cached_calendars.h"

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "core/recent_map.h"

namespace annals {

namespace {

struct Kept {
  std::string counter;  // its bytes
  std::shared_ptr<const Calendar> calendar;
  uint64_t state = 0;  // the latest that it was found to be of
};

size_t MemoryOf(const std::string& key, const Kept& kept) {
  return sizeof(Kept) + key.size() + kept.counter.size() + sizeof(Calendar) +
         kept.calendar->cells.size() * sizeof(Calendar::Counted);
}

}  // namespace

// Each shard has a share of the keys and a lock of its own, so that threads
// seldom wait for each other.
class CachedCalendars::Cache {
 public:
  explicit Cache(size_t max_bytes) {
    for (Shard& shard : shards_) {
      shard.calendars = RecentMap<std::string, Kept>(max_bytes / kShards);
    }
  }

  // None if it is not known to be of that state.
  std::shared_ptr<const Calendar> Find(const std::string& key, uint64_t state) {
    Shard& shard = ShardOf(key);
    const std::lock_guard lock(shard.mutex);
    const Kept* const kept = shard.calendars.Find(key);
    if (kept == nullptr || kept->state != state) return nullptr;
    return kept->calendar;
  }

  // None if those are not the bytes of the counter that is kept.
  std::shared_ptr<const Calendar> Find(const std::string& key, uint64_t state,
                                       std::string_view counter) {
    Shard& shard = ShardOf(key);
    const std::lock_guard lock(shard.mutex);
    Kept* const kept = shard.calendars.Find(key);
    if (kept == nullptr || kept->counter != counter) return nullptr;
    kept->state = std::max(kept->state, state);
    return kept->calendar;
  }

  // Who reads an old state keeps nothing in place of what is of a later one.
  void Keep(const std::string& key, Kept kept) {
    Shard& shard = ShardOf(key);
    const size_t bytes = MemoryOf(key, kept);
    const std::lock_guard lock(shard.mutex);
    const Kept* const found = shard.calendars.Find(key);
    if (found != nullptr && found->state > kept.state) return;
    shard.calendars.Put(key, std::move(kept), bytes);
  }

 private:
  struct Shard {
    std::mutex mutex;  // guards the rest
    RecentMap<std::string, Kept> calendars{0};
  };

  static constexpr size_t kShards = 16;

  Shard& ShardOf(const std::string& key) {
    return shards_[std::hash<std::string>()(key) % kShards];
  }

  std::array<Shard, kShards> shards_;
};

CachedCalendars::CachedCalendars(size_t max_bytes)
    : CachedCalendars(std::make_shared<Cache>(max_bytes), 0) {}

Result<std::shared_ptr<const Calendar>> CachedCalendars::Of(
    const KeyValueView& view, const ListName& list) const {
  const std::string key = EventCounterKey(list);
  if (auto calendar = cache_->Find(key, state_)) return calendar;
  const auto read = view.Get(Family::kCounters, key);
  if (!read.ok()) return read.status();
  std::string counter = read->value_or("");
  if (auto calendar = cache_->Find(key, state_, counter)) return calendar;
  Result<Calendar> decoded = DecodeCalendar(counter);
  if (!decoded.ok()) return decoded.status();
  auto calendar = std::make_shared<const Calendar>(std::move(*decoded));
  cache_->Keep(key, {std::move(counter), calendar, state_});
  return calendar;
}

}  // namespace annals
