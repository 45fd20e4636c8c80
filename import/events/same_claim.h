// Several mentions of one happening in an article become one claim.

#pragma once

#include <vector>

#include "core/event/event.h"

namespace annals {

// Joins claims of one article that speak of the same happening: same type, no
// contradiction in mode, time or place, and the participants of one among those
// of the other. The mention that names most keeps its words; the others add
// evidence and what it lacked.
std::vector<Claim> JoinMentions(std::vector<Claim> claims);

}  // namespace annals
