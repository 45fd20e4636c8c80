#include "api/http/duration.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace annals {

namespace {

constexpr int64_t kMost = 1'000'000;  // of any unit: keeps sums in range

struct Duration {
  int64_t months = 0;
  int64_t seconds = 0;
};

// One "12M" off the front of `text`. `units` are those that may still come.
bool Take(std::string_view* text, std::string_view* units, bool is_time,
          Duration* sum) {
  int64_t n = 0;
  const char* const end = text->data() + text->size();
  const auto [unit, error] = std::from_chars(text->data(), end, n);
  if (error != std::errc() || unit == end || n < 0 || n > kMost) return false;
  const size_t at = units->find(*unit);
  if (at == std::string_view::npos) return false;
  units->remove_prefix(at + 1);
  text->remove_prefix(static_cast<size_t>(unit + 1 - text->data()));
  constexpr int64_t kDay = 24 * 60 * 60;
  switch (*unit) {
    case 'Y':
      sum->months += 12 * n;
      break;
    case 'M':
      (is_time ? sum->seconds : sum->months) += is_time ? 60 * n : n;
      break;
    case 'W':
      sum->seconds += 7 * kDay * n;
      break;
    case 'D':
      sum->seconds += kDay * n;
      break;
    case 'H':
      sum->seconds += 60 * 60 * n;
      break;
    default:
      sum->seconds += n;
      break;
  }
  return true;
}

std::optional<Duration> Parse(std::string_view text) {
  const bool is_back = text.starts_with('-');
  if (is_back) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3 || text.ends_with('T')) {
    return std::nullopt;
  }
  text.remove_prefix(1);
  Duration sum;
  std::string_view units = "YMWD";
  bool is_time = false;
  while (!text.empty()) {
    if (!is_time && text.front() == 'T') {
      is_time = true;
      units = "HMS";
      text.remove_prefix(1);
    }
    if (!Take(&text, &units, is_time, &sum)) return std::nullopt;
  }
  if (is_back) sum = {-sum.months, -sum.seconds};
  return sum;
}

}  // namespace

std::optional<TimePoint> After(TimePoint now, std::string_view duration) {
  using namespace std::chrono;
  const std::optional<Duration> sum = Parse(duration);
  if (!sum) return std::nullopt;
  const sys_days day = floor<days>(now);
  const year_month_day date(day);
  const int64_t month = int64_t{static_cast<int>(date.year())} * 12 +
                        static_cast<unsigned>(date.month()) - 1 + sum->months;
  const int64_t y = month >= 0 ? month / 12 : (month - 11) / 12;
  if (y < -9999 || y > 9999) return std::nullopt;
  const year_month moved{
      year(static_cast<int>(y)),
      std::chrono::month(static_cast<unsigned>(month - y * 12) + 1)};
  const std::chrono::day last = (moved / std::chrono::last).day();
  const TimePoint at = sys_days(moved / std::min(date.day(), last)) +
                       (now - day) + seconds(sum->seconds);
  if (at < kBeginningOfTime || at >= kEndOfTime) return std::nullopt;
  return at;
}

}  // namespace annals
