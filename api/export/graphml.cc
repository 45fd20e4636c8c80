#include "api/export/graphml.h"

#include <charconv>

#include "core/graph/event_graph.h"
#include "core/text/utf8.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

constexpr std::string_view kHead =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" )"
    R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" )"
    R"(xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns )"
    R"(http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
)";

struct Key {
  std::string_view of;
  std::string_view name;  // its id too
  std::string_view type;
};

constexpr Key kKeys[] = {
    {"node", "kind", "string"},        {"node", "name", "string"},
    {"node", "entity_kind", "string"}, {"node", "country", "string"},
    {"node", "lat", "double"},         {"node", "lon", "double"},
    {"node", "type", "string"},        {"node", "mode", "string"},
    {"node", "status", "string"},      {"node", "contexts", "string"},
    {"node", "edtf", "string"},        {"node", "begin", "string"},
    {"node", "begin_ms", "long"},      {"node", "end", "string"},
    {"node", "end_ms", "long"},        {"node", "articles", "int"},
    {"node", "confidence", "double"},  {"edge", "relation", "string"},
};

bool IsXmlCharacter(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) ||
         (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

std::string Number(double value) {
  char digits[32];
  const auto [end, error] =
      std::to_chars(std::begin(digits), std::end(digits), value);
  return {digits, end};
}

// The <data> of a node or an edge.
class Fields {
 public:
  Fields& Put(std::string_view key, std::string_view value) {
    if (value.empty()) return *this;
    text_.append("<data key=\"").append(key).append("\">");
    text_.append(XmlText(value)).append("</data>");
    return *this;
  }
  Fields& Put(std::string_view key, double value) {
    return Put(key, Number(value));
  }
  Fields& PutTime(const std::string& key, bool is_known, TimePoint at) {
    if (!is_known) return *this;
    Put(key, FormatRfc3339(at));
    return Put(key + "_ms",
               std::to_string(at.time_since_epoch().count() * 1000));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string Node(const std::string& id, const Fields& fields) {
  return "<node id=\"" + XmlText(id) + "\">" + fields.text() + "</node>\n";
}

std::string EventNode(const Event& event) {
  Fields fields;
  fields.Put("kind", "event").Put("name", event.headline);
  fields.Put("type", Name(event.type)).Put("mode", event.mode);
  fields.Put("status", Name(event.status));
  std::string contexts;
  for (const std::string& context : event.contexts) {
    if (!contexts.empty()) contexts += '|';
    contexts += context;
  }
  fields.Put("contexts", contexts);
  if (event.time) {
    const TimeInterval& time = event.time->interval;
    fields.Put("edtf", FormatEdtf(time));
    fields.PutTime("begin", time.has_begin(), time.begin());
    fields.PutTime("end", time.has_end(), time.end());
  }
  fields.Put("articles", std::to_string(event.articles));
  fields.Put("confidence", event.confidence);
  return Node(event.id.value, fields);
}

std::string EntityNode(const GraphEntity& entity) {
  Fields fields;
  fields.Put("kind", "entity").Put("name", entity.name);
  if (entity.kind) fields.Put("entity_kind", Name(*entity.kind));
  fields.Put("country", entity.country);
  if (entity.coordinates) {
    fields.Put("lat", entity.coordinates->latitude);
    fields.Put("lon", entity.coordinates->longitude);
  }
  return Node(entity.id.value, fields);
}

std::string Edge(const GraphEdge& edge, size_t n) {
  Fields fields;
  fields.Put("relation", edge.key);
  return "<edge id=\"e" + std::to_string(n) + "\" source=\"" +
         XmlText(edge.source) + "\" target=\"" + XmlText(edge.target) + "\">" +
         fields.text() + "</edge>\n";
}

std::string Head() {
  std::string head(kHead);
  for (const Key& key : kKeys) {
    head.append("<key id=\"").append(key.name);
    head.append("\" for=\"").append(key.of);
    head.append("\" attr.name=\"").append(key.name);
    head.append("\" attr.type=\"").append(key.type).append("\"/>\n");
  }
  return head + "<graph id=\"annals\" edgedefault=\"directed\">\n";
}

}  // namespace

std::string XmlText(std::string_view text) {
  std::string escaped;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        if (IsXmlCharacter(c)) AppendUtf8(c, &escaped);
        break;
    }
  }
  return escaped;
}

Status WriteGraphml(const KnowledgeReader& reader, const Query& query,
                    const ByteSink& sink) {
  if (!sink(Head())) return Status();
  bool is_read = true;
  size_t edges = 0;
  const Result<GraphCounts> counts = VisitGraph(
      reader, query, GraphBudget::Unlimited(),
      {[&](const Event& event) { return is_read = sink(EventNode(event)); },
       [&](const GraphEntity& entity) {
         return is_read = sink(EntityNode(entity));
       },
       [&](const GraphEdge& edge) {
         return is_read = sink(Edge(edge, edges++));
       }});
  if (!counts.ok()) return counts.status();
  if (is_read) sink("</graph>\n</graphml>\n");
  return Status();
}

}  // namespace annals
