// The side-by-side: the same events and the same questions, of Annals and of
// what else one would use.
//
//   peers FOLDER [EVENTS [ROUNDS]]
//
// FOLDER is empty and stays behind. With ANNALS_PEERS_POSTGRES, a connection
// string of an empty database, PostgreSQL takes part; DuckDB does with
// ANNALS_PEERS_DUCKDB, the path of duckdb/answer.mjs beside its modules.
// Answers are compared before any time counts; then every peer is asked each
// question in turn, in rounds, the first of a round changing; last, writes come
// between questions. Prints Markdown, and writes JSON to where
// ANNALS_PEERS_JSON says.

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/peers/peer.h"

namespace annals::peers {

void Must(bool done, const std::string& what) {
  if (done) return;
  std::fprintf(stderr, "peers: %s\n", what.c_str());
  std::exit(1);
}

uint64_t FolderBytes(const std::string& folder) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(folder)) return fs::file_size(folder);
  uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kChunk = 50'000;

double SecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Kind {
  const char* name;
  std::vector<Question> questions;
};

// Ranks of actors: rank 0 is in the most events.
std::vector<Kind> Kinds(size_t actors) {
  constexpr int64_t kSince = 1'735'689'600;  // 2025-01-01
  const size_t middle = actors / 200;
  const size_t rare = actors / 4;
  const auto of = [&](Ask ask, size_t first, size_t with = 0) {
    std::vector<Question> questions;
    for (size_t i = 0; i < 5; ++i) {
      // The windows of hops are 60 days, each beginning at another time.
      const int64_t from =
          ask == Ask::kPage
              ? kSince
              : kFirstDay + static_cast<int64_t>(500 + 600 * i) * kDay;
      questions.push_back({ask, first + i, with + i, from, from + 60 * kDay});
    }
    return questions;
  };
  return {
      {"page of 50, frequent", of(Ask::kPage, 0)},
      {"page of 50, middle", of(Ask::kPage, middle)},
      {"page of 50, rare", of(Ask::kPage, rare)},
      {"count, frequent", of(Ask::kCount, 0)},
      {"count, middle", of(Ask::kCount, middle)},
      {"X and Y, both frequent", of(Ask::kBoth, 0, 5)},
      {"X and Y, frequent and middle", of(Ask::kBoth, 0, middle)},
      {"X not Y, both frequent", of(Ask::kNot, 0, 5)},
      {"X or Y, both frequent", of(Ask::kEither, 0, 5)},
      {"months, frequent", of(Ask::kMonths, 0)},
      {"months, middle", of(Ask::kMonths, middle)},
      {"types, frequent", of(Ask::kTypes, 0)},
      {"types, middle", of(Ask::kTypes, middle)},
      {"1 hop, frequent, 60 days", of(Ask::kOneHop, 0)},
      {"1 hop, middle, 60 days", of(Ask::kOneHop, middle)},
      {"2 hops, frequent, 60 days", of(Ask::kTwoHops, 0)},
      {"2 hops, middle, 60 days", of(Ask::kTwoHops, middle)},
      {"reported in 60 days, frequent", of(Ask::kReported, 0)},
      {"reported in 60 days, middle", of(Ask::kReported, middle)},
      {"as of a day, frequent", of(Ask::kAsOf, 0)},
      {"as of a day, middle", of(Ask::kAsOf, middle)},
      {"possibly in 60 days, frequent", of(Ask::kPossible, 0)},
      {"certainly in 60 days, frequent", of(Ask::kCertain, 0)},
  };
}

Rows InOneOrder(Ask ask, Rows rows) {
  if (ask == Ask::kTypes) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.number != b.number ? a.number > b.number : a.key < b.key;
    });
  }
  return rows;
}

std::string Micros(double seconds) {
  char text[32];
  const double micros = seconds * 1e6;
  std::snprintf(text, sizeof(text), micros < 100 ? "%.1f" : "%.0f", micros);
  return text;
}

class SideBySide {
 public:
  SideBySide(std::vector<std::unique_ptr<Peer>> peers, size_t actors)
      : peers_(std::move(peers)), actors_(actors), news_(actors) {}

  void Load(size_t events) {
    std::vector<double> seconds(peers_.size());
    MadeNews& news = news_;
    for (size_t done = 0; done < events; done += kChunk) {
      std::vector<MadeEvent> chunk;
      for (size_t i = 0; i < std::min(kChunk, events - done); ++i) {
        chunk.push_back(news.Next());
      }
      for (size_t p = 0; p < peers_.size(); ++p) {
        const auto begin = Clock::now();
        peers_[p]->Load(chunk);
        seconds[p] += SecondsSince(begin);
      }
    }
    for (size_t p = 0; p < peers_.size(); ++p) {
      const auto begin = Clock::now();
      peers_[p]->FinishLoad();
      seconds[p] += SecondsSince(begin);
    }
    Head("of the whole");
    Line("bulk load, events/s", [&](size_t p) {
      return std::to_string(
          static_cast<long>(static_cast<double>(events) / seconds[p]));
    });
    Line("disk, bytes an event", [&](size_t p) {
      return std::to_string(peers_[p]->DiskBytes() / events);
    });
  }

  void Export() {
    std::vector<uint64_t> sums;
    std::vector<double> seconds;
    for (const auto& peer : peers_) {
      const auto begin = Clock::now();
      sums.push_back(peer->ExportHash());
      seconds.push_back(SecondsSince(begin));
      Must(sums.back() == sums.front(), peer->name() +
                                            " exports something else than " +
                                            peers_.front()->name());
    }
    Line("every event in order, s", [&](size_t p) {
      char text[32];
      std::snprintf(text, sizeof(text), "%.2f", seconds[p]);
      return std::string(text);
    });
  }

  void Ask(size_t rounds) {
    const std::vector<Kind> kinds = Kinds(actors_);
    size_t rows = 0;
    for (const Kind& kind : kinds) {
      for (const Question& question : kind.questions) {
        const Rows wanted =
            InOneOrder(question.ask, peers_.front()->Answer(question));
        rows += wanted.size();
        for (const auto& peer : peers_) {
          Must(InOneOrder(question.ask, peer->Answer(question)) == wanted,
               peer->name() + " answers '" + kind.name + "' for " +
                   ActorName(question.x) + " otherwise than " +
                   peers_.front()->name());
        }
      }
    }
    std::printf("\nAll answers are the same: %zu questions, %zu rows.\n",
                kinds.size() * 5, rows);
    Head("p50 / p99, µs");
    for (const Kind& kind : kinds) {
      std::vector<std::vector<double>> seconds(peers_.size());
      for (size_t round = 0; round < rounds; ++round) {
        for (size_t i = 0; i < peers_.size(); ++i) {
          const size_t p = (round + i) % peers_.size();
          for (const Question& question : kind.questions) {
            const auto begin = Clock::now();
            peers_[p]->Answer(question);
            seconds[p].push_back(SecondsSince(begin));
          }
        }
      }
      Times(kind.name, std::move(seconds));
    }
  }

  // Nineteen pages and a write, again and again. What was counted beforehand is
  // not kept up to date by all peers, so it is not asked here.
  void Mix(size_t rounds) {
    constexpr size_t kPages = 19;
    const std::vector<Question> pages = Kinds(actors_).front().questions;
    std::vector<std::vector<double>> read(peers_.size());
    std::vector<std::vector<double>> written(peers_.size());
    for (size_t round = 0; round < rounds; ++round) {
      const MadeEvent event = news_.Next();
      for (size_t i = 0; i < peers_.size(); ++i) {
        const size_t p = (round + i) % peers_.size();
        const auto begin = Clock::now();
        peers_[p]->Write(event);
        written[p].push_back(SecondsSince(begin));
        for (size_t page = 0; page < kPages; ++page) {
          const auto asked = Clock::now();
          peers_[p]->Answer(pages[page % pages.size()]);
          read[p].push_back(SecondsSince(asked));
        }
      }
    }
    for (const Question& page : pages) {
      const Rows wanted = peers_.front()->Answer(page);
      for (const auto& peer : peers_) {
        Must(peer->Answer(page) == wanted,
             peer->name() + " shows another page after the writes");
      }
    }
    Times("mixed 95/5: page of 50, frequent", std::move(read));
    Times("mixed 95/5: one event written", std::move(written));
  }

  // All that was measured, for tests/peers/plot.py. Nothing if `path` is null.
  void Save(const char* path, size_t events) const {
    if (path == nullptr) return;
    std::ofstream file(path);
    file << "{\"events\":" << events << ",\"times\":[";
    for (size_t i = 0; i < measured_.size(); ++i) {
      file << (i > 0 ? "," : "") << "\n" << measured_[i];
    }
    file << "\n]}\n";
    Must(file.good(), "writing " + std::string(path));
  }

  void Notes() const {
    std::printf("\n");
    for (const auto& peer : peers_) {
      const std::string note = peer->note();
      if (note.empty()) continue;
      std::printf("%s: %s.\n", peer->name().c_str(), note.c_str());
    }
    struct rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("This process at most: %ld MiB.\n", usage.ru_maxrss >> 10);
  }

 private:
  // A line of p50 and p99, which are kept to be saved too.
  void Times(const char* name, std::vector<std::vector<double>> seconds) {
    Line(name, [&](size_t p) {
      std::sort(seconds[p].begin(), seconds[p].end());
      const size_t last = seconds[p].size() - 1;
      const std::string p50 = Micros(seconds[p][last / 2]);
      const std::string p99 = Micros(seconds[p][last * 99 / 100]);
      measured_.push_back("{\"question\":\"" + std::string(name) +
                          "\",\"peer\":\"" + peers_[p]->name() +
                          "\",\"p50\":" + p50 + ",\"p99\":" + p99 + "}");
      return p50 + " / " + p99;
    });
    std::fflush(stdout);
  }

  void Head(const char* what) const {
    std::printf("\n| %s |", what);
    for (const auto& peer : peers_) std::printf(" %s |", peer->name().c_str());
    std::printf("\n| --- |");
    for (size_t i = 0; i < peers_.size(); ++i) std::printf(" ---: |");
    std::printf("\n");
  }
  template <typename Cell>
  void Line(const char* name, const Cell& cell) const {
    std::printf("| %s |", name);
    for (size_t p = 0; p < peers_.size(); ++p) {
      std::printf(" %s |", cell(p).c_str());
    }
    std::printf("\n");
  }

  std::vector<std::unique_ptr<Peer>> peers_;
  const size_t actors_;
  MadeNews news_;
  std::vector<std::string> measured_;  // as JSON
};

int Main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: peers FOLDER [EVENTS [ROUNDS]]\n");
    return 2;
  }
  const std::string folder = argv[1];
  const size_t events = argc > 2 ? std::stoul(argv[2]) : 200'000;
  const size_t rounds = argc > 3 ? std::stoul(argv[3]) : 40;
  for (const char* name : {"/annals", "/normalised", "/covering", "/duckdb"}) {
    std::filesystem::create_directories(folder + name);
  }
  std::vector<std::unique_ptr<Peer>> peers;
  peers.push_back(MakeAnnals(folder + "/annals"));
  peers.push_back(MakeSqlite(folder + "/normalised", false));
  peers.push_back(MakeSqlite(folder + "/covering", true));
  const char* const postgres = std::getenv("ANNALS_PEERS_POSTGRES");
  if (postgres == nullptr) {
    std::printf("PostgreSQL: left out, ANNALS_PEERS_POSTGRES is not set\n");
  } else if (auto peer = MakePostgres(postgres)) {
    peers.push_back(std::move(peer));
  } else {
    std::printf(
        "PostgreSQL: left out, libpq-dev was not there to build with\n");
  }
  const char* const duckdb = std::getenv("ANNALS_PEERS_DUCKDB");
  if (duckdb == nullptr) {
    std::printf("DuckDB: left out, ANNALS_PEERS_DUCKDB is not set\n");
  } else {
    peers.push_back(MakeDuckDb(folder + "/duckdb", duckdb));
  }
  const size_t actors = std::max<size_t>(events / 10, 1000);
  std::printf("%zu events, %zu actors, seed %u, %zu rounds of 5 questions\n",
              events, actors, kSeed, rounds);
  SideBySide side(std::move(peers), actors);
  side.Load(events);
  side.Export();
  side.Ask(rounds);
  side.Mix(rounds);
  side.Save(std::getenv("ANNALS_PEERS_JSON"), events);
  side.Notes();
  return 0;
}

}  // namespace

}  // namespace annals::peers

int main(int argc, char** argv) { return annals::peers::Main(argc, argv); }
