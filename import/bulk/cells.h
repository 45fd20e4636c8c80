// The cells of one line of a table, and the numbers and dates in them.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// Cells between tabs, as they are: tables of tabs have no quotes.
void SplitTabs(std::string_view line, std::vector<std::string_view>* cells);

// Cells between commas or semicolons, which may be in double quotes (RFC 4180).
// What had to be unquoted is kept in `storage`. InvalidArgument for a quote
// that is not closed on the line.
Status SplitQuoted(std::string_view line, char separator,
                   std::vector<std::string_view>* cells, std::string* storage);

// None unless all of the cell is one number.
std::optional<double> ToNumber(std::string_view cell);
std::optional<uint64_t> ToCount(std::string_view cell);

// "20191024" → 24 October 2019; none if it is no day of the calendar.
std::optional<std::chrono::year_month_day> ToDay(std::string_view cell);

// "20191024" or "20191024143000": when the second is not given, midnight.
std::optional<TimePoint> ToTime(std::string_view cell);

}  // namespace annals
