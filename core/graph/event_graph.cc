#include "core/graph/event_graph.h"

#include <algorithm>
#include <utility>

namespace annals {

namespace {

// Not less than it has edges to other events.
size_t CountLinks(const Event& event) {
  size_t links = 0;
  for (const Claim& claim : event.claims) links += claim.links.size();
  return links;
}

// Counts what a graph would hold, event by event, and says when to stop.
class Admission {
 public:
  explicit Admission(const GraphBudget& budget) : budget_(budget) {}

  // Whether `event` still fits; if so, it is counted.
  bool Admit(const Event& event) {
    size_t new_entities = 0;
    for (const GraphEntity& entity : EntitiesOf(event)) {
      if (!entities.contains(entity.id)) ++new_entities;
    }
    const size_t edges = EdgesOf(event).size() + CountLinks(event);
    if (events_ + entities.size() + 1 + new_entities > budget_.max_nodes ||
        edges_ + edges > budget_.max_edges) {
      return false;
    }
    told.Add(event);
    ++events_;
    edges_ += edges;
    for (GraphEntity& entity : EntitiesOf(event)) {
      entities.try_emplace(entity.id, std::move(entity));
    }
    return true;
  }

  ToldEvents told;
  std::map<EntityId, GraphEntity> entities;

 private:
  GraphBudget budget_;
  size_t events_ = 0;
  size_t edges_ = 0;
};

}  // namespace

std::vector<GraphEdge> EdgesOf(const Event& event) {
  std::vector<GraphEdge> edges;
  const auto add = [&](const std::string& from, std::string_view key,
                       const std::string& to) {
    if (!from.empty()) edges.push_back({from, to, std::string(key)});
  };
  for (const Participant& p : event.participants) {
    add(p.entity.value, Name(p.role), event.id.value);
  }
  for (const EventPlace& place : event.places) {
    add(place.entity.value, Name(place.role), event.id.value);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

std::vector<GraphEdge> EdgesOf(const Event& event, const ToldEvents& told) {
  std::vector<GraphEdge> edges;
  for (const EventLink& link : told.LinksOf(event)) {
    edges.push_back(
        {event.id.value, link.event.value, std::string(Name(link.relation))});
  }
  return edges;
}

std::vector<GraphEntity> EntitiesOf(const Event& event) {
  std::map<EntityId, GraphEntity> entities;
  for (const EventPlace& place : event.places) {
    if (place.entity.empty()) continue;
    entities.try_emplace(place.entity,
                         GraphEntity{place.entity, place.name, std::nullopt,
                                     place.country, place.coordinates});
  }
  for (const Participant& p : event.participants) {
    if (p.entity.empty()) continue;
    entities.try_emplace(p.entity,
                         GraphEntity{p.entity, p.name, std::nullopt, "", {}});
  }
  std::vector<GraphEntity> sorted;
  for (auto& [id, entity] : entities) sorted.push_back(std::move(entity));
  return sorted;
}

GraphEntity Complete(GraphEntity entity, const KnowledgeReader& reader) {
  const Result<Entity> known = reader.GetEntity(entity.id);
  if (!known.ok()) return entity;
  return {known->id, known->name, known->kind, known->country,
          known->coordinates};
}

Result<GraphCounts> VisitGraph(const KnowledgeReader& reader,
                               const Query& query, const GraphBudget& budget,
                               const GraphVisitor& visitor) {
  GraphCounts counts;
  Admission admission(budget);
  bool goes_on = true;
  Status status = reader.VisitEvents(query, [&](const EventHit& hit) {
    if (!admission.Admit(*hit.event)) {
      counts.truncated = true;
      return false;
    }
    ++counts.events;
    return goes_on = visitor.event(*hit.event);
  });
  if (!status.ok()) return status;
  for (const auto& [id, entity] : admission.entities) {
    if (!goes_on) return counts;
    ++counts.entities;
    goes_on = visitor.entity(Complete(entity, reader));
  }
  if (!goes_on || counts.events == 0) return counts;

  // Edges in a second walk: an event may be linked to one that comes later.
  size_t left = counts.events;
  status = reader.VisitEvents(query, [&](const EventHit& hit) {
    std::vector<GraphEdge> edges = EdgesOf(*hit.event, admission.told);
    const std::vector<GraphEdge> own = EdgesOf(*hit.event);
    edges.insert(edges.end(), own.begin(), own.end());
    for (const GraphEdge& edge : edges) {
      ++counts.edges;
      if (!visitor.edge(edge)) return false;
    }
    return --left > 0;
  });
  if (!status.ok()) return status;
  return counts;
}

bool EventGraph::Add(const Event& event, const std::vector<GraphEdge>& also) {
  if (events_.contains(event.id)) return true;
  std::vector<GraphEdge> edges = EdgesOf(event);
  edges.insert(edges.end(), also.begin(), also.end());
  std::vector<GraphEntity> entities = EntitiesOf(event);
  std::erase_if(entities, [&](const GraphEntity& entity) {
    return entities_.contains(entity.id);
  });
  if (events_.size() + entities_.size() + 1 + entities.size() >
          budget_.max_nodes ||
      edges_.size() + links_ + edges.size() + CountLinks(event) >
          budget_.max_edges) {
    truncated_ = true;
    return false;
  }
  events_.emplace(event.id, event);
  for (GraphEntity& entity : entities) AddEntity(std::move(entity));
  edges_.insert(edges.begin(), edges.end());
  links_ += CountLinks(event);
  return true;
}

void EventGraph::AddEntity(GraphEntity entity) {
  const EntityId id = entity.id;
  entities_.try_emplace(id, std::move(entity));
}

std::vector<GraphEdge> EventGraph::Edges() const {
  std::vector<GraphEdge> edges;
  const auto has = [&](const std::string& id) {
    return entities_.contains({id}) || events_.contains({id});
  };
  for (const GraphEdge& edge : edges_) {
    if (has(edge.source) && has(edge.target)) edges.push_back(edge);
  }
  ToldEvents told;
  for (const auto& [id, event] : events_) told.Add(event);
  for (const auto& [id, event] : events_) {
    const std::vector<GraphEdge> links = EdgesOf(event, told);
    edges.insert(edges.end(), links.begin(), links.end());
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace annals
