// What WordNet knows of words: base forms, and the broad class of each sense
// ("noun.act", "verb.communication"), commonest sense first.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/tag.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

// WordNet's lexicographer files, by their numbers there.
enum class WordClass : uint8_t {
  kNounAct = 4,
  kNounAnimal = 5,
  kNounArtifact = 6,
  kNounCommunication = 10,
  kNounEvent = 11,
  kNounGroup = 14,
  kNounLocation = 15,
  kNounPerson = 18,
  kNounPhenomenon = 19,
  kNounQuantity = 23,
  kNounState = 26,
  kNounSubstance = 27,
  kNounTime = 28,
  kVerbChange = 30,
  kVerbCognition = 31,
  kVerbCommunication = 32,
  kVerbCompetition = 33,
  kVerbContact = 35,
  kVerbCreation = 36,
  kVerbEmotion = 37,
  kVerbMotion = 38,
  kVerbPossession = 40,
  kVerbSocial = 41,
  kVerbStative = 42,
};

class WordNet {
 public:
  // `resources` must outlive the object, which reads the tables where they lie.
  static Result<WordNet> Load(const Resources& resources);

  // The base form of a folded word with that tag: ("met", VBD) → "meet",
  // ("men", NNS) → "man"; the word itself if none is known.
  std::string Lemma(std::string_view folded, Tag tag) const;

  // The classes of a noun's or verb's senses, commonest first, each once; none
  // if WordNet does not have it.
  std::vector<WordClass> NounClasses(std::string_view lemma) const;
  std::vector<WordClass> VerbClasses(std::string_view lemma) const;

  // Whether `cls` is the class of the commonest sense.
  bool IsMainly(std::string_view noun, WordClass cls) const;

 private:
  std::string_view nouns_;  // "lemma\t4 11 18\n", sorted
  std::string_view verbs_;
  StringMap<std::string> noun_exceptions_;
  StringMap<std::string> verb_exceptions_;
};

}  // namespace annals
