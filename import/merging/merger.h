// What an article changes among the events that are known.
//
// New claims are compared with those already in the base. Everything they might
// touch, and everything that might touch in turn, is grouped anew: so the
// events of a base depend on which articles it holds and not on the order they
// came in, and an article taken back leaves no trace.

#pragma once

#include <vector>

#include "core/event/event.h"
#include "core/ids.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

struct EventChanges {
  std::vector<Event> put;
  std::vector<EventId> removed;
};

// The changes when `claims` become what `article` says, replacing whatever it
// said before. Rows of data sets that count from the article stand: they are
// not what it says itself.
Result<EventChanges> Merge(const KnowledgeReader& reader,
                           const ArticleId& article, std::vector<Claim> claims);

// The changes when the article goes, and all that counts from it.
Result<EventChanges> Unmerge(const KnowledgeReader& reader,
                             const ArticleId& article);

}  // namespace annals
