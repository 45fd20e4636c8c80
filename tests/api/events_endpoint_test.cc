#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using testing::DemoBatch;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HttpTest;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::Say;
using Json = nlohmann::json;

constexpr char kPhone[] = "Trump and Putin speak by phone";
constexpr char kSummit[] = "Trump and Putin plan to meet in Budapest";
constexpr char kWelcome[] = "Orban welcomes the meeting";
constexpr char kDrones[] = "Drones hit Kyiv";
constexpr char kVisit[] = "Zelensky and Trump meet";
constexpr char kDoubt[] = "Zelensky doubts <it> & more\x01";

class EventsTest : public HttpTest {};

TEST_F(EventsTest, AnswersInAnEnvelope) {
  const Json answer = GetJson("/v1/events?limit=2");
  EXPECT_EQ(answer["data"].size(), 2u);
  EXPECT_TRUE(answer["page"]["next"].is_string());
  const Json& meta = answer["meta"];
  EXPECT_EQ(meta["count"], Json({{"value", 6}, {"exact", true}}));
  EXPECT_EQ(meta["coverage"]["articles"], 4);
  EXPECT_EQ(meta["coverage"]["events"], 6);
  EXPECT_EQ(meta["coverage"]["last"], "2025-10-19T08:00:00Z");
  EXPECT_EQ(meta["as_of"], nullptr);
  EXPECT_EQ(meta["truncated"], false);
  EXPECT_TRUE(meta["snapshot"].is_string());
  EXPECT_TRUE(meta["took_us"].is_number());
  EXPECT_EQ(meta["interpreted"]["text"], "all");
}

TEST_F(EventsTest, ParametersChooseEvents) {
  struct Case {
    const char* params;
    std::vector<std::string> headlines;
  };
  const Case cases[] = {
      {"", {kDrones, kPhone, kSummit, kVisit, kWelcome, kDoubt}},
      {"involving=hungary", {kSummit, kWelcome}},
      {"involving=Hungary", {kSummit, kWelcome}},
      {"involving=Hungary&involving=Orb%C3%A1n", {kWelcome}},
      {"involving=hungary&involving=kyiv&involving_mode=any",
       {kDrones, kSummit, kWelcome}},
      {"involving=hungary&involving=kyiv&involving_mode=all", {}},
      {"actor=Putin", {kPhone, kSummit}},
      {"actor=Putin&actor=viktor-orban", {kPhone, kSummit, kWelcome}},
      {"actor=Trump&role=target", {kWelcome}},
      {"actor=viktor-orban&role=target", {}},
      {"actor=viktor-orban&role=target&role=source", {kWelcome}},
      {"place=hungary", {kSummit}},
      {"place=europe", {kDrones, kSummit}},
      {"type=ASSAULT", {kDrones}},
      {"type=assault&type=STATE", {kDrones, kWelcome}},
      {"status=planned", {kSummit}},
      {"source=example.org&type=STATE", {kWelcome}},
      {"source=elsewhere.org", {}},
      {"text=exchanges", {kSummit}},
      {"text=%22prisoner%20exchange%22", {kSummit}},
      {"text=%22exchange%20prisoner%22", {}},
      {"text=prisoner%20kyiv", {}},
      {"min_confidence=0.5&text=drones", {}},
      {"min_articles=2", {}},
      {"datetime=2025-09", {kDrones}},
      {"datetime=2025-10-17", {kSummit, kVisit, kWelcome}},
      {"datetime=2025-10-17&certainty=certain", {kVisit, kWelcome}},
      {"datetime=2025-10-16/2025-10-30&match=within",
       {kPhone, kSummit, kVisit, kWelcome}},
      {"datetime=2025-10-30&match=ends", {kSummit}},
      {"datetime=2025-10-16&match=starts", {kPhone, kSummit}},
      {"since=2025-10-17&status=happened", {kVisit, kWelcome}},
      {"until=2025-09", {kDrones}},
      {"until=2025-10-15&since=August", {kDrones}},
      {"since=-P2D&status=happened", {kVisit, kWelcome}},
      {"datetime=today&status=planned", {kSummit}},
      {"reported=2025-10-18", {kWelcome, kDoubt}},
      {"as_of=2025-10-17", {kDrones, kPhone, kSummit}},
      {"exclude.involving=hungary&type=STATE&type=CONSULT", {kPhone, kVisit}},
      {"exclude.type=CONSULT&exclude.text=doubt", {kDrones, kWelcome}},
      {"exclude.status=planned&actor=putin", {kPhone}},
      {"bbox=18,47,20,48", {kSummit}},
      {"bbox=170,-90,-170,90", {}},
      {"near=47.4,19.1&radius_km=30", {kSummit}},
      {"near=Budapest&radius_km=2000", {kDrones, kSummit}},
      {"q=events%20involving%20Hungary%20since%20August", {kSummit, kWelcome}},
      {"q=events%20involving%20Hungary%20since%20August&status=planned",
       {kSummit}},
      {"sort=time:desc&limit=1", {kSummit}},
      {"sort=confidence:desc&min_confidence=0.3&text=drones", {kDrones}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.params);
    std::vector<std::string> got = Headlines(c.params);
    std::vector<std::string> want = c.headlines;
    std::sort(got.begin(), got.end());
    std::sort(want.begin(), want.end());
    if (std::string_view(c.params).find("limit") != std::string_view::npos) {
      EXPECT_EQ(got.size(), want.size());
    } else {
      EXPECT_EQ(got, want);
    }
  }
}

TEST_F(EventsTest, SaysHowAPhraseWasRead) {
  const Json meta = GetJson(
      "/v1/events?q=events%20involving%20Hungary%20since%20August")["meta"];
  EXPECT_EQ(meta["interpreted"],
            Json({{"phrase", "events involving Hungary since August"},
                  {"text", "involving=hungary; datetime=2025-08/.."},
                  {"datetime", "2025-08/.."}}));
}

TEST_F(EventsTest, EachRowSaysHowSurelyItAnswers) {
  const Json rows =
      GetJson("/v1/events?datetime=2025-10-17&sort=time:asc")["data"];
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0]["headline"], kSummit);
  EXPECT_EQ(rows[0]["certainty"], "possible");
  EXPECT_EQ(rows[1]["certainty"], "certain");
}

TEST_F(EventsTest, EvidenceQuotesTheArticle) {
  const Json row = GetJson("/v1/events?actor=viktor-orban")["data"][0];
  const Json& evidence = row["evidence"][0];
  EXPECT_EQ(evidence["article"]["id"], "a2");
  EXPECT_EQ(evidence["article"]["title"], "Title of a2");
  EXPECT_EQ(evidence["quote"], "Some words of a2");
  EXPECT_EQ(evidence["end"], 16);
}

TEST_F(EventsTest, FieldsAndIncludeLeaveMembersOut) {
  const Json row =
      GetJson("/v1/events?limit=1&fields=headline,time")["data"][0];
  EXPECT_EQ(row.size(), 3u) << row;
  EXPECT_TRUE(row.contains("id"));
  const Json other = GetJson("/v1/events?limit=1&include=places")["data"][0];
  EXPECT_TRUE(other.contains("places"));
  EXPECT_TRUE(other.contains("headline"));
  EXPECT_FALSE(other.contains("evidence"));
  EXPECT_FALSE(other.contains("participants"));
}

TEST_F(EventsTest, CountsFacetsOfTheWholeAnswer) {
  const Json facets = GetJson(
      "/v1/events?limit=1&facet=type&facet=actor&facet_size=1")["meta"]
                                                               ["facets"];
  EXPECT_EQ(facets["type"], Json::parse(R"([{"value":"CONSULT","count":3}])"));
  EXPECT_EQ(facets["actor"], Json::parse(R"([
    {"value":"donald-trump","count":4,"name":"Donald Trump"}])"));
}

TEST_F(EventsTest, CursorsLeadThroughAllPagesOnce) {
  std::vector<std::string> seen;
  std::string target = "/v1/events?limit=4";
  const httplib::Result first = Get(target);
  ASSERT_TRUE(first);
  const std::string link = first->get_header_value("Link");
  EXPECT_THAT(link, HasSubstr("; rel=\"next\""));
  for (int page = 0; page < 3 && !target.empty(); ++page) {
    const Json answer = GetJson(target);
    for (const Json& row : answer["data"]) seen.push_back(row["headline"]);
    const Json& next = answer["page"]["next"];
    target = next.is_null()
                 ? ""
                 : "/v1/events?limit=4&cursor=" + next.get<std::string>();
  }
  EXPECT_EQ(seen, Headlines(""));
  // The link leads to the same page as the cursor.
  const Json linked = GetJson(link.substr(1, link.find('>') - 1));
  EXPECT_EQ(linked["data"].size(), 2u);
}

TEST_F(EventsTest, ACursorOfAnotherQuestionIsRefused) {
  const Json first = GetJson("/v1/events?limit=1");
  const Json problem = GetJson("/v1/events?limit=1&status=happened&cursor=" +
                                   first["page"]["next"].get<std::string>(),
                               400);
  EXPECT_EQ(problem["code"], "cursor_mismatch");
  EXPECT_EQ(GetJson("/v1/events?cursor=nonsense", 400)["code"],
            "cursor_mismatch");
}

TEST_F(EventsTest, NothingFoundIsAnEmptyAnswer) {
  const Json answer = GetJson("/v1/events?datetime=1812");
  EXPECT_EQ(answer["data"], Json::array());
  EXPECT_EQ(answer["meta"]["count"]["value"], 0);
  EXPECT_EQ(answer["meta"]["coverage"]["events"], 6);
}

TEST_F(EventsTest, ShowsOneEvent) {
  const std::string id = IdOf(kSummit);
  const Json answer = GetJson("/v1/events/" + id);
  EXPECT_EQ(answer["data"]["id"], id);
  EXPECT_EQ(answer["data"]["headline"], kSummit);
  EXPECT_EQ(answer["data"]["time"]["edtf"], "2025-10-16/2025-10-30");
  EXPECT_EQ(answer["data"]["time"]["end"], "2025-10-31T00:00:00Z");
}

TEST_F(EventsTest, AnEventNotYetReportedIsNotThere) {
  const std::string id = IdOf(kVisit);
  EXPECT_EQ(GetJson("/v1/events/" + id + "?as_of=2025-10-18", 404)["status"],
            404);
  GetJson("/v1/events/" + id + "?as_of=2025-10-19", 200);
}

TEST_F(EventsTest, ShowsWhatAnEventIsRelatedTo) {
  const Event praise = FoldClaims({Say("a1", EventType::kSupport)
                                       .Headline("Orban praises the plan")
                                       .With("viktor-orban", Role::kSource)
                                       .Linked(EventRelation::kRespondsTo, 0)});
  ImportBatch batch;
  batch.put_events = {praise};
  ASSERT_THAT(base_.Apply(batch), IsOk());
  const std::string target = "/v1/events/" + IdOf(kSummit) + "/related";
  const Json all = GetJson(target);
  ASSERT_EQ(all["data"].size(), 2u);
  EXPECT_EQ(all["meta"]["count"]["value"], 2);
  EXPECT_EQ(all["data"][0]["event"]["headline"], "Orban praises the plan");
  EXPECT_EQ(all["data"][0]["relations"],
            Json::parse(R"([{"relation":"responds-to","direction":"from"}])"));
  EXPECT_EQ(all["data"][1]["event"]["headline"], kPhone);
  EXPECT_EQ(all["data"][1]["relations"], Json::array());
  EXPECT_EQ(all["data"][1]["shared_articles"], 1);

  EXPECT_EQ(GetJson(target + "?relation=responds-to")["data"].size(), 1u);
  EXPECT_EQ(GetJson(target + "?relation=follows")["data"].size(), 0u);
  EXPECT_EQ(GetJson(target + "?relation=same-story&limit=1")["data"].size(),
            1u);
  EXPECT_EQ(GetJson("/v1/events/" + praise.id.value +
                    "/related")["data"][0]["relations"][0]["direction"],
            "to");
  GetJson(target + "?relation=cousin-of", 400);
  GetJson(target + "?as_of=2025-10-16", 404);
}

TEST_F(EventsTest, UnknownIdsAreNotFound) {
  for (const char* target : {"/v1/events/ev-none", "/v1/events/ev-none/related",
                             "/v1/entities/nobody", "/v1/articles/ar-none"}) {
    SCOPED_TRACE(target);
    const Json problem = GetJson(target, 404);
    EXPECT_EQ(problem["code"], "not_found");
    EXPECT_EQ(problem["instance"], target);
  }
}

TEST_F(EventsTest, ShowsAnArticleWithItsText) {
  const Json article = GetJson("/v1/articles/a1")["data"];
  EXPECT_EQ(article["title"], "Title of a1");
  EXPECT_EQ(article["text"], "Some words were said — and “quoted”.");
}

TEST_F(EventsTest, FindsEntitiesAsOneTypes) {
  const Json answer = GetJson("/v1/entities?prefix=orb");
  ASSERT_EQ(answer["data"].size(), 1u);
  EXPECT_EQ(answer["data"][0], Json::parse(R"({
    "id":"viktor-orban","name":"Viktor Orbán","kind":"person","country":null,
    "aliases":["Orbán"],"count":1})"));
  EXPECT_EQ(GetJson("/v1/entities?kind=country")["data"].size(), 4u);
  const Json cut = GetJson("/v1/entities?limit=3");
  EXPECT_EQ(cut["data"].size(), 3u);
  EXPECT_EQ(cut["meta"]["truncated"], true);
}

TEST_F(EventsTest, ShowsOneEntityWithItsEvents) {
  const Json entity = GetJson("/v1/entities/hungary")["data"];
  EXPECT_EQ(entity["name"], "Hungary");
  EXPECT_EQ(entity["count"], 2);
}

TEST_F(EventsTest, TellsWhatTheBaseHolds) {
  const Json coverage = GetJson("/v1/coverage")["data"];
  EXPECT_EQ(coverage["articles"], 4);
  EXPECT_EQ(coverage["happened"]["first"], "2025-09-01T00:00:00Z");
  EXPECT_EQ(coverage["sources"],
            Json::parse(R"([{"name":"example.org","count":4}])"));
  const Json types = GetJson("/v1/types")["data"];
  EXPECT_EQ(types["types"].size(), 20u);
  EXPECT_EQ(types["types"][1]["name"], "CONSULT");
  EXPECT_EQ(types["types"][1]["count"], 3);
  EXPECT_EQ(types["statuses"].size(), 3u);
}

TEST_F(EventsTest, AnEmptyBaseAnswers) {
  ImportBatch batch;
  for (const Event& event : DemoBatch().put_events) {
    batch.delete_events.push_back(event.id);
  }
  for (const Article& article : DemoBatch().put_articles) {
    batch.delete_articles.push_back(article.id);
  }
  ASSERT_THAT(base_.Apply(batch), testing::IsOk());
  for (const char* target :
       {"/v1/events", "/v1/timeline", "/v1/histogram", "/v1/graph",
        "/v1/coverage", "/v1/types", "/v1/graph/neighbourhood?node=hungary",
        "/v1/graph/paths?from=hungary&to=ukraine"}) {
    GetJson(target);
  }
  EXPECT_THAT(Headlines("since=today"), IsEmpty());
}

}  // namespace
}  // namespace annals
