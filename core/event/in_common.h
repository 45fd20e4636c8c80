// What claims have in common: who acts for whom, and whether they can have been
// at one place.

#pragma once

#include <cstdint>
#include <vector>

#include "core/event/event.h"

namespace annals {

// Whether one of them acts for the other: Orban and Hungary, either way round.
bool ActForEachOther(const Participant& a, const Participant& b);

// Who did it and who suffered it, exchanged, is another event: an answer.
bool RolesAreExchanged(const Claim& a, const Claim& b);

enum class Where : uint8_t {
  kUnknown,    // one has no place, or we do not know where it is
  kSame,       // a place of one is a place of the other
  kWithin,     // … holds a place of the other
  kElsewhere,  // none of this, and it is known where they are
};

// Depends on the order of neither the claims nor their places.
Where ComparePlaces(const std::vector<EventPlace>& a,
                    const std::vector<EventPlace>& b);

}  // namespace annals
