// Whether everything derived agrees with the records it derives from.

#pragma once

#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// OK if every record can be read and postings, counters, article heads, names,
// log and version are exactly what the records imply; else Corruption that
// names the first thing that is not. Reads the whole base and keeps a number
// for each list of postings in memory.
Status CheckStore(const KeyValueView& view);

}  // namespace annals
