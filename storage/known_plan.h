// What a batch of known entities writes (core/known_entities.h): their records,
// whom their names mean, what their ids mean, and how far the source was read.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/known_entities.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/key_value_store.h"
#include "storage/records.h"

namespace annals {

struct KnownPlan {
  WriteSet writes;
  SourceProgress progress;  // with the records counted
};

// `now` is when it is learned.
Result<KnownPlan> PlanKnown(const KeyValueView& before, const KnownBatch& batch,
                            TimePoint now);

// What a record adds to KnownState::sum.
uint64_t HashOf(std::string_view key, std::string_view record);

// The entry of a record in the lists of its names.
NamedBy NamedByOf(const KnownRecord& record);

// In the order of Bearers.
bool Before(const NamedBy& a, const NamedBy& b);

}  // namespace annals
