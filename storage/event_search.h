// The events that answer a query, found through the postings.
//
// Each length class is scanned from one longest length before the time asked
// for (place.h). Most questions are decided by what a posting says; the record
// is read only for what no posting can say: phrases, places on the map, some
// report times, and every question as of a past day.

#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/curation.h"
#include "core/event/event.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"
#include "storage/cached_events.h"
#include "storage/key_value_store.h"
#include "storage/place.h"
#include "storage/posting.h"
#include "storage/ranking.h"

namespace annals {

// An event that answers. Valid during the call that gets it.
class Found {
 public:
  using Read = std::function<const Posting&()>;

  // `read` must outlive it.
  Found(const Place& place, Certainty certainty, const Read& read)
      : place_(place), certainty_(certainty), read_(read) {}

  // Where it stands as of the time asked for.
  const Place& place() const { return place_; }
  Certainty certainty() const { return certainty_; }

  // As of the time asked for. Read when it is asked for, as who only counts or
  // lists by time needs none; if it cannot be, the search fails after the call.
  const Posting& posting() const { return read_(); }

 private:
  const Place& place_;
  Certainty certainty_;
  const Read& read_;
};

Rank RankOf(SortOrder order, const Found& found);

// Calls `visit` with every event that answers, each once, in no useful order.
// The query is about the entities that its ids mean (Curation::Read).
// InvalidArgument if the query is not well formed.
Status VisitFound(const KeyValueView& view, const Curation& curation,
                  const Query& query,
                  const std::function<void(const Found&)>& visit);

// An event that answers, and its place among the others.
struct Ranked {
  Rank rank;
  Certainty certainty = Certainty::kCertain;
};

// Reads the events of `ranked`, as of the time asked for, in its order. Those
// that are in `cached` are not read again, and the others are kept there; null:
// so many are read that they would only drive out what is asked for often.
Result<std::vector<EventHit>> ReadHits(const KeyValueView& view,
                                       const Curation& curation,
                                       const Query& query,
                                       std::span<const Ranked> ranked,
                                       const CachedEvents* cached);

}  // namespace annals
