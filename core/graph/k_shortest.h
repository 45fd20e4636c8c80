// The k shortest paths in a graph that is in memory, by Yen's algorithm over
// breadth-first search.

#pragma once

#include <string>
#include <vector>

#include "core/graph/event_graph.h"
#include "core/graph/explore.h"

namespace annals {

// Up to `count` paths that pass no node twice and no more than `max_edges`
// edges, shortest first, equally long ones by the ids of their nodes. The
// direction of edges does not matter. None if either end is not in the graph
// or both are the same.
std::vector<GraphPath> KShortestPaths(const EventGraph& graph,
                                      const std::string& from,
                                      const std::string& to, size_t count,
                                      size_t max_edges);

}  // namespace annals
