// One way to compare words, everywhere: names, lexicons, search terms, ids.

#pragma once

#include <string>
#include <string_view>

namespace annals {

// Compatibility-normalised, case-folded and without diacritics, also for
// letters that Unicode does not decompose (ł, ø, đ, ı). "Orbán" and "ORBAN"
// fold to "orban", "Türkiye" to "turkiye". Punctuation and spaces are kept,
// typographic quotes and dashes become plain. Invalid UTF-8 is replaced first.
std::string Fold(std::string_view text);

// Fold() with everything that is not a letter or digit made one '-': what ids
// of entities are made of. "Viktor Orbán" → "viktor-orban"; "" if nothing is
// left.
std::string Slug(std::string_view text);

}  // namespace annals
