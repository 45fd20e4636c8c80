// Changes to a store that are made together (KeyValueStore::Write).
//
// ADDING is what an ordered store must be able to do besides putting and
// deleting: the value under the key becomes what is added to it makes of it.
// Tallies (tally.h) become sums; blocks of postings (posting_block.h) have some
// postings put in and others taken out. No reader can tell this from reading,
// adding and putting, but it costs the writer no read. RocksDB keeps what is
// added as a merge operand, and adds it up when the key is read or compacted;
// any other store can read, add and put. What comes to nothing may leave the
// key there, with no bytes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

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

// Copies what it is given, all of it side by side: a run has millions of
// changes.
class WriteSet {
 public:
  enum class Deed : uint8_t { kPut, kDelete, kAdd };

  struct Change {
    Family family;
    Deed deed;
    std::string_view key;
    std::string_view value;  // kAdd: what is added; kDelete: empty
  };

  void Put(Family family, std::string_view key, std::string_view value);
  void Delete(Family family, std::string_view key);

  // REQUIRES: `family` is kCounters or kPostings, and there is no other change
  // of the key.
  void Add(Family family, std::string_view key, std::string_view added);

  // In the order in which they are to be made. Valid as long as this is.
  const std::vector<Change>& changes() const { return changes_; }
  bool empty() const { return changes_.empty(); }

 private:
  // A copy of the bytes that stays where it is.
  std::string_view Keep(std::string_view bytes);

  std::vector<Change> changes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_size_ = 0;  // of the last one
  size_t used_ = 0;        // of the last one
};

}  // namespace annals
