// The small grammars that requests are made of.

#include <gmock/gmock.h>

#include "api/http/conditions.h"
#include "api/http/duration.h"
#include "api/http/routes.h"
#include "core/time/edtf.h"

namespace annals {
namespace {

TEST(DurationTest, CountsFromNow) {
  struct Case {
    const char* duration;
    const char* after;  // 2025-10-31T12:00:00Z
  };
  const Case cases[] = {
      {"P1D", "2025-11-01T12:00:00Z"},     {"-P1D", "2025-10-30T12:00:00Z"},
      {"-P2W", "2025-10-17T12:00:00Z"},    {"-P1M", "2025-09-30T12:00:00Z"},
      {"P4M", "2026-02-28T12:00:00Z"},     {"-P1Y", "2024-10-31T12:00:00Z"},
      {"-PT36H", "2025-10-30T00:00:00Z"},  {"P1Y2M", "2026-12-31T12:00:00Z"},
      {"-P1DT1M", "2025-10-30T11:59:00Z"}, {"PT1S", "2025-10-31T12:00:01Z"},
  };
  const TimePoint now = ParseEdtf("2025-10-31T12:00:00Z")->begin();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.duration);
    const auto after = After(now, c.duration);
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ(FormatRfc3339(*after), c.after);
  }
}

TEST(DurationTest, RejectsWhatIsNone) {
  const TimePoint now = ParseEdtf("2025-10-31T12:00:00Z")->begin();
  for (const char* text :
       {"", "P", "-P", "PT", "P1DT", "7D", "P7", "PD", "P-1D", "P1H", "PT1D",
        "P1D1D", "P1D1M", "P1.5D", "P 1D", "P99999999999999999999D",
        "-P9999999Y", "P9000Y", "P1DX"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(After(now, text), std::nullopt);
  }
}

TEST(ConditionsTest, AcceptLetsThroughWhatItLists) {
  for (const char* accept :
       {"", "*/*", "application/json", "text/html, application/json",
        "text/html;q=0.9,*/*;q=0.1", "application/*",
        "application/json;q=0.5"}) {
    EXPECT_TRUE(Accepts(accept, "application/json")) << accept;
  }
  for (const char* accept :
       {"text/html", "application/xml", "text/*", "application/json;q=0",
        "application/json;q=0.0"}) {
    EXPECT_FALSE(Accepts(accept, "application/json")) << accept;
  }
}

TEST(ConditionsTest, ATagIsNamedOnlyByItself) {
  const std::string tag = WeakTag("x");
  EXPECT_TRUE(NamesTag(tag, tag));
  EXPECT_TRUE(NamesTag("\"a\", " + tag, tag));
  EXPECT_FALSE(NamesTag("", tag));
  EXPECT_FALSE(NamesTag("*", tag));
  EXPECT_FALSE(NamesTag(WeakTag("y"), tag));
}

TEST(RoutesTest, AFixedPathGoesBeforeAnId) {
  std::string id;
  EXPECT_EQ(FindRoute(Method::kGet, "/v1/events", &id)->pattern, "/v1/events");
  EXPECT_EQ(FindRoute(Method::kGet, "/v1/events/ev-1", &id)->pattern,
            "/v1/events/{id}");
  EXPECT_EQ(id, "ev-1");
  EXPECT_EQ(FindRoute(Method::kGet, "/v1/entities/merge", &id)->pattern,
            "/v1/entities/{id}");
  EXPECT_EQ(FindRoute(Method::kPost, "/v1/entities/merge", &id)->pattern,
            "/v1/entities/merge");
  EXPECT_EQ(FindRoute(Method::kPost, "/v1/merges/cu-1/revert", &id)->pattern,
            "/v1/merges/{id}/revert");
  EXPECT_EQ(id, "cu-1");
  EXPECT_EQ(FindRoute(Method::kPost, "/v1/merges//revert", &id), nullptr);
  EXPECT_EQ(FindRoute(Method::kPost, "/v1/events", &id), nullptr);
  EXPECT_EQ(FindRoute(Method::kGet, "/v1/entities/x/aliases", &id)->pattern,
            "/v1/entities/{id}/aliases");
  for (const char* path : {"", "/", "/v1", "/v1/events/", "/v1/events/a/b",
                           "/v2/events", "/v1/graph/x", "/v1/events/{id}/"}) {
    EXPECT_EQ(FindRoute(Method::kGet, path, &id), nullptr) << path;
  }
}

}  // namespace
}  // namespace annals
