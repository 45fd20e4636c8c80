#include "storage/write_plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/event_index.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace annals {

namespace {

// What each id of the batch comes to: a record, or none to delete it. Puts win
// over deletes, later puts over earlier ones.
template <typename Id, typename Record>
std::map<Id, const Record*> Outcomes(const std::vector<Id>& deleted,
                                     const std::vector<Record>& put) {
  std::map<Id, const Record*> outcomes;
  for (const Id& id : deleted) outcomes[id] = nullptr;
  for (const Record& record : put) outcomes[record.id] = &record;
  return outcomes;
}

class Planner {
 public:
  explicit Planner(const KeyValueView& before)
      : before_(before), sources_(before) {}

  Status PlanArticle(const ArticleId& id, const Article* article) {
    const auto old_bytes = before_.Get(Family::kArticles, ArticleKey(id));
    if (!old_bytes.ok()) return old_bytes.status();
    std::optional<std::string> bytes;
    if (article != nullptr) bytes = Encode(*article);
    if (*old_bytes == bytes) return Status();
    Log(RecordKind::kArticle, article == nullptr, id.value);

    std::optional<ArticleHead> old_head;
    if (old_bytes->has_value()) {
      const Result<Article> old = DecodeArticle(**old_bytes);
      if (!old.ok()) return old.status().WithContext(id.value);
      old_head = HeadOf(*old);
    }
    std::optional<ArticleHead> head;
    if (article != nullptr) head = HeadOf(*article);
    Set(Family::kArticles, ArticleKey(id), std::move(bytes));
    SetHead(id, old_head, head);

    const auto source = [](const std::optional<ArticleHead>& of) {
      return of ? std::optional(of->source) : std::nullopt;
    };
    sources_.Set(id, source(head));
    if (source(old_head) != source(head)) return FollowUp(id);
    return Status();
  }

  Status PlanEntity(const Entity& entity) {
    const std::string key = EntityKey(entity.id);
    const auto old_bytes = before_.Get(Family::kEntities, key);
    if (!old_bytes.ok()) return old_bytes.status();
    std::string bytes = Encode(entity);
    if (*old_bytes == bytes) return Status();
    Log(RecordKind::kEntity, false, entity.id.value);

    std::map<std::string, std::string> old_names;
    if (old_bytes->has_value()) {
      const Result<Entity> old = DecodeEntity(**old_bytes);
      if (!old.ok()) return old.status().WithContext(entity.id.value);
      old_names = NamesOf(*old);
    } else {
      ++counters_[std::string(kEntityCounterKey)];
    }
    std::map<std::string, std::string> names = NamesOf(entity);
    for (const auto& [name, entry] : old_names) {
      if (!names.contains(name)) writes_.Delete(Family::kEntities, name);
    }
    for (auto& [name, entry] : names) {
      const auto old = old_names.find(name);
      if (old != old_names.end() && old->second == entry) continue;
      writes_.Put(Family::kEntities, name, std::move(entry));
    }
    writes_.Put(Family::kEntities, key, std::move(bytes));
    return Status();
  }

  // To be called after all articles.
  Status PlanEvent(const EventId& id, const Event* event) {
    touched_.erase(id);
    const auto old_bytes = before_.Get(Family::kEvents, EventKey(id));
    if (!old_bytes.ok()) return old_bytes.status();
    std::optional<std::string> bytes;
    if (event != nullptr) bytes = Encode(*event);
    if (*old_bytes != bytes) {
      Log(RecordKind::kEvent, event == nullptr, id.value);
      Set(Family::kEvents, EventKey(id), bytes);
    }
    std::optional<EventIndex> old_index;
    if (old_bytes->has_value()) {
      Result<EventIndex> read = ReadIndex(id, **old_bytes);
      if (!read.ok()) return read.status();
      old_index = std::move(*read);
    }
    std::optional<EventIndex> index;
    if (event != nullptr) {
      const auto sources = sources_.Of(*event);
      if (!sources.ok()) return sources.status();
      index = IndexOf(*event, *sources);
    }
    Reindex(id, old_index, index);
    return Status();
  }

  // Events that the batch does not name but whose sources it changes. To be
  // called last.
  Status PlanTouchedEvents() {
    const std::set<EventId> touched = touched_;
    for (const EventId& id : touched) {
      const auto bytes = before_.Get(Family::kEvents, EventKey(id));
      if (!bytes.ok()) return bytes.status();
      if (!bytes->has_value()) continue;
      const Result<Event> event = DecodeEvent(**bytes);
      if (!event.ok()) return event.status().WithContext(id.value);
      if (Status s = PlanEvent(id, &*event); !s.ok()) return s;
    }
    return Status();
  }

  Result<WriteSet> Finish(TimePoint now) {
    if (log_.changes.empty()) return WriteSet();
    for (const auto& [key, delta] : counters_) {
      if (delta == 0) continue;
      const auto bytes = before_.Get(Family::kCounters, key);
      if (!bytes.ok()) return bytes.status();
      int64_t count = delta;
      if (bytes->has_value()) {
        const Result<uint64_t> old = DecodeCount(**bytes);
        if (!old.ok()) return old.status();
        count += static_cast<int64_t>(*old);
      }
      if (count < 0) return Status::Corruption("a counter is too small");
      Set(Family::kCounters, key,
          count == 0 ? std::nullopt
                     : std::optional(
                           EncodeCount(static_cast<uint64_t>(count))));
    }
    const Result<uint64_t> version = VersionOf(before_);
    if (!version.ok()) return version.status();
    log_.learned = now;
    writes_.Put(Family::kLog, LogKey(*version + 1), Encode(log_));
    writes_.Put(Family::kMeta, std::string(kVersionKey),
                EncodeNumber(*version + 1));
    return std::move(writes_);
  }

 private:
  void Log(RecordKind kind, bool is_deleted, const std::string& id) {
    log_.changes.push_back({kind, is_deleted, id});
  }

  void Set(Family family, std::string key, std::optional<std::string> value) {
    if (value) {
      writes_.Put(family, std::move(key), std::move(*value));
    } else {
      writes_.Delete(family, std::move(key));
    }
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
    counters_[std::string(kArticleCounterKey)] += delta;
    if (!head.source.empty()) counters_[SourceCounterKey(head.source)] += delta;
  }

  // Remembers the events that have claims of the article.
  Status FollowUp(const ArticleId& id) {
    const auto postings =
        before_.Scan(Family::kPostings, PostingPrefix(ListName::Now(
                                            {FacetKind::kArticle, id.value})));
    for (postings->Seek(""); postings->valid(); postings->Next()) {
      Result<Position> position = DecodePosition(postings->rest());
      if (!position.ok()) return position.status();
      touched_.insert(std::move(position->event));
    }
    return postings->status();
  }

  // What the index holds of an event now.
  Result<EventIndex> ReadIndex(const EventId& id, std::string_view record) {
    const Result<Event> event = DecodeEvent(record);
    if (!event.ok()) return event.status().WithContext(id.value);
    const auto bytes = before_.Get(Family::kEvents, IndexedFacetsKey(id));
    if (!bytes.ok()) return bytes.status();
    if (!bytes->has_value()) {
      return Status::Corruption("event '" + id.value + "' is not indexed");
    }
    Result<IndexedFacets> facets = DecodeIndexedFacets(**bytes);
    if (!facets.ok()) return facets.status().WithContext(id.value);
    return EventIndex{Encode(PositionOf(*event)), Encode(PostingOf(*event)),
                      std::move(*facets)};
  }

  void Reindex(const EventId& id, const std::optional<EventIndex>& old,
               const std::optional<EventIndex>& index) {
    if (old == index) return;
    std::vector<ListName> old_lists;
    std::vector<ListName> lists;
    if (old) old_lists = ListsOf(old->facets);
    if (index) lists = ListsOf(index->facets);
    std::sort(old_lists.begin(), old_lists.end());
    std::sort(lists.begin(), lists.end());
    const bool has_moved =
        !old || !index || old->position != index->position;
    for (const ListName& list : old_lists) {
      const bool stays = std::binary_search(lists.begin(), lists.end(), list);
      if (!stays) --counters_[EventCounterKey(list)];
      if (has_moved || !stays) {
        writes_.Delete(Family::kPostings, PostingKey(list, old->position));
      }
    }
    for (const ListName& list : lists) {
      const bool is_new =
          !std::binary_search(old_lists.begin(), old_lists.end(), list);
      if (is_new) ++counters_[EventCounterKey(list)];
      if (has_moved || is_new || old->posting != index->posting) {
        writes_.Put(Family::kPostings, PostingKey(list, index->position),
                    index->posting);
      }
    }
    Set(Family::kEvents, IndexedFacetsKey(id),
        index ? std::optional(Encode(index->facets)) : std::nullopt);
  }

  const KeyValueView& before_;
  ArticleSources sources_;
  WriteSet writes_;
  LogEntry log_;
  std::map<std::string, int64_t> counters_;
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
  Planner planner(before);
  for (const auto& [id, article] :
       Outcomes(batch.delete_articles, batch.put_articles)) {
    if (Status s = planner.PlanArticle(id, article); !s.ok()) return s;
  }
  for (const auto& [id, entity] :
       Outcomes<EntityId, Entity>({}, batch.put_entities)) {
    if (Status s = planner.PlanEntity(*entity); !s.ok()) return s;
  }
  for (const auto& [id, event] :
       Outcomes(batch.delete_events, batch.put_events)) {
    if (Status s = planner.PlanEvent(id, event); !s.ok()) return s;
  }
  if (Status s = planner.PlanTouchedEvents(); !s.ok()) return s;
  return planner.Finish(now);
}

}  // namespace annals
