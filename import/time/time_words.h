// The words of a sentence as the time rules see them: with the classes they
// belong to, and what they stand for in each.
//
//   "22/Jan/2019"     →  22 (day, int)  /  jan (month 1)  /  2019 (year, int)
//   "twenty-second"   →  22 (ordinal)
//   "8.30pm"          →  20:30 (clock)
//
// Classes of words are in en/time/words.tsv; those of digits are read here:
// int, day, dayth, year, yy, decade, clock, iso, slash, number. Tokens that
// mean nothing whole are split at hyphens and slashes and between digits and
// letters; numbers in words and names of holidays are joined. An expression
// that an earlier stage found stands as one word of the class date, time,
// duration, set or range.

#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"
#include "import/time/holidays.h"

namespace annals {

// In the order of kTimeClassNames.
enum class TimeClass : uint8_t {
  kInt,
  kDay,
  kDayTh,
  kYear,
  kYy,
  kDecade,
  kClock,
  kIso,
  kSlash,
  kNumber,  // with a fraction, in hundredths: "2.5" is 250
  kWeekday,
  kMonth,
  kUnit,
  kNum,
  kOrdinal,
  kSeason,
  kPart,
  kHoliday,
  kShift,
  kEarly,
  kApprox,
  kQuarter,
  kZone,    // 1 universal time, 0 another
  kPlural,  // of parts of the day and weekdays: "mornings"
  kDate,
  kTime,
  kDuration,
  kSet,
  kRange,
  kFiscal,  // "FY"
  kPacked,  // "20130512"
  kParts,   // of the day, again and again: "mornings"
};

inline constexpr size_t kTimeClasses = 32;

// The number of the class of that name, or -1.
int TimeClassNumber(std::string_view name);

struct TimeWord {
  static constexpr int kUnknown = -1;

  // Leaves `values` as they are: most words belong to no class, and there are
  // many words.
  TimeWord() {}  // NOLINT(modernize-use-equals-default)

  Span span;
  uint32_t token = 0;
  std::string_view folded;               // of the token, or of its TimeWords
  int id = kUnknown;                     // of the word in the lexicon
  uint32_t classes = 0;                  // bit of each class it belongs to
  std::array<int, kTimeClasses> values;  // of those classes only

  bool Is(TimeClass cls) const {
    return (classes >> static_cast<uint32_t>(cls) & 1) != 0;
  }
  int Value(TimeClass cls) const {
    return Is(cls) ? values[static_cast<size_t>(cls)] : 0;
  }
  void Add(TimeClass cls, int value) {
    classes |= 1u << static_cast<uint32_t>(cls);
    values[static_cast<size_t>(cls)] = value;
  }
};

// The words of a sentence. What is folded anew, where a token was split, is
// kept beside them; the rest is the tokens' own, which must outlive this.
struct TimeWords {
  std::vector<TimeWord> words;
  std::forward_list<std::string> folded;
};

// Const once the rules are compiled, shared by threads.
class TimeLexicon {
 public:
  static Result<TimeLexicon> Load(const Resources& resources);

  // The id of a word that rules name; new ones get one.
  int Intern(std::string_view word);
  size_t size() const { return facts_.size(); }

  TimeWords Read(std::string_view text, const Language& language,
                 const Sentence& sentence) const;

  const Holidays& holidays() const { return holidays_; }

 private:
  struct Facts {
    uint32_t classes = 0;
    bool begins_holiday = false;
    std::array<int, kTimeClasses> values{};
  };

  void Classify(TimeWord* word) const;
  void ClassifyDigits(TimeWord* word) const;
  void Split(std::string_view text, Span span, uint32_t token,
             TimeWords* out) const;
  void JoinWords(std::vector<TimeWord>* words) const;
  bool BeginsHoliday(const TimeWord& word) const {
    return word.id >= 0 && facts_[static_cast<size_t>(word.id)].begins_holiday;
  }
  bool ReadHoliday(const std::vector<TimeWord>& words, size_t at, size_t* end,
                   TimeWord* holiday) const;
  bool ReadNumber(const std::vector<TimeWord>& words, size_t at, size_t* end,
                  TimeWord* number) const;

  // Whether some word begins, ends and is as long as this one: nearly none of
  // the words of a text need be looked up.
  static size_t ShapeOf(std::string_view word);
  std::bitset<1 << 14> shapes_;
  StringMap<int> ids_;
  std::vector<Facts> facts_;  // by id
  WordList numbers_;          // hundred, thousand, and
  Holidays holidays_;
};

}  // namespace annals
