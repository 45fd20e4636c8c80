#include "import/merging/merger.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "import/merging/cluster.h"
#include "import/merging/same_happening.h"

namespace annals {

namespace {

// The most claims that are regrouped for one article. Far more than one story
// has; a bound on the work, not a tuning knob.
constexpr size_t kMaxRegrouped = 2000;

// The claims to be regrouped and the events they are now in.
class Regrouping {
 public:
  Regrouping(const KnowledgeReader& reader, bool keeps_records)
      : reader_(reader), keeps_records_(keeps_records) {}

  // Takes out `article`'s claims from the events that hold some; what is left
  // of those events is to be regrouped.
  Status Withdraw(const ArticleId& article) {
    Query query;
    query.filter = Filter::Is(FacetKind::kArticle, article.value);
    return reader_.VisitEvents(query, [&](const EventHit& hit) {
      AddEvent(*hit.event, &article);
      return true;
    });
  }

  void AddClaim(Claim claim) { claims_.push_back(std::move(claim)); }

  // Adds every event that is joined to it by some pair of claims.
  Status Close(const ArticleId& article) {
    std::set<KinRange> asked;
    size_t fetched = 0;  // claims whose kin are in near_
    for (size_t next = 0; next < claims_.size(); ++next) {
      if (claims_.size() > kMaxRegrouped) break;
      if (next >= fetched) {
        std::vector<KinRange> ranges;
        for (; fetched < claims_.size(); ++fetched) {
          for (const KinRange& range : KinSought(claims_[fetched])) {
            if (asked.insert(range).second) ranges.push_back(range);
          }
        }
        if (Status s = Fetch(ranges); !s.ok()) return s;
      }
      const Claim claim = claims_[next];
      const Comparable one(claim);
      std::erase_if(near_[claim.type], [&](const Near& near) {
        const bool joins = std::any_of(near.claims.begin(), near.claims.end(),
                                       [&](const Comparable& other) {
                                         return Compare(one, other).same();
                                       });
        if (joins) AddEvent(*near.event, &article);
        return joins;
      });
    }
    return Status();
  }

  EventChanges Regroup() && {
    EventChanges changes;
    std::map<EventId, Event> before = std::move(events_);
    for (std::vector<Claim>& group : Cluster(std::move(claims_))) {
      Event event = FoldClaims(std::move(group));
      const auto known = before.find(event.id);
      if (known != before.end()) {
        const bool same = known->second == event;
        before.erase(known);
        if (same) continue;
      }
      changes.put.push_back(std::move(event));
    }
    for (const auto& [id, event] : before) changes.removed.push_back(id);
    return changes;
  }

 private:
  // An event that some claim may be of, ready to be compared.
  struct Near {
    std::unique_ptr<const Event> event;
    std::vector<Comparable> claims;
  };

  Status Fetch(const std::vector<KinRange>& ranges) {
    return reader_.VisitKin(ranges, [&](const Event& event) {
      if (events_.contains(event.id) || !seen_.insert(event.id).second) return;
      Near near{std::make_unique<const Event>(event), {}};
      for (const Claim& claim : near.event->claims) {
        near.claims.emplace_back(claim);
      }
      near_[event.claims.front().type].push_back(std::move(near));
    });
  }

  void AddEvent(const Event& event, const ArticleId* without) {
    if (!events_.emplace(event.id, event).second) return;
    for (const Claim& claim : event.claims) {
      const bool is_kept = keeps_records_ && IsRecord(claim.evidence.front());
      if (claim.article != *without || is_kept) claims_.push_back(claim);
    }
  }

  const KnowledgeReader& reader_;
  const bool keeps_records_;
  std::map<EventId, Event> events_;
  std::vector<Claim> claims_;
  std::map<EventType, std::vector<Near>> near_;  // not of events_, by type
  std::set<EventId> seen_;                       // those that were ever near
};

}  // namespace

Result<EventChanges> Merge(const KnowledgeReader& reader,
                           const ArticleId& article,
                           std::vector<Claim> claims) {
  Regrouping regrouping(reader, true);
  if (Status s = regrouping.Withdraw(article); !s.ok()) return s;
  for (Claim& claim : claims) regrouping.AddClaim(std::move(claim));
  if (Status s = regrouping.Close(article); !s.ok()) return s;
  return std::move(regrouping).Regroup();
}

Result<EventChanges> Unmerge(const KnowledgeReader& reader,
                             const ArticleId& article) {
  Regrouping regrouping(reader, false);
  if (Status s = regrouping.Withdraw(article); !s.ok()) return s;
  if (Status s = regrouping.Close(article); !s.ok()) return s;
  return std::move(regrouping).Regroup();
}

}  // namespace annals
