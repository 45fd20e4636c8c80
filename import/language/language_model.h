// Text to tokens, sentences, parts of speech, lemmas and chunks: the ground
// that every other layer stands on. Linear in the text, const, shared by
// threads.

#pragma once

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/tagger.h"
#include "import/language/tokenizer.h"
#include "import/language/word_list.h"
#include "import/language/word_net.h"
#include "import/rulebook/resources.h"

namespace annals {

class LanguageModel {
 public:
  // `resources` must outlive the model.
  static Result<LanguageModel> Load(const Resources& resources);

  Language Read(const Document& document) const;

  const WordNet& word_net() const { return word_net_; }

 private:
  LanguageModel(Tokenizer tokenizer, Tagger tagger, WordNet word_net,
                WordList phrase_ends)
      : tokenizer_(std::move(tokenizer)),
        tagger_(std::move(tagger)),
        word_net_(std::move(word_net)),
        phrase_ends_(std::move(phrase_ends)) {}

  Tokenizer tokenizer_;
  Tagger tagger_;
  WordNet word_net_;
  WordList phrase_ends_;
};

}  // namespace annals
