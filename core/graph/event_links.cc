#include "core/graph/event_links.h"

#include <algorithm>
#include <set>

namespace annals {

namespace {

std::set<ArticleId> ArticlesOf(const Event& event) {
  std::set<ArticleId> articles;
  for (const Claim& claim : event.claims) articles.insert(claim.article);
  return articles;
}

std::vector<RelatedEvent::Tie> TiesBetween(const Event& asked,
                                           const Event& other) {
  std::vector<RelatedEvent::Tie> ties;
  for (const bool is_to_it : {true, false}) {
    ToldEvents told;
    told.Add(is_to_it ? other : asked);
    for (const EventLink& link : told.LinksOf(is_to_it ? asked : other)) {
      ties.push_back({link.relation, is_to_it});
    }
  }
  return ties;
}

}  // namespace

void ToldEvents::Add(const Event& event) {
  for (const Claim& claim : event.claims) {
    for (const Evidence& evidence : claim.evidence) {
      events_.try_emplace({claim.article, evidence.trigger_span}, event.id);
    }
  }
}

std::vector<EventLink> ToldEvents::LinksOf(const Event& event) const {
  std::vector<EventLink> links;
  for (const Claim& claim : event.claims) {
    for (const ClaimLink& link : claim.links) {
      const auto other = events_.find({claim.article, link.trigger});
      if (other == events_.end() || other->second == event.id) continue;
      links.push_back({link.relation, other->second});
    }
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

Result<std::vector<RelatedEvent>> RelatedTo(const KnowledgeReader& reader,
                                            const Query& query,
                                            const Event& event) {
  const std::set<ArticleId> articles = ArticlesOf(event);
  std::vector<Filter> told;
  for (const ArticleId& id : articles) {
    told.push_back(Filter::Is(FacetKind::kArticle, id.value));
  }
  Query near = query;
  near.filter = Filter::And({query.filter, Filter::Or(std::move(told))});
  std::vector<RelatedEvent> related;
  const Status status = reader.VisitEvents(near, [&](const EventHit& hit) {
    if (hit.event->id == event.id) return true;
    RelatedEvent each{hit.event, TiesBetween(event, *hit.event), 0};
    for (const ArticleId& id : ArticlesOf(*each.event)) {
      each.shared += articles.count(id);
    }
    related.push_back(std::move(each));
    return true;
  });
  if (!status.ok()) return status;
  std::stable_sort(related.begin(), related.end(),
                   [](const RelatedEvent& a, const RelatedEvent& b) {
                     return std::pair(!a.ties.empty(), a.shared) >
                            std::pair(!b.ties.empty(), b.shared);
                   });
  return related;
}

}  // namespace annals
