#include "api/http/openapi.h"

#include <nlohmann/json.hpp>

#include "api/http/parameters.h"
#include "api/http/routes.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

Json Bounded(const char* type, const Parameter& parameter) {
  Json schema = {{"type", type}, {"minimum", parameter.least}};
  if (parameter.shape == Shape::kInteger) {
    schema["minimum"] = static_cast<int64_t>(parameter.least);
    schema["maximum"] = static_cast<int64_t>(parameter.most);
  } else {
    schema["maximum"] = parameter.most;
  }
  return schema;
}

Json OneSchema(const Parameter& parameter) {
  switch (parameter.shape) {
    case Shape::kChoice:
      return {{"type", "string"}, {"enum", parameter.choices}};
    case Shape::kList:
      return {{"type", "array"},
              {"items", {{"type", "string"}, {"enum", parameter.choices}}}};
    case Shape::kNumbers:
      return {{"type", "array"}, {"items", {{"type", "number"}}}};
    case Shape::kInteger:
      return Bounded("integer", parameter);
    case Shape::kNumber:
      return Bounded("number", parameter);
    case Shape::kText:
    case Shape::kEntity:
    case Shape::kTime:
      break;
  }
  return {{"type", "string"}};
}

Json ParameterJson(const Parameter& parameter) {
  Json json = {{"name", parameter.name},
               {"in", "query"},
               {"description", parameter.about},
               {"required", parameter.is_required},
               {"explode", parameter.repeats}};
  json["schema"] = parameter.repeats ? Json{{"type", "array"},
                                            {"items", OneSchema(parameter)}}
                                     : OneSchema(parameter);
  return json;
}

Json ParametersJson(const Route& route) {
  Json list = Json::array();
  if (route.pattern.find("{id}") != std::string_view::npos) {
    list.push_back({{"name", "id"},
                    {"in", "path"},
                    {"required", true},
                    {"schema", {{"type", "string"}}}});
  }
  for (const Parameter& parameter : Parameters()) {
    if ((parameter.groups & route.groups) != 0) {
      list.push_back(ParameterJson(parameter));
    }
  }
  return list;
}

Json ResponseJson(const char* about, const char* type, const char* schema) {
  const std::string ref = std::string("#/components/schemas/") + schema;
  return {{"description", about},
          {"content", {{type, {{"schema", {{"$ref", ref}}}}}}}};
}

Json ResponsesJson(const Route& route) {
  Json responses;
  if (route.is_stream) {
    responses["200"] = {{"description", "The file, as it is written"}};
  } else if (route.is_of_base) {
    responses["200"] =
        ResponseJson("The answer", "application/json", "Envelope");
    responses["304"] = {
        {"description", "What If-None-Match names still holds"}};
  } else {
    const char* const code = route.pattern.ends_with("/merge") ? "201" : "200";
    responses[code] = {{"description", "The answer"}};
  }
  responses["default"] =
      ResponseJson("A problem", "application/problem+json", "Problem");
  return responses;
}

// "/v1/graph/paths" → "v1_graph_paths".
std::string OperationId(std::string_view pattern) {
  std::string id;
  for (const char c : pattern.substr(1)) {
    if (c == '/' || c == '.') id.push_back('_');
    if (c >= 'a' && c <= 'z') id.push_back(c);
    if (c >= '0' && c <= '9') id.push_back(c);
  }
  return id;
}

Json SchemasJson() {
  return Json::parse(R"({
    "Envelope": {
      "type": "object", "required": ["data", "page", "meta"],
      "properties": {
        "data": {},
        "page": {"type": "object",
                 "properties": {"next": {"type": ["string", "null"]}}},
        "meta": {"type": "object", "properties": {
          "interpreted": {"type": "object"},
          "as_of": {"type": ["string", "null"]},
          "snapshot": {"type": "string"},
          "coverage": {"type": "object"},
          "count": {"type": "object"},
          "truncated": {"type": "boolean"},
          "facets": {"type": "object"},
          "took_us": {"type": "integer"}}}}},
    "Problem": {
      "type": "object",
      "required": ["type", "title", "status", "detail", "instance", "code",
                   "request_id"],
      "properties": {
        "type": {"type": "string"}, "title": {"type": "string"},
        "status": {"type": "integer"}, "detail": {"type": "string"},
        "instance": {"type": "string"}, "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
        "candidates": {"type": "array", "items": {"type": "object"}}}}
  })");
}

}  // namespace

nlohmann::ordered_json OpenApiDocument() {
  Json paths;
  for (const Route& route : Routes()) {
    const bool is_post = route.method == Method::kPost;
    Json& operation =
        paths[std::string(route.pattern)][is_post ? "post" : "get"];
    operation = {{"operationId", OperationId(route.pattern)},
                 {"summary", route.summary},
                 {"parameters", ParametersJson(route)},
                 {"responses", ResponsesJson(route)}};
    if (!is_post) continue;
    operation["requestBody"]["content"]["application/json"]["schema"] = {
        {"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
  }
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "Annals"}, {"version", kProgramVersion}}},
          {"paths", std::move(paths)},
          {"components", {{"schemas", SchemasJson()}}}};
}

}  // namespace annals
