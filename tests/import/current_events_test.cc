// Days of Wikipedia's current events, in bullets of our own.

#include "import/reader/current_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/time/edtf.h"
#include "import/reader/article_reader.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;

constexpr char kYaml[] = R"(Date: '2025-01-02'
Source_URI: Portal:Current events/2025 January 2
Intelligence_Payload:
  Disasters and accidents:
  - Floods in Norway
  - Two people are killed when a river floods Bergen, Norway. (Wire One) (Wire
    Two)
  - The mayor of Bergen visits the flooded streets. (Wire One), (Three)
  - Elections
  - Voting begins in Jordan.
)";

constexpr char kHtml[] = R"(<html><body><nav><ul><li>Menu</li></ul></nav>
<div class="current-events-main vevent" id="2025_January_2">
<div class="current-events-heading"><span class="summary">January 2, 2025
(<span class="bday dtstart published updated">2025-01-02</span>)</span>
<ul class="current-events-navbar"><li>edit</li></ul></div>
<div class="current-events-content description">
<p><b>Disasters and accidents</b></p>
<ul><li><a href="/wiki/F">Floods in Norway</a>
<ul><li>Two people are killed when a <a href="/wiki/R">river</a> floods Bergen,
Norway. <a class="external text" href="https://www.one.example/1">(Wire One)</a>
<a class="external text" href="https://two.example/2">(Wire Two)</a></li></ul>
</li>
<li>Voting begins in Jordan. <a class="external" href="https://one.example/3">
(Wire One)</a></li></ul></div></div>
<div class="vevent"><span class="dtstart">2025-01-01</span>
<div class="description"><dl><dt>Sports</dt></dl>
<ul><li>Norway beats Jordan.</li></ul></div></div>
</body></html>)";

TEST(CurrentEventsTest, EachBulletOfAYamlDayIsAnArticle) {
  const auto articles = ReadCurrentEventsYaml("days/2025-01-02.yaml", kYaml);
  ASSERT_THAT(articles, IsOk());
  ASSERT_EQ(articles->size(), 3u);
  const Article& first = (*articles)[0];
  EXPECT_EQ(first.text,
            "Two people are killed when a river floods Bergen, Norway.");
  EXPECT_EQ(first.title, "Floods in Norway");
  EXPECT_THAT(first.tags, ElementsAre("Floods in Norway"));
  EXPECT_THAT(first.categories, ElementsAre("Disasters and accidents"));
  EXPECT_EQ(first.source, "Wire One");
  EXPECT_EQ(first.excerpt, "Wire One; Wire Two");
  EXPECT_EQ(FormatEdtf(first.published), "2025-01-02");
  EXPECT_EQ(first.file, "2025-01-02.yaml");
  EXPECT_EQ((*articles)[1].excerpt, "Wire One; Three");
  EXPECT_EQ((*articles)[2].title, "Elections");
  EXPECT_EQ((*articles)[2].text, "Voting begins in Jordan.");
}

TEST(CurrentEventsTest, EachBulletOfAPageIsAnArticle) {
  const auto articles = ReadCurrentEventsHtml("2025-01.html", kHtml);
  ASSERT_THAT(articles, IsOk());
  ASSERT_EQ(articles->size(), 3u);
  const Article& first = (*articles)[0];
  EXPECT_EQ(first.text,
            "Two people are killed when a river floods Bergen, Norway.");
  EXPECT_EQ(first.title, "Floods in Norway");
  EXPECT_THAT(first.categories, ElementsAre("Disasters and accidents"));
  EXPECT_EQ(first.source, "one.example");
  EXPECT_EQ(first.url, "https://www.one.example/1");
  EXPECT_THAT(first.excerpt, HasSubstr("Wire Two https://two.example/2"));
  EXPECT_EQ((*articles)[1].text, "Voting begins in Jordan.");
  EXPECT_EQ((*articles)[1].title, "");
  EXPECT_EQ(FormatEdtf((*articles)[2].published), "2025-01-01");
  EXPECT_THAT((*articles)[2].categories, ElementsAre("Sports"));
}

TEST(CurrentEventsTest, BothFormsOfABulletAreOneArticle) {
  const auto yaml = ReadCurrentEventsYaml("a.yaml", kYaml);
  const auto html = ReadCurrentEventsHtml("a.html", kHtml);
  ASSERT_THAT(yaml, IsOk());
  ASSERT_THAT(html, IsOk());
  EXPECT_EQ((*yaml)[0].id, (*html)[0].id);
}

TEST(CurrentEventsTest, SourcesAreTakenFromSentencesOnly) {
  std::string text = "Elections in the Congo (DRC)";
  EXPECT_TRUE(TakeSources(&text).empty());
  EXPECT_EQ(text, "Elections in the Congo (DRC)");
  text = "A bus crashed.(The Times)";
  EXPECT_EQ(TakeSources(&text).size(), 1u);
  EXPECT_EQ(text, "A bus crashed.");
}

TEST(CurrentEventsTest, WhatIsNoDayIsToldApart) {
  const struct {
    const char* text;
    const char* reason;
  } kCases[] = {
      {"Date: 2025-13-01\nA:\n  B:\n  - Rain fell.\n", "is no day"},
      {"Date: 2025\nA:\n  B:\n  - Rain fell.\n", "is no day"},
      {"A:\n  B:\n  - Rain fell.\n", "has no 'Date:'"},
      {"Date: 2025-01-01\n", "has no bullets"},
      {"Date: [\n", "line "},
      {"\xff", "not UTF-8"},
  };
  for (const auto& each : kCases) {
    SCOPED_TRACE(each.text);
    const auto articles = ReadCurrentEventsYaml("d.yaml", each.text);
    ASSERT_THAT(articles, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(articles.status().message(), HasSubstr(each.reason));
    EXPECT_THAT(articles.status().message(), HasSubstr("d.yaml"));
  }
  EXPECT_THAT(ReadCurrentEventsHtml("d.html", "<p>No day</p>"),
              HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(ReadCurrentEventsHtml("d.html", ""),
              HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(
      ReadCurrentEventsHtml("d.html", std::string(kMaxArticleBytes + 1, 'x')),
      HasCode(StatusCode::kExhausted));
}

}  // namespace
}  // namespace annals
