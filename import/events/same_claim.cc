#include "import/events/same_claim.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/event/in_common.h"

namespace annals {

namespace {

constexpr std::string_view kPhoneMode = "phone";

bool AmongThem(const Participant& p, const std::vector<Participant>& all) {
  return std::any_of(all.begin(), all.end(), [&](const Participant& other) {
    return p.entity == other.entity || ActForEachOther(p, other);
  });
}

bool SameHappening(const Claim& a, const Claim& b) {
  if (a.type != b.type) return false;
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode) return false;
  if (a.status != b.status && !(IsAhead(a.status) && IsAhead(b.status)))
    return false;
  // But who visits is who is received.
  if (a.type != EventType::kConsult && RolesAreExchanged(a, b)) return false;
  if (a.time && b.time) {
    const TimeInterval& s = a.time->interval;
    const TimeInterval& t = b.time->interval;
    // What goes on and what happened on a day meanwhile are two things.
    const bool same_ends =
        s.has_begin() == t.has_begin() && s.has_end() == t.has_end();
    if (!same_ends || !s.Overlaps(t)) return false;
  }
  // Nobody goes anywhere for a call: what has a venue is another meeting.
  const auto is_call = [](const Claim& claim) {
    return claim.mode == kPhoneMode && claim.places.empty();
  };
  const auto has_venue = [](const Claim& claim) {
    return claim.mode != kPhoneMode && !claim.places.empty();
  };
  if ((is_call(a) && has_venue(b)) || (is_call(b) && has_venue(a)))
    return false;
  // Who only acts for a party to the other is enough on the same day alone.
  const bool same_time =
      a.time && b.time && a.time->interval == b.time->interval;
  const auto is_one = [](const Participant& p,
                         const std::vector<Participant>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Participant& q) {
      return p.entity == q.entity;
    });
  };
  if (!same_time && !a.participants.empty() && !b.participants.empty() &&
      std::none_of(
          a.participants.begin(), a.participants.end(),
          [&](const Participant& p) { return is_one(p, b.participants); })) {
    return false;
  }
  const auto& fewer = a.participants.size() <= b.participants.size() ? a : b;
  const auto& more = &fewer == &a ? b : a;
  if (!fewer.participants.empty() &&
      !std::all_of(fewer.participants.begin(), fewer.participants.end(),
                   [&](const Participant& p) {
                     return AmongThem(p, more.participants);
                   })) {
    return false;
  }
  const Where where = ComparePlaces(a.places, b.places);
  if (where == Where::kElsewhere) return false;
  // Two mentions that share nothing said are only one if the type says it all.
  if (fewer.participants.empty()) {
    return where != Where::kUnknown ||
           (a.evidence.front().rule == b.evidence.front().rule &&
            (a.places.empty() || b.places.empty()));
  }
  return true;
}

// How many of the claim's participants and places a headline names, by the last
// word of the name.
size_t NamesIn(const std::string& headline, const Claim& claim) {
  const auto is_named = [&](const auto& each) {
    const size_t space = each.name.rfind(' ');  // npos + 1 is 0
    return headline.find(each.name.substr(space + 1)) != headline.npos;
  };
  return static_cast<size_t>(
      std::count_if(claim.participants.begin(), claim.participants.end(),
                    is_named) +
      std::count_if(claim.places.begin(), claim.places.end(), is_named));
}

void Absorb(Claim other, Claim* claim) {
  for (Participant& p : other.participants) {
    if (!AmongThem(p, claim->participants)) {
      claim->participants.push_back(std::move(p));
    }
  }
  if (!claim->time ||
      (other.time && other.time->confidence > claim->time->confidence + 0.2)) {
    if (other.time) claim->time = other.time;
  }
  for (EventPlace& place : other.places) {
    const bool known = std::any_of(
        claim->places.begin(), claim->places.end(),
        [&](const EventPlace& p) { return p.entity == place.entity; });
    if (!known) claim->places.push_back(std::move(place));
  }
  // The mention that says who and where keeps its words, and is shown first.
  const bool says_more =
      NamesIn(other.headline, *claim) > NamesIn(claim->headline, *claim);
  if (says_more) claim->headline = std::move(other.headline);
  if (claim->mode.empty()) claim->mode = other.mode;
  if (claim->quantities.empty())
    claim->quantities = std::move(other.quantities);
  claim->links.insert(claim->links.end(), other.links.begin(),
                      other.links.end());
  if (other.attribution.empty()) claim->attribution.clear();
  claim->confidence =
      std::min(0.95, std::max(claim->confidence, other.confidence) + 0.03);
  claim->evidence.insert(
      says_more ? claim->evidence.begin() : claim->evidence.end(),
      std::make_move_iterator(other.evidence.begin()),
      std::make_move_iterator(other.evidence.end()));
}

}  // namespace

std::vector<Claim> JoinMentions(std::vector<Claim> claims) {
  std::vector<Claim> joined;
  for (Claim& claim : claims) {
    const auto same = std::find_if(
        joined.begin(), joined.end(),
        [&](const Claim& known) { return SameHappening(known, claim); });
    if (same == joined.end()) {
      joined.push_back(std::move(claim));
    } else {
      Absorb(std::move(claim), &*same);
    }
  }
  return joined;
}

}  // namespace annals
