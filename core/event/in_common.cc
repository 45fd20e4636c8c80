#include "core/event/in_common.h"

#include <algorithm>

namespace annals {

namespace {

bool ActsFor(const Participant& who, const EntityId& whom) {
  return std::find(who.affiliations.begin(), who.affiliations.end(), whom) !=
         who.affiliations.end();
}

bool Holds(const EventPlace& outer, const EventPlace& inner) {
  return std::find(inner.within.begin(), inner.within.end(), outer.entity) !=
         inner.within.end();
}

// A place of which neither coordinates nor surroundings are known ("the base")
// may be in any other: it tells nothing apart.
bool IsLocated(const EventPlace& place) {
  return place.coordinates || !place.within.empty();
}

}  // namespace

bool ActForEachOther(const Participant& a, const Participant& b) {
  return ActsFor(a, b.entity) || ActsFor(b, a.entity);
}

Where ComparePlaces(const std::vector<EventPlace>& a,
                    const std::vector<EventPlace>& b) {
  Where found = Where::kUnknown;
  for (const EventPlace& p : a) {
    for (const EventPlace& q : b) {
      if (p.role == PlaceRole::kStory || q.role == PlaceRole::kStory) continue;
      if (p.entity == q.entity) return Where::kSame;
      if (Holds(p, q) || Holds(q, p)) {
        found = Where::kWithin;
      } else if (found == Where::kUnknown && IsLocated(p) && IsLocated(q)) {
        found = Where::kElsewhere;
      }
    }
  }
  return found;
}

bool RolesAreExchanged(const Claim& a, const Claim& b) {
  bool exchanged = false;
  for (const Participant& p : a.participants) {
    for (const Participant& q : b.participants) {
      if (p.entity != q.entity) continue;
      if (p.role == q.role) return false;
      exchanged |= p.role != Role::kParticipant && q.role != Role::kParticipant;
    }
  }
  return exchanged;
}

}  // namespace annals
