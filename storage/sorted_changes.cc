#include "storage/sorted_changes.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>

namespace annals {

namespace {

using Each = SortedChanges::Each;

constexpr size_t kChunk = 8;

// What is not sorted by chunks: few changes, and keys that are the same for so
// long that each would take a call within a call.
constexpr std::ptrdiff_t kFew = 8;
constexpr size_t kDeep = 512;

// The bytes of the key from `at` on as a number whose order is theirs. A key
// that ends here comes before longer ones by its length.
uint64_t ChunkAt(std::string_view key, size_t at) {
  uint64_t chunk = 0;
  for (size_t i = at; i < at + kChunk; ++i) {
    chunk = chunk << 8 | (i < key.size() ? static_cast<uint8_t>(key[i]) : 0);
  }
  return chunk;
}

bool ByWholeKey(const Each& a, const Each& b) {
  return std::tie(a.change->key, a.change) < std::tie(b.change->key, b.change);
}

// Sorts changes whose keys are the same before `at`; equal keys stay in the
// order of the changes.
void SortFrom(size_t at, std::span<Each> changes) {
  for (Each& each : changes) each.chunk = ChunkAt(each.change->key, at);
  const auto rest = [at](const Each& each) {
    return std::min(each.change->key.size() - at, kChunk);
  };
  const auto before = [&](const Each& a, const Each& b) {
    if (a.chunk != b.chunk) return a.chunk < b.chunk;
    return std::tuple(rest(a), a.change) < std::tuple(rest(b), b.change);
  };
  std::sort(changes.begin(), changes.end(), before);
  for (auto begin = changes.begin(); begin != changes.end();) {
    const auto end = std::find_if(begin, changes.end(), [&](const Each& each) {
      return each.chunk != begin->chunk || rest(each) != rest(*begin);
    });
    if (end - begin > kFew && rest(*begin) == kChunk && at < kDeep) {
      SortFrom(at + kChunk, std::span(begin, end));
    } else {
      std::sort(begin, end, ByWholeKey);
    }
    begin = end;
  }
}

}  // namespace

SortedChanges::SortedChanges(const WriteSet& changes, Family family) {
  for (const WriteSet::Change& change : changes.changes()) {
    if (change.family == family) changes_.push_back({0, &change});
  }
  // Postings and counters often are in order.
  if (!std::is_sorted(changes_.begin(), changes_.end(),
                      [](const Each& a, const Each& b) {
                        return a.change->key < b.change->key;
                      })) {
    SortFrom(0, changes_);
  }
  const auto begin = std::unique(changes_.rbegin(), changes_.rend(),
                                 [](const Each& a, const Each& b) {
                                   return a.change->key == b.change->key;
                                 });
  changes_.erase(changes_.begin(), begin.base());
}

}  // namespace annals
