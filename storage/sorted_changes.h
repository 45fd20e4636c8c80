// The changes of one family in the order of their keys, as tables need them.
//
// There are millions of them, and keys of one list of postings begin alike for
// twenty bytes. So keys are not compared from their begin again and again, but
// sorted by eight bytes as a number, and those that are equal so far by the
// next eight: each byte is looked at once or twice.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "storage/write_set.h"

namespace annals {

class SortedChanges {
 public:
  struct Each {
    uint64_t chunk = 0;  // of the key: what it was last sorted by
    const WriteSet::Change* change = nullptr;
  };

  // `changes` must outlive this.
  SortedChanges(const WriteSet& changes, Family family);

  // Of several changes to one key only the last.
  std::span<const Each> all() const { return changes_; }

 private:
  std::vector<Each> changes_;
};

}  // namespace annals
