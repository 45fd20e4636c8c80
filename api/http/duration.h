// ISO 8601 durations, as times counted from now: "-P7D", "P1Y2M", "-PT36H".

#pragma once

#include <optional>
#include <string_view>

#include "core/time/time_interval.h"

namespace annals {

// The instant that lies `duration` after `now`; a minus before the P goes back.
// Months and years keep the day of the month, or take the month's last. None if
// `duration` is not one or leads past the years that can be named.
std::optional<TimePoint> After(TimePoint now, std::string_view duration);

}  // namespace annals
