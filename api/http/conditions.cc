#include "api/http/conditions.h"

#include <algorithm>

#include "core/text/sha256.h"

namespace annals {

namespace {

std::string_view Trim(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Calls `each` with the items of a comma-separated list until it returns true.
template <typename F>
bool AnyItem(std::string_view list, F each) {
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(item.size() + 1, list.size()));
    if (each(Trim(item))) return true;
  }
  return false;
}

// Of a media range's parameters only a weight of nothing matters.
bool IsRefused(std::string_view parameters) {
  const size_t q = parameters.find("q=0");
  return q != std::string_view::npos &&
         parameters.find_first_not_of("0.", q + 3) == std::string_view::npos;
}

}  // namespace

std::string WeakTag(std::string_view name) {
  return "W/\"" + Sha256Hex(name).substr(0, 32) + "\"";
}

bool NamesTag(std::string_view if_none_match, std::string_view tag) {
  return AnyItem(if_none_match,
                 [&](std::string_view item) { return item == tag; });
}

bool Accepts(std::string_view accept, std::string_view content_type) {
  if (Trim(accept).empty()) return true;
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  const std::string_view family = type.substr(0, type.find('/'));
  return AnyItem(accept, [&](std::string_view item) {
    const size_t end = std::min(item.find(';'), item.size());
    const std::string_view range = Trim(item.substr(0, end));
    if (IsRefused(item.substr(end))) return false;
    return range == "*/*" || range == type ||
           (range.ends_with("/*") &&
            range.substr(0, range.size() - 2) == family);
  });
}

}  // namespace annals
