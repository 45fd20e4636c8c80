// The event layer: what a text claims happened (docs/events.md).
// Const after Load(), shared by threads.

#pragma once

#include <vector>

#include "core/event/event.h"
#include "core/status.h"
#include "import/entities/mention.h"
#include "import/events/event_rules.h"
#include "import/language/language.h"
#include "import/language/word_net.h"
#include "import/rulebook/resources.h"
#include "import/time/time_expression.h"

namespace annals {

struct Frame;
struct FramedClaim;

class EventFinder {
 public:
  // `resources` must outlive the finder.
  static Result<EventFinder> Load(const Resources& resources);

  // One claim a happening, in text order.
  std::vector<Claim> Find(const Document& document, const Language& language,
                          const std::vector<TimeExpression>& times,
                          const Entities& entities) const;

  const EventRules& rules() const { return rules_; }

 private:
  bool IsConditional(const Frame& frame, const Language& language) const;
  std::vector<uint32_t> RulesFor(
      const Frame& frame, const Language& language,
      const std::vector<TimeExpression>& times) const;
  size_t Meant(const Frame& frame, const Language& language,
               const std::vector<TimeExpression>& times, size_t told,
               const std::vector<FramedClaim>& found) const;
  bool IsObjectOf(const Frame& verb, const EventRule& rule, const Frame& noun,
                  const Language& language) const;

  EventFinder(EventRules rules, WordList words, WordList link_words,
              WordNet word_net)
      : rules_(std::move(rules)),
        words_(std::move(words)),
        link_words_(std::move(link_words)),
        word_net_(std::move(word_net)) {}

  EventRules rules_;
  WordList words_;
  WordList link_words_;
  WordNet word_net_;
};

}  // namespace annals
