// The one way in which bulk imports write.

#pragma once

#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

// From this many events on a base takes a batch in more cheaply as a run.
inline constexpr size_t kLeastRun = 2'000;

// All of `changes`, atomically; nothing if there are none.
inline Status WriteChanges(KnowledgeWriter& writer,
                           const ImportBatch& changes) {
  if (changes.put_articles.empty() && changes.put_entities.empty() &&
      changes.put_events.empty() && changes.put_acts.empty()) {
    return Status();
  }
  return changes.put_events.size() < kLeastRun ? writer.Apply(changes)
                                               : writer.Load(changes);
}

}  // namespace annals
