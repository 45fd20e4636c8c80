// The two halves of the table of parameters; Parameters() joins them.

#pragma once

#include <vector>

#include "api/http/parameters.h"

namespace annals {

// Which events are asked for: the filters of every endpoint that asks, and of
// the commands query and export.
std::vector<Parameter> FilterParameters();

// What is to be told of them, and how much.
std::vector<Parameter> AnswerParameters();

}  // namespace annals
