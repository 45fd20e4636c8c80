// The event graph: entities and events as nodes, what joins them as edges.
//
//   viktor-orban ──source──▶ ev-1 ──follows──▶ ev-2 ◀──target── ukraine
//                              ▲
//   budapest ─────venue────────┘
//
// Edges point from an entity to an event it takes part in (by its role) or is
// the place of (by the place's role), and from an event to an event it is
// linked to. Two nodes may be joined by several edges, each with its own key;
// never by two with the same key. An edge is in a graph if both its ends are.
//
// Everything here is values; nothing is shared between threads.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/graph/event_links.h"
#include "core/knowledge_base.h"

namespace annals {

// Ids of entities and events are in different forms, so either may name a node.
struct GraphEdge {
  std::string source;
  std::string target;
  std::string key;  // "source", "venue", "follows", …

  friend auto operator<=>(const GraphEdge&, const GraphEdge&) = default;
};

// An entity as the graph shows it.
struct GraphEntity {
  EntityId id;
  std::string name;
  std::optional<EntityKind> kind;  // none: the base does not know it
  std::string country;
  std::optional<Coordinates> coordinates;
};

// The edges between an event and entities: sorted, without repeats.
std::vector<GraphEdge> EdgesOf(const Event& event);

// The edges from an event to others of those that are told of.
std::vector<GraphEdge> EdgesOf(const Event& event, const ToldEvents& told);

// The entities at the other end of its edges, sorted by id, without repeats,
// with what the event itself says of them.
std::vector<GraphEntity> EntitiesOf(const Event& event);

// The same with what the base knows of them.
GraphEntity Complete(GraphEntity entity, const KnowledgeReader& reader);

// How large a graph may grow.
struct GraphBudget {
  size_t max_nodes = 2000;
  size_t max_edges = 10000;

  static GraphBudget Unlimited() { return {SIZE_MAX, SIZE_MAX}; }
};

// Sees a graph pass by: first the events in the query's order, then the
// entities by id, then the edges. Each returns false to end the visit.
struct GraphVisitor {
  std::function<bool(const Event&)> event;
  std::function<bool(const GraphEntity&)> entity;
  std::function<bool(const GraphEdge&)> edge;
};

struct GraphCounts {
  size_t events = 0;
  size_t entities = 0;
  size_t edges = 0;
  bool truncated = false;  // the budget ended before the answer did
};

// The graph of the events that answer `query`. Keeps ids in memory, not events.
// An event is left out, and all after it, if it would break the budget.
// `reader` must not change meanwhile: give it a snapshot.
Result<GraphCounts> VisitGraph(const KnowledgeReader& reader,
                               const Query& query, const GraphBudget& budget,
                               const GraphVisitor& visitor);

// A graph small enough to hold.
class EventGraph {
 public:
  explicit EventGraph(GraphBudget budget) : budget_(budget) {}

  // Adds an event with its entities and edges, and `also`, edges to it beside
  // its own. False if that would break the budget: nothing is added and the
  // graph is truncated. An event that is there already is left as it is.
  bool Add(const Event& event, const std::vector<GraphEdge>& also = {});

  // An entity without events.
  void AddEntity(GraphEntity entity);

  const std::map<EventId, Event>& events() const { return events_; }
  const std::map<EntityId, GraphEntity>& entities() const { return entities_; }

  // Those with both ends in the graph, sorted.
  std::vector<GraphEdge> Edges() const;

  bool truncated() const { return truncated_; }

 private:
  GraphBudget budget_;
  std::map<EventId, Event> events_;
  std::map<EntityId, GraphEntity> entities_;
  std::set<GraphEdge> edges_;  // all but those between events
  size_t links_ = 0;           // of its events, to whatever
  bool truncated_ = false;
};

}  // namespace annals
