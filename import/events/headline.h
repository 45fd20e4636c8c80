// A short sentence for an event, made from the words of its own clause.
//
//   "Two officers, one of them armed, were killed on Friday in a raid on a
//    farm near Lyon, police said."
//     → "Two officers were killed in a raid on a farm near Lyon"
//
// The clause is shown as it stands, from its subject to its end, so that it
// stays grammatical. What a reader of a timeline has elsewhere (the day, who
// reported it) and what is said in passing (parentheses, relative clauses,
// another clause) is left out; pronouns are shown by the names they mean.

#pragma once

#include <string>
#include <vector>

#include "import/entities/mention.h"
#include "import/events/clause.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/time/time_expression.h"

namespace annals {

class HeadlineWriter {
 public:
  // `words`: en/events/words.tsv. All arguments must outlive the writer.
  HeadlineWriter(const Document& document, const Language& language,
                 const std::vector<TimeExpression>& times,
                 const Entities& entities, const WordList& words)
      : document_(document),
        language_(language),
        times_(times),
        entities_(entities),
        words_(words) {}

  // `frames` are those of the frame's sentence.
  std::string Write(const Frame& frame, const std::vector<Frame>& frames) const;

 private:
  class Line;

  // What a walk over the words behind a verb or a noun passes through.
  enum class Reach {
    kClause,  // up to the end of the clause
    kPhrase,  // a noun with its prepositions
    kSpeech,  // all that is said
  };

  std::string WriteNominal(const Frame& frame,
                           const std::vector<Frame>& frames) const;
  std::string WriteClause(const Frame& frame,
                          const std::vector<Frame>& frames) const;
  void AddSubjects(const std::vector<uint32_t>& subjects, uint32_t verb,
                   Line* line) const;
  void AddSpeech(const Frame& frame, Line* line) const;
  void AddWords(const Frame& frame, uint32_t from, uint32_t end, Reach reach,
                Line* line) const;
  bool Ends(const Frame& frame, uint32_t token, uint32_t from, uint32_t end,
            Reach reach) const;
  const Frame& Governing(const Frame& frame,
                         const std::vector<Frame>& frames) const;

  const Chunk* ChunkFrom(uint32_t token, const Sentence& sentence) const;
  bool BeginsClause(uint32_t token, const Sentence& sentence) const;
  bool BeginsSaying(uint32_t token, const Sentence& sentence) const;
  bool BeginsListItem(uint32_t token, const Sentence& sentence) const;
  uint32_t EndOfTime(uint32_t token, const Sentence& sentence) const;
  uint32_t PhraseBegin(uint32_t chunk) const;
  uint32_t BehindDateline(const Sentence& sentence) const;
  std::string PairAt(const Chunk& chunk) const;
  std::string Shown(uint32_t token, bool leads) const;
  bool Is(uint32_t token, std::string_view cls) const {
    return words_.Is(language_.tokens[token].folded, cls);
  }
  Tag TagOf(uint32_t token) const { return language_.tokens[token].tag; }

  const Document& document_;
  const Language& language_;
  const std::vector<TimeExpression>& times_;
  const Entities& entities_;
  const WordList& words_;
};

}  // namespace annals
