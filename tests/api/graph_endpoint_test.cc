#include <set>

#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HttpTest;
using Json = nlohmann::json;

class GraphTest : public HttpTest {};

std::set<std::string> Ids(const Json& nodes, const char* kind) {
  std::set<std::string> ids;
  for (const Json& node : nodes) {
    if (node["kind"] == kind) ids.insert(node["id"]);
  }
  return ids;
}

TEST_F(GraphTest, IsNodeLinkJsonWithEveryEndPresent) {
  const Json data = GetJson("/v1/graph")["data"];
  EXPECT_EQ(data["directed"], true);
  EXPECT_EQ(data["multigraph"], true);
  EXPECT_EQ(data["graph"]["events"], 6);
  EXPECT_EQ(data["graph"]["nodes"], data["nodes"].size());
  EXPECT_EQ(data["graph"]["links"], data["links"].size());
  std::set<std::string> ids = Ids(data["nodes"], "event");
  ids.merge(Ids(data["nodes"], "entity"));
  EXPECT_EQ(ids.size(), data["nodes"].size());
  std::set<std::string> links;
  for (const Json& link : data["links"]) {
    EXPECT_TRUE(ids.contains(link["source"])) << link;
    EXPECT_TRUE(ids.contains(link["target"])) << link;
    EXPECT_TRUE(links.insert(link.dump()).second) << link;
  }
}

TEST_F(GraphTest, IsOfTheEventsThatAnswer) {
  const Json data = GetJson("/v1/graph?place=budapest")["data"];
  EXPECT_THAT(Ids(data["nodes"], "entity"),
              ElementsAre("budapest", "donald-trump", "vladimir-putin"));
  std::set<std::string> keys;
  for (const Json& link : data["links"]) keys.insert(link["key"]);
  EXPECT_THAT(keys, ElementsAre("participant", "venue"));
}

TEST_F(GraphTest, SaysWhenItsBudgetCutIt) {
  const Json answer = GetJson("/v1/graph?max_nodes=5");
  EXPECT_EQ(answer["meta"]["truncated"], true);
  EXPECT_EQ(answer["data"]["graph"]["truncated"], true);
  EXPECT_LE(answer["data"]["nodes"].size(), 5u);
  EXPECT_EQ(answer["meta"]["count"]["value"], 6);
  EXPECT_EQ(GetJson("/v1/graph?max_edges=3")["meta"]["truncated"], true);
}

TEST_F(GraphTest, NeighbourhoodGrowsWithItsHops) {
  const auto entities = [&](const char* params) {
    const Json data =
        GetJson(std::string("/v1/graph/neighbourhood?") + params)["data"];
    return Ids(data["nodes"], "entity");
  };
  EXPECT_THAT(entities("node=viktor-orban"),
              ElementsAre("donald-trump", "viktor-orban"));
  EXPECT_THAT(entities("node=Orb%C3%A1n&hops=2"),
              ElementsAre("budapest", "donald-trump", "viktor-orban",
                          "vladimir-putin", "volodymyr-zelensky"));
  EXPECT_THAT(
      entities("node=viktor-orban&hops=2&datetime=2025-10-17"
               "&certainty=certain"),
      ElementsAre("donald-trump", "viktor-orban", "volodymyr-zelensky"));
}

TEST_F(GraphTest, ACountryIsJoinedToWhatInvolvesIt) {
  const Json data = GetJson("/v1/graph/neighbourhood?node=hungary")["data"];
  size_t involves = 0;
  for (const Json& link : data["links"]) {
    if (link["source"] != "hungary") continue;
    EXPECT_EQ(link["key"], "involves");
    ++involves;
  }
  EXPECT_EQ(involves, 2u);
}

TEST_F(GraphTest, NeighbourhoodKeepsWithinItsBudget) {
  const Json answer =
      GetJson("/v1/graph/neighbourhood?node=donald-trump&hops=3&max_nodes=4");
  EXPECT_EQ(answer["meta"]["truncated"], true);
  EXPECT_LE(answer["data"]["nodes"].size(), 4u);
}

TEST_F(GraphTest, PathsNameTheEventsOnThem) {
  const Json data =
      GetJson("/v1/graph/paths?from=viktor-orban&to=Zelensky")["data"];
  ASSERT_EQ(data.size(), 1u);
  EXPECT_EQ(data[0]["events"],
            Json({"Orban welcomes the meeting", "Zelensky and Trump meet"}));
  ASSERT_EQ(data[0]["nodes"].size(), 5u);
  EXPECT_EQ(data[0]["nodes"][0]["id"], "viktor-orban");
  EXPECT_EQ(data[0]["nodes"][2]["name"], "Donald Trump");
  EXPECT_EQ(data[0]["nodes"][4]["id"], "volodymyr-zelensky");
}

TEST_F(GraphTest, PathsAreTheShortestAndDiffer) {
  const Json data = GetJson(
      "/v1/graph/paths?from=donald-trump&to=vladimir-putin&k=5")["data"];
  // The call, the summit, and each only once.
  ASSERT_EQ(data.size(), 2u);
  EXPECT_EQ(data[0]["nodes"].size(), 3u);
  EXPECT_EQ(data[1]["nodes"].size(), 3u);
  EXPECT_NE(data[0], data[1]);
  EXPECT_EQ(
      GetJson("/v1/graph/paths?from=donald-trump&to=vladimir-putin&k=1")["data"]
          .size(),
      1u);
}

TEST_F(GraphTest, NoPathIsAnEmptyAnswer) {
  EXPECT_EQ(GetJson("/v1/graph/paths?from=viktor-orban&to=russia")["data"],
            Json::array());
}

TEST_F(GraphTest, RejectsWhatItCannotWalk) {
  struct Case {
    const char* target;
    int status;
    const char* parameter;
  };
  const Case cases[] = {
      {"/v1/graph/neighbourhood", 400, "node"},
      {"/v1/graph/neighbourhood?node=nobody", 400, "node"},
      {"/v1/graph/neighbourhood?node=Georgia", 409, "node"},
      {"/v1/graph/neighbourhood?node=hungary&hops=4", 400, "hops"},
      {"/v1/graph/neighbourhood?node=hungary&hops=0", 400, "hops"},
      {"/v1/graph/paths?from=hungary", 400, "to"},
      {"/v1/graph/paths?from=hungary&to=ukraine&k=11", 400, "k"},
      {"/v1/graph/paths?from=hungary&to=ukraine&time_respecting=true", 400,
       "time_respecting"},
      {"/v1/graph?projection=cooccurrence", 400, "projection"},
      {"/v1/graph?max_nodes=0", 400, "max_nodes"},
      {"/v1/graph?limit=5", 400, "limit"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    const Json problem = GetJson(c.target, c.status);
    EXPECT_EQ(problem["errors"][0]["parameter"], c.parameter);
  }
}

}  // namespace
}  // namespace annals
