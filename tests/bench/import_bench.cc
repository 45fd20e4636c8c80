// How many articles a second go from files into a base on disk.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "import/analyzer.h"
#include "import/importer.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/bench/made_news.h"

namespace annals::bench {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBytes = 2'000'000;

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

void BM_Import(benchmark::State& state) {
  const Resources resources = Resources::Embedded();
  const auto analyzer = Analyzer::Load(resources);
  if (!analyzer.ok()) return state.SkipWithError("no analyzer");
  const Folder posts;
  int64_t count = 0;
  for (const std::string& post : MakePosts(kBytes)) {
    const std::string name = "post-" + std::to_string(++count) + ".md";
    std::ofstream(posts.path() / name, std::ios::binary) << post;
  }
  for (auto _ : state) {
    const Folder folder;
    OpenOptions options;
    options.create_if_missing = true;
    const auto base = RocksKnowledgeBase::Open(folder.path(), options);
    if (!base.ok()) return state.SkipWithError("no base");
    Importer importer(**analyzer, **base, **base);
    const Result<ImportSummary> summary = importer.Import(
        {posts.path()}, static_cast<int>(state.range(0)), nullptr);
    if (!summary.ok() || summary->added != static_cast<uint64_t>(count)) {
      return state.SkipWithError("not all went in");
    }
  }
  state.SetItemsProcessed(state.iterations() * count);
}

BENCHMARK(BM_Import)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace annals::bench
