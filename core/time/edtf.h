// The text form of a TimeInterval: EDTF (ISO 8601-2) level 1, and the parts of
// level 2 that news needs.
//
//   2025-10-17  2025-10  2025  202X  20XX          day … century
//   2025-10-17T04:05:23Z                           second, minute, hour
//   2025-21 … 2025-24  2025-33 … 36  2025-40, 41   seasons, quarters, halves
//   2025-10-16/2025-10-30  2022-02/..  ../2024  2022/   intervals
//   2025-08~  2025?  2025-08%                      about, perhaps, both
//
// EDTF has no weeks: a week prints as the interval of its days. ParseEdtf() of
// FormatEdtf() gives the same span, bounds and qualifier.

#pragma once

#include <string>
#include <string_view>

#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

std::string FormatEdtf(const TimeInterval& interval);

// InvalidArgument names the text and what is wrong with it, including dates
// that do not exist ("2025-02-29").
Result<TimeInterval> ParseEdtf(std::string_view text);

// "2025-10-17T04:05:23Z".
std::string FormatRfc3339(TimePoint time);

}  // namespace annals
