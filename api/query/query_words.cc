#include "api/query/query_words.h"

#include <algorithm>
#include <utility>

namespace annals {

namespace {

constexpr size_t kLongestEntry = 4;  // words

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t space = std::min(text.find(' '), text.size());
    if (space > 0) parts.emplace_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return parts;
}

}  // namespace

Result<QueryWords> QueryWords::Load(const Resources& resources) {
  Result<WordList> words = WordList::Load(resources, "en/query/words.tsv");
  if (!words.ok()) return words.status();
  QueryWords query_words;
  query_words.words_ = std::move(*words);
  return query_words;
}

bool QueryWords::Found::Means(std::string_view meaning) const {
  return std::find(meanings.begin(), meanings.end(), meaning) != meanings.end();
}

std::vector<std::string> QueryWords::Found::All(std::string_view prefix) const {
  std::vector<std::string> all;
  for (const std::string& meaning : meanings) {
    if (meaning.starts_with(prefix))
      all.push_back(meaning.substr(prefix.size()));
  }
  return all;
}

QueryWords::Found QueryWords::At(const std::vector<Token>& tokens,
                                 size_t at) const {
  Found found;
  std::string written;
  std::string base;
  for (size_t n = 1; n <= kLongestEntry && at + n <= tokens.size(); ++n) {
    const Token& token = tokens[at + n - 1];
    const std::string before = written;
    base = (n == 1 ? "" : before + ' ') + token.lemma;
    written = (n == 1 ? "" : before + ' ') + token.folded;
    for (const std::string& key : {written, base}) {
      if (!words_.Has(key)) continue;
      found.tokens = n;
      found.meanings = Split(words_.ClassOf(key));
      break;
    }
  }
  return found;
}

}  // namespace annals
