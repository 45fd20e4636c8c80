// Entities as this program writes them: one JSON object a line, as
// `annals entity show --json` has it.
//
//   {"id":"ada-lovelace","name":"Ada Lovelace","kind":"person","aliases":[…],
//    "country":"GB","offices":[{"title":…,"of":…,"held":"1833/1852"}]}
//
// Only "name" and "kind" must be there; "prior" and "until" may be.

#pragma once

#include <memory>
#include <string_view>

#include "core/status.h"
#include "import/known/source_line.h"

namespace annals {

// Not for several threads: it keeps the buffers of its JSON parser.
class NdjsonLines {
 public:
  NdjsonLines();
  ~NdjsonLines();
  NdjsonLines(const NdjsonLines&) = delete;
  NdjsonLines& operator=(const NdjsonLines&) = delete;

  // InvalidArgument says which value is wrong.
  Result<SourceLine> Read(std::string_view line);

 private:
  class Parser;  // keeps simdjson out of this header

  std::unique_ptr<Parser> parser_;
};

}  // namespace annals
