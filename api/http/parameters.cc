#include "api/http/parameters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "api/http/reading.h"
#include "api/http/text_filter.h"

namespace annals {

namespace {

using Value = std::string_view;

// Radius of `near` where none is given.
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

std::vector<Value> KindNames() {
  return {Name(EntityKind::kPerson),     Name(EntityKind::kOrganization),
          Name(EntityKind::kCountry),    Name(EntityKind::kRegion),
          Name(EntityKind::kSettlement), Name(EntityKind::kSite),
          Name(EntityKind::kGroup)};
}

const std::vector<Value> kFieldNames = {"id",
                                        "type",
                                        "mode",
                                        "cameo",
                                        "quad",
                                        "contexts",
                                        "status",
                                        "headline",
                                        "time",
                                        "participants",
                                        "places",
                                        "attribution",
                                        "quantities",
                                        "evidence",
                                        "history",
                                        "first_reported",
                                        "last_reported",
                                        "articles",
                                        "confidence",
                                        "certainty"};

constexpr std::pair<Value, FacetKind> kFacetChoices[] = {
    {"type", FacetKind::kType},       {"actor", FacetKind::kActor},
    {"place", FacetKind::kPlace},     {"status", FacetKind::kStatus},
    {"source", FacetKind::kSource},   {"mode", FacetKind::kMode},
    {"context", FacetKind::kContext}, {"involving", FacetKind::kInvolves},
};

std::vector<Value> FacetNames() {
  std::vector<Value> names;
  for (const auto& [name, kind] : kFacetChoices) names.push_back(name);
  return names;
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
void ReadCount(Value value, Reading* reading) {
  if (const auto n = reading->ReadInteger(value)) {
    using Target = std::remove_reference_t<decltype(reading->asked.*member)>;
    reading->asked.*member = static_cast<Target>(*n);
  }
}

template <auto member>
void ReadNode(Value value, Reading* reading) {
  if (const auto id = reading->ReadEntity(value)) {
    reading->asked.*member = *id;
  }
}

template <auto member>
void ReadInterval(Value value, Reading* reading) {
  reading->*member = reading->ReadTime(value);
}

template <auto member>
void ReadBoundary(Value value, Reading* reading) {
  reading->*member = reading->ReadTimeOrDuration(value);
}

template <auto member>
void ReadNames(Value value, Reading* reading) {
  for (std::string& name : reading->ReadList(value)) {
    (reading->asked.*member).push_back(std::move(name));
  }
}

constexpr Value kExcludes = "Leave out events that have this.";

std::vector<Parameter> MakeTable() {
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
      {"limit",
       kPageGroup,
       Shape::kInteger,
       false,
       "Rows of a page.",
       [](Value value, Reading* r) {
         if (const auto n = r->ReadInteger(value)) r->asked.query.limit = *n;
       },
       {},
       1,
       1000},
      {"cursor", kPageGroup, Shape::kText, false,
       "Where to go on: page.next of the page before.",
       [](Value value, Reading* r) { r->asked.query.cursor = value; }},
      {"sort",
       kPageGroup,
       Shape::kChoice,
       false,
       "Undated events come last.",
       [](Value value, Reading* r) {
         if (!r->ReadChoice(value)) return;
         if (const auto order = ParseSortOrder(value); order.ok()) {
           r->sort = *order;
         }
       },
       {"time:asc", "time:desc", "reported:desc", "confidence:desc",
        "articles:desc"}},
      {"fields", kRowGroup, Shape::kList, false,
       "Only these members of an event, separated by commas.",
       ReadNames<&Asked::fields>, kFieldNames},
      {"include",
       kRowGroup,
       Shape::kList,
       false,
       "Of the nested members only these, separated by commas.",
       ReadNames<&Asked::include>,
       {"participants", "places", "evidence"}},
      {"facet", kFacetGroup, Shape::kChoice, true,
       "Count the values of this among all that answer.",
       [](Value value, Reading* r) {
         if (const auto i = r->ReadChoice(value)) {
           r->asked.facets.push_back(kFacetChoices[*i].second);
         }
       },
       FacetNames()},
      {"facet_size",
       kFacetGroup,
       Shape::kInteger,
       false,
       "Values of a facet.",
       ReadCount<&Asked::facet_size>,
       {},
       1,
       100},
      {"lanes",
       kLaneGroup,
       Shape::kChoice,
       false,
       "What the lanes of the timeline are.",
       [](Value value, Reading* r) {
         constexpr FacetKind kLanes[] = {FacetKind::kActor, FacetKind::kType,
                                         FacetKind::kPlace, FacetKind::kStatus};
         if (const auto i = r->ReadChoice(value)) r->asked.lanes = kLanes[*i];
       },
       {"actor", "type", "place", "status"}},
      {"max_items",
       kLaneGroup,
       Shape::kInteger,
       false,
       "Up to so many events singly, more as counts.",
       ReadCount<&Asked::max_items>,
       {},
       1,
       1000},
      {"interval",
       kIntervalGroup | kLaneGroup,
       Shape::kChoice,
       false,
       "The span that is counted in.",
       [](Value value, Reading* r) {
         const auto i = r->ReadChoice(value);
         if (i && *i > 0) r->asked.interval = static_cast<BucketWidth>(*i - 1);
       },
       {"auto", "hour", "day", "week", "month", "quarter", "year"}},
      {"prefix", kSearchGroup, Shape::kText, false,
       "How a name, an alias or a word of one begins.",
       [](Value value, Reading* r) { r->asked.prefix = value; }},
      {"kind", kSearchGroup, Shape::kChoice, false, "What kind of entity.",
       [](Value value, Reading* r) {
         const auto kind = ParseEntityKind(value);
         if (r->ReadChoice(value) && kind.ok()) r->asked.kind = *kind;
       },
       KindNames()},
      {"limit",
       kSearchGroup,
       Shape::kInteger,
       false,
       "Entities to find.",
       ReadCount<&Asked::entity_limit>,
       {},
       1,
       1000},
      {"node",
       kNeighbourGroup,
       Shape::kEntity,
       false,
       "Where to start.",
       ReadNode<&Asked::node>,
       {},
       0,
       0,
       true},
      {"hops",
       kNeighbourGroup,
       Shape::kInteger,
       false,
       "How far to go; a hop leads through one event.",
       ReadCount<&Asked::hops>,
       {},
       1,
       3},
      {"from",
       kPathGroup,
       Shape::kEntity,
       false,
       "Where paths begin.",
       ReadNode<&Asked::from>,
       {},
       0,
       0,
       true},
      {"to",
       kPathGroup,
       Shape::kEntity,
       false,
       "Where paths end.",
       ReadNode<&Asked::to>,
       {},
       0,
       0,
       true},
      {"k",
       kPathGroup,
       Shape::kInteger,
       false,
       "Up to so many paths.",
       ReadCount<&Asked::paths>,
       {},
       1,
       10},
      {"max_nodes",
       kBudgetGroup,
       Shape::kInteger,
       false,
       "Nodes the graph may have, or the search may visit.",
       [](Value value, Reading* r) {
         if (const auto n = r->ReadInteger(value)) {
           r->asked.budget.max_nodes = *n;
         }
       },
       {},
       1,
       20000},
      {"max_edges",
       kBudgetGroup,
       Shape::kInteger,
       false,
       "Edges the graph may have, or the search may follow.",
       [](Value value, Reading* r) {
         if (const auto n = r->ReadInteger(value)) {
           r->asked.budget.max_edges = *n;
         }
       },
       {},
       1,
       100000},
      {"format",
       kFormatGroup,
       Shape::kChoice,
       false,
       "The form of the file.",
       [](Value value, Reading* r) {
         if (const auto i = r->ReadChoice(value)) {
           r->asked.format = static_cast<ExportFormat>(*i);
         }
       },
       {"ndjson", "node-link", "graphml"},
       0,
       0,
       true},
  };
}

// Of the contract, for endpoints or answers that do not exist yet.
constexpr Value kNotAnsweredYet[] = {
    "lang",     "contradicted", "tz",      "group_by",        "fill",
    "snapshot", "projection",   "measure", "time_respecting", "algorithm",
    "window",   "step",         "top",     "link_key"};

// Levenshtein's distance, in bytes.
size_t Distance(Value a, Value b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 0; i < a.size(); ++i) {
    size_t corner = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, corner + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Parameter> Parameters() {
  static const std::vector<Parameter> kTable = MakeTable();
  return kTable;
}

const Parameter* FindParameter(std::string_view name, ParameterGroups groups) {
  for (const Parameter& parameter : Parameters()) {
    if (parameter.name == name && (parameter.groups & groups) != 0) {
      return &parameter;
    }
  }
  return nullptr;
}

bool IsNotAnsweredYet(std::string_view name) {
  return std::find(std::begin(kNotAnsweredYet), std::end(kNotAnsweredYet),
                   name) != std::end(kNotAnsweredYet);
}

std::string NearestName(std::string_view name,
                        std::span<const std::string_view> names) {
  constexpr size_t kLongest = 64;  // nobody mistypes so much
  if (name.size() > kLongest) return {};
  std::string_view nearest;
  size_t least = std::max<size_t>(2, name.size() / 2) + 1;
  for (const std::string_view each : names) {
    const size_t distance = Distance(name, each);
    if (distance >= least) continue;
    least = distance;
    nearest = each;
  }
  return std::string(nearest);
}

}  // namespace annals
