#include "storage/posting_block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/time/edtf.h"
#include "storage/keys.h"
#include "tests/storage/random_news.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOk;
using testing::IsOkAnd;
using testing::RandomNews;
using namespace std::string_literals;

constexpr uint64_t kFirstTime = 1'000'000;
constexpr uint64_t kDay = 86'400;

// What a list holds, or what is to become of it: nothing at a place means that
// it is removed.
using Model = std::map<std::pair<uint64_t, std::string>, std::string>;

std::string BlockOf(const Model& model) {
  std::vector<BlockEntry> entries;
  for (const auto& [place, posting] : model) {
    entries.push_back({{place.first, PackedId(place.second)}, posting});
  }
  return EncodeBlock(kFirstTime, entries);
}

// Few places, so that blocks often have the same ones.
Model SomeBlock(std::mt19937* random, bool has_texts) {
  Model model;
  for (size_t n = (*random)() % 40; n > 0; --n) {
    const uint64_t time =
        kFirstTime + (*random)() % 4 * kDay + (*random)() % 2 * 61;
    std::string id = "ev-000000000000000" + std::to_string((*random)() % 10);
    if (has_texts && (*random)() % 3 == 0) id = "x";
    const size_t posting = (*random)() % 12;
    model[{time, id}] = posting == 0 ? "" : std::string(posting, 'p');
  }
  return model;
}

TEST(PostingTest, RoundTripsAndIsCorruptionWhenCutShort) {
  RandomNews random(1);
  for (int i = 0; i < 300; ++i) {
    const Event event = random.SomeEvent();
    const Posting posting = PostingOf(event);
    const TimePoint begin = PlaceOf(event).begin();
    const std::string bytes = Encode(posting);
    EXPECT_THAT(DecodePosting(bytes, begin), IsOkAnd(posting));
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_THAT(DecodePosting(bytes.substr(0, size), begin),
                  HasCode(StatusCode::kCorruption));
    }
    EXPECT_THAT(DecodePosting(bytes + '\0', begin),
                HasCode(StatusCode::kCorruption));
  }
}

// Bytes already on someone's disk. If this fails, you changed the format.
TEST(PostingTest, EncodingIsFrozen) {
  Posting posting;
  posting.time = *TimeInterval::Make(
      TimeInterval::End{Bound::kKnown, TimePoint(std::chrono::seconds(-1))},
      TimeInterval::End{Bound::kOpen, {}});
  posting.status = EventStatus::kOngoing;
  posting.type = EventType::kConsult;
  posting.confidence = 0.5;
  posting.articles = 300;
  posting.last_reported = TimePoint(std::chrono::seconds(64));
  EXPECT_EQ(Encode(posting),
            "\x02"
            "\x49"  // ongoing, a time, its begin is known, its end is open
            "\x3f\xe0\x00\x00\x00\x00\x00\x00"
            "\xac\x02"
            "\x82\x01\x00"s);  // last reported 65 s from the begin; no claims
}

TEST(PostingBlockTest, EncodingIsFrozen) {
  EXPECT_EQ(EncodeBlock(kFirstTime, {}), "");
  const Model numbers = {
      {{kFirstTime, "ev-0123456789abcdef"}, "p"},
      {{kFirstTime + kDay, "ev-0000000000000001"}, ""},
      {{kFirstTime + kDay + 3, "ev-0000000000000000"}, "p"},
  };
  EXPECT_EQ(BlockOf(numbers),
            "\x06"
            "\x00\x02\x07"  // after no time, one day, three seconds
            "\x01\x23\x45\x67\x89\xab\xcd\xef"
            "\x00\x00\x00\x00\x00\x00\x00\x01"
            "\x00\x00\x00\x00\x00\x00\x00\x00"
            "\x02\x01p\x00"
            "\x00\x01\x00"s);
  const Model text = {{{kFirstTime, "x"}, "p"}};
  EXPECT_EQ(BlockOf(text), "\x03\x00\x01x\x01\x01p"s);
}

TEST(PostingBlockTest, RoundTripsAndIsCorruptionWhenDamaged) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const Model model = SomeBlock(&random, round % 2 == 0);
    const std::string bytes = BlockOf(model);
    const auto entries = DecodeBlock(kFirstTime, bytes);
    ASSERT_THAT(entries, IsOk());
    Model decoded;
    for (const BlockEntry& entry : *entries) {
      decoded[{entry.place.time, entry.place.id.ToString()}] = entry.posting;
    }
    EXPECT_EQ(decoded, model);
    for (size_t size = 1; size < bytes.size(); ++size) {
      EXPECT_THAT(DecodeBlock(kFirstTime, bytes.substr(0, size)),
                  HasCode(StatusCode::kCorruption));
    }
    EXPECT_THAT(DecodeBlock(kFirstTime, bytes + '\0'),
                HasCode(StatusCode::kCorruption));
    for (int i = 0; i < 50 && !bytes.empty(); ++i) {
      std::string damaged = bytes;
      damaged[random() % damaged.size()] = static_cast<char>(random());
      const auto read = DecodeBlock(kFirstTime, damaged);
      if (read.ok()) {
        EXPECT_EQ(EncodeBlock(kFirstTime, *read), damaged);
      }
    }
  }
}

TEST(PostingBlockTest, WhatIsNoBlockIsCorruption) {
  for (const std::string& bytes : {
           "\x00"s,                             // of no postings
           "\x03\x01\x01x\x01\x01p"s,           // seconds, though none
           "\x05\x00\x00\x01x\x01x\x01\x01p"s,  // a place twice
           "\x05\x00\x00\x01y\x01x\x01\x01p"s,  // out of order
           "\x03\x00\x01x\x02\x01p\x01q\x00"s,  // a posting that nobody has
           "\x05\x00\x00\x01x\x01y\x02\x01p\x01q\x00\x02"s,  // one too high
           "\xff\xff\xff\xff\x0f"s,  // more than there are bytes
       }) {
    EXPECT_THAT(DecodeBlock(kFirstTime, bytes),
                HasCode(StatusCode::kCorruption));
  }
}

// Added one by one or in any groups, later ones win and what is removed goes.
TEST(PostingBlockTest, AddingIsAssociativeAndTheLastWins) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    Model expected;
    std::vector<std::string> blocks(1 + random() % 6);
    for (std::string& bytes : blocks) {
      const Model model = SomeBlock(&random, random() % 4 == 0);
      for (const auto& [place, posting] : model) expected[place] = posting;
      bytes = BlockOf(model);
    }
    const std::vector<std::string_view> views(blocks.begin(), blocks.end());
    EXPECT_THAT(AddBlocks(views, false), IsOkAnd(BlockOf(expected)));
    const size_t middle = random() % blocks.size();
    const auto first = AddBlocks(std::span(views).first(middle), false);
    const auto rest = AddBlocks(std::span(views).subspan(middle), false);
    ASSERT_THAT(first, IsOk());
    ASSERT_THAT(rest, IsOk());
    std::erase_if(expected,
                  [](const auto& each) { return each.second.empty(); });
    const std::vector<std::string_view> halves = {*first, *rest};
    EXPECT_THAT(AddBlocks(halves, true), IsOkAnd(BlockOf(expected)));
    EXPECT_THAT(AddBlocks(views, true), IsOkAnd(BlockOf(expected)));
  }
}

TEST(PostingBlockTest, FindsTheFirstPostingAtOrAfterAPlace) {
  std::mt19937 random(3);
  PostingBlock block;
  for (int round = 0; round < 300; ++round) {
    const std::string bytes = BlockOf(SomeBlock(&random, round % 2 == 0));
    ASSERT_THAT(block.Open(kFirstTime, bytes), IsOk());
    std::vector<Place> places;
    for (size_t i = 0; i < block.size(); ++i) places.push_back(block.place(i));
    const auto check = [&](const Place& place) {
      const auto expected = static_cast<size_t>(
          std::lower_bound(places.begin(), places.end(), place) -
          places.begin());
      for (size_t from = 0; from <= expected; ++from) {
        EXPECT_EQ(block.Find(place, from), expected);
      }
    };
    for (const Place& place : places) {
      check(place);
      check({place.time, {}});
      check({place.time + 1, PackedId("x")});
    }
  }
}

}  // namespace
}  // namespace annals
