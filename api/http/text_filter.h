// The search for words: `ceasefire "prisoner exchange"` asks for events whose
// headline or quotes have the word, in any form of it, and the words in a row.

#pragma once

#include <string_view>

#include "core/query/query.h"
#include "core/status.h"

namespace annals {

// InvalidArgument if there is no word in `text`, or more than a hundred, or a
// quote is not closed.
Result<Filter> TextFilter(std::string_view text);

}  // namespace annals
