// What a text says of who holds which office: "Jane Doe, the defence minister
// of Norway", "Norwegian Defence Minister Jane Doe".
//
// Only what is said in so many words: the office stands right before the name
// or in apposition to it, and whose it is stands with it. Who was it once, or
// is a deputy of who is, does not hold it ("former", "deputy": `not_in_office`
// of en/entities/context.tsv).

#pragma once

#include <vector>

#include "core/entity/entity.h"
#include "import/entities/gazetteer.h"
#include "import/entities/mention.h"
#include "import/entities/name_finder.h"
#include "import/language/language.h"

namespace annals {

// Of people whom our tables do not hold; sorted, each once. `entities`: with
// mentions and offices.
std::vector<StatedOffice> FindStatedOffices(const Language& language,
                                            const Gazetteer& gazetteer,
                                            const NameWords& words,
                                            const Entities& entities);

}  // namespace annals
