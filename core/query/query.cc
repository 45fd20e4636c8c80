#include "core/query/query.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "core/time/edtf.h"

namespace annals {

namespace {

constexpr std::pair<FacetKind, std::string_view> kFacetNames[] = {
    {FacetKind::kInvolves, "involving"},
    {FacetKind::kActor, "actor"},
    {FacetKind::kActorRole, "role"},
    {FacetKind::kPlace, "place"},
    {FacetKind::kType, "type"},
    {FacetKind::kMode, "mode"},
    {FacetKind::kContext, "context"},
    {FacetKind::kStatus, "status"},
    {FacetKind::kSource, "source"},
    {FacetKind::kArticle, "article"},
    {FacetKind::kReportDay, "report_day"},
    {FacetKind::kTerm, "term"},
    {FacetKind::kAttribution, "attribution"},
    {FacetKind::kCountry, "country"},
};

constexpr std::string_view kSortNames[] = {"time:asc", "time:desc",
                                           "reported:desc", "confidence:desc",
                                           "articles:desc"};

}  // namespace

std::string_view Name(FacetKind kind) {
  for (const auto& [each, name] : kFacetNames) {
    if (each == kind) return name;
  }
  return "unknown";
}

std::string_view Name(Certainty certainty) {
  return certainty == Certainty::kCertain ? "certain" : "possible";
}

std::string_view Name(SortOrder order) {
  return kSortNames[static_cast<size_t>(order)];
}

Result<SortOrder> ParseSortOrder(std::string_view name) {
  const auto* const it =
      std::find(std::begin(kSortNames), std::end(kSortNames), name);
  if (it == std::end(kSortNames)) {
    return Status::InvalidArgument("no order '" + std::string(name) +
                                   "'; there are: time:asc time:desc "
                                   "reported:desc confidence:desc "
                                   "articles:desc");
  }
  return static_cast<SortOrder>(it - std::begin(kSortNames));
}

Filter Filter::Is(FacetKind kind, std::string value) {
  Filter filter;
  filter.op = Op::kFacet;
  filter.facet = {kind, std::move(value)};
  return filter;
}

Filter Filter::And(std::vector<Filter> parts) {
  std::erase_if(parts, [](const Filter& each) { return each.op == Op::kAll; });
  if (parts.empty()) return All();
  if (parts.size() == 1) return std::move(parts.front());
  Filter filter;
  filter.op = Op::kAnd;
  filter.parts = std::move(parts);
  return filter;
}

Filter Filter::Or(std::vector<Filter> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Filter filter;
  filter.op = Op::kOr;
  filter.parts = std::move(parts);
  return filter;
}

Filter Filter::Not(Filter part) {
  Filter filter;
  filter.op = Op::kNot;
  filter.parts.push_back(std::move(part));
  return filter;
}

std::vector<Facet> FacetsOf(const Event& event,
                            const std::vector<std::string>& sources) {
  std::vector<Facet> facets;
  const auto add = [&](FacetKind kind, std::string_view value) {
    if (!value.empty()) facets.push_back({kind, std::string(value)});
  };
  for (const Participant& p : event.participants) {
    add(FacetKind::kActor, p.entity.value);
    add(FacetKind::kActorRole,
        std::string(Name(p.role)) + ":" + p.entity.value);
    add(FacetKind::kInvolves, p.entity.value);
    for (const EntityId& id : p.affiliations)
      add(FacetKind::kInvolves, id.value);
  }
  for (const EventPlace& place : event.places) {
    add(FacetKind::kPlace, place.entity.value);
    add(FacetKind::kInvolves, place.entity.value);
    for (const EntityId& id : place.within) {
      add(FacetKind::kInvolves, id.value);
      add(FacetKind::kPlace, id.value);
    }
    add(FacetKind::kCountry, place.country);
  }
  for (const Attribution& a : event.attribution) {
    add(FacetKind::kAttribution, a.entity.value);
  }
  add(FacetKind::kType, Name(event.type));
  add(FacetKind::kMode, event.mode);
  add(FacetKind::kStatus, Name(event.status));
  for (const std::string& context : event.contexts) {
    add(FacetKind::kContext, context);
  }
  for (const std::string& source : sources) add(FacetKind::kSource, source);
  for (std::string& term : TermsOf(event.headline)) {
    add(FacetKind::kTerm, term);
  }
  for (const Claim& claim : event.claims) {
    add(FacetKind::kArticle, claim.article.value);
    add(FacetKind::kReportDay,
        FormatRfc3339(claim.reported).substr(0, sizeof("2025-10-17") - 1));
    for (const Evidence& evidence : claim.evidence) {
      for (std::string& term : TermsOf(evidence.quote)) {
        add(FacetKind::kTerm, term);
      }
    }
  }
  std::sort(facets.begin(), facets.end());
  facets.erase(std::unique(facets.begin(), facets.end()), facets.end());
  return facets;
}

}  // namespace annals
