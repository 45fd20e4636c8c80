// What a request asks for, once its parameters are read: a Query and what only
// the HTTP API has. Each endpoint looks at the members its parameters set.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/graph/event_graph.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"

namespace annals {

enum class ExportFormat { kNdjson, kNodeLink, kGraphml };

// The relation of events that an article tells together.
inline constexpr std::string_view kSameStory = "same-story";

struct Asked {
  Query query;
  std::string phrase;  // q, as it was said

  std::vector<std::string> fields;   // of an event; none: all
  std::vector<std::string> include;  // of the nested ones; none: all
  std::string relation;              // of related events; none: all
  std::vector<FacetKind> facets;
  size_t facet_size = 10;

  FacetKind lanes = FacetKind::kActor;
  size_t max_items = 500;
  std::optional<BucketWidth> interval;  // none: as fits

  std::string prefix;
  std::optional<EntityKind> kind;
  size_t entity_limit = 20;

  EntityId node;
  EntityId from;
  EntityId to;
  unsigned hops = 1;
  size_t paths = 3;
  GraphBudget budget;

  std::optional<ExportFormat> format;
};

}  // namespace annals
