// SHA-256 (FIPS 180-4), for naming texts: not used to keep secrets.

#pragma once

#include <string>
#include <string_view>

namespace annals {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace annals
