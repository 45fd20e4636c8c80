#include "import/reader/article_reader.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/text/fold.h"
#include "core/text/sha256.h"
#include "core/text/utf8.h"
#include "core/time/edtf.h"
#include "import/reader/article_keys.h"
#include "import/reader/front_matter.h"
#include "import/reader/markdown.h"

namespace annals {

namespace {

constexpr size_t kMinBodyBytes = 3;

// Markdown's inline parser takes time that grows with the square of a paragraph
// made for that ("![[]()" again and again).
constexpr size_t kMaxParagraphBytes = 64 << 10;

// The first newspaper is of 1605. A slip of the pen such as 9999 must not
// become the newest report of the base, from which questions count.
constexpr std::chrono::year kFirstYear{1605};
constexpr std::chrono::year kLastYear{2199};

std::string_view BaseName(std::string_view path) {
  const size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// What identifies a post among all others, wherever its folder lies.
std::string Identity(std::string_view file, const std::string& url) {
  if (!url.empty()) return url;
  const std::string_view base = BaseName(file);
  if (base.starts_with("index.") || base.starts_with("_index.")) {
    const std::string_view folder = file.substr(0, file.size() - base.size());
    const std::string_view parent =
        BaseName(folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
    return std::string(parent) + "/" + std::string(base);
  }
  return std::string(base);
}

// ---- Dates ----

struct PostDate {
  TimeInterval published;
  std::chrono::sys_days day;
};

std::optional<int> Digits(std::string_view text, size_t at, size_t least,
                          size_t most, size_t* end) {
  size_t i = at;
  int value = 0;
  while (i < text.size() && i - at < most && text[i] >= '0' && text[i] <= '9') {
    value = value * 10 + (text[i++] - '0');
  }
  if (i - at < least) return std::nullopt;
  *end = i;
  return value;
}

// "2025-10-17", "2025/10/17 04:05:23 +0200", "2025-10-17T04:05Z", …
// InvalidArgument for a date that does not exist or is not one.
Result<PostDate> ParsePostDate(std::string_view text) {
  const auto bad = [&] {
    return Status::InvalidArgument("date '" + std::string(text.substr(0, 60)) +
                                   "' cannot be read as YYYY-MM-DD [time]");
  };
  size_t at = 0;
  const auto y = Digits(text, at, 4, 4, &at);
  if (!y || at >= text.size() || (text[at] != '-' && text[at] != '/')) {
    return bad();
  }
  const auto m = Digits(text, at + 1, 1, 2, &at);
  if (!m || at >= text.size()) return bad();
  const auto d = Digits(text, at + 1, 1, 2, &at);
  if (!d) return bad();
  const std::chrono::year_month_day date = std::chrono::year{*y} / *m / *d;
  if (!date.ok()) {
    return Status::InvalidArgument("date '" + std::string(text) +
                                   "' does not exist");
  }
  if (date.year() < kFirstYear || date.year() > kLastYear) {
    return Status::InvalidArgument(
        "date '" + std::string(text.substr(0, 60)) + "' is not in " +
        std::to_string(static_cast<int>(kFirstYear)) + " … " +
        std::to_string(static_cast<int>(kLastYear)));
  }
  PostDate result{TimeInterval::Day(date), std::chrono::sys_days{date}};
  while (at < text.size() && (text[at] == ' ' || text[at] == 'T')) ++at;
  const auto h = Digits(text, at, 1, 2, &at);
  if (!h || at >= text.size() || text[at] != ':') return result;
  const auto minute = Digits(text, at + 1, 2, 2, &at);
  int second = 0;
  if (at < text.size() && text[at] == ':') {
    second = Digits(text, at + 1, 2, 2, &at).value_or(0);
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  }
  while (at < text.size() && text[at] == ' ') ++at;
  std::string zone(text.substr(at));
  while (!zone.empty() && zone.back() == ' ') zone.pop_back();
  if (zone.empty() || zone == "UTC" || zone == "GMT") zone = "Z";
  if (!minute) return result;
  std::array<char, 40> iso;
  std::snprintf(iso.data(), iso.size(), "%04d-%02d-%02dT%02d:%02d:%02d", *y, *m,
                *d, *h, *minute, second);
  // A zone that has only a name leaves the day.
  const Result<TimeInterval> time = ParseEdtf(iso.data() + zone);
  if (time.ok()) result.published = *time;
  return result;
}

Result<PostDate> FindDate(const FrontMatter& matter, std::string_view file) {
  const std::string given =
      matter.Get({"date", "published", "publishdate", "pubdate",
                  "datepublished", "created", "lastmod"});
  const Result<PostDate> from_name = ParsePostDate(BaseName(file));
  if (given.empty()) {
    if (from_name.ok()) return from_name;
    return Status::InvalidArgument(
        "has no date: neither 'date:' in its front matter nor YYYY-MM-DD in "
        "its name");
  }
  const Result<PostDate> date = ParsePostDate(given);
  if (date.ok() || !from_name.ok()) return date;
  return from_name;
}

// ---- Encoding ----

// UTF-8 of the bytes, or why they are no text.
Result<std::string> Decode(std::string_view bytes) {
  const auto convert = [](std::string_view encoded, const char* encoding) {
    std::string utf8;
    icu::UnicodeString(encoded.data(), static_cast<int32_t>(encoded.size()),
                       encoding)
        .toUTF8String(utf8);
    return utf8;
  };
  if (bytes.starts_with("\xFF\xFE"))
    return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF"))
    return convert(bytes.substr(2), "UTF-16BE");
  const size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    return Status::InvalidArgument("is no text: NUL byte at offset " +
                                   std::to_string(nul));
  }
  const size_t invalid = FindInvalidUtf8(bytes);
  if (invalid == bytes.size()) return std::string(bytes);
  // Windows-1252 text is mostly ASCII with single high bytes that are letters
  // or quotation marks; anything else is not guessed at.
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 9;
  });
  const auto high = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  });
  if (controls == 0 && static_cast<size_t>(high) * 10 < bytes.size()) {
    return convert(bytes, "windows-1252");
  }
  const auto line =
      1 + std::count(bytes.begin(),
                     bytes.begin() + static_cast<ptrdiff_t>(invalid), '\n');
  return Status::InvalidArgument("line " + std::to_string(line) +
                                 ": not UTF-8 (byte " +
                                 std::to_string(invalid) + ")");
}

// ---- The text ----

// InvalidArgument if a paragraph of `bytes`, from `body` on, is too long.
Status CheckParagraphs(std::string_view bytes, size_t body) {
  size_t begin = body;
  for (size_t line = body; line < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', line), bytes.size());
    const bool is_blank =
        bytes.substr(line, end - line).find_first_not_of(" \t\r") ==
        std::string_view::npos;
    if (is_blank) begin = end;
    if (end - begin > kMaxParagraphBytes) {
      const auto number =
          1 + std::count(bytes.begin(),
                         bytes.begin() + static_cast<ptrdiff_t>(line), '\n');
      return Status::InvalidArgument(
          "line " + std::to_string(number) + ": a paragraph has more than " +
          std::to_string(kMaxParagraphBytes) + " bytes");
    }
    line = end + 1;
  }
  return {};
}

// A title on one line, without HTML's tags.
std::string OneLine(std::string_view text) {
  constexpr size_t kLongestTag = 200;
  std::string line;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '<' && (next == '/' || (next >= 'a' && next <= 'z'))) {
      const size_t end = text.substr(i, kLongestTag).find('>');
      if (end != std::string_view::npos) {
        i += end;
        continue;
      }
    }
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

// Republishers glue a line such as "Here is what happened:" to the first
// paragraph. A few words without any name, up to a colon, are furniture.
void SplitIntro(PlainText* plain) {
  constexpr size_t kLongestIntro = 80;
  if (plain->blocks.empty()) return;
  const Span first = plain->blocks.front().span;
  const std::string_view text = Slice(plain->text, first);
  const size_t colon = text.find(": ");
  if (colon == std::string_view::npos || colon > kLongestIntro) return;
  for (size_t i = 1; i < colon; ++i) {
    const bool starts_word = text[i - 1] == ' ';
    const bool plain_letter = (text[i] >= 'a' && text[i] <= 'z');
    if (starts_word && !plain_letter) return;  // a name or a number
    if (text[i] == '.' || text[i] == '"') return;
  }
  plain->blocks.front().span.begin += colon + 2;
  plain->blocks.insert(
      plain->blocks.begin(),
      {BlockKind::kFurniture, {first.begin, first.begin + colon + 1}});
}

}  // namespace

Result<Article> ReadPost(std::string_view file, std::string_view bytes) {
  const auto reject = [&](const Status& status) {
    return status.WithContext(file);
  };
  if (bytes.size() > kMaxArticleBytes) {
    return reject(Status::Exhausted("has " + std::to_string(bytes.size()) +
                                    " bytes; an article has at most " +
                                    std::to_string(kMaxArticleBytes)));
  }
  if (bytes.empty()) return reject(Status::InvalidArgument("is empty"));
  const Result<std::string> decoded = Decode(bytes);
  if (!decoded.ok()) return reject(decoded.status());
  const Result<FrontMatter> matter = ParseFrontMatter(*decoded);
  if (!matter.ok()) return reject(matter.status());
  const Result<PostDate> date = FindDate(*matter, file);
  if (!date.ok()) return reject(date.status());

  if (const Status s = CheckParagraphs(*decoded, matter->body_begin); !s.ok()) {
    return reject(s);
  }

  const std::string_view body =
      std::string_view(*decoded).substr(matter->body_begin);
  PlainText plain = ReadMarkdown(body, matter->body_begin);
  Article article;
  article.excerpt = matter->Get({"excerpt", "description", "summary"});
  if (plain.text.size() < kMinBodyBytes && !article.excerpt.empty()) {
    plain =
        ReadMarkdown(article.excerpt, 0);  // a feed's summary is all there is
    plain.origin.clear();
  }
  if (plain.text.size() < kMinBodyBytes) {
    return reject(
        Status::InvalidArgument("has no text below its front matter"));
  }
  SplitIntro(&plain);

  article.file = ReplaceInvalidUtf8(BaseName(file));
  article.title = OneLine(matter->Get({"title"}));
  article.author = OneLine(matter->Get({"author", "authors"}));
  article.url = matter->Get({"original_url", "source_url", "canonical_url",
                             "canonical", "link", "url", "permalink"});
  article.image = matter->Get({"image", "cover", "thumbnail"});
  article.categories = matter->List({"categories", "category"});
  article.tags = matter->List({"tags", "keywords"});
  article.source = HostOf(article.url);
  if (const std::string source = matter->Get({"source", "publisher"});
      article.source.empty() && !source.empty()) {
    article.source = source;
  }
  if (const std::string language = matter->Get({"lang", "language"});
      !language.empty()) {
    article.language = language;
  }
  article.published = date->published;
  article.published_day = date->day;
  article.text = std::move(plain.text);
  article.blocks = std::move(plain.blocks);
  article.origin = std::move(plain.origin);
  article.sha256 = Sha256Hex(article.text);
  article.import_hash = Sha256Hex(bytes);
  article.content_key = ContentKey(article.text);
  article.id = MakeArticleId(Identity(file, article.url));
  return article;
}

}  // namespace annals
