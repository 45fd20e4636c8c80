// Whether two claims speak of one happening.
//
// Counting one event once, however often it is told, is what users of event
// data ask for most. Two claims are compared in what they say, not in how they
// say it, and the answer is a score with its reason, or a contradiction that
// keeps them apart for good:
//
//   Trump and Putin spoke by phone, 16 Oct │ a call between Putin and Trump on
//   Thursday                                 → same: type, day, both
//   participants Trump and Putin to meet within 2 weeks │ Trump and Putin met,
//   30 Oct
//                                            → same: a plan and its outcome
//   Russia attacked Kyiv, 3 May            │ Russia attacked Odesa, 3 May
//                                            → apart: other places
//   two rows of a data set of events        → apart: each stands for itself
//   two claims of one article                → apart: the article tells them
//   apart the same words in a re-post              → same
//
// The comparison is symmetric and looks at nothing but the two claims.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.h"

namespace annals {

struct Likeness {
  // 0 … 1; from kSameHappening on they are held to be one. Negative: they
  // contradict each other and may never be joined, not through others either.
  double score = 0;
  std::string_view reason;  // static text, for people

  bool same() const;
  bool apart() const { return score < 0; }
};

inline constexpr double kSameHappening = 0.6;

inline bool Likeness::same() const { return score >= kSameHappening; }

// A claim with what comparing asks of it again and again. The claim must
// outlive it.
class Comparable {
 public:
  explicit Comparable(const Claim& claim);

  const Claim& claim() const { return *claim_; }
  const std::vector<std::string>& terms() const { return terms_; }
  std::string_view words() const { return words_; }

 private:
  const Claim* claim_;
  std::vector<std::string> terms_;  // of the headline, sorted, without repeats
  std::string_view words_;          // of the sentence, from the trigger on
};

Likeness Compare(const Comparable& a, const Comparable& b);
Likeness Compare(const Claim& a, const Claim& b);

}  // namespace annals
