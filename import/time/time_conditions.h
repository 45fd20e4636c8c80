// What a time rule may ask of the words around what it matched (`if` lines).
// The words themselves are in en/time/context.tsv.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/time/time_words.h"

namespace annals {

// A match, [begin, end) of the words, in its sentence.
struct TimeSite {
  const std::vector<TimeWord>& words;
  size_t begin = 0;
  size_t end = 0;
  const Language& language;
  const Sentence& sentence;
  const WordList& context;
};

using TimeCondition = bool (*)(const TimeSite& site);

// The condition of that name, or null.
TimeCondition FindTimeCondition(std::string_view name);

}  // namespace annals
