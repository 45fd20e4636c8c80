// Claims grouped into happenings.

#pragma once

#include <vector>

#include "core/event/event.h"

namespace annals {

// Groups claims that speak of one happening: the likeliest pairs are joined
// first, and no group ever holds two claims that contradict each other. The
// result depends on the set of claims, not on their order; groups and their
// members come sorted.
std::vector<std::vector<Claim>> Cluster(std::vector<Claim> claims);

}  // namespace annals
