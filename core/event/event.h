// An event, and the claims it is made of.
//
// A Claim is what one article says about one happening. Claims of the same
// happening, from however many articles, are folded into one Event:
//
//   article A: "Trump and Putin spoke by phone on Thursday"   ─┐
//   article A: "… after the call with Mr Putin"               ─┴ Claim A ─┐
//   article B: "a phone call between the two presidents"      ── Claim B ─┴
//   Event
//
// The Event shows the best-supported value of each field; the claims keep what
// each source said, so that disagreements stay visible and taking an article
// back takes back exactly what it had claimed. FoldClaims() is the only way to
// make an Event, and does not depend on the order of the claims.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/event/event_type.h"
#include "core/ids.h"
#include "core/text/utf8.h"
#include "core/time/time_interval.h"

namespace annals {

struct EventTime {
  TimeInterval interval;
  std::string timex;  // TIMEX3 value where it says more ("2025-W43"), or empty
  TimeBasis basis = TimeBasis::kExplicit;
  double confidence = 0;  // 0 … 1

  friend bool operator==(const EventTime&, const EventTime&) = default;
};

struct Participant {
  EntityId entity;
  std::string name;  // the entity's name when the claim was made
  Role role = Role::kParticipant;

  // Countries and bodies it acts for at the time (Orban → Hungary).
  std::vector<EntityId> affiliations;

  friend bool operator==(const Participant&, const Participant&) = default;
};

struct EventPlace {
  EntityId entity;
  std::string name;
  std::string country;  // ISO 3166-1 alpha-2, or empty
  std::optional<Coordinates> coordinates;
  PlaceRole role = PlaceRole::kVenue;

  // All that contain it, nearest first: hungary, europe.
  std::vector<EntityId> within;

  friend bool operator==(const EventPlace&, const EventPlace&) = default;
};

struct Attribution {
  EntityId entity;
  std::string name;

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct Quantity {
  double value = 0;
  std::string unit;  // "drones", "people killed"

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// The words of one article that state the event.
struct Evidence {
  ArticleId article;
  uint32_t sentence = 0;  // counted from 0
  Span quote_span;        // bytes of Article::text
  Span trigger_span;      // the word that says what happened, inside the quote
  std::string quote;      // the bytes of quote_span
  std::string rule;       // name of the rule that found it

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// Whether the evidence is a row of a data set of coded events. Such a row has
// no words to point at: its spans and its quote are empty, and for `rule` it
// has the row's name, "gdelt:669666350". The name is the event's identity,
// whatever articles are said to tell of it.
bool IsRecord(const Evidence& evidence);

// How one event stands to another, as an article has it. On disk: never
// renumber.
enum class EventRelation : uint8_t {
  kFollows = 0,      // "Orban flew home after the summit"
  kPartOf = 1,       // "shots were fired during the march"
  kRespondsTo = 2,   // "Paris condemned the attack"
  kContradicts = 3,  // "Moscow denied the attack": the denial to the attack
};

std::string_view Name(EventRelation relation);

// The other event is the one that the article tells of at `trigger`, the
// trigger of a piece of evidence there.
struct ClaimLink {
  EventRelation relation = EventRelation::kFollows;
  Span trigger;

  friend auto operator<=>(const ClaimLink&, const ClaimLink&) = default;
};

struct Claim {
  ArticleId article;
  TimePoint reported;       // when the article was published
  std::string content_key;  // Article::content_key: re-posts count once

  EventType type = EventType::kOccur;
  std::string mode;                   // PLOVER mode, or empty
  std::string cameo;                  // CAMEO code, or empty
  std::vector<std::string> contexts;  // PLOVER contexts, sorted
  EventStatus status = EventStatus::kHappened;
  std::string headline;
  std::optional<EventTime> time;  // none: the article gives no hint
  std::vector<Participant> participants;
  std::vector<EventPlace> places;
  std::vector<Attribution> attribution;  // none: the article itself asserts it
  std::vector<Quantity> quantities;
  std::vector<Evidence> evidence;  // in text order, at least one
  std::vector<ClaimLink> links;    // sorted, without repeats
  double confidence = 0;           // that all of it is right, 0 … 1

  friend bool operator==(const Claim&, const Claim&) = default;
};

// What was said of an event's status, in the order it was reported.
struct StatusChange {
  TimePoint reported;
  EventStatus status = EventStatus::kHappened;
  ArticleId article;

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

struct Event {
  EventId id;
  EventType type = EventType::kOccur;
  std::string mode;
  std::string cameo;
  std::vector<std::string> contexts;
  EventStatus status = EventStatus::kHappened;
  std::string headline;
  std::optional<EventTime> time;
  std::vector<Participant> participants;
  std::vector<EventPlace> places;
  std::vector<Attribution> attribution;
  std::vector<Quantity> quantities;
  std::vector<StatusChange> history;
  TimePoint first_reported;
  TimePoint last_reported;
  uint32_t articles = 0;  // independent ones: re-posts count once
  double confidence = 0;
  std::vector<Claim> claims;  // sorted by (reported, article, first evidence)

  friend bool operator==(const Event&, const Event&) = default;
};

// The event that `claims` describe, whatever order they come in. Its id is the
// hash of its first claim, so the same articles give the same ids in any order
// of import.
// REQUIRES: claims is not empty, and each has evidence.
Event FoldClaims(std::vector<Claim> claims);

// What FoldClaims() gives to an event with this first claim; of a record, it
// depends on the record's name alone.
EventId MakeEventId(const Claim& first);
EventId MakeRecordId(std::string_view record);

// The event as it stood at `as_of`: folded from the claims reported at or
// before it. None if nothing had been reported yet.
std::optional<Event> AsOf(const Event& event, TimePoint as_of);

}  // namespace annals
