#include "import/reader/current_events.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "core/text/sha256.h"
#include "core/text/utf8.h"
#include "core/time/edtf.h"
#include "import/reader/article_keys.h"
#include "import/reader/article_reader.h"

namespace annals {

namespace {

constexpr char kDate[] = "Date";
constexpr char kPageUrl[] =
    "https://en.wikipedia.org/wiki/Portal:Current_events";
constexpr size_t kLongestSource = 80;

// More words than this are no topic, even without a full stop.
constexpr ptrdiff_t kMostWordsOfTopic = 14;

std::string_view Trim(std::string_view text, std::string_view what) {
  const size_t begin = text.find_first_not_of(what);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(what) + 1 - begin);
}

Status CheckBytes(std::string_view file, std::string_view bytes) {
  if (bytes.size() > kMaxArticleBytes) {
    return Status::Exhausted(std::string(file) + ": has " +
                             std::to_string(bytes.size()) +
                             " bytes; a file of days has at most " +
                             std::to_string(kMaxArticleBytes));
  }
  if (const size_t at = FindInvalidUtf8(bytes); at < bytes.size()) {
    return Status::InvalidArgument(std::string(file) + ": not UTF-8 (byte " +
                                   std::to_string(at) + ")");
  }
  return Status();
}

// Lines of one category: topics, and bullets under them.
void ReadLines(const YAML::Node& lines, const Bullet& like,
               std::vector<Bullet>* bullets) {
  std::vector<std::string> topics;
  bool is_under_bullet = false;
  for (const YAML::Node& line : lines) {
    if (!line.IsScalar()) continue;
    std::string text(Trim(line.Scalar(), " \n\t"));
    if (text.empty()) continue;
    std::vector<CitedSource> sources = TakeSources(&text);
    if (sources.empty() && !IsSentence(text)) {
      if (std::exchange(is_under_bullet, false)) topics.clear();
      topics.push_back(std::move(text));
      continue;
    }
    is_under_bullet = true;
    Bullet bullet = like;
    bullet.topics = topics;
    bullet.text = std::move(text);
    bullet.sources = std::move(sources);
    bullets->push_back(std::move(bullet));
  }
}

Result<std::vector<Bullet>> ReadYaml(std::string_view bytes) {
  const YAML::Node root = YAML::Load(std::string(bytes));
  if (!root.IsMap() || !root[kDate] || !root[kDate].IsScalar()) {
    return Status::InvalidArgument("has no 'Date:'");
  }
  const std::string date = root[kDate].Scalar();
  const Result<TimeInterval> day = ParseEdtf(date);
  if (!day.ok() || day->granularity() != Granularity::kDay) {
    return Status::InvalidArgument("Date '" + date.substr(0, 40) +
                                   "' is no day");
  }
  Bullet like;
  like.day = std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(day->begin()));
  std::vector<Bullet> bullets;
  for (const auto& member : root) {
    if (!member.second.IsMap()) continue;
    for (const auto& category : member.second) {
      if (!category.second.IsSequence() || !category.first.IsScalar()) continue;
      like.category = category.first.Scalar();
      ReadLines(category.second, like, &bullets);
    }
  }
  return bullets;
}

}  // namespace

std::vector<CitedSource> TakeSources(std::string* text) {
  std::vector<CitedSource> sources;
  std::string_view rest = *text;
  for (;;) {
    std::string_view end = Trim(rest, " ,;");
    if (end.ends_with(").")) end.remove_suffix(1);
    if (!end.ends_with(')')) break;
    const size_t open = end.rfind('(');
    if (open == std::string_view::npos || open == 0 ||
        end.size() - open > kLongestSource) {
      break;
    }
    const std::string_view name = end.substr(open + 1, end.size() - open - 2);
    sources.insert(sources.begin(), {std::string(Trim(name, " ")), ""});
    rest = Trim(end.substr(0, open), " ,;");
  }
  // "in the Democratic Republic of the Congo (DRC)" names no source.
  if (!IsSentence(rest)) return {};
  *text = std::string(rest);
  return sources;
}

bool IsSentence(std::string_view text) {
  for (const std::string_view end : {".", "!", "?", "\"", "”", "’"}) {
    if (text.ends_with(end)) return true;
  }
  return std::count(text.begin(), text.end(), ' ') >= kMostWordsOfTopic;
}

Article ArticleOfBullet(std::string_view file, Bullet bullet) {
  std::array<char, 16> day;
  std::snprintf(day.data(), day.size(), "%04d-%02u-%02u",
                static_cast<int>(bullet.day.year()),
                unsigned{bullet.day.month()}, unsigned{bullet.day.day()});
  Article article;
  article.file = ReplaceInvalidUtf8(file.substr(file.find_last_of('/') + 1));
  for (const std::string& topic : bullet.topics) {
    if (!article.title.empty()) article.title += ": ";
    article.title += topic;
  }
  article.tags = std::move(bullet.topics);
  if (!bullet.category.empty()) article.categories = {bullet.category};
  for (const CitedSource& source : bullet.sources) {
    if (!article.excerpt.empty()) article.excerpt += "; ";
    article.excerpt += source.name;
    if (!source.url.empty()) article.excerpt += " " + source.url;
  }
  if (!bullet.sources.empty()) {
    const CitedSource& first = bullet.sources.front();
    article.source = first.url.empty() ? first.name : HostOf(first.url);
    article.url = first.url;
  }
  article.published = TimeInterval::Day(bullet.day);
  article.published_day = std::chrono::sys_days{bullet.day};
  article.text = std::move(bullet.text);
  article.blocks = {{BlockKind::kParagraph, {0, article.text.size()}}};
  article.sha256 = Sha256Hex(article.text);
  article.content_key = ContentKey(article.text);
  // A bullet is what it says on its day: an edited one is another.
  const std::string identity =
      std::string(kPageUrl) + "/" + day.data() + "#" + article.sha256;
  article.id = MakeArticleId(identity);
  article.import_hash = Sha256Hex(identity + article.title + article.excerpt);
  return article;
}

Result<std::vector<Article>> ReadCurrentEventsYaml(std::string_view file,
                                                   std::string_view bytes) {
  if (Status s = CheckBytes(file, bytes); !s.ok()) return s;
  Result<std::vector<Bullet>> bullets = std::vector<Bullet>();
  try {
    bullets = ReadYaml(bytes);
  } catch (const YAML::Exception& error) {
    return Status::InvalidArgument(std::string(file) + ": line " +
                                   std::to_string(error.mark.line + 1) + ": " +
                                   error.msg);
  }
  if (!bullets.ok()) return bullets.status().WithContext(file);
  if (bullets->empty()) {
    return Status::InvalidArgument(std::string(file) + ": has no bullets");
  }
  std::vector<Article> articles;
  for (Bullet& bullet : *bullets) {
    articles.push_back(ArticleOfBullet(file, std::move(bullet)));
  }
  return articles;
}

}  // namespace annals
