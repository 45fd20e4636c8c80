#include "import/language/chunker.h"

#include <algorithm>

namespace annals {

namespace {

class SentenceChunker {
 public:
  SentenceChunker(const std::vector<Token>& tokens, const Sentence& sentence,
                  const WordList& phrase_ends, std::vector<Chunk>* chunks)
      : tokens_(tokens),
        end_(sentence.end),
        phrase_ends_(phrase_ends),
        chunks_(chunks) {}

  void Run(uint32_t begin) {
    for (uint32_t i = begin; i < end_;) {
      if (const uint32_t after = Noun(i); after > i) {
        i = after;
      } else if (const uint32_t past = Verb(i); past > i) {
        i = past;
      } else {
        ++i;
      }
    }
  }

 private:
  Tag At(uint32_t i) const {
    return i < end_ ? tokens_[i].tag : Tag::kPunctuation;
  }

  bool IsDay(uint32_t i) const {
    return i < end_ && phrase_ends_.Is(tokens_[i].folded, "day");
  }

  bool IsYear(uint32_t i) const {
    const std::string& word = tokens_[i].folded;
    return word.size() == 4 &&
           (word.starts_with("19") || word.starts_with("20")) &&
           word.find_first_not_of("0123456789") == word.npos;
  }

  // "€2m", "200 million", "2.5 percent", "four"
  bool IsAmount(uint32_t i) const {
    if (At(i) != Tag::kCD) return false;
    const char first = tokens_[i].folded.front();
    const bool is_word = first >= 'a' && first <= 'z';
    if (is_word) return !tokens_[i].capitalized;
    const bool is_digit = first >= '0' && first <= '9';
    return !is_digit ||
           (i + 1 < end_ &&
            phrase_ends_.Is(tokens_[i + 1].folded, "magnitude"));
  }

  // An adjective, or a participle that stands before its noun.
  bool Modifies(uint32_t i) const {
    const Tag tag = At(i);
    if (IsAdjective(tag) || tag == Tag::kCD) return true;
    if (tag != Tag::kVBN && tag != Tag::kVBG) return false;
    const Tag next = At(i + 1);
    return IsNoun(next) || IsAdjective(next);
  }

  uint32_t Noun(uint32_t begin) {
    uint32_t i = begin;
    const Tag first = At(i);
    if (first == Tag::kPRP || first == Tag::kEX || first == Tag::kWP) {
      chunks_->push_back({Chunk::Kind::kNoun, begin, begin + 1, begin});
      return begin + 1;
    }
    bool opened = false;
    if (At(i) == Tag::kPDT) ++i;
    if (At(i) == Tag::kDT || At(i) == Tag::kPRPS || At(i) == Tag::kPOS ||
        At(i) == Tag::kWPS || At(i) == Tag::kWDT) {
      // "which" and "that" open a noun phrase only right before a noun.
      if (At(i) == Tag::kWDT && !IsNoun(At(i + 1))) return begin;
      ++i;
      opened = true;
    }
    uint32_t head = end_;
    for (;; ++i) {
      const Tag tag = At(i);
      // "demonstrations | Saturday", "Saturday | Trump"; but "Saturday's vote",
      // "the Monday meeting".
      if (head != end_ && (IsDay(i) || (IsDay(head) && IsProperNoun(tag)))) {
        break;
      }
      // "In 2020 | Pakistan asked", "in August | Trump telephoned"
      if (IsProperNoun(tag) && i == begin + 1 && begin > 0 &&
          tokens_[begin - 1].tag == Tag::kIN &&
          (IsYear(begin) || phrase_ends_.Is(tokens_[begin].folded, "month"))) {
        break;
      }
      // "On the same day | Congress voted"
      if (head != end_ && head + 1 == i && tag == Tag::kNNP &&
          (opened || (begin > 0 && tokens_[begin - 1].tag == Tag::kIN)) &&
          phrase_ends_.Is(tokens_[head].folded, "period")) {
        break;
      }
      // "in Oslo | hundreds of people"
      if (head != end_ && tag == Tag::kNNS && At(i + 1) == Tag::kIN &&
          phrase_ends_.Is(tokens_[i].folded, "amount")) {
        break;
      }
      // "fined Meta | 200 million euros", "fined Meta | €2m"
      if (head != end_ && IsAmount(i)) break;
      if (IsNoun(tag)) {
        head = i;
      } else if (opened && i == begin + 1 &&
                 (tag == Tag::kVBN || tag == Tag::kVBG) && Modifies(i)) {
        // "the planned meeting"
      } else if (IsAdjective(tag) || tag == Tag::kCD) {
        // "office | next month": an adjective behind the noun opens another
        // phrase, unless it is part of a name.
        if (head != end_ && IsAdjective(tag) &&
            (!IsNoun(At(i + 1)) || !tokens_[i].capitalized)) {
          break;
        }
      } else if ((tag == Tag::kVBN || tag == Tag::kVBG) && opened &&
                 head == end_ && Modifies(i)) {
      } else if (IsAdverb(tag) && head == end_ && i + 1 < end_ &&
                 Modifies(i + 1) && (opened || IsAdjective(At(i + 1)))) {
        // "the most recent talks"
      } else if (tag == Tag::kCC && head == end_ && i > begin &&
                 Modifies(i - 1) && Modifies(i + 1)) {
        // "comprehensive and lasting peace"
      } else {
        break;
      }
    }
    if (head == end_) {
      // "the wounded", "that", "320": a phrase without a noun.
      uint32_t last = begin;
      for (uint32_t k = begin; k < i; ++k) {
        if (At(k) == Tag::kCD || IsAdjective(At(k))) last = k;
      }
      const bool bare = At(begin) == Tag::kDT || At(begin) == Tag::kCD;
      if (!bare || i == begin) return begin;
      chunks_->push_back(
          {Chunk::Kind::kNoun, begin, std::max(i, begin + 1), last});
      return std::max(i, begin + 1);
    }
    chunks_->push_back({Chunk::Kind::kNoun, begin, head + 1, head});
    chunks_->back().is_day = IsDay(head);
    return head + 1;
  }

  uint32_t Verb(uint32_t begin) {
    uint32_t i = begin;
    uint32_t head = end_;
    if (At(i) == Tag::kTO) {
      if (!IsVerb(At(i + 1)) && !(IsAdverb(At(i + 1)) && IsVerb(At(i + 2)))) {
        return begin;
      }
      ++i;
    }
    for (; i < end_; ++i) {
      const Tag tag = At(i);
      if (IsVerb(tag) || tag == Tag::kMD) {
        // "was killed | leaving", "reported | losing": an "-ing" belongs to
        // forms of "be" only.
        if (tag == Tag::kVBG && head != end_ && At(head) != Tag::kMD &&
            tokens_[head].lemma != "be") {
          break;
        }
        head = i;
      } else if (IsAdverb(tag)) {
        // An adverb belongs to the group only inside it or right before it.
        uint32_t k = i;
        while (IsAdverb(At(k))) ++k;
        if (!IsVerb(At(k)) && At(k) != Tag::kMD) break;
      } else {
        break;
      }
    }
    if (head == end_) return begin;
    chunks_->push_back({Chunk::Kind::kVerb, begin, head + 1, head});
    return head + 1;
  }

  const std::vector<Token>& tokens_;
  const uint32_t end_;
  const WordList& phrase_ends_;
  std::vector<Chunk>* const chunks_;
};

}  // namespace

void FindChunks(const WordList& phrase_ends, Language* language) {
  for (Sentence& sentence : language->sentences) {
    sentence.chunk_begin = static_cast<uint32_t>(language->chunks.size());
    SentenceChunker(language->tokens, sentence, phrase_ends, &language->chunks)
        .Run(sentence.begin);
    sentence.chunk_end = static_cast<uint32_t>(language->chunks.size());
  }
}

}  // namespace annals
