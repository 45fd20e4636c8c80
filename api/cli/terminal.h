// What the commands share: messages, files and the program's own resources.

#pragma once

#include <string>
#include <string_view>

#include "core/status.h"
#include "import/rulebook/resources.h"

namespace annals {

// "annals: message" on standard error; returns `code`.
int Fail(const Status& status, int code = 1);

// What a command that has printed its answer exits with: 0, or 1 with a message
// if not all of it could be written.
int Done();

// At most `width` code points, on one line; "…" where something was left out.
std::string Shorten(std::string_view text, size_t width);

bool IsTerminal(int descriptor);
int Threads(int asked);

// The built-in resources, or those of `rules` in front of them.
Result<Resources> LoadResources(const std::string& rules);

// All of a file, or of standard input for "-" and "". At most `limit` bytes.
Result<std::string> ReadInput(const std::string& file, size_t limit);

}  // namespace annals
