// The API's own description, OpenAPI 3.1, made from the tables that the server
// works by: it cannot tell of a route or parameter that is not there.

#pragma once

#include <nlohmann/json_fwd.hpp>

namespace annals {

nlohmann::ordered_json OpenApiDocument();

}  // namespace annals
