// Blocks of postings: what stands under a BlockKey (keys.h).
//
// A block holds the postings of a list whose places have the same block name,
// in the order of their places. Its bytes are columns, so that who looks for a
// place passes over times and ids without touching what is said there:
//
//   2 n + 1 if ids are texts   varint; n is how many postings, one or more
//   times                      n distances, each from the one before and the
//                              first from the first time of the block: 2 days,
//                              or 2 seconds + 1 if it is not whole days; varint
//   ids                        n numbers, u64, or if one of them is a text, n
//                              strings
//   k                          varint: how many different postings there are
//   the different postings     k strings (posting.h), in the order of their
//                              first use; an empty one says REMOVED
//   which posting each has     n numbers below k of 0, 1, 2 or 4 bytes, as many
//                              as k - 1 takes
//
// ADDING. A block in which some are REMOVED is what a write makes of a list:
// added to another block (WriteSet::Add) it takes these away and puts the rest
// in place of what was there. Adding is associative: what is removed stays said
// until it is added to all that there is. A block of nothing has no bytes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "storage/place.h"
#include "storage/posting.h"

namespace annals {

struct BlockEntry {
  Place place;
  std::string_view posting;  // encoded; empty: removed

  friend bool operator==(const BlockEntry&, const BlockEntry&) = default;
};

// REQUIRES: the places are in order, no two are the same, and all their times
// are of the block, which begins at `first_time` (keys.h).
std::string EncodeBlock(uint64_t first_time,
                        std::span<const BlockEntry> entries);

// The same back, as views of the bytes. Corruption if they are not exactly
// those that EncodeBlock() gives. Does not look into what postings say.
Result<std::vector<BlockEntry>> DecodeBlock(uint64_t first_time,
                                            std::string_view bytes);

// Each added to the one before. `is_all`: there is nothing before the first, so
// nothing need be said to be removed. Corruption as for DecodeBlock().
Result<std::string> AddBlocks(std::span<const std::string_view> blocks,
                              bool is_all);

// A block that is being read, by one thread. Can be opened again and again.
class PostingBlock {
 public:
  // Keeps a view of the bytes. Corruption if they are no block, as far as is
  // seen without looking at each posting.
  Status Open(uint64_t first_time, std::string_view bytes);

  size_t size() const { return times_.size(); }
  bool removes() const;  // whether some are REMOVED
  Place place(size_t i) const { return {times_[i], id(i)}; }

  // The different postings, and which of them each has: a number of none if the
  // block is corrupt.
  std::span<const std::string_view> postings() const { return postings_; }
  size_t which(size_t i) const;

  // The posting's bytes; Corruption if there is no such posting.
  Result<std::string_view> bytes(size_t i) const;
  Result<Posting> posting(size_t i) const;

  // The first that stands at or after `place`, of those from `from` on, all
  // before which stand before it; size() if there is none. Fast if it is near.
  size_t Find(const Place& place, size_t from) const;

 private:
  PackedId id(size_t i) const;
  bool IsBefore(size_t i, const Place& place) const {
    if (times_[i] != place.time) return times_[i] < place.time;
    return id(i) < place.id;
  }

  std::vector<uint64_t> times_;
  const char* numbers_ = nullptr;        // of ids; null: they are texts
  std::vector<std::string_view> texts_;  // of ids
  std::vector<std::string_view> postings_;
  const char* which_ = nullptr;
  size_t which_size_ = 0;
};

}  // namespace annals
