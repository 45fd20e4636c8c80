// Where exported bytes go: a file, a terminal, a socket.

#pragma once

#include <functional>
#include <string_view>

namespace annals {

// Takes bytes in order; false once nobody reads any more. A writer then stops
// and returns OK: what is written is a beginning and says so by having no end.
using ByteSink = std::function<bool(std::string_view)>;

}  // namespace annals
