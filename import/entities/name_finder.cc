#include "import/entities/name_finder.h"

#include <algorithm>
#include <utility>

namespace annals {

namespace {

constexpr uint32_t kLongestName = 8;  // tokens

class SentenceNames {
 public:
  SentenceNames(std::string_view text, const Language& language,
                uint32_t sentence, const NameWords& words,
                const Gazetteer& gazetteer, std::vector<NameSpan>* out)
      : text_(text),
        tokens_(language.tokens),
        number_(sentence),
        begin_(language.sentences[sentence].begin),
        end_(language.sentences[sentence].end),
        words_(words),
        gazetteer_(gazetteer),
        out_(out) {
    uint32_t capitals = 0;
    uint32_t count = 0;
    for (uint32_t i = begin_; i < end_; ++i) {
      if (tokens_[i].tag == Tag::kPunctuation) continue;
      ++count;
      capitals += tokens_[i].capitalized;
    }
    all_capitals_ = count > 3 && capitals * 10 > count * 8;
  }

  void Run() {
    for (uint32_t i = begin_; i < end_;) {
      i = StartsName(i) ? TakeRun(i) : i + 1;
    }
  }

 private:
  const std::string& Word(uint32_t i) const { return tokens_[i].folded; }
  bool Is(uint32_t i, std::string_view role) const {
    return i < end_ && words_.context.Is(Word(i), role);
  }

  std::string Join(uint32_t begin, uint32_t end) const {
    std::string name;
    for (uint32_t i = begin; i < end; ++i) {
      if (!name.empty()) name += ' ';
      name += Word(i);
    }
    return name;
  }

  bool IsFirstWord(uint32_t i) const {
    for (uint32_t k = begin_; k < i; ++k) {
      if (tokens_[k].tag != Tag::kPunctuation) return false;
    }
    return true;
  }

  bool IsName(uint32_t i) const {
    if (i >= end_ || !tokens_[i].capitalized) return false;
    if (words_.context.Is(Word(i), "calendar")) return false;
    if (IsProperNoun(tokens_[i].tag)) return true;
    if (words_.titles.Has(Word(i)) && !IsFirstWord(i)) return true;
    return gazetteer_.CountryOfDemonym(Word(i)) != nullptr;
  }

  bool StartsName(uint32_t i) const {
    if (!IsName(i)) return false;
    if (words_.context.Is(Word(i), "weak")) {
      return gazetteer_.Has(Join(i, std::min(i + 2, end_))) && i + 1 < end_ &&
             tokens_[i + 1].capitalized;
    }
    return true;
  }

  // The end of the longest run of name words from i on.
  uint32_t RunEnd(uint32_t i) const {
    uint32_t end = i + 1;
    while (end < end_ && end - i < kLongestName) {
      if (IsName(end)) {
        ++end;
        continue;
      }
      const std::string& word = Word(end);
      const bool next_is_name = end + 1 < end_ && IsName(end + 1);
      if (next_is_name && Is(end, "particle")) {
        end += 2;
      } else if ((word == "of" || word == "for") &&
                 words_.heads.Is(Word(end - 1), "organization") &&
                 (next_is_name || (end + 2 < end_ && Word(end + 1) == "the" &&
                                   IsName(end + 2)))) {
        end += next_is_name ? 2 : 3;
      } else if (word == "&" && next_is_name) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  // The longest known name that begins at i; its end, or i.
  uint32_t KnownEnd(uint32_t i) const {
    for (uint32_t end = std::min(i + kLongestName, end_); end > i; --end) {
      if (!tokens_[end - 1].capitalized && end - 1 != i) continue;
      if (tokens_[end - 1].tag == Tag::kPunctuation) continue;
      if (gazetteer_.Has(Join(i, end))) return end;
    }
    return i;
  }

  void Push(NameSpan span) {
    span.sentence = number_;
    span.folded = Join(span.begin, span.end);
    if (span.title_begin == 0 || span.title.empty()) {
      span.title_begin = span.begin;
    }
    out_->push_back(std::move(span));
  }

  // A title such as "US Secretary of State" or "Mr."; returns its end, or i.
  uint32_t TitleEnd(uint32_t i, uint32_t run_end, NameSpan* person) const {
    uint32_t at = i;
    std::string office;
    while (at < run_end) {
      const std::string word = Word(at).back() == '.'
                                   ? Word(at).substr(0, Word(at).size() - 1)
                                   : Word(at);
      if (words_.titles.Is(word, "honorific")) {
        if (Is(at, "weak")) break;
        ++at;
        office = word;
      } else if (words_.titles.Is(word, "office")) {
        office += office.empty() ? word : " " + word;
        ++at;
        if (office.ends_with("secretary") && at + 1 < end_ &&
            Word(at) == "of" && at + 1 < run_end) {
          office += " of " + Word(at + 1);
          at += 2;
        }
      } else if (words_.titles.Is(word, "office_modifier") &&
                 at + 1 < run_end) {
        office += office.empty() ? word : " " + word;
        ++at;
      } else {
        break;
      }
    }
    person->title = office;
    return at;
  }

  uint32_t TakeRun(uint32_t i) {
    const uint32_t end = RunEnd(i);
    uint32_t at = i;
    while (at < end) at = TakeName(at, end);
    return std::max(at, end);
  }

  // Takes the name that begins at i out of a run that ends at `end`; returns
  // where it ends.
  uint32_t TakeName(uint32_t i, uint32_t end) {
    using Guess = NameSpan::Guess;
    NameSpan span;
    span.begin = i;
    if (!IsName(i)) return i + 1;  // a joiner left over

    const uint32_t known = KnownEnd(i);
    const std::string_view head = words_.heads.ClassOf(Word(end - 1));
    // "Oxford University", "Hungarian Parliament": the last word says what it
    // is.
    if (known < end && end - i > 1 && !head.empty() &&
        words_.titles.ClassOf(Word(i)).empty()) {
      span.end = end;
      span.guess = head.starts_with("organization") ? Guess::kOrganization
                   : head.starts_with("site")       ? Guess::kSite
                   : head.starts_with("region")     ? Guess::kRegion
                                                    : Guess::kSettlement;
      // "Russia Defence Ministry": the country is a name of its own beside it.
      Push(span);
      return end;
    }
    if (known > i + 1 || (known == i + 1 && known == end)) {
      if (!(known == i + 1 && words_.titles.Has(Word(i)) &&
            !gazetteer_.CountryOfDemonym(Word(i)) && IsOnlyTitle(i))) {
        span.end = known;
        span.guess = Guess::kKnown;
        Push(span);
        return known;
      }
    }
    NameSpan person;
    const uint32_t after_title = TitleEnd(i, end, &person);
    if (after_title > i && after_title < end) {
      const Entity* const demonym =
          gazetteer_.CountryOfDemonym(Word(after_title));
      if (demonym == nullptr || end - after_title > 1) {
        if (words_.titles.Is(StripStop(Word(i)), "honorific")) {
          person.gender = Gender(Word(i));
        }
        person.title_begin = i;
        person.begin = after_title;
        const uint32_t known_person = KnownEnd(after_title);
        person.end = known_person > after_title + 1 ? known_person : end;
        person.guess = Guess::kPerson;
        Push(person);
        return person.end;
      }
    }
    if (after_title >= end && after_title > i) return end;  // "the President"
    if (gazetteer_.CountryOfDemonym(Word(i)) != nullptr) {
      span.end = i + 1;
      span.guess = known == i + 1 ? Guess::kKnown : Guess::kDemonym;
      Push(span);
      return i + 1;
    }
    if (known == i + 1 && !words_.given.Has(Word(i))) {
      // "Paris Saint-Germain" goes on; "Ukraine President Zelensky" does not.
      const bool country_first = [&] {
        const auto candidates = gazetteer_.Find(Word(i));
        return !candidates.empty() &&
               candidates[0].entity.kind == EntityKind::kCountry;
      }();
      if (country_first || words_.titles.Has(Word(i + 1))) {
        span.end = i + 1;
        span.guess = Guess::kKnown;
        Push(span);
        return i + 1;
      }
    }
    // A title inside the run ends the name before it.
    uint32_t stop = end;
    for (uint32_t k = i + 1; k + 1 < end; ++k) {
      if (words_.titles.Is(Word(k), "office") ||
          words_.titles.Is(Word(k), "honorific")) {
        stop = k;
        break;
      }
    }
    span.end = stop;
    const uint32_t length = stop - i;
    if (length == 1) {
      span.guess = known == i + 1 ? Guess::kKnown : Guess::kUnknown;
    } else {
      span.guess = Guess::kWords;
      span.gender = Gender(Word(i));
      if (all_capitals_ && length > 3 && !words_.given.Has(Word(i))) {
        return stop;  // a headline in capitals tells no names from words
      }
    }
    Push(span);
    return stop;
  }

  static std::string StripStop(const std::string& word) {
    return !word.empty() && word.back() == '.' ? word.substr(0, word.size() - 1)
                                               : word;
  }

  bool IsOnlyTitle(uint32_t i) const {
    return words_.titles.Is(Word(i), "office") ||
           words_.titles.Is(Word(i), "honorific");
  }

  bool IsInitial(uint32_t i) const {
    return Word(i).size() == 2 && Word(i)[1] == '.';
  }

  char Gender(const std::string& word) const {
    const std::string bare = StripStop(word);
    if (words_.context.Is(bare, "mister")) return 'm';
    if (words_.context.Is(bare, "madam")) return 'f';
    const std::string_view gender = words_.given.ClassOf(bare);
    return gender == "m" ? 'm' : gender == "f" ? 'f' : '\0';
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  const uint32_t number_;
  const uint32_t begin_;
  const uint32_t end_;
  const NameWords& words_;
  const Gazetteer& gazetteer_;
  std::vector<NameSpan>* const out_;
  bool all_capitals_ = false;
};

}  // namespace

bool NameWords::IsFamilyName(std::string_view word) const {
  constexpr size_t kLongestPart = 7;
  constexpr size_t kShortestRest = 3;
  if (family.Is(word, "name")) return true;
  for (size_t length = 2;
       length <= kLongestPart && length + kShortestRest <= word.size();
       ++length) {
    if (family.Is(word.substr(word.size() - length), "ending") ||
        family.Is(word.substr(0, length), "beginning")) {
      return true;
    }
  }
  return false;
}

Result<NameFinder> NameFinder::Load(const Resources& resources) {
  NameFinder finder;
  const std::pair<const char*, WordList*> lists[] = {
      {"en/entities/titles.tsv", &finder.words_.titles},
      {"en/entities/head_words.tsv", &finder.words_.heads},
      {"en/entities/context.tsv", &finder.words_.context},
      {"en/entities/given_names.tsv", &finder.words_.given},
      {"en/entities/family_names.tsv", &finder.words_.family},
  };
  for (const auto& [path, list] : lists) {
    Result<WordList> loaded = WordList::Load(resources, path);
    if (!loaded.ok()) return loaded.status();
    *list = std::move(*loaded);
  }
  for (const auto& [word, roles] : finder.words_.context.words()) {
    if (WordList::HasClass(roles, "leading_office")) {
      finder.words_.leading_offices.push_back(word);
    }
  }
  std::sort(finder.words_.leading_offices.begin(),
            finder.words_.leading_offices.end());
  return finder;
}

std::vector<NameSpan> NameFinder::Find(const Document& document,
                                       const Language& language,
                                       const Gazetteer& gazetteer) const {
  std::vector<NameSpan> names;
  for (uint32_t s = 0; s < language.sentences.size(); ++s) {
    if (language.sentences[s].kind == BlockKind::kFurniture) continue;
    SentenceNames(document.text, language, s, words_, gazetteer, &names).Run();
  }
  return names;
}

}  // namespace annals
