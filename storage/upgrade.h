// Bringing a base that an older version of the program wrote to the present
// format. Opening one to write does it; one that is opened to read only must
// have been opened to write before.

#pragma once

#include <cstdint>

#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// The format that the base says it has; the present one if nothing was ever
// written to it.
Result<uint64_t> FormatOf(const KeyValueView& view);

// Makes the base one of kFormatVersion, in one write: a crash leaves it as it
// was, or whole in the new format. Nothing if it is. Postings, their counters
// and kin keys are made anew from the events and the lists that each is in.
Status Upgrade(KeyValueStore& store);

}  // namespace annals
