#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using testing::HttpTest;
using Json = nlohmann::json;

class CurationEndpointTest : public HttpTest {
 protected:
  Json Post(const std::string& target, const std::string& body, int status,
            const char* type = "application/json",
            const httplib::Headers& headers = {}) const {
    const httplib::Result response =
        httplib::Client("127.0.0.1", port_).Post(target, headers, body, type);
    if (!response) {
      ADD_FAILURE() << target << ": no response";
      return nullptr;
    }
    EXPECT_EQ(response->status, status) << target << "\n" << response->body;
    return Json::parse(response->body, nullptr, false);
  }
  uint64_t Count(const std::string& params) const {
    return GetJson("/v1/events?" + params)["meta"]["count"]["value"];
  }

  static constexpr char kMerge[] =
      R"({"loser":"vladimir-putin","winner":"Trump","reason":"a test"})";
};

TEST_F(CurationEndpointTest, AMergeIsSeenByTheNextQuestion) {
  EXPECT_EQ(Count("actor=donald-trump"), 4u);
  const Json act = Post("/v1/entities/merge", kMerge, 201)["data"];
  EXPECT_EQ(act["id"], "cu-1");
  EXPECT_EQ(act["into"], "donald-trump");
  EXPECT_EQ(act["reason"], "a test");
  EXPECT_EQ(act["reverted"], nullptr);
  EXPECT_EQ(Count("actor=donald-trump&actor=vladimir-putin"), 4u);
  EXPECT_EQ(Count("actor=vladimir-putin"), 4u);
  EXPECT_EQ(GetJson("/v1/entities/vladimir-putin")["data"]["id"],
            "donald-trump");
  EXPECT_EQ(GetJson("/v1/entities/donald-trump/aliases")["data"]["merged"],
            Json::array({"vladimir-putin"}));
}

TEST_F(CurationEndpointTest, AsOfADayBeforeThereAreTwo) {
  const std::string before = "actor=vladimir-putin&as_of=2025-12";
  EXPECT_EQ(Count(before), 2u);
  Post("/v1/entities/merge", kMerge, 201);
  EXPECT_EQ(Count(before), 2u);
  EXPECT_EQ(Count("actor=vladimir-putin&as_of=2026-02"), 4u);
  const std::string id = IdOf("Trump and Putin speak by phone");
  EXPECT_EQ(GetJson("/v1/events/" + id)["data"]["participants"].size(), 1u);
  EXPECT_EQ(
      GetJson("/v1/events/" + id + "?as_of=2025-12")["data"]["participants"]
          .size(),
      2u);
}

TEST_F(CurationEndpointTest, ARevertTakesItBackAndIsListed) {
  Post("/v1/entities/merge", kMerge, 201);
  const Json act = Post("/v1/merges/cu-1/revert", R"({"reason":"two"})", 200);
  EXPECT_EQ(act["data"]["revert_reason"], "two");
  EXPECT_EQ(Count("actor=vladimir-putin"), 2u);
  const Json list = GetJson("/v1/merges");
  EXPECT_EQ(list["data"].size(), 1u);
  EXPECT_EQ(list["meta"]["count"]["value"], 1);
  EXPECT_NE(list["data"][0]["reverted"], nullptr);
  EXPECT_EQ(Post("/v1/merges/cu-1/revert", "", 409)["code"], "conflict");
}

TEST_F(CurationEndpointTest, WhatCannotBeIsAProblem) {
  const struct {
    const char* target;
    const char* body;
    int status;
    const char* code;
  } kCases[] = {
      {"/v1/entities/merge", "{", 400, "bad_request"},
      {"/v1/entities/merge", "[]", 400, "bad_request"},
      {"/v1/entities/merge", "{}", 400, "invalid_parameter"},
      {"/v1/entities/merge",
       R"({"loser":"russia","winner":"ukraine","reason":7})", 400,
       "invalid_parameter"},
      {"/v1/entities/merge",
       R"({"loser":"russia","winner":"ukraine","reson":"x","reason":"y"})", 400,
       "invalid_parameter"},
      {"/v1/entities/merge",
       R"({"loser":"russia","winner":"russia","reason":"x"})", 400,
       "invalid_parameter"},
      {"/v1/entities/merge",
       R"({"loser":"nobody","winner":"russia","reason":"x"})", 404,
       "not_found"},
      {"/v1/entities/merge",
       R"({"loser":"Georgia","winner":"russia","reason":"x"})", 409,
       "ambiguous_entity"},
      {"/v1/merges/cu-9/revert", "{}", 404, "not_found"},
      {"/v1/merges/x/revert", "{}", 404, "not_found"},
      {"/v1/merges/cu-1/revert", R"({"why":"x"})", 400, "invalid_parameter"},
      {"/v1/merges?limit=1", "{}", 405, "method_not_allowed"},
  };
  for (const auto& [target, body, status, code] : kCases) {
    SCOPED_TRACE(body);
    const Json problem = Post(target, body, status);
    EXPECT_EQ(problem["code"], code);
    EXPECT_EQ(problem.contains("candidates"), status == 409);
  }
  EXPECT_EQ(GetJson("/v1/merges")["data"].size(), 0u);
}

TEST_F(CurationEndpointTest, OnlyProgramsOfThisMachineMayPost) {
  EXPECT_EQ(Post("/v1/entities/merge", kMerge, 415, "text/plain")["code"],
            "unsupported_media_type");
  EXPECT_EQ(Post("/v1/entities/merge", kMerge, 403, "application/json",
                 {{"Host", "evil.example"}})["code"],
            "forbidden");
  const httplib::Result get = Get("/v1/merges/cu-1/revert");
  EXPECT_EQ(get->status, 405);
  EXPECT_EQ(get->get_header_value("Allow"), "POST");
  EXPECT_EQ(GetJson("/v1/merges")["data"].size(), 0u);
}

TEST_F(CurationEndpointTest, TooMuchIsRefused) {
  const Json problem =
      Post("/v1/entities/merge", std::string(20'000, 'x'), 413);
  EXPECT_EQ(problem["code"], "content_too_large");
}

TEST_F(CurationEndpointTest, NamesakesAreSimilar) {
  const Json similar = GetJson("/v1/entities/georgia/similar")["data"];
  ASSERT_EQ(similar.size(), 1u);
  EXPECT_EQ(similar[0]["id"], "georgia-us");
  EXPECT_EQ(GetJson("/v1/entities/nobody/similar", 404)["code"], "not_found");
}

}  // namespace
}  // namespace annals
