#include "storage/facet_counts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "storage/event_index.h"
#include "storage/event_search.h"
#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/list_search.h"
#include "storage/records.h"

namespace annals {

namespace {

// Records that are read at once.
constexpr size_t kChunk = 256;

// Adds the facets that the events are indexed under.
Status AddIndexed(const KeyValueView& view, FacetKind kind,
                  const std::vector<std::string>& keys, Counts* counts) {
  Status status;
  const auto add = [&](size_t, std::optional<std::string_view> record) {
    const Status visited =
        record ? VisitValues(*record, kind,
                             [&](std::string_view value) {
                               const auto at = counts->find(value);
                               if (at != counts->end()) {
                                 ++at->second;
                               } else {
                                 counts->emplace(value, 1);
                               }
                             })
               : Status::Corruption("an event is not indexed");
    if (!visited.ok()) status = visited;
  };
  if (Status s = view.VisitMany(Family::kEvents, keys, add); !s.ok()) return s;
  return status;
}

// What a posting says of the facet itself; none: the event's list is to be
// read.
std::optional<std::string_view> SaidBy(const Found& found, FacetKind kind) {
  if (kind == FacetKind::kStatus) return Name(found.posting().status);
  if (kind == FacetKind::kType) return Name(found.posting().type);
  return std::nullopt;
}

Result<Counts> CountIndexed(const KeyValueView& view, const Curation& curation,
                            const Query& query, FacetKind kind) {
  Counts counts;
  std::map<std::string_view, uint64_t> said;
  Status status;
  std::vector<std::string> keys;
  const auto flush = [&] {
    if (status.ok()) status = AddIndexed(view, kind, keys, &counts);
    keys.clear();
  };
  const Status found =
      VisitFound(view, curation, query, [&](const Found& each) {
        if (const auto value = SaidBy(each, kind)) {
          ++said[*value];
          return;
        }
        keys.push_back(IndexedFacetsKey({each.place().id.ToString()}));
        if (keys.size() == kChunk) flush();
      });
  if (!found.ok()) return found;
  flush();
  if (!status.ok()) return status;
  for (const auto& [value, count] : said) counts[std::string(value)] += count;
  return counts;
}

// Of all events, or those of a time: each value's list has them counted. None
// if another filter is asked for.
Result<std::optional<Counts>> CountLists(const KeyValueView& view,
                                         const Query& query, FacetKind kind) {
  if (query.filter.op != Filter::Op::kAll || !IsAskedOfCalendars(query)) {
    return std::optional<Counts>();
  }
  Counts counts;
  const auto counters = view.Scan(
      Family::kCounters, EventCounterKey(ListName::Now({kind, std::string()})));
  for (counters->Seek(""); counters->valid(); counters->Next()) {
    Result<Calendar> calendar = DecodeCalendar(counters->value());
    if (!calendar.ok()) return calendar.status();
    const ListSearch list(
        view, query, ListName::Now({kind, std::string(counters->rest())}),
        std::make_shared<const Calendar>(std::move(*calendar)));
    const Result<uint64_t> count = list.Count();
    if (!count.ok()) return count.status();
    if (*count > 0) counts.emplace(counters->rest(), *count);
  }
  if (Status s = counters->status(); !s.ok()) return s;
  return std::optional<Counts>(std::move(counts));
}

// Types or statuses of one list at any time: its calendar counts them. None if
// something else is asked for.
Result<std::optional<Counts>> CountTypes(const KeyValueView& view,
                                         const CachedCalendars& calendars,
                                         const Query& query, FacetKind kind) {
  const std::optional<ListName> list = OneListOf(query);
  const bool is_counted =
      list && CountsTypes(list->kind) && !query.when &&
      (kind == FacetKind::kType || kind == FacetKind::kStatus);
  if (!is_counted) return std::optional<Counts>();
  const auto calendar = calendars.Of(view, *list);
  if (!calendar.ok()) return calendar.status();
  Counts counts;
  for (const Calendar::OfType& each : (*calendar)->types) {
    const std::string_view value =
        kind == FacetKind::kType ? Name(each.type) : Name(each.status);
    counts[std::string(value)] += each.events;
  }
  return std::optional<Counts>(std::move(counts));
}

// Events as of a past day had other facets than they are indexed under.
Result<Counts> CountAsOf(const KeyValueView& view, const Curation& curation,
                         const Query& query, FacetKind kind) {
  std::vector<Ranked> ranked;
  const Status found = VisitFound(
      view, curation, query,
      [&](const Found& each) { ranked.push_back({RankOf(query.sort, each)}); });
  if (!found.ok()) return found;
  Counts counts;
  ArticleSources sources(view);
  for (size_t at = 0; at < ranked.size(); at += kChunk) {
    const auto hits = ReadHits(
        view, curation, query,
        std::span(ranked).subspan(at, std::min(kChunk, ranked.size() - at)),
        nullptr);
    if (!hits.ok()) return hits.status();
    for (const EventHit& hit : *hits) {
      const auto of = sources.Of(*hit.event);
      if (!of.ok()) return of.status();
      for (const Facet& facet : FacetsOf(*hit.event, *of)) {
        if (facet.kind == kind) ++counts[facet.value];
      }
    }
  }
  return counts;
}

}  // namespace

std::vector<FacetCount> MostFrequent(const Counts& counts, size_t size) {
  std::vector<FacetCount> all;
  for (const auto& [value, count] : counts) all.push_back({value, count});
  size = std::min(size, all.size());
  std::partial_sort(
      all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size), all.end(),
      [](const FacetCount& a, const FacetCount& b) {
        return std::tie(b.count, a.value) < std::tie(a.count, b.value);
      });
  all.resize(size);
  return all;
}

Result<std::vector<FacetCount>> CountByFacet(const KeyValueView& view,
                                             const CachedCalendars& calendars,
                                             const Curation& curation,
                                             const Query& query, FacetKind kind,
                                             size_t size) {
  const auto of_types = CountTypes(view, calendars, query, kind);
  if (!of_types.ok()) return of_types.status();
  if (of_types->has_value()) return MostFrequent(**of_types, size);
  const auto of_lists = CountLists(view, query, kind);
  if (!of_lists.ok()) return of_lists.status();
  if (of_lists->has_value()) return MostFrequent(**of_lists, size);
  const Result<Counts> counts = query.as_of
                                    ? CountAsOf(view, curation, query, kind)
                                    : CountIndexed(view, curation, query, kind);
  if (!counts.ok()) return counts.status();
  return MostFrequent(*counts, size);
}

}  // namespace annals
