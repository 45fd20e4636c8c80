#include "core/graph/explore.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/graph/k_shortest.h"

namespace annals {

namespace {

// The key of an edge that only an office, affiliation or outer place makes.
constexpr char kInvolves[] = "involves";

// Grows a graph from one entity, a hop at a time.
class Walk {
 public:
  Walk(const KnowledgeReader& reader, const Query& query, EntityId start)
      : reader_(reader), query_(query), start_(std::move(start)) {
    seen_.insert(start_);
    frontier_.push_back(start_);
  }

  bool is_done() const { return frontier_.empty(); }
  size_t frontier_size() const { return frontier_.size(); }

  // Adds the events of the frontier to `graph` while its budget lasts; their
  // entities that are new are the next frontier.
  Status Hop(EventGraph* graph) {
    std::set<EntityId> next;
    for (const EntityId& at : std::exchange(frontier_, {})) {
      if (graph->truncated()) break;
      Result<Filter> events = EventsOf(at);
      if (!events.ok()) return events.status();
      Query query = query_;
      query.filter = Filter::And({query_.filter, std::move(*events)});
      const Status status =
          reader_.VisitEvents(query, [&](const EventHit& hit) {
            return Take(at, *hit.event, graph, &next);
          });
      if (!status.ok()) return status;
    }
    frontier_.assign(next.begin(), next.end());
    return Status();
  }

 private:
  // Few are both actors and places, and a base has the events of a single facet
  // at hand in the order of time.
  Result<Filter> EventsOf(const EntityId& at) const {
    if (at == start_) return Filter::Is(FacetKind::kInvolves, at.value);
    Query as_actor;
    as_actor.filter = Filter::Is(FacetKind::kActor, at.value);
    Query as_place;
    as_place.filter = Filter::Is(FacetKind::kPlace, at.value);
    if (!query_.as_of) {  // what it was then is not counted
      const Result<uint64_t> acts = reader_.CountEvents(as_actor);
      if (!acts.ok()) return acts.status();
      if (*acts == 0) return std::move(as_place.filter);
      const Result<uint64_t> hosts = reader_.CountEvents(as_place);
      if (!hosts.ok()) return hosts.status();
      if (*hosts == 0) return std::move(as_actor.filter);
    }
    return Filter::Or({std::move(as_actor.filter), std::move(as_place.filter)});
  }

  bool Take(const EntityId& at, const Event& event, EventGraph* graph,
            std::set<EntityId>* next) {
    const std::vector<GraphEntity> entities = EntitiesOf(event);
    std::vector<GraphEdge> also;
    const bool is_direct =
        std::any_of(entities.begin(), entities.end(),
                    [&](const GraphEntity& entity) { return entity.id == at; });
    if (!is_direct) {
      // In it only as what contains its place: no edge leads there.
      if (at != start_) return true;
      also.push_back({at.value, event.id.value, kInvolves});
    }
    if (!graph->Add(event, also)) return false;
    for (const GraphEntity& entity : entities) {
      if (seen_.insert(entity.id).second) next->insert(entity.id);
    }
    return true;
  }

  const KnowledgeReader& reader_;
  const Query& query_;
  EntityId start_;
  std::set<EntityId> seen_;
  std::vector<EntityId> frontier_;
};

Status AddKnown(const KnowledgeReader& reader, const EntityId& id,
                EventGraph* graph) {
  const Result<Entity> entity = reader.GetEntity(id);
  if (!entity.ok()) return entity.status();
  graph->AddEntity(
      {id, entity->name, entity->kind, entity->country, entity->coordinates});
  return Status();
}

}  // namespace

Result<EventGraph> Neighbourhood(const KnowledgeReader& reader,
                                 const Query& query, const EntityId& start,
                                 unsigned hops, const GraphBudget& budget) {
  EventGraph graph(budget);
  Status status = AddKnown(reader, start, &graph);
  if (!status.ok()) return status;
  Walk walk(reader, query, start);
  for (unsigned hop = 0; hop < hops && !walk.is_done(); ++hop) {
    if (graph.truncated()) break;
    status = walk.Hop(&graph);
    if (!status.ok()) return status;
  }
  return graph;
}

// Walks from both ends, always on from the smaller frontier. After m hops from
// one end and n from the other the graph holds every path of at most m + n
// events, so the paths of that length found in it are final.
Result<PathSearch> ShortestPaths(const KnowledgeReader& reader,
                                 const Query& query, const EntityId& from,
                                 const EntityId& to, size_t count,
                                 unsigned max_events,
                                 const GraphBudget& budget) {
  EventGraph graph(budget);
  for (const EntityId& end : {from, to}) {
    const Status status = AddKnown(reader, end, &graph);
    if (!status.ok()) return status;
  }
  Walk walks[] = {{reader, query, from}, {reader, query, to}};
  std::vector<GraphPath> paths;
  for (unsigned hops = 1; hops <= max_events; ++hops) {
    const bool second = !walks[1].is_done() &&
                        (walks[0].is_done() ||
                         walks[1].frontier_size() < walks[0].frontier_size());
    Walk& walk = walks[second ? 1 : 0];
    if (walk.is_done()) break;
    const Status status = walk.Hop(&graph);
    if (!status.ok()) return status;
    const size_t most = graph.truncated() ? max_events : hops;
    // A path of n events has 2n edges.
    paths = KShortestPaths(graph, from.value, to.value, count, 2 * most);
    if (paths.size() == count || graph.truncated()) break;
  }
  return PathSearch{std::move(paths), std::move(graph)};
}

}  // namespace annals
