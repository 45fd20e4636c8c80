#include "api/http/routes.h"

#include "api/http/endpoints.h"

namespace annals {

namespace {

constexpr std::string_view kId = "{id}";

constexpr Route kRoutes[] = {
    {"/v1/events", kFilterGroup | kPageGroup | kRowGroup | kFacetGroup,
     "Events, a page at a time", ListEvents},
    {"/v1/events/{id}", kRowGroup | kAsOfGroup, "One event", ShowEvent},
    {"/v1/events/{id}/related", kRowGroup | kAsOfGroup | kRelatedGroup,
     "What it responds to, follows or is part of, and the rest of its story",
     ListRelated},
    {"/v1/articles/{id}", 0, "One article with its text", ShowArticle},
    {"/v1/timeline", kFilterGroup | kRowGroup | kLaneGroup | kFacetGroup,
     "Events in lanes, or counts where they are many", ShowTimeline},
    {"/v1/histogram", kFilterGroup | kIntervalGroup | kFacetGroup,
     "How many events happened when", ShowHistogram},
    {"/v1/entities", kSearchGroup, "Entities by the beginning of a name",
     ListEntities},
    {"/v1/entities/{id}", 0, "One entity", ShowEntity},
    {"/v1/entities/{id}/aliases", 0, "What an entity is called", ShowAliases},
    {"/v1/entities/{id}/similar", 0, "Who may be the same", ListSimilar},
    {"/v1/entities/merge", 0, "Say that two entities are one", MergeEntities,
     false, false, Method::kPost},
    {"/v1/merges", 0, "What was decided about entities", ListMerges},
    {"/v1/merges/{id}/revert", 0, "Take back what was decided", RevertMerge,
     false, false, Method::kPost},
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

const Route* FindRoute(Method method, std::string_view path, std::string* id) {
  // A fixed path goes before one with an id.
  for (const Route& route : kRoutes) {
    if (route.method == method && route.pattern == path) return &route;
  }
  for (const Route& route : kRoutes) {
    const size_t at = route.pattern.find(kId);
    if (route.method != method || at == std::string_view::npos) continue;
    const std::string_view folder = route.pattern.substr(0, at);
    const std::string_view rest = route.pattern.substr(at + kId.size());
    if (path.size() <= folder.size() + rest.size()) continue;
    if (!path.starts_with(folder) || !path.ends_with(rest)) continue;
    const std::string_view found =
        path.substr(folder.size(), path.size() - folder.size() - rest.size());
    if (found.find('/') != std::string_view::npos) continue;
    *id = found;
    return &route;
  }
  return nullptr;
}

}  // namespace annals
