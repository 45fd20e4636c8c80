#include "api/export/bundle_records.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/text/utf8.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBlockNames[] = {
    "paragraph", "heading", "list-item", "quote", "caption", "furniture"};

// Each end as its bound, second and grain, and the qualifier: numbers of
// docs/format.md. EDTF would lose weeks and grains of their own.
Json IntervalJson(const TimeInterval& interval) {
  const auto number = [](auto value) { return static_cast<int>(value); };
  const auto second = [](bool is_known, TimePoint at) {
    return is_known ? Json(at.time_since_epoch().count()) : Json(nullptr);
  };
  return {number(interval.begin_bound()),
          second(interval.has_begin(), interval.begin()),
          number(interval.begin_granularity()),
          number(interval.end_bound()),
          second(interval.has_end(), interval.end()),
          number(interval.end_granularity()),
          number(interval.qualifier())};
}

template <typename Id>
Json IdsJson(const std::vector<Id>& ids) {
  Json json = Json::array();
  for (const Id& id : ids) json.push_back(id.value);
  return json;
}

Json TimeRecord(const EventTime& time) {
  return {{"interval", IntervalJson(time.interval)},
          {"timex", time.timex},
          {"basis", Name(time.basis)},
          {"confidence", time.confidence}};
}

Json PlaceRecord(const EventPlace& place) {
  Json json = {{"entity", place.entity.value},
               {"name", place.name},
               {"country", place.country},
               {"role", Name(place.role)},
               {"within", IdsJson(place.within)}};
  if (place.coordinates) {
    json["at"] = {place.coordinates->latitude, place.coordinates->longitude};
  }
  return json;
}

// [begin, end], as they are where there is no text to count in.
Json SpanRecord(const Span& span, const CodePointIndex& index) {
  if (index.size() == 0) return {span.begin, span.end};
  return {index.CodePoints(span.begin), index.CodePoints(span.end)};
}

Json EvidenceRecord(const Evidence& evidence, const CodePointIndex& index) {
  const Json quote = SpanRecord(evidence.quote_span, index);
  return {{"sentence", evidence.sentence},
          {"begin", quote[0]},
          {"end", quote[1]},
          {"quote", evidence.quote},
          {"trigger", SpanRecord(evidence.trigger_span, index)},
          {"rule", evidence.rule}};
}

Json ClaimRecord(const Claim& claim, const ArticleLookup& articles) {
  Json json = {{"article", claim.article.value},
               {"reported", FormatRfc3339(claim.reported)},
               {"content_key", claim.content_key},
               {"type", Name(claim.type)},
               {"mode", claim.mode},
               {"cameo", claim.cameo},
               {"contexts", claim.contexts},
               {"status", Name(claim.status)},
               {"headline", claim.headline},
               {"time", claim.time ? TimeRecord(*claim.time) : Json(nullptr)}};
  Json& participants = json["participants"] = Json::array();
  for (const Participant& p : claim.participants) {
    participants.push_back({{"entity", p.entity.value},
                            {"name", p.name},
                            {"role", Name(p.role)},
                            {"affiliations", IdsJson(p.affiliations)}});
  }
  Json& places = json["places"] = Json::array();
  for (const EventPlace& place : claim.places) {
    places.push_back(PlaceRecord(place));
  }
  Json& attribution = json["attribution"] = Json::array();
  for (const Attribution& a : claim.attribution) {
    attribution.push_back({{"entity", a.entity.value}, {"name", a.name}});
  }
  Json& quantities = json["quantities"] = Json::array();
  for (const Quantity& q : claim.quantities) {
    quantities.push_back({{"value", q.value}, {"unit", q.unit}});
  }
  json["confidence"] = claim.confidence;
  Json& evidence = json["evidence"] = Json::array();
  const Article* const source = articles(claim.article);
  const CodePointIndex index(source == nullptr ? std::string_view()
                                               : source->text);
  for (const Evidence& each : claim.evidence) {
    evidence.push_back(EvidenceRecord(each, index));
  }
  if (claim.links.empty()) return json;
  // [how, and the trigger of the other event's evidence]
  Json& links = json["links"] = Json::array();
  for (const ClaimLink& link : claim.links) {
    links.push_back({Name(link.relation), SpanRecord(link.trigger, index)});
  }
  return json;
}

}  // namespace

void AddArticleRest(const Article& article, nlohmann::ordered_json* record) {
  const CodePointIndex index(article.text);
  (*record)["image"] = article.image;
  (*record)["published_interval"] = IntervalJson(article.published);
  (*record)["published_day"] =
      FormatRfc3339(article.published_day).substr(0, 10);
  Json& blocks = (*record)["blocks"] = Json::array();
  for (const Block& block : article.blocks) {
    blocks.push_back({kBlockNames[static_cast<size_t>(block.kind)],
                      index.CodePoints(block.span.begin),
                      index.CodePoints(block.span.end)});
  }
  // [begin and end in the text, first byte in the file]
  Json& origin = (*record)["origin"] = Json::array();
  for (const SourceStretch& stretch : article.origin) {
    origin.push_back({index.CodePoints(stretch.text_begin),
                      index.CodePoints(stretch.text_begin + stretch.size),
                      stretch.source_begin});
  }
  // [who holds it, its title, whom it is of]
  Json& offices = (*record)["offices"] = Json::array();
  for (const StatedOffice& office : article.offices) {
    offices.push_back({office.holder.value, office.title, office.of.value});
  }
  (*record)["import_hash"] = article.import_hash;
  (*record)["content_key"] = article.content_key;
}

void AddEntityRest(const Entity& entity, nlohmann::ordered_json* record) {
  if (entity.population != 0) (*record)["population"] = entity.population;
  if (entity.offices.empty()) return;
  Json& offices = (*record)["offices_held"] = Json::array();
  for (const Office& office : entity.offices) {
    offices.push_back(
        {{"title", office.title},
         {"of", office.jurisdiction.value},
         {"held", office.held ? IntervalJson(*office.held) : Json(nullptr)},
         {"article", office.evidence.value}});
  }
}

void AddEventRest(const Event& event, const ArticleLookup& articles,
                  nlohmann::ordered_json* record) {
  Json& claims = (*record)["claims"] = Json::array();
  for (const Claim& claim : event.claims) {
    claims.push_back(ClaimRecord(claim, articles));
  }
}

}  // namespace annals
