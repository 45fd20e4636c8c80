#include "core/graph/graph_measures.h"

#include <boost/graph/adjacency_iterator.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>

namespace annals {

namespace {

// A vertex is an entity's number, or behind those an event's.
class Bipartite {
 public:
  struct Edge {
    uint32_t from = 0;
    uint32_t to = 0;

    friend bool operator==(const Edge&, const Edge&) = default;
  };

  // Walks along a row of the view.
  class OutEdges
      : public boost::iterator_facade<OutEdges, Edge,
                                      boost::forward_traversal_tag, Edge> {
   public:
    OutEdges() = default;
    OutEdges(uint32_t from, uint32_t shift, const uint32_t* at)
        : from_(from), shift_(shift), at_(at) {}

   private:
    friend class boost::iterator_core_access;
    Edge dereference() const { return {from_, *at_ + shift_}; }
    bool equal(const OutEdges& other) const { return at_ == other.at_; }
    void increment() { ++at_; }

    uint32_t from_ = 0;
    uint32_t shift_ = 0;
    const uint32_t* at_ = nullptr;
  };

  explicit Bipartite(const GraphView& view)
      : view_(view), entities_(static_cast<uint32_t>(view.entities())) {}

  uint32_t size() const {
    return entities_ + static_cast<uint32_t>(view_.events());
  }
  std::span<const uint32_t> Row(uint32_t vertex) const {
    return vertex < entities_ ? view_.EventsOf(vertex)
                              : view_.MembersOf(vertex - entities_);
  }
  std::pair<OutEdges, OutEdges> Edges(uint32_t vertex) const {
    const std::span<const uint32_t> row = Row(vertex);
    const uint32_t shift = vertex < entities_ ? entities_ : 0;
    return {OutEdges(vertex, shift, row.data()),
            OutEdges(vertex, shift, row.data() + row.size())};
  }

 private:
  const GraphView& view_;
  const uint32_t entities_;
};

}  // namespace

}  // namespace annals

namespace boost {

template <>
struct graph_traits<annals::Bipartite> {
  using vertex_descriptor = uint32_t;
  using edge_descriptor = annals::Bipartite::Edge;
  using directed_category = undirected_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  struct traversal_category : incidence_graph_tag,
                              adjacency_graph_tag,
                              vertex_list_graph_tag {};
  using vertices_size_type = uint32_t;
  using edges_size_type = size_t;
  using degree_size_type = size_t;
  using out_edge_iterator = annals::Bipartite::OutEdges;
  using vertex_iterator = counting_iterator<uint32_t>;
  using adjacency_iterator =
      adjacency_iterator_generator<annals::Bipartite, vertex_descriptor,
                                   out_edge_iterator>::type;
  static vertex_descriptor null_vertex() { return UINT32_MAX; }
};

}  // namespace boost

namespace annals {

namespace {

// Found by Boost through the namespace of their argument.
using Traits = boost::graph_traits<Bipartite>;

uint32_t source(const Bipartite::Edge& edge, const Bipartite& /*graph*/) {
  return edge.from;
}
uint32_t target(const Bipartite::Edge& edge, const Bipartite& /*graph*/) {
  return edge.to;
}
uint32_t num_vertices(const Bipartite& graph) { return graph.size(); }
std::pair<Traits::vertex_iterator, Traits::vertex_iterator> vertices(
    const Bipartite& graph) {
  return {Traits::vertex_iterator(0), Traits::vertex_iterator(graph.size())};
}
std::pair<Traits::out_edge_iterator, Traits::out_edge_iterator> out_edges(
    uint32_t vertex, const Bipartite& graph) {
  return graph.Edges(vertex);
}
std::pair<Traits::adjacency_iterator, Traits::adjacency_iterator>
adjacent_vertices(uint32_t vertex, const Bipartite& graph) {
  const auto [begin, end] = graph.Edges(vertex);
  return {Traits::adjacency_iterator(begin, &graph),
          Traits::adjacency_iterator(end, &graph)};
}
size_t out_degree(uint32_t vertex, const Bipartite& graph) {
  return graph.Row(vertex).size();
}

auto MapTo(auto* values) {
  return boost::make_iterator_property_map(
      values->begin(), boost::typed_identity_property_map<uint32_t>());
}

}  // namespace

std::vector<uint32_t> ComponentsOf(const GraphView& view) {
  const Bipartite graph(view);
  std::vector<uint32_t> components(graph.size());
  boost::connected_components(
      graph, MapTo(&components),
      boost::vertex_index_map(boost::typed_identity_property_map<uint32_t>()));
  components.resize(view.entities());
  return components;
}

std::vector<double> PageRankOf(const GraphView& view, size_t rounds) {
  const Bipartite graph(view);
  if (view.entities() == 0) return {};
  constexpr double kDamping = 0.85;
  std::vector<double> ranks(graph.size());
  std::vector<double> next(graph.size());
  boost::graph::page_rank(graph, MapTo(&ranks),
                          boost::graph::n_iterations(rounds), kDamping,
                          graph.size(), MapTo(&next));
  ranks.resize(view.entities());
  const double sum = std::accumulate(ranks.begin(), ranks.end(), 0.0);
  for (double& rank : ranks) rank /= sum;
  return ranks;
}

std::vector<uint32_t> DistancesFrom(const GraphView& view, uint32_t from) {
  const Bipartite graph(view);
  std::vector<uint32_t> steps(graph.size(), UINT32_MAX);
  steps[from] = 0;
  boost::breadth_first_search(
      graph, from,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                         MapTo(&steps), boost::on_tree_edge())))
          .vertex_index_map(boost::typed_identity_property_map<uint32_t>()));
  steps.resize(view.entities());
  // Each event is two steps: into it and out of it.
  for (uint32_t& step : steps) step = step == UINT32_MAX ? step : step / 2;
  return steps;
}

}  // namespace annals
