#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using namespace std::chrono_literals;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::HttpTest;
using testing::IsOk;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

ServerOptions QuickToGiveUp() {
  ServerOptions options;
  options.request_timeout = 300ms;
  options.idle_timeout = 300ms;
  return options;
}

class ServerTest : public HttpTest {
 protected:
  ServerTest() : HttpTest(QuickToGiveUp()) {}

  int Connect() const {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(fd, reinterpret_cast<const sockaddr*>(&address),
                      sizeof(address)),
              0);
    const timeval limit = {10, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    return fd;
  }

  // All that comes until the server closes the connection.
  static std::string ReadAll(int fd) {
    std::string all;
    char buffer[4096];
    for (;;) {
      const ssize_t n = recv(fd, buffer, sizeof(buffer), 0);
      if (n <= 0) break;
      all.append(buffer, static_cast<size_t>(n));
    }
    close(fd);
    return all;
  }

  std::string Exchange(const std::string& bytes) const {
    const int fd = Connect();
    size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t n =
          send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) break;
      sent += static_cast<size_t>(n);
    }
    return ReadAll(fd);
  }

  static size_t Responses(const std::string& text) {
    size_t n = 0;
    for (size_t at = text.find("HTTP/1.1 "); at != std::string::npos;
         at = text.find("HTTP/1.1 ", at + 1)) {
      ++n;
    }
    return n;
  }
};

TEST_F(ServerTest, SaysThatItIsUp) {
  EXPECT_EQ(GetJson("/healthz"), Json({{"status", "ok"}}));
  EXPECT_EQ(GetJson("/version")["name"], "annals");
}

TEST_F(ServerTest, ServesThePage) {
  const httplib::Result page = Get("/");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->body, "<!doctype html><p>Annals");
  EXPECT_EQ(page->get_header_value("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page->get_header_value("Content-Security-Policy"),
              HasSubstr("default-src 'self'"));
  const httplib::Result script = Get("/assets/app.js?v=1");
  ASSERT_TRUE(script);
  EXPECT_EQ(script->body, "console.log(1)");
  EXPECT_EQ(Get("/assets/app.js",
                {{"If-None-Match", script->get_header_value("ETag")}})
                ->status,
            304);
}

TEST_F(ServerTest, WhatIsNowhereIsAProblemDocument) {
  const httplib::Result response = Get("/v1/evnts");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(response->get_header_value("Content-Type"),
            "application/problem+json");
  const Json problem = Json::parse(response->body);
  EXPECT_EQ(problem["type"], "/problems/not-found");
  EXPECT_EQ(problem["instance"], "/v1/evnts");
  EXPECT_EQ(problem["request_id"], response->get_header_value("X-Request-Id"));
}

TEST_F(ServerTest, AProblemNamesParameterValueAndPlace) {
  const Json problem = GetJson("/v1/events?datetime=2026-13", 400);
  EXPECT_EQ(problem["errors"], Json::parse(R"([{
    "parameter":"datetime","value":"2026-13",
    "detail":"'2026-13' is not an EDTF level 1 date","offset":5}])"));
  EXPECT_EQ(GetJson("/v1/events?involvng=x", 400)["errors"][0]["nearest"],
            "involving");
  const Json ambiguous = GetJson("/v1/events?involving=Georgia", 409);
  EXPECT_EQ(ambiguous["code"], "ambiguous_entity");
  EXPECT_EQ(ambiguous["candidates"].size(), 2u);
}

TEST_F(ServerTest, AnUnchangedAnswerIsNotSentAgain) {
  const httplib::Result first = Get("/v1/events?limit=2&type=CONSULT");
  ASSERT_TRUE(first);
  const std::string tag = first->get_header_value("ETag");
  EXPECT_THAT(tag, StartsWith("W/\""));
  EXPECT_EQ(first->get_header_value("Cache-Control"), "no-cache");
  const auto again = [&](const std::string& target) {
    return Get(target, {{"If-None-Match", tag}})->status;
  };
  EXPECT_EQ(again("/v1/events?limit=2&type=CONSULT"), 304);
  EXPECT_EQ(again("/v1/events?type=CONSULT&limit=2"), 304);
  EXPECT_EQ(again("/v1/events?limit=3&type=CONSULT"), 200);
  ImportBatch batch;
  batch.put_events.push_back(
      FoldClaims({testing::Say("a9", EventType::kConsult)}));
  ASSERT_THAT(base_.Apply(batch), IsOk());
  EXPECT_EQ(again("/v1/events?limit=2&type=CONSULT"), 200);
}

TEST_F(ServerTest, WhatWasKnownByAPastDayMayBeKept) {
  EXPECT_EQ(
      Get("/v1/events?as_of=2025-10-17")->get_header_value("Cache-Control"),
      "public, max-age=31536000, immutable");
  EXPECT_EQ(Get("/v1/events?as_of=2031")->get_header_value("Cache-Control"),
            "no-cache");
}

TEST_F(ServerTest, CompressesWhereAsked) {
  const httplib::Result response =
      Get("/v1/events", {{"Accept-Encoding", "br, gzip"}});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(Json::parse(response->body)["data"].size(), 6u);
}

TEST_F(ServerTest, AnswersOnlyWithWhatIsAccepted) {
  EXPECT_EQ(Get("/v1/events", {{"Accept", "text/csv"}})->status, 406);
  EXPECT_EQ(Get("/v1/events", {{"Accept", "text/html, */*;q=0.1"}})->status,
            200);
}

TEST_F(ServerTest, HeadHasTheHeadersAlone) {
  const auto response = httplib::Client("127.0.0.1", port_).Head("/v1/events");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_FALSE(response->get_header_value("ETag").empty());
  EXPECT_TRUE(response->body.empty());
}

TEST_F(ServerTest, PromisesWhatItKeeps) {
  const httplib::Result response =
      httplib::Client("127.0.0.1", port_).Head("/v1/events");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->get_header_value("Accept-Ranges"), "none");
}

TEST_F(ServerTest, WritesAreNotAllowed) {
  httplib::Client client("127.0.0.1", port_);
  for (const auto& response :
       {client.Post("/v1/events", "{}", "application/json"),
        client.Delete("/v1/articles/a1"), client.Options("/v1/events")}) {
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 405);
    EXPECT_EQ(response->get_header_value("Allow"), "GET, HEAD");
  }
}

TEST_F(ServerTest, BodiesAreRefusedAndNeverReadAsRequests) {
  const std::string smuggled = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
  struct Case {
    std::string head;
    const char* status;
  };
  const Case cases[] = {
      {"POST /v1/events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", "400"},
      {"POST /v1/events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
       "Content-Length: 5\r\n",
       "400"},
      {"POST /v1/events HTTP/1.1\r\nContent-Encoding: gzip\r\n"
       "Content-Length: 5\r\n",
       "415"},
      {"POST /v1/events HTTP/1.1\r\nContent-Length: 99999999999\r\n", "405"},
      {"POST /v1/events HTTP/1.1\r\nContent-Length: -1\r\n", "405"},
      {"GET /healthz HTTP/1.1\r\nContent-Length: 30\r\n", "200"},
      {"GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", "400"},
      {"BREW /pot HTTP/1.1\r\n", "400"},
      {"GET /healthz HTTP/3.7\r\n", "400"},
      {"nonsense\r\n", "400"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.head);
    const std::string answer =
        Exchange(c.head + "Host: x\r\n\r\n" + smuggled + smuggled);
    EXPECT_THAT(answer, StartsWith(std::string("HTTP/1.1 ") + c.status));
    EXPECT_EQ(Responses(answer), 1u) << answer;
    EXPECT_THAT(answer, Not(HasSubstr("\"api\"")));
  }
}

TEST_F(ServerTest, KeepsAConnectionForWellBehavedRequests) {
  const std::string request = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_EQ(Responses(Exchange(request + request + request)), 3u);
}

TEST_F(ServerTest, RefusesTooMuchHead) {
  std::string many = "GET /version HTTP/1.1\r\n";
  for (int i = 0; i < 101; ++i) many += "A: b\r\n";
  EXPECT_THAT(Exchange(many + "\r\n"), StartsWith("HTTP/1.1 431"));
  const std::string url = "GET /v1/events?text=" + std::string(9000, 'a') +
                          " HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_THAT(Exchange(url), StartsWith("HTTP/1.1 414"));
  // Beyond the size of any head there is no answer, and no end of memory.
  const std::string endless(1 << 20, 'a');
  EXPECT_EQ(Responses(Exchange("GET /" + endless)), 0u);
  const std::string headers =
      Exchange("GET /version HTTP/1.1\r\nA: " + endless);
  EXPECT_LE(Responses(headers), 1u);
  EXPECT_THAT(headers, Not(HasSubstr("200")));
}

TEST_F(ServerTest, IgnoresRanges) {
  const httplib::Result response =
      Get("/", {{"Range", "bytes=0-1,0-1,0-1,0-1"}});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "<!doctype html><p>Annals");
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nRange: lines=1\r\nHost: x\r\n\r\n"),
              StartsWith("HTTP/1.1 416"));
}

TEST_F(ServerTest, SurvivesBytesThatAreNoUrl) {
  for (const char* target :
       {"/%", "/%zz", "/%ff%fe", "/v1/events/%00", "/v1/events?q=%ff",
        "/v1/events?%", "//v1/events", "/../../etc/passwd",
        "/v1/entities/%2e%2e%2f", "/v1/events?a=1&a=2&&&==&=x"}) {
    SCOPED_TRACE(target);
    const std::string answer =
        Exchange("GET " + std::string(target) +
                 " HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 4"));
    EXPECT_THAT(answer, HasSubstr("application/problem+json"));
  }
}

TEST_F(ServerTest, AHalfRequestIsGivenUp) {
  const int fd = Connect();
  const std::string half = "GET /version HTTP/1.1\r\nHost:";
  ASSERT_GT(send(fd, half.data(), half.size(), MSG_NOSIGNAL), 0);
  EXPECT_THAT(ReadAll(fd), Not(HasSubstr("200")));
}

TEST_F(ServerTest, IdleConnectionsGiveWay) {
  std::vector<int> idle;
  for (int i = 0; i < 20; ++i) idle.push_back(Connect());
  EXPECT_EQ(Get("/healthz")->status, 200);
  for (const int fd : idle) close(fd);
}

// Four workers: one place for exports.
TEST_F(ServerTest, ExportsLeaveWorkersForOthers) {
  ImportBatch batch;
  batch.put_articles = {testing::MakeArticle("a1", "2025-10-17")};
  batch.put_articles[0].text = std::string(32 << 20, 'x');
  ASSERT_THAT(base_.Apply(batch), IsOk());
  const int fd = Connect();
  const std::string request =
      "GET /v1/export?format=ndjson HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_GT(send(fd, request.data(), request.size(), MSG_NOSIGNAL), 0);
  char first;
  ASSERT_EQ(recv(fd, &first, 1, 0), 1);  // and read no further
  const httplib::Result second = Get("/v1/export?format=ndjson");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, 503);
  EXPECT_EQ(second->get_header_value("Retry-After"), "1");
  EXPECT_EQ(Get("/healthz")->status, 200);
  close(fd);
}

TEST_F(ServerTest, StopsWithConnectionsOpen) {
  const int fd = Connect();
  server_.Stop();
  server_.Stop();
  close(fd);
  EXPECT_FALSE(Get("/healthz"));
}

TEST_F(ServerTest, ATakenPortIsAnError) {
  ServerOptions options;
  options.port = port_;
  AnnalsServer second(base_, phrases_, {}, options);
  EXPECT_THAT(second.Start(), HasCode(StatusCode::kUnavailable));
}

TEST_F(ServerTest, AnswersManyAtOnce) {
  std::vector<std::thread> clients;
  std::atomic<int> right = 0;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      httplib::Client client("127.0.0.1", port_);
      client.set_keep_alive(true);
      for (int n = 0; n < 25; ++n) {
        const auto response = client.Get("/v1/events?involving=hungary");
        if (response && response->status == 200) ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 200);
}

}  // namespace
}  // namespace annals
