// What an export holds of a record beside what every reader of JSON wants: all
// that it takes to make the same base again (docs/export.md).

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "api/json/event_json.h"
#include "core/article.h"
#include "core/entity/entity.h"
#include "core/event/event.h"

namespace annals {

// Each adds members to `record`.
void AddArticleRest(const Article& article, nlohmann::ordered_json* record);
void AddEntityRest(const Entity& entity, nlohmann::ordered_json* record);

// The claims as articles made them, and the links.
void AddEventRest(const Event& event, const ArticleLookup& articles,
                  nlohmann::ordered_json* record);

}  // namespace annals
