// What a write changes in lists of postings and in their counters.
//
// An event is in some thirty lists, and a run has many thousand events. So what
// changes is kept by list, each change as the number of where an event stands;
// the events are put in order once, and each list is then written in one pass:
//
//   places                        lists
//   0  day 2025-10-16 ev-3fa9…    involves hungary:  0, 2   a block of October
//   1  day 2025-10-17 ev-0c11…    type CONSULT:      0, 1, 2
//   2  day 2025-10-19 ev-77e0…    term talk:         1
//
// and not as a key for each event in each list, to be sorted with all others.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "storage/event_index.h"
#include "storage/place.h"
#include "storage/tally.h"
#include "storage/write_set.h"

namespace annals {

class ListChanges {
 public:
  // The index had `old` of an event and is to have `now`; null: nothing. Each
  // event once.
  void Change(const EventIndex* old, const EventIndex* now);

  // Adds to `writes` what all changes come to.
  void Finish(WriteSet* writes);

 private:
  // What becomes of one place in each list that it is changed in.
  struct Stand {
    Place place;
    std::string block_name;
    std::string_view posting;  // empty: removed
    Tally counts;              // what is added to the lists' counters
  };

  struct List {
    std::string_view name;  // kind:u8 value, a view of what is in numbers_
    uint32_t last = 0;      // of its changes; counted from 1
    uint32_t count = 0;     // of its changes
  };

  // A stand in a list, and the list's change before it.
  struct Link {
    uint32_t stand;
    uint32_t before;
  };

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>()(name);
    }
  };

  uint32_t Add(const EventIndex& index, bool is_removed, Tally counts);
  void AddTo(const ListView& list, uint32_t stand);
  // Writes one list whose stands, in order, are `stands`.
  void Write(const List& list, const std::vector<uint32_t>& stands,
             WriteSet* writes) const;

  std::vector<Stand> stands_;
  std::vector<List> lists_;
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<Link> links_;
  std::unordered_set<std::string> postings_;  // what stands have views of
  std::deque<std::string> ids_;               // the same
  std::string name_;                          // of the list that is looked for
};

}  // namespace annals
