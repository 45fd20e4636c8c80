// The knowledge base at one moment: a KnowledgeReader on a view of the store.

#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "storage/cached_calendars.h"
#include "storage/cached_events.h"
#include "storage/event_search.h"
#include "storage/key_value_store.h"
#include "storage/list_search.h"
#include "storage/ranking.h"

namespace annals {

// One state of the base: what all who read it share.
struct StoreState {
  StoreState(CachedEvents kept_events, CachedCalendars kept_calendars)
      : events(std::move(kept_events)), calendars(std::move(kept_calendars)) {}

  std::shared_ptr<const KeyValueView> view;
  uint64_t version = 0;  // 0 if it cannot be read

  // The acts of that view, or why they cannot be read, and in which version
  // they last changed.
  Result<std::shared_ptr<const Curation>> curation =
      Status::Internal("not read");
  uint64_t curation_version = 0;

  CachedEvents events;
  CachedCalendars calendars;

  // Looked up by the first who asks, as every answer of /v1 tells of it.
  mutable std::mutex covering;  // guards coverage
  mutable std::optional<Coverage> coverage;
};

class StoreReader : public KnowledgeReader {
 public:
  // The state is shared, because a snapshot of a snapshot is of the same one
  // and may outlive it.
  explicit StoreReader(std::shared_ptr<const StoreState> state)
      : state_(std::move(state)),
        view_(state_->view.get()),
        curation_(state_->curation) {}

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
  uint64_t Version() const override { return state_->version; }
  std::unique_ptr<KnowledgeReader> Snapshot() const override;

 private:
  // The events of a page and one more, and how many answer in all.
  Result<std::vector<Ranked>> FirstFound(const Query& query,
                                         const std::optional<Rank>& after,
                                         uint64_t* total) const;

  // VisitEvents() where one list answers, which is read in its own order: who
  // wants the first few waits for no more.
  Status VisitList(const ListSearch& list, const Query& query,
                   const std::function<bool(const EventHit&)>& visit) const;

  // Visits the events of `ranked`; whether `visit` wants more.
  Result<bool> VisitRanked(
      std::span<const Ranked> ranked, const Query& query,
      const std::function<bool(const EventHit&)>& visit) const;

  std::shared_ptr<const StoreState> state_;
  const KeyValueView* view_;
  const Result<std::shared_ptr<const Curation>>& curation_;
};

}  // namespace annals
