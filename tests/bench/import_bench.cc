// How many articles a second go from files into a base on disk.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "import/analyzer.h"
#include "import/importer.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/bench/made_news.h"

namespace annals::bench {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPosts = 500;

// A folder that goes when this does.
class Folder {
 public:
  Folder() {
    std::string name = fs::temp_directory_path() / "annals-bench-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Files of the posts in a folder of their own.
void WriteFiles(const std::vector<std::string>& posts, const fs::path& folder) {
  size_t count = 0;
  for (const std::string& post : posts) {
    const std::string name = "post-" + std::to_string(++count) + ".md";
    std::ofstream(folder / name, std::ios::binary) << post;
  }
}

// Imports the posts into a new base, again and again.
void Import(const std::vector<std::string>& made, int threads,
            benchmark::State& state) {
  const Resources resources = Resources::Embedded();
  const auto analyzer = Analyzer::Load(resources);
  if (!analyzer.ok()) return state.SkipWithError("no analyzer");
  const Folder posts;
  WriteFiles(made, posts.path());
  for (auto _ : state) {
    const Folder folder;
    OpenOptions options;
    options.create_if_missing = true;
    const auto base = RocksKnowledgeBase::Open(folder.path(), options);
    if (!base.ok()) return state.SkipWithError("no base");
    Importer importer(**analyzer, **base, **base);
    const Result<ImportSummary> summary =
        importer.Import({posts.path()}, threads, nullptr);
    if (!summary.ok() || summary->added != made.size()) {
      return state.SkipWithError("not all went in");
    }
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(made.size()));
}

// Articles of different stories.
void BM_Import(benchmark::State& state) {
  Import(MakePosts(kPosts), static_cast<int>(state.range(0)), state);
}

BENCHMARK(BM_Import)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// Articles of one story, which all tell of the same happenings.
void BM_ImportStory(benchmark::State& state) {
  Import(MakeStory(static_cast<size_t>(state.range(0))), 2, state);
}

BENCHMARK(BM_ImportStory)
    ->ArgName("articles")
    ->Arg(10)
    ->Arg(50)
    ->Arg(250)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace annals::bench
