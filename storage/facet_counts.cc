#include "storage/facet_counts.h"

#include <algorithm>
#include <utility>

#include "storage/event_index.h"
#include "storage/event_search.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace annals {

namespace {

// Records that are read at once.
constexpr size_t kChunk = 256;

using Counts = std::unordered_map<std::string, uint64_t>;

// Adds the facets that the events are indexed under.
Status AddIndexed(const KeyValueView& view, FacetKind kind,
                  const std::vector<std::string>& keys, Counts* counts) {
  const auto records = view.GetMany(Family::kEvents, keys);
  if (!records.ok()) return records.status();
  for (const auto& record : *records) {
    if (!record) return Status::Corruption("an event is not indexed");
    const Result<IndexedFacets> facets = DecodeIndexedFacets(*record);
    if (!facets.ok()) return facets.status();
    for (const Facet& facet : facets->now) {
      if (facet.kind == kind) ++(*counts)[facet.value];
    }
  }
  return Status();
}

Result<Counts> CountIndexed(const KeyValueView& view, const Curation& curation,
                            const Query& query, FacetKind kind) {
  Counts counts;
  Status status;
  std::vector<std::string> keys;
  const auto flush = [&] {
    if (status.ok()) status = AddIndexed(view, kind, keys, &counts);
    keys.clear();
  };
  const Status found =
      VisitFound(view, curation, query, [&](const Found& each) {
        keys.push_back(IndexedFacetsKey({std::string(each.id)}));
        if (keys.size() == kChunk) flush();
      });
  if (!found.ok()) return found;
  flush();
  if (!status.ok()) return status;
  return counts;
}

// Events as of a past day had other facets than they are indexed under.
Result<Counts> CountAsOf(const KeyValueView& view, const Curation& curation,
                         const Query& query, FacetKind kind) {
  std::vector<Ranked> ranked;
  const Status found =
      VisitFound(view, curation, query, [&](const Found& each) {
        ranked.push_back({RankOf(query.sort, each.id, each.posting)});
      });
  if (!found.ok()) return found;
  Counts counts;
  ArticleSources sources(view);
  for (size_t at = 0; at < ranked.size(); at += kChunk) {
    const auto hits = ReadHits(
        view, curation, query,
        std::span(ranked).subspan(at, std::min(kChunk, ranked.size() - at)));
    if (!hits.ok()) return hits.status();
    for (const EventHit& hit : *hits) {
      const auto of = sources.Of(hit.event);
      if (!of.ok()) return of.status();
      for (const Facet& facet : FacetsOf(hit.event, *of)) {
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
                                             const Curation& curation,
                                             const Query& query, FacetKind kind,
                                             size_t size) {
  const Result<Counts> counts = query.as_of
                                    ? CountAsOf(view, curation, query, kind)
                                    : CountIndexed(view, curation, query, kind);
  if (!counts.ok()) return counts.status();
  return MostFrequent(*counts, size);
}

}  // namespace annals
