#include "core/query/describe.h"

#include <array>
#include <cstdio>

#include "core/time/edtf.h"

namespace annals {

namespace {

std::string Print(const char* format, auto... values) {
  std::array<char, 96> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, values...);
  return buffer.data();
}

std::string Join(const std::vector<Filter>& parts, std::string_view with) {
  std::string text;
  for (const Filter& part : parts) {
    if (!text.empty()) text += with;
    const bool group =
        part.op == Filter::Op::kAnd || part.op == Filter::Op::kOr;
    text += group ? "(" + Describe(part) + ")" : Describe(part);
  }
  return text;
}

std::string_view Name(TimeMatch match) {
  constexpr std::string_view kNames[] = {"in", "within", "starting in",
                                         "ending in"};
  return kNames[static_cast<size_t>(match)];
}

}  // namespace

std::string Describe(const Filter& filter) {
  switch (filter.op) {
    case Filter::Op::kAll:
      return "all events";
    case Filter::Op::kFacet:
      return std::string(annals::Name(filter.facet.kind)) + " " +
             filter.facet.value;
    case Filter::Op::kAnd:
      return Join(filter.parts, " and ");
    case Filter::Op::kOr:
      return Join(filter.parts, " or ");
    case Filter::Op::kNot:
      return "not " + Join(filter.parts, "");
    case Filter::Op::kPhrase: {
      std::string text = "the words \"";
      for (size_t i = 0; i < filter.terms.size(); ++i) {
        text += (i > 0 ? " " : "") + filter.terms[i];
      }
      return text + "\"";
    }
    case Filter::Op::kBox:
      return Print("inside %g,%g,%g,%g", filter.box.west, filter.box.south,
                   filter.box.east, filter.box.north);
    case Filter::Op::kNear:
      return Print("within %g km of %g,%g", filter.near.radius_km,
                   filter.near.center.latitude, filter.near.center.longitude);
  }
  return "";
}

std::string Describe(const Query& query) {
  std::string text = Describe(query.filter);
  if (query.when) {
    text += ", " + std::string(Name(query.match)) + " " +
            FormatEdtf(*query.when);
  }
  if (query.certain_only) text += ", certainly";
  if (query.reported) text += ", reported in " + FormatEdtf(*query.reported);
  if (query.as_of) text += ", as of " + FormatRfc3339(*query.as_of);
  if (query.min_confidence > 0) {
    text += Print(", confidence at least %g", query.min_confidence);
  }
  if (query.min_articles > 0) {
    text += Print(", at least %u articles", query.min_articles);
  }
  return text;
}

}  // namespace annals
