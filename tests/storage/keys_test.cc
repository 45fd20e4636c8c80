#include "storage/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/time/edtf.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using std::chrono::seconds;
using testing::HasCode;
using testing::IsOk;
using namespace std::string_literals;

// Positions on both sides of every place where the encoding could go wrong.
std::vector<Position> InterestingPositions() {
  std::vector<Position> positions;
  for (const LengthClass length_class :
       {LengthClass::kDay, LengthClass::kWeek, LengthClass::kUndated}) {
    for (const TimePoint begin :
         {kBeginningOfTime, TimePoint(seconds(-256)), TimePoint(seconds(-1)),
          TimePoint(), TimePoint(seconds(255)), kEndOfTime}) {
      for (const std::string& id : {""s, "\0"s, "ev-1"s, "ev-10"s, "\xff"s}) {
        positions.push_back({length_class, begin, {id}});
      }
    }
  }
  return positions;
}

TEST(PositionTest, RoundTrips) {
  for (const Position& position : InterestingPositions()) {
    const Result<Position> decoded = DecodePosition(Encode(position));
    ASSERT_THAT(decoded, IsOk());
    EXPECT_EQ(*decoded, position);
  }
}

TEST(PositionTest, ByteOrderIsPositionOrder) {
  const std::vector<Position> positions = InterestingPositions();
  for (const Position& a : positions) {
    for (const Position& b : positions) {
      EXPECT_EQ(a < b, Encode(a) < Encode(b));
    }
  }
}

TEST(PositionTest, RejectsWhatIsTooShortOrOfNoClass) {
  const std::string whole = Encode(Position{});
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THAT(DecodePosition(whole.substr(0, size)),
                HasCode(StatusCode::kCorruption))
        << size;
  }
  EXPECT_THAT(DecodePosition("\x09" + whole.substr(1)),
              HasCode(StatusCode::kCorruption));
}

TEST(PostingKeyTest, RoundTripsAndKeepsTheOrderOfListsAndPositions) {
  const std::vector<ListName> lists = {
      ListName::AllEvents(),
      ListName::Now({FacetKind::kInvolves, "a"}),
      ListName::Now({FacetKind::kInvolves, "a\0b"s}),
      ListName::Now({FacetKind::kInvolves, "ab"}),
      ListName::Now({FacetKind::kActor, ""}),
      ListName::Once({FacetKind::kInvolves, "a"}),
  };
  std::string last;
  for (const ListName& list : lists) {
    for (const char* position : {"", "x", "y"}) {
      const std::string key = PostingKey(list, position);
      EXPECT_LT(last, key);
      EXPECT_TRUE(key.starts_with(PostingPrefix(list)));
      const Result<PostingName> decoded = DecodePostingKey(key);
      ASSERT_THAT(decoded, IsOk());
      EXPECT_EQ(decoded->list, list);
      EXPECT_EQ(decoded->position, position);
      last = key;
    }
  }
}

// Bytes already on someone's disk. If this fails, you changed the format.
TEST(PostingKeyTest, EncodingIsFrozen) {
  const Position position = {
      LengthClass::kWeek, TimePoint(seconds(-1)), {"ev-2"}};
  EXPECT_EQ(
      PostingKey(ListName::Now({FacetKind::kPlace, "a\0b"s}), Encode(position)),
      "\x04"
      "a\x00\xff"
      "b\x00\x01"
      "\x01"
      "\x7f\xff\xff\xff\xff\xff\xff\xff"
      "ev-2"s);
  EXPECT_EQ(PostingKey(ListName::Once({FacetKind::kTerm, "x"}), ""),
            "\x8c"
            "x\x00\x01"s);
}

TEST(KeysTest, OtherKeysAreFrozenToo) {
  EXPECT_EQ(ArticleKey({"ar-1"}), "aar-1");
  EXPECT_EQ(ArticleHeadKey({"ar-1"}), "har-1");
  EXPECT_EQ(PublishedKey(TimePoint(seconds(1)), {"ar-1"}),
            "t\x80\x00\x00\x00\x00\x00\x00\x01"
            "ar-1"s);
  EXPECT_EQ(EventKey({"ev-1"}), "eev-1");
  EXPECT_EQ(IndexedFacetsKey({"ev-1"}), "fev-1");
  EXPECT_EQ(EntityKey({"hungary"}), "ehungary");
  EXPECT_EQ(Encode(NameKey{"viktor", {"viktor-orban"}}),
            "nviktor\x00\x01viktor-orban"s);
  EXPECT_EQ(EventCounterKey(ListName::Now({FacetKind::kActor, "x"})), "f\x02x");
  EXPECT_EQ(Encode(StatedKey{{{"jane"}, "Mayor", {"oslo"}}, {"ar-1"}}),
            "ojane\x00\x01Mayor\x00\x01oslo\x00\x01\x61r-1"s);
  EXPECT_EQ(KnownKey({"ada-q1"}, "q1"), "kada-q1\x00\x01q1"s);
  EXPECT_EQ(BearersKey("ada"), "mada");
  EXPECT_EQ(ReferenceKey("wikidata:Q1"), "wwikidata:Q1");
  EXPECT_EQ(ProgressKey("x"), "px");
  EXPECT_EQ(SourceCounterKey("bbc.co.uk"), "sbbc.co.uk");
  EXPECT_EQ(LogKey(258), "\0\0\0\0\0\0\x01\x02"s);
}

TEST(KeysTest, KeysRoundTrip) {
  const NameKey name = {"viktor\0 orban"s, {"viktor-orban"}};
  const ListName list = ListName::Once({FacetKind::kActor, "x"});
  const TimePoint published = kBeginningOfTime;
  EXPECT_EQ(*DecodeNameKey(Encode(name)), name);
  const StatedKey stated = {{{"jane\0"s}, "May\0or"s, {""}}, {"ar-1"}};
  EXPECT_EQ(*DecodeStatedKey(Encode(stated)), stated);
  EXPECT_EQ(*DecodeEventCounterKey(EventCounterKey(list)), list);
  EXPECT_EQ(*DecodePublishedKey(PublishedKey(published, {"a"})), published);
  EXPECT_EQ(*DecodeLogKey(LogKey(7)), 7u);
}

TEST(KeysTest, RejectsOtherKeys) {
  for (const std::string& bytes : {""s, "x"s, "e123456789"s, "nname\0"s}) {
    SCOPED_TRACE(bytes);
    EXPECT_THAT(DecodeNameKey(bytes), HasCode(StatusCode::kCorruption));
    EXPECT_THAT(DecodeStatedKey(bytes), HasCode(StatusCode::kCorruption));
    EXPECT_THAT(DecodeEventCounterKey(bytes), HasCode(StatusCode::kCorruption));
    EXPECT_THAT(DecodePublishedKey(bytes), HasCode(StatusCode::kCorruption));
    EXPECT_THAT(DecodeLogKey(bytes), HasCode(StatusCode::kCorruption));
    EXPECT_THAT(DecodePostingKey(bytes), HasCode(StatusCode::kCorruption));
  }
}

TEST(KeysTest, ANamesPrefixIsThatOfLongerNamesOnly) {
  EXPECT_TRUE(Encode(NameKey{"orban", {"x"}}).starts_with(NamesPrefix("orb")));
  EXPECT_TRUE(Encode(NameKey{"orb", {"x"}}).starts_with(NamesPrefix("orb")));
  EXPECT_FALSE(Encode(NameKey{"or", {"b"}}).starts_with(NamesPrefix("orb")));
}

TEST(LengthClassTest, IsTheShortestThatHolds) {
  const struct {
    const char* edtf;
    LengthClass length_class;
  } cases[] = {
      {"2025-03-01T12:00:00Z", LengthClass::kDay},
      {"2025-03-01", LengthClass::kDay},
      {"2025-03-01/2025-03-02", LengthClass::kWeek},
      {"2025-03-01/2025-03-07", LengthClass::kWeek},
      {"2025-03-01/2025-03-08", LengthClass::kMonth},
      {"2025-03", LengthClass::kMonth},
      {"2025-33", LengthClass::kQuarter},
      {"2025-35", LengthClass::kQuarter},
      {"2024", LengthClass::kYear},
      {"2024/2025", LengthClass::kDecade},
      {"202X", LengthClass::kDecade},
      {"20XX", LengthClass::kLonger},
      {"2025/..", LengthClass::kLonger},
      {"../2025", LengthClass::kNoBegin},
      {"/2025", LengthClass::kNoBegin},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.edtf);
    const Result<TimeInterval> interval = ParseEdtf(c.edtf);
    ASSERT_THAT(interval, IsOk());
    EXPECT_EQ(LengthClassOf(*interval), c.length_class);
    const auto longest = LongestOf(c.length_class);
    if (longest) {
      EXPECT_LE(interval->end() - interval->begin(), *longest);
    }
  }
  EXPECT_EQ(LengthClassOf(std::nullopt), LengthClass::kUndated);
}

}  // namespace
}  // namespace annals
