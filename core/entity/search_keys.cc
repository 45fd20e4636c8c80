#include "core/entity/search_keys.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace annals {

namespace {

void AddKeys(std::string_view name, std::vector<std::string>* keys) {
  const std::string folded = Fold(name);
  size_t word = std::string::npos;
  for (size_t at = 0; at < folded.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(folded, &at);
    const bool in_word = u_isalnum(static_cast<UChar32>(c)) != 0;
    if (in_word && word == std::string::npos) word = begin;
    if (!in_word && word != std::string::npos) {
      keys->push_back(folded.substr(word, begin - word));
      word = std::string::npos;
    }
  }
  if (word != std::string::npos) keys->push_back(folded.substr(word));
  if (!folded.empty()) keys->push_back(folded);
}

}  // namespace

std::vector<std::string> SearchKeysOf(const Entity& entity) {
  std::vector<std::string> keys;
  AddKeys(entity.name, &keys);
  for (const std::string& alias : entity.aliases) AddKeys(alias, &keys);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool IsNamed(const Entity& entity, std::string_view folded) {
  return Fold(entity.name) == folded ||
         std::any_of(
             entity.aliases.begin(), entity.aliases.end(),
             [&](const std::string& alias) { return Fold(alias) == folded; });
}

}  // namespace annals
