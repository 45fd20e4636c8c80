#include "storage/write_plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/acts.h"
#include "storage/event_index.h"
#include "storage/keys.h"
#include "storage/list_changes.h"
#include "storage/posting_cursor.h"
#include "storage/prepared_event.h"
#include "storage/records.h"
#include "storage/stated_offices.h"
#include "storage/tally.h"

namespace annals {

namespace {

// What each id of the batch comes to, in the order of the batch, as records
// that were made one after another are read fastest so: a record, or none to
// delete it. Puts win over deletes, later puts over earlier ones.
template <typename Id, typename Record>
std::vector<std::pair<Id, const Record*>> Outcomes(
    const std::vector<Id>& deleted, const std::vector<Record>& put) {
  std::vector<std::pair<Id, const Record*>> outcomes;
  std::unordered_map<Id, size_t> places;
  const auto set = [&](const Id& id, const Record* record) {
    const auto [place, is_new] = places.emplace(id, outcomes.size());
    if (is_new) {
      outcomes.emplace_back(id, record);
    } else {
      outcomes[place->second].second = record;
    }
  };
  for (const Id& id : deleted) set(id, nullptr);
  for (const Record& record : put) set(record.id, &record);
  return outcomes;
}

// From how many events on several threads pay, and how many are held prepared.
constexpr size_t kWorthThreads = 1024;
constexpr size_t kPreparedAtOnce = 8192;

class Planner {
 public:
  // `curation` are the acts before.
  Planner(const KeyValueView& before, Curation curation)
      : before_(before),
        sources_(before),
        stated_(before),
        curation_before_(std::move(curation)),
        curation_(curation_before_) {}

  Status PlanArticle(const ArticleId& id, const Article* article) {
    const auto old_bytes = before_.Get(Family::kArticles, ArticleKey(id));
    if (!old_bytes.ok()) return old_bytes.status();
    std::optional<std::string> bytes;
    if (article != nullptr) bytes = Encode(*article);
    if (*old_bytes == bytes) return Status();
    Log(RecordKind::kArticle, article == nullptr, id.value);

    std::optional<ArticleHead> old_head;
    std::vector<StatedOffice> old_offices;
    if (old_bytes->has_value()) {
      const Result<Article> old = DecodeArticle(**old_bytes);
      if (!old.ok()) return old.status().WithContext(id.value);
      old_head = HeadOf(*old);
      old_offices = old->offices;
    }
    stated_.Change(
        id, old_offices,
        article == nullptr ? std::vector<StatedOffice>() : article->offices,
        &writes_);
    std::optional<ArticleHead> head;
    if (article != nullptr) head = HeadOf(*article);
    Set(Family::kArticles, ArticleKey(id), bytes);
    SetHead(id, old_head, head);

    const auto source = [](const std::optional<ArticleHead>& of) {
      return of ? std::optional(of->source) : std::nullopt;
    };
    sources_.Set(id, source(head));
    if (source(old_head) == source(head)) return Status();
    return FollowUp(ListName::Now({FacetKind::kArticle, id.value}));
  }

  // To be called before entities and events.
  Status PlanActs(const std::vector<CurationAct>& put) {
    std::map<uint64_t, CurationAct> acts;
    for (const CurationAct& act : curation_before_.acts()) {
      acts[act.number] = act;
    }
    std::set<EntityId> changed;
    for (const CurationAct& act : put) {
      CurationAct& known = acts[act.number];
      if (known == act) continue;
      for (const CurationAct& each : {known, act}) {
        if (each.number == 0) continue;  // there was none
        changed.insert(each.entity);
        if (!each.into.empty()) changed.insert(each.into);
      }
      known = act;
      Log(RecordKind::kAct, false, ActName(act.number));
      writes_.Put(Family::kEntities, ActKey(act.number), Encode(act));
    }
    if (changed.empty()) return Status();
    has_new_acts_ = true;
    std::vector<CurationAct> all;
    for (auto& [number, act] : acts) all.push_back(std::move(act));
    curation_ = Curation(std::move(all));
    for (const EntityId& id : changed) {
      if (Status s = KeepApart(id); !s.ok()) return s;
      for (const EntityId& related : curation_.Related(id)) {
        changed_.insert(related);
      }
      for (const EntityId& related : curation_before_.Related(id)) {
        changed_.insert(related);
      }
      for (const FacetKind kind :
           {FacetKind::kInvolves, FacetKind::kAttribution}) {
        const Facet facet = {kind, id.value};
        if (Status s = FollowUp(ListName::Now(facet)); !s.ok()) return s;
        if (Status s = FollowUp(ListName::Once(facet)); !s.ok()) return s;
      }
    }
    return Status();
  }

  // The offices that articles state stand on the record, whatever it says of
  // them. To be called after all articles.
  Status PlanEntity(Entity entity) {
    if (Status s = stated_.Put(&entity); !s.ok()) return s;
    planned_.insert(entity.id);
    if (!curation_.Names(entity.id)) return SetEntity(entity.id, entity);
    const Result<std::optional<Entity>> old = Imported(entity.id);
    if (!old.ok()) return old.status();
    if (*old == entity) return Status();
    Log(RecordKind::kEntity, false, entity.id.value);
    writes_.Put(Family::kEntities, ImportedEntityKey(entity.id),
                Encode(entity));
    imported_[entity.id] = entity;
    for (const EntityId& related : curation_.Related(entity.id)) {
      changed_.insert(related);
    }
    return Status();
  }

  // Those of whom articles now state something else. To be called after all
  // entities of the batch.
  Status PlanStatedOffices() {
    for (const EntityId& id : stated_.changed()) {
      if (planned_.contains(id)) continue;
      const Result<std::optional<Entity>> entity = Imported(id);
      if (!entity.ok()) return entity.status();
      if (!*entity) continue;
      if (Status s = PlanEntity(**entity); !s.ok()) return s;
    }
    return Status();
  }

  // What acts and new records make of entities. To be called after all
  // entities.
  Status PlanChangedEntities() {
    for (const EntityId& id : changed_) {
      Status status;
      const std::optional<Entity> entity =
          curation_.Read(id, [&](const EntityId& of) -> std::optional<Entity> {
            Result<std::optional<Entity>> imported = Imported(of);
            if (imported.ok()) return std::move(*imported);
            status = imported.status();
            return std::nullopt;
          });
      if (!status.ok()) return status;
      if (status = SetEntity(id, entity); !status.ok()) return status;
    }
    return Status();
  }

  // To be called after all articles and acts.
  Status PlanEvents(std::span<const EventOutcome> events) {
    const size_t threads =
        events.size() < kWorthThreads
            ? 1
            : std::max(std::thread::hardware_concurrency(), 1u);
    std::vector<EventPreparer> preparers(
        threads, EventPreparer(before_, curation_, sources_));
    while (!events.empty()) {
      const auto next = events.first(std::min(events.size(), kPreparedAtOnce));
      for (const PreparedEvent& each : PrepareAll(preparers, next)) {
        if (Status s = PlanEvent(each); !s.ok()) return s;
      }
      events = events.subspan(next.size());
    }
    return Status();
  }

  // Events that the batch does not name but whose sources or entities it
  // changes. To be called last.
  Status PlanTouchedEvents() {
    const std::set<EventId> touched = touched_;
    EventPreparer preparer(before_, curation_, sources_);
    for (const EventId& id : touched) {
      const auto bytes = before_.Get(Family::kEvents, EventKey(id));
      if (!bytes.ok()) return bytes.status();
      if (!bytes->has_value()) continue;
      const Result<Event> event = DecodeEvent(**bytes);
      if (!event.ok()) return event.status().WithContext(id.value);
      if (Status s = PlanEvent(preparer.Prepare(id, &*event)); !s.ok()) {
        return s;
      }
    }
    return Status();
  }

  Result<WriteSet> Finish(TimePoint now) {
    if (log_.changes.empty()) return WriteSet();
    lists_.Finish(&writes_);
    for (const auto& [key, tally] : counters_) {
      if (tally.cells.empty()) continue;
      writes_.Add(Family::kCounters, key, Encode(tally));
    }
    const Result<uint64_t> version = VersionOf(before_);
    if (!version.ok()) return version.status();
    log_.learned = now;
    writes_.Put(Family::kLog, LogKey(*version + 1), Encode(log_));
    writes_.Put(Family::kMeta, kVersionKey, EncodeNumber(*version + 1));
    if (has_new_acts_) {
      writes_.Put(Family::kMeta, kCurationKey, EncodeNumber(*version + 1));
    }
    return std::move(writes_);
  }

 private:
  void Log(RecordKind kind, bool is_deleted, const std::string& id) {
    log_.changes.push_back({kind, is_deleted, id});
  }

  void Set(Family family, std::string_view key,
           const std::optional<std::string>& value) {
    if (value) {
      writes_.Put(family, key, *value);
    } else {
      writes_.Delete(family, key);
    }
  }

  // The entity's record and names from now on; none: it goes.
  Status SetEntity(const EntityId& id, const std::optional<Entity>& entity) {
    const std::string key = EntityKey(id);
    const auto old_bytes = before_.Get(Family::kEntities, key);
    if (!old_bytes.ok()) return old_bytes.status();
    std::optional<std::string> bytes;
    if (entity) bytes = Encode(*entity);
    if (*old_bytes == bytes) return Status();
    Log(RecordKind::kEntity, !entity, id.value);
    Tally& count = counters_[std::string(kEntityCounterKey)];
    std::map<std::string, std::string> old_names;
    if (old_bytes->has_value()) {
      const Result<Entity> old = DecodeEntity(**old_bytes);
      if (!old.ok()) return old.status().WithContext(id.value);
      old_names = NamesOf(*old);
      Add(0, -1, &count);
    }
    std::map<std::string, std::string> names;
    if (entity) {
      names = NamesOf(*entity);
      Add(0, 1, &count);
    }
    for (const auto& [name, entry] : old_names) {
      if (!names.contains(name)) writes_.Delete(Family::kEntities, name);
    }
    for (const auto& [name, entry] : names) {
      const auto old = old_names.find(name);
      if (old != old_names.end() && old->second == entry) continue;
      writes_.Put(Family::kEntities, name, entry);
    }
    Set(Family::kEntities, key, bytes);
    return Status();
  }

  // The entity as imported, this batch included.
  Result<std::optional<Entity>> Imported(const EntityId& id) {
    const auto known = imported_.find(id);
    if (known != imported_.end()) return known->second;
    const bool is_apart = curation_before_.Names(id);
    const auto bytes = before_.Get(
        Family::kEntities, is_apart ? ImportedEntityKey(id) : EntityKey(id));
    if (!bytes.ok()) return bytes.status();
    std::optional<Entity> entity;
    if (bytes->has_value()) {
      Result<Entity> decoded = DecodeEntity(**bytes);
      if (!decoded.ok()) return decoded.status().WithContext(id.value);
      entity = std::move(*decoded);
    }
    imported_[id] = entity;
    return entity;
  }

  // From now on the entity's record is what acts make of the imported one,
  // which is kept beside it.
  Status KeepApart(const EntityId& id) {
    if (curation_before_.Names(id)) return Status();
    const Result<std::optional<Entity>> imported = Imported(id);
    if (!imported.ok()) return imported.status();
    if (*imported) {
      writes_.Put(Family::kEntities, ImportedEntityKey(id), Encode(**imported));
    }
    return Status();
  }

  void SetHead(const ArticleId& id, const std::optional<ArticleHead>& old_head,
               const std::optional<ArticleHead>& head) {
    if (old_head == head) return;
    Set(Family::kArticles, ArticleHeadKey(id),
        head ? std::optional(Encode(*head)) : std::nullopt);
    if (old_head) {
      writes_.Delete(Family::kArticles, PublishedKey(old_head->published, id));
      Count(*old_head, -1);
    }
    if (head) {
      writes_.Put(Family::kArticles, PublishedKey(head->published, id), "");
      Count(*head, 1);
    }
  }

  void Count(const ArticleHead& head, int64_t delta) {
    Add(0, delta, &counters_[std::string(kArticleCounterKey)]);
    if (head.source.empty()) return;
    Add(0, delta, &counters_[SourceCounterKey(head.source)]);
  }

  // Remembers the events of the list.
  Status FollowUp(const ListName& list) {
    PostingCursor postings(before_, list);
    for (postings.Seek({}); postings.valid(); postings.Next()) {
      touched_.insert({postings.place().id.ToString()});
    }
    return postings.status();
  }

  void SetKin(const EventId& id, const std::vector<KinKey>& old,
              const std::vector<KinKey>& now) {
    for (const KinKey key : old) {
      if (!std::binary_search(now.begin(), now.end(), key)) {
        writes_.Delete(Family::kEvents, KinKeyOf(key, id));
      }
    }
    for (const KinKey key : now) {
      if (!std::binary_search(old.begin(), old.end(), key)) {
        writes_.Put(Family::kEvents, KinKeyOf(key, id), "");
      }
    }
  }

  Status PlanEvent(const PreparedEvent& event) {
    touched_.erase(event.id);
    if (!event.status.ok()) return event.status;
    const auto present = [](const std::string& record) {
      return record.empty() ? std::nullopt : std::optional(record);
    };
    if (event.is_changed) {
      Log(RecordKind::kEvent, event.is_deleted, event.id.value);
      Set(Family::kEvents, EventKey(event.id), present(event.record));
    }
    SetKin(event.id, event.old_kin, event.kin);
    if (event.old_index == event.index) return Status();
    lists_.Change(event.old_index ? &*event.old_index : nullptr,
                  event.index ? &*event.index : nullptr);
    Set(Family::kEvents, IndexedFacetsKey(event.id), present(event.facets));
    return Status();
  }

  const KeyValueView& before_;
  ArticleSources sources_;
  StatedOffices stated_;
  std::set<EntityId> planned_;  // entities whose records are planned
  const Curation curation_before_;
  Curation curation_;
  bool has_new_acts_ = false;
  std::map<EntityId, std::optional<Entity>> imported_;  // those read or put
  std::set<EntityId> changed_;  // entities to be made anew
  WriteSet writes_;
  LogEntry log_;
  ListChanges lists_;
  std::map<std::string, Tally> counters_;  // what is to be added, by key
  std::set<EventId> touched_;
};

}  // namespace

Result<uint64_t> VersionOf(const KeyValueView& view) {
  const auto bytes = view.Get(Family::kMeta, kVersionKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return uint64_t{0};
  return DecodeNumber(**bytes);
}

Result<WriteSet> PlanWrites(const KeyValueView& before,
                            const ImportBatch& batch, TimePoint now) {
  for (const Event& event : batch.put_events) {
    for (const Claim& claim : event.claims) {
      if (claim.evidence.empty()) {
        return Status::InvalidArgument("event '" + event.id.value +
                                       "' has a claim without evidence");
      }
    }
  }
  Result<Curation> curation = ReadCuration(before);
  if (!curation.ok()) return curation.status();
  Planner planner(before, std::move(*curation));
  for (const auto& [id, article] :
       Outcomes(batch.delete_articles, batch.put_articles)) {
    if (Status s = planner.PlanArticle(id, article); !s.ok()) return s;
  }
  if (Status s = planner.PlanActs(batch.put_acts); !s.ok()) return s;
  for (const auto& [id, entity] :
       Outcomes<EntityId, Entity>({}, batch.put_entities)) {
    if (Status s = planner.PlanEntity(*entity); !s.ok()) return s;
  }
  if (Status s = planner.PlanStatedOffices(); !s.ok()) return s;
  if (Status s = planner.PlanChangedEntities(); !s.ok()) return s;
  const auto events = Outcomes(batch.delete_events, batch.put_events);
  if (Status s = planner.PlanEvents(events); !s.ok()) return s;
  if (Status s = planner.PlanTouchedEvents(); !s.ok()) return s;
  return planner.Finish(now);
}

}  // namespace annals
