#include "api/http/params.h"

#include <algorithm>
#include <set>

#include "api/http/reading.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

constexpr double kDefaultRadiusKm = 50;

std::vector<std::string_view> NamesIn(ParameterGroups groups) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : Parameters()) {
    if ((parameter.groups & groups) != 0) names.push_back(parameter.name);
  }
  return names;
}

ParameterError Unknown(const NamedValue& given, ParameterGroups groups) {
  const auto& [name, value] = given;
  ParameterError error{name, value, "", std::nullopt, ""};
  if (IsNotAnsweredYet(name)) {
    error.detail = "'" + name + "' is not answered yet";
    return error;
  }
  error.nearest = NearestName(name, NamesIn(groups));
  error.detail = "there is no parameter '" + name + "' here";
  if (!error.nearest.empty()) {
    error.detail += "; the nearest is '" + error.nearest + "'";
  }
  return error;
}

// Everything but what is unknown. Words are read against now, which as_of sets,
// so that comes first.
void ReadValues(const std::vector<NamedValue>& values, ParameterGroups groups,
                bool only_as_of, Reading* reading) {
  std::set<std::string_view> given;
  for (const auto& [name, value] : values) {
    const Parameter* const parameter = FindParameter(name, groups);
    if (parameter == nullptr || (name == "as_of") != only_as_of) continue;
    reading->parameter = parameter;
    if (!given.insert(parameter->name).second && !parameter->repeats) {
      reading->Reject(value, "'" + name + "' is given twice");
    } else if (value.find_first_not_of(' ') == std::string::npos) {
      reading->Reject(value, "'" + name + "' has no value");
    } else {
      parameter->read(value, reading);
    }
  }
}

void Reject(std::string_view name, std::string detail, Reading* reading) {
  reading->errors.push_back(
      {std::string(name), "", std::move(detail), std::nullopt, ""});
}

void RequireGiven(const std::vector<NamedValue>& values, ParameterGroups groups,
                  Reading* reading) {
  for (const Parameter& parameter : Parameters()) {
    if (!parameter.is_required || (parameter.groups & groups) == 0) continue;
    const bool is_given = std::any_of(
        values.begin(), values.end(),
        [&](const NamedValue& each) { return each.first == parameter.name; });
    if (is_given) continue;
    Reject(parameter.name, "'" + std::string(parameter.name) + "' is required",
           reading);
  }
}

// What lies in both; none if nothing does.
std::optional<TimeInterval> Common(const TimeInterval& a,
                                   const TimeInterval& b) {
  const auto begin = [](const TimeInterval& t) {
    return TimeInterval::End{t.begin_bound(), t.begin(), t.begin_granularity()};
  };
  const auto end = [](const TimeInterval& t) {
    return TimeInterval::End{t.end_bound(), t.end(), t.end_granularity()};
  };
  const Result<TimeInterval> both = TimeInterval::Make(
      begin(a.begin() < b.begin() ? b : a), end(a.end() < b.end() ? a : b));
  if (!both.ok()) return std::nullopt;
  return *both;
}

std::optional<TimeInterval> SinceUntil(Reading* reading) {
  TimeInterval::End begin{Bound::kOpen, {}, Granularity::kDay};
  TimeInterval::End end = begin;
  if (const auto& since = reading->since) {
    if (!since->has_begin()) Reject("since", "it has no begin", reading);
    begin = {since->begin_bound(), since->begin(), since->begin_granularity()};
  }
  if (const auto& until = reading->until) {
    if (!until->has_end()) Reject("until", "it has no end", reading);
    end = {until->end_bound(), until->end(), until->end_granularity()};
  }
  const Result<TimeInterval> when = TimeInterval::Make(begin, end);
  if (when.ok()) return *when;
  Reject("until", "it is not after since", reading);
  return std::nullopt;
}

// The time asked for: of the phrase, datetime, or since and until.
void SettleTime(Reading* reading) {
  std::optional<TimeInterval> when = reading->datetime;
  if (reading->since || reading->until) {
    if (when) Reject("datetime", "give it or since and until", reading);
    when = SinceUntil(reading);
  }
  Query& query = reading->asked.query;
  if (query.when && when) {
    when = Common(*query.when, *when);
    if (!when) {
      Reject("q", "its time and that of the parameters have none in common",
             reading);
    }
  }
  if (when) query.when = when;
}

// The members of a phrase's query are where the parameters start from.
void StartFromPhrase(Reading* reading) {
  if (!reading->phrase) return;
  Query& query = reading->asked.query;
  const Query& phrase = *reading->phrase;
  query.when = phrase.when;
  if (query.match == Query().match) query.match = phrase.match;
  query.certain_only |= phrase.certain_only;
  query.min_articles = std::max(query.min_articles, phrase.min_articles);
  query.min_confidence = std::max(query.min_confidence, phrase.min_confidence);
  if (!query.reported) query.reported = phrase.reported;
  if (!query.as_of) query.as_of = phrase.as_of;
  query.sort = phrase.sort;
  reading->all_of.insert(reading->all_of.begin(), phrase.filter);
}

void AddActors(Reading* reading) {
  std::vector<Filter>& actors = reading->any_of[FacetKind::kActor];
  if (!reading->roles.empty() && reading->actors.empty()) {
    Reject("role", "it is of an actor, and none is given", reading);
  }
  for (const EntityId& id : reading->actors) {
    if (reading->roles.empty()) {
      actors.push_back(Filter::Is(FacetKind::kActor, id.value));
    }
    for (const Role role : reading->roles) {
      actors.push_back(Filter::Is(FacetKind::kActorRole,
                                  std::string(Name(role)) + ":" + id.value));
    }
  }
}

void AddNear(Reading* reading) {
  if (!reading->near) {
    if (reading->radius_km) {
      Reject("radius_km", "it is of near, which is not given", reading);
    }
    return;
  }
  Filter filter;
  filter.op = Filter::Op::kNear;
  filter.near = {*reading->near, reading->radius_km.value_or(kDefaultRadiusKm)};
  reading->all_of.push_back(std::move(filter));
}

void SettleFilter(Reading* reading) {
  std::vector<Filter>& parts = reading->all_of;
  AddActors(reading);
  AddNear(reading);
  if (reading->involving_any && !reading->involving.empty()) {
    parts.push_back(Filter::Or(std::move(reading->involving)));
  } else {
    parts.insert(parts.end(), reading->involving.begin(),
                 reading->involving.end());
  }
  for (auto& [kind, filters] : reading->any_of) {
    if (!filters.empty()) parts.push_back(Filter::Or(std::move(filters)));
  }
  for (Filter& filter : reading->none_of) {
    parts.push_back(Filter::Not(std::move(filter)));
  }
  std::erase_if(parts,
                [](const Filter& part) { return part.op == Filter::Op::kAll; });
  reading->asked.query.filter = Filter::And(std::move(parts));
}

Problem MakeProblem(Reading reading, bool has_unknown) {
  Problem problem;
  problem.status = 400;
  problem.name = has_unknown ? "unknown-parameter" : "invalid-parameter";
  if (reading.is_ambiguous && reading.errors.size() == 1) {
    problem.status = 409;
    problem.name = "ambiguous-entity";
  }
  const ParameterError& first = reading.errors.front();
  problem.detail = first.parameter + ": " + first.detail;
  problem.candidates = std::move(reading.candidates);
  problem.errors = std::move(reading.errors);
  return problem;
}

}  // namespace

std::variant<Asked, Problem> ReadParams(const std::vector<NamedValue>& values,
                                        ParameterGroups groups,
                                        const AskContext& context) {
  AskContext when = context;
  Reading reading(when);
  for (const NamedValue& each : values) {
    if (FindParameter(each.first, groups) == nullptr) {
      reading.errors.push_back(Unknown(each, groups));
    }
  }
  const bool has_unknown = !reading.errors.empty();
  ReadValues(values, groups, true, &reading);
  if (reading.asked.query.as_of) when.now = *reading.asked.query.as_of;
  ReadValues(values, groups, false, &reading);
  RequireGiven(values, groups, &reading);
  StartFromPhrase(&reading);
  SettleTime(&reading);
  SettleFilter(&reading);
  if (reading.sort) reading.asked.query.sort = *reading.sort;
  if (!reading.failure.ok()) return ProblemOf(reading.failure);
  if (!reading.errors.empty()) {
    return MakeProblem(std::move(reading), has_unknown);
  }
  return std::move(reading.asked);
}

}  // namespace annals
