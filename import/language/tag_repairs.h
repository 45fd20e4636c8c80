// What a trigram of tags cannot see: whether a clause already has its verb,
// whose a word is, what a verb may be followed by. Repairs of tags by such
// context, each for one phenomenon, in a fixed order.
//
//   Five people | died | in the fire       the past tense, no participle
//   lost their | lives                     a noun, no verb
//   asked Herzog to | pardon | Cohen       a verb, no noun

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/language/word_net.h"
#include "import/rulebook/resources.h"

namespace annals {

class TagRepairs {
 public:
  // Whether a lexicon has a folded word under a tag; none if it lacks the word.
  using MayBe = std::function<std::optional<bool>(const std::string&, Tag)>;

  static Result<TagRepairs> Load(const Resources& resources);

  void Repair(const Sentence& sentence, const MayBe& may_be,
              const WordNet& word_net, std::vector<Token>* tokens) const;

 private:
  WordList articles_;      // the, a, an
  WordList conjunctions_;  // that
  WordList bare_verbs_;    // helped: a bare verb may follow
  WordList auxiliaries_;   // is, has, got: a participle may follow
  WordList past_tenses_;   // called (before "for"): never a participle
  WordList possessives_;   // my, his: PRP$; whose: WP$
};

}  // namespace annals
