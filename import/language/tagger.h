// Parts of speech by a trigram model: the tag sequence that makes the words
// likeliest (Viterbi), with the lexicon and transitions that Festival's poslex
// learned from the Wall Street Journal. Words the lexicon lacks are guessed
// from WordNet, capitals and endings (en/language/endings.tsv).
//
// What a trigram cannot see is mended by tag_repairs.h.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/tag_repairs.h"
#include "import/language/word_list.h"
#include "import/language/word_net.h"
#include "import/rulebook/resources.h"

namespace annals {

class Tagger {
 public:
  static Result<Tagger> Load(const Resources& resources);

  // Sets the tag of every token of the sentence.
  void TagSentence(std::string_view text, const Sentence& sentence,
                   std::vector<Token>* tokens) const;

  // Whether the lexicon has the word, folded, as anything but a name.
  bool KnowsAsCommonWord(std::string_view folded) const;

 private:
  static constexpr size_t kModelTags = 38;
  struct Choice {
    uint8_t tag;   // of the model
    float weight;  // ln P(word | tag)
  };
  using Choices = std::vector<Choice>;

  void Guess(const Token& token, std::string_view word, bool first,
             Choices* choices) const;
  void Consider(const Token& token, std::string_view word, bool first,
                bool shouting, Choices* choices) const;
  uint8_t ModelTag(std::string_view name) const;
  void CompletePasts();
  std::optional<bool> MayBe(const std::string& folded, Tag tag) const;

  std::vector<std::string> names_;
  std::array<Tag, kModelTags> to_penn_{};
  std::vector<float> transitions_;  // ln P(c | a, b) at [(a * n + b) * n + c]
  StringMap<Choices> lexicon_;
  WordList endings_;  // ending → tags, commonest first
  TagRepairs repairs_;
  WordNet word_net_;
  uint8_t noun_ = 0, plural_ = 0, name_ = 0, names_plural_ = 0, number_ = 0,
          punctuation_ = 0, adjective_ = 0, past_ = 0, participle_ = 0;
};

}  // namespace annals
