// The rules of import/rules/en/time, compiled, and the matching of them.
//
//   setting stage 1
//   rule last-weekday                      rule between
//   when last|past {weekday:w}             when between {date:a} and {date:b}
//   then weekday(w, -1)                    each range(a, b)
//
// A pattern is a row of items: words with | between them, classes {class:name},
// each optional with a "?" behind it. What stands after a "^" must follow, but
// is no part of the expression. time_words.h says what belongs to a class.
//
// Rules run in stages, those of a file in the stage it sets: what one stage has
// found is a single word to the next, of the class date, time, duration, set or
// range. Within a stage the longest match wins, then the rule with more
// conditions, then the name.
//
// `then` makes one expression of all the words; `each` leaves the words to the
// expressions that its arguments name, and says how they belong together.
// time_actions.h has the functions, time_conditions.h what `if` may ask.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"
#include "import/rulebook/rule_file.h"
#include "import/time/time_actions.h"
#include "import/time/time_conditions.h"
#include "import/time/time_value.h"
#include "import/time/time_words.h"

namespace annals {

// An expression of a sentence, as far as its words tell.
struct TimeMatch {
  size_t begin = 0;  // words
  size_t end = 0;
  TimeValue value;
  TimexType type = TimexType::kDate;
  const std::string* rule = nullptr;
  // Of an `each` rule: the expressions themselves; `value` relates them.
  std::vector<TimeMatch> parts;
};

class TimeRules {
 public:
  static Result<TimeRules> Load(const Resources& resources);

  TimeWords Words(std::string_view text, const Language& language,
                  const Sentence& sentence) const {
    return lexicon_.Read(text, language, sentence);
  }

  // The expressions of one sentence, in order, none overlapping another.
  std::vector<TimeMatch> Match(const std::vector<TimeWord>& words,
                               const Language& language,
                               const Sentence& sentence) const;

  const Holidays& holidays() const { return lexicon_.holidays(); }

  // The rules as they were read, for the test that runs their examples.
  const std::vector<RuleText>& texts() const { return texts_; }

 private:
  static constexpr size_t kStages = 3;
  static constexpr size_t kMostSlots = 8;

  struct Item {
    uint32_t classes = 0;    // any of these classes, or
    std::vector<int> words;  // any of these words, by id
    int slot = -1;           // where the value is bound
    bool optional = false;
  };
  struct Pattern {
    std::vector<Item> items;
    size_t length = 0;  // words of the expression, where a "^" ends it; else 0
    uint32_t rule = 0;
  };
  struct Rule {
    std::string name;
    TimeAction action;
    bool each = false;
    TimexType type = TimexType::kDate;
    std::vector<TimeCondition> conditions;
  };
  // A pattern, and what may stand second in it: most are given up there.
  struct Entry {
    uint32_t pattern = 0;
    uint32_t classes = 0;
    uint64_t words = 0;    // bits of their ids, folded
    bool may_end = false;  // it may be of one word
    bool MayGoOn(const std::vector<TimeWord>& row, size_t second) const;
  };
  // Patterns of a stage by what they may begin with: a class, or a word.
  struct Stage {
    std::array<std::vector<Entry>, kTimeClasses> by_class;
    std::vector<std::vector<Entry>> by_word;  // by id
    uint32_t classes = 0;                     // that some pattern begins with
  };
  struct Bound {
    std::array<int, kMostSlots> number{};
    std::array<int, kMostSlots> word{};  // in the row, or -1
  };

  static uint64_t BitOf(int word) { return uint64_t{1} << (word & 63); }
  static Entry EntryOf(const Pattern& pattern, uint32_t number);
  Status Compile(const RuleText& text, size_t stage);
  Result<Pattern> ParsePattern(std::string_view text,
                               std::vector<std::string>* slots);
  size_t MatchItems(const std::vector<Item>& items, size_t item,
                    const std::vector<TimeWord>& words, size_t at,
                    Bound* bound) const;
  // `begins`: of each word, in the words of the sentence; empty: the same.
  std::vector<TimeMatch> MatchStage(const Stage& stage,
                                    const std::vector<TimeWord>& words,
                                    const std::vector<size_t>& begins,
                                    std::vector<TimeMatch>* found,
                                    const Language& language,
                                    const Sentence& sentence) const;

  std::vector<RuleText> texts_;
  std::vector<Rule> rules_;
  std::vector<Pattern> patterns_;
  std::array<Stage, kStages> stages_;
  TimeLexicon lexicon_;
  WordList context_;  // words that decide conditions
};

}  // namespace annals
