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

#include <tsl/robin_map.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
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

  // Adds to `writes` what all changes come to, list after list in their order.
  void Finish(WriteSet* writes);

 private:
  // What becomes of one place, the same in each list that is changed there.
  struct Stand {
    Place place;
    std::string_view posting;  // empty: removed
    // What is added to the counters of the lists, and to those of lists that
    // count types too; a count of 0 is none.
    std::array<Tally::Cell, 2> counts;
    std::array<Tally::Cell, 2> type_counts;
    // Its lists are links_[first_link, end_link).
    uint32_t first_link = 0;
    uint32_t end_link = 0;
    uint32_t block = 0;  // index in blocks_
  };

  struct List {
    std::string_view name;  // kind:u8 value
    uint32_t number = 0;    // of the order in which lists were met
    uint32_t stands = 0;    // how many
  };

  struct Block {
    std::string name;
    uint64_t first_time = 0;
  };

  void Add(const EventIndex& at, bool is_removed, const EventIndex* lost,
           const EventIndex* won, std::span<const ListView> lists);
  uint32_t NumberOf(const ListView& list);

  // Puts stands_ in the order of their places and finds their blocks.
  void SortStands();
  // Writes a list that is changed at `stands`, which are in order.
  void Write(const List& list, std::span<const uint32_t> stands,
             WriteSet* writes);

  std::vector<Stand> stands_;
  std::vector<uint32_t> links_;  // numbers of lists
  std::vector<Block> blocks_;
  std::vector<List> lists_;  // by number
  tsl::robin_map<std::string_view, uint32_t> numbers_;
  std::deque<std::string> kept_;              // what views of texts are of
  std::unordered_set<std::string> postings_;  // what stands have views of
  std::string name_;                          // of the list that is looked for
};

}  // namespace annals
