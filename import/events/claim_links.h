// How the events of a sentence stand to each other, and to the sentence before.
//
//   "Paris condemned the attack"                 object of a reaction
//    ACCUSE ──responds-to──▶ ASSAULT
//   "Two men were arrested during the march"     words before the other event
//    COERCE ──part-of──▶ PROTEST
//   "The killing sparked protests"               the verb between them
//    PROTEST ──responds-to──▶ ASSAULT
//   "Oslo expelled two. In response, Moscow …"   the words it opens with
//
// Words and what they mean are in en/events/links.tsv. Nothing is linked that
// the sentence does not tie together, and nothing that is denied or only
// possible, but for the denial itself.

#pragma once

#include <cstdint>
#include <vector>

#include "core/event/event.h"
#include "import/events/claim_builder.h"
#include "import/events/clause.h"
#include "import/language/language.h"
#include "import/language/word_list.h"

namespace annals {

// What stands for a frame that no claim was made from.
inline constexpr size_t kNoClaim = static_cast<size_t>(-1);

// One claim's tie to another, by their numbers.
struct ClaimTie {
  size_t from = 0;
  EventRelation relation = EventRelation::kFollows;
  size_t to = 0;
};

// The ties in a sentence with these frames, `claim_of` what each tells of: within it, and to
// the claim that the sentence before leads with (or kNoClaim). `words`:
// en/events/links.tsv.
std::vector<ClaimTie> TiesIn(const Language& language, const WordList& words,
                             const std::vector<Frame>& frames,
                             const std::vector<size_t>& claim_of,
                             size_t lead_before,
                             const std::vector<FramedClaim>& claims);

}  // namespace annals
