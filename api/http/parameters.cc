#include "api/http/parameters.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "api/http/parameter_tables.h"

namespace annals {

namespace {

using Value = std::string_view;

std::vector<Parameter> MakeTable() {
  std::vector<Parameter> table = FilterParameters();
  std::vector<Parameter> answer = AnswerParameters();
  std::move(answer.begin(), answer.end(), std::back_inserter(table));
  return table;
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
