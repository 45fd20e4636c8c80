// Events as rows of an answer: with their certainty, and only the members that
// `fields` and `include` ask for.

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "api/http/asked.h"
#include "api/json/event_json.h"
#include "core/knowledge_base.h"

namespace annals {

// Whether a row has all members.
bool ShowsWholeRows(const Asked& asked);

nlohmann::ordered_json EventRow(const EventHit& hit, const Asked& asked,
                                const ArticleLookup& articles);

}  // namespace annals
