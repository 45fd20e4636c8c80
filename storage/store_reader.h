// The knowledge base at one moment: a KnowledgeReader on a view of the store.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "storage/event_search.h"
#include "storage/key_value_store.h"
#include "storage/ranking.h"

namespace annals {

class StoreReader : public KnowledgeReader {
 public:
  // `curation` are the acts of that view, or why they cannot be read. Both are
  // shared, because a snapshot of a snapshot is of the same state and may
  // outlive it.
  StoreReader(std::shared_ptr<const KeyValueView> view,
              const Result<std::shared_ptr<const Curation>>& curation)
      : view_(std::move(view)), curation_(curation) {}

  Result<Article> GetArticle(const ArticleId& id) const override;
  Result<Entity> GetEntity(const EntityId& id) const override;
  Result<Event> GetEvent(const EventId& id) const override;
  Result<Entity> ImportedEntity(const EntityId& id) const override;
  Result<std::shared_ptr<const Curation>> GetCuration() const override {
    return curation_;
  }
  Result<std::string> ImportHash(const ArticleId& id) const override;
  Result<EventPage> FindEvents(const Query& query) const override;
  Result<uint64_t> CountEvents(const Query& query) const override;
  Status VisitEvents(
      const Query& query,
      const std::function<bool(const EventHit&)>& visit) const override;
  Status VisitKin(
      const std::vector<KinRange>& ranges,
      const std::function<void(const Event&)>& visit) const override;
  Result<Histogram> CountByTime(const Query& query, BucketWidth width,
                                size_t max_buckets) const override;
  Result<std::vector<FacetCount>> CountByFacet(const Query& query,
                                               FacetKind kind,
                                               size_t size) const override;
  Result<std::vector<EntityHit>> FindEntities(
      const EntitySearch& search) const override;
  Result<std::vector<EntityHit>> EntitiesNamed(
      std::string_view name) const override;
  Status VisitEntities(
      const std::function<bool(const EntityHit&)>& visit) const override;
  Status VisitArticles(
      const std::function<bool(const Article&)>& visit) const override;
  Result<Coverage> GetCoverage() const override;
  uint64_t Version() const override;  // 0 if it cannot be read
  std::unique_ptr<KnowledgeReader> Snapshot() const override;

 private:
  // The events of a page and one more, and how many answer in all.
  Result<std::vector<Ranked>> FirstFound(const Query& query,
                                         const std::optional<Rank>& after,
                                         uint64_t* total) const;

  std::shared_ptr<const KeyValueView> view_;
  Result<std::shared_ptr<const Curation>> curation_;
};

}  // namespace annals
