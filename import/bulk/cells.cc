#include "import/bulk/cells.h"

#include <charconv>
#include <cmath>

namespace annals {

namespace {

constexpr size_t kDayDigits = 8;
constexpr size_t kSecondDigits = 14;

bool IsDigits(std::string_view cell) {
  return !cell.empty() &&
         cell.find_first_not_of("0123456789") == std::string_view::npos;
}

int Digits(std::string_view cell, size_t at, size_t count) {
  int value = 0;
  std::from_chars(cell.data() + at, cell.data() + at + count, value);
  return value;
}

}  // namespace

void SplitTabs(std::string_view line, std::vector<std::string_view>* cells) {
  cells->clear();
  for (;;) {
    const size_t tab = line.find('\t');
    cells->push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

Status SplitQuoted(std::string_view line, char separator,
                   std::vector<std::string_view>* cells, std::string* storage) {
  cells->clear();
  storage->clear();
  storage->reserve(line.size());  // so that views into it stay
  for (size_t at = 0;;) {
    if (at < line.size() && line[at] == '"') {
      const size_t begin = storage->size();
      bool is_closed = false;
      for (++at; at < line.size() && !is_closed; ++at) {
        if (line[at] != '"') {
          *storage += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          *storage += line[at++];
        } else {
          is_closed = true;
        }
      }
      if (!is_closed) return Status::InvalidArgument("a quote is not closed");
      cells->push_back(std::string_view(*storage).substr(begin));
    } else {
      const size_t end = std::min(line.find(separator, at), line.size());
      cells->push_back(line.substr(at, end - at));
      at = end;
    }
    if (at >= line.size()) return Status();
    if (line[at] != separator) {
      return Status::InvalidArgument("text behind a closing quote");
    }
    ++at;
  }
}

std::optional<double> ToNumber(std::string_view cell) {
  double value = 0;
  const char* const end = cell.data() + cell.size();
  const auto [rest, error] = std::from_chars(cell.data(), end, value);
  if (error != std::errc() || rest != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<uint64_t> ToCount(std::string_view cell) {
  uint64_t value = 0;
  const char* const end = cell.data() + cell.size();
  const auto [rest, error] = std::from_chars(cell.data(), end, value);
  if (error != std::errc() || rest != end) return std::nullopt;
  return value;
}

std::optional<std::chrono::year_month_day> ToDay(std::string_view cell) {
  if (cell.size() != kDayDigits || !IsDigits(cell)) return std::nullopt;
  const std::chrono::year_month_day day =
      std::chrono::year{Digits(cell, 0, 4)} /
      std::chrono::month{static_cast<unsigned>(Digits(cell, 4, 2))} /
      std::chrono::day{static_cast<unsigned>(Digits(cell, 6, 2))};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::optional<TimePoint> ToTime(std::string_view cell) {
  const auto day = ToDay(cell.substr(0, kDayDigits));
  if (!day) return std::nullopt;
  const TimePoint midnight = std::chrono::sys_days{*day};
  if (cell.size() == kDayDigits) return midnight;
  if (cell.size() != kSecondDigits || !IsDigits(cell)) return std::nullopt;
  const int hour = Digits(cell, 8, 2);
  const int minute = Digits(cell, 10, 2);
  const int second = Digits(cell, 12, 2);
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return midnight + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace annals
