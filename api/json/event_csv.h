// Events as CSV (RFC 4180), a row each: what a spreadsheet wants.

#pragma once

#include <string>

#include "core/event/event.h"

namespace annals {

std::string CsvHeader();

// Lists are joined by "; ". A cell that a spreadsheet would take for a formula
// gets a ' in front.
std::string CsvRow(const Event& event);

}  // namespace annals
