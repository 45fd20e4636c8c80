#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/text/sha256.h"
#include "core/time/edtf.h"
#include "import/reader/article_reader.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;

constexpr char kPost[] = R"(---
layout: post
title: "Update: Ministers meet"
date: 2025-03-04 23:30:00 -0500
author: A. Writer
categories: [News, World]
link: https://www.Example.org/a/b
---
Here is what to know: Ministers from *both* sides [met](https://x.example) in {% include x.html %}Vienna &amp; Graz.

## Background

- One **item**
- Two

> Quoted words.

![A picture](p.jpg)
<div>markup</div>
)";

TEST(ReadPostTest, ReadsAJekyllPost) {
  const Result<Article> article = ReadPost("x/2025-03-04-talks.md", kPost);
  ASSERT_THAT(article, IsOk());
  EXPECT_EQ(article->title, "Update: Ministers meet");
  EXPECT_EQ(FormatEdtf(article->published), "2025-03-05T04:30:00Z");
  EXPECT_EQ(FormatRfc3339(article->published_day), "2025-03-04T00:00:00Z");
  EXPECT_EQ(article->source, "example.org");
  EXPECT_EQ(article->file, "2025-03-04-talks.md");
  EXPECT_THAT(article->categories, ElementsAre("News", "World"));
  EXPECT_EQ(article->text,
            "Here is what to know: Ministers from both sides met in Vienna & "
            "Graz.\nBackground\nOne item\nTwo\nQuoted words.\n");
  ASSERT_EQ(article->blocks.size(), 6u);
  EXPECT_EQ(article->blocks[0].kind, BlockKind::kFurniture);
  EXPECT_EQ(article->blocks[1].kind, BlockKind::kParagraph);
  EXPECT_EQ(article->blocks[2].kind, BlockKind::kHeading);
  EXPECT_EQ(article->blocks[3].kind, BlockKind::kListItem);
  EXPECT_EQ(article->blocks[5].kind, BlockKind::kQuote);
}

TEST(ReadPostTest, OriginPointsIntoTheFile) {
  const Result<Article> article = ReadPost("2025-03-04-talks.md", kPost);
  ASSERT_THAT(article, IsOk());
  ASSERT_FALSE(article->origin.empty());
  for (const SourceStretch& s : article->origin) {
    EXPECT_EQ(article->text.substr(s.text_begin, s.size),
              std::string_view(kPost).substr(s.source_begin, s.size));
  }
}

TEST(ReadPostTest, KeepsTheWordsAndLosesTheMarkup) {
  const struct {
    const char* body;
    const char* text;
  } cases[] = {
      {"<p>They met.</p>\n<p>They left.</p>", "They met.\nThey left.\n"},
      {"<div>\n<p class=\"lead\">\n    They met.\n</p>\n</div>", "They met.\n"},
      {"<h2>Talks</h2>\nThey met.<br>They left.",
       "Talks\nThey met. They left.\n"},
      {"<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "One\nTwo\n"},
      {"> They met,<br>\n> they left.", "They met, they left.\n"},
      {"They met.\n<br>\nThey left.", "They met.\nThey left.\n"},
      {"{{< figure src=\"a.png\" >}}\n\nThey met.", "They met.\n"},
      {"They {% raw %}met{% endraw %} {{ site.name }} there.",
       "They met there.\n"},
      {"They met.[^1]\n\n[^1]: Said a note.", "They met.\nSaid a note.\n"},
      {"They met.\n\n* * *\n\n# # #\n\n|---|---|\n\nThey left.",
       "They met.\nThey left.\n"},
      {"<script>var p = '<p>no</p>';</script>\nThey met.", "They met.\n"},
      {"{{ They met.", "{{ They met.\n"},
      {"They met. <3 <p", "They met. <3 <p\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    const Result<Article> article = ReadPost("2025-03-04-a.md", c.body);
    ASSERT_THAT(article, IsOk());
    EXPECT_EQ(article->text, c.text);
  }
}

TEST(ReadPostTest, OriginLeavesOutWhatStandsForATag) {
  constexpr std::string_view kBody = "They {{ x }} met.";
  const Result<Article> article = ReadPost("2025-03-04-a.md", kBody);
  ASSERT_THAT(article, IsOk());
  EXPECT_THAT(article->origin,
              ElementsAre(SourceStretch{0, 0, 5}, SourceStretch{5, 13, 4}));
}

TEST(ReadPostTest, TimeGrowsWithTheLengthOnly) {
  // Each open brace must not search the whole rest for its end.
  std::string body = "They met.";
  for (int i = 0; i < 64; ++i) body += "\n\n" + std::string(32 << 10, '{');
  EXPECT_THAT(ReadPost("2025-03-04-a.md", body), IsOk());
}

TEST(ReadPostTest, ATitleIsOneLineWithoutTags) {
  const Result<Article> article = ReadPost(
      "2025-03-04-a.md",
      "---\ntitle: |\n  The <em>Marl</em> is\n  a < b\n---\nThey met.");
  ASSERT_THAT(article, IsOk());
  EXPECT_EQ(article->title, "The Marl is a < b");
}

TEST(ReadPostTest, AFileNameIsShownAsUtf8) {
  const Result<Article> article = ReadPost("2025-03-04-\xFF.md", "They met.");
  ASSERT_THAT(article, IsOk());
  EXPECT_EQ(article->file, "2025-03-04-\xEF\xBF\xBD.md");
}

TEST(ReadPostTest, ReadsOtherEncodings) {
  const struct {
    std::string bytes;
    const char* text;
  } cases[] = {
      {"\x93They met\x94, he said \x97 and left the long table.",
       "\u201CThey met\u201D, he said \u2014 and left the long table.\n"},
      {std::string("\xFF\xFEO\0k\0\x19\x20s\0", 10), "Ok\u2019s\n"},
      {std::string("\xFE\xFF\0O\0k\0.", 8), "Ok.\n"},
      {"\xEF\xBB\xBFThey met.\r\nThey left.\r\n", "They met. They left.\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Article> article = ReadPost("2025-03-04-a.md", c.bytes);
    ASSERT_THAT(article, IsOk());
    EXPECT_EQ(article->text, c.text);
  }
}

TEST(ReadPostTest, ARePostHasTheSameContent) {
  std::string other = kPost;
  other.replace(other.find("Update"), 6, "Latest");
  other.replace(other.find("Here is what to know"), 20, "This is the news now");
  const Result<Article> a = ReadPost("2025-03-04-a.md", kPost);
  const Result<Article> b = ReadPost("2025-03-04-b.md", other);
  ASSERT_THAT(a, IsOk());
  ASSERT_THAT(b, IsOk());
  EXPECT_EQ(a->content_key, b->content_key);
  EXPECT_NE(a->sha256, b->sha256);
}

TEST(ReadPostTest, KnowsOtherWaysToWriteAPost) {
  const struct {
    const char* file;
    const char* bytes;
    const char* published;
  } cases[] = {
      {"2025-01-02-a.md", "---\ntitle: A\n---\nText here.", "2025-01-02"},
      {"a.md", "+++\ntitle = \"A\"\ndate = 2025-01-02T03:04:05Z\n+++\nText.",
       "2025-01-02T03:04:05Z"},
      {"a.md", "Title: A\nDate: 2025-01-02 03:04\nTags: x\n\nText here.",
       "2025-01-02T03:04:00Z"},
      {"a.md", "---\ntitle: A: with: colons\ndate: 2025-1-2\n---\nText.",
       "2025-01-02"},
      {"a.md", "\xEF\xBB\xBF---\r\ndate: 2025-01-02\r\n---\r\nText.\r\n",
       "2025-01-02"},
      {"a.md", "---\ndate: 2025-01-02 03:04:05.678 UTC\n---\nText.",
       "2025-01-02T03:04:05Z"},
      {"a.md", "---\ndate: 2025/01/02 03:04 +05:30\n---\nText.",
       "2025-01-01T21:34:00Z"},
      // Which zone a name means depends on the country: the day is left.
      {"a.md", "---\ndate: 2025-01-02 03:04 IST\n---\nText.", "2025-01-02"},
      {"a.md",
       "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
       "date: 2025-01-02\n---\nText.",
       "2025-01-02"},
      {"a.md", "---\ndate: 2025-01-02\n---\nCaf\xE9 talks went on today.",
       "2025-01-02"},
      {"a.md", "---\ndate: 2025-01-02\nexcerpt: A summary only.\n---\n",
       "2025-01-02"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    const Result<Article> article = ReadPost(c.file, c.bytes);
    ASSERT_THAT(article, IsOk());
    EXPECT_EQ(FormatEdtf(article->published), c.published);
    EXPECT_FALSE(article->text.empty());
    EXPECT_TRUE(IsValidUtf8(article->text));
  }
}

TEST(ReadPostTest, RejectsNamingTheFileAndWhy) {
  const struct {
    const char* file;
    std::string bytes;
    const char* message;
  } cases[] = {
      {"a.md", "", "a.md: is empty"},
      {"a.md", "---\ntitle: A\nText", "a.md: line 1: front matter is opened"},
      {"a.md", "---\ntitle: A\n---\nText", "a.md: has no date"},
      {"a.md", "---\ndate: soon\n---\nText", "a.md: date 'soon' cannot"},
      {"a.md", "---\ndate: 2025-02-30\n---\nText", "does not exist"},
      {"a.md", "---\ndate: 9999-12-31\n---\nText", "'9999-12-31' is not in"},
      {"a.md", "---\ndate: 0001-01-01\n---\nText", "'0001-01-01' is not in"},
      {"a.md", "+++\ndate = 2025-02-03\nText", "a.md: line 1: front matter"},
      {"a.md", "---\n}{\n---\nText", "a.md: line 2: front matter has no"},
      {"2025-02-03-a.md", "{% include all.html %}", "has no text below"},
      {"2025-02-03-a.md", std::string("T\0h\0e\0y\0", 8), "NUL byte"},
      {"a.md", "---\ndate: 2025-02-03\n---\n\n", "has no text below"},
      {"a.md", std::string("---\ndate: 2025-02-03\n---\nA\0B", 28), "NUL byte"},
      {"a.md", "---\ndate: 2025-02-03\n---\n\xFF\xFE\xFA\xFB\xFC\x80\x81\x82",
       "line 4: not UTF-8"},
      {"2025-02-03-a.md", "They met.\n\n" + std::string(70'000, 'x'),
       "line 3: a paragraph has more than 65536 bytes"},
      {"a.md", std::string(9 << 20, 'x'), "an article has at most"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.message);
    const Result<Article> article = ReadPost(c.file, c.bytes);
    ASSERT_FALSE(article.ok());
    EXPECT_THAT(article.status().message(), HasSubstr(c.message));
  }
}

TEST(Sha256Test, KnowsTheStandardVectors) {
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(
      Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace annals
