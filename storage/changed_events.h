// Which events look otherwise after a write.

#pragma once

#include <vector>

#include "core/ids.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// The events whose records `writes` puts or deletes, and those of `before` that
// an article tells of which it puts or deletes. Some may be there twice.
Result<std::vector<EventId>> ChangedEvents(const KeyValueView& before,
                                           const WriteSet& writes);

}  // namespace annals
