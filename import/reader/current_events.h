// A day, or days, of Wikipedia's current events: each bullet is a short article
// of its own, published on that day.
//
//   Armed conflicts and attacks            category   → categories
//     Gaza war                             topic      → tags, title
//       Israeli airstrikes kill … (Reuters)  bullet   → text, source
//
// Two forms are read: the page itself (HTML, one day or a month of them), and
// YAML with the lines of a day ("Date:", "Source_URI:", and a map of categories
// to lists, in which topics stand before their bullets).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/status.h"

namespace annals {

// InvalidArgument, naming the file and what is missing or wrong, for a file
// without a day or a bullet; Exhausted for more than kMaxArticleBytes.
Result<std::vector<Article>> ReadCurrentEventsYaml(std::string_view file,
                                                   std::string_view bytes);
Result<std::vector<Article>> ReadCurrentEventsHtml(std::string_view file,
                                                   std::string_view bytes);

// ---- What both forms have in common ----

// Who is named as having reported it.
struct CitedSource {
  std::string name;  // "Reuters"
  std::string url;   // or empty
};

struct Bullet {
  std::chrono::year_month_day day;
  std::string category;  // or empty
  std::vector<std::string> topics;
  std::string text;
  std::vector<CitedSource> sources;
};

// Takes "(Reuters) (AP)" from the end of a bullet's text. What is left says
// nothing without the sources if it ends like no sentence: a topic.
std::vector<CitedSource> TakeSources(std::string* text);
bool IsSentence(std::string_view text);

Article ArticleOfBullet(std::string_view file, Bullet bullet);

}  // namespace annals
