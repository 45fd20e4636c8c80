// The knowledge base on disk.
//
//   auto base = RocksKnowledgeBase::Open("data", {.create_if_missing = true});
//   if (!base.ok()) return base.status();
//   Status status = (*base)->Apply(batch);
//
// Reading and writing may go on at once from any number of threads. Every read
// sees the base as it is when the call begins; writes come one after another.
// Only one process may have a base open for writing; others may open it
// read_only, and see it as it was when they did or when they last called
// Refresh().
//
// docs/format.md describes what is on disk.

#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/known_entities.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/key_value_store.h"
#include "storage/records.h"
#include "storage/rocks_store.h"
#include "storage/store_reader.h"

namespace annals {

struct OpenOptions : StoreOptions {
  // What the log takes for the time at which a write was learned of; none: the
  // system's clock.
  std::function<TimePoint()> clock;

  // Memory for events that pages have shown. None is taken while none are
  // shown.
  size_t event_cache_bytes = size_t{64} << 20;

  // Memory for calendars of lists that were asked about.
  size_t calendar_cache_bytes = size_t{16} << 20;
};

class RocksKnowledgeBase : public KnowledgeReader,
                           public KnowledgeWriter,
                           public KnownEntities,
                           public KnownEntitiesWriter {
 public:
  // Fails as OpenRocksStore() does. A base of an older format is brought to the
  // present one (upgrade.h) if it is opened to write, else it is Conflict.
  static Result<std::unique_ptr<RocksKnowledgeBase>> Open(
      const std::string& path, const OpenOptions& options);

  // As KnowledgeWriter says. What is already so is not written again, and the
  // version stays. Exhausted if the disk is full, Conflict if the base is open
  // for reading only.
  Status Apply(const ImportBatch& batch) override;
  Status Load(const ImportBatch& run) override;
  Result<CurationAct> Curate(const CurationAct& wanted) override;
  Result<CurationAct> Revert(uint64_t act, const std::string& reason) override;

  // Of a base that is open read_only: sees what another process has written
  // since, and says whether there was anything that can be read already. Fails
  // as Open() does, and then sees what it saw before. One call at a time;
  // reading may go on, and snapshots stay as they are.
  Result<bool> Refresh();

  // Calls `visit` with each write after version `since`, in order, until it
  // returns false.
  Status VisitLog(uint64_t since,
                  const std::function<bool(uint64_t version, const LogEntry&)>&
                      visit) const;

  // As KeyValueStore does; both need the base open for writing.
  Status Compact();
  Result<uint32_t> BackUp(const std::string& to);

  // Corruption unless the index is exactly what the records imply. Reads the
  // whole base.
  Status Check() const;

  Result<Article> GetArticle(const ArticleId& id) const override;
  Result<Entity> GetEntity(const EntityId& id) const override;
  Result<Event> GetEvent(const EventId& id) const override;
  Result<Entity> ImportedEntity(const EntityId& id) const override;
  Result<std::shared_ptr<const Curation>> GetCuration() const override;
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
  uint64_t Version() const override { return State()->version; }
  std::unique_ptr<KnowledgeReader> Snapshot() const override;

  Result<std::vector<Bearer>> Named(std::string_view name) const override;
  Result<Entity> Known(const EntityId& id) const override;
  Result<std::string> KnownStamp() const override;
  Result<SourceProgress> PutKnown(const KnownBatch& batch) override;
  Result<std::optional<SourceProgress>> ProgressOf(
      std::string_view source) const override;

 private:
  RocksKnowledgeBase(std::string path, OpenOptions options);

  Status OpenStore();
  std::shared_ptr<const StoreState> State() const;
  StoreReader Now() const { return StoreReader(State()); }
  std::shared_ptr<const KeyValueView> View() const { return State()->view; }

  // Lets readers see what is in the store now; `before` is what they saw of the
  // same store, if anything, and `events` the cache of the new state. They
  // share one view: to take one, and to read which version it is of, costs more
  // than many an answer. REQUIRES: writing_ is held, or only this thread opens
  // the store
  void Publish(const StoreState* before, CachedEvents events);

  // REQUIRES: writing_ is held
  Status Write(const ImportBatch& batch,
               Status (KeyValueStore::*write)(const WriteSet&));

  const std::string path_;
  OpenOptions options_;
  std::mutex writing_;
  std::string files_;  // the state of the files that was opened

  // Shared with views, which may outlive a refresh.
  std::shared_ptr<KeyValueStore> store_;

  // What readers see. Never null once the base is open.
  std::shared_ptr<const StoreState> state_;
  mutable std::mutex publishing_;  // guards state_
};

}  // namespace annals
