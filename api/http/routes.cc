#include "api/http/routes.h"

#include "api/http/endpoints.h"

namespace annals {

namespace {

constexpr std::string_view kId = "{id}";

constexpr Route kRoutes[] = {
    {"/v1/events", kFilterGroup | kPageGroup | kRowGroup | kFacetGroup,
     "Events, a page at a time", ListEvents},
    {"/v1/events/{id}", kRowGroup | kAsOfGroup, "One event", ShowEvent},
    {"/v1/articles/{id}", 0, "One article with its text", ShowArticle},
    {"/v1/timeline", kFilterGroup | kRowGroup | kLaneGroup | kFacetGroup,
     "Events in lanes, or counts where they are many", ShowTimeline},
    {"/v1/histogram", kFilterGroup | kIntervalGroup | kFacetGroup,
     "How many events happened when", ShowHistogram},
    {"/v1/entities", kSearchGroup, "Entities by the beginning of a name",
     ListEntities},
    {"/v1/entities/{id}", 0, "One entity", ShowEntity},
    {"/v1/graph", kFilterGroup | kBudgetGroup,
     "The graph of the events that answer", ShowGraph},
    {"/v1/graph/neighbourhood", kFilterGroup | kBudgetGroup | kNeighbourGroup,
     "What is within some hops of an entity", ShowNeighbourhood},
    {"/v1/graph/paths", kFilterGroup | kBudgetGroup | kPathGroup,
     "The shortest paths between two entities through events", ShowPaths},
    {"/v1/export", kFilterGroup | kFormatGroup, "The answer as a file", Export,
     true, true},
    {"/v1/coverage", 0, "What the base holds", ShowCoverage},
    {"/v1/types", 0, "The vocabularies and how often they are used", ShowTypes},
    {"/healthz", 0, "Whether the server is up", ShowHealth, false},
    {"/version", 0, "Which server this is", ShowVersion, false},
    {"/openapi.json", 0, "This API, described", ShowOpenApi, false},
};

}  // namespace

std::span<const Route> Routes() { return kRoutes; }

const Route* FindRoute(std::string_view path, std::string* id) {
  // A fixed path goes before one with an id.
  for (const Route& route : kRoutes) {
    if (route.pattern == path) return &route;
  }
  for (const Route& route : kRoutes) {
    if (!route.pattern.ends_with(kId)) continue;
    const std::string_view folder =
        route.pattern.substr(0, route.pattern.size() - kId.size());
    if (!path.starts_with(folder) || path.size() == folder.size()) continue;
    const std::string_view rest = path.substr(folder.size());
    if (rest.find('/') != std::string_view::npos) continue;
    *id = rest;
    return &route;
  }
  return nullptr;
}

}  // namespace annals
