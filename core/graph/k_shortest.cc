#include "core/graph/k_shortest.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace annals {

namespace {

using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Path = std::vector<Vertex>;

// What Yen's algorithm takes away to find the next path.
struct Kept {
  const Graph* graph = nullptr;
  const std::set<Vertex>* removed_vertices = nullptr;
  const std::set<std::pair<Vertex, Vertex>>* removed_edges = nullptr;

  bool operator()(Vertex v) const { return !removed_vertices->contains(v); }
  template <typename Edge>
  bool operator()(const Edge& edge) const {
    return !removed_edges->contains(
        std::minmax({source(edge, *graph), target(edge, *graph)}));
  }
};

// The path from `from` to `to` that a breadth-first search finds first.
std::optional<Path> Shortest(const Graph& graph, const Kept& kept, Vertex from,
                             Vertex to) {
  const boost::filtered_graph<Graph, Kept, Kept> rest(graph, kept, kept);
  std::vector<Vertex> before(num_vertices(graph));
  for (Vertex v = 0; v < before.size(); ++v) before[v] = v;
  boost::breadth_first_search(
      rest, from,
      boost::visitor(boost::make_bfs_visitor(
          boost::record_predecessors(before.data(), boost::on_tree_edge()))));
  if (before[to] == to) return std::nullopt;
  Path path = {to};
  while (path.back() != from) path.push_back(before[path.back()]);
  std::reverse(path.begin(), path.end());
  return path;
}

bool SharesRoot(const Path& path, const Path& other, size_t nodes) {
  return path.size() > nodes && other.size() > nodes &&
         std::equal(path.begin(),
                    path.begin() + static_cast<std::ptrdiff_t>(nodes),
                    other.begin());
}

// J. Y. Yen, "Finding the K shortest loopless paths in a network", 1971.
std::vector<Path> Yen(const Graph& graph, Vertex from, Vertex to, size_t count,
                      size_t max_edges) {
  const auto shorter = [](const Path& a, const Path& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);
  };
  std::set<Path, decltype(shorter)> candidates(shorter);
  std::vector<Path> found;
  std::set<Vertex> removed_vertices;
  std::set<std::pair<Vertex, Vertex>> removed_edges;
  const Kept kept = {&graph, &removed_vertices, &removed_edges};
  const auto keep = [&](Path path) {
    if (path.size() <= max_edges + 1) candidates.insert(std::move(path));
  };
  if (auto first = Shortest(graph, kept, from, to)) keep(std::move(*first));
  while (found.size() < count && !candidates.empty()) {
    const Path last = std::move(candidates.extract(candidates.begin()).value());
    found.push_back(last);
    removed_vertices.clear();
    for (size_t i = 0; i + 1 < last.size(); ++i) {
      removed_edges.clear();
      for (const Path& path : found) {
        if (!SharesRoot(path, last, i + 1)) continue;
        removed_edges.insert(std::minmax(path[i], path[i + 1]));
      }
      if (auto spur = Shortest(graph, kept, last[i], to)) {
        Path path(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(i));
        path.insert(path.end(), spur->begin(), spur->end());
        keep(std::move(path));
      }
      removed_vertices.insert(last[i]);
    }
  }
  return found;
}

}  // namespace

std::vector<GraphPath> KShortestPaths(const EventGraph& graph,
                                      const std::string& from,
                                      const std::string& to, size_t count,
                                      size_t max_edges) {
  // Vertices in the order of their ids, so that equal paths are too.
  std::map<std::string, Vertex> vertices;
  std::vector<std::string> ids;
  for (const auto& [id, entity] : graph.entities()) ids.push_back(id.value);
  for (const auto& [id, event] : graph.events()) ids.push_back(id.value);
  std::sort(ids.begin(), ids.end());
  for (Vertex v = 0; v < ids.size(); ++v) vertices.emplace(ids[v], v);
  if (from == to || !vertices.contains(from) || !vertices.contains(to)) {
    return {};
  }
  std::set<std::pair<Vertex, Vertex>> joined;
  for (const GraphEdge& edge : graph.Edges()) {
    // A path is entity, event, entity: links between events are not hops.
    if (graph.events().contains({edge.source})) continue;
    joined.emplace(vertices.at(edge.source), vertices.at(edge.target));
  }
  Graph plain(ids.size());
  for (const auto& [a, b] : joined) add_edge(a, b, plain);

  std::vector<GraphPath> paths;
  for (const Path& path :
       Yen(plain, vertices.at(from), vertices.at(to), count, max_edges)) {
    GraphPath& named = paths.emplace_back();
    for (const Vertex v : path) named.nodes.push_back(ids[v]);
  }
  return paths;
}

}  // namespace annals
