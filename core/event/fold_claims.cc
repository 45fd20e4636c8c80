// How claims become one event. Each field is decided by the claims that speak
// to it, weighed by their confidence; re-posts of one article weigh once.
// Nothing here may depend on the order the claims came in: everything is
// decided on the sorted claims, and every vote has a last tie-break by value.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/event/event.h"
#include "core/text/fnv1a.h"

namespace annals {

namespace {

constexpr double kMostConfident = 0.99;

// With this many independent sources or more, a participant or place that only
// one of them names is left to that source's claim.
constexpr size_t kManySources = 4;

EventId NameEvent(uint64_t hash) {
  char id[24];
  std::snprintf(id, sizeof(id), "ev-%016llx",
                static_cast<unsigned long long>(hash));
  return {id};
}

auto SortKey(const Claim& claim) {
  return std::tuple(claim.reported, std::string_view(claim.article.value),
                    claim.evidence.front().trigger_span,
                    claim.evidence.front().quote_span, claim.type,
                    std::string_view(claim.headline));
}

std::string_view SourceKey(const Claim& claim) {
  return claim.content_key.empty() ? claim.article.value : claim.content_key;
}

// Sums, for each value, the best confidence of each independent source.
template <typename Value>
class Vote {
 public:
  void Add(const Value& value, std::string_view source, double confidence) {
    double& best = support_[value][source];
    best = std::max(best, std::max(confidence, 0.01));
  }
  double Weight(const Value& value) const {
    double sum = 0;
    for (const auto& [source, confidence] : support_.at(value)) {
      sum += confidence;
    }
    return sum;
  }
  size_t Sources(const Value& value) const { return support_.at(value).size(); }
  bool empty() const { return support_.empty(); }

  // The heaviest value; the least of several.
  // REQUIRES: !empty()
  const Value& Winner() const {
    const Value* best = nullptr;
    double best_weight = -1;
    for (const auto& [value, sources] : support_) {
      const double weight = Weight(value);
      if (weight > best_weight + 1e-9) {
        best = &value;
        best_weight = weight;
      }
    }
    return *best;
  }

 private:
  std::map<Value, std::map<std::string_view, double>> support_;
};

bool IsSettled(EventStatus status) {
  return status == EventStatus::kHappened || status == EventStatus::kOngoing;
}

// Whether a later report of `next` changes what was last known.
bool Supersedes(EventStatus next, bool next_is_attributed,
                const StatusChange& known) {
  if (next == known.status) return false;
  if (!IsSettled(known.status)) return true;
  // What has happened is not made a plan again by an article that looks back,
  // nor undone by somebody's denial; only the reporter's own denial counts.
  if (next == EventStatus::kDenied) return !next_is_attributed;
  return IsSettled(next);
}

std::vector<StatusChange> History(const std::vector<Claim>& claims) {
  std::vector<StatusChange> history;
  for (const Claim& claim : claims) {
    if (history.empty() ||
        Supersedes(claim.status, !claim.attribution.empty(), history.back())) {
      history.push_back({claim.reported, claim.status, claim.article});
    }
  }
  return history;
}

// Claims that speak of the event in its present state; all, if none does.
std::vector<const Claim*> Current(
    const std::vector<Claim>& claims, EventStatus status,
    const std::function<bool(const Claim&)>& has) {
  std::vector<const Claim*> current;
  std::vector<const Claim*> all;
  for (const Claim& claim : claims) {
    if (!has(claim)) continue;
    all.push_back(&claim);
    if (claim.status == status) current.push_back(&claim);
  }
  return current.empty() ? all : current;
}

std::optional<EventTime> FoldTime(const std::vector<Claim>& claims,
                                  EventStatus status) {
  const auto dated = Current(claims, status,
                             [](const Claim& c) { return c.time.has_value(); });
  if (dated.empty()) return std::nullopt;
  Vote<TimeInterval> vote;
  for (const Claim* claim : dated) {
    vote.Add(claim->time->interval, SourceKey(*claim), claim->time->confidence);
  }
  const TimeInterval winner = vote.Winner();
  const EventTime* best = nullptr;
  for (const Claim* claim : dated) {
    if (claim->time->interval != winner) continue;
    if (best == nullptr || claim->time->confidence > best->confidence) {
      best = &*claim->time;
    }
  }
  return *best;
}

std::vector<Participant> FoldParticipants(const std::vector<Claim>& claims,
                                          size_t sources) {
  std::vector<EntityId> order;
  std::map<EntityId, Participant> merged;
  std::map<EntityId, Vote<Role>> roles;
  Vote<EntityId> support;
  for (const Claim& claim : claims) {
    for (const Participant& p : claim.participants) {
      const auto [it, is_new] = merged.emplace(p.entity, p);
      if (is_new) order.push_back(p.entity);
      for (const EntityId& affiliation : p.affiliations) {
        auto& known = it->second.affiliations;
        if (std::find(known.begin(), known.end(), affiliation) == known.end()) {
          known.push_back(affiliation);
        }
      }
      roles[p.entity].Add(p.role, SourceKey(claim), claim.confidence);
      support.Add(p.entity, SourceKey(claim), claim.confidence);
    }
  }
  std::vector<Participant> participants;
  for (const EntityId& id : order) {
    if (sources >= kManySources && support.Sources(id) == 1) continue;
    Participant& participant = merged[id];
    participant.role = roles[id].Winner();
    participants.push_back(std::move(participant));
  }
  return participants;
}

std::vector<EventPlace> FoldPlaces(const std::vector<Claim>& claims,
                                   EventStatus status, size_t sources) {
  const auto placed =
      Current(claims, status, [](const Claim& c) { return !c.places.empty(); });
  const auto is_weak = [](const EventPlace& place) {
    return place.role == PlaceRole::kStory;
  };
  const bool only_weak =
      std::all_of(placed.begin(), placed.end(), [&](const Claim* claim) {
        return std::all_of(claim->places.begin(), claim->places.end(), is_weak);
      });
  std::vector<EventPlace> places;
  Vote<EntityId> support;
  for (const Claim* claim : placed) {
    for (const EventPlace& place : claim->places) {
      if (is_weak(place) && !only_weak) continue;  // another says where
      support.Add(place.entity, SourceKey(*claim), claim->confidence);
      const bool known = std::any_of(
          places.begin(), places.end(),
          [&](const EventPlace& p) { return p.entity == place.entity; });
      if (!known) places.push_back(place);
    }
  }
  if (sources >= kManySources) {
    std::erase_if(places, [&](const EventPlace& place) {
      return support.Sources(place.entity) == 1;
    });
  }
  return places;
}

std::vector<Attribution> FoldAttribution(const std::vector<Claim>& claims) {
  std::vector<Attribution> all;
  for (const Claim& claim : claims) {
    if (claim.attribution.empty()) return {};  // somebody asserts it outright
    for (const Attribution& each : claim.attribution) {
      if (std::find(all.begin(), all.end(), each) == all.end()) {
        all.push_back(each);
      }
    }
  }
  return all;
}

// Several sources that agree are surer than one, but never certain.
double FoldConfidence(const std::vector<Claim>& claims) {
  std::map<std::string_view, double> best;
  for (const Claim& claim : claims) {
    double& confidence = best[SourceKey(claim)];
    confidence = std::max(confidence, claim.confidence);
  }
  double doubt = 1;
  for (const auto& [source, confidence] : best) {
    doubt *= 1 - std::clamp(confidence, 0.0, 1.0);
  }
  return std::min(1 - doubt, kMostConfident);
}

}  // namespace

std::string_view Name(EventRelation relation) {
  switch (relation) {
    case EventRelation::kFollows:
      return "follows";
    case EventRelation::kPartOf:
      return "part-of";
    case EventRelation::kRespondsTo:
      return "responds-to";
    case EventRelation::kContradicts:
      return "contradicts";
  }
  return "unknown";
}

bool IsRecord(const Evidence& evidence) {
  return evidence.rule.find(':') != std::string::npos;
}

EventId MakeRecordId(std::string_view record) {
  return NameEvent(Fnv1a(record));
}

EventId MakeEventId(const Claim& first) {
  const Evidence& evidence = first.evidence.front();
  if (IsRecord(evidence)) return MakeRecordId(evidence.rule);
  uint64_t hash = Fnv1a(first.article.value);
  hash = Fnv1a(std::to_string(evidence.trigger_span.begin), hash);
  hash = Fnv1a(Name(first.type), hash);
  hash = Fnv1a(first.headline, hash);
  return NameEvent(hash);
}

Event FoldClaims(std::vector<Claim> claims) {
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return SortKey(a) < SortKey(b);
  });

  Event event;
  event.id = MakeEventId(claims.front());
  event.history = History(claims);
  event.status = event.history.back().status;

  Vote<EventType> types;
  std::set<std::string_view> sources;
  for (const Claim& claim : claims) {
    types.Add(claim.type, SourceKey(claim), claim.confidence);
    sources.insert(SourceKey(claim));
  }
  event.type = types.Winner();

  Vote<std::pair<std::string, std::string>> modes;
  std::set<std::string> contexts;
  const Claim* speaker = nullptr;  // the claim that gives the headline
  for (const Claim& claim : claims) {
    contexts.insert(claim.contexts.begin(), claim.contexts.end());
    if (claim.type != event.type) continue;
    // A claim without a mode says less, not something else.
    const double weight = claim.confidence * (claim.mode.empty() ? 0.1 : 1);
    modes.Add({claim.mode, claim.cameo}, SourceKey(claim), weight);
    if (speaker == nullptr || claim.confidence > speaker->confidence + 1e-9 ||
        (claim.status == event.status && speaker->status != event.status)) {
      speaker = &claim;
    }
  }
  std::tie(event.mode, event.cameo) = modes.Winner();
  event.headline = speaker->headline;
  event.contexts.assign(contexts.begin(), contexts.end());
  event.time = FoldTime(claims, event.status);
  event.participants = FoldParticipants(claims, sources.size());
  event.places = FoldPlaces(claims, event.status, sources.size());
  event.attribution = FoldAttribution(claims);
  for (const Claim& claim : claims) {  // the last report of a number counts
    if (!claim.quantities.empty()) event.quantities = claim.quantities;
  }
  event.first_reported = claims.front().reported;
  event.last_reported = claims.back().reported;
  event.articles = static_cast<uint32_t>(sources.size());
  event.confidence = FoldConfidence(claims);
  event.claims = std::move(claims);
  return event;
}

std::optional<Event> AsOf(const Event& event, TimePoint as_of) {
  std::vector<Claim> known;
  for (const Claim& claim : event.claims) {
    if (claim.reported <= as_of) known.push_back(claim);
  }
  if (known.empty()) return std::nullopt;
  if (known.size() == event.claims.size()) return event;
  Event then = FoldClaims(std::move(known));
  then.id = event.id;
  return then;
}

}  // namespace annals
