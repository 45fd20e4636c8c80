// Walks through the event graph from an entity: who is near, and what joins
// two. One hop leads from an entity through an event to the others in it:
//
//   0 hops  viktor-orban
//   1 hop   … ── ev-1 "Orban and Putin meet" ── vladimir-putin, moscow
//   2 hops  … ── ev-2 "Putin calls Trump"    ── donald-trump
//
// An entity is in the events it takes part in or is the place of. Where a walk
// begins or ends it is also in those that involve it only through an office,
// an affiliation or a place inside it (Hungary in what Orban does, or what
// happens in Budapest); such an edge has the key "involves".
//
// Every walk ends: at its hops, or at its budget, and then says so.

#pragma once

#include <string>
#include <vector>

#include "core/graph/event_graph.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

// Everything within `hops` of `start`, in events that answer `query`. Visits
// events in the query's order, so a budget keeps the first.
Result<EventGraph> Neighbourhood(const KnowledgeReader& reader,
                                 const Query& query, const EntityId& start,
                                 unsigned hops, const GraphBudget& budget);

// Entity, event, entity, …, entity.
struct GraphPath {
  std::vector<std::string> nodes;
};

struct PathSearch {
  std::vector<GraphPath> paths;  // shortest first
  EventGraph graph;              // what was searched: has every node of a path
};

// Up to `count` shortest paths between two entities that pass no node twice and
// no more than `max_events` events. If the graph is truncated, shorter ones may
// exist beyond the budget.
Result<PathSearch> ShortestPaths(const KnowledgeReader& reader,
                                 const Query& query, const EntityId& from,
                                 const EntityId& to, size_t count,
                                 unsigned max_events,
                                 const GraphBudget& budget);

}  // namespace annals
