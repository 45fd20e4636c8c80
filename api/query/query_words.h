// The words of the query language (import/rules/en/query/words.tsv): what each
// asks for, and the longest run of words that is one.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

class QueryWords {
 public:
  static Result<QueryWords> Load(const Resources& resources);

  struct Found {
    size_t tokens = 0;  // how many tokens it takes; 0: none found
    std::vector<std::string> meanings;  // "type:CONSULT", "link:by", "filler"

    bool Means(std::string_view meaning) const;
    std::vector<std::string> All(std::string_view prefix) const;
  };

  // The longest entry that begins at tokens[at], by the words as written or by
  // their base forms.
  Found At(const std::vector<Token>& tokens, size_t at) const;

 private:
  WordList words_;
};

}  // namespace annals
