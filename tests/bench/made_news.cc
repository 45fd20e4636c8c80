#include "tests/bench/made_news.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>

#include "import/reader/article_reader.h"

namespace annals::bench {

namespace {

constexpr char kSamples[] = ANNALS_SOURCE_DIR "/tests/data/posts";
constexpr size_t kWords = 600;    // of a post, at least
constexpr size_t kParagraph = 1;  // sentences of samples

// Names that are dealt anew in each post, so that no two tell the same story.
constexpr std::string_view kNames[] = {
    "Argentina", "Australia", "Bolivia",  "Brazil",    "Canada",   "Chile",
    "China",     "Colombia",  "Cuba",     "Denmark",   "Egypt",    "Ethiopia",
    "Finland",   "France",    "Georgia",  "Germany",   "Ghana",    "Greece",
    "Hungary",   "India",     "Iran",     "Iraq",      "Israel",   "Italy",
    "Japan",     "Jordan",    "Kenya",    "Lebanon",   "Malaysia", "Mexico",
    "Morocco",   "Myanmar",   "Nepal",    "Nigeria",   "Norway",   "Pakistan",
    "Peru",      "Poland",    "Portugal", "Qatar",     "Romania",  "Russia",
    "Serbia",    "Spain",     "Sudan",    "Sweden",    "Syria",    "Thailand",
    "Turkey",    "Ukraine",   "Vietnam",  "Venezuela", "Yemen",    "Zambia"};

// What stands between the events of real articles, which tell of about one a
// hundred words: the sample posts tell of far more.
constexpr std::string_view kBackground[] = {
    "The valley has some forty villages, most of them without a paved road.",
    "Its economy rests on coffee, timber and a little tourism along the coast.",
    "Few of the older houses have running water, and fewer still a telephone.",
    "The question is as old as the republic and nobody expects a quick answer.",
    "Prices there are about a third higher than in the rest of the country.",
    "For many families the river is still the only way to the nearest market.",
    "It is a small sum for a budget of that size, but a large one for a town.",
    "The building itself is a plain block of seven floors behind the station.",
    "Much depends on the harvest, which is the largest source of foreign "
    "money.",
    "The rules are complicated, and even lawyers differ over what they mean.",
    "Most of the money comes from a fund that is older than the ministry.",
    "There is no easy comparison, because every province counts differently.",
    "In the north the winters are long and the roads are often under snow.",
    "The party is strongest in the towns and weakest among older farmers.",
    "It would be the first of its kind in a region that has almost no rail.",
    "The figures are rough, since half of all trade never passes through a "
    "bank.",
    "Old maps show the border a few kilometres further to the east.",
    "The air is thin at this height and visitors tire quickly on the stairs.",
    "What is clear is that the system is more expensive than it used to be.",
    "Such numbers are common in the dry months and rare after the first "
    "rains."};
constexpr size_t kBackgrounds = 5;  // behind each sentence of a sample

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

std::vector<std::vector<std::string>> SampleSentences() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kSamples)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::vector<std::string>> samples;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)),
                            std::istreambuf_iterator<char>());
    const Result<Article> article = ReadPost(file.string(), bytes);
    if (!article.ok()) continue;
    std::vector<std::string>& sentences = samples.emplace_back();
    for (const Block& block : article->blocks) {
      AddSentences(Slice(article->text, block.span), &sentences);
    }
  }
  return samples;
}

size_t WordsIn(std::string_view text) {
  return 1 + static_cast<size_t>(std::count(text.begin(), text.end(), ' '));
}

// The text with every name of `kNames` replaced by the one dealt for it.
std::string Renamed(std::string_view text,
                    const std::vector<std::string_view>& dealt) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() &&
           std::isalpha(static_cast<unsigned char>(text[end])))
      ++end;
    const std::string_view word = text.substr(at, end - at);
    const auto name = std::find(std::begin(kNames), std::end(kNames), word);
    if (!word.empty() && name != std::end(kNames)) {
      out += dealt[static_cast<size_t>(name - std::begin(kNames))];
    } else {
      out += word;
    }
    at = end;
    if (at < text.size()) out += text[at++];
  }
  return out;
}

}  // namespace

std::vector<std::string> MakePosts(size_t count) {
  const std::vector<std::vector<std::string>> samples = SampleSentences();
  if (samples.empty()) return {};
  std::vector<std::string> posts;
  std::vector<std::string_view> dealt(std::begin(kNames), std::end(kNames));
  std::mt19937 random(1);
  const auto below = [&](size_t n) { return random() % n; };
  const auto two_digits = [&](size_t most) {
    const size_t number = 1 + below(most);
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  while (posts.size() < count) {
    std::shuffle(dealt.begin(), dealt.end(), random);
    std::string post = "---\ntitle: Post " + std::to_string(posts.size()) +
                       "\ndate: " + std::to_string(2005 + below(20)) + "-" +
                       two_digits(12) + "-" + two_digits(28) + "\n---\n";
    size_t sentences = 0;
    for (size_t words = 0; words < kWords;) {
      for (const std::string& sentence : samples[below(samples.size())]) {
        std::string passage = Renamed(sentence, dealt);
        for (size_t i = 0; i < kBackgrounds; ++i) {
          passage += ' ';
          passage += kBackground[below(std::size(kBackground))];
        }
        words += WordsIn(passage);
        post += passage;
        post += ++sentences % kParagraph == 0 ? "\n\n" : " ";
        if (words >= kWords) break;
      }
    }
    post += '\n';
    posts.push_back(std::move(post));
  }
  return posts;
}

std::vector<std::string> MakeStory(size_t count) {
  const std::vector<std::vector<std::string>> samples = SampleSentences();
  if (samples.empty()) return {};
  std::vector<std::string> sentences = samples.front();
  std::vector<std::string> posts;
  std::mt19937 random(2);
  while (posts.size() < count) {
    std::shuffle(sentences.begin() + 1, sentences.end(), random);
    std::string post = "---\ntitle: Post " + std::to_string(posts.size()) +
                       "\ndate: 2025-03-" +
                       std::to_string(10 + posts.size() % 3) + "\n---\n";
    for (const std::string& sentence : sentences) post += sentence + "\n\n";
    posts.push_back(std::move(post));
  }
  return posts;
}

}  // namespace annals::bench
