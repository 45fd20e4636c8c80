// Which postings an event has.
//
// They follow from the event, its articles' sources and the acts of curation
// alone: write_plan.h keeps them so with every write, check.cc makes sure that
// they are.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/curation.h"
#include "core/event/event.h"
#include "core/ids.h"
#include "core/status.h"
#include "storage/key_value_store.h"
#include "storage/keys.h"
#include "storage/place.h"
#include "storage/records.h"

namespace annals {

// Everything the index holds of one event.
struct EventIndex {
  Place place;          // its id is a view of the event's
  std::string posting;  // encoded
  // Of its lists' calendars (list_calendar.h).
  uint64_t cell = 0;
  uint64_t type_cell = 0;
  IndexedFacets facets;

  friend bool operator==(const EventIndex&, const EventIndex&) = default;
};

EventIndex IndexOf(const Event& event, const std::vector<std::string>& sources,
                   const Curation& curation);

// The same of an event that is indexed under `facets` already.
EventIndex IndexOf(const Event& event, IndexedFacets facets);

// A ListName without its text.
struct ListView {
  uint8_t kind = 0;
  std::string_view value;

  friend auto operator<=>(const ListView&, const ListView&) = default;
};

// The lists that the event is in, in order.
std::vector<ListView> ListsOf(const IndexedFacets& facets);

// The names that an entity is found by, with their entries, encoded.
std::map<std::string, std::string> NamesOf(const Entity& entity);

// The sources of articles, read once and kept. One thread at a time.
class ArticleSources {
 public:
  // `view` must outlive this.
  explicit ArticleSources(const KeyValueView& view) : view_(view) {}

  // From now on the article's source is `source`; none: it is not in the base.
  void Set(const ArticleId& id, std::optional<std::string> source) {
    known_[id] = std::move(source);
  }

  // Who published the articles that the event's claims are from.
  Result<std::vector<std::string>> Of(const Event& event);

 private:
  const KeyValueView& view_;
  std::unordered_map<ArticleId, std::optional<std::string>> known_;
};

}  // namespace annals
