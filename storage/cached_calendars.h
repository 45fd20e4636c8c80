// Calendars of lists as they were last read, for whoever reads them again: each
// question about a list begins with its calendar, and reading that of a busy
// one takes longer than what it is asked for.
//
// A calendar follows from its counter's bytes alone, which are kept with it. So
// whoever finds it knows whether it is that of his state of the base:
//
//   kept for that state, or found to be its by another reader of it   it is
//   else the counter is read, and its bytes are the same              it is
//   else                                                              read anew
//
// No writer need say what changed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/status.h"
#include "storage/key_value_store.h"
#include "storage/keys.h"
#include "storage/list_calendar.h"

namespace annals {

// A value. May be used by many threads at once.
class CachedCalendars {
 public:
  // Of a state of the base, in about so much memory.
  explicit CachedCalendars(size_t max_bytes);

  // The calendar of the list in `view`, which is of this state; never null.
  Result<std::shared_ptr<const Calendar>> Of(const KeyValueView& view,
                                             const ListName& list) const;

  // The cache of the next state.
  CachedCalendars Advance() const { return {cache_, state_ + 1}; }

 private:
  class Cache;

  CachedCalendars(std::shared_ptr<Cache> cache, uint64_t state)
      : cache_(std::move(cache)), state_(state) {}

  // Shared by the states of one base, the old ones too.
  std::shared_ptr<Cache> cache_;
  uint64_t state_ = 0;
};

}  // namespace annals
