// Bringing a base that an older version of the program wrote to the present
// format. Reading needs none of this: what older formats lack is worked out
// from what they have.

#pragma once

#include <cstdint>

#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// The format that the base says it has. Corruption if it says none.
Result<uint64_t> FormatOf(const KeyValueView& view);

// Makes the base one of kFormatVersion, in one write; nothing if it is. Formats
// 1 and 2 counted only totals, and kept no kin keys: each list's events are
// counted anew by when, which reads all postings once, and all events.
Status Upgrade(KeyValueStore& store);

}  // namespace annals
