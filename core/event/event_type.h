// What kind of thing happened: the 16 categories of PLOVER (2024) and four of
// our own for what politics codes leave out. Modes ("phone", "aerial") refine
// some of them and are names from the same ontology.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/status.h"

namespace annals {

// On disk: never renumber.
enum class EventType : uint8_t {
  kAgree = 1,
  kConsult = 2,
  kSupport = 3,
  kConcede = 4,
  kCooperate = 5,
  kAid = 6,
  kRetreat = 7,
  kRequest = 8,
  kAccuse = 9,
  kReject = 10,
  kThreaten = 11,
  kProtest = 12,
  kSanction = 13,
  kMobilize = 14,
  kCoerce = 15,
  kAssault = 16,
  kOccur = 17,    // disaster, accident, death, discovery
  kState = 18,    // a statement that is none of the above
  kCompete = 19,  // sport, election, award
  kChange = 20,   // launch, appointment, merger, law, verdict
};

inline constexpr size_t kEventTypeCount = 20;

struct EventTypeFacts {
  EventType type;
  std::string_view name;  // "CONSULT"
  int quad;  // 1 verbal and 2 material cooperation, 3 and 4 conflict; 0 none
  double score;              // -10 conflict … +10 cooperation
  std::string_view meaning;  // one line for people
};

// Indexed by type - 1.
const std::array<EventTypeFacts, kEventTypeCount>& EventTypes();
const EventTypeFacts& Facts(EventType type);

// Words, not deeds. What is spoken of is not where it was said.
bool IsVerbal(EventType type);

std::string_view Name(EventType type);
Result<EventType> ParseEventType(std::string_view name);  // "CONSULT", any case

// On disk: never renumber.
enum class EventStatus : uint8_t {
  kHappened = 0,
  kOngoing = 1,
  kPlanned = 2,   // somebody has decided that it will be
  kPossible = 3,  // hoped, considered, called for, threatened
  kDenied = 4,    // the source says that it did not or will not happen
};

constexpr bool IsAhead(EventStatus status) {
  return status == EventStatus::kPlanned || status == EventStatus::kPossible;
}

std::string_view Name(EventStatus status);  // "happened", …
Result<EventStatus> ParseEventStatus(std::string_view name);

// On disk: never renumber.
enum class Role : uint8_t {
  kSource = 0,       // does it
  kTarget = 1,       // has it done to them
  kParticipant = 2,  // takes part, symmetric
};

std::string_view Name(Role role);  // "source", …
Result<Role> ParseRole(std::string_view name);

// On disk: never renumber.
enum class PlaceRole : uint8_t {
  kVenue = 0,
  kOrigin = 1,
  kDestination = 2,
  kStory = 3,  // the country of its article; its own words say no place
};

std::string_view Name(PlaceRole role);

// Where an event's time comes from. On disk: never renumber.
enum class TimeBasis : uint8_t {
  kExplicit = 0,        // the text gives the date
  kPublication = 1,     // counted from the publication day ("on Thursday")
  kEarlierMention = 2,  // from a date or event named before
  kEvent = 3,           // from another event's date
  kAssumed = 4,         // from tense and context; low confidence
};

std::string_view Name(TimeBasis basis);

}  // namespace annals
