// The form of every answer that is data:
//
//   {"data":…,"page":{"next":…},"meta":{"interpreted":{…},"as_of":…,…}}

#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/endpoint.h"
#include "core/knowledge_base.h"

namespace annals {

// What the envelope says of the data.
struct Enclosed {
  std::optional<uint64_t> count;  // of the whole answer, exact; none: one thing
  std::string next_cursor;        // empty: nothing follows
  bool truncated = false;         // a budget cut it
};

// `data`, which is JSON, in its envelope, with the facets that were asked for.
// A problem if the base fails.
Outcome EnvelopedText(const Call& call, std::string_view data,
                      const Enclosed& enclosed);
Outcome Enveloped(const Call& call, const nlohmann::ordered_json& data,
                  const Enclosed& enclosed);

}  // namespace annals
