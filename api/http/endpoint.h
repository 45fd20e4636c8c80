// What an endpoint is: a function from a call to an answer or a problem. It
// knows nothing of sockets, so it is tested as a function.

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "api/export/byte_sink.h"
#include "api/http/asked.h"
#include "api/http/params.h"
#include "api/http/problem.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

// Version of the API in paths, and of the program.
inline constexpr char kApiVersion[] = "v1";
inline constexpr char kProgramVersion[] = "0.1.0";

class RenderedRows;

struct Call {
  // One state of the base for the whole answer. Shared, because a streamed
  // answer is written after the endpoint has returned.
  std::shared_ptr<const KnowledgeReader> reader;
  std::string path;
  std::string id;  // what stands for {id} in the route
  std::vector<NamedValue> params;
  std::string body;                   // of what is posted
  KnowledgeWriter* writer = nullptr;  // takes what is posted
  Coverage coverage;                  // of the reader
  RenderedRows* rows = nullptr;       // those that pages have shown
  Asked asked;
  std::chrono::steady_clock::time_point began;
};

struct Answer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  // If set, writes the body instead. Headers are out by then, so a failure is
  // the writer's to tell.
  std::function<void(const ByteSink&)> stream;
};

using Outcome = std::variant<Answer, Problem>;
using Endpoint = Outcome (*)(const Call&);

}  // namespace annals
