#include <nlohmann/json.hpp>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/http/openapi.h"
#include "api/json/event_json.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxValues = 1000;  // of a vocabulary

Json SpanJson(const std::optional<TimePoint>& first,
              const std::optional<TimePoint>& last) {
  return {{"first", first ? Json(FormatRfc3339(*first)) : Json(nullptr)},
          {"last", last ? Json(FormatRfc3339(*last)) : Json(nullptr)}};
}

Json CountsJson(const std::vector<FacetCount>& counts) {
  Json json = Json::array();
  for (const FacetCount& each : counts) {
    json.push_back({{"name", each.value}, {"count", each.count}});
  }
  return json;
}

uint64_t CountOf(const std::vector<FacetCount>& counts, std::string_view name) {
  for (const FacetCount& each : counts) {
    if (each.value == name) return each.count;
  }
  return 0;
}

Json TypesJson(const std::vector<FacetCount>& counts) {
  Json types = Json::array();
  for (const EventTypeFacts& facts : EventTypes()) {
    types.push_back({{"name", facts.name},
                     {"quad", facts.quad},
                     {"score", facts.score},
                     {"meaning", facts.meaning},
                     {"count", CountOf(counts, facts.name)}});
  }
  return types;
}

Outcome Plain(const Json& json) {
  Answer answer;
  answer.body = Dump(json);
  return answer;
}

}  // namespace

Outcome ShowCoverage(const Call& call) {
  const Coverage& coverage = call.coverage;
  return Enveloped(
      call,
      {{"articles", coverage.articles},
       {"events", coverage.events},
       {"entities", coverage.entities},
       {"reported", SpanJson(coverage.first_reported, coverage.last_reported)},
       {"happened", SpanJson(coverage.first_event, coverage.last_event)},
       {"sources", CountsJson(coverage.sources)}},
      {});
}

Outcome ShowTypes(const Call& call) {
  Json data;
  constexpr std::pair<FacetKind, const char*> kVocabularies[] = {
      {FacetKind::kType, "types"},
      {FacetKind::kMode, "modes"},
      {FacetKind::kContext, "contexts"},
      {FacetKind::kStatus, "statuses"}};
  for (const auto& [kind, name] : kVocabularies) {
    const Result<std::vector<FacetCount>> counts =
        call.reader->CountByFacet(Query(), kind, kMaxValues);
    if (!counts.ok()) return ProblemOf(counts.status());
    data[name] =
        kind == FacetKind::kType ? TypesJson(*counts) : CountsJson(*counts);
  }
  return Enveloped(call, std::move(data), {});
}

Outcome ShowHealth(const Call&) { return Plain({{"status", "ok"}}); }

Outcome ShowVersion(const Call&) {
  return Plain(
      {{"name", "annals"}, {"version", kProgramVersion}, {"api", kApiVersion}});
}

Outcome ShowOpenApi(const Call&) { return Plain(OpenApiDocument()); }

}  // namespace annals
