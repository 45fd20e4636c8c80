// A set of words, or words with a value, read from a lexicon: the ways in which
// the language layers ask "is this one of those?".

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/status.h"
#include "import/rulebook/lexicon.h"
#include "import/rulebook/resources.h"

namespace annals {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

template <typename V>
using StringMap =
    std::unordered_map<std::string, V, StringHash, std::equal_to<>>;
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

// word → the class in its second column ("" where there is none). A word in
// several classes has them joined by a space.
class WordList {
 public:
  static Result<WordList> Load(const Resources& resources,
                               std::string_view path) {
    const Result<std::string_view> text = resources.Get(path);
    if (!text.ok()) return text.status();
    const auto rows = ParseLexicon(path, *text, 2);
    if (!rows.ok()) return rows.status();
    WordList list;
    for (const LexiconRow& row : *rows) {
      std::string& value = list.words_[std::string(row.cells[0])];
      if (!value.empty()) value += ' ';
      value += row.cells[1];
    }
    return list;
  }

  bool Has(std::string_view word) const { return words_.contains(word); }

  // True iff `word` is in the list with that class among its own.
  bool Is(std::string_view word, std::string_view cls) const {
    return HasClass(ClassOf(word), cls);
  }

  // True iff `cls` is among the classes that ClassOf() gave: for asking several
  // things of one word.
  static bool HasClass(std::string_view classes, std::string_view cls) {
    while (!classes.empty()) {
      const size_t space = std::min(classes.find(' '), classes.size());
      if (classes.substr(0, space) == cls) return true;
      classes.remove_prefix(std::min(space + 1, classes.size()));
    }
    return false;
  }

  // The class or classes; empty if the word is not in the list.
  std::string_view ClassOf(std::string_view word) const {
    const auto it = words_.find(word);
    return it == words_.end() ? std::string_view() : it->second;
  }

  const StringMap<std::string>& words() const { return words_; }

 private:
  StringMap<std::string> words_;
};

}  // namespace annals
