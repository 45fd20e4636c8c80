#include <set>

#include "api/http/routes.h"
#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using testing::HttpTest;
using Json = nlohmann::json;

class OpenApiTest : public HttpTest {};

TEST_F(OpenApiTest, DescribesEveryRouteAndNoOther) {
  std::set<std::string> described;
  const Json document = GetJson("/openapi.json");
  for (const auto& [path, methods] : document["paths"].items()) {
    described.insert(path);
  }
  std::set<std::string> routes;
  for (const Route& route : Routes()) routes.insert(std::string(route.pattern));
  EXPECT_EQ(described, routes);
  EXPECT_EQ(document["openapi"], "3.1.0");
}

// Each described parameter is asked with a value that cannot be: the answer
// must blame the value, not call the parameter unknown.
TEST_F(OpenApiTest, EveryDescribedParameterIsKnownToTheServer) {
  const Json document = GetJson("/openapi.json");
  for (const auto& [path, methods] : document["paths"].items()) {
    if (!methods.contains("get")) continue;
    for (const Json& parameter : methods["get"]["parameters"]) {
      if (parameter["in"] != "query") continue;
      const std::string name = parameter["name"];
      std::string target = path + "?" + name + "=";
      if (const size_t id = target.find("{id}"); id != std::string::npos) {
        target.replace(id, 4, "x");
      }
      SCOPED_TRACE(target);
      const Json problem = GetJson(target, 400);
      EXPECT_EQ(problem["code"], "invalid_parameter");
      EXPECT_EQ(problem["errors"][0]["parameter"], name);
    }
  }
}

TEST_F(OpenApiTest, EveryDescribedPathAnswers) {
  for (const Route& route : Routes()) {
    std::string target(route.pattern);
    if (const size_t id = target.find("{id}"); id != std::string::npos) {
      target.replace(id, 4, "none");
    }
    SCOPED_TRACE(target);
    const httplib::Result response =
        route.method == Method::kGet
            ? Get(target)
            : httplib::Client("127.0.0.1", port_)
                  .Post(target, "{}", "application/json");
    ASSERT_TRUE(response);
    const Json body = Json::parse(response->body);
    if (response->status == 200) continue;
    // Not the 404 of a path that leads nowhere.
    EXPECT_EQ(body.value("detail", "").find("there is nothing at"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace annals
