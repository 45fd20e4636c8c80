// What stands above a post's text: YAML between "---" lines (Jekyll, Hugo),
// TOML between "+++" lines (Hugo), or "Key: value" lines (Pelican).

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace annals {

struct FrontMatter {
  // Keys folded; a scalar is a list of one. Nested maps are left out.
  std::map<std::string, std::vector<std::string>, std::less<>> fields;
  size_t body_begin = 0;  // offset of the text
  bool lenient = false;   // the YAML was broken and read line by line

  // The first value of the first of these keys that has one; empty if none.
  std::string Get(std::initializer_list<std::string_view> keys) const;
  std::vector<std::string> List(
      std::initializer_list<std::string_view> keys) const;
};

// A post without front matter has no fields. InvalidArgument "line N: reason"
// if it is opened and never closed, or holds nothing that can be read.
Result<FrontMatter> ParseFrontMatter(std::string_view bytes);

}  // namespace annals
