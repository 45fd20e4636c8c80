#include "storage/list_changes.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/posting_block.h"

namespace annals {

void ListChanges::Change(const EventIndex* old, const EventIndex* now) {
  const std::vector<ListView> was =
      old ? ListsOf(old->facets) : std::vector<ListView>();
  const std::vector<ListView> is =
      now ? ListsOf(now->facets) : std::vector<ListView>();
  if (old == nullptr) return Add(*now, false, nullptr, now, is);
  if (now == nullptr) return Add(*old, true, old, nullptr, was);
  std::vector<ListView> left;
  std::vector<ListView> stays;
  std::vector<ListView> comes;
  std::set_difference(was.begin(), was.end(), is.begin(), is.end(),
                      std::back_inserter(left));
  std::set_intersection(was.begin(), was.end(), is.begin(), is.end(),
                        std::back_inserter(stays));
  std::set_difference(is.begin(), is.end(), was.begin(), was.end(),
                      std::back_inserter(comes));
  Add(*old, true, old, nullptr, left);
  Add(*now, false, nullptr, now, comes);
  const bool has_moved = old->place != now->place;
  if (has_moved) Add(*old, true, nullptr, nullptr, stays);
  if (has_moved || old->posting != now->posting) {
    Add(*now, false, old, now, stays);
  }
}

void ListChanges::Add(const EventIndex& at, bool is_removed,
                      const EventIndex* lost, const EventIndex* won,
                      std::span<const ListView> lists) {
  if (lists.empty()) return;
  Stand stand;
  stand.place = at.place;
  if (!stand.place.id.is_number()) {
    stand.place.id = PackedId(kept_.emplace_back(at.place.id.text()));
  }
  if (!is_removed) stand.posting = *postings_.insert(at.posting).first;
  if (lost != nullptr) {
    stand.counts[0] = {lost->cell, -1};
    stand.type_counts[0] = {lost->type_cell, -1};
  }
  if (won != nullptr) {
    stand.counts[1] = {won->cell, 1};
    stand.type_counts[1] = {won->type_cell, 1};
  }
  stand.first_link = static_cast<uint32_t>(links_.size());
  for (const ListView& list : lists) {
    const uint32_t number = NumberOf(list);
    ++lists_[number].stands;
    links_.push_back(number);
  }
  stand.end_link = static_cast<uint32_t>(links_.size());
  stands_.push_back(stand);
}

uint32_t ListChanges::NumberOf(const ListView& list) {
  name_.assign(1, static_cast<char>(list.kind)).append(list.value);
  const auto known = numbers_.find(name_);
  if (known != numbers_.end()) return known->second;
  const auto number = static_cast<uint32_t>(lists_.size());
  lists_.push_back({kept_.emplace_back(name_), number});
  numbers_.emplace(lists_.back().name, number);
  return number;
}

void ListChanges::SortStands() {
  std::sort(stands_.begin(), stands_.end(),
            [](const Stand& a, const Stand& b) { return a.place < b.place; });
  for (Stand& stand : stands_) {
    std::string name = BlockNameOf(stand.place);
    if (blocks_.empty() || blocks_.back().name != name) {
      const Result<uint64_t> first_time = FirstTimeOf(name);
      assert(first_time.ok());
      blocks_.push_back({std::move(name), *first_time});
    }
    stand.block = static_cast<uint32_t>(blocks_.size() - 1);
  }
}

void ListChanges::Finish(WriteSet* writes) {
  SortStands();
  // Where the stands of each list end, and then begin, in `of_lists`: going
  // through all stands from last to first leaves those of each list in order.
  std::vector<uint32_t> begins;
  begins.reserve(lists_.size());
  uint32_t size = 0;
  for (const List& list : lists_) begins.push_back(size += list.stands);
  std::vector<uint32_t> of_lists(size);
  for (size_t i = stands_.size(); i-- > 0;) {
    for (uint32_t at = stands_[i].first_link; at < stands_[i].end_link; ++at) {
      of_lists[--begins[links_[at]]] = static_cast<uint32_t>(i);
    }
  }
  std::sort(lists_.begin(), lists_.end(),
            [](const List& a, const List& b) { return a.name < b.name; });
  for (const List& list : lists_) {
    Write(list, std::span(of_lists).subspan(begins[list.number], list.stands),
          writes);
  }
}

void ListChanges::Write(const List& list, std::span<const uint32_t> stands,
                        WriteSet* writes) {
  const ListName name = {static_cast<uint8_t>(list.name.front()),
                         std::string(list.name.substr(1))};
  std::string key = BlocksPrefix(name);
  const size_t prefix_size = key.size();
  const bool counts_types = CountsTypes(name.kind);
  std::vector<BlockEntry> entries;
  std::vector<Tally::Cell> cells;
  for (size_t i = 0; i < stands.size(); ++i) {
    const Stand& stand = stands_[stands[i]];
    entries.push_back({stand.place, stand.posting});
    const auto count = [&](const Tally::Cell& cell) {
      if (cell.count != 0) cells.push_back(cell);
    };
    std::for_each(stand.counts.begin(), stand.counts.end(), count);
    if (counts_types) {
      std::for_each(stand.type_counts.begin(), stand.type_counts.end(), count);
    }
    if (i + 1 < stands.size() && stands_[stands[i + 1]].block == stand.block) {
      continue;
    }
    const Block& block = blocks_[stand.block];
    key.resize(prefix_size);
    key += block.name;
    writes->Add(Family::kPostings, key, EncodeBlock(block.first_time, entries));
    entries.clear();
  }
  const Tally counts = TallyOf(std::move(cells));
  if (counts.cells.empty()) return;
  writes->Add(Family::kCounters, EventCounterKey(name), Encode(counts));
}

}  // namespace annals
