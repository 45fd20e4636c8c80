// Changes in the order of their families and keys, as tables need them.
//
// There are millions of them, and keys of one list of postings begin alike for
// twenty bytes. So keys are not compared from their begin again and again, but
// sorted by eight bytes as a number, and those that are equal so far by the
// next eight: each byte is looked at once or twice.

#pragma once

#include <array>
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
  explicit SortedChanges(const WriteSet& changes);

  // Of several changes to one key only the last.
  std::span<const Each> Of(Family family) const {
    return families_[static_cast<size_t>(family)];
  }

 private:
  std::array<std::vector<Each>, kFamilyCount> families_;
};

}  // namespace annals
