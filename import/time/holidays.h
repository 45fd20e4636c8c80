// Named days of the year, from en/time/holidays.tsv:
//
//   christmas       12-25
//   easter monday   easter+1
//   memorial day    05 mon -1      the last Monday of May
//
// Const after Load(), shared by threads.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

class Holidays {
 public:
  static constexpr size_t kLongestName = 4;  // words

  static Result<Holidays> Load(const Resources& resources);

  // The number of the holiday of that folded name, words joined by spaces.
  std::optional<int> Find(std::string_view name) const;
  // The words that names begin with.
  const StringSet& first_words() const { return first_; }

  // None if the year has no such day.
  std::optional<std::chrono::sys_days> In(int number, int year) const;

 private:
  struct Day {
    enum class Kind : uint8_t { kDate, kEaster, kNthWeekday };
    Kind kind = Kind::kDate;
    int month = 0;
    int day =
        0;  // of the month; or after Easter; or which weekday of the month
    int weekday = 0;
  };

  static std::optional<Day> Parse(std::string_view text);

  std::vector<Day> days_;
  StringMap<int> names_;
  StringSet first_;
};

}  // namespace annals
