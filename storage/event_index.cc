#include "storage/event_index.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/entity/search_keys.h"
#include "core/query/query.h"
#include "storage/list_calendar.h"

namespace annals {

namespace {

// The facets that the event had or may have had while fewer of its claims were
// known, or before acts of curation were made or reverted. Folding only chooses
// among what claims say, so every facet of a fold is one of some claim folded
// alone.
std::vector<Facet> FacetsOfClaims(const Event& event,
                                  const Curation& curation) {
  std::vector<Facet> all;
  const auto add = [&](Claim claim) {
    std::vector<Facet> facets = FacetsOf(FoldClaims({std::move(claim)}), {});
    all.insert(all.end(), std::make_move_iterator(facets.begin()),
               std::make_move_iterator(facets.end()));
  };
  for (const Claim& claim : event.claims) {
    const std::set<TimePoint> turns = curation.TurningPoints(claim);
    if (event.claims.size() < 2 && turns.empty()) return all;
    add(claim);
    for (const TimePoint turn : turns) add(curation.Read(claim, turn));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

EventIndex IndexOf(const Event& event, IndexedFacets facets) {
  const Posting posting = PostingOf(event);
  return {PlaceOf(event), Encode(posting), CellOf(posting), TypeCellOf(posting),
          std::move(facets)};
}

EventIndex IndexOf(const Event& event, const std::vector<std::string>& sources,
                   const Curation& curation) {
  EventIndex index = IndexOf(event, IndexedFacets());
  index.facets.now = FacetsOf(event, sources);
  const std::vector<Facet> said = FacetsOfClaims(event, curation);
  std::set_difference(said.begin(), said.end(), index.facets.now.begin(),
                      index.facets.now.end(),
                      std::back_inserter(index.facets.once));
  return index;
}

std::vector<ListView> ListsOf(const IndexedFacets& facets) {
  std::vector<ListView> lists = {ListView()};
  lists.reserve(1 + facets.now.size() + facets.once.size());
  for (const Facet& facet : facets.now) {
    lists.push_back({KindOfNow(facet.kind), facet.value});
  }
  for (const Facet& facet : facets.once) {
    lists.push_back({KindOfOnce(facet.kind), facet.value});
  }
  return lists;
}

std::map<std::string, std::string> NamesOf(const Entity& entity) {
  std::map<std::string, std::string> names;
  const auto add = [&](const std::string& name) {
    names.emplace(Encode(NameKey{name, entity.id}),
                  Encode(NameEntry{entity.kind, IsNamed(entity, name)}));
  };
  for (const std::string& key : SearchKeysOf(entity)) add(key);
  // No key of a search, but one can ask who is named so.
  if (IsNamed(entity, "")) add("");
  return names;
}

Result<std::vector<std::string>> ArticleSources::Of(const Event& event) {
  std::set<std::string> sources;
  for (const Claim& claim : event.claims) {
    auto it = known_.find(claim.article);
    if (it == known_.end()) {
      const auto bytes =
          view_.Get(Family::kArticles, ArticleHeadKey(claim.article));
      if (!bytes.ok()) return bytes.status();
      std::optional<std::string> source;
      if (bytes->has_value()) {
        Result<ArticleHead> head = DecodeArticleHead(**bytes);
        if (!head.ok()) return head.status().WithContext(claim.article.value);
        source = std::move(head->source);
      }
      it = known_.emplace(claim.article, std::move(source)).first;
    }
    if (it->second) sources.insert(*it->second);
  }
  return std::vector<std::string>(sources.begin(), sources.end());
}

}  // namespace annals
