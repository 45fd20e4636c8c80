#include "api/export/ndjson.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/export/node_link.h"
#include "api/json/event_json.h"
#include "core/graph/event_graph.h"
#include "core/query/describe.h"
#include "core/text/sha256.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

// Lines, their count and their sum.
class LineWriter {
 public:
  explicit LineWriter(const ByteSink& sink) : sink_(sink) {}

  bool Write(const Json& json) {
    const std::string line = Dump(json) + "\n";
    sum_.Add(line);
    return is_read_ = is_read_ && sink_(line);
  }
  bool WriteRecord(const char* kind, const Json& members) {
    Json record = {{"kind", kind}};
    record.update(members);
    ++count_;
    return Write(record);
  }
  bool WriteEnd() {
    return Write({{"_end", {{"count", count_}, {"sha256", sum_.Hex()}}}});
  }
  bool is_read() const { return is_read_; }

 private:
  const ByteSink& sink_;
  Sha256 sum_;
  uint64_t count_ = 0;
  bool is_read_ = true;
};

// `kind` says what the record is; what the entity is stands in `entity_kind`,
// as in the graph.
Json EntityRecord(const Entity& entity) {
  Json record = EntityJson(entity);
  record["entity_kind"] = std::move(record["kind"]);
  record.erase("kind");
  return record;
}

// The act under its own name of its kind, as `kind` says what the record is.
Json ActRecord(const CurationAct& act) {
  Json record = ActJson(act);
  record["act"] = std::move(record["kind"]);
  record.erase("kind");
  return record;
}

// The acts about entities of the export, as they stood then.
std::vector<CurationAct> ActsAbout(const Curation& curation,
                                   const std::set<EntityId>& entities,
                                   std::optional<TimePoint> as_of) {
  std::set<EntityId> related;
  for (const EntityId& id : entities) {
    if (curation.Names(id)) related.merge(curation.Related(id));
  }
  std::vector<CurationAct> acts;
  for (const CurationAct& act : curation.acts()) {
    if (!related.contains(act.entity)) continue;
    if (as_of && act.made > *as_of) continue;
    acts.push_back(act);
    if (as_of && act.reverted && *act.reverted > *as_of) {
      acts.back().reverted.reset();
      acts.back().revert_reason.clear();
    }
  }
  std::sort(acts.begin(), acts.end(),
            [](const CurationAct& a, const CurationAct& b) {
              return ActName(a.number) < ActName(b.number);
            });
  return acts;
}

// What the export will hold: ids, not records.
struct Contents {
  std::set<ArticleId> articles;
  std::vector<CurationAct> acts;
  std::set<GraphEdge> edges;
  std::set<EntityId> entities;
  std::set<EventId> events;
};

Result<Contents> ContentsOf(const KnowledgeReader& reader, const Query& query) {
  Contents contents;
  const auto event = [&](const Event& each) {
    contents.events.insert(each.id);
    for (const Claim& claim : each.claims) {
      contents.articles.insert(claim.article);
    }
    return true;
  };
  const auto entity = [&](const GraphEntity& each) {
    contents.entities.insert(each.id);
    return true;
  };
  const auto edge = [&](const GraphEdge& each) {
    contents.edges.insert(each);
    return true;
  };
  const Result<GraphCounts> counts = VisitGraph(
      reader, query, GraphBudget::Unlimited(), {event, entity, edge});
  if (!counts.ok()) return counts.status();
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  contents.acts = ActsAbout(**curation, contents.entities, query.as_of);
  return contents;
}

Json ManifestJson(const KnowledgeReader& reader, const Query& query,
                  const Contents& contents) {
  return {{"kind", "manifest"},
          {"format", "annals-ndjson"},
          {"version", kFormatVersion},
          {"query", Describe(query)},
          {"as_of",
           query.as_of ? Json(FormatRfc3339(*query.as_of)) : Json(nullptr)},
          {"snapshot", std::to_string(reader.Version())},
          {"counts",
           {{"articles", contents.articles.size()},
            {"curation", contents.acts.size()},
            {"edges", contents.edges.size()},
            {"entities", contents.entities.size()},
            {"events", contents.events.size()}}}};
}

// A record that the answer named and the base does not have is left out: a
// participant the base knows only by name.
template <typename T>
bool IsThere(const Result<T>& record, Status* status) {
  if (record.ok()) return true;
  if (record.status().code() != StatusCode::kNotFound) {
    *status = record.status();
  }
  return false;
}

Status WriteRecords(const KnowledgeReader& reader, const Query& query,
                    const Contents& contents, LineWriter* lines) {
  Status status;
  for (const ArticleId& id : contents.articles) {
    const Result<Article> article = reader.GetArticle(id);
    if (IsThere(article, &status)) {
      lines->WriteRecord("article", ArticleJson(*article));
    }
    if (!status.ok() || !lines->is_read()) return status;
  }
  for (const CurationAct& act : contents.acts) {
    if (!lines->WriteRecord("curation", ActRecord(act))) return status;
  }
  for (const GraphEdge& edge : contents.edges) {
    if (!lines->WriteRecord("edge", LinkJson(edge))) return status;
  }
  for (const EntityId& id : contents.entities) {
    const Result<Entity> entity = reader.GetEntity(id);
    if (IsThere(entity, &status)) {
      lines->WriteRecord("entity", EntityRecord(*entity));
    }
    if (!status.ok() || !lines->is_read()) return status;
  }
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  const ArticleLookup articles = LookupIn(reader);
  for (const EventId& id : contents.events) {
    const Result<Event> event = reader.GetEvent(id);
    if (!event.ok()) return event.status();
    const std::optional<Event> then =
        query.as_of ? (*curation)->ReadAsOf(*event, *query.as_of) : *event;
    if (then) lines->WriteRecord("event", EventJson(*then, articles));
    if (!lines->is_read()) return status;
  }
  return status;
}

}  // namespace

Status WriteEventLines(const KnowledgeReader& reader, const Query& query,
                       const ByteSink& sink) {
  const ArticleLookup articles = LookupIn(reader);
  return reader.VisitEvents(query, [&](const EventHit& hit) {
    return sink(Dump(EventJson(hit.event, articles)) + "\n");
  });
}

Status WriteNdjson(const KnowledgeReader& reader, const Query& query,
                   const ByteSink& sink) {
  const Result<Contents> contents = ContentsOf(reader, query);
  if (!contents.ok()) return contents.status();
  LineWriter lines(sink);
  if (!lines.Write(ManifestJson(reader, query, *contents))) return Status();
  const Status status = WriteRecords(reader, query, *contents, &lines);
  if (!status.ok()) return status;
  lines.WriteEnd();
  return Status();
}

}  // namespace annals
