#include "api/http/event_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace annals {

namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsWanted(const std::string& member, const Asked& asked) {
  if (member == "id") return true;
  if (!asked.fields.empty() && !Has(asked.fields, member)) return false;
  const bool is_nested =
      member == "participants" || member == "places" || member == "evidence";
  return asked.include.empty() || !is_nested || Has(asked.include, member);
}

}  // namespace

bool ShowsWholeRows(const Asked& asked) {
  return asked.fields.empty() && asked.include.empty();
}

nlohmann::ordered_json EventRow(const EventHit& hit, const Asked& asked,
                                const ArticleLookup& articles) {
  nlohmann::ordered_json all = EventJson(*hit.event, articles);
  all["certainty"] = Name(hit.certainty);
  if (ShowsWholeRows(asked)) return all;
  nlohmann::ordered_json row;
  for (const auto& [member, value] : all.items()) {
    if (IsWanted(member, asked)) row[member] = value;
  }
  return row;
}

}  // namespace annals
