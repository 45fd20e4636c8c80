// A query in one line, in the names of the HTTP API's parameters:
//
//   involving=hungary and not type=ASSAULT; datetime=2025-08/..
//
// Equal queries have equal lines and different ones different lines, but for
// limit and cursor, which it leaves out: so it says how a phrase was read, and
// names a query in caches.

#pragma once

#include <string>

#include "core/query/query.h"

namespace annals {

std::string Describe(const Query& query);

}  // namespace annals
