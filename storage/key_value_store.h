// What the knowledge base needs from what is underneath: an ordered map from
// bytes to bytes in a few families, consistent views of it, batches that are
// applied whole or not at all, and adding to a counter without reading it.
// rocks_store.cc has it on RocksDB; everything else in this folder knows only
// these interfaces, so the same layout can sit on any ordered store.
//
// Keys are in the order of their bytes. A view and its scanners may be used by
// several threads, each scanner by one at a time; a store by many, but only one
// of them may write.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"

namespace annals {

// Each family has its own tuning; keys.h says what is in it.
enum class Family : uint8_t {
  kArticles,
  kEvents,
  kEntities,
  kPostings,
  kCounters,
  kLog,
  kMeta,
};

inline constexpr size_t kFamilyCount = 7;

// Walks through the keys that have a prefix.
class Scanner {
 public:
  virtual ~Scanner() = default;

  // To the first key whose rest, what follows the prefix, is `rest` or more; to
  // the last one whose rest is less.
  virtual void Seek(std::string_view rest) = 0;
  virtual void SeekBefore(std::string_view rest) = 0;
  virtual void SeekToLast() = 0;
  virtual void Next() = 0;      // REQUIRES: valid()
  virtual void Previous() = 0;  // REQUIRES: valid()

  // False past either end, and when reading failed: then status() says why.
  virtual bool valid() const = 0;
  virtual Status status() const = 0;

  // Valid until the scanner moves. REQUIRES: valid()
  virtual std::string_view key() const = 0;
  virtual std::string_view rest() const = 0;
  virtual std::string_view value() const = 0;
};

// The state of the store at one moment. Must not outlive the store.
class KeyValueView {
 public:
  virtual ~KeyValueView() = default;

  // None if there is no such key.
  virtual Result<std::optional<std::string>> Get(
      Family family, std::string_view key) const = 0;

  // The same for many keys, in their order.
  virtual Result<std::vector<std::optional<std::string>>> GetMany(
      Family family, std::span<const std::string> keys) const = 0;

  // Stands nowhere until the first Seek(). Must not outlive the view.
  virtual std::unique_ptr<Scanner> Scan(Family family,
                                        std::string_view prefix) const = 0;
};

// Changes to be made together, in their order.
//
// ADDING is what else an ordered store must be able to do, besides putting and
// deleting: the value under the key, a tally, becomes the sum of what it was
// and what is added (tally.h). No reader can tell this from reading, adding and
// putting, but it costs the writer no read. RocksDB keeps what is added as a
// merge operand, and adds it up when the key is read or compacted; stores with
// atomic counters or server-side changes can do it too, and any other can read,
// add and put. Only values in kCounters are tallies. A sum that comes to
// nothing may leave the key there, with no bytes.
class WriteSet {
 public:
  enum class Deed : uint8_t { kPut, kDelete, kAdd };

  struct Change {
    Family family;
    Deed deed;
    std::string key;
    std::string value;  // kAdd: a tally; kDelete: empty
  };

  void Put(Family family, std::string key, std::string value) {
    changes_.push_back({family, Deed::kPut, std::move(key), std::move(value)});
  }
  void Delete(Family family, std::string key) {
    changes_.push_back({family, Deed::kDelete, std::move(key), {}});
  }
  // REQUIRES: family == Family::kCounters
  void Add(Family family, std::string key, std::string tally) {
    changes_.push_back({family, Deed::kAdd, std::move(key), std::move(tally)});
  }

  const std::vector<Change>& changes() const { return changes_; }
  bool empty() const { return changes_.empty(); }

 private:
  std::vector<Change> changes_;
};

class KeyValueStore {
 public:
  virtual ~KeyValueStore() = default;

  virtual std::unique_ptr<KeyValueView> View() const = 0;

  // OK: all of it is in the store, and on disk if the store was opened with
  // sync_writes. Otherwise nothing is. Exhausted if the disk is full, Conflict
  // if the store was opened to read only.
  virtual Status Write(const WriteSet& changes) = 0;

  // The same for very many changes: they are sorted and become tables at once,
  // instead of going through the log and the tables in memory. Costs more than
  // Write() where there are few.
  virtual Status WriteRun(const WriteSet& changes) = 0;

  // Puts everything in its final order, without what is deleted and with what
  // is added added up. Takes long; reading and writing go on.
  virtual Status Compact() = 0;

  // Copies the state of the store to the folder `to`, which keeps every state
  // that was copied there; files that are in it already are not copied again.
  // The number of the state there. InvalidArgument if the folder holds other
  // things.
  virtual Result<uint32_t> BackUp(const std::string& to) = 0;
};

}  // namespace annals
