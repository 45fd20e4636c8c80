// Where the endpoints are, what parameters each has, and what it is for.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/http/endpoint.h"
#include "api/http/parameters.h"

namespace annals {

// kGet answers HEAD too; kPost takes JSON and changes the base.
enum class Method : uint8_t { kGet, kPost };

struct Route {
  std::string_view pattern;  // "/v1/events/{id}", "/v1/entities/{id}/aliases"
  ParameterGroups groups = 0;
  std::string_view summary;
  Endpoint endpoint = nullptr;
  bool is_of_base = true;  // answers with what is in the base
  bool is_stream = false;
  Method method = Method::kGet;
};

std::span<const Route> Routes();

// The route of a decoded path, or null. `id` becomes what stands for {id}.
const Route* FindRoute(Method method, std::string_view path, std::string* id);

}  // namespace annals
