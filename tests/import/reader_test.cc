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
      {"a.md", "---\ndate: 2025-02-03\n---\n\n", "has no text below"},
      {"a.md", std::string("---\ndate: 2025-02-03\n---\nA\0B", 30), "NUL byte"},
      {"a.md", "---\ndate: 2025-02-03\n---\n\xFF\xFE\xFA\xFB\xFC\x80\x81\x82",
       "line 4: not UTF-8"},
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
