// How many of the events that answer a query have each value of a facet.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/curation.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// The `size` commonest, most first, equal counts by value.
std::vector<FacetCount> MostFrequent(
    const std::unordered_map<std::string, uint64_t>& counts, size_t size);

// What KnowledgeReader says of CountByFacet().
Result<std::vector<FacetCount>> CountByFacet(const KeyValueView& view,
                                             const Curation& curation,
                                             const Query& query, FacetKind kind,
                                             size_t size);

}  // namespace annals
