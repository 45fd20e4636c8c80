#include "import/language/tagger.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>

#include "core/text/utf8.h"

namespace annals {

namespace {

constexpr float kUnknownWeight = -11;  // a rare word's ln P(word | tag)
constexpr float kUnlikely = -6;
constexpr std::string_view kLexicon = "models/poslex.txt";
constexpr std::string_view kTrigrams = "models/trigrams.bin";

// What the model's own tag names stand for; the rest are Penn's in lower case.
Tag PennTag(std::string_view name) {
  static constexpr std::pair<std::string_view, Tag> kOwn[] = {
      {"punc", Tag::kPunctuation},
      {"of", Tag::kIN},
      {"1", Tag::kSYM},
      {"2", Tag::kSYM}};
  for (const auto& [own, tag] : kOwn) {
    if (own == name) return tag;
  }
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return ParseTag(upper).value_or(Tag::kNN);
}

double BigEndianDouble(const char* bytes) {
  uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) {
    bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return std::bit_cast<double>(bits);
}

Status Broken(std::string_view path, std::string_view reason) {
  return Status::Corruption(std::string(path) + ": " + std::string(reason));
}

}  // namespace

uint8_t Tagger::ModelTag(std::string_view name) const {
  const auto it = std::find(names_.begin(), names_.end(), name);
  return static_cast<uint8_t>(it == names_.end() ? 0 : it - names_.begin());
}

Result<Tagger> Tagger::Load(const Resources& resources) {
  Tagger tagger;
  const Result<std::string_view> trigrams = resources.Get(kTrigrams);
  if (!trigrams.ok()) return trigrams.status();
  // "NgramBin_2 3", the tags, the tags again, then the counts.
  std::string_view rest = *trigrams;
  const auto take_line = [&] {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
  };
  if (take_line() != "NgramBin_2 3") return Broken(kTrigrams, "wrong header");
  std::string_view names = take_line();
  take_line();
  while (!names.empty()) {
    const size_t space = std::min(names.find(' '), names.size());
    if (space > 0) tagger.names_.emplace_back(names.substr(0, space));
    names.remove_prefix(std::min(space + 1, names.size()));
  }
  if (tagger.names_.size() != kModelTags)
    return Broken(kTrigrams, "wrong tags");
  for (size_t i = 0; i < kModelTags; ++i) {
    tagger.to_penn_[i] = PennTag(tagger.names_[i]);
  }
  constexpr size_t kCells = kModelTags * kModelTags * kModelTags;
  std::vector<double> counts;
  counts.reserve(kCells);
  double last = 0;
  for (; rest.size() >= 8 && counts.size() < kCells; rest.remove_prefix(8)) {
    const double value = BigEndianDouble(rest.data());
    if (value >= 0) {
      counts.push_back(last = value);
      continue;
    }
    // "-n": the value before stands n times in all, once already written.
    const auto times = static_cast<size_t>(-value);
    if (times > kCells) return Broken(kTrigrams, "wrong run length");
    for (size_t i = 1; i < times && counts.size() < kCells; ++i) {
      counts.push_back(last);
    }
  }
  if (counts.size() != kCells) return Broken(kTrigrams, "too few counts");
  tagger.transitions_.resize(kCells);
  for (size_t ab = 0; ab < kModelTags * kModelTags; ++ab) {
    double sum = 0;
    for (size_t c = 0; c < kModelTags; ++c) sum += counts[ab * kModelTags + c];
    for (size_t c = 0; c < kModelTags; ++c) {
      const double p = (counts[ab * kModelTags + c] + 1e-4) / (sum + 1e-2);
      tagger.transitions_[ab * kModelTags + c] =
          static_cast<float>(std::log(p));
    }
  }

  // Lines like: ("meet" ((nnp -11.403) (vb -5.469) ) () )
  const Result<std::string_view> lexicon = resources.Get(kLexicon);
  if (!lexicon.ok()) return lexicon.status();
  rest = *lexicon;
  std::map<std::string, uint8_t, std::less<>> numbers;
  for (size_t i = 0; i < kModelTags; ++i) {
    numbers[tagger.names_[i]] = static_cast<uint8_t>(i);
  }
  tagger.lexicon_.reserve(40000);
  while (!rest.empty()) {
    std::string_view line = take_line();
    if (!line.starts_with("(\"")) continue;
    line.remove_prefix(2);
    const size_t quote = line.find("\" (");
    if (quote == std::string_view::npos) continue;
    Choices choices;
    std::string_view pairs = line.substr(quote + 3);
    for (size_t open = pairs.find('('); open != std::string_view::npos;
         open = pairs.find('(')) {
      pairs.remove_prefix(open + 1);
      const size_t space = pairs.find(' ');
      const size_t close = pairs.find(')');
      if (space == std::string_view::npos || space > close) break;
      const auto tag = numbers.find(pairs.substr(0, space));
      float weight = 0;
      std::from_chars(pairs.data() + space + 1, pairs.data() + close, weight);
      if (tag != numbers.end()) choices.push_back({tag->second, weight});
      pairs.remove_prefix(close);
    }
    if (!choices.empty()) {
      tagger.lexicon_.emplace(line.substr(0, quote), std::move(choices));
    }
  }
  if (tagger.lexicon_.empty()) return Broken(kLexicon, "no words");

  Result<WordList> endings =
      WordList::Load(resources, "en/language/endings.tsv");
  if (!endings.ok()) return endings.status();
  tagger.endings_ = std::move(*endings);
  Result<TagRepairs> repairs = TagRepairs::Load(resources);
  if (!repairs.ok()) return repairs.status();
  tagger.repairs_ = std::move(*repairs);
  tagger.noun_ = tagger.ModelTag("nn");
  tagger.plural_ = tagger.ModelTag("nns");
  tagger.name_ = tagger.ModelTag("nnp");
  tagger.names_plural_ = tagger.ModelTag("nnps");
  tagger.number_ = tagger.ModelTag("cd");
  tagger.punctuation_ = tagger.ModelTag("punc");
  tagger.adjective_ = tagger.ModelTag("jj");
  tagger.past_ = tagger.ModelTag("vbd");
  tagger.participle_ = tagger.ModelTag("vbn");
  Result<WordNet> word_net = WordNet::Load(resources);
  if (!word_net.ok()) return word_net.status();
  tagger.word_net_ = std::move(*word_net);
  tagger.CompletePasts();
  return tagger;
}

// Past tense and participle of a regular verb are one word: where the corpus
// had it only as one of them, or only as something else, it may be both.
void Tagger::CompletePasts() {
  constexpr float kUnseen = -9.5f;
  for (auto& [word, choices] : lexicon_) {
    if (!word.ends_with("ed")) continue;
    const auto weight_of = [&](uint8_t tag) -> const Choice* {
      const auto it = std::find_if(choices.begin(), choices.end(),
                                   [&](Choice c) { return c.tag == tag; });
      return it == choices.end() ? nullptr : &*it;
    };
    const Choice* const past = weight_of(past_);
    const Choice* const participle = weight_of(participle_);
    if (past != nullptr && participle == nullptr) {
      choices.push_back({participle_, past->weight - 1});
    } else if (past == nullptr && participle != nullptr) {
      choices.push_back({past_, participle->weight - 1});
    } else if (past == nullptr && word_net_.Lemma(word, Tag::kVBD) != word &&
               !word_net_.VerbClasses(word_net_.Lemma(word, Tag::kVBD))
                    .empty()) {
      choices.push_back({past_, kUnseen});
      choices.push_back({participle_, kUnseen});
    }
  }
}

std::optional<bool> Tagger::MayBe(const std::string& folded, Tag tag) const {
  const auto it = lexicon_.find(folded);
  if (it == lexicon_.end()) return std::nullopt;
  return std::any_of(it->second.begin(), it->second.end(),
                     [&](Choice c) { return to_penn_[c.tag] == tag; });
}

bool Tagger::KnowsAsCommonWord(std::string_view folded) const {
  const auto it = lexicon_.find(folded);
  if (it == lexicon_.end()) return false;
  return std::any_of(it->second.begin(), it->second.end(), [&](Choice c) {
    return c.tag != name_ && c.tag != names_plural_;
  });
}

namespace {

// “ and • are none, though they are no ASCII either.
bool HasLetter(std::string_view word) {
  for (size_t at = 0; at < word.size();) {
    if (u_isalpha(static_cast<UChar32>(NextCodePoint(word, &at)))) return true;
  }
  return false;
}

// Whether a noun with these senses mostly names no single thing, so that it
// opens a sentence without an article: "Famine", "Rubble".
bool IsUncounted(const std::vector<WordClass>& classes) {
  using enum WordClass;
  if (classes.empty()) return false;
  switch (classes.front()) {
    case kNounEvent:
    case kNounPhenomenon:
    case kNounState:
    case kNounSubstance:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Tagger::Guess(const Token& token, std::string_view word, bool first,
                   Choices* choices) const {
  const bool has_digit = word.find_first_of("0123456789") != word.npos;
  const bool letters = HasLetter(word);
  if (!has_digit && !letters) {
    choices->push_back({punctuation_, -3});
    return;
  }
  if (has_digit &&
      (word[0] == '$' || (word[0] >= '0' && word[0] <= '9') || !letters)) {
    choices->push_back({number_, -5});
    if (word.find('-') != word.npos && letters) {
      choices->push_back({adjective_, -6});  // "15-year", "6-3"
    }
    return;
  }
  if (token.capitalized && !first) {
    choices->push_back({name_, -6});
    choices->push_back({names_plural_, word.ends_with('s') ? -11.f : -15.f});
    return;
  }
  // What opens a sentence may be a name or a word that WordNet knows: "Gunmen".
  if (token.capitalized) {
    for (const Tag tag : {Tag::kNN, Tag::kNNS}) {
      const std::string lemma = word_net_.Lemma(token.folded, tag);
      const bool plural = lemma != token.folded;
      if (plural != (tag == Tag::kNNS) ||
          word_net_.NounClasses(lemma).empty()) {
        continue;
      }
      // A bare singular seldom opens a sentence, a bare plural often does.
      choices->push_back(
          {plural ? plural_ : noun_, kUnknownWeight + (plural ? 2.f : -1.f)});
      choices->push_back({name_, kUnknownWeight});
      return;
    }
  }
  // A plural that WordNet knows as a noun only: "militants".
  if (const std::string lemma = word_net_.Lemma(token.folded, Tag::kNNS);
      lemma != token.folded && !word_net_.NounClasses(lemma).empty() &&
      word_net_.VerbClasses(lemma).empty()) {
    choices->push_back({plural_, kUnknownWeight + 2});
    return;
  }
  // The part after a hyphen says most: "Russian-backed", "vote-rigging".
  std::string_view folded = token.folded;
  if (const size_t hyphen = folded.rfind('-'); hyphen != folded.npos) {
    const std::string_view tail = folded.substr(hyphen + 1);
    choices->push_back({adjective_, -7});
    if (const auto it = lexicon_.find(tail); it != lexicon_.end()) {
      for (const Choice c : it->second) {
        if (c.tag == noun_ || c.tag == plural_) {
          choices->push_back({c.tag, -9});
        }
      }
    }
  }
  for (size_t size = std::min<size_t>(folded.size(), 6); size > 0; --size) {
    std::string_view tags =
        endings_.ClassOf(folded.substr(folded.size() - size));
    if (tags.empty()) continue;
    float weight = kUnknownWeight + 2;
    while (!tags.empty()) {
      const size_t space = std::min(tags.find(' '), tags.size());
      choices->push_back({ModelTag(tags.substr(0, space)), weight});
      tags.remove_prefix(std::min(space + 1, tags.size()));
      weight -= 1.5f;
    }
    break;
  }
  if (choices->empty()) {
    choices->push_back({noun_, kUnknownWeight + 1});
    choices->push_back({adjective_, kUnknownWeight});
  }
  if (token.capitalized) choices->push_back({name_, kUnknownWeight + 3});
}

void Tagger::Consider(const Token& token, std::string_view word, bool first,
                      bool shouting, Choices* choices) const {
  auto it = lexicon_.find(token.folded);
  if (it == lexicon_.end() && token.folded.size() > 2 &&
      token.folded.back() == '.') {
    it = lexicon_.find(
        std::string_view(token.folded).substr(0, token.folded.size() - 1));
  }
  if (it == lexicon_.end()) {
    Guess(token, word, first || shouting, choices);
    return;
  }
  bool has_name = false;
  for (Choice choice : it->second) {
    const bool is_name = choice.tag == name_ || choice.tag == names_plural_;
    has_name |= is_name;
    if (token.capitalized && !first && !shouting) {
      // In mid-sentence a capital says name; closed-class words and demonyms
      // ("I", "Russian") have theirs anyway.
      if (is_name) choice.weight += 3;
      if (!is_name) choice.weight -= 1.5f;
    } else if (!token.capitalized && is_name) {
      choice.weight += kUnlikely;
    }
    choices->push_back(choice);
  }
  const bool open_class =
      std::any_of(choices->begin(), choices->end(), [&](Choice c) {
        const Tag tag = to_penn_[c.tag];
        return IsNoun(tag) || IsAdjective(tag) || IsVerb(tag);
      });
  if (token.capitalized && !has_name && open_class) {
    const bool plural = std::any_of(choices->begin(), choices->end(),
                                    [&](Choice c) { return c.tag == plural_; });
    const bool common =
        plural || IsUncounted(word_net_.NounClasses(token.folded));
    choices->push_back({name_, !first && !shouting ? -8.5f
                               : common            ? kUnknownWeight - 2
                                                   : kUnknownWeight});
  }
}

void Tagger::TagSentence(std::string_view text, const Sentence& sentence,
                         std::vector<Token>* tokens) const {
  const size_t n = sentence.end - sentence.begin;
  size_t capitals = 0;
  size_t words = 0;
  for (size_t i = sentence.begin; i < sentence.end; ++i) {
    const char c = Slice(text, (*tokens)[i].span)[0];
    capitals += (*tokens)[i].capitalized;
    words += (*tokens)[i].capitalized || (c >= 'a' && c <= 'z');
  }
  const bool shouting = words > 3 && capitals * 10 > words * 8;

  // A cell per pair of tags of the last two words; few words have more than
  // four tags, so the beam is small without pruning.
  struct Cell {
    float score;
    uint8_t tag, before;
    int32_t from;  // cell of the word before
  };
  std::vector<std::vector<Cell>> lattice(n);
  std::vector<Cell> start = {{0, punctuation_, punctuation_, -1}};
  const std::vector<Cell>* last = &start;
  Choices choices;
  bool first = true;  // nothing but punctuation so far
  for (size_t i = 0; i < n; ++i) {
    const Token& token = (*tokens)[sentence.begin + i];
    choices.clear();
    Consider(token, Slice(text, token.span), first, shouting, &choices);
    std::vector<Cell>& cells = lattice[i];
    for (const Choice choice : choices) {
      for (size_t from = 0; from < last->size(); ++from) {
        const Cell& cell = (*last)[from];
        const size_t row =
            (static_cast<size_t>(cell.before) * kModelTags + cell.tag) *
            kModelTags;
        const float score =
            cell.score + transitions_[row + choice.tag] + choice.weight;
        const auto same =
            std::find_if(cells.begin(), cells.end(), [&](const Cell& other) {
              return other.tag == choice.tag && other.before == cell.tag;
            });
        if (same == cells.end()) {
          cells.push_back(
              {score, choice.tag, cell.tag, static_cast<int32_t>(from)});
        } else if (score > same->score) {
          *same = {score, choice.tag, cell.tag, static_cast<int32_t>(from)};
        }
      }
    }
    first &= choices.size() == 1 && choices[0].tag == punctuation_;
    last = &cells;
  }
  if (n == 0) return;
  const auto best = std::max_element(
      last->begin(), last->end(),
      [](const Cell& a, const Cell& b) { return a.score < b.score; });
  auto at = static_cast<int32_t>(best - last->begin());
  for (size_t i = n; i-- > 0;) {
    const Cell& cell = lattice[i][static_cast<size_t>(at)];
    (*tokens)[sentence.begin + i].tag = to_penn_[cell.tag];
    at = cell.from;
  }
  repairs_.Repair(
      sentence,
      [&](const std::string& word, Tag tag) { return MayBe(word, tag); },
      word_net_, tokens);
}

}  // namespace annals
