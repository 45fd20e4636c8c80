#include "import/time/holidays.h"

#include <array>
#include <charconv>

#include "import/rulebook/lexicon.h"

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::string_view kEaster = "easter";
constexpr std::string_view kWeekdays[] = {"mon", "tue", "wed", "thu",
                                          "fri", "sat", "sun"};

std::optional<int> ToInt(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto parsed =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

sys_days EasterOf(int y) {  // the anonymous Gregorian computus
  const int a = y % 19, b = y / 100, c = y % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return year{y} / (n / 31) / (n % 31 + 1);
}

}  // namespace

Result<Holidays> Holidays::Load(const Resources& resources) {
  Holidays holidays;
  constexpr std::string_view kPath = "en/time/holidays.tsv";
  const Result<std::string_view> text = resources.Get(kPath);
  if (!text.ok()) return text.status();
  const auto rows = ParseLexicon(kPath, *text, 2);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    const std::optional<Day> day = Parse(row.cells[1]);
    if (!day) {
      return Status::InvalidArgument(
          std::string(kPath) + ":" + std::to_string(row.line) + ": '" +
          std::string(row.cells[1]) + "' is no day of the year");
    }
    const std::string_view name = row.cells[0];
    holidays.names_.emplace(name, static_cast<int>(holidays.days_.size()));
    holidays.first_.emplace(name.substr(0, name.find(' ')));
    holidays.days_.push_back(*day);
  }
  return holidays;
}

std::optional<Holidays::Day> Holidays::Parse(std::string_view text) {
  Day day;
  if (text.starts_with(kEaster)) {
    day.kind = Day::Kind::kEaster;
    const std::string_view shift = text.substr(kEaster.size());
    const auto value = shift.empty() ? 0 : ToInt(shift);
    if (!value) return std::nullopt;
    day.day = *value;
    return day;
  }
  if (text.size() < 5) return std::nullopt;
  const auto month = ToInt(text.substr(0, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  day.month = *month;
  if (text[2] == '-') {
    const auto value = ToInt(text.substr(3));
    if (!value || *value < 1 || *value > 31) return std::nullopt;
    day.day = *value;
    return day;
  }
  if (text.size() < 8) return std::nullopt;
  day.kind = Day::Kind::kNthWeekday;
  for (size_t i = 0; i < std::size(kWeekdays); ++i) {
    if (text.substr(3, 3) == kWeekdays[i])
      day.weekday = static_cast<int>(i + 1);
  }
  const auto nth = ToInt(text.substr(7));
  if (day.weekday == 0 || !nth || *nth == 0 || *nth > 5) return std::nullopt;
  day.day = *nth;
  return day;
}

std::optional<int> Holidays::Find(std::string_view name) const {
  const auto it = names_.find(name);
  if (it == names_.end()) return std::nullopt;
  return it->second;
}

std::optional<sys_days> Holidays::In(int number, int y) const {
  if (number < 0 || static_cast<size_t>(number) >= days_.size()) {
    return std::nullopt;
  }
  const Day& day = days_[static_cast<size_t>(number)];
  const std::chrono::month month{static_cast<unsigned>(day.month)};
  const std::chrono::weekday weekday{static_cast<unsigned>(day.weekday % 7)};
  switch (day.kind) {
    case Day::Kind::kEaster:
      return EasterOf(y) + days{day.day};
    case Day::Kind::kNthWeekday:
      if (day.day < 0)
        return sys_days{year{y} / month / weekday[std::chrono::last]};
      return sys_days{year{y} / month /
                      weekday[static_cast<unsigned>(day.day)]};
    case Day::Kind::kDate:
      break;
  }
  const std::chrono::year_month_day date =
      year{y} / month / std::chrono::day{static_cast<unsigned>(day.day)};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

}  // namespace annals
