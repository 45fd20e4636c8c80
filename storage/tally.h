// A tally: counts under numbers, such as "3 events of kind 17".
//
//   17: 3   42: 1      a tally
//   17: -1  99: 2      added to it: what a change makes of it
//   17: 2   42: 1  99: 2
//
// Adding is what makes it useful: it is associative and does not ask what is
// there, so a store can keep what is to be added and add it up when it reads or
// compacts (WriteSet::Add). A number whose count is 0 is not in the tally.
//
// Bytes: for each number in order, its distance from the one before as a
// varint, and its count as a zigzag. No numbers are no bytes.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace annals {

struct Tally {
  struct Cell {
    uint64_t number = 0;
    int64_t count = 0;  // not 0

    friend bool operator==(const Cell&, const Cell&) = default;
  };

  std::vector<Cell> cells;  // in the order of their numbers, no two of one

  friend bool operator==(const Tally&, const Tally&) = default;
};

// The tally that has `count` under `number`, and nothing else.
Tally TallyOf(uint64_t number, int64_t count);

// Those cells, in any order, of which several may have the same number.
Tally TallyOf(std::vector<Tally::Cell> cells);

void Add(uint64_t number, int64_t count, Tally* to);

std::string Encode(const Tally& tally);

// Corruption if the bytes are not those of a tally.
Result<Tally> DecodeTally(std::string_view bytes);

// All of them added up, from bytes to bytes. Corruption as for DecodeTally().
Result<std::string> SumOfTallies(std::span<const std::string_view> tallies);

// The sum of all counts. Corruption if one is negative: what is counted on disk
// cannot be.
Result<uint64_t> DecodeTotal(std::string_view bytes);

}  // namespace annals
