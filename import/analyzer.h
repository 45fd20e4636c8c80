// The way from text to claims: one pure function per layer, each reading what
// the ones before it made.
//
//   Document → Language → TimeExpressions → Entities → Claims

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/event/event.h"
#include "core/known_entities.h"
#include "core/status.h"
#include "import/entities/mention.h"
#include "import/language/language.h"
#include "import/rulebook/resources.h"
#include "import/time/time_expression.h"

namespace annals {

class Gazetteer;

struct Analysis {
  Language language;
  std::vector<TimeExpression> times;  // in text order
  Entities entities;

  // What the text claims happened. `article`, `reported` and `content_key` of
  // the claims and their evidence are left for the importer to fill in.
  std::vector<Claim> claims;
};

// Which layers to run; each runs the ones it needs.
enum class Layer : uint8_t { kTokens, kTime, kEntities, kEvents };

// Loads and compiles all models, rules and lexicons once; then const, shared by
// any number of threads.
class Analyzer {
 public:
  // InvalidArgument "file:line: reason" for a rule or lexicon that is wrong.
  // `resources` and `known` must outlive the analyzer. `known` is whom names
  // may mean beside our tables; null: nobody.
  static Result<std::unique_ptr<Analyzer>> Load(
      const Resources& resources, const KnownEntities* known = nullptr);
  virtual ~Analyzer() = default;

  virtual Analysis Analyze(const Document& document,
                           Layer upto = Layer::kEvents) const = 0;

  virtual const Gazetteer& gazetteer() const = 0;

  // What our gazetteer and `known` have of an entity; none if they have
  // nothing.
  virtual std::optional<Entity> Describe(const EntityId& id) const = 0;

  // The likeliest that a name means and everybody knows: a country, a capital,
  // an organisation, a region or a person of the gazetteer; of several people
  // of one name who holds an office on that day.
  virtual std::optional<Entity> WellKnown(
      std::string_view name,
      std::optional<std::chrono::sys_days> day) const = 0;

  // The words of a query and its times, read as of `document.published`.
  virtual Analysis ReadQuery(const Document& document) const = 0;
};

}  // namespace annals
