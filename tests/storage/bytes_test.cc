#include "storage/bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using testing::IsOk;

TEST(BytesTest, NumbersRoundTrip) {
  for (const int64_t n : {INT64_MIN, int64_t{-129}, int64_t{-1}, int64_t{0},
                          int64_t{1}, int64_t{127}, int64_t{128}, INT64_MAX}) {
    SCOPED_TRACE(n);
    const auto bits = static_cast<uint64_t>(n);
    std::string bytes;
    AppendU64(bits, &bytes);
    AppendI64(n, &bytes);
    AppendVarint(bits, &bytes);
    AppendZigzag(n, &bytes);
    ByteReader reader(bytes);
    EXPECT_EQ(reader.U64(), bits);
    EXPECT_EQ(reader.I64(), n);
    EXPECT_EQ(reader.Varint(), bits);
    EXPECT_EQ(reader.Zigzag(), n);
    EXPECT_THAT(reader.Finish("numbers"), IsOk());
  }
}

TEST(BytesTest, ZeroHasOneEncoding) {
  std::string positive;
  std::string negative;
  AppendDouble(0.0, &positive);
  AppendDouble(-0.0, &negative);
  EXPECT_EQ(positive, negative);
}

TEST(BytesTest, SignedNumbersAreInOrder) {
  const int64_t numbers[] = {INT64_MIN, -256, -1, 0, 1, 255, INT64_MAX};
  std::string last;
  for (const int64_t n : numbers) {
    std::string bytes;
    AppendI64(n, &bytes);
    EXPECT_LT(last, bytes) << n;
    last = bytes;
  }
}

TEST(BytesTest, OrderedStringsKeepTheirOrderWhateverFollows) {
  using namespace std::string_literals;
  const std::vector<std::string> values = {
      "",     "\0"s,   "\0\0"s, "\0\x01"s, "\0\xff"s, "\x01", "a",
      "a\0"s, "a\0b"s, "a\x01", "ab",      "b",       "\xff", "\xff\xff"};
  for (const std::string& a : values) {
    for (const std::string& b : values) {
      std::string bytes_a;
      std::string bytes_b;
      AppendOrderedString(a, &bytes_a);
      AppendOrderedString(b, &bytes_b);
      EXPECT_EQ(a == b, bytes_a == bytes_b);
      if (a != b) {
        EXPECT_EQ(a < b, bytes_a + "\xff" < bytes_b + '\0');
      }
    }
    std::string bytes;
    AppendOrderedString(a, &bytes);
    ByteReader reader(bytes);
    EXPECT_EQ(reader.OrderedString(), a);
    EXPECT_THAT(reader.Finish("a string"), IsOk());
  }
}

TEST(BytesTest, WhatIsNotThereReadsAsNothingAndFails) {
  const std::string cases[] = {
      "",  // nothing
      "\x05"
      "ab",                             // a string cut short
      "\x80",                           // a varint that goes on
      std::string(9, '\xff') + "\x02",  // a varint of 65 bits
      std::string(11, '\x80'),          // … of eleven bytes
      std::string("\x80\0", 2),         // … of more bytes than it needs
  };
  for (const std::string& bytes : cases) {
    SCOPED_TRACE(bytes);
    ByteReader reader(bytes);
    EXPECT_EQ(reader.String(), "");
    EXPECT_FALSE(reader.ok());
    EXPECT_EQ(reader.U64(), 0u);
    EXPECT_EQ(reader.OrderedString(), "");
    EXPECT_THAT(reader.Finish("a test"), HasCode(StatusCode::kCorruption));
  }
}

TEST(BytesTest, NegativeZeroIsNeverWrittenAndNotRead) {
  std::string bytes;
  AppendU64(uint64_t{1} << 63, &bytes);
  ByteReader reader(bytes);
  EXPECT_EQ(reader.Double(), 0);
  EXPECT_THAT(reader.Finish("a test"), HasCode(StatusCode::kCorruption));
}

TEST(BytesTest, ACountIsNotMoreThanTheBytesLeft) {
  std::string bytes;
  AppendVarint(3, &bytes);
  const std::string two = bytes + "xx";
  ByteReader two_left(two);
  EXPECT_EQ(two_left.Count(), 0u);
  EXPECT_FALSE(two_left.ok());
  const std::string three = bytes + "xxx";
  ByteReader three_left(three);
  EXPECT_EQ(three_left.Count(), 3u);
}

TEST(BytesTest, BytesLeftOverAreCorruption) {
  ByteReader reader("ab");
  reader.U8();
  EXPECT_THAT(reader.Finish("a test"), HasCode(StatusCode::kCorruption));
}

}  // namespace
}  // namespace annals
