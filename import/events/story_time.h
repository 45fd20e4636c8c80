// Dates for events that the text gives none, from the story they stand in.
//
//   Gunmen stormed the bank on Friday. They shot two guards and fled.
//   President Lula has called a cabinet meeting.
//
// A past-tense verb goes on from the last event dated in its paragraph, else
// from the news of the day, which the opening tells. A perfect or a present
// reports what is so on the day of the report. What lies farther back ("had
// fled", "earlier"), what is to come, and a noun that only mentions an event
// stay undated. What is given here is a weak reading: the basis and a low
// confidence say so.

#pragma once

#include <vector>

#include "core/event/event.h"
#include "import/events/clause.h"
#include "import/language/language.h"

namespace annals {

// A claim and the frame it was made from.
struct FramedClaim {
  Claim claim;
  Frame frame;
};

// REQUIRES: the claims are in text order.
void DateFromStory(const Document& document, const Language& language,
                   const WordList& words, std::vector<FramedClaim>* claims);

}  // namespace annals
