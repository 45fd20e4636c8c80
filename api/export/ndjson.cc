#include "api/export/ndjson.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/export/bundle_records.h"
#include "api/export/node_link.h"
#include "api/json/event_json.h"
#include "core/graph/event_graph.h"
#include "core/query/describe.h"
#include "core/text/sha256.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 2;

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
  AddEntityRest(entity, &record);
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
  std::set<EntityId> imported;  // entities as they were before any act
};

// Everybody and every place that the event or a claim of it names.
void AddEntities(const Event& event, std::set<EntityId>* entities) {
  const auto add = [&](const auto& said) {
    for (const Participant& p : said.participants) {
      entities->insert(p.entity);
      entities->insert(p.affiliations.begin(), p.affiliations.end());
    }
    for (const EventPlace& place : said.places) {
      entities->insert(place.entity);
      entities->insert(place.within.begin(), place.within.end());
    }
    for (const Attribution& a : said.attribution) entities->insert(a.entity);
  };
  add(event);
  for (const Claim& claim : event.claims) add(claim);
  entities->erase(EntityId());
}

bool IsEverything(const Query& query) {
  Query all;
  all.sort = query.sort;
  all.limit = query.limit;
  return query == all;
}

// Of an export of everything, also what no event is about.
Status AddTheRest(const KnowledgeReader& reader, Contents* contents) {
  Status status = reader.VisitArticles([&](const Article& article) {
    contents->articles.insert(article.id);
    return true;
  });
  if (!status.ok()) return status;
  return reader.VisitEntities([&](const EntityHit& hit) {
    contents->entities.insert(hit.entity.id);
    return true;
  });
}

Result<Contents> ContentsOf(const KnowledgeReader& reader, const Query& query) {
  Contents contents;
  const auto event = [&](const Event& each) {
    contents.events.insert(each.id);
    for (const Claim& claim : each.claims) {
      contents.articles.insert(claim.article);
    }
    AddEntities(each, &contents.entities);
    return true;
  };
  const auto entity = [](const GraphEntity&) { return true; };
  const auto edge = [&](const GraphEdge& each) {
    contents.edges.insert(each);
    return true;
  };
  const Result<GraphCounts> counts = VisitGraph(
      reader, query, GraphBudget::Unlimited(), {event, entity, edge});
  if (!counts.ok()) return counts.status();
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  if (IsEverything(query)) {
    if (Status s = AddTheRest(reader, &contents); !s.ok()) return s;
    for (const CurationAct& act : (*curation)->acts()) {
      for (const EntityId& id : (*curation)->Related(act.entity)) {
        contents.entities.insert(id);
      }
    }
  }
  contents.acts = ActsAbout(**curation, contents.entities, query.as_of);
  for (const EntityId& id : contents.entities) {
    if ((*curation)->Names(id)) contents.imported.insert(id);
  }
  // Who was merged into another is no entity of its own now.
  std::erase_if(contents.entities, [&](const EntityId& id) {
    const Result<Entity> now = reader.GetEntity(id);
    return !now.ok() || now->id != id;
  });
  return contents;
}

Json ManifestJson(const KnowledgeReader& reader, const Query& query,
                  const Contents& contents, Snapshot snapshot) {
  Json manifest = {{"kind", "manifest"},
                   {"format", "annals-ndjson"},
                   {"version", kFormatVersion},
                   {"query", Describe(query)},
                   {"as_of", query.as_of ? Json(FormatRfc3339(*query.as_of))
                                         : Json(nullptr)}};
  if (snapshot == Snapshot::kNamed) {
    manifest["snapshot"] = std::to_string(reader.Version());
  }
  manifest["counts"] = Json({{"articles", contents.articles.size()},
                             {"curation", contents.acts.size()},
                             {"edges", contents.edges.size()},
                             {"entities", contents.entities.size()},
                             {"events", contents.events.size()},
                             {"imported", contents.imported.size()}});
  return manifest;
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
      Json record = ArticleJson(*article);
      AddArticleRest(*article, &record);
      lines->WriteRecord("article", record);
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
    if (then) {
      Json record = EventJson(*then, articles);
      AddEventRest(*then, articles, &record);
      lines->WriteRecord("event", record);
    }
    if (!lines->is_read()) return status;
  }
  for (const EntityId& id : contents.imported) {
    const Result<Entity> entity = reader.ImportedEntity(id);
    if (IsThere(entity, &status)) {
      lines->WriteRecord("imported", EntityRecord(*entity));
    }
    if (!status.ok() || !lines->is_read()) return status;
  }
  return status;
}

}  // namespace

Status WriteEventLines(const KnowledgeReader& reader, const Query& query,
                       const ByteSink& sink) {
  const ArticleLookup articles = LookupIn(reader);
  return reader.VisitEvents(query, [&](const EventHit& hit) {
    return sink(Dump(EventJson(*hit.event, articles)) + "\n");
  });
}

Status WriteNdjson(const KnowledgeReader& reader, const Query& query,
                   Snapshot snapshot, const ByteSink& sink) {
  const Result<Contents> contents = ContentsOf(reader, query);
  if (!contents.ok()) return contents.status();
  LineWriter lines(sink);
  if (!lines.Write(ManifestJson(reader, query, *contents, snapshot)))
    return Status();
  const Status status = WriteRecords(reader, query, *contents, &lines);
  if (!status.ok()) return status;
  lines.WriteEnd();
  return Status();
}

}  // namespace annals
