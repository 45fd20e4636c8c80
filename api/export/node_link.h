// The event graph as node-link JSON, which D3 and NetworkX read:
//
//   {"directed":true,"multigraph":true,"nodes":[{"id":…}],
//    "links":[{"source":…,"target":…,"key":…}],"graph":{"nodes":…,"links":…}}

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "api/export/byte_sink.h"
#include "core/graph/event_graph.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

nlohmann::ordered_json NodeJson(const Event& event);
nlohmann::ordered_json NodeJson(const GraphEntity& entity);
nlohmann::ordered_json LinkJson(const GraphEdge& edge);
nlohmann::ordered_json CountsJson(const GraphCounts& counts);

// The graph of the events that answer `query`, whatever its size.
Status WriteNodeLink(const KnowledgeReader& reader, const Query& query,
                     const ByteSink& sink);

}  // namespace annals
