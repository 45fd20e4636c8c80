#include <iostream>
#include <nlohmann/json.hpp>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_json.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostSources = 10;
constexpr size_t kMostTypes = 32;

std::string Date(const std::optional<TimePoint>& time) {
  return time ? FormatRfc3339(*time).substr(0, sizeof("2025-10-17") - 1) : "-";
}

}  // namespace

int RunStats(const StatsCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const Result<Coverage> coverage = (*base)->GetCoverage();
  if (!coverage.ok()) return Fail(coverage.status());
  const auto types =
      (*base)->CountByFacet(Query{}, FacetKind::kType, kMostTypes);
  if (!types.ok()) return Fail(types.status());
  if (command.json || !IsTerminal(1)) {
    Json json = {{"articles", coverage->articles},
                 {"events", coverage->events},
                 {"entities", coverage->entities}};
    const auto put = [&](const char* name, const std::optional<TimePoint>& t) {
      json[name] = t ? Json(FormatRfc3339(*t)) : Json();
    };
    put("first_reported", coverage->first_reported);
    put("last_reported", coverage->last_reported);
    put("first_event", coverage->first_event);
    put("last_event", coverage->last_event);
    Json& by_type = json["types"] = Json::object();
    for (const FacetCount& type : *types) by_type[type.value] = type.count;
    Json& by_source = json["sources"] = Json::object();
    for (const FacetCount& s : coverage->sources) by_source[s.value] = s.count;
    std::cout << Dump(json, 2) << '\n';
    return Done();
  }
  std::cout << "articles  " << coverage->articles << "  ("
            << Date(coverage->first_reported) << " to "
            << Date(coverage->last_reported) << ")\n"
            << "events    " << coverage->events << "  ("
            << Date(coverage->first_event) << " to "
            << Date(coverage->last_event) << ")\n"
            << "entities  " << coverage->entities << "\n\n";
  for (const FacetCount& type : *types) {
    std::cout << "  " << type.value << "  " << type.count << '\n';
  }
  for (size_t i = 0; i < coverage->sources.size() && i < kMostSources; ++i) {
    std::cout << (i == 0 ? "\n" : "") << "  " << coverage->sources[i].value
              << "  " << coverage->sources[i].count << '\n';
  }
  return Done();
}

}  // namespace annals
