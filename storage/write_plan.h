// What a batch changes on disk: records, postings, counters, log and version,
// worked out from the state before it.
//
// A batch that says what is already so changes nothing. Putting or deleting an
// article can change the sources, and so the postings, of events that the batch
// does not name; an act of curation changes the events of whom it is about, and
// who that is. Those are followed up too.

#pragma once

#include "core/knowledge_base.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/key_value_store.h"

namespace annals {

// The version of the state; 0 if nothing was ever written.
Result<uint64_t> VersionOf(const KeyValueView& view);

// The writes that take the state `before` to the one after `batch`, learned at
// `now`. Empty if they are the same. InvalidArgument if an event of the batch
// has a claim without evidence.
Result<WriteSet> PlanWrites(const KeyValueView& before,
                            const ImportBatch& batch, TimePoint now);

}  // namespace annals
