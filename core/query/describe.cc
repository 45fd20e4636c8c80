#include "core/query/describe.h"

#include <array>
#include <charconv>

#include "core/time/edtf.h"

namespace annals {

namespace {

std::string Number(double value) {
  std::array<char, 32> digits;
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end};
}

std::string Joined(const std::vector<Filter>& parts, std::string_view word);

std::string Describe(const Filter& filter) {
  switch (filter.op) {
    case Filter::Op::kAll:
      return "all";
    case Filter::Op::kFacet:
      return std::string(Name(filter.facet.kind)) + "=" + filter.facet.value;
    case Filter::Op::kAnd:
      return Joined(filter.parts, " and ");
    case Filter::Op::kOr:
      return Joined(filter.parts, " or ");
    case Filter::Op::kNot:
      return "not " + Joined(filter.parts, "");
    case Filter::Op::kPhrase: {
      std::string text = "text=\"";
      for (const std::string& term : filter.terms) {
        if (text.back() != '"') text += ' ';
        text += term;
      }
      return text + '"';
    }
    case Filter::Op::kBox:
      return "bbox=" + Number(filter.box.west) + "," +
             Number(filter.box.south) + "," + Number(filter.box.east) + "," +
             Number(filter.box.north);
    case Filter::Op::kNear:
      return "near=" + Number(filter.near.center.latitude) + "," +
             Number(filter.near.center.longitude) +
             " radius_km=" + Number(filter.near.radius_km);
  }
  return {};
}

std::string Joined(const std::vector<Filter>& parts, std::string_view word) {
  std::string text;
  for (const Filter& part : parts) {
    if (!text.empty()) text += word;
    const bool is_tree =
        part.op == Filter::Op::kAnd || part.op == Filter::Op::kOr;
    text += is_tree ? "(" + Describe(part) + ")" : Describe(part);
  }
  return text;
}

std::string_view Name(TimeMatch match) {
  constexpr std::string_view kNames[] = {"overlaps", "within", "starts",
                                         "ends"};
  return kNames[static_cast<size_t>(match)];
}

}  // namespace

std::string Describe(const Query& query) {
  std::string text = Describe(query.filter);
  const auto add = [&](std::string_view name, std::string_view value) {
    text.append("; ").append(name).append("=").append(value);
  };
  if (query.when) add("datetime", FormatEdtf(*query.when));
  if (query.match != TimeMatch::kOverlaps) add("match", Name(query.match));
  if (query.certain_only) add("certainty", Name(Certainty::kCertain));
  if (query.reported) add("reported", FormatEdtf(*query.reported));
  if (query.as_of) add("as_of", FormatRfc3339(*query.as_of));
  if (query.min_confidence > 0) {
    add("min_confidence", Number(query.min_confidence));
  }
  if (query.min_articles > 0) {
    add("min_articles", std::to_string(query.min_articles));
  }
  if (query.sort != Query().sort) add("sort", Name(query.sort));
  return text;
}

}  // namespace annals
