// The acts of curation on disk.

#pragma once

#include "core/curation.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// All of them. Corruption if one cannot be read.
Result<Curation> ReadCuration(const KeyValueView& view);

// The version in which an act last changed; 0 if there are none.
Result<uint64_t> CurationVersionOf(const KeyValueView& view);

}  // namespace annals
