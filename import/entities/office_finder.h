// Where a text speaks of an office or an institution, and whose.
//
//   "Malian President Assimi Goïta"    President      → President of Mali
//   "The health ministry said …"       health ministry → Ministry of Health of
//                                                        the country in focus
//
// The office is not who holds it: "the Malian president" is a nominal mention
// of him, and beside it an office of Mali. Whose it is tell, surest first: "of
// Mali" after it, "Mali's" or "Malian" before, what its holder is known to act
// for, the nearest place of the sentence, and of the text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "import/entities/gazetteer.h"
#include "import/entities/mention.h"
#include "import/language/language.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

// Const after Load(), shared by threads.
class OfficeFinder {
 public:
  static Result<OfficeFinder> Load(const Resources& resources);

  // In text order, none overlapping another; those whose place nothing tells
  // are left out. `entities`: with all its mentions.
  std::vector<OfficeMention> Find(const Language& language,
                                  const Gazetteer& gazetteer,
                                  const Entities& entities) const;

 private:
  enum class Form : uint8_t { kOf, kAdjective, kBefore };
  struct Office {
    std::string name;
    Form form = Form::kOf;
    std::vector<EntityKind> of;
  };
  // What stands at `at`: the office, and where its words end.
  struct Found {
    Office office;
    uint32_t end = 0;
  };

  bool Match(const std::vector<Token>& tokens, uint32_t at, uint32_t end,
             Found* found) const;
  bool MatchMinistry(const std::vector<Token>& tokens, uint32_t at,
                     uint32_t end, Found* found) const;

  StringMap<Office> offices_;  // by folded words
  WordList portfolios_;
};

}  // namespace annals
