#include "api/http/problem.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/json/event_json.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

// "invalid-parameter" → "Invalid parameter".
std::string TitleOf(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] -= 'a' - 'A';
  return name;
}

std::string CodeOf(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

Json ErrorJson(const ParameterError& error) {
  Json json = {{"parameter", error.parameter},
               {"value", error.value},
               {"detail", error.detail}};
  if (error.offset) json["offset"] = *error.offset;
  if (!error.nearest.empty()) json["nearest"] = error.nearest;
  return json;
}

}  // namespace

Problem MakeProblem(int status, std::string name, std::string detail) {
  return {status, std::move(name), std::move(detail), {}, {}};
}

Problem ProblemOf(const Status& status) {
  switch (status.code()) {
    case StatusCode::kInvalidArgument:
      return MakeProblem(400, "invalid-parameter", status.message());
    case StatusCode::kNotFound:
      return MakeProblem(404, "not-found", status.message());
    case StatusCode::kConflict:
      return MakeProblem(409, "conflict", status.message());
    case StatusCode::kExhausted:
    case StatusCode::kUnavailable:
      return MakeProblem(503, "overloaded", status.message());
    case StatusCode::kOk:
    case StatusCode::kCorruption:
    case StatusCode::kInternal:
      break;
  }
  return MakeProblem(500, "internal-error", "the server failed to answer");
}

nlohmann::ordered_json ProblemJson(const Problem& problem,
                                   std::string_view instance,
                                   std::string_view request_id) {
  Json json = {{"type", "/problems/" + problem.name},
               {"title", TitleOf(problem.name)},
               {"status", problem.status},
               {"detail", problem.detail},
               {"instance", instance},
               {"code", CodeOf(problem.name)},
               {"request_id", request_id}};
  if (!problem.errors.empty()) {
    Json& errors = json["errors"] = Json::array();
    for (const ParameterError& error : problem.errors) {
      errors.push_back(ErrorJson(error));
    }
  }
  if (!problem.candidates.empty()) {
    Json& candidates = json["candidates"] = Json::array();
    for (const EntityHit& hit : problem.candidates) {
      candidates.push_back(EntityHitJson(hit));
    }
  }
  return json;
}

}  // namespace annals
