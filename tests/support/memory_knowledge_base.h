// A knowledge base kept in maps and searched from end to end. It is too simple
// to be wrong, so it serves twice: as the store behind api/ tests, and as the
// model that randomized storage/ tests compare the real store with.
//
// ORDER. time:asc puts events by (begin, id), time:desc by exactly the reverse;
// undated events come last in both. The other orders are by their value, most
// first, and then by id, least first.
//
// Not to be written to while other threads read it.

#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/curate.h"
#include "core/curation.h"
#include "core/entity/search_keys.h"
#include "core/knowledge_base.h"
#include "core/query/histogram.h"
#include "core/query/query.h"
#include "core/text/fold.h"

namespace annals::testing {

class MemoryKnowledgeBase : public KnowledgeReader, public KnowledgeWriter {
 public:
  Status Apply(const ImportBatch& batch) override {
    const MemoryKnowledgeBase before = *this;
    for (const ArticleId& id : batch.delete_articles) articles_.erase(id);
    for (const Article& article : batch.put_articles) {
      articles_.insert_or_assign(article.id, article);
    }
    for (const Entity& entity : batch.put_entities) {
      entities_[entity.id] = entity;
    }
    for (auto& [id, entity] : entities_) PutStatedOffices(&entity);
    for (const EventId& id : batch.delete_events) events_.erase(id);
    for (const Event& event : batch.put_events) {
      events_.insert_or_assign(event.id, event);
    }
    for (const CurationAct& act : batch.put_acts) acts_[act.number] = act;
    std::vector<CurationAct> acts;
    for (const auto& [number, act] : acts_) acts.push_back(act);
    curation_ = std::make_shared<const Curation>(std::move(acts));
    for (auto& [id, event] : events_) event = curation_->Read(event);
    if (articles_ != before.articles_ || entities_ != before.entities_ ||
        events_ != before.events_ || acts_ != before.acts_) {
      ++version_;
    }
    return Status();
  }

  // Acts are made in the first seconds of 2026.
  Result<CurationAct> Curate(const CurationAct& wanted) override {
    return Put(MakeAct(*this, wanted, kActsBegin));
  }
  Result<CurationAct> Revert(uint64_t act, const std::string& reason) override {
    return Put(RevertedAct(*this, act, reason, kActsBegin));
  }
  static constexpr TimePoint kActsBegin =
      std::chrono::sys_days{std::chrono::year(2026) / 1 / 1};

  Result<Article> GetArticle(const ArticleId& id) const override {
    return Get(articles_, id, "article");
  }
  Result<Entity> GetEntity(const EntityId& id) const override {
    const std::optional<Entity> entity =
        curation_->Read(curation_->Meant(id), Imported());
    if (entity) return *entity;
    return Status::NotFound("no entity '" + id.value + "'");
  }
  Result<Entity> ImportedEntity(const EntityId& id) const override {
    return Get(entities_, id, "entity");
  }
  Result<std::shared_ptr<const Curation>> GetCuration() const override {
    return curation_;
  }
  Result<Event> GetEvent(const EventId& id) const override {
    return Get(events_, id, "event");
  }
  Result<std::string> ImportHash(const ArticleId& id) const override {
    const auto it = articles_.find(id);
    return it == articles_.end() ? std::string() : it->second.import_hash;
  }

  Result<EventPage> FindEvents(const Query& query) const override {
    if (query.limit < 1 || query.limit > 1000) {
      return Status::InvalidArgument("limit is not between 1 and 1000");
    }
    std::vector<EventHit> hits = Answer(query);
    EventPage page;
    page.total = hits.size();
    size_t next = 0;
    if (!query.cursor.empty()) {
      const Result<size_t> after = AfterCursor(query, hits);
      if (!after.ok()) return after.status();
      next = *after;
    }
    for (; next < hits.size() && page.hits.size() < query.limit; ++next) {
      page.hits.push_back(std::move(hits[next]));
    }
    if (next < hits.size()) {
      page.next_cursor = MakeCursor(query, *page.hits.back().event);
    }
    return page;
  }

  Result<uint64_t> CountEvents(const Query& query) const override {
    return Answer(query).size();
  }

  Status VisitEvents(
      const Query& query,
      const std::function<bool(const EventHit&)>& visit) const override {
    for (const EventHit& hit : Answer(query)) {
      if (!visit(hit)) break;
    }
    return Status();
  }

  Status VisitKin(
      const std::vector<KinRange>& ranges,
      const std::function<void(const Event&)>& visit) const override {
    for (const auto& [id, event] : events_) {
      if (IsKin(event, ranges)) visit(event);
    }
    return Status();
  }

  Result<Histogram> CountByTime(const Query& query, BucketWidth width,
                                size_t max_buckets) const override {
    Histogram histogram;
    std::vector<Event> dated;
    std::vector<TimePoint> known;  // instants the buckets must reach
    for (const EventHit& hit : Answer(query)) {
      if (!hit.event->time) {
        ++histogram.undated;
        continue;
      }
      const TimeInterval& time = hit.event->time->interval;
      if (time.has_begin()) known.push_back(time.begin());
      if (time.has_end()) known.push_back(time.end() - std::chrono::seconds(1));
      dated.push_back(*hit.event);
    }
    if (known.empty()) return histogram;
    TimePoint from = *std::min_element(known.begin(), known.end());
    TimePoint to = *std::max_element(known.begin(), known.end());
    if (query.when) {
      const TimePoint end = query.when->end() - std::chrono::seconds(1);
      from = std::clamp(from, query.when->begin(), end);
      to = std::clamp(to, query.when->begin(), end);
    }
    for (TimePoint begin = BucketBegin(width, from); begin <= to;
         begin = NextBucket(width, begin)) {
      if (histogram.buckets.size() == max_buckets) {
        return Status::InvalidArgument("too many buckets");
      }
      histogram.buckets.push_back(
          CountBucket(dated, begin, NextBucket(width, begin)));
    }
    return histogram;
  }

  Result<std::vector<FacetCount>> CountByFacet(const Query& query,
                                               FacetKind kind,
                                               size_t size) const override {
    std::map<std::string, uint64_t> counts;
    for (const EventHit& hit : Answer(query)) {
      for (const Facet& facet : FacetsOf(*hit.event, SourcesOf(*hit.event))) {
        if (facet.kind == kind) ++counts[facet.value];
      }
    }
    return MostFrequent(counts, size);
  }

  Result<std::vector<EntityHit>> FindEntities(
      const EntitySearch& search) const override {
    const std::string prefix = Fold(search.prefix);
    std::vector<EntityHit> hits = Entities([&](const Entity& entity) {
      if (search.kind && entity.kind != *search.kind) return false;
      const std::vector<std::string> keys = SearchKeysOf(entity);
      return prefix.empty() ||
             std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
               return key.starts_with(prefix);
             });
    });
    const auto rank = [&](const EntityHit& hit) {
      return std::tuple(!IsNamed(hit.entity, prefix),
                        -static_cast<int64_t>(hit.events), hit.entity.id);
    };
    std::sort(hits.begin(), hits.end(),
              [&](const EntityHit& a, const EntityHit& b) {
                return rank(a) < rank(b);
              });
    if (hits.size() > search.limit) hits.resize(search.limit);
    return hits;
  }

  Result<std::vector<EntityHit>> EntitiesNamed(
      std::string_view name) const override {
    const std::string folded = Fold(name);
    return Entities(
        [&](const Entity& entity) { return IsNamed(entity, folded); });
  }

  Status VisitEntities(
      const std::function<bool(const EntityHit&)>& visit) const override {
    for (const EntityHit& hit : Entities([](const Entity&) { return true; })) {
      if (!visit(hit)) break;
    }
    return Status();
  }

  Status VisitArticles(
      const std::function<bool(const Article&)>& visit) const override {
    for (const auto& [id, article] : articles_) {
      if (!visit(article)) break;
    }
    return Status();
  }

  Result<Coverage> GetCoverage() const override {
    Coverage coverage;
    coverage.articles = articles_.size();
    coverage.events = events_.size();
    coverage.entities = Entities([](const Entity&) { return true; }).size();
    std::map<std::string, uint64_t> sources;
    for (const auto& [id, article] : articles_) {
      const TimePoint t = article.published.begin();
      Extend(t, &coverage.first_reported, &coverage.last_reported);
      if (!article.source.empty()) ++sources[article.source];
    }
    for (const auto& [id, event] : events_) {
      if (!event.time || !event.time->interval.has_begin()) continue;
      Extend(event.time->interval.begin(), &coverage.first_event,
             &coverage.last_event);
    }
    coverage.sources = MostFrequent(sources, sources.size());
    return coverage;
  }

  uint64_t Version() const override { return version_; }

  std::unique_ptr<KnowledgeReader> Snapshot() const override {
    return std::make_unique<MemoryKnowledgeBase>(*this);
  }

 private:
  Result<CurationAct> Put(Result<CurationAct> act) {
    ImportBatch batch;
    if (act.ok()) batch.put_acts.push_back(*act);
    if (Status s = Apply(batch); !s.ok()) return s;
    return act;
  }

  Curation::Imported Imported() const {
    return [this](const EntityId& id) -> std::optional<Entity> {
      const auto it = entities_.find(id);
      if (it == entities_.end()) return std::nullopt;
      return it->second;
    };
  }

  template <typename Map, typename Id>
  static Result<typename Map::mapped_type> Get(const Map& map, const Id& id,
                                               const std::string& what) {
    const auto it = map.find(id);
    if (it == map.end()) {
      return Status::NotFound("no " + what + " '" + id.value + "'");
    }
    return it->second;
  }

  static void Extend(TimePoint t, std::optional<TimePoint>* first,
                     std::optional<TimePoint>* last) {
    if (!*first || t < **first) *first = t;
    if (!*last || t > **last) *last = t;
  }

  static std::vector<FacetCount> MostFrequent(
      const std::map<std::string, uint64_t>& counts, size_t size) {
    std::vector<FacetCount> all;
    for (const auto& [value, count] : counts) all.push_back({value, count});
    std::stable_sort(all.begin(), all.end(),
                     [](const FacetCount& a, const FacetCount& b) {
                       return a.count > b.count;
                     });
    if (all.size() > size) all.resize(size);
    return all;
  }

  // Each office that articles state once, with the first of them.
  void PutStatedOffices(Entity* entity) const {
    std::erase_if(entity->offices, [](const Office& office) {
      return !office.evidence.empty();
    });
    std::map<StatedOffice, ArticleId> first;
    for (const auto& [id, article] : articles_) {
      for (const StatedOffice& office : article.offices) {
        if (office.holder == entity->id) first.emplace(office, id);
      }
    }
    for (const auto& [office, article] : first) {
      entity->offices.push_back(
          {office.title, office.of, std::nullopt, article});
    }
  }

  std::vector<std::string> SourcesOf(const Event& event) const {
    std::set<std::string> sources;
    for (const Claim& claim : event.claims) {
      const auto it = articles_.find(claim.article);
      if (it != articles_.end()) sources.insert(it->second.source);
    }
    return {sources.begin(), sources.end()};
  }

  static bool Before(SortOrder sort, const Event& a, const Event& b) {
    switch (sort) {
      case SortOrder::kTimeAscending:
      case SortOrder::kTimeDescending: {
        if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
        const bool ascending = sort == SortOrder::kTimeAscending;
        const Event& first = ascending ? a : b;
        const Event& second = ascending ? b : a;
        if (a.time && a.time->interval.begin() != b.time->interval.begin()) {
          return first.time->interval.begin() < second.time->interval.begin();
        }
        return first.id < second.id;
      }
      case SortOrder::kReportedDescending:
        return std::tuple(b.last_reported, a.id) <
               std::tuple(a.last_reported, b.id);
      case SortOrder::kConfidenceDescending:
        return std::tuple(b.confidence, a.id) < std::tuple(a.confidence, b.id);
      case SortOrder::kArticlesDescending:
        return std::tuple(b.articles, a.id) < std::tuple(a.articles, b.id);
    }
    return false;
  }

  std::vector<EventHit> Answer(const Query& asked) const {
    const Query query = curation_->Read(asked);
    std::vector<EventHit> hits;
    for (const auto& [id, event] : events_) {
      const std::optional<Event> then =
          query.as_of ? curation_->ReadAsOf(event, *query.as_of) : event;
      if (!then) continue;
      const auto certainty = Matches(query, *then, SourcesOf(*then));
      if (certainty) {
        hits.push_back({std::make_shared<const Event>(*then), *certainty});
      }
    }
    std::sort(hits.begin(), hits.end(),
              [&](const EventHit& a, const EventHit& b) {
                return Before(query.sort, *a.event, *b.event);
              });
    return hits;
  }

  static Bucket CountBucket(const std::vector<Event>& dated, TimePoint begin,
                            TimePoint end) {
    Bucket bucket{begin, end};
    Query inside;
    inside.when =
        *TimeInterval::Make(std::max(begin, kBeginningOfTime),
                            std::min(end, kEndOfTime), Granularity::kSecond);
    for (const Event& event : dated) {
      const std::optional<Certainty> certainty = MatchTime(inside, event);
      if (!certainty) continue;
      ++bucket.max;
      if (*certainty == Certainty::kCertain) ++bucket.min;
      const TimeInterval& time = event.time->interval;
      if (time.has_begin() && inside.when->Contains(time.begin())) {
        ++bucket.count;
      }
    }
    return bucket;
  }

  std::vector<EntityHit> Entities(
      const std::function<bool(const Entity&)>& wanted) const {
    std::map<std::string, uint64_t> events;
    for (const auto& [id, event] : events_) {
      for (const Facet& facet : FacetsOf(event, {})) {
        if (facet.kind == FacetKind::kInvolves) ++events[facet.value];
      }
    }
    std::set<EntityId> ids;
    for (const auto& [id, entity] : entities_) ids.insert(id);
    for (const auto& [number, act] : acts_) {
      if (!act.into.empty()) ids.insert(act.into);
    }
    std::vector<EntityHit> hits;
    for (const EntityId& id : ids) {
      const std::optional<Entity> entity = curation_->Read(id, Imported());
      if (entity && wanted(*entity)) {
        hits.push_back({*entity, events[id.value]});
      }
    }
    return hits;
  }

  // CURSORS. The query in words, hashed; then the last event that was seen.
  // The event is looked for by its id, so it must still be there.
  static std::string Describe(const Filter& filter) {
    std::string text = std::to_string(static_cast<int>(filter.op)) + "(" +
                       std::to_string(static_cast<int>(filter.facet.kind)) +
                       ":" + filter.facet.value + ";";
    for (const std::string& term : filter.terms) text += term + ",";
    for (const double d :
         {filter.box.west, filter.box.south, filter.box.east, filter.box.north,
          filter.near.center.latitude, filter.near.center.longitude,
          filter.near.radius_km}) {
      text += std::to_string(d) + ",";
    }
    for (const Filter& part : filter.parts) text += Describe(part);
    return text + ")";
  }
  static std::string Describe(const std::optional<TimeInterval>& time) {
    if (!time) return "-";
    return std::to_string(time->begin().time_since_epoch().count()) + "/" +
           std::to_string(time->end().time_since_epoch().count());
  }
  static std::string Fingerprint(const Query& query) {
    const std::string text =
        Describe(query.filter) + Describe(query.when) +
        std::to_string(static_cast<int>(query.match)) +
        std::to_string(query.certain_only) + Describe(query.reported) +
        (query.as_of ? std::to_string(query.as_of->time_since_epoch().count())
                     : "-") +
        std::to_string(query.min_confidence) + "," +
        std::to_string(query.min_articles) + "," +
        std::to_string(static_cast<int>(query.sort));
    return std::to_string(std::hash<std::string>()(text));
  }
  static std::string MakeCursor(const Query& query, const Event& last) {
    std::string cursor;
    for (const char c : Fingerprint(query) + "." + last.id.value) {
      cursor += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
      cursor += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return cursor;
  }

  // The number of the first hit after the cursor.
  Result<size_t> AfterCursor(const Query& query,
                             const std::vector<EventHit>& hits) const {
    for (size_t i = 0; i < hits.size(); ++i) {
      if (query.cursor == MakeCursor(query, *hits[i].event)) return i + 1;
    }
    return Status::InvalidArgument(
        "cursor-mismatch: the cursor is not one of this query's");
  }

  std::map<ArticleId, Article> articles_;
  std::map<EntityId, Entity> entities_;
  std::map<EventId, Event> events_;
  std::map<uint64_t, CurationAct> acts_;
  std::shared_ptr<const Curation> curation_ =
      std::make_shared<const Curation>();
  uint64_t version_ = 0;
};

}  // namespace annals::testing
