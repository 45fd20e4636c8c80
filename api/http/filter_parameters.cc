#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "api/http/parameter_tables.h"
#include "api/http/reading.h"
#include "api/http/text_filter.h"

namespace annals {

namespace {

using Value = std::string_view;

// Nothing on Earth is farther away.
constexpr double kEarthHalfwayKm = 20038;

std::vector<Value> TypeNames() {
  std::vector<Value> names;
  for (const EventTypeFacts& facts : EventTypes()) names.push_back(facts.name);
  return names;
}

std::vector<Value> StatusNames() {
  return {Name(EventStatus::kHappened), Name(EventStatus::kOngoing),
          Name(EventStatus::kPlanned), Name(EventStatus::kPossible),
          Name(EventStatus::kDenied)};
}

std::vector<Value> RoleNames() {
  return {Name(Role::kSource), Name(Role::kTarget), Name(Role::kParticipant)};
}

// What a value of a facet's parameter asks for; none if it was rejected.
template <FacetKind kind>
std::optional<Filter> ReadFacet(Value value, Reading* reading) {
  if constexpr (kind == FacetKind::kActor || kind == FacetKind::kPlace ||
                kind == FacetKind::kInvolves) {
    const auto entity = reading->ReadEntity(value);
    if (!entity) return std::nullopt;
    return Filter::Is(kind, entity->value);
  } else if constexpr (kind == FacetKind::kType) {
    const Result<EventType> type = ParseEventType(value);
    if (type.ok()) return Filter::Is(kind, std::string(Name(*type)));
    reading->Reject(value, type.status().message());
    reading->errors.back().nearest =
        NearestName(value, reading->parameter->choices);
    return std::nullopt;
  } else if constexpr (kind == FacetKind::kStatus) {
    if (!reading->ReadChoice(value)) return std::nullopt;
    return Filter::Is(kind, std::string(value));
  } else if constexpr (kind == FacetKind::kTerm) {
    Result<Filter> filter = TextFilter(value);
    if (filter.ok()) return std::move(*filter);
    reading->Reject(value, filter.status().message());
    return std::nullopt;
  } else {
    return Filter::Is(kind, std::string(value));
  }
}

template <FacetKind kind>
void ReadWanted(Value value, Reading* reading) {
  if (auto filter = ReadFacet<kind>(value, reading)) {
    reading->any_of[kind].push_back(std::move(*filter));
  }
}

template <FacetKind kind>
void ReadExcluded(Value value, Reading* reading) {
  if (auto filter = ReadFacet<kind>(value, reading)) {
    reading->none_of.push_back(std::move(*filter));
  }
}

void ReadPhrase(Value value, Reading* reading) {
  const AskContext& context = reading->context;
  Result<Query> query = context.phrases.ReadPhrase(value, context.now);
  if (!query.ok()) {
    reading->Reject(value, query.status().message());
    reading->is_ambiguous |= query.status().code() == StatusCode::kConflict;
    return;
  }
  reading->phrase = std::move(*query);
  reading->asked.phrase = value;
}

void ReadInvolving(Value value, Reading* reading) {
  if (auto filter = ReadFacet<FacetKind::kInvolves>(value, reading)) {
    reading->involving.push_back(std::move(*filter));
  }
}

void ReadActor(Value value, Reading* reading) {
  if (const auto id = reading->ReadEntity(value)) {
    reading->actors.push_back(*id);
  }
}

void ReadRole(Value value, Reading* reading) {
  const Result<Role> role = ParseRole(value);
  if (reading->ReadChoice(value) && role.ok()) reading->roles.push_back(*role);
}

void ReadAsOf(Value value, Reading* reading) {
  const auto time = reading->ReadTime(value);
  if (!time) return;
  if (!time->has_end()) return reading->Reject(value, "it has no end");
  reading->asked.query.as_of = time->end() - std::chrono::seconds(1);
}

void ReadBox(Value value, Reading* reading) {
  const auto n = reading->ReadNumbers(value, 4);
  if (!n) return;
  const auto [west, south, east, north] =
      std::tuple((*n)[0], (*n)[1], (*n)[2], (*n)[3]);
  if (west < -180 || west > 180 || east < -180 || east > 180 || south < -90 ||
      north > 90 || south > north) {
    return reading->Reject(
        value, "it is not west,south,east,north in degrees, south up to north");
  }
  Filter filter;
  filter.op = Filter::Op::kBox;
  filter.box = {west, south, east, north};
  reading->all_of.push_back(std::move(filter));
}

void ReadNear(Value value, Reading* reading) {
  if (value.find_first_not_of("+-.,0123456789") == Value::npos) {
    const auto n = reading->ReadNumbers(value, 2);
    if (!n) return;
    if (std::abs((*n)[0]) > 90 || std::abs((*n)[1]) > 180) {
      return reading->Reject(value, "it is not latitude,longitude in degrees");
    }
    reading->near = {(*n)[0], (*n)[1]};
    return;
  }
  const auto id = reading->ReadEntity(value);
  if (!id) return;
  const Result<Entity> entity = reading->context.reader.GetEntity(*id);
  if (!entity.ok() || !entity->coordinates) {
    return reading->Reject(value, "nobody knows where it lies");
  }
  reading->near = entity->coordinates;
}

template <auto member>
void ReadInterval(Value value, Reading* reading) {
  reading->*member = reading->ReadTime(value);
}

template <auto member>
void ReadBoundary(Value value, Reading* reading) {
  reading->*member = reading->ReadTimeOrDuration(value);
}

constexpr Value kExcludes = "Leave out events that have this.";

}  // namespace

std::vector<Parameter> FilterParameters() {
  constexpr ParameterGroups kF = kFilterGroup;
  return {
      {"q", kF, Shape::kText, false,
       "A question in words: events involving Hungary since August.",
       ReadPhrase},
      {"involving", kF, Shape::kEntity, true,
       "Takes part, takes place in, or through an office or affiliation. "
       "Repeated: all of them.",
       ReadInvolving},
      {"involving_mode",
       kF,
       Shape::kChoice,
       false,
       "Whether all or any of those given to involving.",
       [](Value value, Reading* r) {
         if (const auto i = r->ReadChoice(value)) r->involving_any = *i == 1;
       },
       {"all", "any"}},
      {"actor", kF, Shape::kEntity, true, "Takes part itself.", ReadActor},
      {"role", kF, Shape::kChoice, true, "The role of actor.", ReadRole,
       RoleNames()},
      {"place", kF, Shape::kEntity, true, "Happens there, or in a part of it.",
       ReadWanted<FacetKind::kPlace>},
      {"type", kF, Shape::kChoice, true, "What kind of event.",
       ReadWanted<FacetKind::kType>, TypeNames()},
      {"mode", kF, Shape::kText, true, "How it was done: phone, aerial.",
       ReadWanted<FacetKind::kMode>},
      {"context", kF, Shape::kText, true, "What it was about: military.",
       ReadWanted<FacetKind::kContext>},
      {"status", kF, Shape::kChoice, true, "Whether it has happened.",
       ReadWanted<FacetKind::kStatus>, StatusNames()},
      {"source", kF, Shape::kText, true, "Who published an article about it.",
       ReadWanted<FacetKind::kSource>},
      {"text", kF, Shape::kText, true,
       "Words of the headline or the quotes; in quotation marks, in a row.",
       ReadWanted<FacetKind::kTerm>},
      {"min_articles",
       kF,
       Shape::kInteger,
       false,
       "At least so many independent articles.",
       [](Value value, Reading* r) {
         if (const auto n = r->ReadInteger(value)) {
           r->asked.query.min_articles = static_cast<uint32_t>(*n);
         }
       },
       {},
       0,
       1e9},
      {"min_confidence",
       kF,
       Shape::kNumber,
       false,
       "At least so likely right.",
       [](Value value, Reading* r) {
         if (const auto n = r->ReadNumber(value)) {
           r->asked.query.min_confidence = *n;
         }
       },
       {},
       0,
       1},
      {"match",
       kF,
       Shape::kChoice,
       false,
       "How an event's time must stand to the time asked for.",
       [](Value value, Reading* r) {
         if (const auto i = r->ReadChoice(value)) {
           r->asked.query.match = static_cast<TimeMatch>(*i);
         }
       },
       {"overlaps", "within", "starts", "ends"}},
      {"datetime", kF, Shape::kTime, false, "When it happened: 2025-08/.. .",
       ReadInterval<&Reading::datetime>},
      {"since", kF, Shape::kTime, false,
       "Happened then or later; also a duration: -P7D.",
       ReadBoundary<&Reading::since>},
      {"until", kF, Shape::kTime, false,
       "Happened then or before; the last day, month or year is included.",
       ReadBoundary<&Reading::until>},
      {"reported", kF, Shape::kTime, false, "Some report of it lies in this.",
       [](Value value, Reading* r) {
         r->asked.query.reported = r->ReadTime(value);
       }},
      {"as_of", kF | kAsOfGroup, Shape::kTime, false,
       "Answer with what had been reported by then.", ReadAsOf},
      {"certainty",
       kF,
       Shape::kChoice,
       false,
       "Whether a fuzzy date may merely overlap the time asked for.",
       [](Value value, Reading* r) {
         if (const auto i = r->ReadChoice(value)) {
           r->asked.query.certain_only = *i == 1;
         }
       },
       {"possible", "certain"}},
      {"bbox", kF, Shape::kNumbers, false,
       "west,south,east,north in degrees; west > east crosses the date line.",
       ReadBox},
      {"near", kF, Shape::kText, false,
       "latitude,longitude in degrees, or a place. See radius_km.", ReadNear},
      {"radius_km",
       kF,
       Shape::kNumber,
       false,
       "How far from near; 50 if not given.",
       [](Value value, Reading* r) { r->radius_km = r->ReadNumber(value); },
       {},
       0.001,
       kEarthHalfwayKm},
      {"exclude.involving", kF, Shape::kEntity, true, kExcludes,
       ReadExcluded<FacetKind::kInvolves>},
      {"exclude.actor", kF, Shape::kEntity, true, kExcludes,
       ReadExcluded<FacetKind::kActor>},
      {"exclude.place", kF, Shape::kEntity, true, kExcludes,
       ReadExcluded<FacetKind::kPlace>},
      {"exclude.type", kF, Shape::kChoice, true, kExcludes,
       ReadExcluded<FacetKind::kType>, TypeNames()},
      {"exclude.mode", kF, Shape::kText, true, kExcludes,
       ReadExcluded<FacetKind::kMode>},
      {"exclude.context", kF, Shape::kText, true, kExcludes,
       ReadExcluded<FacetKind::kContext>},
      {"exclude.status", kF, Shape::kChoice, true, kExcludes,
       ReadExcluded<FacetKind::kStatus>, StatusNames()},
      {"exclude.source", kF, Shape::kText, true, kExcludes,
       ReadExcluded<FacetKind::kSource>},
      {"exclude.text", kF, Shape::kText, true, kExcludes,
       ReadExcluded<FacetKind::kTerm>},
  };
}

}  // namespace annals
