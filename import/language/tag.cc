#include "import/language/tag.h"

#include <algorithm>
#include <iterator>

namespace annals {

namespace {

constexpr std::string_view kNames[] = {
    "CC",  "CD",  "DT",  "EX",  "FW",   "IN",  "JJ",  "JJR", "JJS",  "LS",
    "MD",  "NN",  "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB",
    "RBR", "RBS", "RP",  "SYM", "TO",   "UH",  "VB",  "VBD", "VBG",  "VBN",
    "VBP", "VBZ", "WDT", "WP",  "WP$",  "WRB", "PUNC"};

}  // namespace

std::string_view Name(Tag tag) { return kNames[static_cast<size_t>(tag)]; }

std::optional<Tag> ParseTag(std::string_view name) {
  const auto* const it = std::find(std::begin(kNames), std::end(kNames), name);
  if (it == std::end(kNames)) return std::nullopt;
  return static_cast<Tag>(it - std::begin(kNames));
}

}  // namespace annals
