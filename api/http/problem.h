// What an answer is when it is not the answer: a problem document (RFC 9457).
//
//   {"type":"/problems/invalid-parameter","title":"Invalid parameter",
//    "status":400,"detail":"'2026-13' is not …","instance":"/v1/events",
//    "code":"invalid_parameter","request_id":"…",
//    "errors":[{"parameter":"datetime","value":"2026-13","detail":"…"}]}

#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

// What is wrong with one parameter.
struct ParameterError {
  std::string parameter;
  std::string value;
  std::string detail;
  std::optional<size_t> offset;  // code points into the value
  std::string nearest;           // the parameter or value that may be meant
};

struct Problem {
  int status = 500;
  std::string name;    // "invalid-parameter"; the type and code come from it
  std::string detail;  // the first thing wrong, in a sentence
  std::vector<ParameterError> errors;
  std::vector<EntityHit> candidates;  // of an ambiguous name
};

// A problem with no parameter to name.
Problem MakeProblem(int status, std::string name, std::string detail);

// What a failure below means to the one who asked. Faults of our own and of the
// disk are not spelled out to strangers.
Problem ProblemOf(const Status& status);

nlohmann::ordered_json ProblemJson(const Problem& problem,
                                   std::string_view instance,
                                   std::string_view request_id);

}  // namespace annals
