// What rules ask to stand around their verb or noun: the field "needs"
// (import/rules/README.md), each by its name.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "import/events/claim_builder.h"

namespace annals {

// A frame with who would take part in its claim: what a need is asked of.
class Situation {
 public:
  // All arguments must outlive it.
  Situation(const ClaimBuilder& builder, const Frame& frame,
            const EventRule& rule, const std::vector<Frame>& frames,
            const std::vector<Actor>& sources,
            const std::vector<Actor>& targets,
            const std::vector<Actor>& others);

  // Whether the rule's needs are met, and its objects and subjects are there.
  bool MeetsAll() const;

 private:
  friend struct Needs;

  bool HasObject() const;
  bool HasSubject() const;
  bool HasUnwanted() const;

  const Token& HeadOf(uint32_t chunk) const;
  bool AnyHead(const std::vector<uint32_t>& chunks, std::string_view cls) const;
  bool AnyProper(const std::vector<uint32_t>& chunks) const;
  bool Says(std::string_view cls) const;  // anywhere in its sentence
  bool SaysIn(uint32_t sentence, std::string_view cls) const;
  bool SaysBehind(std::string_view cls) const;  // from its trigger on
  bool IsArmed() const;
  bool IsOfDisaster() const;
  bool IsDatedByDay() const;
  bool IsMoney(uint32_t chunk) const;
  bool IsAimedByNext() const;
  bool IsSaidToBeMust() const;
  bool IsComment() const;
  bool IsFrom() const;
  bool MovesToPlace() const;
  bool FollowsWhatIsSaid() const;
  bool HasPreposition(std::string_view cls) const;
  bool HasLocation() const;
  bool IsLight() const;  // a noun that a verb such as "hold" governs
  bool AnybodyNamed() const;
  size_t CountActors() const;

  const ClaimBuilder& builder_;
  const Language& language_;
  const WordList& words_;
  const Frame& frame_;
  const EventRule& rule_;
  const std::vector<Frame>& frames_;
  const std::vector<Actor>& sources_;
  const std::vector<Actor>& targets_;
  const std::vector<Actor>& others_;
  const std::vector<uint32_t>& done_to_;  // whom or what it is done to
  std::vector<uint32_t> doers_;
};

}  // namespace annals
