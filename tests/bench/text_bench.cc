// How fast each layer reads, in bytes of article text a second, on one thread.
// Each is given what the layers below it have made of 10 MB of text.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "import/analyzer.h"
#include "import/entities/entity_finder.h"
#include "import/events/event_finder.h"
#include "import/language/language_model.h"
#include "import/reader/article_reader.h"
#include "import/time/time_tagger.h"
#include "tests/bench/made_news.h"

namespace annals::bench {
namespace {

constexpr size_t kPosts = 300;

template <typename T>
T Must(Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().message().c_str());
    std::abort();
  }
  return std::move(*result);
}

struct News {
  Resources resources = Resources::Embedded();
  LanguageModel language = Must(LanguageModel::Load(resources));
  TimeTagger time = Must(TimeTagger::Load(resources));
  EntityFinder entities = Must(EntityFinder::Load(resources));
  EventFinder events = Must(EventFinder::Load(resources));
  std::unique_ptr<Analyzer> analyzer = Must(Analyzer::Load(resources));

  std::vector<std::string> posts = MakePosts(kPosts);
  std::vector<Article> articles;
  std::vector<Document> documents;
  std::vector<Analysis> read;  // of each document
  int64_t bytes = 0;

  News() {
    for (const std::string& post : posts) {
      articles.push_back(Must(ReadPost("post.md", post)));
    }
    for (const Article& article : articles) {
      documents.push_back({article.text, article.blocks, article.published_day,
                           std::nullopt, article.title});
      read.push_back(analyzer->Analyze(documents.back(), Layer::kEntities));
      bytes += static_cast<int64_t>(article.text.size());
    }
  }
};

const News& TheNews() {
  static const News* const news = new News;
  return *news;
}

// Measures `read(i)` over all documents.
template <typename Read>
void Measure(benchmark::State& state, const Read& read) {
  const News& news = TheNews();
  for (auto _ : state) {
    for (size_t i = 0; i < news.documents.size(); ++i) {
      benchmark::DoNotOptimize(read(news, i));
    }
  }
  state.SetBytesProcessed(state.iterations() * news.bytes);
}

void BM_Reader(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    return ReadPost("post.md", news.posts[i]).ok();
  });
}

void BM_Language(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    return news.language.Read(news.documents[i]).tokens.size();
  });
}

void BM_Time(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    return news.time.Find(news.documents[i], news.read[i].language).size();
  });
}

void BM_Entities(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    return news.entities
        .Find(news.documents[i], news.read[i].language, news.read[i].times)
        .mentions.size();
  });
}

void BM_Events(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    const Analysis& read = news.read[i];
    return news.events
        .Find(news.documents[i], read.language, read.times, read.entities)
        .size();
  });
}

void BM_All(benchmark::State& state) {
  Measure(state, [](const News& news, size_t i) {
    return news.analyzer->Analyze(news.documents[i]).claims.size();
  });
}

BENCHMARK(BM_Reader)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Language)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Time)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Entities)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Events)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_All)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace annals::bench
