// How the HTTP API asks for what people say in words: "events involving Hungary
// since August", "since=last Friday". The time engine and the names in the base
// are behind it; the API knows neither.

#pragma once

#include <string_view>

#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// Called from many threads at once.
class PhraseReader {
 public:
  virtual ~PhraseReader() = default;

  // What a phrase asks for, said at `now`. InvalidArgument names the words that
  // were not understood; Conflict a name that fits several entities.
  virtual Result<Query> ReadPhrase(std::string_view phrase,
                                   TimePoint now) const = 0;

  // The time that words name, said at `now`: the most recent one at or before
  // it ("August", "last Friday"). InvalidArgument if they name none.
  virtual Result<TimeInterval> ReadTime(std::string_view words,
                                        TimePoint now) const = 0;
};

}  // namespace annals
