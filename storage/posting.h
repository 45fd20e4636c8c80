// What a posting says of its event: enough to decide whether it answers a
// question, where it is listed and what kind it is, without reading the event.
//
// An event has a posting in each of some thirty lists, all the same. On disk
// times stand as differences from the begin, which the event's place in the
// list tells: so events that are told of alike have postings of the same bytes,
// and a block of a list (posting_block.h) keeps those once.

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
  EventType type = EventType::kOccur;
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

// As docs/format.md says, but for the begin. Never empty.
std::string Encode(const Posting& posting);

// `begin` is where an event with a known begin begins. Anything but a whole
// valid posting is Corruption.
Result<Posting> DecodePosting(std::string_view bytes, TimePoint begin);

}  // namespace annals
