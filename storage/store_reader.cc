#include "storage/store_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/query/histogram.h"
#include "storage/entity_search.h"
#include "storage/event_search.h"
#include "storage/facet_counts.h"
#include "storage/keys.h"
#include "storage/kin.h"
#include "storage/list_calendar.h"
#include "storage/list_search.h"
#include "storage/posting_cursor.h"
#include "storage/ranking.h"
#include "storage/records.h"
#include "storage/tally.h"

namespace annals {

namespace {

constexpr size_t kMostPerPage = 1000;

// Events that are read at once when all are visited.
constexpr size_t kChunk = 256;

// The record under `key`; NotFound names the id.
template <typename Record>
Result<Record> GetRecord(const KeyValueView& view, Family family,
                         const std::string& key,
                         Result<Record> (*decode)(std::string_view),
                         const std::string& what, const std::string& id) {
  const auto bytes = view.Get(family, key);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) {
    return Status::NotFound("no " + what + " '" + id + "'");
  }
  Result<Record> record = decode(**bytes);
  if (!record.ok()) return record.status().WithContext(id);
  return record;
}

Result<uint64_t> GetCount(const KeyValueView& view, std::string_view key) {
  const auto bytes = view.Get(Family::kCounters, key);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return uint64_t{0};
  return DecodeTotal(**bytes);
}

// The first events of an order, of all that are added.
class FirstOf {
 public:
  FirstOf(SortOrder order, size_t size) : order_(order), size_(size) {}

  // Whether its place alone tells that it is not among the first.
  bool IsTooLate(const Found& found) const {
    if (heap_.size() < size_ || !IsByTime(order_)) return false;
    const Rank& last = heap_.front().rank;
    const TimePoint begin = found.place().begin();
    return last.is_dated &&
           (order_ == SortOrder::kTimeAscending ? begin > last.begin
                                                : begin < last.begin);
  }

  void Add(Ranked ranked) {
    const auto before = [&](const Ranked& a, const Ranked& b) {
      return Before(order_, a.rank, b.rank);
    };
    if (heap_.size() == size_ && !before(ranked, heap_.front())) return;
    heap_.push_back(std::move(ranked));
    std::push_heap(heap_.begin(), heap_.end(), before);
    if (heap_.size() <= size_) return;
    std::pop_heap(heap_.begin(), heap_.end(), before);
    heap_.pop_back();
  }

  std::vector<Ranked> Sorted() && {
    std::sort_heap(heap_.begin(), heap_.end(),
                   [&](const Ranked& a, const Ranked& b) {
                     return Before(order_, a.rank, b.rank);
                   });
    return std::move(heap_);
  }

 private:
  SortOrder order_;
  size_t size_;
  std::vector<Ranked> heap_;  // the last of them at the front
};

void Extend(TimePoint t, std::optional<TimePoint>* first,
            std::optional<TimePoint>* last) {
  if (!*first || t < **first) *first = t;
  if (!*last || t > **last) *last = t;
}

Status CoverReports(const KeyValueView& view, Coverage* coverage) {
  const auto published = view.Scan(Family::kArticles, kPublishedPrefix);
  for (const bool to_last : {false, true}) {
    to_last ? published->SeekToLast() : published->Seek("");
    if (!published->valid()) return published->status();
    const Result<TimePoint> t = DecodePublishedKey(published->key());
    if (!t.ok()) return t.status();
    Extend(*t, &coverage->first_reported, &coverage->last_reported);
  }
  return Status();
}

// The first and last event of each class that has begins.
Status CoverEvents(const KeyValueView& view, Coverage* coverage) {
  PostingCursor events(view, ListName::AllEvents());
  for (uint8_t i = 0; i <= static_cast<uint8_t>(LengthClass::kLonger); ++i) {
    const auto length_class = static_cast<LengthClass>(i);
    const auto cover = [&] {
      if (events.valid() && events.place().length_class() == length_class) {
        Extend(events.place().begin(), &coverage->first_event,
               &coverage->last_event);
      }
      return events.status();
    };
    events.Seek({PlaceTime(length_class, kBeginningOfTime), {}});
    if (Status s = cover(); !s.ok()) return s;
    events.SeekBefore({PlaceTime(length_class, kEndOfTime), {}});
    if (Status s = cover(); !s.ok()) return s;
  }
  return Status();
}

Result<Coverage> LookUpCoverage(const KeyValueView& view) {
  Coverage coverage;
  const std::pair<std::string, uint64_t*> totals[] = {
      {std::string(kArticleCounterKey), &coverage.articles},
      {std::string(kEntityCounterKey), &coverage.entities},
  };
  for (const auto& [key, total] : totals) {
    const Result<uint64_t> count = GetCount(view, key);
    if (!count.ok()) return count.status();
    *total = *count;
  }
  const auto all =
      view.Get(Family::kCounters, EventCounterKey(ListName::AllEvents()));
  if (!all.ok()) return all.status();
  const Result<uint64_t> events = DecodeEventCount(all->value_or(""));
  if (!events.ok()) return events.status();
  coverage.events = *events;
  if (Status s = CoverReports(view, &coverage); !s.ok()) return s;
  if (Status s = CoverEvents(view, &coverage); !s.ok()) return s;
  Counts sources;
  const auto counters = view.Scan(Family::kCounters, kSourceCounterPrefix);
  for (counters->Seek(""); counters->valid(); counters->Next()) {
    const Result<uint64_t> count = DecodeTotal(counters->value());
    if (!count.ok()) return count.status();
    if (*count == 0) continue;
    sources.emplace(counters->rest(), *count);
  }
  if (Status s = counters->status(); !s.ok()) return s;
  coverage.sources = MostFrequent(sources, sources.size());
  return coverage;
}

}  // namespace

Result<Article> StoreReader::GetArticle(const ArticleId& id) const {
  return GetRecord(*view_, Family::kArticles, ArticleKey(id), DecodeArticle,
                   "article", id.value);
}

Result<Entity> StoreReader::GetEntity(const EntityId& id) const {
  if (!curation_.ok()) return curation_.status();
  return GetRecord(*view_, Family::kEntities,
                   EntityKey((*curation_)->Meant(id)), DecodeEntity, "entity",
                   id.value);
}

Result<Entity> StoreReader::ImportedEntity(const EntityId& id) const {
  if (!curation_.ok()) return curation_.status();
  const bool is_apart = (*curation_)->Names(id);
  return GetRecord(*view_, Family::kEntities,
                   is_apart ? ImportedEntityKey(id) : EntityKey(id),
                   DecodeEntity, "entity", id.value);
}

Result<Event> StoreReader::GetEvent(const EventId& id) const {
  return GetRecord(*view_, Family::kEvents, EventKey(id), DecodeEvent, "event",
                   id.value);
}

Result<std::string> StoreReader::ImportHash(const ArticleId& id) const {
  const Result<ArticleHead> head =
      GetRecord(*view_, Family::kArticles, ArticleHeadKey(id),
                DecodeArticleHead, "article", id.value);
  if (head.ok()) return head->import_hash;
  if (head.status().code() == StatusCode::kNotFound) return std::string();
  return head.status();
}

Result<EventPage> StoreReader::FindEvents(const Query& asked) const {
  if (!curation_.ok()) return curation_.status();
  const Query query = (*curation_)->Read(asked);
  if (query.limit < 1 || query.limit > kMostPerPage) {
    return Status::InvalidArgument("limit is not between 1 and " +
                                   std::to_string(kMostPerPage));
  }
  std::optional<Rank> after;
  if (!query.cursor.empty()) {
    Result<Rank> read = ReadCursor(query);
    if (!read.ok()) return read.status();
    after = std::move(*read);
  }
  EventPage page;
  Result<std::vector<Ranked>> found = FirstFound(query, after, &page.total);
  if (!found.ok()) return found.status();
  std::vector<Ranked>& ranked = *found;
  if (ranked.size() > query.limit) {
    ranked.resize(query.limit);
    page.next_cursor = MakeCursor(query, ranked.back().rank);
  }
  Result<std::vector<EventHit>> hits =
      ReadHits(*view_, **curation_, query, ranked, &state_->events);
  if (!hits.ok()) return hits.status();
  page.hits = std::move(*hits);
  return page;
}

// One more than fit on the page, if there are: then there is a next page.
Result<std::vector<Ranked>> StoreReader::FirstFound(
    const Query& query, const std::optional<Rank>& after,
    uint64_t* total) const {
  const size_t size = query.limit + 1;
  if (IsByTime(query.sort)) {
    const auto list = ListSearch::Open(*view_, state_->calendars, query);
    if (!list.ok()) return list.status();
    if (list->has_value()) {
      const Result<uint64_t> count = (*list)->Count();
      if (!count.ok()) return count.status();
      *total = *count;
      return (*list)->First(after, size);
    }
  }
  FirstOf first(query.sort, size);
  const Status visited =
      VisitFound(*view_, **curation_, query, [&](const Found& each) {
        ++*total;
        if (first.IsTooLate(each)) return;
        Rank rank = RankOf(query.sort, each);
        if (after && !Before(query.sort, *after, rank)) return;
        first.Add({std::move(rank), each.certainty()});
      });
  if (!visited.ok()) return visited;
  return std::move(first).Sorted();
}

Result<uint64_t> StoreReader::CountEvents(const Query& asked) const {
  if (!curation_.ok()) return curation_.status();
  const Query query = (*curation_)->Read(asked);
  const auto list = ListSearch::Open(*view_, state_->calendars, query);
  if (!list.ok()) return list.status();
  if (list->has_value()) return (*list)->Count();
  uint64_t count = 0;
  const Status found =
      VisitFound(*view_, **curation_, query, [&](const Found&) { ++count; });
  if (!found.ok()) return found;
  return count;
}

Status StoreReader::VisitKin(
    const std::vector<KinRange>& ranges,
    const std::function<void(const Event&)>& visit) const {
  return annals::VisitKin(*view_, ranges, visit);
}

Status StoreReader::VisitEvents(
    const Query& asked,
    const std::function<bool(const EventHit&)>& visit) const {
  if (!curation_.ok()) return curation_.status();
  const Query query = (*curation_)->Read(asked);
  if (IsByTime(query.sort)) {
    const auto list = ListSearch::Open(*view_, state_->calendars, query);
    if (!list.ok()) return list.status();
    if (list->has_value()) return VisitList(**list, query, visit);
  }
  std::vector<Ranked> ranked;
  const Status found =
      VisitFound(*view_, **curation_, query, [&](const Found& each) {
        ranked.push_back({RankOf(query.sort, each), each.certainty()});
      });
  if (!found.ok()) return found;
  std::sort(ranked.begin(), ranked.end(),
            [&](const Ranked& a, const Ranked& b) {
              return Before(query.sort, a.rank, b.rank);
            });
  for (size_t at = 0; at < ranked.size(); at += kChunk) {
    const Result<bool> goes_on = VisitRanked(
        std::span(ranked).subspan(at, std::min(kChunk, ranked.size() - at)),
        query, visit);
    if (!goes_on.ok()) return goes_on.status();
    if (!*goes_on) break;
  }
  return Status();
}

Status StoreReader::VisitList(
    const ListSearch& list, const Query& query,
    const std::function<bool(const EventHit&)>& visit) const {
  std::optional<Rank> after;
  for (;;) {
    const auto ranked = list.First(after, kChunk);
    if (!ranked.ok()) return ranked.status();
    const Result<bool> goes_on = VisitRanked(*ranked, query, visit);
    if (!goes_on.ok()) return goes_on.status();
    if (!*goes_on || ranked->size() < kChunk) return Status();
    after = ranked->back().rank;
  }
}

Result<bool> StoreReader::VisitRanked(
    std::span<const Ranked> ranked, const Query& query,
    const std::function<bool(const EventHit&)>& visit) const {
  const auto hits = ReadHits(*view_, **curation_, query, ranked, nullptr);
  if (!hits.ok()) return hits.status();
  for (const EventHit& hit : *hits) {
    if (!visit(hit)) return false;
  }
  return true;
}

Result<Histogram> StoreReader::CountByTime(const Query& asked,
                                           BucketWidth width,
                                           size_t max_buckets) const {
  if (!curation_.ok()) return curation_.status();
  const Query query = (*curation_)->Read(asked);
  HistogramBuilder builder(width, query.when);
  const auto add = [&](const FoundGroup& group) {
    if (group.months) {
      builder.Add(*group.months, group.status == EventStatus::kOngoing,
                  group.events);
    } else {
      builder.AddUndated(group.events);
    }
  };
  std::optional<ListSearch> by_months;
  if (width >= BucketWidth::kMonth) {  // a bucket is of whole months
    auto list = ListSearch::Open(*view_, state_->calendars, query);
    if (!list.ok()) return list.status();
    by_months = std::move(*list);
  }
  const Status found =
      by_months
          ? by_months->VisitGroups(add)
          : VisitFound(*view_, **curation_, query, [&](const Found& each) {
              add({each.posting().time, each.posting().status, 1});
            });
  if (!found.ok()) return found;
  return builder.Build(max_buckets);
}

Result<std::vector<FacetCount>> StoreReader::CountByFacet(const Query& asked,
                                                          FacetKind kind,
                                                          size_t size) const {
  if (!curation_.ok()) return curation_.status();
  const Query query = (*curation_)->Read(asked);
  return annals::CountByFacet(*view_, state_->calendars, **curation_, query,
                              kind, size);
}

Result<std::vector<EntityHit>> StoreReader::FindEntities(
    const EntitySearch& search) const {
  return annals::FindEntities(*view_, search);
}

Result<std::vector<EntityHit>> StoreReader::EntitiesNamed(
    std::string_view name) const {
  return annals::EntitiesNamed(*view_, name);
}

Status StoreReader::VisitEntities(
    const std::function<bool(const EntityHit&)>& visit) const {
  return annals::VisitEntities(*view_, visit);
}

Status StoreReader::VisitArticles(
    const std::function<bool(const Article&)>& visit) const {
  const auto records = view_->Scan(Family::kArticles, kArticlePrefix);
  for (records->Seek(""); records->valid(); records->Next()) {
    const Result<Article> article = DecodeArticle(records->value());
    if (!article.ok()) return article.status().WithContext(records->rest());
    if (!visit(*article)) break;
  }
  return records->status();
}

Result<Coverage> StoreReader::GetCoverage() const {
  const std::lock_guard lock(state_->covering);
  if (!state_->coverage) {
    Result<Coverage> coverage = LookUpCoverage(*view_);
    if (!coverage.ok()) return coverage;
    state_->coverage = std::move(*coverage);
  }
  return *state_->coverage;
}

std::unique_ptr<KnowledgeReader> StoreReader::Snapshot() const {
  return std::make_unique<StoreReader>(state_);
}

}  // namespace annals
