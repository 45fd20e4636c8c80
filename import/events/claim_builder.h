// From a frame and a rule to a claim: who takes part in which role, where,
// when, and who says so.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "import/entities/mention.h"
#include "import/events/clause.h"
#include "import/events/event_rules.h"
#include "import/events/headline.h"
#include "import/language/language.h"
#include "import/language/word_net.h"
#include "import/time/time_expression.h"

namespace annals {

// Somebody or something that an argument of a frame means.
struct Actor {
  Participant participant;  // without role
  EntityKind kind = EntityKind::kGroup;
  bool named = false;      // by name, or by something that means a name
  bool is_place = false;   // stands as the place, not its government
  bool of_people = false;  // "three Russian diplomats", linked to Russia
  const Chain* chain = nullptr;
  uint32_t chunk = 0;
};

// A claim, the frame it was made from, and the expression that dates it.
struct FramedClaim {
  Claim claim;
  Frame frame;
  const TimeExpression* when = nullptr;
};

class ClaimBuilder {
 public:
  // All arguments must outlive the builder.
  ClaimBuilder(const Document& document, const Language& language,
               const std::vector<TimeExpression>& times,
               const Entities& entities, const EventRules& rules,
               const WordList& words, const WordNet& word_net);

  // None if the rule's needs are not met.
  std::optional<FramedClaim> Build(const Frame& frame, const EventRule& rule,
                                   const std::vector<Frame>& frames) const;

 private:
  std::vector<Actor> ActorsIn(uint32_t chunk) const;
  std::vector<Actor> SendersOf(uint32_t chunk) const;
  std::vector<Actor> OwnersOf(uint32_t chunk) const;
  std::vector<Actor> ActorsIn(const std::vector<uint32_t>& chunks) const;
  bool AreApposed(uint32_t a, uint32_t b) const;
  std::vector<uint32_t> SpeakersFor(const std::vector<uint32_t>& subjects,
                                    const Frame& frame,
                                    const std::vector<Frame>& frames) const;
  bool Meets(const Frame& frame, const EventRule& rule,
             const std::vector<Frame>& frames,
             const std::vector<Actor>& sources,
             const std::vector<Actor>& targets,
             const std::vector<Actor>& others) const;
  bool IsAimedByNext(const Frame& frame,
                     const std::vector<Frame>& frames) const;
  bool IsOfDisaster(const Frame& frame) const;
  bool IsMoney(uint32_t chunk) const;
  bool IsDatedByDay(const Frame& frame) const;
  bool FollowsWhatIsSaid(const Frame& frame,
                         const std::vector<Frame>& frames) const;
  void FindPlaces(const Frame& frame, const std::vector<Frame>& frames,
                  Claim* claim) const;
  const TimeExpression* FindTime(const Frame& frame,
                                 const std::vector<Frame>& frames,
                                 Claim* claim) const;
  bool IsCounted(const TimeExpression& time, const Sentence& sentence) const;
  bool IsToCome(const TimeInterval& interval) const;
  bool IsBehindAnchor(const TimeExpression& time, Span trigger) const;
  const TimeExpression* Finer(const TimeExpression* time) const;
  bool IsOver(const TimeInterval& interval) const;
  void FindAttribution(const Frame& frame, const std::vector<Frame>& frames,
                       Claim* claim) const;
  void FindQuantities(const Frame& frame, Claim* claim) const;
  bool HeadIs(uint32_t chunk, std::string_view cls) const;
  bool IsPersonNoun(uint32_t chunk) const;  // "gunmen", "a priest"
  bool IsBodyNoun(uint32_t chunk) const;    // "the commission", "a company"
  std::string NameOf(uint32_t chunk) const;
  void AddThing(const Frame& frame, const EventRule& rule,
                Claim* claim) const;
  void AddPlace(const Mention& mention, Claim* claim) const;

  const Document& document_;
  const Language& language_;
  const std::vector<TimeExpression>& times_;
  const Entities& entities_;
  const EventRules& rules_;
  const WordList& words_;
  const WordNet& word_net_;
  HeadlineWriter headlines_;
  std::vector<std::vector<const Mention*>> mentions_at_;  // by head token
  std::vector<const Mention*> name_over_;  // that a token is part of, or null
};

}  // namespace annals
