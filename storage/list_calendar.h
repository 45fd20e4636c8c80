// How the events of one list lie in time, month by month.
//
// A list's counter is a tally (tally.h) of its events by when they begin and
// end, so that how many answer a question about their time, and how many fall
// into each month, is read from one value, however long the list is:
//
//   class  begins   last second  ongoing   events
//   day    2025-10  2025-10      no         1874    "on 16 October 2025"
//   week   2025-10  2025-10      no           31
//   week   2025-10  2025-11      no            6
//   longer 2022-02  none         yes           2    "since February 2022"
//   undated                                   90
//
// and of its events by what they are, "CONSULT, planned: 12", which has cells
// of its own in the same tally.
//
// All events of a cell stand to every whole month alike. Where a question's
// time begins or ends within a month, the cells that touch that month are not
// decided by it: their postings are to be looked at, and no others.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/event/event_type.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/keys.h"
#include "storage/posting.h"

namespace annals {

// The number of the cell that an event is counted in, and back. On disk, from
// the lowest bit:
//
//   1 bit    whether the event is ongoing
//   4 bits   its length class
//   19 bits  the month it begins in, counted from January 2000, zigzag
//   18 bits  months from there to the month of its last second; all ones: it
//            has no known end
//
// An event without a known begin begins in the first month of time. One without
// a time has only its class and whether it is ongoing.
uint64_t CellOf(const Posting& posting);

struct CalendarCell {
  LengthClass length_class = LengthClass::kUndated;
  bool is_ongoing = false;

  // From the begin of the month that the events begin in to the end of the one
  // that they end in; an end that is not known is not known here. None:
  // undated.
  std::optional<TimeInterval> months;

  // Where the month ends that the events begin in.
  TimePoint first_ends = kBeginningOfTime;

  friend bool operator==(const CalendarCell&, const CalendarCell&) = default;
};

// Corruption if no event can be counted in a cell of that number.
Result<CalendarCell> DecodeCell(uint64_t number);

// The number of the cell that an event is counted in by its type and status, as
// it is in lists of the kinds of which CountsTypes() holds: the others are too
// many to pay for it. On disk, from the lowest bit:
//
//   1 bit   0
//   4 bits  all ones, which is no length class
//   3 bits  status
//   8 bits  type
uint64_t TypeCellOf(const Posting& posting);
bool IsTypeCell(uint64_t number);
bool CountsTypes(uint8_t list_kind);

// A list's counter, read.
struct Calendar {
  struct Counted {
    CalendarCell cell;
    uint64_t number = 0;  // of the cell
    uint64_t events = 0;  // one or more
  };

  struct OfType {
    EventType type;
    EventStatus status;
    uint64_t events = 0;  // one or more
  };

  std::vector<Counted> cells;  // by length class, then by where they begin
  std::vector<OfType> types;   // none unless the list counts them
  uint64_t events = 0;         // in all
};

// Corruption if the bytes are not those of a list's counter.
Result<Calendar> DecodeCalendar(std::string_view counter);

// Only how many events the list has.
Result<uint64_t> DecodeEventCount(std::string_view counter);

// Where the month of `t` begins, and where the next one does.
TimePoint MonthBegin(TimePoint t);
TimePoint MonthEnd(TimePoint t);

// A time that cells are held against.
class Mark {
 public:
  explicit Mark(TimePoint t);

  // Whether every event of the cell stands to the time as the cell's months do:
  // begins before it or not, and ends by it or not.
  bool Decides(const CalendarCell& cell) const;

 private:
  // Of the month it lies in; both the time itself if it begins one.
  TimePoint begin_;
  TimePoint end_;
};

}  // namespace annals
