// A map of bounded size that keeps what was asked for recently.
//
// It forgets in halves: when the newer half is full it becomes the older one,
// and what was in the older one and not asked for since is gone. That costs two
// look-ups where a list in order of use would cost a pointer chase for each,
// and there is no order to keep.

#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace annals {

// Not for several threads.
template <typename Key, typename Value>
class RecentMap {
 public:
  // Of values of about so many bytes in all, as Put() is told.
  explicit RecentMap(size_t max_bytes) : half_bytes_(max_bytes / 2) {}

  // None if it is not there; valid until something is put or erased.
  Value* Find(const Key& key) {
    if (const auto it = newer_.find(key); it != newer_.end()) {
      return &it->second.value;
    }
    const auto it = older_.find(key);
    if (it == older_.end()) return nullptr;
    auto node = older_.extract(it);
    MakeRoom(node.mapped().bytes);
    return &newer_.insert(std::move(node)).position->second.value;
  }

  // Instead of what was there; nothing larger than half of all is kept.
  void Put(const Key& key, Value value, size_t bytes) {
    Erase(key);
    bytes += kEntryBytes;
    if (bytes > half_bytes_) return;
    MakeRoom(bytes);
    newer_.emplace(key, Entry{std::move(value), bytes});
  }

  void Erase(const Key& key) {
    if (const auto it = newer_.find(key); it != newer_.end()) {
      newer_bytes_ -= it->second.bytes;
      newer_.erase(it);
    }
    older_.erase(key);
  }

  void Clear() {
    newer_.clear();
    older_.clear();
    newer_bytes_ = 0;
  }

 private:
  struct Entry {
    Value value;
    size_t bytes;
  };
  using Half = std::unordered_map<Key, Entry>;

  // What an entry takes beside its value: its node and its place in the table.
  static constexpr size_t kEntryBytes = 64;

  void MakeRoom(size_t bytes) {
    if (newer_bytes_ + bytes > half_bytes_) {
      older_ = std::exchange(newer_, Half());
      newer_bytes_ = 0;
    }
    newer_bytes_ += bytes;
  }

  size_t half_bytes_;
  size_t newer_bytes_ = 0;
  Half newer_;
  Half older_;
};

}  // namespace annals
