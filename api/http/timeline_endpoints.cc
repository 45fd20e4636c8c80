#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/http/event_rows.h"
#include "core/query/histogram.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxBuckets = 5000;
constexpr size_t kFittingBuckets = 120;  // as many as a screen shows apart
constexpr size_t kBucketLanes = 12;      // each lane is a histogram

std::string_view Name(BucketWidth width) {
  constexpr std::string_view kNames[] = {"hour",  "day",     "week",
                                         "month", "quarter", "year"};
  return kNames[static_cast<size_t>(width)];
}

struct Counted {
  BucketWidth width = BucketWidth::kDay;
  Histogram histogram;
};

// In the width asked for, or in the finest that gives few enough buckets.
Result<Counted> CountInBuckets(const KnowledgeReader& reader,
                               const Query& query,
                               std::optional<BucketWidth> width) {
  if (width) {
    Result<Histogram> histogram =
        reader.CountByTime(query, *width, kMaxBuckets);
    if (!histogram.ok()) return histogram.status().WithContext("interval");
    return Counted{*width, std::move(*histogram)};
  }
  for (const BucketWidth each : {BucketWidth::kDay, BucketWidth::kWeek,
                                 BucketWidth::kMonth, BucketWidth::kQuarter}) {
    Result<Histogram> histogram =
        reader.CountByTime(query, each, kFittingBuckets);
    if (histogram.ok()) return Counted{each, std::move(*histogram)};
    if (histogram.status().code() != StatusCode::kInvalidArgument) {
      return histogram.status();
    }
  }
  constexpr size_t kYearsThatCanBeNamed = 20000;
  Result<Histogram> histogram =
      reader.CountByTime(query, BucketWidth::kYear, kYearsThatCanBeNamed);
  if (!histogram.ok()) return histogram.status();
  return Counted{BucketWidth::kYear, std::move(*histogram)};
}

Json BucketJson(const Bucket& bucket) {
  return {{"begin", FormatRfc3339(bucket.begin)},
          {"end", FormatRfc3339(bucket.end)},
          {"count", bucket.count},
          {"min", bucket.min},
          {"max", bucket.max}};
}

// The lanes an event is in.
std::vector<std::string> LanesOf(const Event& event, FacetKind kind) {
  std::vector<std::string> lanes;
  for (const Facet& facet : FacetsOf(event, {})) {
    if (facet.kind == kind) lanes.push_back(facet.value);
  }
  return lanes;
}

Json LaneJson(const FacetCount& lane, FacetKind kind,
              const KnowledgeReader& reader) {
  std::string name = lane.value;
  if (kind == FacetKind::kActor || kind == FacetKind::kPlace) {
    const Result<Entity> entity = reader.GetEntity({lane.value});
    if (entity.ok()) name = entity->name;
  }
  return {{"id", lane.value}, {"name", std::move(name)}, {"count", lane.count}};
}

Json LanesJson(const std::vector<FacetCount>& lanes, const Call& call) {
  Json json = Json::array();
  for (const FacetCount& lane : lanes) {
    json.push_back(LaneJson(lane, call.asked.lanes, *call.reader));
  }
  return json;
}

// An event stands in the fullest of its lanes.
Json ItemJson(const EventHit& hit, const Call& call,
              const std::map<std::string, uint64_t>& counts,
              const ArticleLookup& articles) {
  const std::vector<std::string> lanes = LanesOf(*hit.event, call.asked.lanes);
  const auto fullest =
      std::max_element(lanes.begin(), lanes.end(),
                       [&](const std::string& a, const std::string& b) {
                         return counts.at(a) < counts.at(b);
                       });
  return {{"lane", fullest == lanes.end() ? Json(nullptr) : Json(*fullest)},
          {"lanes", lanes},
          {"certainty", Name(hit.certainty)},
          {"event", EventRow(hit, call.asked, articles)}};
}

Outcome TimelineOfEvents(const Call& call, uint64_t total) {
  std::vector<EventHit> hits;
  const Status status =
      call.reader->VisitEvents(call.asked.query, [&](const EventHit& hit) {
        hits.push_back(hit);
        return true;
      });
  if (!status.ok()) return ProblemOf(status);
  std::map<std::string, uint64_t> counts;
  for (const EventHit& hit : hits) {
    for (const std::string& lane : LanesOf(*hit.event, call.asked.lanes)) {
      ++counts[lane];
    }
  }
  std::vector<FacetCount> lanes;
  for (const auto& [value, count] : counts) lanes.push_back({value, count});
  std::stable_sort(lanes.begin(), lanes.end(),
                   [](const FacetCount& a, const FacetCount& b) {
                     return a.count > b.count;
                   });
  const ArticleLookup articles = LookupIn(*call.reader);
  Json items = Json::array();
  for (const EventHit& hit : hits) {
    items.push_back(ItemJson(hit, call, counts, articles));
  }
  return Enveloped(call,
                   {{"mode", "events"},
                    {"lanes", LanesJson(lanes, call)},
                    {"items", std::move(items)}},
                   {total, ""});
}

Outcome TimelineOfBuckets(const Call& call, uint64_t total) {
  const Query& query = call.asked.query;
  Result<std::vector<FacetCount>> lanes =
      call.reader->CountByFacet(query, call.asked.lanes, kBucketLanes + 1);
  if (!lanes.ok()) return ProblemOf(lanes.status());
  const bool has_more_lanes = lanes->size() > kBucketLanes;
  if (has_more_lanes) lanes->pop_back();
  const Result<Counted> all =
      CountInBuckets(*call.reader, query, call.asked.interval);
  if (!all.ok()) return ProblemOf(all.status());
  Json buckets = Json::array();
  for (const FacetCount& lane : *lanes) {
    Query in_lane = query;
    in_lane.filter =
        Filter::And({query.filter, Filter::Is(call.asked.lanes, lane.value)});
    const Result<Counted> counted =
        CountInBuckets(*call.reader, in_lane, all->width);
    if (!counted.ok()) return ProblemOf(counted.status());
    for (const Bucket& bucket : counted->histogram.buckets) {
      if (bucket.max == 0) continue;
      Json json = BucketJson(bucket);
      json["lane"] = lane.value;
      buckets.push_back(std::move(json));
    }
  }
  return Enveloped(call,
                   {{"mode", "buckets"},
                    {"interval", Name(all->width)},
                    {"lanes", LanesJson(*lanes, call)},
                    {"buckets", std::move(buckets)},
                    {"undated", all->histogram.undated}},
                   {total, "", has_more_lanes});
}

}  // namespace

Outcome ShowTimeline(const Call& call) {
  const Result<uint64_t> total = call.reader->CountEvents(call.asked.query);
  if (!total.ok()) return ProblemOf(total.status());
  return *total <= call.asked.max_items ? TimelineOfEvents(call, *total)
                                        : TimelineOfBuckets(call, *total);
}

Outcome ShowHistogram(const Call& call) {
  const Result<uint64_t> total = call.reader->CountEvents(call.asked.query);
  if (!total.ok()) return ProblemOf(total.status());
  const Result<Counted> counted =
      CountInBuckets(*call.reader, call.asked.query, call.asked.interval);
  if (!counted.ok()) return ProblemOf(counted.status());
  Json buckets = Json::array();
  for (const Bucket& bucket : counted->histogram.buckets) {
    buckets.push_back(BucketJson(bucket));
  }
  return Enveloped(call,
                   {{"interval", Name(counted->width)},
                    {"buckets", std::move(buckets)},
                    {"undated", counted->histogram.undated}},
                   {*total, ""});
}

}  // namespace annals
