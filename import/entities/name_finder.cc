#include "import/entities/name_finder.h"

#include <algorithm>
#include <utility>

namespace annals {

namespace {

constexpr uint32_t kLongestName = 8;  // tokens
constexpr double kWellKnown = 6;      // Candidate::prior

class SentenceNames {
 public:
  SentenceNames(std::string_view text, const Language& language,
                uint32_t sentence, const NameWords& words,
                const Gazetteer& gazetteer, const StringSet& seen,
                std::vector<NameSpan>* out)
      : text_(text),
        tokens_(language.tokens),
        number_(sentence),
        begin_(language.sentences[sentence].begin),
        end_(language.sentences[sentence].end),
        words_(words),
        gazetteer_(gazetteer),
        seen_(seen),
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
      if (IsCompound(i)) {
        TakeCompound(i++);
      } else {
        i = StartsName(i) ? TakeRun(i) : i + 1;
      }
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
    if (words_.context.Is(Word(i), "calendar") ||
        words_.context.Is(StripStop(Word(i)), "no_name") || IsCompound(i)) {
      return false;
    }
    if (IsProperNoun(tokens_[i].tag)) return true;
    // In a headline a name looks like any other word.
    if (IsNoun(tokens_[i].tag) &&
        (seen_.contains(Word(i)) || !gazetteer_.PeopleNamed(Word(i)).empty())) {
      return true;
    }
    if (words_.titles.Has(Word(i)) && !IsFirstWord(i)) return true;
    return gazetteer_.CountryOfDemonym(Word(i)) != nullptr;
  }

  // "Russian-held", "London-based": an adjective that a name is part of.
  bool IsCompound(uint32_t i) const {
    if (!tokens_[i].capitalized) return false;
    const std::string_view surface = Slice(text_, tokens_[i].span);
    const size_t hyphen = surface.find('-');
    if (hyphen == std::string_view::npos || hyphen + 1 == surface.size() ||
        surface[hyphen + 1] < 'a' || surface[hyphen + 1] > 'z') {
      return false;
    }
    const std::string_view part = FirstPart(i);
    return gazetteer_.CountryOfDemonym(part) != nullptr || gazetteer_.Has(part);
  }

  std::string_view FirstPart(uint32_t i) const {
    return std::string_view(Word(i)).substr(0, Word(i).find('-'));
  }

  // Of those the ones that speak of a country are kept, as adjectives of it.
  void TakeCompound(uint32_t i) {
    const std::string part(FirstPart(i));
    if (gazetteer_.CountryOfDemonym(part) == nullptr) {
      const std::vector<Candidate> known = gazetteer_.Find(part);
      if (known.front().entity.kind != EntityKind::kCountry) return;
    }
    NameSpan span;
    span.begin = i;
    span.end = i + 1;
    span.guess = NameSpan::Guess::kDemonym;
    Push(span);
    out_->back().folded = part;
  }

  bool StartsName(uint32_t i) const {
    if (!IsName(i)) return false;
    if (words_.context.Is(Word(i), "weak")) return KnownEnd(i) > i + 1;
    return true;
  }

  // The end of the longest run of name words from i on.
  uint32_t RunEnd(uint32_t i) const {
    uint32_t end = i + 1;
    bool is_of = false;  // "Ministry of …" is open for "Health and Welfare"
    while (end < end_ && end - i < kLongestName) {
      if (IsName(end) || (tokens_[end].capitalized &&
                          !words_.heads.ClassOf(Word(end)).empty() &&
                          !words_.context.Is(Word(end), "calendar"))) {
        ++end;
        continue;
      }
      const bool next_is_name = end + 1 < end_ && IsName(end + 1);
      if (next_is_name && Is(end, "particle")) {
        end += 2;
      } else if (Is(end, "particle") && Is(end + 1, "particle") &&
                 end + 2 < end_ && IsName(end + 2)) {
        end += 3;  // "de la", "von der"
      } else if (const uint32_t after = AfterJoiner(i, end); after > end) {
        is_of = true;
        end = after;
      } else if (next_is_name && is_of && Is(end, "and") &&
                 !gazetteer_.Has(Word(end - 1)) && !IsKnownAt(end + 1) &&
                 !words_.given.Has(Word(end + 1))) {
        end += 2;
      } else if (Word(end) == "&" && next_is_name &&
                 !(words_.given.Has(Word(i)) &&
                   words_.given.Has(Word(end + 1)))) {
        end += 2;
      } else if (Word(end) == "," && end + 1 < end_ &&
                 tokens_[end + 1].capitalized &&
                 words_.heads.Is(StripStop(Word(end + 1)), "suffix")) {
        end += 2;  // "Acme, Inc."
      } else {
        break;
      }
    }
    return end;
  }

  // A capital, be it inside: "d'Ivoire".
  bool EndsName(uint32_t i) const {
    const std::string_view word = Slice(text_, tokens_[i].span);
    return tokens_[i].capitalized ||
           std::any_of(word.begin(), word.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  // Whether everybody would take the word for a place.
  bool IsWellKnownPlace(uint32_t i) const {
    const std::vector<Candidate> candidates = gazetteer_.Find(Word(i));
    return !candidates.empty() && IsPlace(candidates[0].entity.kind) &&
           candidates[0].prior > kWellKnown;
  }

  // "Bank of England", "Port of the Princes": the token after the first word
  // that the joiner at `at` adds to the run; `at` if it adds none, as where
  // what follows names the thing alone: "City of Phoenix", "State of Israel".
  uint32_t AfterJoiner(uint32_t run, uint32_t at) const {
    if (!Is(at, "of") && !Is(at, "for")) return at;
    const std::string_view head = words_.heads.ClassOf(Word(at - 1));
    if (head.empty()) return at;
    const uint32_t next = at + 1 + (Is(at + 1, "the") ? 1 : 0);
    if (next >= end_ || !IsName(next)) return at;
    if (WordList::HasClass(head, "organization")) {
      const bool goes_on =
          Is(at, "of") || WordList::HasClass(head, "takes_for");
      return goes_on ? next + 1 : at;
    }
    const bool begins = at == run + 1 && head.starts_with("site");
    return Is(at, "of") && (begins || !IsKnownAt(next)) ? next + 1 : at;
  }

  bool IsKnownAt(uint32_t i) const { return KnownEnd(i) > i; }

  // The longest known name that begins at i; its end, or i.
  uint32_t KnownEnd(uint32_t i) const {
    if (known_ends_.empty()) known_ends_.resize(end_ - begin_);
    uint32_t& known = known_ends_[i - begin_];
    if (known == 0) known = FindKnownEnd(i);
    return known;
  }

  uint32_t FindKnownEnd(uint32_t i) const {
    for (uint32_t end = std::min(i + kLongestName, end_); end > i; --end) {
      if (!EndsName(end - 1) && end - 1 != i) continue;
      if (tokens_[end - 1].tag == Tag::kPunctuation) continue;
      if (gazetteer_.Has(Join(i, end))) return end;
    }
    return i;
  }

  void Push(NameSpan span) {
    span.sentence = number_;
    span.folded = Join(span.begin, span.end);
    span.has_article = span.begin > begin_ && Is(span.begin - 1, "the") &&
                       tokens_[span.begin - 1].capitalized &&
                       !IsFirstWord(span.begin - 1) && !all_capitals_;
    if (span.title_begin == 0 || span.title.empty()) {
      span.title_begin = span.begin;
    }
    out_->push_back(std::move(span));
  }

  // A title such as "US Secretary of State" or "Mr."; returns its end, or i.
  uint32_t TitleEnd(uint32_t i, uint32_t run_end, NameSpan* person) const {
    uint32_t at = i;
    std::string office;
    bool is_title = false;  // not modifiers only: "National", "First"
    while (at < run_end) {
      const std::string word = Word(at).back() == '.'
                                   ? Word(at).substr(0, Word(at).size() - 1)
                                   : Word(at);
      if (words_.titles.Is(word, "honorific")) {
        if (Is(at, "weak")) break;
        ++at;
        is_title = true;
        office = word;
      } else if (words_.titles.Is(word, "office")) {
        office += office.empty() ? word : " " + word;
        ++at;
        is_title = true;
        if (words_.titles.Is(word, "office_of") && at + 1 < run_end &&
            Is(at, "of")) {
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
    // Neither is "Health" of a ministry, but the ministry is an office.
    const bool of_office = at < end_ && Is(at, "institution");
    if (is_title || (of_office && !IsWellKnownPlace(i))) {
      person->title = office;
      return at;
    }
    // "Former Anna Berg", but not "National Guard".
    return at < run_end && words_.given.Has(Word(at)) ? at : i;
  }

  uint32_t TakeRun(uint32_t i) {
    const uint32_t end = RunEnd(i);
    uint32_t at = AfterPortfolio(i, end);
    while (at < end) at = TakeName(at, end);
    return std::max(at, end);
  }

  // "Secretary of State Anna Berg": what the office is of is no part of the
  // name. Returns where the person's name begins, or i.
  uint32_t AfterPortfolio(uint32_t i, uint32_t end) const {
    const uint32_t of = i > begin_ && Is(i - 1, "the") ? i - 1 : i;
    if (of < begin_ + 2 || !Is(of - 1, "of") ||
        !words_.titles.Is(Word(of - 2), "office") || IsKnownAt(i)) {
      return i;
    }
    for (uint32_t k = i + 1; k + 1 < end; ++k) {
      if (words_.given.Has(Word(k))) return k;
    }
    return i;
  }

  // Takes the name that begins at i out of a run that ends at `end`; returns
  // where it ends.
  uint32_t TakeName(uint32_t i, uint32_t end) {
    using Guess = NameSpan::Guess;
    NameSpan span;
    span.begin = i;
    if (!IsName(i)) return i + 1;  // a joiner left over

    if (i + 2 <= end && gazetteer_.CountryOfDemonym(Join(i, i + 2))) {
      span.end = i + 2;  // "South Sudanese"
      span.guess = Guess::kDemonym;
      Push(span);
      return i + 2;
    }
    const uint32_t known = KnownEnd(i);
    // "Suspected Boko Haram", where the sentence begins.
    if (known == i && end - i > 1 && IsFirstWord(i) &&
        !words_.given.Has(Word(i)) && !Is(i, "compass") &&
        KnownEnd(i + 1) == end && !words_.titles.Has(Word(i))) {
      return i + 1;
    }
    const std::string_view head =
        words_.heads.ClassOf(StripStop(Word(end - 1)));
    // "Oxford University", "Hungarian Parliament": the last word says what it
    // is.
    if (known < end && end - i > 1 && !head.empty() && !IsTitled(i, end) &&
        !OwnsBody(i, end)) {
      span.end = end;
      span.guess = head.starts_with("organization") ? Guess::kOrganization
                   : head.starts_with("event")      ? Guess::kOrganization
                   : head.starts_with("site")       ? Guess::kSite
                   : head.starts_with("region")     ? Guess::kRegion
                                                    : Guess::kSettlement;
      if (span.guess == Guess::kOrganization && i > begin_ &&
          IsOrdinal(i - 1)) {
        --span.begin;  // "the 3rd Guards Brigade"
      }
      // "Russia Defence Ministry": the country is a name of its own beside it.
      Push(span);
      return end;
    }
    // "Neighbouring Uganda", "Eastern China": only the second word is a name.
    if (known <= i + 1 && end - i == 2 &&
        (Is(i, "compass") || Is(i, "beside_place")) &&
        IsWellKnownPlace(i + 1)) {
      return i + 1;
    }
    if ((known > i + 1 && !GoesOn(i, known, end)) ||
        (known == i + 1 && known == end)) {
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
    if (gazetteer_.CountryOfDemonym(Word(i)) != nullptr &&
        !GoesOn(i, i + 1, end)) {
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
      NameSpan ignored;
      if (country_first || TitleEnd(i + 1, end, &ignored) > i + 1) {
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
    } else if (Is(i, "site_opening")) {  // "Lake Chad"
      span.guess = Guess::kSite;
    } else if (Is(i, "town_opening") && length == 2) {  // "St. Marc"
      span.guess = Guess::kSettlement;
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

  bool IsOrdinal(uint32_t i) const {
    const std::string& word = Word(i);
    return word.size() > 2 && word[0] >= '0' && word[0] <= '9' &&
           word.back() >= 'a' && word.back() <= 'z' &&
           word.find('-') == std::string::npos;
  }

  // Whether the run from i on is a title and a person's name rather than a name
  // whose last word says what it is: "Sir Robert Hall", not "General Hospital".
  bool IsTitled(uint32_t i, uint32_t end) const {
    if (words_.titles.Is(Word(i), "office")) return true;
    if (!words_.titles.Is(StripStop(Word(i)), "honorific")) return false;
    return end - i < 3 ? words_.titles.ClassOf(Word(i)) == "honorific"
                       : words_.given.Has(Word(i + 1)) &&
                             words_.IsFamilyName(Word(end - 1));
  }

  // "Peruvian Ministry of Health and Welfare": a demonym before a name whose
  // first word says what it is.
  bool OwnsBody(uint32_t i, uint32_t end) const {
    return gazetteer_.CountryOfDemonym(Word(i)) != nullptr && end > i + 2 &&
           Is(i + 1, "institution") && Is(i + 2, "of");
  }

  // Whether a known place or a demonym at [i, known) only begins a longer name:
  // "New York Giants", "French Olympic Committee" do, "New York Mayor Adams"
  // and "French Anne Dupont" do not.
  bool GoesOn(uint32_t i, uint32_t known, uint32_t end) const {
    const bool is_demonym =
        known == i + 1 && gazetteer_.CountryOfDemonym(Word(i)) != nullptr;
    if (end < known + (is_demonym ? 2 : 1)) return false;
    if (Word(known - 1).back() == '.') return false;  // "Washington D.C."
    if (!is_demonym) {
      const std::vector<Candidate> candidates = gazetteer_.Find(Join(i, known));
      if (candidates.empty() ||
          (candidates[0].entity.kind != EntityKind::kSettlement &&
           candidates[0].entity.kind != EntityKind::kRegion)) {
        return false;
      }
    }
    for (uint32_t k = known; k < end; ++k) {
      if (words_.titles.Is(StripStop(Word(k)), "office") ||
          words_.titles.Is(StripStop(Word(k)), "honorific")) {
        return false;
      }
    }
    return !words_.given.Has(Word(known)) && KnownEnd(known) != end &&
           !(is_demonym && OwnsBody(i, end)) &&
           !words_.IsFamilyName(Word(end - 1)) &&
           gazetteer_.CountryOfDemonym(Word(known)) == nullptr;
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
  const StringSet& seen_;  // words that are names elsewhere in the text
  std::vector<NameSpan>* const out_;
  mutable std::vector<uint32_t> known_ends_;  // what KnownEnd() found; 0: not
                                              // looked up, or token 0 unknown
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
  std::vector<size_t> first_of;  // name of each sentence
  StringSet seen;
  for (uint32_t s = 0; s < language.sentences.size(); ++s) {
    first_of.push_back(names.size());
    if (language.sentences[s].kind == BlockKind::kFurniture) continue;
    SentenceNames(document.text, language, s, words_, gazetteer, seen, &names)
        .Run();
  }
  first_of.push_back(names.size());
  // Those that a headline hides are known once the text has named them.
  for (const NameSpan& name : names) {
    if (name.end - name.begin > 1 &&
        (words_.given.Has(language.tokens[name.begin].folded) ||
         !name.title.empty())) {
      seen.insert(language.tokens[name.end - 1].folded);
    }
  }
  const auto hides_name = [&](const Sentence& sentence) {
    return std::any_of(
        language.tokens.begin() + sentence.begin,
        language.tokens.begin() + sentence.end, [&](const Token& token) {
          return token.capitalized && IsNoun(token.tag) &&
                 !IsProperNoun(token.tag) && seen.contains(token.folded);
        });
  };
  for (uint32_t s = static_cast<uint32_t>(language.sentences.size());
       s-- > 0;) {
    const Sentence& sentence = language.sentences[s];
    if (sentence.kind == BlockKind::kFurniture || !hides_name(sentence)) {
      continue;
    }
    std::vector<NameSpan> again;
    SentenceNames(document.text, language, s, words_, gazetteer, seen, &again)
        .Run();
    const auto begin = names.begin() + static_cast<ptrdiff_t>(first_of[s]);
    const auto end = names.begin() + static_cast<ptrdiff_t>(first_of[s + 1]);
    names.insert(names.erase(begin, end), again.begin(), again.end());
  }
  return names;
}

}  // namespace annals
