// Questions in words, read against what a base knows:
//
//   events involving Hungary since August
//          link      entity  bound time
//
// Words of the query language come from import/rules/en/query/words.tsv, names
// from the base, times from the engine that reads articles. A phrase is read
// from left to right; a name takes the role of the link before it:
//
//   involving X   takes part, also through an office, or takes place in X
//   by X          does it, or says so
//   on, against X has it done to it, or it is done there by others
//   in X          the place lies in X
//   between X and Y   both are involved
//   about …       the words stand in the headline or a quote
//
// "and" joins by AND, "or" by OR, "but not", "without" negate what follows.
// What is left over is an error that names it.

#pragma once

#include <string_view>

#include "api/http/ask.h"
#include "api/query/query_words.h"
#include "core/knowledge_base.h"
#include "import/analyzer.h"

namespace annals {

// Shared by threads.
class BasePhraseReader : public PhraseReader {
 public:
  // All arguments must outlive the reader.
  BasePhraseReader(const Analyzer& analyzer, const QueryWords& words,
                   const KnowledgeReader& base)
      : analyzer_(analyzer), words_(words), base_(base) {}

  Result<Query> ReadPhrase(std::string_view phrase,
                           TimePoint now) const override;
  Result<TimeInterval> ReadTime(std::string_view words,
                                TimePoint now) const override;

 private:
  const Analyzer& analyzer_;
  const QueryWords& words_;
  const KnowledgeReader& base_;
};

}  // namespace annals
