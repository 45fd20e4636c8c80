#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using testing::HttpTest;
using Json = nlohmann::json;

class TimelineTest : public HttpTest {};

TEST_F(TimelineTest, ShowsEventsWhileTheyFit) {
  const Json data = GetJson("/v1/timeline?since=2025-10")["data"];
  EXPECT_EQ(data["mode"], "events");
  EXPECT_EQ(data["lanes"][0], Json::parse(R"({
    "id":"donald-trump","name":"Donald Trump","count":4})"));
  ASSERT_EQ(data["items"].size(), 4u);
  const Json& item = data["items"][0];
  EXPECT_EQ(item["lane"], "donald-trump");
  EXPECT_EQ(item["lanes"], Json({"donald-trump", "vladimir-putin"}));
  EXPECT_EQ(item["certainty"], "certain");
  EXPECT_TRUE(item["event"]["headline"].is_string());
}

TEST_F(TimelineTest, ShowsCountsWhenTheyDoNot) {
  const Json answer =
      GetJson("/v1/timeline?max_items=1&lanes=type&interval=month");
  const Json& data = answer["data"];
  EXPECT_EQ(data["mode"], "buckets");
  EXPECT_EQ(data["interval"], "month");
  EXPECT_EQ(data["lanes"].size(), 4u);
  EXPECT_EQ(data["undated"], 1);
  Json consult = Json::array();
  for (const Json& bucket : data["buckets"]) {
    if (bucket["lane"] == "CONSULT") consult.push_back(bucket);
  }
  ASSERT_EQ(consult.size(), 1u);
  EXPECT_EQ(consult[0]["begin"], "2025-10-01T00:00:00Z");
  EXPECT_EQ(consult[0]["count"], 3);
  EXPECT_EQ(answer["meta"]["count"]["value"], 6);
}

TEST_F(TimelineTest, LanesMayBeAnyOfFour) {
  for (const char* lanes : {"actor", "type", "place", "status"}) {
    SCOPED_TRACE(lanes);
    for (const char* items : {"1", "500"}) {
      const Json data = GetJson(std::string("/v1/timeline?lanes=") + lanes +
                                "&max_items=" + items)["data"];
      EXPECT_FALSE(data["lanes"].empty());
    }
  }
  GetJson("/v1/timeline?lanes=colour", 400);
}

TEST_F(TimelineTest, AnEventInNoLaneIsStillThere) {
  const Json data = GetJson("/v1/timeline?lanes=place&type=STATE")["data"];
  ASSERT_EQ(data["items"].size(), 1u);
  EXPECT_EQ(data["items"][0]["lane"], nullptr);
}

TEST_F(TimelineTest, HistogramCountsWhatSurelyAndWhatPossiblyHappened) {
  const Json data = GetJson(
      "/v1/histogram?interval=day&datetime=2025-10-16/2025-10-18")["data"];
  EXPECT_EQ(data["interval"], "day");
  ASSERT_EQ(data["buckets"].size(), 3u);
  EXPECT_EQ(data["buckets"][0], Json::parse(R"({
    "begin":"2025-10-16T00:00:00Z","end":"2025-10-17T00:00:00Z",
    "count":2,"min":1,"max":2})"));
  EXPECT_EQ(data["buckets"][2]["count"], 0);
  EXPECT_EQ(data["buckets"][2]["max"], 1);
}

TEST_F(TimelineTest, HistogramPicksAnInterval) {
  const Json data = GetJson("/v1/histogram")["data"];
  EXPECT_EQ(data["interval"], "day");
  EXPECT_EQ(data["undated"], 1);
  EXPECT_EQ(GetJson("/v1/histogram?interval=auto")["data"], data);
}

TEST_F(TimelineTest, ALongSpanIsCountedInCoarserBuckets) {
  ImportBatch batch;
  batch.put_events.push_back(
      FoldClaims({testing::Say("a1", EventType::kOccur).On("1991-01")}));
  ASSERT_THAT(base_.Apply(batch), testing::IsOk());
  EXPECT_EQ(GetJson("/v1/histogram")["data"]["interval"], "year");
}

TEST_F(TimelineTest, TooManyBucketsAreRefused) {
  ImportBatch batch;
  batch.put_events.push_back(
      FoldClaims({testing::Say("a1", EventType::kOccur).On("1991-01")}));
  ASSERT_THAT(base_.Apply(batch), testing::IsOk());
  EXPECT_EQ(GetJson("/v1/histogram?interval=hour", 400)["code"],
            "invalid_parameter");
}

}  // namespace
}  // namespace annals
