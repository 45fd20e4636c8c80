// Which entity a record of a source is of.
//
// What our own tables know is that entity, so that a source enriches it. All
// else gets an id made of its name and the source's id, so that no id depends
// on what came before: "ada-lovelace-q7259".
//
// | kind         | is one of our tables if                                   |
// | ------------ | --------------------------------------------------------- |
// | country      | it has the same ISO code                                  |
// | settlement,  | name, kind and country are the same, and what is known of |
// | region, site | where both are is not far apart                           |
// | organization | the name is the same, and no other country is said        |
// | person       | the same, and both held offices                           |

#pragma once

#include "core/ids.h"
#include "core/known_entities.h"
#include "import/entities/gazetteer.h"

namespace annals {

// `record.entity.id` is left if the source has given it.
EntityId IdOf(const KnownRecord& record, const Gazetteer& gazetteer);

}  // namespace annals
