// Base noun phrases and verb groups, by a small grammar over tags.
//
//   [The Russian president]  [has not yet said]  [who]  [will attend]
//        noun chunk              verb chunk
//
//   noun chunk   (determiner | possessive | 's)? (number | adjective |
//   participle
//                | noun)* noun      also: a pronoun, "the pair", a bare number
//   verb chunk   (modal | auxiliary | adverb)* verb
//
// A possessor is a chunk of its own and the chunk it owns begins with its 's:
// [Russia] ['s invasion]. An infinitive is a chunk of its own that begins with
// "to". The head of a noun chunk is its last noun, of a verb chunk its main
// verb.

#pragma once

#include "import/language/language.h"
#include "import/language/word_list.h"

namespace annals {

// Fills `language->chunks` and each sentence's range of them. Needs tags.
// `phrase_ends`: en/language/phrase_ends.tsv.
void FindChunks(const WordList& phrase_ends, Language* language);

}  // namespace annals
