#include <gtest/gtest.h>

#include <string>

#include "core/text/fold.h"
#include "core/text/sha256.h"
#include "core/text/utf8.h"

namespace annals {
namespace {

TEST(Utf8Test, FindsTheFirstInvalidByte) {
  const struct {
    std::string text;
    size_t at;
  } cases[] = {
      {"", 0},
      {"abc", 3},
      {"Orb\xC3\xA1n", 6},
      {"a\xFFz", 1},
      {"\xC0\x80", 0},
      {"\xED\xA0\x80", 0},
      {"ab\xE2\x82", 2},
      {"\xF4\x90\x80\x80", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(FindInvalidUtf8(c.text), c.at);
    EXPECT_EQ(IsValidUtf8(c.text), c.at == c.text.size());
    EXPECT_TRUE(IsValidUtf8(ReplaceInvalidUtf8(c.text)));
  }
}

TEST(CodePointIndexTest, ConvertsBothWaysAtEveryOffset) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "a\xC3\xA1\xE2\x82\xAC\xF0\x9F\x98\x80";
  const CodePointIndex index(text);
  EXPECT_EQ(index.size(), 240u);
  for (size_t n = 0; n <= index.size(); ++n) {
    EXPECT_EQ(index.CodePoints(index.Byte(n)), n);
  }
  EXPECT_EQ(index.Byte(2), 3u);
  EXPECT_EQ(index.CodePoints(2), 1u);  // inside the second code point
  EXPECT_EQ(index.Byte(999), text.size());
}

TEST(CodePointIndexTest, OfNothingIsEmpty) {
  const CodePointIndex index("");
  EXPECT_EQ(index.size(), 0u);
  EXPECT_EQ(index.CodePoints(0), 0u);
  EXPECT_EQ(index.Byte(0), 0u);
}

TEST(FoldTest, ComparesAsReadersDo) {
  const struct {
    const char* text;
    const char* folded;
  } cases[] = {
      {"Viktor Orb\u00E1n", "viktor orban"},
      {"ERDO\u011EAN", "erdogan"},
      {"T\u00FCrkiye", "turkiye"},
      {"Wa\u0142\u0119sa", "walesa"},
      {"Stra\u00DFe", "strasse"},
      {"\u201CU.S.\u201D \u2013 it\u2019s", "\"u.s.\" - it's"},
      {"\uFB01ve", "five"},
      {"\u041A\u0438\u0457\u0432", "\u043A\u0438\u0456\u0432"},
  };
  for (const auto& c : cases) EXPECT_EQ(Fold(c.text), c.folded);
}

TEST(SlugTest, IsMadeOfWords) {
  EXPECT_EQ(Slug("Viktor Orb\u00E1n"), "viktor-orban");
  EXPECT_EQ(Slug("  U.S. -- Steel, Inc. "), "us-steel-inc");
  EXPECT_EQ(Slug("C\u00F4te d\u2019Ivoire"), "cote-divoire");
  EXPECT_EQ(Slug("...!"), "");
}

TEST(Sha256Test, PiecesMakeTheSameSumAsTheWhole) {
  std::string text;
  for (int i = 0; i < 200; ++i) text.push_back(static_cast<char>(i));
  for (const size_t piece : {1u, 3u, 63u, 64u, 65u, 128u, 200u}) {
    Sha256 sum;
    for (size_t at = 0; at < text.size(); at += piece) {
      sum.Add(std::string_view(text).substr(at, piece));
    }
    EXPECT_EQ(sum.Hex(), Sha256Hex(text)) << piece;
  }
}

}  // namespace
}  // namespace annals
