// Measures of a packed graph, by Boost.Graph over the view's own arrays:
// nothing is copied. Entities and events are both nodes, joined where an entity
// is directly in an event.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/graph/graph_view.h"

namespace annals {

// For each entity the number of its connected component, from 0 in the order of
// their first entities.
std::vector<uint32_t> ComponentsOf(const GraphView& view);

// For each entity its PageRank (damping 0.85), the sum over entities being 1.
// Nodes are entities and events, so this weighs whom the much linked meet.
std::vector<double> PageRankOf(const GraphView& view, size_t rounds = 40);

// For each entity the fewest events on the way from `from`; UINT32_MAX where
// none leads.
std::vector<uint32_t> DistancesFrom(const GraphView& view, uint32_t from);

}  // namespace annals
