// One row of a data set of coded events, before our entities are found for it:
// what GDELT and ICEWS have in common.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/time/time_interval.h"

namespace annals {

// Somebody as a row names them. No name: the row has nobody there.
struct CodedActor {
  std::string name;         // "POLICE", "Government (Russia)"
  std::string country;      // ISO 3166-1 alpha-2, or empty
  bool is_country = false;  // the code is the country's and says no more
  bool is_named = true;     // false: a common noun, "POLICE"
};

// No name: the row says no place.
struct CodedPlace {
  std::string name;       // "Vancouver"
  std::string full_name;  // "Vancouver, British Columbia, Canada"
  std::string country;    // ISO 3166-1 alpha-2, or empty
  std::optional<Coordinates> coordinates;
  EntityKind kind = EntityKind::kSettlement;
};

// The article that a row counts from.
struct CodedSource {
  std::string identity;  // its url, or what else names it among all others
  std::string url;
  std::string publisher;
};

struct CodedRecord {
  std::string record;  // "gdelt:669666350": see IsRecord()
  std::string cameo;   // with its leading zero: "042"
  CodedActor source;
  CodedActor target;
  CodedPlace place;
  std::optional<EventTime> time;
  TimePoint reported;
  CodedSource article;
  uint32_t sentence = 0;  // counted from 0
  std::vector<Quantity> quantities;
  double confidence = 0;
};

// That one more article tells of a record's event.
struct CodedMention {
  std::string record;
  TimePoint reported;
  CodedSource article;
  uint32_t sentence = 0;
  double confidence = 0;
};

}  // namespace annals
