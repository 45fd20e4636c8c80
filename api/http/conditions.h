// What a client already has (RFC 9110, If-None-Match) and can take (Accept).

#pragma once

#include <string>
#include <string_view>

namespace annals {

// A weak entity tag for whatever `name` names: compressed or not, it is the
// same.
std::string WeakTag(std::string_view name);

// Whether `if_none_match` lists `tag`. "*" is no list and matches nothing here.
bool NamesTag(std::string_view if_none_match, std::string_view tag);

// Whether an Accept header lets `content_type` through; an empty one does.
bool Accepts(std::string_view accept, std::string_view content_type);

}  // namespace annals
