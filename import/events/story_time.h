// Dates for events that the text gives none, from the story they stand in.
//
//   Gunmen stormed the bank on Friday. They shot two guards and fled.
//   President Lula has called a cabinet meeting.
//
// A past-tense verb goes on from the last event dated in its paragraph, else
// from the news of the day, which the opening tells. A perfect or a present
// reports what is so on the day of the report. What lies farther back ("had
// fled", "earlier"), what is to come, and a noun that only mentions an event
// stay undated.
//
// What hangs on another event is dated from it, or dates it:
//
//   The talks come a day after Lula phoned Petro.     the talks are on Friday
//   Hours before the call, a bomb went off.           the call was on Thursday
//   He fainted during the vote.                       the vote was on Sunday
//
// "Today" in somebody's own words is the day he spoke, not that of the report.
//
// What is given here is a weak reading: the basis and a low
// confidence say so.

#pragma once

#include <vector>

#include "core/event/event.h"
#include "import/events/claim_builder.h"
#include "import/language/language.h"

namespace annals {

// REQUIRES: the claims are in text order.
void DateFromStory(const Document& document, const Language& language,
                   const std::vector<TimeExpression>& times,
                   const WordList& words, std::vector<FramedClaim>* claims);

}  // namespace annals
