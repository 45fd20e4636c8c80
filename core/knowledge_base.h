// The knowledge base as the rest of the program sees it.
//
// storage/ implements these interfaces on RocksDB; tests/support/ implements
// them in memory, brute force, as the model that storage/ is checked against.
// import/ writes through KnowledgeWriter, api/ reads through KnowledgeReader,
// and neither knows what is underneath.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/curation.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/event/kin.h"
#include "core/ids.h"
#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

struct EventHit {
  // Never null. Shared, because who reads the same event often keeps it. Two
  // answers show it as one object only if between them neither it nor an
  // article that tells of it has changed.
  std::shared_ptr<const Event> event;
  Certainty certainty = Certainty::kCertain;
};

struct EventPage {
  std::vector<EventHit> hits;
  uint64_t total = 0;       // of the whole answer, exact
  std::string next_cursor;  // empty: this was the last page
};

// The spans of time a histogram counts in. `hour` … `year`, in UTC.
enum class BucketWidth : uint8_t {
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kYear
};

// `min` events surely fall in the bucket, `max` may; `count` begin in it.
struct Bucket {
  TimePoint begin;
  TimePoint end;
  uint64_t count = 0;
  uint64_t min = 0;
  uint64_t max = 0;

  friend bool operator==(const Bucket&, const Bucket&) = default;
};

struct Histogram {
  std::vector<Bucket>
      buckets;  // in order, without gaps, none if no event is dated
  uint64_t undated = 0;
};

struct FacetCount {
  std::string value;
  uint64_t count = 0;

  friend bool operator==(const FacetCount&, const FacetCount&) = default;
};

struct EntityHit {
  Entity entity;
  uint64_t events = 0;  // events that involve it
};

struct EntitySearch {
  std::string prefix;  // of a name or alias, or of a word of it; folded inside
  std::optional<EntityKind> kind;
  size_t limit = 20;
};

// What the base holds, so that "nothing found" differs from "not covered".
struct Coverage {
  uint64_t articles = 0;
  uint64_t events = 0;
  uint64_t entities = 0;
  std::optional<TimePoint> first_reported;
  std::optional<TimePoint> last_reported;
  std::optional<TimePoint> first_event;  // earliest and latest begin of a date
  std::optional<TimePoint> last_event;
  std::vector<FacetCount> sources;
};

// Every method is const and may be called from many threads at once. Each call
// sees one consistent state; to make several calls see the same one, take a
// Snapshot() and ask that.
class KnowledgeReader {
 public:
  virtual ~KnowledgeReader() = default;

  // NotFound if there is none of that id. The entity is the one that the id
  // means now: of one that was merged into another, the other.
  virtual Result<Article> GetArticle(const ArticleId& id) const = 0;
  virtual Result<Entity> GetEntity(const EntityId& id) const = 0;
  virtual Result<Event> GetEvent(const EventId& id) const = 0;

  // The entity as importing left it, before any act of curation.
  virtual Result<Entity> ImportedEntity(const EntityId& id) const = 0;

  // Every act of curation. Shared by all who read the same state.
  virtual Result<std::shared_ptr<const Curation>> GetCuration() const = 0;

  // The article's `import_hash`, or empty if it is not in the base.
  virtual Result<std::string> ImportHash(const ArticleId& id) const = 0;

  // One page of the answer. Finding nothing is an empty page.
  // InvalidArgument if the cursor is not one of this query's.
  virtual Result<EventPage> FindEvents(const Query& query) const = 0;

  // How many events answer, without the page: limit and cursor are ignored.
  virtual Result<uint64_t> CountEvents(const Query& query) const = 0;

  // Calls `visit` with every event that answers, in the query's order, until it
  // returns false. Limit and cursor are ignored.
  virtual Status VisitEvents(
      const Query& query,
      const std::function<bool(const EventHit&)>& visit) const = 0;

  // Calls `visit` with every event that has a claim with a kin key in one of
  // the ranges (core/event/kin.h), each once, as it is now.
  virtual Status VisitKin(
      const std::vector<KinRange>& ranges,
      const std::function<void(const Event&)>& visit) const = 0;

  // InvalidArgument if the answer would have more than `max_buckets`.
  virtual Result<Histogram> CountByTime(const Query& query, BucketWidth width,
                                        size_t max_buckets) const = 0;

  // The `size` commonest values of a facet among the events that answer, most
  // frequent first, equal counts by value.
  virtual Result<std::vector<FacetCount>> CountByFacet(const Query& query,
                                                       FacetKind kind,
                                                       size_t size) const = 0;

  // Entities that events or articles name, best first: exact name, then events.
  virtual Result<std::vector<EntityHit>> FindEntities(
      const EntitySearch& search) const = 0;

  // Every entity one of whose names or aliases folds to the same as `name`.
  virtual Result<std::vector<EntityHit>> EntitiesNamed(
      std::string_view name) const = 0;

  virtual Status VisitEntities(
      const std::function<bool(const EntityHit&)>& visit) const = 0;
  virtual Status VisitArticles(
      const std::function<bool(const Article&)>& visit) const = 0;

  virtual Result<Coverage> GetCoverage() const = 0;

  // Grows with every write that changed something; names the state in ETags.
  virtual uint64_t Version() const = 0;

  // The state as it is now, whatever is written later. Must not outlive this.
  virtual std::unique_ptr<KnowledgeReader> Snapshot() const = 0;
};

// What one article changes, or an act of curation, applied whole or not at all.
// Events are as their claims say; acts of curation, these and those before, are
// applied to them on the way in.
struct ImportBatch {
  std::vector<Article> put_articles;
  std::vector<ArticleId> delete_articles;
  std::vector<Event> put_events;
  std::vector<EventId> delete_events;
  std::vector<Entity> put_entities;
  std::vector<CurationAct> put_acts;  // new ones, or in place of those there
};

class KnowledgeWriter {
 public:
  virtual ~KnowledgeWriter() = default;

  // When it returns OK the batch is on disk and survives a crash; otherwise
  // nothing of it is in the base. One writer at a time; readers go on.
  virtual Status Apply(const ImportBatch& batch) = 0;

  // The same for a batch of many thousands of records, which a base may take in
  // more cheaply than one by one. The base is as after Apply().
  virtual Status Load(const ImportBatch& run) { return Apply(run); }

  // Decides something about entities, or takes it back: what core/curate.h
  // makes of it is applied and returned. Fails as the functions there do.
  virtual Result<CurationAct> Curate(const CurationAct& wanted) = 0;
  virtual Result<CurationAct> Revert(uint64_t act,
                                     const std::string& reason) = 0;
};

}  // namespace annals
