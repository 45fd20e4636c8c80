// A question to the knowledge base, however it arrives: a phrase, URL
// parameters, a JSON body or command-line flags all become one Query.
//
//   "events involving Hungary since August"
//     filter  Facet(involves, hungary)
//     when    2025-08/..
//
// A filter is a tree of facets joined by AND, OR and NOT. A facet is a (kind,
// value) pair that an event has or has not; FacetsOf() names all of an event's,
// and is the one definition that the index on disk and the in-memory model
// share.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/ids.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// On disk: never renumber.
enum class FacetKind : uint8_t {
  kInvolves = 1,   // broad: participant, affiliation, place or what contains it
  kActor = 2,      // narrow: a participant
  kActorRole = 3,  // "source:donald-trump"
  kPlace = 4,      // narrow: one of its places
  kType = 5,       // "CONSULT"
  kMode = 6,       // "phone"
  kContext = 7,
  kStatus = 8,        // "planned"
  kSource = 9,        // who published an article about it
  kArticle = 10,      // id of an article about it
  kReportDay = 11,    // "2025-10-17": a day it was reported on
  kTerm = 12,         // a folded, stemmed word of its headline or quotes
  kAttribution = 13,  // who claims it
  kCountry = 14,      // ISO code of one of its places
};

std::string_view Name(FacetKind kind);  // "involving", "actor", "type", …

struct Facet {
  FacetKind kind = FacetKind::kInvolves;
  std::string value;

  friend auto operator<=>(const Facet&, const Facet&) = default;
};

// All facets of an event, sorted, without repeats. `sources` are the publishers
// of its articles, which the event itself does not hold.
std::vector<Facet> FacetsOf(const Event& event,
                            const std::vector<std::string>& sources);

// The search terms of a text: folded and stemmed words, in order, with repeats.
std::vector<std::string> TermsOf(std::string_view text);

// Within a box on the map; west > east crosses the date line.
struct BoundingBox {
  double west = -180, south = -90, east = 180, north = 90;

  friend bool operator==(const BoundingBox&, const BoundingBox&) = default;
};

// Within `radius_km` of a point.
struct Near {
  Coordinates center;
  double radius_km = 0;

  friend bool operator==(const Near&, const Near&) = default;
};

struct Filter {
  enum class Op : uint8_t {
    kAll,
    kFacet,
    kAnd,
    kOr,
    kNot,
    kPhrase,
    kBox,
    kNear
  };

  Op op = Op::kAll;                // kAll: every event
  Facet facet;                     // kFacet
  std::vector<Filter> parts;       // kAnd, kOr: two or more; kNot: one
  std::vector<std::string> terms;  // kPhrase: these terms in a row
  BoundingBox box;                 // kBox: some place of the event lies inside
  Near near;                       // kNear: likewise

  static Filter All() { return {}; }
  static Filter Is(FacetKind kind, std::string value);
  static Filter And(std::vector<Filter> parts);  // of none: All(); of one: it
  static Filter Or(std::vector<Filter> parts);   // REQUIRES: not empty
  static Filter Not(Filter part);

  friend bool operator==(const Filter&, const Filter&) = default;
};

// How an event's time must stand to the time asked for.
enum class TimeMatch : uint8_t { kOverlaps, kWithin, kStarts, kEnds };

// Whether a hit surely lies in the time asked for, or only may.
enum class Certainty : uint8_t { kCertain, kPossible };

std::string_view Name(Certainty certainty);  // "certain", "possible"

enum class SortOrder : uint8_t {
  kTimeAscending,
  kTimeDescending,
  kReportedDescending,
  kConfidenceDescending,
  kArticlesDescending,
};

std::string_view Name(SortOrder order);  // "time:asc", …
Result<SortOrder> ParseSortOrder(std::string_view name);

struct Query {
  Filter filter;
  std::optional<TimeInterval> when;  // valid time; none: any, and undated ones
  TimeMatch match = TimeMatch::kOverlaps;
  bool certain_only = false;  // leave out hits that are only possible
  std::optional<TimeInterval> reported;  // some report lies in it
  std::optional<TimePoint> as_of;  // answer with what had been reported by then
  double min_confidence = 0;
  uint32_t min_articles = 0;
  SortOrder sort = SortOrder::kTimeAscending;  // undated events come last
  size_t limit = 50;                           // 1 … 1000
  std::string cursor;  // from the page before; empty: the first page

  friend bool operator==(const Query&, const Query&) = default;
};

// Whether `event` answers `query`, and how surely; none if it does not. This is
// the definition: the index must agree with it. Leaves `as_of` to the caller,
// who passes AsOf(event, *query.as_of).
std::optional<Certainty> Matches(const Query& query, const Event& event,
                                 const std::vector<std::string>& sources);

// The same for the time alone. An event that lies wholly inside the time asked
// for is certain; one that overlaps it is possible, unless it is known to go on
// all the time between its ends ("ongoing"), when any overlap is certain.
std::optional<Certainty> MatchTime(const Query& query,
                                   const std::optional<TimeInterval>& time,
                                   EventStatus status);
std::optional<Certainty> MatchTime(const Query& query, const Event& event);

}  // namespace annals
