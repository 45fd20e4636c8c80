// Events as rows of JSON, kept as text: a page is then joined, not made.
//
// A row is kept by the address of its event. That is sound because a base shows
// an event as one object only while neither it nor an article that tells of it
// changes (EventHit); events that no other answer has shown are made anew.

#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "api/json/event_json.h"
#include "core/knowledge_base.h"
#include "core/recent_map.h"

namespace annals {

// May be used by many threads at once.
class RenderedRows {
 public:
  explicit RenderedRows(size_t max_bytes) : rows_(max_bytes) {}

  // A JSON array of the hits, each with all that EventJson() tells and its
  // certainty. `articles` is asked only for rows that are not at hand.
  std::string Array(const std::vector<EventHit>& hits,
                    const ArticleLookup& articles);

 private:
  struct Row {
    // Expires with the event. While it is here nothing else has the address.
    std::weak_ptr<const Event> event;
    std::shared_ptr<const std::string> text;  // without the closing brace
  };

  std::mutex mutex_;  // guards rows_
  RecentMap<const Event*, Row> rows_;
};

}  // namespace annals
