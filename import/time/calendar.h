// Days, weeks and units of the calendar, and how TIMEX3 writes them.

#pragma once

#include <chrono>
#include <string>

#include "core/time/time_interval.h"
#include "import/time/time_value.h"

namespace annals {

std::string DayValue(std::chrono::sys_days day);   // "2025-10-17"
std::string WeekValue(std::chrono::sys_days day);  // "2025-W42", ISO
std::string MonthValue(std::chrono::year_month month);
// "2025-10-17T09:30", "2025-10-17T09:00/2025-10-17T17:00"; `day` may be empty.
std::string ClockValue(const TimeValue& clock, const std::string& day);

// "P3Y", "PT40M", "P2Y1M21D"; "PXD" where no number is said; a decade said with
// a number is ten years: "P10Y".
std::string DurationValue(const TimeValue& duration);

std::chrono::sys_days MondayOf(std::chrono::sys_days day);
std::chrono::sys_days MondayOfWeek(int number, int year);  // ISO

// The day `count` units after `from`; a month that lacks the day ends earlier.
std::chrono::sys_days Shift(std::chrono::sys_days from, double count,
                            TimeUnit unit);

// The unit that a day lies in, as an interval and as a value: "2025-W42".
struct CalendarUnit {
  TimeInterval interval;
  std::string value;
};
CalendarUnit UnitAt(std::chrono::sys_days day, TimeUnit unit);

// REQUIRES: begin < end.
TimeInterval DaysBetween(std::chrono::sys_days begin, std::chrono::sys_days end,
                         Granularity grain);

}  // namespace annals
