#include "import/language/language_model.h"

#include <utility>

#include "import/language/chunker.h"

namespace annals {

Result<LanguageModel> LanguageModel::Load(const Resources& resources) {
  Result<Tokenizer> tokenizer = Tokenizer::Load(resources);
  if (!tokenizer.ok()) return tokenizer.status();
  Result<Tagger> tagger = Tagger::Load(resources);
  if (!tagger.ok()) return tagger.status();
  Result<WordNet> word_net = WordNet::Load(resources);
  if (!word_net.ok()) return word_net.status();
  Result<WordList> phrase_ends =
      WordList::Load(resources, "en/language/phrase_ends.tsv");
  if (!phrase_ends.ok()) return phrase_ends.status();
  return LanguageModel(std::move(*tokenizer), std::move(*tagger),
                       std::move(*word_net), std::move(*phrase_ends));
}

Language LanguageModel::Read(const Document& document) const {
  Language language;
  tokenizer_.Split(document, &language);
  for (const Sentence& sentence : language.sentences) {
    tagger_.TagSentence(document.text, sentence, &language.tokens);
  }
  for (Token& token : language.tokens) {
    token.lemma = word_net_.Lemma(token.folded, token.tag);
  }
  FindChunks(phrase_ends_, &language);
  return language;
}

}  // namespace annals
