// What kind of source a file is, told from its first line, so that a wrong file
// is named as what it is and not line by line as a thousand errors.

#pragma once

#include <cstdint>
#include <string_view>

#include "core/status.h"

namespace annals {

enum class SourceFormat : uint8_t { kGeonames, kWikidata, kNdjson };

std::string_view Name(SourceFormat format);  // "geonames", …
Result<SourceFormat> ParseSourceFormat(std::string_view name);

// Of the first line with something in it. InvalidArgument says what the file
// rather is: a web page, a list of addresses, something compressed.
Result<SourceFormat> DetectFormat(std::string_view line);

}  // namespace annals
