// Text to tokens and sentences.
//
//   "Mr. Orban's U.S. visit ended.Then 2,500 left (on 2025-10-17)."
//    Mr.│Orban│'s│U.S.│visit│ended│.‖Then│2,500│left│(│on│2025-10-17│)│.‖
//
// Clitics are split off as the Penn Treebank does; a full stop stays with an
// abbreviation; numbers, dates, clock times, addresses and hyphenated words
// stay whole, but for pairs of nations ("US-Russian"), whose parts are each
// somebody. A sentence ends at a block's end, or at . ! ? … with what closes
// after it; a full stop that belongs to an abbreviation ends one only if what
// follows looks like a beginning.

#pragma once

#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

class Tokenizer {
 public:
  static Result<Tokenizer> Load(const Resources& resources);

  // Fills tokens (without tag and lemma) and sentences.
  void Split(const Document& document, Language* language) const;

 private:
  void SplitBlock(std::string_view text, Span block,
                  std::vector<Token>* tokens) const;
  void SplitWord(std::string_view text, Span word,
                 std::vector<Token>* tokens) const;
  bool IsCapitalized(std::string_view word) const;
  bool Abbreviates(std::string_view word) const;
  bool EndsSentence(const std::vector<Token>& tokens, size_t i,
                    std::string_view text) const;

  WordList abbreviations_;   // "title": never ends a sentence; "other"
  WordList starters_;        // words that begin sentences after an abbreviation
  WordList nations_;         // parts of "US-Russian" that are split
  WordList name_particles_;  // the "al" of "al-Hasakah"
  WordList clitics_;         // 's, n't, …
};

}  // namespace annals
