#include "api/http/envelope.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "api/json/event_json.h"
#include "core/query/describe.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

Json Rfc3339OrNull(const std::optional<TimePoint>& time) {
  return time ? Json(FormatRfc3339(*time)) : Json(nullptr);
}

Json InterpretedJson(const Asked& asked) {
  const Query& query = asked.query;
  return {
      {"phrase", asked.phrase.empty() ? Json(nullptr) : Json(asked.phrase)},
      {"text", Describe(query)},
      {"datetime", query.when ? Json(FormatEdtf(*query.when)) : Json(nullptr)}};
}

Json CoverageJson(const Coverage& coverage) {
  return {{"articles", coverage.articles},
          {"events", coverage.events},
          {"first", Rfc3339OrNull(coverage.first_reported)},
          {"last", Rfc3339OrNull(coverage.last_reported)}};
}

Result<Json> FacetsJson(const Call& call) {
  Json facets = Json::object();
  for (const FacetKind kind : call.asked.facets) {
    const bool is_entity = kind == FacetKind::kActor ||
                           kind == FacetKind::kPlace ||
                           kind == FacetKind::kInvolves;
    const Result<std::vector<FacetCount>> counts = call.reader->CountByFacet(
        call.asked.query, kind, call.asked.facet_size);
    if (!counts.ok()) return counts.status();
    Json& values = facets[std::string(Name(kind))] = Json::array();
    for (const FacetCount& each : *counts) {
      Json value = {{"value", each.value}, {"count", each.count}};
      if (is_entity) {
        const Result<Entity> entity = call.reader->GetEntity({each.value});
        if (entity.ok()) value["name"] = entity->name;
      }
      values.push_back(std::move(value));
    }
  }
  return facets;
}

// The URL of the next page: the same with another cursor.
std::string NextUrl(const Call& call, const std::string& cursor) {
  std::string url = call.path + "?";
  for (const auto& [name, value] : call.params) {
    if (name == "cursor") continue;
    url += name + "=" + EncodeQueryValue(value) + "&";
  }
  return url + "cursor=" + EncodeQueryValue(cursor);
}

}  // namespace

Outcome Enveloped(const Call& call, const nlohmann::ordered_json& data,
                  const Enclosed& enclosed) {
  return EnvelopedText(call, Dump(data), enclosed);
}

Outcome EnvelopedText(const Call& call, std::string_view data,
                      const Enclosed& enclosed) {
  const Asked& asked = call.asked;
  Json meta = {{"interpreted", InterpretedJson(asked)},
               {"as_of", Rfc3339OrNull(asked.query.as_of)},
               {"snapshot", std::to_string(call.reader->Version())},
               {"coverage", CoverageJson(call.coverage)}};
  if (enclosed.count) {
    meta["count"] = {{"value", *enclosed.count}, {"exact", true}};
  }
  meta["truncated"] = enclosed.truncated;
  if (!asked.facets.empty()) {
    Result<Json> facets = FacetsJson(call);
    if (!facets.ok()) return ProblemOf(facets.status());
    meta["facets"] = std::move(*facets);
  }
  Answer answer;
  Json next = nullptr;
  if (!enclosed.next_cursor.empty()) {
    next = enclosed.next_cursor;
    answer.headers.emplace_back(
        "Link", "<" + NextUrl(call, enclosed.next_cursor) + ">; rel=\"next\"");
  }
  const auto took = std::chrono::steady_clock::now() - call.began;
  meta["took_us"] =
      std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  const std::string rest =
      Dump({{"page", {{"next", std::move(next)}}}, {"meta", std::move(meta)}});
  answer.body.reserve(data.size() + rest.size() + sizeof(R"({"data":)"));
  answer.body += R"({"data":)";
  answer.body += data;
  answer.body += ',';
  answer.body += std::string_view(rest).substr(1);
  return answer;
}

}  // namespace annals
