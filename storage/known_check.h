// Whether what is derived from the records of known entities is what they
// imply.

#pragma once

#include <cstdint>

#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// The number of keys about known entities in Family::kEntities. Corruption if a
// record cannot be read or the lists of names do not hold exactly the records.
Result<uint64_t> CheckKnown(const KeyValueView& view);

}  // namespace annals
