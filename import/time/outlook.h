// What the words around an expression tell about it, beside its own.

#pragma once

#include <cstdint>
#include <vector>

#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/time/time_words.h"

namespace annals {

// What governs the expression: "will meet on Friday", "met on Friday". A query
// asks (kAsked) for the most recent one at or before now.
enum class Outlook : uint8_t { kNone, kPast, kAhead, kAsked };

// `at`: where the expression begins. `context`: en/time/context.tsv.
Outlook OutlookAt(const std::vector<TimeWord>& words, size_t at,
                  const Language& language, const WordList& context);

// Whether the expression dates what the sentence tells, or something told
// beside it: in a clause of its own, or only mentioned.
enum class Aside : uint8_t { kNot, kInAClause, kInPassing };
Aside AsideAt(const std::vector<TimeWord>& words, size_t begin, size_t end,
              const Language& language, const WordList& context);

// Whether it stands between quotation marks of its sentence.
bool IsQuoted(const std::vector<TimeWord>& words, size_t at,
              const WordList& context);

}  // namespace annals
