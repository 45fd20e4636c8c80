// The event graph of a window, packed: who takes part in what, as numbers in a
// few arrays (compressed sparse rows), for questions that walk far.
//
//   entities   0 kiev  1 moscow  2 trump …      in the order of their ids
//   events     0 …  1 …  2 …                    in the order of their times
//
//   of entities   | 0     | 2  | 3        offsets into →  | 0 1 | 1 | 0 1 2 |
//   of events     | 0       | 3      |    offsets into →  | 0 1 2 | 0 2 |
//
// Built in one scan of a reader, then const: any number of threads may ask it,
// and what is written to the base later does not change it. It holds ids, times
// and who is in what; what an event says is in the base.
//
// An entity is in the events it takes part in or is the place of: directly. It
// is involved in those too that it is in through an affiliation, or as what
// contains their place.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// Somebody who is in events with somebody else.
struct Neighbour {
  uint32_t entity = 0;  // its number in the view
  uint64_t count = 0;   // events in common; of two hops, ways that lead there

  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

class GraphView {
 public:
  // The events that answer `query`, whose order and limit do not count.
  // Exhausted if they are more than `max_events`.
  static Result<GraphView> Build(const KnowledgeReader& reader,
                                 const Query& query,
                                 size_t max_events = UINT32_MAX);

  size_t entities() const { return entity_ids_.size(); }
  size_t events() const { return begins_.size(); }
  size_t memberships() const { return event_members_.size(); }
  size_t bytes() const;  // of memory

  // None if no event of the view has it.
  std::optional<uint32_t> Find(const EntityId& id) const;
  const EntityId& entity(uint32_t number) const { return entity_ids_[number]; }
  EventId event(uint32_t number) const;

  // Numbers of entities that are in it directly, ascending, each once.
  std::span<const uint32_t> MembersOf(uint32_t event) const {
    return Row(event_members_, event_rows_, event);
  }

  // Numbers of events that it is in directly: first, in order, those of at most
  // kShort; then, in order, longer ones and those without a time.
  std::span<const uint32_t> EventsOf(uint32_t entity) const {
    return Row(entity_events_, entity_rows_, entity);
  }
  // Those it is only involved in, in order.
  std::span<const uint32_t> InvolvingOnly(uint32_t entity) const {
    return Row(involving_events_, involving_rows_, entity);
  }

  // Calls `visit` with the number of each event that the entity is in directly
  // and whose time overlaps `when`; of all, without one.
  template <typename Visit>
  void VisitEvents(uint32_t entity, const std::optional<TimeInterval>& when,
                   const Visit& visit) const;

  // The `limit` entities that are in most events with it, most first, equal
  // counts by id.
  std::vector<Neighbour> Neighbours(uint32_t entity,
                                    const std::optional<TimeInterval>& when,
                                    size_t limit) const;

  // The same for those two hops away: to whom the most ways lead, each through
  // an event, somebody in it, and another event or the same one. The entity
  // itself is none of them, but its neighbours may be.
  std::vector<Neighbour> SecondNeighbours(
      uint32_t entity, const std::optional<TimeInterval>& when,
      size_t limit) const;

  static constexpr std::chrono::days kShort{31};

 private:
  class Builder;

  static std::span<const uint32_t> Row(const std::vector<uint32_t>& values,
                                       const std::vector<uint32_t>& rows,
                                       uint32_t row) {
    return std::span(values).subspan(rows[row], rows[row + 1] - rows[row]);
  }
  bool Overlaps(uint32_t event, int64_t begin, int64_t end) const {
    return begins_[event] < end && begin < ends_[event];
  }

  std::vector<EntityId> entity_ids_;  // sorted
  std::string event_ids_;             // one after the other
  std::vector<uint64_t> event_id_ends_;

  // Seconds; of an event without a time, a span that overlaps none.
  std::vector<int64_t> begins_;
  std::vector<int64_t> ends_;

  // Where each row begins in the array beside it, and where the last ends.
  std::vector<uint32_t> event_rows_;
  std::vector<uint32_t> event_members_;
  std::vector<uint32_t> entity_rows_;
  std::vector<uint32_t> entity_events_;
  std::vector<uint32_t> first_long_;  // in entity_events_, of each entity
  std::vector<uint32_t> involving_rows_;
  std::vector<uint32_t> involving_events_;
};

template <typename Visit>
void GraphView::VisitEvents(uint32_t entity,
                            const std::optional<TimeInterval>& when,
                            const Visit& visit) const {
  const std::span<const uint32_t> all = EventsOf(entity);
  if (!when) {
    for (const uint32_t event : all) visit(event);
    return;
  }
  const int64_t begin = when->begin().time_since_epoch().count();
  const int64_t end = when->end().time_since_epoch().count();
  const size_t shorts = first_long_[entity] - entity_rows_[entity];
  const int64_t earliest = begin - std::chrono::seconds(kShort).count();
  // Halving by hand: <algorithm> would want a projection of each number.
  size_t low = 0;
  for (size_t count = shorts; count > 0;) {
    const size_t half = count / 2;
    if (begins_[all[low + half]] < earliest) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  for (; low < shorts && begins_[all[low]] < end; ++low) {
    if (Overlaps(all[low], begin, end)) visit(all[low]);
  }
  for (const uint32_t event : all.subspan(shorts)) {
    if (Overlaps(event, begin, end)) visit(event);
  }
}

}  // namespace annals
