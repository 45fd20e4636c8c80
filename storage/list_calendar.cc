#include "storage/list_calendar.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <vector>

#include "storage/tally.h"

namespace annals {

namespace {

using std::chrono::floor;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr int kClassShift = 1;
constexpr int kMonthShift = 5;
constexpr int kLengthShift = 24;
constexpr uint64_t kClassMask = 0xf;
constexpr uint64_t kMonthMask = 0x7ffff;
constexpr uint64_t kNoEnd = 0x3ffff;  // in place of the months to the end

constexpr uint64_t kTypeClass = kClassMask;  // in place of a length class
constexpr int kStatusShift = 5;
constexpr int kTypeShift = 8;
constexpr uint64_t kStatusMask = 0x7;

constexpr year_month kFirstNumbered = std::chrono::year(2000) / 1;

year_month MonthOf(TimePoint t) {
  const year_month_day ymd{floor<std::chrono::days>(t)};
  return ymd.year() / ymd.month();
}

constexpr year_month kFirst = std::chrono::year(-9999) / 1;
constexpr year_month kLast = std::chrono::year(9999) / 12;

int64_t NumberOf(year_month month) { return (month - kFirstNumbered).count(); }

TimePoint CalculateBegin(int64_t number) {
  return sys_days((kFirstNumbered + months(static_cast<int>(number))) / 1);
}

// The begins of the months that most events are in, for calendars are read with
// every question.
constexpr int64_t kKnownFrom = -12 * 100;  // 1900
constexpr int64_t kKnownUpTo = 12 * 100;   // 2100

TimePoint BeginOf(int64_t number) {
  static const std::vector<TimePoint> known = [] {
    std::vector<TimePoint> begins;
    for (int64_t n = kKnownFrom; n < kKnownUpTo; ++n) {
      begins.push_back(CalculateBegin(n));
    }
    return begins;
  }();
  if (number < kKnownFrom || number >= kKnownUpTo) {
    return CalculateBegin(number);
  }
  return known[static_cast<size_t>(number - kKnownFrom)];
}

Status NoSuchCell(uint64_t number) {
  return Status::Corruption("no event is counted under " +
                            std::to_string(number));
}

Status TooSmall() { return Status::Corruption("a counter is too small"); }

// Its events are not told by the number.
Result<Calendar::OfType> DecodeTypeCell(uint64_t number) {
  const auto type = static_cast<EventType>(number >> kTypeShift);
  const auto status =
      static_cast<EventStatus>(number >> kStatusShift & kStatusMask);
  if ((number & 1) != 0 || number >> kTypeShift > kEventTypeCount ||
      number >> kTypeShift == 0 || status > EventStatus::kDenied) {
    return NoSuchCell(number);
  }
  return Calendar::OfType{type, status};
}

}  // namespace

TimePoint MonthBegin(TimePoint t) { return sys_days(MonthOf(t) / 1); }

uint64_t CellOf(const Posting& posting) {
  const LengthClass length_class = LengthClassOf(posting.time);
  const uint64_t low = static_cast<uint64_t>(length_class) << kClassShift |
                       (posting.status == EventStatus::kOngoing ? 1 : 0);
  if (!posting.time) return low;
  const int64_t begin = NumberOf(MonthOf(posting.time->begin()));
  const auto folded =
      static_cast<uint64_t>(begin < 0 ? -2 * begin - 1 : 2 * begin);
  uint64_t length = kNoEnd;
  if (posting.time->has_end()) {
    const TimePoint last = posting.time->end() - seconds(1);
    length = static_cast<uint64_t>(NumberOf(MonthOf(last)) - begin);
  }
  return length << kLengthShift | folded << kMonthShift | low;
}

Result<CalendarCell> DecodeCell(uint64_t number) {
  const uint64_t class_number = number >> kClassShift & kClassMask;
  const uint64_t folded = number >> kMonthShift & kMonthMask;
  const uint64_t length = number >> kLengthShift;
  if (class_number >= kLengthClassCount || length > kNoEnd) {
    return NoSuchCell(number);
  }
  CalendarCell cell;
  cell.length_class = static_cast<LengthClass>(class_number);
  cell.is_ongoing = (number & 1) != 0;
  if (cell.length_class == LengthClass::kUndated) {
    if (folded != 0 || length != 0) return NoSuchCell(number);
    return cell;
  }
  const auto half = static_cast<int64_t>(folded >> 1);
  const int64_t begin = (folded & 1) != 0 ? -half - 1 : half;
  const int64_t last =
      begin + (length == kNoEnd ? 0 : static_cast<int64_t>(length));
  if (begin < NumberOf(kFirst) || last > NumberOf(kLast)) {
    return NoSuchCell(number);
  }
  const bool has_begin = cell.length_class != LengthClass::kNoBegin;
  TimeInterval::End from{has_begin ? Bound::kKnown : Bound::kUnknown,
                         BeginOf(begin)};
  TimeInterval::End to{Bound::kUnknown, kEndOfTime};
  if (length != kNoEnd) to = {Bound::kKnown, BeginOf(last + 1)};
  cell.months = *TimeInterval::Make(from, to);  // in order and within time
  cell.first_ends = BeginOf(begin + 1);
  return cell;
}

uint64_t TypeCellOf(const Posting& posting) {
  return static_cast<uint64_t>(posting.type) << kTypeShift |
         static_cast<uint64_t>(posting.status) << kStatusShift |
         kTypeClass << kClassShift;
}

bool IsTypeCell(uint64_t number) {
  return (number >> kClassShift & kClassMask) == kTypeClass;
}

bool CountsTypes(uint8_t list_kind) {
  return list_kind <= KindOfNow(FacetKind::kCountry) &&
         list_kind != KindOfNow(FacetKind::kArticle) &&
         list_kind != KindOfNow(FacetKind::kReportDay) &&
         list_kind != KindOfNow(FacetKind::kTerm);
}

Result<Calendar> DecodeCalendar(std::string_view counter) {
  const Result<Tally> tally = DecodeTally(counter);
  if (!tally.ok()) return tally.status();
  Calendar calendar;
  calendar.cells.reserve(tally->cells.size());
  for (const Tally::Cell& counted : tally->cells) {
    if (counted.count < 0) return TooSmall();
    const auto events = static_cast<uint64_t>(counted.count);
    if (IsTypeCell(counted.number)) {
      Result<Calendar::OfType> of_type = DecodeTypeCell(counted.number);
      if (!of_type.ok()) return of_type.status();
      of_type->events = events;
      calendar.types.push_back(*of_type);
      continue;
    }
    const Result<CalendarCell> cell = DecodeCell(counted.number);
    if (!cell.ok()) return cell.status();
    calendar.cells.push_back({*cell, counted.number, events});
    calendar.events += events;
  }
  std::sort(
      calendar.cells.begin(), calendar.cells.end(),
      [](const Calendar::Counted& a, const Calendar::Counted& b) {
        return std::tuple(a.cell.length_class, a.cell.first_ends, a.number) <
               std::tuple(b.cell.length_class, b.cell.first_ends, b.number);
      });
  return calendar;
}

Result<uint64_t> DecodeEventCount(std::string_view counter) {
  const Result<Tally> tally = DecodeTally(counter);
  if (!tally.ok()) return tally.status();
  uint64_t events = 0;
  for (const Tally::Cell& counted : tally->cells) {
    if (counted.count < 0) return TooSmall();
    if (IsTypeCell(counted.number)) continue;
    events += static_cast<uint64_t>(counted.count);
  }
  return events;
}

TimePoint MonthEnd(TimePoint t) {
  return sys_days((MonthOf(t) + months(1)) / 1);
}

Mark::Mark(TimePoint t)
    : begin_(MonthBegin(t)), end_(begin_ == t ? t : MonthEnd(t)) {}

bool Mark::Decides(const CalendarCell& cell) const {
  if (!cell.months || begin_ == end_) return true;
  // What is not known stands outside all months (time_interval.h).
  const bool begins_there =
      cell.months->has_begin() && cell.months->begin() == begin_;
  const bool ends_there = cell.months->has_end() && cell.months->end() == end_;
  return !begins_there && !ends_there;
}

}  // namespace annals
