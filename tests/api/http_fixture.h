// A small base served on a free port, and a client of it.
//
//   ev   when                    status    who and where
//   ---  ----------------------  --------  --------------------------------
//   phone    2025-10-16              happened  donald-trump, vladimir-putin
//   summit   2025-10-16/2025-10-30   planned   both, in budapest
//   welcome  2025-10-17              happened  viktor-orban (of hungary) →
//   trump drones   2025-09                 happened  russia → ukraine, in kyiv
//   visit    2025-10-17              happened  zelensky, trump; on the 19th
//   doubt    undated                 possible  zelensky
//
// All but "visit" were reported on the 17th or 18th; "now" is the 19th.

#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/server.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals::testing {

// Knows three phrases.
class FakePhraseReader : public PhraseReader {
 public:
  Result<Query> ReadPhrase(std::string_view phrase,
                           TimePoint /*now*/) const override {
    Query query;
    if (phrase == "events involving Hungary since August") {
      query.filter = Filter::Is(FacetKind::kInvolves, "hungary");
      query.when = *ParseEdtf("2025-08/..");
      return query;
    }
    if (phrase == "events involving Georgia") {
      return Status::Conflict("'Georgia' fits 2 entities");
    }
    return Status::InvalidArgument("not understood: '" + std::string(phrase) +
                                   "'");
  }
  Result<TimeInterval> ReadTime(std::string_view words,
                                TimePoint now) const override {
    if (words == "August") return *ParseEdtf("2025-08");
    if (words == "today") return ParseEdtf(FormatRfc3339(now).substr(0, 10));
    return Status::InvalidArgument("'" + std::string(words) +
                                   "' names no time");
  }
};

inline Article MakeArticle(std::string id, std::string_view published) {
  Article article;
  article.id = {id};
  article.file = id + ".md";
  article.title = "Title of " + id;
  article.source = "example.org";
  article.url = "https://example.org/" + id;
  article.text = "Some words were said — and “quoted”.";
  article.published = *ParseEdtf(published);
  return article;
}

inline Entity MakeEntity(std::string id, std::string name, EntityKind kind,
                         std::vector<std::string> aliases = {}) {
  Entity entity;
  entity.id = {std::move(id)};
  entity.name = std::move(name);
  entity.kind = kind;
  entity.aliases = std::move(aliases);
  return entity;
}

inline std::vector<Claim> DemoClaims() {
  const Coordinates budapest = {47.5, 19.04};
  return {Say("a1", EventType::kConsult)
              .Headline("Trump and Putin speak by phone")
              .On("2025-10-16")
              .By("donald-trump", "vladimir-putin"),
          Say("a1", EventType::kConsult)
              .Headline("Trump and Putin plan to meet in Budapest")
              .Quote("a prisoner exchange is to be discussed")
              .On("2025-10-16/2025-10-30")
              .Is(EventStatus::kPlanned)
              .By("donald-trump", "vladimir-putin")
              .In("budapest", {{"hungary"}, {"europe"}}, budapest),
          Say("a2", EventType::kState)
              .Headline("Orban welcomes the meeting")
              .On("2025-10-17")
              .Reported("2025-10-18T08:00:00Z")
              .With("viktor-orban", Role::kSource, {{"hungary"}})
              .With("donald-trump", Role::kTarget),
          Say("a3", EventType::kAssault)
              .Headline("Drones hit Kyiv")
              .On("2025-09")
              .Sure(0.4)
              .With("russia", Role::kSource)
              .With("ukraine", Role::kTarget)
              .In("kyiv", {{"ukraine"}, {"europe"}}, Coordinates{50.45, 30.52}),
          Say("a4", EventType::kConsult)
              .Headline("Zelensky and Trump meet")
              .On("2025-10-17")
              .Reported("2025-10-19T08:00:00Z")
              .By("donald-trump", "volodymyr-zelensky"),
          Say("a2", EventType::kReject)
              .Headline("Zelensky doubts <it> & more\x01")
              .Reported("2025-10-18T08:00:00Z")
              .Is(EventStatus::kPossible)
              .With("volodymyr-zelensky", Role::kSource)};
}

inline ImportBatch DemoBatch() {
  ImportBatch batch;
  for (const Claim& claim : DemoClaims()) {
    batch.put_events.push_back(FoldClaims({claim}));
  }
  batch.put_articles = {MakeArticle("a1", "2025-10-17T12:00:00Z"),
                        MakeArticle("a2", "2025-10-18T08:00:00Z"),
                        MakeArticle("a3", "2025-10-17T12:00:00Z"),
                        MakeArticle("a4", "2025-10-19T08:00:00Z")};
  Entity budapest = MakeEntity("budapest", "Budapest", EntityKind::kSettlement);
  budapest.coordinates = Coordinates{47.5, 19.04};
  batch.put_entities = {
      budapest,
      MakeEntity("donald-trump", "Donald Trump", EntityKind::kPerson,
                 {"Trump"}),
      MakeEntity("vladimir-putin", "Vladimir Putin", EntityKind::kPerson,
                 {"Putin"}),
      MakeEntity("viktor-orban", "Viktor Orbán", EntityKind::kPerson,
                 {"Orbán"}),
      MakeEntity("volodymyr-zelensky", "Volodymyr Zelensky",
                 EntityKind::kPerson, {"Zelensky"}),
      MakeEntity("hungary", "Hungary", EntityKind::kCountry),
      MakeEntity("russia", "Russia", EntityKind::kCountry),
      MakeEntity("ukraine", "Ukraine", EntityKind::kCountry),
      MakeEntity("europe", "Europe", EntityKind::kRegion),
      MakeEntity("kyiv", "Kyiv", EntityKind::kSettlement),
      MakeEntity("georgia", "Georgia", EntityKind::kCountry),
      MakeEntity("georgia-us", "Georgia", EntityKind::kRegion)};
  return batch;
}

inline const PageFile kDemoPage[] = {
    {"/index.html", "text/html; charset=utf-8", "<!doctype html><p>Annals"},
    {"/assets/app.js", "text/javascript", "console.log(1)"}};

class HttpTest : public ::testing::Test {
 protected:
  HttpTest() : HttpTest(ServerOptions{}) {}
  explicit HttpTest(ServerOptions options)
      : server_(base_, phrases_, kDemoPage, OnAnyPort(options, &base_)) {}

  void SetUp() override {
    ASSERT_THAT(base_.Apply(DemoBatch()), IsOk());
    const Result<int> port = server_.Start();
    ASSERT_THAT(port, IsOk());
    port_ = *port;
  }

  httplib::Result Get(const std::string& target,
                      const httplib::Headers& headers = {}) const {
    return httplib::Client("127.0.0.1", port_).Get(target, headers);
  }

  // The body of an answer that is expected to have `status`.
  nlohmann::json GetJson(const std::string& target, int status = 200) const {
    const httplib::Result response = Get(target);
    if (!response) {
      ADD_FAILURE() << target << ": no response";
      return nullptr;
    }
    EXPECT_EQ(response->status, status) << target << "\n" << response->body;
    return nlohmann::json::parse(response->body, nullptr, false);
  }

  // The headlines of /v1/events with these parameters.
  std::vector<std::string> Headlines(const std::string& params) const {
    std::vector<std::string> headlines;
    nlohmann::json answer = GetJson("/v1/events?" + params);
    for (const nlohmann::json& row : answer["data"]) {
      headlines.push_back(row["headline"]);
    }
    return headlines;
  }

  std::string IdOf(const std::string& headline) const {
    for (const Claim& claim : DemoClaims()) {
      if (claim.headline == headline) return FoldClaims({claim}).id.value;
    }
    return {};
  }

  MemoryKnowledgeBase base_;
  FakePhraseReader phrases_;
  AnnalsServer server_;
  int port_ = 0;

 private:
  static ServerOptions OnAnyPort(ServerOptions options,
                                 KnowledgeWriter* writer) {
    options.writer = writer;
    options.port = 0;
    options.threads = 4;
    return options;
  }
};

}  // namespace annals::testing
