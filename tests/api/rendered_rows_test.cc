#include "api/http/rendered_rows.h"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http/event_rows.h"
#include "tests/support/events.h"

namespace annals {
namespace {

using testing::Say;

constexpr size_t kRoom = size_t{1} << 20;

EventHit Hit(const std::string& article, Certainty certainty) {
  return {std::make_shared<const Event>(
              FoldClaims({Say(article, EventType::kAid).By("x")})),
          certainty};
}

class RenderedRowsTest : public ::testing::Test {
 protected:
  // Counts how often it is asked, which is once for each row that is made.
  ArticleLookup articles_ = [this](const ArticleId&) {
    ++made_;
    return nullptr;
  };
  int made_ = 0;
};

TEST_F(RenderedRowsTest, AreWhatEventRowMakes) {
  const std::vector<EventHit> hits = {Hit("a", Certainty::kCertain),
                                      Hit("b", Certainty::kPossible)};
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const EventHit& hit : hits) {
    rows.push_back(EventRow(hit, Asked(), articles_));
  }
  RenderedRows rendered(kRoom);
  EXPECT_EQ(rendered.Array(hits, articles_), Dump(rows));
  EXPECT_EQ(rendered.Array(hits, articles_), Dump(rows));
  EXPECT_EQ(rendered.Array({}, articles_), "[]");
}

TEST_F(RenderedRowsTest, AreMadeOnceAnEvent) {
  RenderedRows rendered(kRoom);
  std::vector<EventHit> hits = {Hit("a", Certainty::kCertain)};
  rendered.Array(hits, articles_);
  hits.push_back(Hit("b", Certainty::kCertain));
  rendered.Array(hits, articles_);
  EXPECT_EQ(made_, 2);
}

TEST_F(RenderedRowsTest, CertaintyIsThatOfTheHit) {
  RenderedRows rendered(kRoom);
  EventHit hit = Hit("a", Certainty::kCertain);
  const std::string certain = rendered.Array({hit}, articles_);
  hit.certainty = Certainty::kPossible;
  const std::string possible = rendered.Array({hit}, articles_);
  EXPECT_NE(certain.find(R"("certainty":"certain"})"), std::string::npos);
  EXPECT_NE(possible.find(R"("certainty":"possible"})"), std::string::npos);
  EXPECT_EQ(made_, 1);
}

TEST_F(RenderedRowsTest, AnEqualEventThatIsAnotherObjectIsMadeAnew) {
  RenderedRows rendered(kRoom);
  rendered.Array({Hit("a", Certainty::kCertain)}, articles_);
  rendered.Array({Hit("a", Certainty::kCertain)}, articles_);
  EXPECT_EQ(made_, 2);
}

}  // namespace
}  // namespace annals
