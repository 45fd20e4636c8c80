// What importing many entities costs, and asking who bears a name after it.
// ANNALS_BENCH_ITEMS says how many; without it 100,000.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "import/known/known_importer.h"
#include "import/rulebook/resources.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/bench/made_items.h"

namespace annals::bench {
namespace {

namespace fs = std::filesystem;

uint64_t Items() {
  const char* const asked = std::getenv("ANNALS_BENCH_ITEMS");
  return asked == nullptr ? 100'000 : std::strtoull(asked, nullptr, 10);
}

// A folder with the items as a file and the base that they were imported into,
// which goes when this does.
class Imported {
 public:
  static const Imported& Once() {
    static const Imported imported;
    return imported;
  }
  ~Imported() {
    base_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Imported(const Imported&) = delete;
  Imported& operator=(const Imported&) = delete;

  const RocksKnowledgeBase& base() const { return *base_; }

 private:
  Imported() {
    std::string name = fs::temp_directory_path() / "annals-bench-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    const fs::path file = folder_ / "items.json";
    {
      std::ofstream out(file, std::ios::binary);
      for (uint64_t n = 0; n < Items(); ++n) out << MadeItem(n) << '\n';
    }
    OpenOptions options;
    options.create_if_missing = true;
    auto base = RocksKnowledgeBase::Open(folder_ / "base", options);
    const Resources resources = Resources::Embedded();
    if (!base.ok()) std::abort();
    base_ = std::move(*base);
    const auto importer = KnownImporter::Load(resources, *base_);
    if (!importer.ok() || !(*importer)->Import(file, {}, {}).ok()) std::abort();
    fs::remove(file);
    // As who imports articles finds it: opened again.
    base_.reset();
    base = RocksKnowledgeBase::Open(folder_ / "base", options);
    if (!base.ok()) std::abort();
    base_ = std::move(*base);
  }

  fs::path folder_;
  std::unique_ptr<RocksKnowledgeBase> base_;
};

enum Which : int { kEven, kZipf, kUnknown };

std::vector<std::string> Names(int which) {
  constexpr size_t kNames = 1 << 16;
  std::mt19937_64 random(kMadeItemsSeed);
  std::vector<std::string> names;
  const uint64_t items = Items();
  const auto even = [&] {
    return static_cast<double>(random() >> 11) /
           static_cast<double>(1ULL << 53);
  };
  for (size_t i = 0; i < kNames; ++i) {
    // Of rank r as often as 1 / r: the inverse of its distribution's logarithm.
    const uint64_t n = which == kZipf
                           ? static_cast<uint64_t>(
                                 std::pow(static_cast<double>(items), even())) -
                                 1
                           : random() % items;
    names.push_back(MadeName(n) + (which == kUnknown ? " Xq" : ""));
  }
  return names;
}

void BM_KnownName(benchmark::State& state) {
  const RocksKnowledgeBase& base = Imported::Once().base();
  const std::vector<std::string> names =
      Names(static_cast<int>(state.range(0)));
  size_t i = 0;
  size_t found = 0;
  std::vector<double> times;
  for (const std::string& name : names) {  // what is asked often is in memory
    benchmark::DoNotOptimize(base.Named(name));
  }
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    const auto named = base.Named(names[i++ % names.size()]);
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    if (times.size() < 2'000'000) times.push_back(took.count());
    found += named.ok() ? named->size() : 0;
  }
  const auto quantile = [&](double q) {
    const auto at =
        times.begin() +
        static_cast<std::ptrdiff_t>(q * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), at, times.end());
    return *at;
  };
  state.counters["found"] =
      static_cast<double>(found) / static_cast<double>(state.iterations());
  state.counters["p50"] = quantile(0.5);
  state.counters["p99"] = quantile(0.99);
}
BENCHMARK(BM_KnownName)
    ->ArgName("even0_zipf1_unknown2")
    ->Arg(kEven)
    ->Arg(kZipf)
    ->Arg(kUnknown);

// All that is known of one entity.
void BM_Known(benchmark::State& state) {
  const RocksKnowledgeBase& base = Imported::Once().base();
  std::vector<EntityId> ids;
  for (const std::string& name : Names(kZipf)) {
    const auto named = base.Named(name);
    if (named.ok() && !named->empty()) ids.push_back(named->front().id);
  }
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(base.Known(ids[i++ % ids.size()]));
  }
}
BENCHMARK(BM_Known);

}  // namespace
}  // namespace annals::bench
