// What a posting says of its event: enough to decide whether it answers a
// question, where it is listed and what kind it is, without reading the event.
//
// An event has a posting in each of some thirty lists, all the same, so this
// is most of what a base is on disk: times stand as differences from each
// other, which are short where an event is told of when it happens.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/event/event.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

struct Posting {
  std::optional<TimeInterval> time;  // without grains and qualifier
  EventStatus status = EventStatus::kHappened;
  std::optional<EventType> type;  // none: written by format 2 or older
  double confidence = 0;
  uint32_t articles = 0;
  TimePoint last_reported;

  // The first and last time that a claim was reported; none: no claims.
  struct Reported {
    TimePoint first;
    TimePoint last;

    friend bool operator==(const Reported&, const Reported&) = default;
  };
  std::optional<Reported> reported;

  friend bool operator==(const Posting&, const Posting&) = default;
};

Posting PostingOf(const Event& event);

// As docs/format.md says. Decoding reads what any format wrote; anything but a
// whole valid posting is Corruption.
std::string Encode(const Posting& posting);
Result<Posting> DecodePosting(std::string_view bytes);

}  // namespace annals
