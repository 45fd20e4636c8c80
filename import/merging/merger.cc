#include "import/merging/merger.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>

#include "import/merging/cluster.h"
#include "import/merging/same_happening.h"

namespace annals {

namespace {

using std::chrono::days;

// The most claims that are regrouped for one article. Far more than one story
// has; a bound on the work, not a tuning knob.
constexpr size_t kMaxRegrouped = 2000;
constexpr size_t kMaxCandidates = 1000;

// How far outside a claim's own time an event that is the same may lie.
constexpr days kTimeSlack{1};

// Undated events, plans and their outcomes are looked for around the report.
constexpr days kReportSlack{45};

TimeInterval Widened(TimePoint begin, TimePoint end, days slack) {
  const TimePoint from =
      begin - kBeginningOfTime > slack ? begin - slack : kBeginningOfTime;
  const TimePoint to = kEndOfTime - end > slack ? end + slack : kEndOfTime;
  return *TimeInterval::Make(from, to, Granularity::kDay);
}

// Calls `visit` with every event that some claim in it might equal `claim`.
template <typename Visit>
Status VisitCandidates(const KnowledgeReader& reader, const Claim& claim,
                       const Visit& visit) {
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  std::vector<Filter> anybody;
  // Claims are compared as articles made them, but found by whom they mean now.
  const auto add = [&](FacetKind kind, const EntityId& id) {
    for (const EntityId& image : (*curation)->Images(id)) {
      anybody.push_back(Filter::Is(kind, image.value));
    }
  };
  for (const Participant& p : claim.participants) {
    add(FacetKind::kInvolves, p.entity);
    for (const EntityId& id : p.affiliations) add(FacetKind::kInvolves, id);
  }
  for (const EventPlace& place : claim.places) {
    add(FacetKind::kPlace, place.entity);
  }
  Query query;
  std::vector<Filter> all = {
      Filter::Is(FacetKind::kType, std::string(Name(claim.type)))};
  if (!anybody.empty()) all.push_back(Filter::Or(std::move(anybody)));
  query.filter = Filter::And(std::move(all));

  size_t left = kMaxCandidates;
  const auto take = [&](const EventHit& hit) {
    // Rows of data sets are no candidates, and there may be very many.
    if (IsRecord(hit.event.claims.front().evidence.front())) return true;
    visit(hit.event);
    return --left > 0;
  };
  if (claim.time) {
    const TimeInterval& time = claim.time->interval;
    query.when = Widened(time.begin(), time.end(), kTimeSlack);
    if (Status s = reader.VisitEvents(query, take); !s.ok()) return s;
    query.when.reset();
  }
  query.reported = Widened(claim.reported, claim.reported + days(1),
                           claim.time ? days(3) : kReportSlack);
  left = kMaxCandidates;
  return reader.VisitEvents(query, take);
}

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
      AddEvent(hit.event, &article);
      return true;
    });
  }

  void AddClaim(Claim claim) { claims_.push_back(std::move(claim)); }

  // Adds every event that is joined to it by some pair of claims.
  Status Close(const ArticleId& article) {
    for (size_t next = 0; next < claims_.size(); ++next) {
      if (claims_.size() > kMaxRegrouped) break;
      const Claim claim = claims_[next];
      const Status status =
          VisitCandidates(reader_, claim, [&](const Event& event) {
            if (events_.contains(event.id)) return;
            for (const Claim& other : event.claims) {
              if (Compare(claim, other).same()) {
                AddEvent(event, &article);
                return;
              }
            }
          });
      if (!status.ok()) return status;
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
        event.links = known->second.links;
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
