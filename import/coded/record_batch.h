// Rows of data sets, many an atomic write: what a batch of them changes in a
// base. A row that is there already changes nothing, so an import that was
// killed is taken up again by running it again.

#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "import/coded/coded_news.h"
#include "import/import_outcome.h"

namespace annals {

// Articles and entities that are surely in the base: kept from batch to batch,
// so that they are asked for once.
struct KnownRecords {
  std::unordered_set<ArticleId> articles;
  std::unordered_set<EntityId> entities;
};

class RecordBatch {
 public:
  // Both must outlive it. `before` is the base as it is before the batch.
  RecordBatch(const KnowledgeReader& before, KnownRecords* known)
      : before_(before), known_(known) {}

  // The row's event, in place of what an earlier import of the row said.
  Result<ImportOutcome> Add(CodedEvent row);

  // One more article that tells of an event. kRejected if the event is in
  // neither the base nor the batch.
  Result<ImportOutcome> Add(const CodedMention& mention, std::string_view file);

  size_t size() const { return changed_.size(); }  // events that change

  // What to apply. The batch must not be added to any more; what it knows is
  // known once it was applied.
  ImportBatch Take();

 private:
  // The event of a record as it is so far; null if there is none.
  Result<const Event*> Find(const EventId& id);
  void Put(Event event);
  Status PutArticle(Article article);
  Status PutEntity(const SharedEntity& entity);

  const KnowledgeReader& before_;
  KnownRecords* known_;
  std::unordered_map<EventId, std::unique_ptr<Event>> events_;  // null: none
  std::unordered_set<EventId> changed_;
  ImportBatch batch_;
};

}  // namespace annals
