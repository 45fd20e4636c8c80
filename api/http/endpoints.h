// The endpoints, one function each; routes.cc says where they are.

#pragma once

#include "api/http/endpoint.h"

namespace annals {

// event_endpoints.cc
Outcome ListEvents(const Call& call);
Outcome ShowEvent(const Call& call);
Outcome ListRelated(const Call& call);
Outcome ShowArticle(const Call& call);

// timeline_endpoints.cc
Outcome ShowTimeline(const Call& call);
Outcome ShowHistogram(const Call& call);

// entity_endpoints.cc
Outcome ListEntities(const Call& call);
Outcome ShowEntity(const Call& call);
Outcome ShowAliases(const Call& call);
Outcome ListSimilar(const Call& call);

// curation_endpoints.cc
Outcome ListMerges(const Call& call);
Outcome MergeEntities(const Call& call);
Outcome RevertMerge(const Call& call);

// graph_endpoints.cc
Outcome ShowGraph(const Call& call);
Outcome ShowNeighbourhood(const Call& call);
Outcome ShowPaths(const Call& call);

// export_endpoint.cc
Outcome Export(const Call& call);

// base_endpoints.cc
Outcome ShowCoverage(const Call& call);
Outcome ShowTypes(const Call& call);
Outcome ShowHealth(const Call& call);
Outcome ShowVersion(const Call& call);
Outcome ShowOpenApi(const Call& call);

}  // namespace annals
