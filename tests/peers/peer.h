// What each peer is asked. All must give the same answers, row for row.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/peers/made_events.h"

namespace annals::peers {

struct Row {
  std::string key;
  int64_t number = 0;

  friend bool operator==(const Row&, const Row&) = default;
};
using Rows = std::vector<Row>;

enum class Ask {
  kPage,      // 50 events of x since a day, by begin and id: with headlines
  kCount,     // events of x
  kBoth,      // events of x and y
  kNot,       // of x without y
  kEither,    // of x or y
  kMonths,    // events of x by the month they begin in
  kTypes,     // events of x by type, most first, equal ones by name
  kOneHop,    // the 50 who met x in 60 days most often
  kTwoHops,   // the 50 to whom most ways lead from x, through one other
  kReported,  // events of x reported in the window
  kAsOf,      // events of x that had been reported by its begin
  kPossible,  // events of x that may have happened in the window
  kCertain,   // those that surely did
};

struct Question {
  Ask ask = Ask::kPage;
  size_t x = 0;
  size_t y = 0;
  int64_t from = 0;
  int64_t to = 0;
};

class Peer {
 public:
  virtual ~Peer() = default;

  virtual std::string name() const = 0;

  // Ends the program, naming what failed, if anything does.
  virtual void Load(const std::vector<MadeEvent>& events) = 0;
  virtual void FinishLoad() = 0;  // indexes, statistics
  virtual Rows Answer(const Question& question) = 0;

  // One more event, safe on return as far as the peer's settings go. Counters
  // that were made beforehand stay as they are.
  virtual void Write(const MadeEvent& event) { Load({event}); }

  // Every event by begin and id: calls back id, begin, type and actors.
  virtual uint64_t ExportHash() = 0;
  virtual uint64_t DiskBytes() = 0;
  virtual std::string note() { return ""; }
};

// In an empty folder.
std::unique_ptr<Peer> MakeAnnals(const std::string& folder);
// Normalised with sensible indexes; or with covering rows and month counters.
std::unique_ptr<Peer> MakeSqlite(const std::string& folder, bool is_covering);
// With covering rows and month counters; null if it was not compiled in.
std::unique_ptr<Peer> MakePostgres(const std::string& connection);
// Normalised, rows in the order that helps; run by `node` with
// tests/peers/duckdb/answer.mjs, which `script` names.
std::unique_ptr<Peer> MakeDuckDb(const std::string& folder,
                                 const std::string& script);

void Must(bool done, const std::string& what);

// What ExportHash() is made of.
class ExportSum {
 public:
  void Add(const std::string& text) {
    for (const char c : text) {
      hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
  }
  uint64_t hash() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

uint64_t FolderBytes(const std::string& folder);

}  // namespace annals::peers
