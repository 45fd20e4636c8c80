#include "storage/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/storage/random_news.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOk;
using testing::RandomNews;
using ::testing::StartsWith;

TEST(CursorTest, GivesTheRankBack) {
  RandomNews random(1);
  for (int i = 0; i < 200; ++i) {
    Query query = random.SomeQuery();
    const Event event = random.SomeEvent();
    const Rank rank = RankOf(query.sort, event.id.value, PostingOf(event));
    query.cursor = MakeCursor(query, rank);
    query.limit = 7;
    const Result<Rank> read = ReadCursor(query);
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(*read, rank);
  }
}

TEST(CursorTest, IsOfOneQueryOnly) {
  RandomNews random(2);
  Query query;
  query.when = random.SomeInterval();
  query.cursor = MakeCursor(query, Rank{true, TimePoint(), 0, "ev-1"});
  const std::function<void(Query*)> changes[] = {
      [](Query* q) { q->filter = Filter::Is(FacetKind::kActor, "x"); },
      [](Query* q) { q->when.reset(); },
      [](Query* q) { q->match = TimeMatch::kWithin; },
      [](Query* q) { q->certain_only = true; },
      [](Query* q) { q->reported = TimeInterval(); },
      [](Query* q) { q->as_of = TimePoint(); },
      [](Query* q) { q->min_confidence = 0.5; },
      [](Query* q) { q->min_articles = 2; },
      [](Query* q) { q->sort = SortOrder::kTimeDescending; },
  };
  EXPECT_THAT(ReadCursor(query), IsOk());
  for (const auto& change : changes) {
    Query other = query;
    change(&other);
    const Result<Rank> read = ReadCursor(other);
    ASSERT_THAT(read, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(read.status().message(), StartsWith("cursor-mismatch"));
  }
}

TEST(CursorTest, RefusesWhatIsNoCursor) {
  Query query;
  const std::string whole = MakeCursor(query, Rank{true, TimePoint(), 0, "ev"});
  for (const std::string& cursor :
       {std::string("x"), std::string(40, '0'), whole + "0", whole + "zz",
        whole.substr(0, whole.size() - 1), whole.substr(0, 20)}) {
    SCOPED_TRACE(cursor);
    query.cursor = cursor;
    EXPECT_THAT(ReadCursor(query), HasCode(StatusCode::kInvalidArgument));
  }
}

}  // namespace
}  // namespace annals
