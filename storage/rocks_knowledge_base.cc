#include "storage/rocks_knowledge_base.h"

#include <cassert>
#include <chrono>
#include <string>
#include <utility>

#include "core/curate.h"
#include "storage/acts.h"
#include "storage/changed_events.h"
#include "storage/check.h"
#include "storage/keys.h"
#include "storage/known_plan.h"
#include "storage/known_reader.h"
#include "storage/upgrade.h"
#include "storage/write_plan.h"

namespace annals {

namespace {

// Of a write with more articles than this it is not worth finding out which
// cached events stay as they are.
constexpr size_t kMostFollowed = 1000;

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

// The acts in the view of `state`; those of the state before it, if there is
// one and none has changed since.
void ReadActs(const StoreState* before, StoreState* state) {
  const Result<uint64_t> version = CurationVersionOf(*state->view);
  if (!version.ok()) {
    state->curation = version.status();
    return;
  }
  state->curation_version = *version;
  if (before != nullptr && before->curation.ok() &&
      before->curation_version == *version) {
    state->curation = before->curation;
    return;
  }
  Result<Curation> curation = ReadCuration(*state->view);
  if (!curation.ok()) {
    state->curation = curation.status();
    return;
  }
  state->curation = std::make_shared<const Curation>(std::move(*curation));
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
  store_ = std::move(*store);
  files_ = std::move(files);
  Publish(nullptr, CachedEvents(options_.event_cache_bytes));
  return Status();
}

Result<bool> RocksKnowledgeBase::Refresh() {
  assert(options_.read_only);
  if (StateOfFiles(path_, options_) == files_) return false;
  const uint64_t before = Version();
  const Status opened = OpenStore();
  if (opened.code() == StatusCode::kUnavailable) return false;  // next time
  if (!opened.ok()) return opened;
  return Version() != before;
}

std::shared_ptr<const StoreState> RocksKnowledgeBase::State() const {
  const std::lock_guard lock(publishing_);
  return state_;
}

void RocksKnowledgeBase::Publish(const StoreState* before,
                                 CachedEvents events) {
  struct Kept {
    std::shared_ptr<KeyValueStore> store;  // goes after the view
    std::unique_ptr<KeyValueView> view;
  };
  auto kept = std::make_shared<Kept>();
  kept->store = store_;
  kept->view = store_->View();
  auto state = std::make_shared<StoreState>(
      std::move(events), before == nullptr
                             ? CachedCalendars(options_.calendar_cache_bytes)
                             : before->calendars.Advance());
  state->view = {kept, kept->view.get()};
  const Result<uint64_t> version = VersionOf(*state->view);
  if (version.ok()) state->version = *version;
  ReadActs(before, state.get());
  std::shared_ptr<const StoreState> published = std::move(state);
  const std::lock_guard lock(publishing_);
  state_.swap(published);  // what was seen before goes after the lock
}

Status RocksKnowledgeBase::Apply(const ImportBatch& batch) {
  const std::lock_guard lock(writing_);
  return Write(batch, &KeyValueStore::Write);
}

Status RocksKnowledgeBase::Load(const ImportBatch& run) {
  const std::lock_guard lock(writing_);
  const Status written = Write(run, &KeyValueStore::WriteRun);
  // Once nobody need see the state before: blocks of two states stay two.
  if (written.ok()) store_->AddUp();
  return written;
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
  const auto before = State();
  const Result<WriteSet> writes =
      PlanWrites(*before->view, batch, options_.clock());
  if (!writes.ok()) return writes.status();
  if (writes->empty()) return Status();
  const bool is_run = batch.put_articles.size() > kMostFollowed;
  std::vector<EventId> changed;
  if (!is_run) {
    Result<std::vector<EventId>> found = ChangedEvents(*before->view, *writes);
    if (!found.ok()) return found.status();
    changed = std::move(*found);
  }
  if (Status s = (*store_.*write)(*writes); !s.ok()) return s;
  Publish(before.get(), is_run ? before->events.AdvanceEmpty()
                               : before->events.Advance(changed));
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
    const auto before = State();
    Publish(before.get(), before->events.Advance({}));
  }
  return plan->progress;
}

Result<std::optional<SourceProgress>> RocksKnowledgeBase::ProgressOf(
    std::string_view source) const {
  return annals::ProgressOf(*View(), source);
}

}  // namespace annals
