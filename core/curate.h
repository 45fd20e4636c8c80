// From what somebody wants to decide about entities to the act that says so, or
// why it cannot be.

#pragma once

#include <cstdint>
#include <string>

#include "core/curation.h"
#include "core/knowledge_base.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// `wanted` with everything filled in that the base knows: its number and time,
// names, the id of a new entity. Only `kind`, `entity`, `into` of merges,
// `name` of all others, `articles` and `reason` are looked at.
//
//   InvalidArgument   a name or reason is missing or too long; an entity is to
//                     be merged into itself or called what it is called; an
//                     article says nothing of the entity
//   NotFound          there is no such entity or article
//   Conflict          an entity was merged into another, which is named
Result<CurationAct> MakeAct(const KnowledgeReader& reader, CurationAct wanted,
                            TimePoint now);

// The act of that number, reverted. NotFound if there is none, Conflict if it
// was reverted before, or made an entity that later acts in force are about.
Result<CurationAct> RevertedAct(const KnowledgeReader& reader, uint64_t number,
                                std::string reason, TimePoint now);

}  // namespace annals
