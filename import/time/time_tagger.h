// The time layer: finds the time expressions of a text and works out what they
// mean (docs/time.md). Const after Load(), shared by threads.

#pragma once

#include <memory>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/rulebook/resources.h"
#include "import/time/time_expression.h"
#include "import/time/time_resolver.h"
#include "import/time/time_rules.h"

namespace annals {

// News tells of times before and after it; a query asks for the most recent
// one ("since August" is the August that was, or is).
enum class TimeReading : uint8_t { kNews, kQuery };

class TimeTagger {
 public:
  static Result<TimeTagger> Load(const Resources& resources);

  // In text order, none overlapping another.
  std::vector<TimeExpression> Find(
      const Document& document, const Language& language,
      TimeReading reading = TimeReading::kNews) const;

  const TimeRules& rules() const { return rules_; }

 private:
  TimeTagger(TimeRules rules, WordList context)
      : rules_(std::move(rules)), context_(std::move(context)) {}

  void Relate(const std::vector<TimeWord>& words, const TimeMatch& match,
              const Language& language, TimeExpression* expression,
              std::optional<std::chrono::sys_days> published) const;

  TimeRules rules_;
  WordList context_;
};

}  // namespace annals
