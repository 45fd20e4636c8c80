#include "tests/bench/made_news.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>

#include "import/reader/article_reader.h"

namespace annals::bench {

namespace {

constexpr char kSamples[] = ANNALS_SOURCE_DIR "/tests/data/posts";
constexpr size_t kSentences = 25;  // of a post, at most
constexpr size_t kParagraph = 3;   // sentences

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

// Cut at ". " before a capital: near enough for text to be dealt out.
void AddSentences(std::string_view line, std::vector<std::string>* sentences) {
  size_t begin = 0;
  for (size_t i = 0; i + 2 < line.size(); ++i) {
    if (line[i] != '.' || line[i + 1] != ' ' || !IsCapital(line[i + 2])) {
      continue;
    }
    sentences->emplace_back(line.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  sentences->emplace_back(line.substr(begin));
}

std::vector<std::string> SampleSentences() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kSamples)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> sentences;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)),
                            std::istreambuf_iterator<char>());
    const Result<Article> article = ReadPost(file.string(), bytes);
    if (!article.ok()) continue;
    for (const Block& block : article->blocks) {
      AddSentences(Slice(article->text, block.span), &sentences);
    }
  }
  return sentences;
}

}  // namespace

std::vector<std::string> MakePosts(size_t bytes) {
  const std::vector<std::string> sentences = SampleSentences();
  std::vector<std::string> posts;
  std::mt19937 random(1);
  const auto below = [&](size_t n) { return random() % n; };
  for (size_t made = 0; made < bytes && !sentences.empty();) {
    const auto two_digits = [&](size_t most) {
      const size_t number = 1 + below(most);
      return (number < 10 ? "0" : "") + std::to_string(number);
    };
    std::string post = "---\ntitle: Post " + std::to_string(posts.size()) +
                       "\ndate: 2025-" + two_digits(12) + "-" + two_digits(28) +
                       "\n---\n";
    const size_t count = 1 + below(kSentences);
    for (size_t i = 0; i < count; ++i) {
      post += sentences[below(sentences.size())];
      post += (i + 1) % kParagraph == 0 ? "\n\n" : " ";
    }
    post += '\n';
    made += post.size();
    posts.push_back(std::move(post));
  }
  return posts;
}

}  // namespace annals::bench
