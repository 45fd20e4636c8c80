// The rules of import/rules/en/events: which words name which kind of event,
// and what must stand around them.
//
//   rule assault.kill
//   verb kill|assassinate|shoot_dead
//   noun killing|assassination
//   type ASSAULT
//   cameo 186
//   needs object-person-or-nominal
//
// import/rules/README.md has the fields and the needs.

#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event_type.h"
#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"
#include "import/rulebook/rule_file.h"

namespace annals {

// Lemmas, and classes of words.tsv ("@hazard").
struct WordSet {
  StringSet words;
  std::vector<std::string> classes;

  bool empty() const { return words.empty() && classes.empty(); }
  bool Has(const Token& token, const WordList& list) const {
    return words.contains(token.lemma) || words.contains(token.folded) ||
           std::any_of(classes.begin(), classes.end(),
                       [&](const std::string& cls) {
                         return list.Is(token.lemma, cls);
                       });
  }
};

class Situation;

// Something that a rule asks of what stands around its verb or noun (needs.h).
struct Need {
  std::string_view name;
  bool (*is_met)(const Situation&);
};

// None if there is none of that name.
const Need* FindNeed(std::string_view name);

struct EventRule {
  // directed: subject source, object target; symmetric: all participants;
  // patient: the subject has it done to it; speaker: the subject alone; mutual:
  // symmetric if there are several subjects and no object, else directed.
  enum class Roles : uint8_t {
    kDirected,
    kSymmetric,
    kPatient,
    kSpeaker,
    kMutual,
    kNone
  };

  std::string name;
  EventType type = EventType::kOccur;
  std::string mode;
  std::string cameo;
  Roles roles = Roles::kDirected;
  std::vector<const Need*> needs;
  bool alone = false;  // only where nothing else in its sentence is an event
  std::vector<std::string> contexts;
  WordSet objects;   // heads the object must have; empty: any
  WordSet subjects;  // heads the subject must have; empty: any
  WordSet unless;    // heads that neither subject nor object may have

  bool AsksFor(std::string_view need_name) const {
    return std::any_of(needs.begin(), needs.end(), [&](const Need* need) {
      return need->name == need_name;
    });
  }
};

class EventRules {
 public:
  static Result<EventRules> Load(const Resources& resources);

  // Rules whose verb is this lemma, or the lemma with a word that goes with it:
  // "step_down", "take_office", "go_on_strike", "find_guilty".
  const std::vector<uint32_t>* ForVerb(std::string_view lemma) const;
  const std::vector<uint32_t>* ForNoun(std::string_view lemma) const;

  const EventRule& rule(uint32_t number) const { return rules_[number]; }
  const std::vector<RuleText>& texts() const { return texts_; }

 private:
  Status Compile(const RuleText& text);
  void SortBySpecificity();

  std::vector<EventRule> rules_;
  std::vector<RuleText> texts_;
  StringMap<std::vector<uint32_t>> verbs_;
  StringMap<std::vector<uint32_t>> nouns_;
};

}  // namespace annals
