// What an event's writes are planned from: all that can be worked out of one
// event without knowing of the others in its batch. It is most of the work, and
// is done for many events by several threads.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/curation.h"
#include "core/event/event.h"
#include "core/event/kin.h"
#include "core/status.h"
#include "storage/event_index.h"
#include "storage/key_value_store.h"

namespace annals {

struct PreparedEvent {
  EventId id;
  Status status;             // not OK: nothing else is said
  bool is_deleted = false;   // by the batch
  bool is_changed = false;   // its record is
  std::string record;        // empty: there is none
  std::string facets;        // the record of its lists; empty: there is none
  std::vector<KinKey> old_kin;
  std::vector<KinKey> kin;
  std::optional<EventIndex> old_index;
  std::optional<EventIndex> index;
};

// Null: the event is to go.
using EventOutcome = std::pair<EventId, const Event*>;

// Prepares events against one state of the base. One thread at a time.
class EventPreparer {
 public:
  // Arguments must outlive it. `sources`: of the batch's articles too.
  EventPreparer(const KeyValueView& before, const Curation& curation,
                ArticleSources sources)
      : before_(before), curation_(curation), sources_(std::move(sources)) {}

  PreparedEvent Prepare(const EventId& id, const Event* event);

 private:
  Status ReadOld(PreparedEvent* prepared);
  Status ReadNew(const Event& event, PreparedEvent* prepared);

  const KeyValueView& before_;
  const Curation& curation_;
  ArticleSources sources_;
};

// Prepares many, in their order, each preparer in a thread of its own.
// REQUIRES: there is one.
std::vector<PreparedEvent> PrepareAll(std::span<EventPreparer> preparers,
                                      std::span<const EventOutcome> events);

}  // namespace annals
