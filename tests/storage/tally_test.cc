#include "storage/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOkAnd;
using namespace std::string_literals;

Tally Of(const std::map<uint64_t, int64_t>& counts) {
  Tally tally;
  for (const auto& [number, count] : counts) Add(number, count, &tally);
  return tally;
}

TEST(TallyTest, EncodingIsFrozen) {
  EXPECT_EQ(Encode(Tally()), "");
  EXPECT_EQ(Encode(Of({{0, 1}})), "\x00\x02"s);
  EXPECT_EQ(Encode(Of({{17, 3}, {300, -1}})), "\x11\x06\x9b\x02\x01"s);
}

TEST(TallyTest, AddingUpIsAddingNumberByNumber) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::map<uint64_t, int64_t> sum;
    std::vector<std::string> bytes;
    for (size_t n = random() % 9; n > 0; --n) {
      Tally tally;
      for (size_t cells = random() % 6; cells > 0; --cells) {
        const uint64_t number =
            random() % 2 == 0 ? random() % 5 : UINT64_MAX - random() % 3;
        const int64_t count = static_cast<int64_t>(random() % 5) - 2;
        Add(number, count, &tally);
        sum[number] += count;
      }
      bytes.push_back(Encode(tally));
    }
    const std::vector<std::string_view> views(bytes.begin(), bytes.end());
    EXPECT_THAT(SumOfTallies(views), IsOkAnd(Encode(Of(sum))));
    EXPECT_THAT(DecodeTally(Encode(Of(sum))), IsOkAnd(Of(sum)));
  }
}

TEST(TallyTest, WhatIsNoTallyIsCorruption) {
  for (const std::string& bytes : {
           "\x01"s,              // a number without a count
           "\x01\x00"s,          // a count of nothing
           "\x01\x02\x00\x02"s,  // a number twice
           "\x80\x00\x02"s,      // a varint longer than it needs to be
           "\x01\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02"s,  // no end
       }) {
    EXPECT_THAT(DecodeTally(bytes), HasCode(StatusCode::kCorruption));
    const std::vector<std::string_view> views = {"\x05\x02", bytes};
    EXPECT_THAT(SumOfTallies(views), HasCode(StatusCode::kCorruption));
  }
}

TEST(TallyTest, ATotalIsTheSumOfAllCounts) {
  EXPECT_THAT(DecodeTotal(""), IsOkAnd(0u));
  EXPECT_THAT(DecodeTotal(Encode(Of({{3, 4}, {9, 5}}))), IsOkAnd(9u));
  EXPECT_THAT(DecodeTotal(Encode(Of({{3, 4}, {9, -1}}))),
              HasCode(StatusCode::kCorruption));
}

}  // namespace
}  // namespace annals
