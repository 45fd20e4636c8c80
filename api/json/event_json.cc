#include "api/json/event_json.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/text/sha256.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json TimePointJson(bool known, TimePoint at) {
  return known ? Json(FormatRfc3339(at)) : Json(nullptr);
}

void PutCoordinates(const std::optional<Coordinates>& at, Json* json) {
  if (!at) return;
  (*json)["lat"] = at->latitude;
  (*json)["lon"] = at->longitude;
}

Json EvidenceJson(const Evidence& evidence, const Claim& claim,
                  const ArticleLookup& articles) {
  Json article = {{"id", evidence.article.value}};
  size_t begin = evidence.quote_span.begin;
  size_t end = evidence.quote_span.end;
  size_t trigger_begin = evidence.trigger_span.begin;
  size_t trigger_end = evidence.trigger_span.end;
  if (const Article* source = articles(evidence.article)) {
    if (!source->text.empty()) {
      const CodePointIndex index(source->text);
      begin = index.CodePoints(begin);
      end = index.CodePoints(end);
      trigger_begin = index.CodePoints(trigger_begin);
      trigger_end = index.CodePoints(trigger_end);
    }
    article["file"] = source->file;
    article["title"] = source->title;
    article["url"] = OrNull(source->url);
    article["published"] = FormatRfc3339(source->published.begin());
    article["sha256"] = source->sha256;
  } else {
    article["published"] = FormatRfc3339(claim.reported);
  }
  return {{"article", std::move(article)},
          {"sentence", evidence.sentence},
          {"begin", begin},
          {"end", end},
          {"quote", evidence.quote},
          {"trigger", {{"begin", trigger_begin}, {"end", trigger_end}}},
          {"rule", evidence.rule}};
}

}  // namespace

ArticleLookup LookupIn(const KnowledgeReader& reader) {
  // A page names few articles, an export names them in runs: keep the last
  // ones.
  constexpr size_t kKept = 256;
  auto kept = std::make_shared<std::map<ArticleId, Article>>();
  return [&reader, kept](const ArticleId& id) -> const Article* {
    const auto it = kept->find(id);
    if (it != kept->end()) return &it->second;
    if (kept->size() >= kKept) kept->clear();
    Result<Article> article = reader.GetArticle(id);
    if (!article.ok()) return nullptr;
    return &kept->emplace(id, std::move(*article)).first->second;
  };
}

nlohmann::ordered_json TimeJson(const EventTime& time) {
  const TimeInterval& interval = time.interval;
  Json json = {{"edtf", FormatEdtf(interval)},
               {"begin", TimePointJson(interval.has_begin(), interval.begin())},
               {"end", TimePointJson(interval.has_end(), interval.end())},
               {"granularity", Name(interval.granularity())},
               {"qualifier", Name(interval.qualifier())},
               {"basis", Name(time.basis)},
               {"confidence", time.confidence}};
  if (!time.timex.empty()) json["timex"] = time.timex;
  return json;
}

nlohmann::ordered_json EventJson(const Event& event,
                                 const ArticleLookup& articles) {
  Json json;
  json["id"] = event.id.value;
  json["type"] = Name(event.type);
  json["mode"] = OrNull(event.mode);
  json["cameo"] = OrNull(event.cameo);
  json["quad"] = Facts(event.type).quad;
  if (!event.contexts.empty()) json["contexts"] = event.contexts;
  json["status"] = Name(event.status);
  json["headline"] = event.headline;
  json["time"] = event.time ? TimeJson(*event.time) : Json(nullptr);
  Json& participants = json["participants"] = Json::array();
  for (const Participant& p : event.participants) {
    Json affiliations = Json::array();
    for (const EntityId& id : p.affiliations) affiliations.push_back(id.value);
    participants.push_back({{"entity", p.entity.value},
                            {"name", p.name},
                            {"role", Name(p.role)},
                            {"affiliations", std::move(affiliations)}});
  }
  Json& places = json["places"] = Json::array();
  for (const EventPlace& place : event.places) {
    Json each = {{"entity", place.entity.value},
                 {"name", place.name},
                 {"country", OrNull(place.country)}};
    PutCoordinates(place.coordinates, &each);
    each["role"] = Name(place.role);
    Json within = Json::array();
    for (const EntityId& id : place.within) within.push_back(id.value);
    each["within"] = std::move(within);
    places.push_back(std::move(each));
  }
  Json& attribution = json["attribution"] = Json::array();
  for (const Attribution& a : event.attribution) {
    attribution.push_back({{"entity", a.entity.value}, {"name", a.name}});
  }
  Json& quantities = json["quantities"] = Json::array();
  for (const Quantity& q : event.quantities) {
    quantities.push_back({{"value", q.value}, {"unit", q.unit}});
  }
  Json& evidence = json["evidence"] = Json::array();
  for (const Claim& claim : event.claims) {
    for (const Evidence& each : claim.evidence) {
      evidence.push_back(EvidenceJson(each, claim, articles));
    }
  }
  Json& history = json["history"] = Json::array();
  for (const StatusChange& change : event.history) {
    history.push_back({{"reported", FormatRfc3339(change.reported)},
                       {"status", Name(change.status)},
                       {"article", change.article.value}});
  }
  json["first_reported"] = FormatRfc3339(event.first_reported);
  json["last_reported"] = FormatRfc3339(event.last_reported);
  json["articles"] = event.articles;
  json["confidence"] = event.confidence;
  return json;
}

nlohmann::ordered_json EntityJson(const Entity& entity) {
  Json json = {{"id", entity.id.value},
               {"name", entity.name},
               {"kind", Name(entity.kind)},
               {"linked", entity.linked},
               {"country", OrNull(entity.country)},
               {"aliases", entity.aliases}};
  PutCoordinates(entity.coordinates, &json);
  if (!entity.part_of.empty()) json["part_of"] = entity.part_of.value;
  if (!entity.wikidata.empty()) json["wikidata"] = entity.wikidata;
  if (!entity.offices.empty()) {
    Json& offices = json["offices"] = Json::array();
    for (const Office& office : entity.offices) {
      offices.push_back({{"title", office.title},
                         {"of", office.jurisdiction.value},
                         {"held", office.held ? Json(FormatEdtf(*office.held))
                                              : Json(nullptr)}});
      if (!office.evidence.empty()) {
        offices.back()["evidence"] = office.evidence.value;
      }
    }
  }
  return json;
}

nlohmann::ordered_json EntityHitJson(const EntityHit& hit) {
  const Entity& entity = hit.entity;
  return {{"id", entity.id.value},     {"name", entity.name},
          {"kind", Name(entity.kind)}, {"country", OrNull(entity.country)},
          {"aliases", entity.aliases}, {"count", hit.events}};
}

nlohmann::ordered_json ActJson(const CurationAct& act) {
  Json json = {{"id", ActName(act.number)},
               {"kind", Name(act.kind)},
               {"entity", act.entity.value},
               {"into", OrNull(act.into.value)},
               {"name", act.name},
               {"reason", OrNull(act.reason)},
               {"made", FormatRfc3339(act.made)},
               {"reverted", TimePointJson(act.reverted.has_value(),
                                          act.reverted.value_or(act.made))}};
  if (!act.revert_reason.empty()) json["revert_reason"] = act.revert_reason;
  if (act.kind == CurationKind::kSplit) {
    json["into_kind"] = Name(act.into_kind);
    Json& articles = json["articles"] = Json::array();
    for (const ArticleId& id : act.articles) articles.push_back(id.value);
  }
  return json;
}

nlohmann::ordered_json ArticleJson(const Article& article) {
  return {{"id", article.id.value},
          {"file", article.file},
          {"title", article.title},
          {"author", OrNull(article.author)},
          {"source", OrNull(article.source)},
          {"url", OrNull(article.url)},
          {"published", FormatRfc3339(article.published.begin())},
          {"categories", article.categories},
          {"tags", article.tags},
          {"excerpt", OrNull(article.excerpt)},
          {"language", article.language},
          {"sha256", article.sha256},
          {"text", article.text}};
}

std::string Dump(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace annals
