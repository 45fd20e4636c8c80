#include "storage/list_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "core/time/edtf.h"
#include "storage/tally.h"
#include "tests/storage/random_news.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using std::chrono::seconds;
using testing::HasCode;
using testing::IsOk;
using testing::RandomNews;

Posting At(const char* edtf) {
  Posting posting;
  const Result<TimeInterval> time = ParseEdtf(edtf);
  EXPECT_THAT(time, IsOk());
  posting.time = *time;
  return posting;
}

// Numbers already on someone's disk. If this fails, you changed the format.
TEST(ListCalendarTest, CellNumbersAreFrozen) {
  EXPECT_EQ(CellOf(Posting()), 8u << 1);
  EXPECT_EQ(CellOf(At("2000-01-09")), 0u);
  EXPECT_EQ(CellOf(At("2000-02-09")), 2u << 5);
  EXPECT_EQ(CellOf(At("1999-12-31")), 1u << 5);
  EXPECT_EQ(CellOf(At("2000-01-30/2000-02-01")), 1u << 24 | 1u << 1);
  EXPECT_EQ(CellOf(At("2000-01/..")), 0x3ffffull << 24 | 6u << 1);
  Posting ongoing = At("2000-01-09");
  ongoing.status = EventStatus::kOngoing;
  EXPECT_EQ(CellOf(ongoing), 1u);

  Posting planned;
  planned.type = EventType::kConsult;
  planned.status = EventStatus::kPlanned;
  EXPECT_EQ(TypeCellOf(planned), 2u << 8 | 2u << 5 | 15u << 1);
}

TEST(ListCalendarTest, TypesAreCountedBesideTimes) {
  Posting planned = At("2025-10-16");
  planned.type = EventType::kConsult;
  planned.status = EventStatus::kPlanned;
  Tally tally;
  Add(CellOf(planned), 3, &tally);
  Add(TypeCellOf(planned), 3, &tally);
  const Result<Calendar> calendar = DecodeCalendar(Encode(tally));
  ASSERT_THAT(calendar, IsOk());
  EXPECT_EQ(calendar->events, 3u);
  EXPECT_EQ(calendar->cells.size(), 1u);
  ASSERT_EQ(calendar->types.size(), 1u);
  EXPECT_EQ(calendar->types[0].type, EventType::kConsult);
  EXPECT_EQ(calendar->types[0].status, EventStatus::kPlanned);
  EXPECT_EQ(calendar->types[0].events, 3u);
  EXPECT_EQ(*DecodeEventCount(Encode(tally)), 3u);
}

TEST(ListCalendarTest, NoEventIsOfAnotherType) {
  constexpr uint64_t kTypes = 15u << 1;
  for (const uint64_t number :
       {kTypes, 21u << 8 | kTypes, 1u << 8 | 5u << 5 | kTypes,
        1u << 8 | kTypes | 1, uint64_t{1} << 40 | kTypes}) {
    SCOPED_TRACE(number);
    EXPECT_TRUE(IsTypeCell(number));
    EXPECT_THAT(DecodeCalendar(Encode(TallyOf(number, 1))),
                HasCode(StatusCode::kCorruption));
  }
}

TEST(ListCalendarTest, ACellHoldsTheMonthsOfItsEvents) {
  const struct {
    const char* edtf;
    const char* months;
  } cases[] = {
      {"2025-10-16", "2025-10/2025-10"},
      {"2025-10-31T23:59:59Z", "2025-10/2025-10"},
      {"2025-10-31/2025-11-01", "2025-10/2025-11"},
      {"2025", "2025-01/2025-12"},
      {"2022-02-24/..", "2022-02/.."},
      {"/2024-03-05", "/2024-03"},
      {"-0044-03-15", "-0044-03/-0044-03"},
      {"9999-12-31", "9999-12/9999-12"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.edtf);
    const Posting posting = At(c.edtf);
    const Result<CalendarCell> cell = DecodeCell(CellOf(posting));
    ASSERT_THAT(cell, IsOk());
    const Posting months = At(c.months);
    EXPECT_EQ(cell->length_class, LengthClassOf(posting.time));
    EXPECT_EQ(cell->months->begin(), months.time->begin());
    EXPECT_EQ(cell->months->end(), months.time->end());
    EXPECT_EQ(cell->months->has_begin(), posting.time->has_begin());
    EXPECT_EQ(cell->months->has_end(), posting.time->has_end());
  }
}

TEST(ListCalendarTest, NumbersOfNoCellAreCorruption) {
  for (const uint64_t number : {
           uint64_t{9} << 1,                     // no such class
           uint64_t{8} << 1 | uint64_t{1} << 5,  // undated in some month
           uint64_t{0x7ffff} << 5,               // a month outside time
           uint64_t{0x3fffe} << 24,              // an end outside time
           uint64_t{1} << 42,
           UINT64_MAX,
       }) {
    EXPECT_THAT(DecodeCell(number), HasCode(StatusCode::kCorruption));
  }
}

// What is said of the cell holds for each event in it.
TEST(ListCalendarTest, WhatIsDecidedIsTheSameForEveryEventOfTheCell) {
  RandomNews random(1);
  for (int i = 0; i < 20'000; ++i) {
    Posting posting;
    posting.time = random.SomeInterval();
    const Result<CalendarCell> cell = DecodeCell(CellOf(posting));
    ASSERT_THAT(cell, IsOk());
    TimePoint t = random.SomeTime();
    if (random.OneIn(2)) t = MonthBegin(t);
    if (random.OneIn(4)) t = posting.time->begin();
    if (random.OneIn(4)) t = posting.time->end() - seconds(1);
    if (!Mark(t).Decides(*cell)) {
      EXPECT_NE(t, MonthBegin(t));
      continue;
    }
    EXPECT_EQ(posting.time->begin() < t, cell->months->begin() < t);
    EXPECT_EQ(posting.time->end() <= t, cell->months->end() <= t);
  }
}

}  // namespace
}  // namespace annals
