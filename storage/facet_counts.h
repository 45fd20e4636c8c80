// How many of the events that answer a query have each value of a facet.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/curation.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"
#include "storage/cached_calendars.h"
#include "storage/key_value_store.h"

namespace annals {

struct ValueHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using Counts =
    std::unordered_map<std::string, uint64_t, ValueHash, std::equal_to<>>;

// The `size` commonest, most first, equal counts by value.
std::vector<FacetCount> MostFrequent(const Counts& counts, size_t size);

// What KnowledgeReader says of CountByFacet(). `calendars` are of `view`.
Result<std::vector<FacetCount>> CountByFacet(const KeyValueView& view,
                                             const CachedCalendars& calendars,
                                             const Curation& curation,
                                             const Query& query, FacetKind kind,
                                             size_t size);

}  // namespace annals
