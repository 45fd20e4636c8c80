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

Place At(LengthClass length_class, const char* day, std::string_view id) {
  return {PlaceTime(length_class, ParseEdtf(day)->begin()), PackedId(id)};
}

TEST(BlockNameTest, IsOfTheClassAndTheMonthOrTheBeginningOfTheId) {
  const Place places[] = {
      At(LengthClass::kDay, "-9999-01-01", "z"),
      At(LengthClass::kDay, "-0001-12-31", "z"),
      At(LengthClass::kDay, "2025-10-31", "z"),
      At(LengthClass::kDay, "2025-11-01", "a"),
      At(LengthClass::kWeek, "2025-10-31", "z"),
      At(LengthClass::kLonger, "9999-12-31", "z"),
      At(LengthClass::kNoBegin, "-9999-01-01", "z"),
      At(LengthClass::kUndated, "-9999-01-01", ""),
      At(LengthClass::kUndated, "-9999-01-01", "e"),
      At(LengthClass::kUndated, "-9999-01-01", "ev-0123456789abcdef"),
      At(LengthClass::kUndated, "-9999-01-01", "ev-1123456789abcdef"),
  };
  std::string last;
  for (const Place& place : places) {
    const std::string name = BlockNameOf(place);
    EXPECT_LT(last, name);
    const Result<uint64_t> first_time = FirstTimeOf(name);
    ASSERT_THAT(first_time, IsOk());
    EXPECT_LE(*first_time, place.time);
    EXPECT_EQ(BlockNameOf({*first_time, place.id}), name);
    last = name;
  }
  EXPECT_EQ(BlockNameOf(At(LengthClass::kDay, "2025-10-02", "a")),
            BlockNameOf(At(LengthClass::kDay, "2025-10-31", "b")));
}

TEST(BlockNameTest, RejectsWhatNamesNone) {
  for (const std::string& name :
       {""s, "\x00\x00\x00"s, "\x00\x00\x00\x00\x00"s, "\x01\xff\xff\xff"s,
        "\x09"s, "\x08"s + "ev-01"}) {
    EXPECT_THAT(FirstTimeOf(name), HasCode(StatusCode::kCorruption));
  }
}

TEST(BlockKeyTest, RoundTripsAndKeepsTheOrderOfListsAndBlocks) {
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
    for (const char* name : {"", "x", "y"}) {
      const std::string key = Encode(BlockKey{list, name});
      EXPECT_LT(last, key);
      EXPECT_TRUE(key.starts_with(BlocksPrefix(list)));
      const Result<BlockKey> decoded = DecodeBlockKey(key);
      ASSERT_THAT(decoded, IsOk());
      EXPECT_EQ(decoded->list, list);
      EXPECT_EQ(decoded->block_name, name);
      last = key;
    }
  }
}

// Bytes already on someone's disk. If this fails, you changed the format.
TEST(BlockKeyTest, EncodingIsFrozen) {
  const Place place = At(LengthClass::kWeek, "2025-10-16", "ev-2");
  EXPECT_EQ(Encode(BlockKey{ListName::Now({FacetKind::kPlace, "a\0b"s}),
                            BlockNameOf(place)}),
            "\x04"
            "a\x00\xff"
            "b\x00\x01"
            "\x01"
            "\x02\x33\xa9"s);
  EXPECT_EQ(BlockNameOf(At(LengthClass::kUndated, "-9999-01-01",
                           "ev-fedcba9876543210")),
            "\x08"
            "ev-f");
  EXPECT_EQ(Encode(BlockKey{ListName::Once({FacetKind::kTerm, "x"}), ""}),
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
    EXPECT_THAT(DecodeBlockKey(bytes), HasCode(StatusCode::kCorruption));
  }
}

TEST(KeysTest, ANamesPrefixIsThatOfLongerNamesOnly) {
  EXPECT_TRUE(Encode(NameKey{"orban", {"x"}}).starts_with(NamesPrefix("orb")));
  EXPECT_TRUE(Encode(NameKey{"orb", {"x"}}).starts_with(NamesPrefix("orb")));
  EXPECT_FALSE(Encode(NameKey{"or", {"b"}}).starts_with(NamesPrefix("orb")));
}

}  // namespace
}  // namespace annals
