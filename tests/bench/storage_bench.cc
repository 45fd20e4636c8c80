// The questions that are asked most, of our store and of SQLite with the same
// events, one after the other in one run: what counts is the ratio.
//
// SQLite has one row an event with its record as a blob, and one row a
// participation with everything that a question needs in its index.
//
//   ANNALS_BENCH_EVENTS=2000000 storage_bench   so many events; else 200,000
//   ANNALS_BENCH_APPLY=1 storage_bench          loads in batches, as import
//   does
//
// Says on standard error how long loading took and what is on disk.

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "core/time/time_interval.h"
#include "storage/records.h"
#include "storage/rocks_knowledge_base.h"

namespace annals::bench {
namespace {

constexpr size_t kDefaultEvents = 200'000;
constexpr size_t kActors = 20'000;
constexpr int kDays = 3652;  // ten years
constexpr size_t kBatch = 1000;
constexpr size_t kRun = 100'000;
constexpr size_t kCacheBytes = size_t{256} << 20;  // of both
constexpr int64_t kSince = 1'735'689'600;          // 2025-01-01

// Few actors are in many events, and many in few.
class Zipf {
 public:
  explicit Zipf(size_t n) {
    double sum = 0;
    for (size_t i = 1; i <= n; ++i) {
      sum += 1 / static_cast<double>(i);
      sums_.push_back(sum);
    }
  }
  size_t operator()(std::mt19937* random) const {
    const double at =
        std::uniform_real_distribution(0.0, sums_.back())(*random);
    return static_cast<size_t>(
        std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

std::string ActorName(size_t n) { return "actor-" + std::to_string(n); }

Event MakeEvent(size_t n, const Zipf& zipf, std::mt19937* random) {
  constexpr EventType kTypes[] = {EventType::kConsult, EventType::kAssault,
                                  EventType::kAgree, EventType::kSanction};
  constexpr std::chrono::sys_days kFirst{std::chrono::year{2016} / 1 / 1};
  Claim claim;
  claim.article = {"article-" + std::to_string(n / 4)};
  claim.type = kTypes[(*random)() % std::size(kTypes)];
  claim.headline = "What happened at number " + std::to_string(n);
  claim.confidence = 0.8;
  const std::chrono::sys_days day =
      kFirst + std::chrono::days((*random)() % kDays);
  claim.reported = day + std::chrono::days(1);
  claim.time = EventTime{TimeInterval::Day(day), "", TimeBasis::kExplicit, 0.9};
  std::vector<size_t> actors;
  const size_t count = 2 + (*random)() % 2;
  while (actors.size() < count) {
    const size_t actor = zipf(random);
    if (std::find(actors.begin(), actors.end(), actor) == actors.end()) {
      actors.push_back(actor);
    }
  }
  for (const size_t actor : actors) {
    claim.participants.push_back(
        {{ActorName(actor)}, ActorName(actor), Role::kParticipant, {}});
  }
  Evidence evidence{claim.article, 0, {}, {5, 13}, "", "made"};
  evidence.quote = "What happened at number " + std::to_string(n) +
                   " was told in a sentence of about this length.";
  evidence.quote_span = {0, evidence.quote.size()};
  claim.evidence.push_back(std::move(evidence));
  return FoldClaims({std::move(claim)});
}

size_t Events() {
  const char* const asked = std::getenv("ANNALS_BENCH_EVENTS");
  return asked == nullptr ? kDefaultEvents : std::stoul(asked);
}

// CPU seconds of the whole process so far, its background threads included.
double CpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void Must(bool done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "storage_bench: %s failed\n", what);
  std::abort();
}

// A prepared statement.
class Statement {
 public:
  Statement(sqlite3* db, const char* sql) {
    Must(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) == SQLITE_OK,
         sql);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void Bind(int at, int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
  }
  void Bind(int at, const std::string& value) {
    sqlite3_bind_text(statement_, at, value.data(),
                      static_cast<int>(value.size()), SQLITE_TRANSIENT);
  }
  // Runs it; the sum of the first column and of the sizes of the second, which
  // are events' records if they are to be decoded.
  int64_t Run(bool decodes = false) {
    int64_t sum = 0;
    while (sqlite3_step(statement_) == SQLITE_ROW) {
      sum += sqlite3_column_int64(statement_, 0);
      if (sqlite3_column_count(statement_) > 1) {
        benchmark::DoNotOptimize(sqlite3_column_blob(statement_, 1));
        const int size = sqlite3_column_bytes(statement_, 1);
        sum += size;
        if (!decodes) continue;
        const auto event = DecodeEvent(
            {static_cast<const char*>(sqlite3_column_blob(statement_, 1)),
             static_cast<size_t>(size)});
        Must(event.ok(), "decoding");
        benchmark::DoNotOptimize(event->claims.data());
      }
    }
    sqlite3_reset(statement_);
    return sum;
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

// Both stores with the same events, in a folder that goes with them.
class Stores {
 public:
  Stores() {
    std::string name =
        std::filesystem::temp_directory_path() / "annals-bench-XXXXXX";
    Must(mkdtemp(name.data()) != nullptr, "mkdtemp");
    folder_ = name;
    OpenOptions options;
    options.create_if_missing = true;
    options.cache_bytes = kCacheBytes;
    auto base = RocksKnowledgeBase::Open(folder_ / "annals", options);
    Must(base.ok(), "opening the base");
    annals = std::move(*base);
    Must(sqlite3_open((folder_ / "sqlite").c_str(), &sqlite) == SQLITE_OK,
         "opening SQLite");
    Execute("PRAGMA journal_mode=WAL");
    Execute("PRAGMA cache_size=-262144");
    Execute("CREATE TABLE actor(id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
    Execute(
        "CREATE TABLE event(id INTEGER PRIMARY KEY, type INTEGER, record "
        "BLOB)");
    Execute(
        "CREATE TABLE takes_part(actor INTEGER, begin INTEGER, event INTEGER, "
        "month INTEGER, PRIMARY KEY(actor, begin, event)) WITHOUT ROWID");
    Execute("CREATE INDEX by_month ON takes_part(actor, month)");
    Execute("CREATE INDEX by_event ON takes_part(actor, event)");
    Fill();
    const double begin = CpuSeconds();
    Must(annals->Compact().ok(), "compacting");
    std::fprintf(stderr, "compacted in %.1f s of CPU\n", CpuSeconds() - begin);
    Execute("ANALYZE");
    Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    Report("Annals", annals_seconds_, SizeOf("annals"));
    Report("SQLite", sqlite_seconds_, SizeOf("sqlite"));
  }
  ~Stores() {
    sqlite3_close(sqlite);
    annals.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Stores(const Stores&) = delete;
  Stores& operator=(const Stores&) = delete;

  std::unique_ptr<RocksKnowledgeBase> annals;
  sqlite3* sqlite = nullptr;

 private:
  void Execute(const char* sql) {
    Must(sqlite3_exec(sqlite, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
         sql);
  }

  void Fill() {
    const Zipf zipf(kActors);
    std::mt19937 random(1);
    {
      Execute("BEGIN");
      Statement put(sqlite, "INSERT INTO actor VALUES(?, ?)");
      for (size_t i = 0; i < kActors; ++i) {
        put.Bind(1, static_cast<int64_t>(i));
        put.Bind(2, ActorName(i));
        put.Run();
      }
      Execute("COMMIT");
    }
    Statement put_event(sqlite, "INSERT INTO event VALUES(?, ?, ?)");
    Statement put_part(
        sqlite,
        "INSERT INTO takes_part SELECT id, ?, ?, ? FROM actor WHERE name = ?");
    const bool in_batches = std::getenv("ANNALS_BENCH_APPLY") != nullptr;
    ImportBatch run;
    for (size_t n = 0; n < Events();) {
      std::vector<Event> events;
      for (size_t i = 0; i < kBatch; ++i) {
        events.push_back(MakeEvent(n + i, zipf, &random));
      }
      const double put_begin = CpuSeconds();
      Execute("BEGIN");
      for (const Event& event : events) {
        const TimePoint begin = event.time->interval.begin();
        const std::chrono::year_month_day ymd{
            std::chrono::floor<std::chrono::days>(begin)};
        put_event.Bind(1, static_cast<int64_t>(n));
        put_event.Bind(2, static_cast<int64_t>(event.type));
        put_event.Bind(3, Encode(event));
        put_event.Run();
        for (const Participant& each : event.participants) {
          put_part.Bind(1, begin.time_since_epoch().count());
          put_part.Bind(2, static_cast<int64_t>(n));
          put_part.Bind(3, static_cast<int>(ymd.year()) * 12 +
                               static_cast<int>(unsigned{ymd.month()}));
          put_part.Bind(4, each.entity.value);
          put_part.Run();
        }
        ++n;
      }
      Execute("COMMIT");
      sqlite_seconds_ += CpuSeconds() - put_begin;
      std::move(events.begin(), events.end(),
                std::back_inserter(run.put_events));
      if (run.put_events.size() < (in_batches ? kBatch : kRun) &&
          n < Events()) {
        continue;
      }
      const double load_begin = CpuSeconds();
      Must((in_batches ? annals->Apply(run) : annals->Load(run)).ok(),
           "writing");
      run.put_events.clear();
      annals_seconds_ += CpuSeconds() - load_begin;
    }
  }

  uint64_t SizeOf(const char* name) const {
    if (!std::filesystem::is_directory(folder_ / name)) {
      return std::filesystem::file_size(folder_ / name);
    }
    uint64_t size = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(folder_ / name)) {
      size += file.file_size();
    }
    return size;
  }

  static void Report(const char* name, double seconds, uint64_t bytes) {
    const auto events = static_cast<double>(Events());
    std::fprintf(stderr,
                 "%s: loaded in %.1f s of CPU, %.0f events/s; %.0f bytes an "
                 "event\n",
                 name, seconds, events / seconds,
                 static_cast<double>(bytes) / events);
  }

  double annals_seconds_ = 0;
  double sqlite_seconds_ = 0;

  std::filesystem::path folder_;
};

Stores& TheStores() {
  static Stores stores;
  return stores;
}

Filter Involves(size_t actor) {
  return Filter::Is(FacetKind::kInvolves, ActorName(actor));
}

// The types of an actor's events.
void BM_TypesAnnals(benchmark::State& state) {
  Query query;
  query.filter = Involves(static_cast<size_t>(state.range(0)));
  const Stores& stores = TheStores();
  for (auto _ : state) {
    const auto types = stores.annals->CountByFacet(query, FacetKind::kType, 20);
    Must(types.ok(), "facets");
    state.counters["total"] = static_cast<double>(types->front().count);
  }
}

void BM_TypesSqlite(benchmark::State& state) {
  Statement types(TheStores().sqlite,
                  "SELECT count(*), e.type FROM takes_part t JOIN event e ON "
                  "e.id = t.event WHERE t.actor = (SELECT id FROM actor WHERE "
                  "name = ?) GROUP BY e.type");
  types.Bind(1, ActorName(static_cast<size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(types.Run());
}

// Who takes part with an actor, the ten most often.
void BM_ActorsAnnals(benchmark::State& state) {
  Query query;
  query.filter = Involves(static_cast<size_t>(state.range(0)));
  const Stores& stores = TheStores();
  for (auto _ : state) {
    const auto actors =
        stores.annals->CountByFacet(query, FacetKind::kActor, 10);
    Must(actors.ok(), "facets");
    state.counters["total"] = static_cast<double>(actors->front().count);
  }
}

void BM_ActorsSqlite(benchmark::State& state) {
  Statement actors(TheStores().sqlite,
                   "SELECT count(*) AS n, b.actor FROM takes_part a JOIN "
                   "takes_part b ON b.event = a.event WHERE a.actor = (SELECT "
                   "id FROM actor WHERE name = ?) GROUP BY b.actor ORDER BY n "
                   "DESC LIMIT 10");
  actors.Bind(1, ActorName(static_cast<size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(actors.Run());
}

// The range is the actor's rank: 0 takes part in the most events.
void BM_PageAnnals(benchmark::State& state) {
  Query query;
  query.filter = Involves(static_cast<size_t>(state.range(0)));
  const Result<TimeInterval> since = TimeInterval::Make(
      TimeInterval::End{Bound::kKnown, TimePoint(std::chrono::seconds(kSince)),
                        Granularity::kDay},
      TimeInterval::End{Bound::kOpen, {}, Granularity::kDay});
  Must(since.ok(), "the time asked for");
  query.when = *since;
  const Stores& stores = TheStores();
  for (auto _ : state) {
    const auto page = stores.annals->FindEvents(query);
    Must(page.ok() && !page->hits.empty(), "a page");
    state.counters["total"] = static_cast<double>(page->total);
  }
}

// With `decodes` the program gets what it gets from us: events.
void PageSqlite(benchmark::State& state, bool decodes) {
  Stores& stores = TheStores();
  Statement page(stores.sqlite,
                 "SELECT e.id, e.record FROM takes_part t "
                 "JOIN event e ON e.id = t.event WHERE t.actor = "
                 "(SELECT id FROM actor WHERE name = ?) AND t.begin >= ? "
                 "ORDER BY t.begin, t.event LIMIT 50");
  Statement total(stores.sqlite,
                  "SELECT count(*) FROM takes_part WHERE actor = "
                  "(SELECT id FROM actor WHERE name = ?) AND begin >= ?");
  for (Statement* each : {&page, &total}) {
    each->Bind(1, ActorName(static_cast<size_t>(state.range(0))));
    each->Bind(2, kSince);
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(page.Run(decodes));
    state.counters["total"] = static_cast<double>(total.Run());
  }
}

void BM_PageSqlite(benchmark::State& state) { PageSqlite(state, false); }
void BM_PageDecodedSqlite(benchmark::State& state) { PageSqlite(state, true); }

void BM_MonthsAnnals(benchmark::State& state) {
  constexpr size_t kMostBuckets = 1000;
  Query query;
  query.filter = Involves(static_cast<size_t>(state.range(0)));
  const Stores& stores = TheStores();
  for (auto _ : state) {
    const auto months =
        stores.annals->CountByTime(query, BucketWidth::kMonth, kMostBuckets);
    Must(months.ok(), "a histogram");
    uint64_t total = 0;
    for (const Bucket& bucket : months->buckets) total += bucket.count;
    state.counters["total"] = static_cast<double>(total);
  }
}

void BM_MonthsSqlite(benchmark::State& state) {
  Statement months(TheStores().sqlite,
                   "SELECT count(*), month FROM takes_part WHERE actor = "
                   "(SELECT id FROM actor WHERE name = ?) GROUP BY month");
  months.Bind(1, ActorName(static_cast<size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(months.Run());
}

void BM_BothAnnals(benchmark::State& state) {
  Query query;
  query.filter = Filter::And({Involves(static_cast<size_t>(state.range(0))),
                              Involves(static_cast<size_t>(state.range(1)))});
  const Stores& stores = TheStores();
  for (auto _ : state) {
    const auto count = stores.annals->CountEvents(query);
    Must(count.ok(), "a count");
    state.counters["total"] = static_cast<double>(*count);
  }
}

void BM_BothSqlite(benchmark::State& state) {
  Statement both(TheStores().sqlite,
                 "SELECT count(*) FROM takes_part a JOIN takes_part b "
                 "ON b.event = a.event WHERE a.actor = "
                 "(SELECT id FROM actor WHERE name = ?) AND b.actor = "
                 "(SELECT id FROM actor WHERE name = ?)");
  both.Bind(1, ActorName(static_cast<size_t>(state.range(0))));
  both.Bind(2, ActorName(static_cast<size_t>(state.range(1))));
  for (auto _ : state) {
    state.counters["total"] = static_cast<double>(both.Run());
  }
}

BENCHMARK(BM_PageAnnals)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_PageSqlite)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_PageDecodedSqlite)
    ->Arg(0)
    ->Arg(100)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_MonthsAnnals)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_MonthsSqlite)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_TypesAnnals)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_TypesSqlite)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_ActorsAnnals)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_ActorsSqlite)->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_BothAnnals)
    ->Args({0, 1})
    ->Args({0, 100})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_BothSqlite)
    ->Args({0, 1})
    ->Args({0, 100})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace annals::bench
