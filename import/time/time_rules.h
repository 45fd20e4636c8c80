// The rules of import/rules/en/time, compiled, and the matching of them.
//
//   rule last-weekday
//   when last|past {weekday:w}
//   then weekday(w, -1)
//
// A pattern is a row of items: words with | between them, classes {class:name},
// each optional with a "?" behind it. Words are compared folded; a hyphen in
// the text is a word of its own; what stands after a "^" must follow, but is no
// part of the expression. What a class holds is in en/time/words.tsv, but for
// those that are read from digits: int, day, dayth, year, yy, decade, clock,
// iso, slash. The longest match wins, then the rule's name.
//
// An action makes the value: calls of the functions listed in import/rules/
// README.md, with bound names, numbers and words as arguments. `if` lines name
// conditions on what stands around the match.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"
#include "import/rulebook/rule_file.h"
#include "import/time/time_value.h"

namespace annals {

// A word of the text as the time rules see it: tokens split at hyphens.
struct TimeWord {
  Span span;
  uint32_t token = 0;
  std::string folded;
  uint32_t classes = 0;          // bit of each class it belongs to
  std::array<int, 24> values{};  // by class
};

class TimeRules {
 public:
  static Result<TimeRules> Load(const Resources& resources);

  struct Found {
    size_t begin = 0;  // words
    size_t end = 0;
    TimeValue value;
    TimexType type = TimexType::kDate;
    const std::string* rule = nullptr;
  };

  std::vector<TimeWord> Words(std::string_view text, const Language& language,
                              const Sentence& sentence) const;

  // The expressions of one sentence, in order, none overlapping another.
  std::vector<Found> Match(const std::vector<TimeWord>& words,
                           const Language& language,
                           const Sentence& sentence) const;

  // The rules as they were read, for the test that runs their examples.
  const std::vector<RuleText>& texts() const { return texts_; }

 private:
  struct Item {
    uint32_t classes = 0;            // any of these classes, or
    std::vector<std::string> words;  // any of these words
    int slot = -1;                   // where the value is bound
    int value_class = -1;
    bool optional = false;
  };
  struct Call {  // an argument: a slot, a number, a word, or a call
    enum class Kind : uint8_t { kSlot, kNumber, kWord, kCall } kind;
    int number = 0;
    std::string word;
    std::vector<Call> arguments;
  };
  struct Pattern {
    std::vector<Item> items;
    size_t length = 0;  // words of the expression, where a "^" ends it; else 0
    uint32_t rule = 0;
  };
  struct Rule {
    std::string name;
    Call action;
    TimexType type = TimexType::kDate;
    std::vector<std::string> conditions;
  };
  struct Bindings {
    std::array<int, 8> values{};
    std::array<bool, 8> bound{};
  };

  Status Compile(const RuleText& text);
  Result<Call> ParseCall(const RuleText& text, int line, std::string_view* in,
                         const std::vector<std::string>& slots) const;
  size_t MatchItems(const std::vector<Item>& items, size_t item,
                    const std::vector<TimeWord>& words, size_t at,
                    Bindings* bindings) const;
  bool Holds(const Rule& rule, const std::vector<TimeWord>& words, size_t begin,
             size_t end, const Language& language,
             const Sentence& sentence) const;
  bool Evaluate(const Call& call, const Bindings& bindings,
                TimeValue* value) const;
  void Classify(TimeWord* word) const;

  std::vector<RuleText> texts_;
  std::vector<Rule> rules_;
  std::vector<Pattern> patterns_;
  // Patterns by what they may begin with: a class, or a word.
  std::array<std::vector<uint32_t>, 32> by_class_;
  StringMap<std::vector<uint32_t>> by_word_;

  struct Entry {
    uint32_t classes = 0;
    std::array<int, 24> values{};
  };
  StringMap<Entry> words_;
  WordList context_;  // words that decide conditions
};

}  // namespace annals
