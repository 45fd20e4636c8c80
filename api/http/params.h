// From the query string of a URL to what it asks for.
//
//   ?involving=Hungary&since=2025-08&limit=10
//     → {involving: Hungary}, {since: 2025-08}, {limit: 10}   DecodeQueryString
//     → Asked{filter: involving=hungary, when: 2025-08/.., …}  ReadParams
//
// Nothing is guessed and nothing is passed over: an unknown parameter, a second
// value of one that takes one, a value that means nothing or several things are
// all problems, and all that is wrong is said at once. Pure functions of their
// arguments and the base.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/http/ask.h"
#include "api/http/asked.h"
#include "api/http/parameters.h"
#include "api/http/problem.h"
#include "core/knowledge_base.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

using NamedValue = std::pair<std::string, std::string>;

// "a=1&b=x+y%21" in order, decoded. InvalidArgument for a broken escape, bytes
// that are not UTF-8, control characters, or more than 100 parameters.
Result<std::vector<NamedValue>> DecodeQueryString(std::string_view text);

// The path of a URL, decoded. InvalidArgument as above.
Result<std::string> DecodePath(std::string_view text);

// `text` with what a query string cannot hold escaped.
std::string EncodeQueryValue(std::string_view text);

// What the words in a request mean depends on these. They must outlive the
// call.
struct AskContext {
  const KnowledgeReader& reader;
  const PhraseReader& phrases;
  TimePoint now;
};

// What the parameters of an endpoint that has `groups` ask for.
std::variant<Asked, Problem> ReadParams(const std::vector<NamedValue>& values,
                                        ParameterGroups groups,
                                        const AskContext& context);

}  // namespace annals
