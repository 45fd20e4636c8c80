// A stretch of text that names a time, and what it means.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/event/event_type.h"
#include "core/text/utf8.h"
#include "core/time/time_interval.h"

namespace annals {

enum class TimexType : uint8_t { kDate, kTime, kDuration, kSet };

std::string_view Name(TimexType type);  // "DATE", …

// "a day after the vote": known once the event it hangs on is.
struct EventAnchor {
  Span event;  // "the vote"
  // The expression lies `offset` of `granularity` after (or, negative, before)
  // the event; not known: somewhere on that side of it.
  enum class Relation : uint8_t { kBefore, kAfter };
  Relation relation = Relation::kAfter;
  std::optional<int> offset;
  Granularity granularity = Granularity::kDay;
};

std::string_view Name(EventAnchor::Relation relation);  // "before", "after"

struct TimeExpression {
  Span span;  // bytes of Document::text
  uint32_t sentence = 0;
  TimexType type = TimexType::kDate;
  std::string value;  // TIMEX3: "2025-10-16", "2025-W43", "P2W", "PRESENT_REF"
  std::optional<TimeInterval> interval;  // none: not known (durations, "soon")
  TimeBasis basis = TimeBasis::kExplicit;
  double confidence = 1;
  std::string rule;
  // The rule that relates it to others or opens an end: "between", "since".
  std::string relation;
  bool opens = false;  // "since": the interval goes on up to the report
  // What its own words name, where what stands around them opens or moves
  // `interval`: January, in "since January".
  std::optional<TimeInterval> named;
  std::optional<TimeInterval> rejected;  // the reading that lost, and why
  std::string rejected_because;
  std::optional<EventAnchor> anchor;
  bool aside = false;   // dates what is said in passing: "imposed on Friday"
  bool ahead = false;   // a word that looks ahead governs it
  bool quoted = false;  // stands between quotation marks of its sentence
  // "today", "two days ago", "within a week": counts from when it was said.
  bool counts_from_now = false;
};

}  // namespace annals
