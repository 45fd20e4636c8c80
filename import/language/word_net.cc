#include "import/language/word_net.h"

#include <algorithm>
#include <charconv>

namespace annals {

namespace {

struct Detachment {
  std::string_view ending;
  std::string_view base;
};

// WordNet's own rules of detachment (morphy), most specific first.
constexpr Detachment kNounDetachments[] = {
    {"ches", "ch"}, {"shes", "sh"}, {"sses", "ss"}, {"xes", "x"}, {"zes", "z"},
    {"ies", "y"},   {"men", "man"}, {"ses", "s"},   {"s", ""}};
constexpr Detachment kVerbDetachments[] = {
    {"ies", "y"}, {"es", "e"}, {"es", ""},   {"s", ""},  {"ied", "y"},
    {"ed", "e"},  {"ed", ""},  {"ing", "e"}, {"ing", ""}};

// The cells after the word in a sorted table of "word\tcells" lines.
std::string_view Find(std::string_view table, std::string_view word) {
  size_t low = 0;
  size_t high = table.size();
  while (low < high) {
    size_t begin = low + (high - low) / 2;
    while (begin > low && table[begin - 1] != '\n') --begin;
    const size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    const std::string_view key = line.substr(0, line.find('\t'));
    if (key == word) return line.substr(key.size());
    if (key < word) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return {};
}

std::vector<WordClass> Classes(std::string_view table, std::string_view word) {
  std::vector<WordClass> classes;
  std::string_view cells = Find(table, word);
  while (!cells.empty()) {
    cells.remove_prefix(1);
    unsigned value = 0;
    const auto end =
        std::from_chars(cells.data(), cells.data() + cells.size(), value).ptr;
    classes.push_back(static_cast<WordClass>(value));
    cells.remove_prefix(static_cast<size_t>(end - cells.data()));
  }
  return classes;
}

Result<StringMap<std::string>> LoadExceptions(const Resources& resources,
                                              std::string_view path) {
  const Result<std::string_view> text = resources.Get(path);
  if (!text.ok()) return text.status();
  StringMap<std::string> exceptions;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const size_t space = line.find(' ');
    if (space == line.npos) continue;
    const std::string_view base = line.substr(space + 1);
    exceptions.emplace(line.substr(0, space), base.substr(0, base.find(' ')));
  }
  return exceptions;
}

template <size_t N>
std::string Detach(std::string_view word, const Detachment (&rules)[N],
                   std::string_view table) {
  for (const Detachment& rule : rules) {
    if (!word.ends_with(rule.ending) || word.size() <= rule.ending.size() + 1) {
      continue;
    }
    std::string base(word.substr(0, word.size() - rule.ending.size()));
    base += rule.base;
    if (!Find(table, base).empty()) return base;
    // "stopped", "planning": the consonant was doubled.
    if (rule.base.empty() && rule.ending.size() > 1 && base.size() > 3 &&
        base[base.size() - 1] == base[base.size() - 2]) {
      base.pop_back();
      if (!Find(table, base).empty()) return base;
    }
  }
  return std::string(word);
}

}  // namespace

Result<WordNet> WordNet::Load(const Resources& resources) {
  WordNet net;
  const Result<std::string_view> nouns = resources.Get("models/nouns.tsv");
  if (!nouns.ok()) return nouns.status();
  const Result<std::string_view> verbs = resources.Get("models/verbs.tsv");
  if (!verbs.ok()) return verbs.status();
  net.nouns_ = *nouns;
  net.verbs_ = *verbs;
  auto noun_exceptions = LoadExceptions(resources, "models/noun.exc");
  if (!noun_exceptions.ok()) return noun_exceptions.status();
  auto verb_exceptions = LoadExceptions(resources, "models/verb.exc");
  if (!verb_exceptions.ok()) return verb_exceptions.status();
  net.noun_exceptions_ = std::move(*noun_exceptions);
  net.verb_exceptions_ = std::move(*verb_exceptions);
  return net;
}

std::string WordNet::Lemma(std::string_view folded, Tag tag) const {
  if (IsVerb(tag) || tag == Tag::kMD) {
    if (const auto it = verb_exceptions_.find(folded);
        it != verb_exceptions_.end()) {
      return it->second;
    }
    if (tag == Tag::kVB || tag == Tag::kVBP || tag == Tag::kMD) {
      return std::string(folded);
    }
    return Detach(folded, kVerbDetachments, verbs_);
  }
  if (tag == Tag::kNNS) {
    if (const auto it = noun_exceptions_.find(folded);
        it != noun_exceptions_.end()) {
      return it->second;
    }
    return Detach(folded, kNounDetachments, nouns_);
  }
  return std::string(folded);
}

std::vector<WordClass> WordNet::NounClasses(std::string_view lemma) const {
  return Classes(nouns_, lemma);
}

std::vector<WordClass> WordNet::VerbClasses(std::string_view lemma) const {
  return Classes(verbs_, lemma);
}

bool WordNet::IsMainly(std::string_view noun, WordClass cls) const {
  const std::vector<WordClass> classes = NounClasses(noun);
  return !classes.empty() && classes.front() == cls;
}

}  // namespace annals
