#include "api/export/node_link.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "api/json/event_json.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

// Writes the members of the document in order, commas between.
class NodeLinkWriter {
 public:
  explicit NodeLinkWriter(const ByteSink& sink) : sink_(sink) {}

  bool Begin() {
    return sink_(R"({"directed":true,"multigraph":true,"nodes":[)");
  }
  bool Node(const Json& node) { return Element(node); }
  bool Link(const Json& link) {
    if (!in_links_ && !BeginLinks()) return false;
    return Element(link);
  }
  bool End(const GraphCounts& counts) {
    if (!in_links_ && !BeginLinks()) return false;
    return sink_("],\"graph\":" + Dump(CountsJson(counts)) + "}\n");
  }

 private:
  bool BeginLinks() {
    in_links_ = true;
    is_first_ = true;
    return sink_(R"(],"links":[)");
  }
  bool Element(const Json& json) {
    const bool is_first = std::exchange(is_first_, false);
    return sink_((is_first ? "\n" : ",\n") + Dump(json));
  }

  const ByteSink& sink_;
  bool in_links_ = false;
  bool is_first_ = true;
};

}  // namespace

nlohmann::ordered_json NodeJson(const Event& event) {
  return {{"id", event.id.value},
          {"kind", "event"},
          {"name", event.headline},
          {"type", Name(event.type)},
          {"status", Name(event.status)},
          {"time", event.time ? TimeJson(*event.time) : Json(nullptr)},
          {"articles", event.articles},
          {"confidence", event.confidence}};
}

nlohmann::ordered_json NodeJson(const GraphEntity& entity) {
  Json json = {
      {"id", entity.id.value},
      {"kind", "entity"},
      {"name", entity.name},
      {"entity_kind", entity.kind ? Json(Name(*entity.kind)) : Json(nullptr)},
      {"country",
       entity.country.empty() ? Json(nullptr) : Json(entity.country)}};
  if (entity.coordinates) {
    json["lat"] = entity.coordinates->latitude;
    json["lon"] = entity.coordinates->longitude;
  }
  return json;
}

nlohmann::ordered_json LinkJson(const GraphEdge& edge) {
  return {{"source", edge.source}, {"target", edge.target}, {"key", edge.key}};
}

nlohmann::ordered_json CountsJson(const GraphCounts& counts) {
  return {{"nodes", counts.events + counts.entities},
          {"links", counts.edges},
          {"events", counts.events},
          {"entities", counts.entities},
          {"truncated", counts.truncated}};
}

Status WriteNodeLink(const KnowledgeReader& reader, const Query& query,
                     const ByteSink& sink) {
  NodeLinkWriter writer(sink);
  if (!writer.Begin()) return Status();
  bool is_read = true;
  const Result<GraphCounts> counts =
      VisitGraph(reader, query, GraphBudget::Unlimited(),
                 {[&](const Event& event) {
                    return is_read = writer.Node(NodeJson(event));
                  },
                  [&](const GraphEntity& entity) {
                    return is_read = writer.Node(NodeJson(entity));
                  },
                  [&](const GraphEdge& edge) {
                    return is_read = writer.Link(LinkJson(edge));
                  }});
  if (!counts.ok()) return counts.status();
  if (is_read) writer.End(*counts);
  return Status();
}

}  // namespace annals
