#include "core/event/event_type.h"

#include <algorithm>
#include <string>

#include "core/text/fold.h"

namespace annals {

namespace {

// Quads and scores are those of the PLOVER codebook (2024).
constexpr std::array<EventTypeFacts, kEventTypeCount> kFacts = {{
    {EventType::kAgree, "AGREE", 1, 2.5,
     "agrees, promises, offers or shows willingness"},
    {EventType::kConsult, "CONSULT", 1, 2.5, "meets, visits, calls or talks"},
    {EventType::kSupport, "SUPPORT", 1, 5,
     "supports in words or diplomacy, recognises, signs"},
    {EventType::kConcede, "CONCEDE", 1, 4.5,
     "gives way in words: announces a ceasefire, apologises, pardons"},
    {EventType::kCooperate, "COOPERATE", 2, 9.5,
     "works together in deeds: trade, joint exercises, extradition"},
    {EventType::kAid, "AID", 2, 10, "helps: money, arms, relief, asylum"},
    {EventType::kRetreat, "RETREAT", 2, 6.5,
     "gives way in deeds: withdraws, releases, disarms, resigns"},
    {EventType::kRequest, "REQUEST", 3, 0, "asks, demands, orders or appeals"},
    {EventType::kAccuse, "ACCUSE", 3, -3,
     "disapproves, accuses, sues, charges or investigates"},
    {EventType::kReject, "REJECT", 3, -2, "refuses, cancels, bars or vetoes"},
    {EventType::kThreaten, "THREATEN", 3, -3.5, "warns so as to coerce"},
    {EventType::kProtest, "PROTEST", 4, -5,
     "civilians act together: demonstrate, strike, riot"},
    {EventType::kSanction, "SANCTION", 4, -6,
     "reduces relations: sanctions, expels, convicts"},
    {EventType::kMobilize, "MOBILIZE", 4, -5.5,
     "moves force without using it: troops, weapons, police"},
    {EventType::kCoerce, "COERCE", 4, -7,
     "represses without violence: seizes, arrests, censors, bans"},
    {EventType::kAssault, "ASSAULT", 4, -9,
     "does deliberate physical harm: attacks, kills, invades"},
    {EventType::kOccur, "OCCUR", 0, 0,
     "happens: a disaster, accident, death or discovery"},
    {EventType::kState, "STATE", 0, 0, "says something that is none of these"},
    {EventType::kCompete, "COMPETE", 0, 0, "competes: sport, election, award"},
    {EventType::kChange, "CHANGE", 0, 0,
     "changes: a launch, appointment, merger, law or verdict"},
}};

constexpr std::string_view kStatusNames[] = {"happened", "ongoing", "planned",
                                             "possible", "denied"};
constexpr std::string_view kRoleNames[] = {"source", "target", "participant"};
constexpr std::string_view kPlaceRoleNames[] = {"venue", "origin",
                                                "destination", "story"};
constexpr std::string_view kBasisNames[] = {
    "explicit", "publication", "earlier-mention", "event", "assumed"};

template <typename Enum, size_t N>
Result<Enum> ParseName(const std::string_view (&names)[N],
                       std::string_view name, std::string_view what) {
  const auto* const it = std::find(std::begin(names), std::end(names), name);
  if (it == std::end(names)) {
    std::string message =
        "no " + std::string(what) + " '" + std::string(name) + "'; there are:";
    for (const std::string_view each : names) {
      message += ' ';
      message += each;
    }
    return Status::InvalidArgument(message);
  }
  return static_cast<Enum>(it - std::begin(names));
}

}  // namespace

const std::array<EventTypeFacts, kEventTypeCount>& EventTypes() {
  return kFacts;
}

const EventTypeFacts& Facts(EventType type) {
  return kFacts[static_cast<size_t>(type) - 1];
}

std::string_view Name(EventType type) { return Facts(type).name; }

Result<EventType> ParseEventType(std::string_view name) {
  const std::string folded = Fold(name);
  for (const EventTypeFacts& facts : kFacts) {
    if (Fold(facts.name) == folded) return facts.type;
  }
  return Status::InvalidArgument("no event type '" + std::string(name) + "'");
}

std::string_view Name(EventStatus status) {
  return kStatusNames[static_cast<size_t>(status)];
}
Result<EventStatus> ParseEventStatus(std::string_view name) {
  return ParseName<EventStatus>(kStatusNames, name, "status");
}

std::string_view Name(Role role) {
  return kRoleNames[static_cast<size_t>(role)];
}
Result<Role> ParseRole(std::string_view name) {
  return ParseName<Role>(kRoleNames, name, "role");
}

bool IsVerbal(EventType type) {
  const int quad = Facts(type).quad;
  return quad == 1 || quad == 3 || type == EventType::kState;
}

std::string_view Name(PlaceRole role) {
  return kPlaceRoleNames[static_cast<size_t>(role)];
}

std::string_view Name(TimeBasis basis) {
  return kBasisNames[static_cast<size_t>(basis)];
}

}  // namespace annals
