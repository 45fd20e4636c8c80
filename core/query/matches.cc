// What it means for an event to answer a query. The index in storage/ is
// checked against this, so it is written to be obviously right, not fast.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/query/query.h"

namespace annals {

namespace {

constexpr double kEarthRadiusKm = 6371.0088;

double DistanceKm(const Coordinates& a, const Coordinates& b) {
  const auto radians = [](double degrees) {
    return degrees * std::numbers::pi / 180;
  };
  const double latitude = radians(b.latitude - a.latitude) / 2;
  const double longitude = radians(b.longitude - a.longitude) / 2;
  const double h =
      std::pow(std::sin(latitude), 2) + std::cos(radians(a.latitude)) *
                                            std::cos(radians(b.latitude)) *
                                            std::pow(std::sin(longitude), 2);
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(h, 1.0)));
}

bool InBox(const BoundingBox& box, const Coordinates& at) {
  if (at.latitude < box.south || at.latitude > box.north) return false;
  if (box.west <= box.east) {
    return box.west <= at.longitude && at.longitude <= box.east;
  }
  return at.longitude >= box.west || at.longitude <= box.east;
}

bool HoldsInARow(const std::vector<std::string>& text,
                 const std::vector<std::string>& phrase) {
  return std::search(text.begin(), text.end(), phrase.begin(), phrase.end()) !=
         text.end();
}

bool SaysPhrase(const Event& event, const std::vector<std::string>& phrase) {
  if (HoldsInARow(TermsOf(event.headline), phrase)) return true;
  for (const Claim& claim : event.claims) {
    for (const Evidence& evidence : claim.evidence) {
      if (HoldsInARow(TermsOf(evidence.quote), phrase)) return true;
    }
  }
  return false;
}

bool Holds(const Filter& filter, const Event& event,
           const std::vector<Facet>& facets) {
  const auto holds = [&](const Filter& part) {
    return Holds(part, event, facets);
  };
  const auto some_place = [&](auto is_there) {
    return std::any_of(
        event.places.begin(), event.places.end(), [&](const EventPlace& place) {
          return place.coordinates && is_there(*place.coordinates);
        });
  };
  switch (filter.op) {
    case Filter::Op::kAll:
      return true;
    case Filter::Op::kFacet:
      return std::binary_search(facets.begin(), facets.end(), filter.facet);
    case Filter::Op::kAnd:
      return std::all_of(filter.parts.begin(), filter.parts.end(), holds);
    case Filter::Op::kOr:
      return std::any_of(filter.parts.begin(), filter.parts.end(), holds);
    case Filter::Op::kNot:
      return !holds(filter.parts.front());
    case Filter::Op::kPhrase:
      return SaysPhrase(event, filter.terms);
    case Filter::Op::kBox:
      return some_place(
          [&](const Coordinates& at) { return InBox(filter.box, at); });
    case Filter::Op::kNear:
      return some_place([&](const Coordinates& at) {
        return DistanceKm(filter.near.center, at) <= filter.near.radius_km;
      });
  }
  return false;
}

bool ReportedIn(const Event& event, const TimeInterval& window) {
  return std::any_of(
      event.claims.begin(), event.claims.end(),
      [&](const Claim& claim) { return window.Contains(claim.reported); });
}

}  // namespace

std::optional<Certainty> MatchTime(const Query& query,
                                   const std::optional<TimeInterval>& when,
                                   EventStatus status) {
  if (!query.when) return Certainty::kCertain;
  if (!when) return std::nullopt;
  const TimeInterval& asked = *query.when;
  const TimeInterval& time = *when;
  const bool inside = asked.Contains(time);
  switch (query.match) {
    case TimeMatch::kOverlaps:
      if (!asked.Overlaps(time)) return std::nullopt;
      break;
    case TimeMatch::kWithin:
      if (!inside) return std::nullopt;
      break;
    case TimeMatch::kStarts:
      if (!time.has_begin() || !asked.Contains(time.begin())) {
        return std::nullopt;
      }
      break;
    case TimeMatch::kEnds:
      if (!time.has_end() ||
          !asked.Contains(time.end() - std::chrono::seconds(1))) {
        return std::nullopt;
      }
      break;
  }
  const bool goes_on_throughout =
      status == EventStatus::kOngoing && time.has_begin();
  const Certainty certainty =
      inside || goes_on_throughout ? Certainty::kCertain : Certainty::kPossible;
  if (query.certain_only && certainty != Certainty::kCertain) {
    return std::nullopt;
  }
  return certainty;
}

std::optional<Certainty> MatchTime(const Query& query, const Event& event) {
  std::optional<TimeInterval> when;
  if (event.time) when = event.time->interval;
  return MatchTime(query, when, event.status);
}

std::optional<Certainty> Matches(const Query& query, const Event& event,
                                 const std::vector<std::string>& sources) {
  if (event.confidence < query.min_confidence) return std::nullopt;
  if (event.articles < query.min_articles) return std::nullopt;
  if (query.reported && !ReportedIn(event, *query.reported))
    return std::nullopt;
  const std::optional<Certainty> certainty = MatchTime(query, event);
  if (!certainty) return std::nullopt;
  if (!Holds(query.filter, event, FacetsOf(event, sources)))
    return std::nullopt;
  return certainty;
}

}  // namespace annals
