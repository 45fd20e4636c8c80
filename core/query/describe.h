// A query in words a person can check: how it was understood.
//
//   involving hungary and status planned, in 2025-08/..

#pragma once

#include <string>

#include "core/query/query.h"

namespace annals {

std::string Describe(const Filter& filter);
std::string Describe(const Query& query);

}  // namespace annals
