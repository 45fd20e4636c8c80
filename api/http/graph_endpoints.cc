#include <nlohmann/json.hpp>

#include "api/export/node_link.h"
#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "core/graph/explore.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

Json GraphJson(Json nodes, Json links, const GraphCounts& counts) {
  return {{"directed", true},
          {"multigraph", true},
          {"graph", CountsJson(counts)},
          {"nodes", std::move(nodes)},
          {"links", std::move(links)}};
}

Json PathJson(const GraphPath& path, const EventGraph& graph,
              const KnowledgeReader& reader) {
  Json nodes = Json::array();
  Json events = Json::array();
  for (const std::string& id : path.nodes) {
    const auto event = graph.events().find({id});
    if (event == graph.events().end()) {
      nodes.push_back(NodeJson(Complete(graph.entities().at({id}), reader)));
    } else {
      nodes.push_back(NodeJson(event->second));
      events.push_back(event->second.headline);
    }
  }
  return {{"nodes", std::move(nodes)}, {"events", std::move(events)}};
}

}  // namespace

Outcome ShowGraph(const Call& call) {
  Json nodes = Json::array();
  Json links = Json::array();
  const auto node = [&](const auto& each) {
    nodes.push_back(NodeJson(each));
    return true;
  };
  const auto link = [&](const GraphEdge& edge) {
    links.push_back(LinkJson(edge));
    return true;
  };
  const Result<GraphCounts> counts = VisitGraph(
      *call.reader, call.asked.query, call.asked.budget, {node, node, link});
  if (!counts.ok()) return ProblemOf(counts.status());
  const Result<uint64_t> total = call.reader->CountEvents(call.asked.query);
  if (!total.ok()) return ProblemOf(total.status());
  return Enveloped(call, GraphJson(std::move(nodes), std::move(links), *counts),
                   {*total, "", counts->truncated});
}

Outcome ShowNeighbourhood(const Call& call) {
  const Asked& asked = call.asked;
  Result<EventGraph> graph = Neighbourhood(
      *call.reader, asked.query, asked.node, asked.hops, asked.budget);
  if (!graph.ok()) return ProblemOf(graph.status());
  Json nodes = Json::array();
  Json links = Json::array();
  for (const auto& [id, event] : graph->events()) {
    nodes.push_back(NodeJson(event));
  }
  for (const auto& [id, entity] : graph->entities()) {
    nodes.push_back(NodeJson(Complete(entity, *call.reader)));
  }
  for (const GraphEdge& edge : graph->Edges()) links.push_back(LinkJson(edge));
  const GraphCounts counts = {graph->events().size(), graph->entities().size(),
                              links.size(), graph->truncated()};
  return Enveloped(call, GraphJson(std::move(nodes), std::move(links), counts),
                   {counts.events, "", counts.truncated});
}

Outcome ShowPaths(const Call& call) {
  constexpr unsigned kMaxEvents = 4;  // longer paths join anyone to anyone
  const Asked& asked = call.asked;
  Result<PathSearch> search =
      ShortestPaths(*call.reader, asked.query, asked.from, asked.to,
                    asked.paths, kMaxEvents, asked.budget);
  if (!search.ok()) return ProblemOf(search.status());
  Json paths = Json::array();
  for (const GraphPath& path : search->paths) {
    paths.push_back(PathJson(path, search->graph, *call.reader));
  }
  const uint64_t count = paths.size();
  return Enveloped(call, std::move(paths),
                   {count, "", search->graph.truncated()});
}

}  // namespace annals
