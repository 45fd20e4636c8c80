// What the knowledge base needs from what is underneath: an ordered map from
// bytes to bytes in a few families, consistent views of it, batches that are
// applied whole or not at all, and adding to a value without reading it.
// rocks_store.cc has it on RocksDB; everything else in this folder knows only
// these interfaces, so the same layout can sit on any ordered store.
//
// Keys are in the order of their bytes. A view and its scanners may be used by
// several threads, each scanner by one at a time; a store by many, but only one
// of them may write.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "storage/write_set.h"

namespace annals {

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

  // The same for many keys: calls `visit` with the number of each key and what
  // is under it, in the order of the keys. The value is valid during the call.
  virtual Status VisitMany(
      Family family, std::span<const std::string> keys,
      const std::function<void(size_t, std::optional<std::string_view>)>& visit)
      const = 0;

  // The same as copies.
  Result<std::vector<std::optional<std::string>>> GetMany(
      Family family, std::span<const std::string> keys) const {
    std::vector<std::optional<std::string>> values;
    const Status visited = VisitMany(
        family, keys, [&](size_t, std::optional<std::string_view> value) {
          values.emplace_back(value);
        });
    if (!visited.ok()) return visited;
    return values;
  }

  // Stands nowhere until the first Seek(). Must not outlive the view.
  virtual std::unique_ptr<Scanner> Scan(Family family,
                                        std::string_view prefix) const = 0;
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

  // To be called after a run, when views of the state before it have gone: adds
  // up what runs add to postings, if that is much by now. Nothing depends on it
  // but how fast lists are read.
  virtual void AddUp() = 0;

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
