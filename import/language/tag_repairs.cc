#include "import/language/tag_repairs.h"

#include <string_view>
#include <utility>

namespace annals {

namespace {

bool IsFinite(Tag tag) {
  return tag == Tag::kVBD || tag == Tag::kVBZ || tag == Tag::kVBP ||
         tag == Tag::kMD;
}

void MakeNoun(Token* token) {
  if (token->tag == Tag::kVB || token->tag == Tag::kVBP) token->tag = Tag::kNN;
  if (token->tag == Tag::kVBZ) token->tag = Tag::kNNS;
}

// One sentence under repair. Positions count from its first token.
class Repairs {
 public:
  Repairs(const Sentence& sentence, const TagRepairs::MayBe& may_be,
          std::vector<Token>* tokens)
      : begin_(sentence.begin),
        size_(sentence.end - sentence.begin),
        may_be_(may_be),
        tokens_(*tokens) {}

  // "the capture": no verb stands right behind an article.
  void NounsBehindArticles(const WordList& articles) {
    for (uint32_t i = 0; i + 1 < size_; ++i) {
      if (At(i).tag == Tag::kDT && articles.Has(At(i).folded)) {
        MakeNoun(&At(i + 1));
      }
    }
  }

  // "said [that] several ministers left": "that" points at no plural.
  void ConjunctionsBeforePlurals(const WordList& conjunctions) {
    for (uint32_t i = 0; i + 1 < size_; ++i) {
      if (At(i).tag != Tag::kDT || !conjunctions.Has(At(i).folded)) continue;
      uint32_t noun = i + 1;
      while (noun < size_ && IsAdjective(At(noun).tag)) ++noun;
      if (noun < size_ && At(noun).tag == Tag::kNNS) At(i).tag = Tag::kIN;
    }
  }

  // "with three [confirmed] cases": between a number and a noun stands no verb.
  void AdjectivesBehindNumbers() {
    for (uint32_t i = 2; i + 1 < size_; ++i) {
      const Tag before = At(i - 2).tag;
      if ((At(i).tag == Tag::kVBN || At(i).tag == Tag::kVBD) &&
          At(i - 1).tag == Tag::kCD && IsNoun(At(i + 1).tag) &&
          (before == Tag::kIN || before == Tag::kDT || IsVerb(before))) {
        At(i).tag = Tag::kJJ;
      }
    }
  }

  // "Air strikes hit the town": two finite verbs in a row are a noun and a
  // verb.
  void PluralsBeforeVerbs() {
    for (uint32_t i = 0; i + 1 < size_; ++i) {
      if (At(i).tag != Tag::kVBZ) continue;
      const Tag next = At(i + 1).tag;
      if (next != Tag::kVBD && next != Tag::kVBN && next != Tag::kMD) continue;
      if (may_be_(At(i).folded, Tag::kNNS).value_or(false)) {
        At(i).tag = Tag::kNNS;
      }
    }
  }

  // "Merz [visits] Oslo on Monday": no plural stands between two names, and the
  // clause has no other verb. But "US [troops] Monday left", "EU [leaders] Merz
  // and Macron met".
  void VerbsBetweenNames(const WordNet& word_net) {
    for (uint32_t i = 1; i + 1 < size_; ++i) {
      Token& word = At(i);
      const Tag next = At(i + 1).tag;
      if (word.tag != Tag::kNNS || word.capitalized ||
          At(i - 1).tag != Tag::kNNP ||
          (next != Tag::kNNP && next != Tag::kDT && next != Tag::kPRPS) ||
          word_net.Lemma(word.folded, Tag::kVBZ) == word.folded ||
          word_net.VerbClasses(word_net.Lemma(word.folded, Tag::kVBZ))
              .empty() ||
          HasFinite(i)) {
        continue;
      }
      word.tag = Tag::kVBZ;
    }
  }

  // "Protesters [called] for calm", "was appalled and [called] for calm"; but
  // "has called for", "had not yet arrived".
  void PastsOfNoPassive(const WordList& past_tenses,
                        const WordList& auxiliaries) {
    for (uint32_t i = 1; i < size_; ++i) {
      const std::string& word = At(i).folded;
      if (At(i).tag != Tag::kVBN || !past_tenses.Has(word)) continue;
      const bool fits =
          past_tenses.Is(word, "any") ||
          (i + 1 < size_ && past_tenses.Is(word, At(i + 1).folded));
      uint32_t before = i - 1;
      while (before > 0 && IsAdverb(At(before).tag)) --before;
      if (fits && !auxiliaries.Has(At(before).folded)) At(i).tag = Tag::kVBD;
    }
  }

  // "will [debrief] them": behind a modal stands a verb, known as one or not.
  void VerbsBehindModals() {
    for (uint32_t i = 0; i + 2 < size_; ++i) {
      const Tag next = At(i + 2).tag;
      if (At(i).tag == Tag::kMD && At(i + 1).tag == Tag::kNN &&
          !At(i + 1).capitalized &&
          (next == Tag::kDT || next == Tag::kPRP || next == Tag::kCD ||
           next == Tag::kNNP || next == Tag::kIN || next == Tag::kTO)) {
        At(i + 1).tag = Tag::kVB;
      }
    }
  }

  // "asked Herzog to [pardon] Cohen": a verb, for it has its object.
  void InfinitivesWithObjects(const WordNet& word_net) {
    for (uint32_t i = 0; i + 2 < size_; ++i) {
      Token& word = At(i + 1);
      const Tag next = At(i + 2).tag;
      if (At(i).tag == Tag::kTO && word.tag == Tag::kNN && !word.capitalized &&
          (next == Tag::kNNP || next == Tag::kDT || next == Tag::kPRP) &&
          !word_net.VerbClasses(word.folded).empty()) {
        word.tag = Tag::kVB;
      }
    }
  }

  // "The bank [cut] rates": a sentence without a verb has one that looks like a
  // noun.
  void PastsThatLookLikeNouns() {
    for (uint32_t i = 0; i < size_; ++i) {
      if (IsFinite(At(i).tag)) return;
    }
    for (uint32_t i = 1; i + 1 < size_; ++i) {
      const Tag next = At(i + 1).tag;
      if (At(i).tag == Tag::kNN && IsNoun(At(i - 1).tag) &&
          (IsNoun(next) || IsAdjective(next) || next == Tag::kDT ||
           next == Tag::kCD || next == Tag::kPRPS) &&
          may_be_(At(i).folded, Tag::kVBD).value_or(false)) {
        At(i).tag = Tag::kVBD;
        return;
      }
    }
  }

  // "froze [funding] to Mali": what a past tense has for an object, and has none
  // itself.
  void GerundsAsObjects(const WordList& auxiliaries) {
    for (uint32_t i = 1; i < size_; ++i) {
      const Tag next = i + 1 < size_ ? At(i + 1).tag : Tag::kPunctuation;
      if (At(i).tag == Tag::kVBG && At(i - 1).tag == Tag::kVBD &&
          !auxiliaries.Has(At(i - 1).folded) &&
          (next == Tag::kTO || next == Tag::kIN || next == Tag::kPunctuation) &&
          may_be_(At(i).folded, Tag::kNN).value_or(false)) {
        At(i).tag = Tag::kNN;
      }
    }
  }

  // "fired [tear] gas": no bare verb stands behind most past tenses.
  void NounsBehindPasts(const WordList& bare_verbs, const WordNet& word_net) {
    for (uint32_t i = 1; i < size_; ++i) {
      if ((At(i).tag == Tag::kVB || At(i).tag == Tag::kVBP) &&
          At(i - 1).tag == Tag::kVBD && !bare_verbs.Has(At(i - 1).folded) &&
          !word_net.NounClasses(At(i).folded).empty()) {
        At(i).tag = Tag::kNN;
      }
    }
  }

  // "The board [chaired] by Berg met": the verb comes yet, in the same stretch.
  void ParticiplesBeforeBy() {
    for (uint32_t i = 1; i + 1 < size_; ++i) {
      if (At(i).tag != Tag::kVBD || At(i + 1).folded != "by" ||
          !IsNoun(At(i - 1).tag) ||
          !may_be_(At(i).folded, Tag::kVBN)
               .value_or(At(i).folded.ends_with("ed"))) {
        continue;
      }
      for (uint32_t j = i + 2; j < size_ && !EndsStretch(At(j).tag) &&
                               At(j).tag != Tag::kCC;
           ++j) {
        if (!IsFinite(At(j).tag)) continue;
        At(i).tag = Tag::kVBN;
        break;
      }
    }
  }

  // "visited [injured] protesters": behind a verb of its own, no participle.
  void AdjectivesBehindVerbs(const WordList& auxiliaries) {
    for (uint32_t i = 0; i + 2 < size_; ++i) {
      if (At(i + 1).tag != Tag::kVBN || !IsNoun(At(i + 2).tag)) continue;
      const bool verb = IsFinite(At(i).tag) && At(i).tag != Tag::kMD;
      if (verb && !auxiliaries.Has(At(i).folded)) At(i + 1).tag = Tag::kJJ;
    }
  }

  // "held a meeting, [deployed] more police and urged calm": one of a series,
  // for it has an object. But "a man, [arrested] in Lyon," and "he died,
  // [killed] by a bomb".
  void PastsInSeries() {
    bool has_finite = false;
    for (uint32_t i = 0; i + 2 < size_; ++i) {
      has_finite |= IsFinite(At(i).tag);
      if (!has_finite || At(i).folded != "," || !MayBePast(i + 1)) continue;
      const Tag next = At(i + 2).tag;
      if (IsNoun(next) || IsAdjective(next) || next == Tag::kDT ||
          next == Tag::kCD || next == Tag::kPRP) {
        At(i + 1).tag = Tag::kVBD;
      }
    }
  }

  // "deployed troops and [left]": goes on from a past tense; but "was seen and
  // [left] alone" from a participle.
  void PastsBehindAnd(const WordList& auxiliaries) {
    for (uint32_t i = 1; i < size_; ++i) {
      if (At(i - 1).tag != Tag::kCC || !MayBePast(i)) continue;
      for (uint32_t k = i - 1; k-- > 0;) {
        if (!IsVerb(At(k).tag)) continue;
        if (At(k).tag == Tag::kVBD && !auxiliaries.Has(At(k).folded)) {
          At(i).tag = Tag::kVBD;
        }
        break;
      }
    }
  }

  // A participle right behind a noun phrase, in a stretch between commas,
  // conjunctions and clause openers that has no finite verb, is its past tense:
  //
  //   Five people | died | in the fire, police said.
  //   A man | arrested | in Lyon | was | charged.     has "was": stays
  //   A man, | arrested | in Lyon, was charged.       no noun before it: stays
  //   A man | arrested | in Lyon, a baker, | was | …  the verb comes: stays
  void PastsOfClauses() {
    for (uint32_t begin = 0; begin < size_;) {
      uint32_t end = begin;
      while (end < size_ && !EndsStretch(At(end).tag)) ++end;
      uint32_t found = end;
      bool finite = begin > 0 && At(begin - 1).tag == Tag::kWDT;
      for (uint32_t i = begin; i < end; ++i) {
        finite |= IsFinite(At(i).tag);
        if (found < end || i == begin || !MayBePast(i)) continue;
        const Tag before = At(i - 1).tag;
        if (IsNoun(before) || before == Tag::kCD || before == Tag::kPRP ||
            (IsAdverb(before) && i > begin + 1 && IsNoun(At(i - 2).tag))) {
          found = i;
        }
      }
      if (!finite && found < end && !VerbComes(end)) At(found).tag = Tag::kVBD;
      begin = end + 1;
    }
  }

  // No infinitive ends so: "agreed to talks" has a noun.
  void NounsBehindTo() {
    for (uint32_t i = 1; i < size_; ++i) {
      if (At(i).tag == Tag::kVBZ && At(i - 1).tag == Tag::kTO) {
        At(i).tag = Tag::kNNS;
      }
    }
  }

  // The model has one tag for "he" and "his". What somebody owns is a noun:
  // "their lives", "its help".
  void Possessives(const WordList& possessives) {
    for (uint32_t i = 0; i < size_; ++i) {
      Token& token = At(i);
      if (token.tag != Tag::kPRP && token.tag != Tag::kWP) continue;
      const std::string_view kind = possessives.ClassOf(token.folded);
      if (kind.empty()) continue;
      if (kind == "always" && i + 1 < size_) MakeNoun(&At(i + 1));
      const Tag next = i + 1 < size_ ? At(i + 1).tag : Tag::kPunctuation;
      const bool before_noun = IsNoun(next) || IsAdjective(next) ||
                               next == Tag::kCD || next == Tag::kVBG ||
                               next == Tag::kVBN;
      if (kind == "always" || before_noun) {
        token.tag = token.tag == Tag::kWP ? Tag::kWPS : Tag::kPRPS;
      }
    }
  }

 private:
  Token& At(uint32_t i) const { return tokens_[begin_ + i]; }

  // A participle that has the form of its past tense.
  bool MayBePast(uint32_t i) const {
    const Token& token = At(i);
    return token.tag == Tag::kVBN &&
           may_be_(token.folded, Tag::kVBD)
               .value_or(token.folded.ends_with("ed"));
  }

  // Whether the stretch around a word has a finite verb, or a participle that
  // may be one.
  bool HasFinite(uint32_t at) const {
    const auto is_verb = [&](uint32_t i) {
      return IsFinite(At(i).tag) || MayBePast(i);
    };
    for (uint32_t i = at; i-- > 0 && !EndsStretch(At(i).tag);) {
      if (is_verb(i)) return true;
    }
    for (uint32_t i = at + 1; i < size_ && !EndsStretch(At(i).tag); ++i) {
      if (is_verb(i)) return true;
    }
    return VerbComes(at);
  }

  static bool EndsStretch(Tag tag) {
    return tag == Tag::kPunctuation || tag == Tag::kWDT || tag == Tag::kWP ||
           tag == Tag::kWRB;
  }

  // The verb may still come, behind what stands between commas.
  bool VerbComes(uint32_t from) const {
    for (uint32_t i = from; i + 1 < size_; ++i) {
      if (At(i).folded == "," && IsFinite(At(i + 1).tag)) return true;
    }
    return false;
  }

  const uint32_t begin_;
  const uint32_t size_;
  const TagRepairs::MayBe& may_be_;
  std::vector<Token>& tokens_;
};

}  // namespace

Result<TagRepairs> TagRepairs::Load(const Resources& resources) {
  TagRepairs repairs;
  const std::pair<const char*, WordList*> lists[] = {
      {"en/language/articles.tsv", &repairs.articles_},
      {"en/language/auxiliaries.tsv", &repairs.auxiliaries_},
      {"en/language/bare_verbs.tsv", &repairs.bare_verbs_},
      {"en/language/conjunctions.tsv", &repairs.conjunctions_},
      {"en/language/past_tenses.tsv", &repairs.past_tenses_},
      {"en/language/possessives.tsv", &repairs.possessives_}};
  for (const auto& [path, list] : lists) {
    Result<WordList> words = WordList::Load(resources, path);
    if (!words.ok()) return words.status();
    *list = std::move(*words);
  }
  return repairs;
}

void TagRepairs::Repair(const Sentence& sentence, const MayBe& may_be,
                        const WordNet& word_net,
                        std::vector<Token>* tokens) const {
  Repairs repairs(sentence, may_be, tokens);
  repairs.NounsBehindArticles(articles_);
  repairs.ConjunctionsBeforePlurals(conjunctions_);
  repairs.AdjectivesBehindNumbers();
  repairs.PluralsBeforeVerbs();
  repairs.VerbsBetweenNames(word_net);
  repairs.PastsOfNoPassive(past_tenses_, auxiliaries_);
  repairs.VerbsBehindModals();
  repairs.InfinitivesWithObjects(word_net);
  repairs.ParticiplesBeforeBy();
  repairs.PastsThatLookLikeNouns();
  repairs.GerundsAsObjects(auxiliaries_);
  repairs.NounsBehindPasts(bare_verbs_, word_net);
  repairs.AdjectivesBehindVerbs(auxiliaries_);
  repairs.PastsInSeries();
  repairs.PastsBehindAnd(auxiliaries_);
  repairs.PastsOfClauses();
  repairs.NounsBehindTo();
  repairs.Possessives(possessives_);
}

}  // namespace annals
