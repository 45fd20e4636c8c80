// The state of reading one request's parameters. The readers in the parameter
// table put values here; params.cc makes an Asked or a Problem of it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/asked.h"
#include "api/http/parameters.h"
#include "api/http/params.h"

namespace annals {

struct Reading {
  explicit Reading(const AskContext& words) : context(words) {}

  const AskContext& context;
  const Parameter* parameter = nullptr;  // that is being read
  Asked asked;

  // Values of one kind are alternatives.
  std::map<FacetKind, std::vector<Filter>> any_of;
  std::vector<Filter> involving;
  bool involving_any = false;
  std::vector<EntityId> actors;
  std::vector<Role> roles;
  std::vector<Filter> none_of;
  std::vector<Filter> all_of;
  std::optional<Query> phrase;  // what q asks for
  std::optional<SortOrder> sort;
  std::optional<TimeInterval> datetime;
  std::optional<TimeInterval> since;
  std::optional<TimeInterval> until;
  std::optional<Coordinates> near;
  std::optional<double> radius_km;

  std::vector<ParameterError> errors;
  bool is_ambiguous = false;  // some error is only that a name fits several
  std::vector<EntityHit> candidates;
  Status failure;  // the base failed, whatever was asked

  // Notes that `value` of the parameter being read is wrong.
  void Reject(std::string_view value, std::string detail);

  // The entity that an id or a name means; none if rejected.
  std::optional<EntityId> ReadEntity(std::string_view value);

  // EDTF, or words.
  std::optional<TimeInterval> ReadTime(std::string_view value);

  // The same, or a duration counted from now: "-P7D" is the second a week ago.
  std::optional<TimeInterval> ReadTimeOrDuration(std::string_view value);

  // Within the parameter's range.
  std::optional<double> ReadNumber(std::string_view value);
  std::optional<size_t> ReadInteger(std::string_view value);

  // The number of `value` among the parameter's choices.
  std::optional<size_t> ReadChoice(std::string_view value);
  std::vector<std::string> ReadList(std::string_view value);

  // `n` numbers separated by commas.
  std::optional<std::vector<double>> ReadNumbers(std::string_view value,
                                                 size_t n);
};

}  // namespace annals
