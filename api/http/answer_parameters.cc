#include <algorithm>
#include <type_traits>
#include <utility>

#include "api/http/parameter_tables.h"
#include "api/http/reading.h"

namespace annals {

namespace {

using Value = std::string_view;

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
void ReadNames(Value value, Reading* reading) {
  for (std::string& name : reading->ReadList(value)) {
    (reading->asked.*member).push_back(std::move(name));
  }
}

}  // namespace

std::vector<Parameter> AnswerParameters() {
  return {
      {"limit",
       kPageGroup | kRelatedGroup,
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
      {"relation",
       kRelatedGroup,
       Shape::kChoice,
       false,
       "Only events that stand to it so, or it to them.",
       [](Value value, Reading* r) {
         if (r->ReadChoice(value)) r->asked.relation = value;
       },
       {Name(EventRelation::kFollows), Name(EventRelation::kPartOf),
        Name(EventRelation::kRespondsTo), Name(EventRelation::kContradicts),
        kSameStory}},
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

}  // namespace annals
