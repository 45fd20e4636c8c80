#include "import/entities/name_kind.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace annals {

namespace {

using Guess = NameSpan::Guess;

// By how much the largest sum leads where a name tells what those beside it
// are.
constexpr double kSure = 1.5;

// How many sentences a text may have in which nobody need be named in full.
constexpr size_t kShortText = 6;

constexpr std::array<EntityKind, 3> kKinds = {
    EntityKind::kPerson, EntityKind::kOrganization, EntityKind::kSettlement};

// The class of words, signs and neighbours of each kind.
std::string_view ClassName(EntityKind kind) {
  return kind == EntityKind::kPerson ? "person"
         : IsPlace(kind)             ? "place"
                                     : "organization";
}

std::string_view NounClassName(WordClass cls) {
  switch (cls) {
    case WordClass::kNounPerson:
      return "person";
    case WordClass::kNounGroup:
      return "organization";
    case WordClass::kNounLocation:
      return "place";
    case WordClass::kNounAct:
    case WordClass::kNounEvent:
      return "event";
    case WordClass::kNounArtifact:
    case WordClass::kNounCommunication:
      return "thing";
    default:
      return "other";
  }
}

std::string_view VerbClassName(WordClass cls) {
  switch (cls) {
    case WordClass::kVerbCommunication:
    case WordClass::kVerbCognition:
    case WordClass::kVerbEmotion:
      return "mind";
    case WordClass::kVerbMotion:
    case WordClass::kVerbContact:
      return "body";
    case WordClass::kVerbCompetition:
      return "compete";
    case WordClass::kVerbCreation:
    case WordClass::kVerbPossession:
    case WordClass::kVerbSocial:
      return "deal";
    default:
      return "other";
  }
}

// Whether it takes signs to tell what a name is.
bool IsOpen(const NameSpan& name) {
  return name.title.empty() &&
         (name.guess == Guess::kUnknown || name.guess == Guess::kWords ||
          (name.guess == Guess::kKnown && name.end - name.begin == 1));
}

// The class of a name that is sure of its kind, "" if it is not.
std::string_view ClassOf(const NameSpan& name, const Gazetteer& gazetteer) {
  switch (name.guess) {
    case Guess::kPerson:
      return "person";
    case Guess::kOrganization:
      return "organization";
    case Guess::kSite:
    case Guess::kRegion:
    case Guess::kSettlement:
      return "place";
    case Guess::kKnown: {
      const std::vector<Candidate> known = gazetteer.Find(name.folded);
      return known.empty() ? std::string_view()
                           : ClassName(known.front().entity.kind);
    }
    default:
      return name.title.empty() ? std::string_view() : "person";
  }
}

// Whether only a comma and a conjunction stand between two names.
bool AreListed(const NameSpan& a, const NameSpan& b, const Language& language) {
  if (a.sentence != b.sentence || b.begin <= a.end || b.begin > a.end + 2) {
    return false;
  }
  for (uint32_t i = a.end; i < b.begin; ++i) {
    const Token& token = language.tokens[i];
    if (token.tag != Tag::kCC && token.folded != ",") return false;
  }
  return true;
}

// The kind whose sum is largest, and by how much it is.
std::pair<EntityKind, double> Largest(std::array<double, 3> sums) {
  const auto best = std::max_element(sums.begin(), sums.end());
  const EntityKind kind = kKinds[static_cast<size_t>(best - sums.begin())];
  std::sort(sums.begin(), sums.end());
  return {kind, sums[2] - sums[1]};
}

std::string Sign(std::string_view what, std::string_view cls) {
  return std::string(what).append(".").append(cls);
}

}  // namespace

// The signs of one name where it stands.
class NameSigns {
 public:
  NameSigns(const NameKinds& kinds, const Document& document,
            const Language& language, const Gazetteer& gazetteer,
            const NameWords& words, const NameSpan& name)
      : kinds_(kinds),
        text_(document.text),
        language_(language),
        tokens_(language.tokens),
        gazetteer_(gazetteer),
        words_(words),
        name_(name),
        first_(language.sentences[name.sentence].begin),
        last_(language.sentences[name.sentence].end) {}

  std::vector<std::string> All() {
    ReadWords();
    ReadBefore();
    ReadAfter();
    ReadPronouns();
    return std::move(signs_);
  }

 private:
  const std::string& Word(uint32_t i) const { return tokens_[i].folded; }
  bool In(uint32_t i, std::string_view role) const {
    return i < last_ && words_.context.Is(Word(i), role);
  }
  void Add(std::string sign) { signs_.push_back(std::move(sign)); }

  std::string_view NounClass(uint32_t i) const {
    const std::string lemma = kinds_.word_net_.Lemma(Word(i), Tag::kNNS);
    const std::string_view known = kinds_.kind_words_.ClassOf(lemma);
    for (const std::string_view cls :
         {"person", "organization", "place", "work", "event"}) {
      if (WordList::HasClass(known, cls)) return cls;
    }
    if (words_.titles.Is(lemma, "office") ||
        words_.titles.Is(lemma, "honorific")) {
      return "person";
    }
    const std::vector<WordClass> classes = kinds_.word_net_.NounClasses(lemma);
    return classes.empty() ? std::string_view() : NounClassName(classes[0]);
  }

  // As NounClass(), for a noun that is somebody's or something's: "wife" and
  // "leader" are both persons, but of whom differs.
  std::string_view OwnedClass(uint32_t i) const {
    const std::string_view known =
        kinds_.kind_words_.ClassOf(kinds_.word_net_.Lemma(Word(i), Tag::kNNS));
    for (const std::string_view cls : {"kin", "member"}) {
      if (WordList::HasClass(known, cls)) return cls;
    }
    return NounClass(i);
  }

  std::string_view VerbClass(uint32_t i) const {
    const std::string_view known = kinds_.kind_words_.ClassOf(tokens_[i].lemma);
    for (const std::string_view cls :
         {"verb_person", "verb_organization", "verb_place"}) {
      if (WordList::HasClass(known, cls)) return cls.substr(5);
    }
    const std::vector<WordClass> classes =
        kinds_.word_net_.VerbClasses(tokens_[i].lemma);
    return classes.empty() ? "other" : VerbClassName(classes[0]);
  }

  bool IsFirstWord(uint32_t i) const {
    return std::all_of(
        tokens_.begin() + first_, tokens_.begin() + i,
        [](const Token& t) { return t.tag == Tag::kPunctuation; });
  }

  // ---- What the name is made of ----

  bool IsFamilyName(const std::string& word) const {
    return words_.IsFamilyName(word);
  }

  void ReadWords() {
    const uint32_t begin = name_.begin;
    const uint32_t end = name_.end;
    const uint32_t length = end - begin;
    Add(length == 1   ? "one"
        : length == 2 ? "two"
        : length == 3 ? "three"
                      : "more");
    const std::string& first = Word(begin);
    const std::string& last = Word(end - 1);
    const bool given = words_.given.Has(first);
    const bool family = IsFamilyName(last);
    bool capitals = false;
    bool particle = false;
    for (uint32_t i = begin; i < end; ++i) {
      const std::string_view surface = Slice(text_, tokens_[i].span);
      if (surface.size() > 1 &&
          std::all_of(surface.begin(), surface.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || c == '&' || c == '.';
          })) {
        capitals |= surface.size() != 2 || surface[1] != '.';
      }
      if (std::any_of(surface.begin(), surface.end(),
                      [](char c) { return c >= '0' && c <= '9'; })) {
        Add("digits");
      }
      particle |= i > begin && In(i, "particle");
      if (surface.size() == 2 && surface[1] == '.') Add("initial");
    }
    if (capitals) Add("capitals");
    if (length == 1) {
      if (given) Add("given_only");
      if (family) Add("family_only");
      if (first.find('-') != std::string::npos) Add("hyphen");
      Add(IsFirstWord(begin) ? "opens" : "inside");
      // Somebody is named in full before the last name alone will do.
      if (language_.sentences.size() > kShortText) Add("alone_in_long_text");
      if (!given && !family && !capitals) {
        const std::string_view noun = NounClass(begin);
        Add(noun.empty() ? "unheard" : Sign("word", noun));
      }
    } else {
      if (given) Add("given");
      if (family) Add("family");
      if (!given && !family && IsFamilyName(first)) Add("family_first");
      if (particle) Add("particle");
      if (!given) {
        if (gazetteer_.Has(first)) Add("place_first");
        if (gazetteer_.CountryOfDemonym(first)) Add("demonym_first");
        if (words_.context.Is(first, "compass")) Add("compass_first");
        const std::string_view noun = NounClass(begin);
        if (!noun.empty())
          Add(Sign("first", noun));
        else
          Add("first_unheard");
      }
      if (!family) {
        const std::string_view noun = NounClass(end - 1);
        Add(noun.empty() ? "last_unheard" : Sign("last", noun));
      }
    }
    if (!given && !family && !capitals && last.size() > 3 &&
        last.back() == 's' && kinds_.word_net_.Lemma(last, Tag::kNNS) != last) {
      Add("plural");
    }
    if (!family && kinds_.IsPlaceLike(last)) Add("place_ending");
  }

  // ---- What stands before it ----

  void ReadBefore() {
    uint32_t i = name_.begin;
    if (i == first_) return;
    bool the = false;
    while (i > first_ && tokens_[i - 1].tag == Tag::kDT) {
      --i;
      the = true;
    }
    if (the) Add("the");
    if (i == first_) return;
    const Token& before = tokens_[i - 1];
    Add(Sign("before", before.folded));
    if (!the && IsNoun(before.tag) && !before.capitalized) {
      if (const auto cls = NounClass(i - 1); !cls.empty()) {
        Add(Sign("called", cls));
      }
    } else if (IsVerb(before.tag)) {
      const bool is_target = kinds_.kind_words_.Is(before.lemma, "verb_target");
      Add(Sign("object", is_target ? "target" : VerbClass(i - 1)));
    } else if (before.folded == "," && i - 1 > first_ &&
               IsNoun(tokens_[i - 2].tag) && !tokens_[i - 2].capitalized) {
      if (const auto cls = NounClass(i - 2); !cls.empty()) {
        Add(Sign("apposed", cls));
      }
    } else if (words_.context.Is(before.folded, "of") && i - 1 > first_ &&
               IsNoun(tokens_[i - 2].tag)) {
      if (const auto cls = OwnedClass(i - 2); !cls.empty()) {
        Add(Sign("of", cls));
      }
    } else if (before.tag == Tag::kIN && i - 1 > first_ &&
               IsVerb(tokens_[i - 2].tag)) {
      Add(Sign("object", VerbClass(i - 2)));
    }
  }

  // ---- What stands after it ----

  // The class of the noun chunk that begins at i, "" if none does.
  std::string_view ChunkClass(uint32_t i) const {
    const Sentence& sentence = language_.sentences[name_.sentence];
    for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
      const Chunk& chunk = language_.chunks[c];
      if (chunk.kind == Chunk::Kind::kNoun && chunk.begin == i) {
        if (tokens_[chunk.head].capitalized) return {};
        return tokens_[i].tag == Tag::kPOS ? OwnedClass(chunk.head)
                                           : NounClass(chunk.head);
      }
    }
    return {};
  }

  void ReadAfter() {
    uint32_t i = name_.end;
    if (i >= last_) return;
    Add(Sign("after", Word(i)));
    if (tokens_[i].tag == Tag::kPOS) {
      if (const auto cls = ChunkClass(i); !cls.empty()) Add(Sign("has", cls));
      return;
    }
    if (IsNoun(tokens_[i].tag) && !tokens_[i].capitalized) {
      uint32_t head = i;
      while (head + 1 < last_ && IsNoun(tokens_[head + 1].tag) &&
             !tokens_[head + 1].capitalized) {
        ++head;
      }
      if (const auto cls = NounClass(head); !cls.empty()) {
        Add(Sign("head", cls));
      }
      return;
    }
    if (Word(i) == "(") {
      for (uint32_t k = i + 1; k < std::min(i + 6, last_); ++k) {
        if (kinds_.kind_words_.Is(Word(k), "birth")) Add("born");
      }
      while (i < last_ && Word(i) != ")") ++i;
      if (++i >= last_) return;
    }
    if (Word(i) == "," && i + 1 < last_) {
      const uint32_t next = i + 1;
      if (tokens_[next].tag == Tag::kWP) Add("who");
      if (tokens_[next].tag == Tag::kCD && next + 1 < last_ &&
          Word(next + 1) == "," && Word(next).size() < 3) {
        Add("age");
      }
      if (const auto cls = ChunkClass(next); !cls.empty()) {
        Add(Sign("is", cls));
      }
      if (tokens_[next].capitalized) {
        const bool is_longer =
            next + 1 < last_ && tokens_[next + 1].capitalized;
        const std::vector<Candidate> outer = gazetteer_.Find(
            is_longer ? Word(next) + " " + Word(next + 1) : Word(next));
        if (!outer.empty() && IsPlace(outer[0].entity.kind)) Add("within");
      }
      return;
    }
    while (i < last_ && IsAdverb(tokens_[i].tag)) ++i;
    if (i >= last_) return;
    if (tokens_[i].tag == Tag::kWP) Add("who");
    if (!IsVerb(tokens_[i].tag) && tokens_[i].tag != Tag::kMD) return;
    // The verb group, to its main verb.
    uint32_t verb = i;
    bool be = false;
    for (uint32_t k = i;
         k < last_ && (IsVerb(tokens_[k].tag) || IsAdverb(tokens_[k].tag) ||
                       tokens_[k].tag == Tag::kMD);
         ++k) {
      if (IsAdverb(tokens_[k].tag)) continue;
      if (verb != k) be = kinds_.kind_words_.Is(tokens_[verb].lemma, "verb_be");
      verb = k;
    }
    if (kinds_.kind_words_.Is(tokens_[verb].lemma, "verb_be")) {
      if (Word(verb).back() == 'e') Add("plural_verb");
      if (const auto cls = ChunkClass(verb + 1); !cls.empty()) {
        Add(Sign("is", cls));
      }
      return;
    }
    Add(Sign(be && tokens_[verb].tag == Tag::kVBN ? "done" : "does",
             VerbClass(verb)));
  }

  void ReadPronouns() {
    for (uint32_t i = name_.end; i < last_; ++i) {
      if (In(i, "male") || In(i, "female")) return Add("he_after");
      if (In(i, "thing")) return Add("it_after");
    }
  }

  const NameKinds& kinds_;
  const std::string_view text_;
  const Language& language_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  const NameWords& words_;
  const NameSpan& name_;
  const uint32_t first_;  // tokens of the sentence
  const uint32_t last_;
  std::vector<std::string> signs_;
};

Result<NameKinds> NameKinds::Load(const Resources& resources) {
  Result<WordNet> word_net = WordNet::Load(resources);
  if (!word_net.ok()) return word_net.status();
  NameKinds kinds(std::move(*word_net));
  Result<WordList> words =
      WordList::Load(resources, "en/entities/kind_words.tsv");
  if (!words.ok()) return words.status();
  kinds.kind_words_ = std::move(*words);

  constexpr std::string_view kPath = "en/entities/name_signs.tsv";
  const Result<std::string_view> text = resources.Get(kPath);
  if (!text.ok()) return text.status();
  const auto rows = ParseLexicon(kPath, *text, 1 + kKinds.size());
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    Weights& weights = kinds.weights_[std::string(row.cells[0])];
    for (size_t k = 0; k < kKinds.size(); ++k) {
      const std::string_view cell = row.cells[1 + k];
      const char* const end = cell.data() + cell.size();
      const auto read = std::from_chars(cell.data(), end, weights[k]);
      if (read.ec != std::errc() || read.ptr != end) {
        return Status::InvalidArgument(
            std::string(kPath) + ":" + std::to_string(row.line) +
            ": not a number: '" + std::string(cell) + "'");
      }
    }
  }
  return kinds;
}

bool NameKinds::IsPlaceLike(std::string_view word) const {
  for (size_t length = 3; length <= 5 && length + 2 < word.size(); ++length) {
    if (kind_words_.Is(word.substr(word.size() - length), "place_ending")) {
      return true;
    }
  }
  return false;
}

NameKinds::Weights NameKinds::Sum(const std::vector<std::string>& signs) const {
  Weights sums{};
  for (const std::string& sign : signs) {
    const auto it = weights_.find(sign);
    if (it == weights_.end()) continue;
    for (size_t k = 0; k < kKinds.size(); ++k) sums[k] += it->second[k];
  }
  return sums;
}

void NameKinds::Decide(const Document& document, const Language& language,
                       const Gazetteer& gazetteer, const NameWords& words,
                       std::vector<NameSpan>* names) const {
  // The signs of all mentions of a name, each once.
  StringMap<std::vector<std::string>> signs;
  const auto add = [](std::vector<std::string>* to, std::string sign) {
    if (std::find(to->begin(), to->end(), sign) == to->end()) {
      to->push_back(std::move(sign));
    }
  };
  for (const NameSpan& name : *names) {
    if (!IsOpen(name)) continue;
    std::vector<std::string>& of_name = signs[name.folded];
    for (std::string& sign :
         NameSigns(*this, document, language, gazetteer, words, name).All()) {
      add(&of_name, std::move(sign));
    }
  }
  // "Lyon, Bergstadt and Turin": what is listed together is of one kind.
  std::vector<std::string_view> kinds;
  for (const NameSpan& name : *names) {
    if (!IsOpen(name) || name.guess == Guess::kKnown) {
      kinds.push_back(ClassOf(name, gazetteer));
      continue;
    }
    const auto [kind, lead] = Largest(Sum(signs[name.folded]));
    kinds.push_back(lead > kSure ? ClassName(kind) : std::string_view());
  }
  for (size_t n = 0; n < names->size(); ++n) {
    const NameSpan& name = (*names)[n];
    if (!IsOpen(name)) continue;
    if (n > 0 && AreListed((*names)[n - 1], name, language) &&
        !kinds[n - 1].empty()) {
      add(&signs[name.folded], Sign("beside", kinds[n - 1]));
    }
    if (n + 1 < names->size() && AreListed(name, (*names)[n + 1], language) &&
        !kinds[n + 1].empty()) {
      add(&signs[name.folded], Sign("beside", kinds[n + 1]));
    }
  }
  for (NameSpan& name : *names) {
    if (!IsOpen(name)) continue;
    for (const std::string& sign : signs[name.folded]) {
      name.signs += name.signs.empty() ? sign : " " + sign;
    }
    std::tie(name.likely, name.lead) = Largest(Sum(signs[name.folded]));
  }
  // "Milepost 7 stands …": a word that is capital because it comes first,
  // unless it is somebody's name.
  StringSet last_words;
  for (const NameSpan& name : *names) {
    if (name.end - name.begin > 1) {
      last_words.insert(language.tokens[name.end - 1].folded);
    }
  }
  std::erase_if(*names, [&](const NameSpan& name) {
    if (name.guess != Guess::kUnknown || !IsOpen(name) ||
        last_words.contains(name.folded) ||
        !gazetteer.PeopleNamed(name.folded).empty()) {
      return false;
    }
    const std::vector<std::string>& of_name = signs[name.folded];
    const auto has = [&](std::string_view sign) {
      return std::find(of_name.begin(), of_name.end(), sign) != of_name.end();
    };
    return has("opens") && !has("inside") &&
           (has("word.thing") || has("word.work") || has("word.event"));
  });
  for (NameSpan& name : *names) {
    if (name.guess != Guess::kWords || !name.title.empty()) continue;
    name.guess = name.likely == EntityKind::kPerson ? Guess::kPerson
                 : IsPlace(name.likely)             ? Guess::kSettlement
                                                    : Guess::kOrganization;
  }
}

}  // namespace annals
