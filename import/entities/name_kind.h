// What kind of thing a name names that no table knows: a person, an
// organisation or a place. Nothing single tells; many small signs do:
//
//   "Bergdahl, who chairs the union"        who           → person
//   "Bergdahl signed for Malmo Wanderers"   plural, for   → organisation
//   "the hamlet of Bergdahl"                of a place    → place
//
// Signs are what the name's own words are and what stands around it. Each has a
// weight for each kind in en/entities/name_signs.tsv; the weights of all signs
// of all mentions of a name in the document are added, and the largest sum
// wins. Words that are signs stand in en/entities/kind_words.tsv; for other
// nouns and verbs WordNet's broad class is asked.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "import/entities/gazetteer.h"
#include "import/entities/name_finder.h"
#include "import/language/language.h"
#include "import/language/word_net.h"
#include "import/rulebook/resources.h"

namespace annals {

// Const after Load(), shared by threads.
class NameKinds {
 public:
  // `resources` must outlive the object.
  static Result<NameKinds> Load(const Resources& resources);

  // Gives each name of `names` that is not sure of its kind one: the guess of
  // those of several words, and `likely` of all of them.
  void Decide(const Document& document, const Language& language,
              const Gazetteer& gazetteer, const NameWords& words,
              std::vector<NameSpan>* names) const;

 private:
  friend class NameSigns;

  // For person, organisation and place.
  using Weights = std::array<double, 3>;

  // Whether a word ends as many place names do: "Harborough", "Wolfsburg".
  bool IsPlaceLike(std::string_view word) const;

  Weights Sum(const std::vector<std::string>& signs) const;

  explicit NameKinds(WordNet word_net) : word_net_(std::move(word_net)) {}

  StringMap<Weights> weights_;  // of each sign
  WordList kind_words_;
  WordNet word_net_;
};

}  // namespace annals
