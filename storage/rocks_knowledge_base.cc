#include "storage/rocks_knowledge_base.h"

#include <cassert>
#include <chrono>
#include <string>
#include <utility>

#include "core/curate.h"
#include "storage/acts.h"
#include "storage/check.h"
#include "storage/keys.h"
#include "storage/known_plan.h"
#include "storage/known_reader.h"
#include "storage/upgrade.h"
#include "storage/write_plan.h"

namespace annals {

namespace {

TimePoint SystemTime() {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now());
}

// What an older version wrote can be read once it has been brought to the
// present format, which takes writing.
Status CheckPresent(const KeyValueStore& store, const std::string& path) {
  const Result<uint64_t> format = FormatOf(*store.View());
  if (!format.ok()) return format.status();
  if (*format == kFormatVersion) return Status();
  return Status::Conflict("written by an older version of annals, in format " +
                          std::to_string(*format) + "; 'annals compact --db " +
                          path + "' brings it to format " +
                          std::to_string(kFormatVersion));
}

}  // namespace

RocksKnowledgeBase::RocksKnowledgeBase(std::string path, OpenOptions options)
    : path_(std::move(path)), options_(std::move(options)) {
  if (!options_.clock) options_.clock = SystemTime;
}

Result<std::unique_ptr<RocksKnowledgeBase>> RocksKnowledgeBase::Open(
    const std::string& path, const OpenOptions& options) {
  std::unique_ptr<RocksKnowledgeBase> base(
      new RocksKnowledgeBase(path, options));
  if (Status s = base->OpenStore(); !s.ok()) return s;
  return base;
}

Status RocksKnowledgeBase::OpenStore() {
  // Looked at first: what is written while we open is news to the next refresh.
  std::string files = StateOfFiles(path_, options_);
  Result<std::unique_ptr<KeyValueStore>> store =
      OpenRocksStore(path_, options_);
  if (!store.ok()) return store.status();
  const Status present =
      options_.read_only ? CheckPresent(**store, path_) : Upgrade(**store);
  if (!present.ok()) return present.WithContext(path_);
  const Result<uint64_t> version = VersionOf(*(*store)->View());
  if (!version.ok()) return version.status().WithContext(path_);
  const std::lock_guard lock(opening_);
  store_ = std::move(*store);
  files_ = std::move(files);
  version_ = *version;
  const std::lock_guard forgetting(curating_);
  curation_ = nullptr;
  return Status();
}

Result<bool> RocksKnowledgeBase::Refresh() {
  assert(options_.read_only);
  if (StateOfFiles(path_, options_) == files_) return false;
  const uint64_t before = version_;
  const Status opened = OpenStore();
  if (opened.code() == StatusCode::kUnavailable) return false;  // next time
  if (!opened.ok()) return opened;
  return version_ != before;
}

std::shared_ptr<KeyValueView> RocksKnowledgeBase::View() const {
  struct Kept {
    std::shared_ptr<KeyValueStore> store;  // goes after the view
    std::unique_ptr<KeyValueView> view;
  };
  auto kept = std::make_shared<Kept>();
  {
    const std::lock_guard lock(opening_);
    kept->store = store_;
  }
  kept->view = kept->store->View();
  KeyValueView* const view = kept->view.get();
  return {std::move(kept), view};
}

StoreReader RocksKnowledgeBase::Now() const {
  std::shared_ptr<KeyValueView> view = View();
  const auto curation = CurationIn(*view);
  return {std::move(view), curation};
}

Result<std::shared_ptr<const Curation>> RocksKnowledgeBase::CurationIn(
    const KeyValueView& view) const {
  const Result<uint64_t> version = CurationVersionOf(view);
  if (!version.ok()) return version.status();
  const std::lock_guard lock(curating_);
  if (curation_ == nullptr || curation_version_ != *version) {
    Result<Curation> curation = ReadCuration(view);
    if (!curation.ok()) return curation.status();
    curation_ = std::make_shared<const Curation>(std::move(*curation));
    curation_version_ = *version;
  }
  return curation_;
}

Status RocksKnowledgeBase::Apply(const ImportBatch& batch) {
  const std::lock_guard lock(writing_);
  return Write(batch, &KeyValueStore::Write);
}

Status RocksKnowledgeBase::Load(const ImportBatch& run) {
  const std::lock_guard lock(writing_);
  return Write(run, &KeyValueStore::WriteRun);
}

Status RocksKnowledgeBase::Compact() {
  const std::lock_guard lock(writing_);
  return store_->Compact();
}

Result<uint32_t> RocksKnowledgeBase::BackUp(const std::string& to) {
  const std::lock_guard lock(writing_);
  return store_->BackUp(to);
}

Result<CurationAct> RocksKnowledgeBase::Curate(const CurationAct& wanted) {
  const std::lock_guard lock(writing_);
  ImportBatch batch;
  Result<CurationAct> act = MakeAct(Now(), wanted, options_.clock());
  if (!act.ok()) return act;
  batch.put_acts.push_back(*act);
  if (Status s = Write(batch, &KeyValueStore::Write); !s.ok()) return s;
  return act;
}

Result<CurationAct> RocksKnowledgeBase::Revert(uint64_t act,
                                               const std::string& reason) {
  const std::lock_guard lock(writing_);
  ImportBatch batch;
  Result<CurationAct> reverted =
      RevertedAct(Now(), act, reason, options_.clock());
  if (!reverted.ok()) return reverted;
  batch.put_acts.push_back(*reverted);
  if (Status s = Write(batch, &KeyValueStore::Write); !s.ok()) return s;
  return reverted;
}

Status RocksKnowledgeBase::Write(
    const ImportBatch& batch, Status (KeyValueStore::*write)(const WriteSet&)) {
  // The view goes before writing: what it sees could not be made one with what
  // comes.
  const Result<WriteSet> writes = PlanWrites(*View(), batch, options_.clock());
  if (!writes.ok()) return writes.status();
  if (writes->empty()) return Status();
  if (Status s = (*store_.*write)(*writes); !s.ok()) return s;
  ++version_;
  return Status();
}

Status RocksKnowledgeBase::VisitLog(
    uint64_t since,
    const std::function<bool(uint64_t version, const LogEntry&)>& visit) const {
  const auto view = View();
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

Status RocksKnowledgeBase::Check() const { return CheckStore(*View()); }

Result<Article> RocksKnowledgeBase::GetArticle(const ArticleId& id) const {
  return Now().GetArticle(id);
}

Result<Entity> RocksKnowledgeBase::GetEntity(const EntityId& id) const {
  return Now().GetEntity(id);
}

Result<Entity> RocksKnowledgeBase::ImportedEntity(const EntityId& id) const {
  return Now().ImportedEntity(id);
}

Result<std::shared_ptr<const Curation>> RocksKnowledgeBase::GetCuration()
    const {
  return Now().GetCuration();
}

Result<Event> RocksKnowledgeBase::GetEvent(const EventId& id) const {
  return Now().GetEvent(id);
}

Result<std::string> RocksKnowledgeBase::ImportHash(const ArticleId& id) const {
  return Now().ImportHash(id);
}

Result<EventPage> RocksKnowledgeBase::FindEvents(const Query& query) const {
  return Now().FindEvents(query);
}

Result<uint64_t> RocksKnowledgeBase::CountEvents(const Query& query) const {
  return Now().CountEvents(query);
}

Status RocksKnowledgeBase::VisitKin(
    const std::vector<KinRange>& ranges,
    const std::function<void(const Event&)>& visit) const {
  return Now().VisitKin(ranges, visit);
}

Status RocksKnowledgeBase::VisitEvents(
    const Query& query,
    const std::function<bool(const EventHit&)>& visit) const {
  return Now().VisitEvents(query, visit);
}

Result<Histogram> RocksKnowledgeBase::CountByTime(const Query& query,
                                                  BucketWidth width,
                                                  size_t max_buckets) const {
  return Now().CountByTime(query, width, max_buckets);
}

Result<std::vector<FacetCount>> RocksKnowledgeBase::CountByFacet(
    const Query& query, FacetKind kind, size_t size) const {
  return Now().CountByFacet(query, kind, size);
}

Result<std::vector<EntityHit>> RocksKnowledgeBase::FindEntities(
    const EntitySearch& search) const {
  return Now().FindEntities(search);
}

Result<std::vector<EntityHit>> RocksKnowledgeBase::EntitiesNamed(
    std::string_view name) const {
  return Now().EntitiesNamed(name);
}

Status RocksKnowledgeBase::VisitEntities(
    const std::function<bool(const EntityHit&)>& visit) const {
  return Now().VisitEntities(visit);
}

Status RocksKnowledgeBase::VisitArticles(
    const std::function<bool(const Article&)>& visit) const {
  return Now().VisitArticles(visit);
}

Result<Coverage> RocksKnowledgeBase::GetCoverage() const {
  return Now().GetCoverage();
}

std::unique_ptr<KnowledgeReader> RocksKnowledgeBase::Snapshot() const {
  return std::make_unique<StoreReader>(Now());
}

Result<std::vector<Bearer>> RocksKnowledgeBase::Named(
    std::string_view name) const {
  return annals::Named(*View(), name);
}

Result<Entity> RocksKnowledgeBase::Known(const EntityId& id) const {
  return ReadKnown(*View(), id);
}

Result<std::string> RocksKnowledgeBase::KnownStamp() const {
  const Result<KnownState> state = KnownStateOf(*View());
  if (!state.ok()) return state.status();
  if (*state == KnownState()) return std::string();
  return std::to_string(state->records) + '-' + std::to_string(state->sum);
}

Result<SourceProgress> RocksKnowledgeBase::PutKnown(const KnownBatch& batch) {
  const std::lock_guard lock(writing_);
  const Result<KnownPlan> plan = PlanKnown(*View(), batch, options_.clock());
  if (!plan.ok()) return plan.status();
  if (!plan->writes.empty()) {
    if (Status s = store_->Write(plan->writes); !s.ok()) return s;
    if (plan->is_new_state) ++version_;
  }
  return plan->progress;
}

Result<std::optional<SourceProgress>> RocksKnowledgeBase::ProgressOf(
    std::string_view source) const {
  return annals::ProgressOf(*View(), source);
}

}  // namespace annals
