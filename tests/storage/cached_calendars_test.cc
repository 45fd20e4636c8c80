#include "storage/cached_calendars.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/time/edtf.h"
#include "storage/tally.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::IsOk;

// Holds counters only, and counts how often it is read.
class Counters : public KeyValueView {
 public:
  void Set(const ListName& list, const char* edtf, int64_t events) {
    Posting posting;
    posting.time = *ParseEdtf(edtf);
    counters_[EventCounterKey(list)] = Encode(TallyOf(CellOf(posting), events));
  }
  int reads() const { return reads_; }

  Result<std::optional<std::string>> Get(Family,
                                         std::string_view key) const override {
    ++reads_;
    const auto it = counters_.find(std::string(key));
    if (it == counters_.end()) return std::optional<std::string>();
    return std::optional(it->second);
  }
  Status VisitMany(
      Family, std::span<const std::string>,
      const std::function<void(size_t, std::optional<std::string_view>)>&)
      const override {
    return Status::Internal("not asked for");
  }
  std::unique_ptr<Scanner> Scan(Family, std::string_view) const override {
    return nullptr;
  }

 private:
  std::map<std::string, std::string> counters_;
  mutable int reads_ = 0;
};

class CachedCalendarsTest : public ::testing::Test {
 protected:
  static uint64_t EventsOf(const CachedCalendars& calendars,
                           const KeyValueView& view, const ListName& list) {
    const auto calendar = calendars.Of(view, list);
    EXPECT_THAT(calendar, IsOk());
    return (*calendar)->events;
  }

  const ListName list_ = ListName::Now({FacetKind::kInvolves, "hungary"});
  CachedCalendars now_{size_t{1} << 20};
  Counters view_;
};

TEST_F(CachedCalendarsTest, OneStateIsReadOnce) {
  view_.Set(list_, "2025-10-16", 3);
  EXPECT_EQ(EventsOf(now_, view_, list_), 3u);
  EXPECT_EQ(EventsOf(now_, view_, list_), 3u);
  EXPECT_EQ(view_.reads(), 1);
}

TEST_F(CachedCalendarsTest, AListThatIsNotThereHasNoEvents) {
  EXPECT_EQ(EventsOf(now_, view_, list_), 0u);
  EXPECT_EQ(EventsOf(now_, view_, list_), 0u);
  EXPECT_EQ(view_.reads(), 1);
}

TEST_F(CachedCalendarsTest, EveryStateHasItsOwn) {
  view_.Set(list_, "2025-10-16", 3);
  EXPECT_EQ(EventsOf(now_, view_, list_), 3u);

  Counters later = view_;
  later.Set(list_, "2025-10-16", 4);
  const CachedCalendars next = now_.Advance();
  EXPECT_EQ(EventsOf(next, later, list_), 4u);
  // Who still reads the state before sees what was there, and keeps it from
  // nobody.
  EXPECT_EQ(EventsOf(now_, view_, list_), 3u);
  const int reads = later.reads();
  EXPECT_EQ(EventsOf(next, later, list_), 4u);
  EXPECT_EQ(later.reads(), reads);
}

TEST_F(CachedCalendarsTest, WhatDidNotChangeIsTheSameCalendar) {
  view_.Set(list_, "2025-10-16", 3);
  const auto before = now_.Of(view_, list_);
  ASSERT_THAT(before, IsOk());
  const auto after = now_.Advance().Of(view_, list_);
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(*before, *after);
}

TEST_F(CachedCalendarsTest, ACorruptCounterIsAnError) {
  view_.Set(list_, "2025-10-16", -1);
  EXPECT_THAT(now_.Of(view_, list_), testing::HasCode(StatusCode::kCorruption));
}

}  // namespace
}  // namespace annals
