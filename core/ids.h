// Ids of the three kinds of record. They are strings, because they leave the
// program in JSON and URLs and are typed by people; each kind is its own type,
// so that an ArticleId cannot be passed where an EventId is wanted.
//
//   EntityId   "donald-trump", "hungary"      readable, given once, then kept
//   EventId    "ev-8c1f…"                     hash of the event's first claim
//   ArticleId  "ar-03be…"                     hash of the article's identity

#pragma once

#include <compare>
#include <functional>
#include <string>

namespace annals {

template <typename Tag>
struct StringId {
  std::string value;  // empty: none

  bool empty() const { return value.empty(); }
  friend auto operator<=>(const StringId&, const StringId&) = default;
};

using ArticleId = StringId<struct ArticleTag>;
using EntityId = StringId<struct EntityTag>;
using EventId = StringId<struct EventTag>;

}  // namespace annals

template <typename Tag>
struct std::hash<annals::StringId<Tag>> {
  std::size_t operator()(const annals::StringId<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.value);
  }
};
