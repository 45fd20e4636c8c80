// Where a deed was done, for deeds whose own words do not say: in the country
// that the article is about.
//
//   Nepal's prime minister resigned on Tuesday. The army imposed a curfew.
//
// A country is what an article is about if most of what it says of countries,
// their people and their places is about that one; a war between two has none.
// Words ("accused", "agreed") have no place for that, and a deed by somebody of
// another country may have been done in his.
//
// The place has the role `story`: a weak reading, and said to be one.

#pragma once

#include <vector>

#include "core/event/event.h"
#include "import/entities/mention.h"

namespace annals {

void PlaceInStory(const Entities& entities, std::vector<Claim>* claims);

}  // namespace annals
