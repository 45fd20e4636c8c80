// Every parameter of the HTTP API, in one table: the parser, the OpenAPI
// document and the list of what is unknown all come from it, so that none of
// them can differ from the others.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/asked.h"
#include "api/http/problem.h"

namespace annals {

struct Reading;  // params.cc reads into it; see reading.h

enum class Shape : uint8_t {
  kText,
  kEntity,  // an id, or a name that fits one entity
  kTime,    // EDTF, or words that name a time
  kInteger,
  kNumber,
  kChoice,   // one of `choices`
  kList,     // some of `choices`, separated by commas
  kNumbers,  // separated by commas
};

// Which endpoints have a parameter. An endpoint has a sum of groups.
using ParameterGroups = uint32_t;
inline constexpr ParameterGroups kFilterGroup = 1 << 0;
inline constexpr ParameterGroups kPageGroup = 1 << 1;
inline constexpr ParameterGroups kRowGroup = 1 << 2;
inline constexpr ParameterGroups kFacetGroup = 1 << 3;
inline constexpr ParameterGroups kLaneGroup = 1 << 4;
inline constexpr ParameterGroups kIntervalGroup = 1 << 5;
inline constexpr ParameterGroups kSearchGroup = 1 << 6;
inline constexpr ParameterGroups kBudgetGroup = 1 << 7;
inline constexpr ParameterGroups kNeighbourGroup = 1 << 8;
inline constexpr ParameterGroups kPathGroup = 1 << 9;
inline constexpr ParameterGroups kFormatGroup = 1 << 10;
inline constexpr ParameterGroups kAsOfGroup = 1 << 11;
inline constexpr ParameterGroups kRelatedGroup = 1 << 12;

struct Parameter {
  std::string_view name;
  ParameterGroups groups = 0;
  Shape shape = Shape::kText;
  bool repeats = false;
  std::string_view about;
  void (*read)(std::string_view value, Reading* reading) = nullptr;
  std::vector<std::string_view> choices = {};
  double least = 0;  // of kInteger and kNumber
  double most = 0;
  bool is_required = false;
};

std::span<const Parameter> Parameters();

// The parameter of that name that an endpoint with `groups` has, or null.
const Parameter* FindParameter(std::string_view name, ParameterGroups groups);

// Whether the API's contract has it but no endpoint answers it yet.
bool IsNotAnsweredYet(std::string_view name);

// The name nearest to `name`, if one is near enough to be meant.
std::string NearestName(std::string_view name,
                        std::span<const std::string_view> names);

}  // namespace annals
