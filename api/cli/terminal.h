// What the commands share: messages, files and the program's own resources.

#pragma once

#include <string>
#include <string_view>

#include "core/status.h"
#include "import/rulebook/resources.h"

namespace annals {

// "annals: message" on standard error; returns `code`.
int Fail(const Status& status, int code = 1);

// At most `width` code points, on one line; "…" where something was left out.
std::string Shorten(std::string_view text, size_t width);

bool IsTerminal(int descriptor);
int Threads(int asked);

// The built-in resources, or those of `rules` in front of them.
Result<Resources> LoadResources(const std::string& rules);

// All of a file, or of standard input for "-" and "". At most `limit` bytes.
Result<std::string> ReadInput(const std::string& file, size_t limit);

}  // namespace annals
