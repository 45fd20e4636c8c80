#include "storage/rocks_knowledge_base.h"

#include <chrono>
#include <utility>

#include "storage/check.h"
#include "storage/keys.h"
#include "storage/store_reader.h"
#include "storage/write_plan.h"

namespace annals {

namespace {

TimePoint SystemTime() {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now());
}

StoreReader Now(const KeyValueStore& store) {
  return StoreReader(store.View());
}

}  // namespace

RocksKnowledgeBase::RocksKnowledgeBase(std::unique_ptr<KeyValueStore> store,
                                       OpenOptions options)
    : store_(std::move(store)), options_(std::move(options)) {
  if (!options_.clock) options_.clock = SystemTime;
}

Result<std::unique_ptr<RocksKnowledgeBase>> RocksKnowledgeBase::Open(
    const std::string& path, const OpenOptions& options) {
  Result<std::unique_ptr<KeyValueStore>> store = OpenRocksStore(path, options);
  if (!store.ok()) return store.status();
  const Result<uint64_t> version = VersionOf(*(*store)->View());
  if (!version.ok()) return version.status().WithContext(path);
  std::unique_ptr<RocksKnowledgeBase> base(
      new RocksKnowledgeBase(std::move(*store), options));
  base->version_ = *version;
  return base;
}

Status RocksKnowledgeBase::Apply(const ImportBatch& batch) {
  const std::lock_guard lock(writing_);
  const auto before = store_->View();
  const Result<WriteSet> writes = PlanWrites(*before, batch, options_.clock());
  if (!writes.ok()) return writes.status();
  if (writes->empty()) return Status();
  if (Status s = store_->Write(*writes); !s.ok()) return s;
  ++version_;
  return Status();
}

Status RocksKnowledgeBase::VisitLog(
    uint64_t since,
    const std::function<bool(uint64_t version, const LogEntry&)>& visit) const {
  const auto view = store_->View();
  const auto entries = view->Scan(Family::kLog, "");
  for (entries->Seek(LogKey(since + 1)); entries->valid(); entries->Next()) {
    const Result<uint64_t> version = DecodeLogKey(entries->key());
    if (!version.ok()) return version.status();
    const Result<LogEntry> entry = DecodeLogEntry(entries->value());
    if (!entry.ok()) return entry.status();
    if (!visit(*version, *entry)) break;
  }
  return entries->status();
}

Status RocksKnowledgeBase::Check() const {
  return CheckStore(*store_->View());
}

Result<Article> RocksKnowledgeBase::GetArticle(const ArticleId& id) const {
  return Now(*store_).GetArticle(id);
}

Result<Entity> RocksKnowledgeBase::GetEntity(const EntityId& id) const {
  return Now(*store_).GetEntity(id);
}

Result<Event> RocksKnowledgeBase::GetEvent(const EventId& id) const {
  return Now(*store_).GetEvent(id);
}

Result<std::string> RocksKnowledgeBase::ImportHash(const ArticleId& id) const {
  return Now(*store_).ImportHash(id);
}

Result<EventPage> RocksKnowledgeBase::FindEvents(const Query& query) const {
  return Now(*store_).FindEvents(query);
}

Result<uint64_t> RocksKnowledgeBase::CountEvents(const Query& query) const {
  return Now(*store_).CountEvents(query);
}

Status RocksKnowledgeBase::VisitEvents(
    const Query& query,
    const std::function<bool(const EventHit&)>& visit) const {
  return Now(*store_).VisitEvents(query, visit);
}

Result<Histogram> RocksKnowledgeBase::CountByTime(const Query& query,
                                                  BucketWidth width,
                                                  size_t max_buckets) const {
  return Now(*store_).CountByTime(query, width, max_buckets);
}

Result<std::vector<FacetCount>> RocksKnowledgeBase::CountByFacet(
    const Query& query, FacetKind kind, size_t size) const {
  return Now(*store_).CountByFacet(query, kind, size);
}

Result<std::vector<EntityHit>> RocksKnowledgeBase::FindEntities(
    const EntitySearch& search) const {
  return Now(*store_).FindEntities(search);
}

Result<std::vector<EntityHit>> RocksKnowledgeBase::EntitiesNamed(
    std::string_view name) const {
  return Now(*store_).EntitiesNamed(name);
}

Status RocksKnowledgeBase::VisitEntities(
    const std::function<bool(const EntityHit&)>& visit) const {
  return Now(*store_).VisitEntities(visit);
}

Status RocksKnowledgeBase::VisitArticles(
    const std::function<bool(const Article&)>& visit) const {
  return Now(*store_).VisitArticles(visit);
}

Result<Coverage> RocksKnowledgeBase::GetCoverage() const {
  return Now(*store_).GetCoverage();
}

std::unique_ptr<KnowledgeReader> RocksKnowledgeBase::Snapshot() const {
  return std::make_unique<StoreReader>(store_->View());
}

}  // namespace annals
