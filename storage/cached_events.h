// Events as they were last read, for whoever reads them again: looking one up
// and decoding it costs more than finding it.
//
// The cache follows the present state of the base. Whoever reads one state has
// a CachedEvents of that state:
//
//   reader       of state 7     finds and keeps events
//   writer       commits, advances past what it changed, then shows state 8
//   old reader   of state 7     finds nothing, keeps nothing: reads the store
//   new reader   of state 8     finds what did not change
//
// So what is found is what the reader's view of the store holds. And it is the
// same object for all who find it until it changes, or an article that tells of
// it does: what is worked out from both may be kept by its address.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/event/event.h"
#include "core/ids.h"

namespace annals {

// A value. May be used by many threads at once; one at a time advances.
class CachedEvents {
 public:
  // Of a state that nobody has read yet, in about so much memory.
  explicit CachedEvents(size_t max_bytes);

  // Null if it is not there.
  std::shared_ptr<const Event> Find(std::string_view id) const;
  void Keep(const std::shared_ptr<const Event>& event) const;

  // The cache of the next state, which differs in `changed`, or in anything.
  // From then on nothing is found in this one.
  // REQUIRES: the next state is in the store, and nobody has a view of it yet
  CachedEvents Advance(std::span<const EventId> changed) const;
  CachedEvents AdvanceEmpty() const;

 private:
  class Cache;

  CachedEvents(std::shared_ptr<Cache> cache, uint64_t state)
      : cache_(std::move(cache)), state_(state) {}

  // Shared by the states of one base, the old ones too.
  std::shared_ptr<Cache> cache_;
  uint64_t state_ = 0;
};

// What the event takes in memory, about.
size_t MemoryOf(const Event& event);

}  // namespace annals
