#include "storage/list_changes.h"

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstddef>
#include <numeric>
#include <utility>

#include "storage/bytes.h"
#include "storage/keys.h"
#include "storage/posting_block.h"

namespace annals {

namespace {

Tally Counts(const EventIndex* lost, const EventIndex* won) {
  Tally counts;
  if (lost != nullptr) Add(lost->cell, -1, &counts);
  if (won != nullptr) Add(won->cell, 1, &counts);
  return counts;
}

std::strong_ordering Order(const ListView& a, const ListView& b) {
  return a <=> b;
}

}  // namespace

void ListChanges::Change(const EventIndex* old, const EventIndex* now) {
  constexpr auto kNone = static_cast<uint32_t>(-1);
  const bool has_moved = !old || !now || old->place != now->place;
  const bool is_same = !has_moved && old->posting == now->posting;
  // A stand is made when the first list changes there.
  uint32_t gone = kNone;
  uint32_t come = kNone;
  uint32_t left = kNone;
  uint32_t stays = kNone;
  const auto change = [&](uint32_t* stand, const EventIndex& at,
                          bool is_removed, const EventIndex* lost,
                          const EventIndex* won, const ListView& list) {
    if (*stand == kNone) *stand = Add(at, is_removed, Counts(lost, won));
    AddTo(list, *stand);
  };
  const std::vector<ListView> old_lists =
      old ? ListsOf(old->facets) : std::vector<ListView>();
  const std::vector<ListView> lists =
      now ? ListsOf(now->facets) : std::vector<ListView>();
  auto was = old_lists.begin();
  auto is = lists.begin();
  while (was != old_lists.end() || is != lists.end()) {
    const auto order = was == old_lists.end() ? std::strong_ordering::greater
                       : is == lists.end()    ? std::strong_ordering::less
                                              : Order(*was, *is);
    if (order < 0) {
      change(&gone, *old, true, old, nullptr, *was);
    } else if (order > 0) {
      change(&come, *now, false, nullptr, now, *is);
    } else if (has_moved) {
      change(&left, *old, true, nullptr, nullptr, *was);
      change(&stays, *now, false, old, now, *is);
    } else if (!is_same) {
      change(&stays, *now, false, old, now, *is);
    }
    if (order <= 0) ++was;
    if (order >= 0) ++is;
  }
}

uint32_t ListChanges::Add(const EventIndex& index, bool is_removed,
                          Tally counts) {
  Stand stand;
  stand.place = index.place;
  if (!stand.place.id.is_number()) {
    ids_.push_back(stand.place.id.ToString());
    stand.place.id = PackedId(ids_.back());
  }
  if (!is_removed) stand.posting = *postings_.insert(index.posting).first;
  stand.counts = std::move(counts);
  stands_.push_back(std::move(stand));
  return static_cast<uint32_t>(stands_.size() - 1);
}

void ListChanges::AddTo(const ListView& list, uint32_t stand) {
  name_.assign(1, static_cast<char>(list.kind)).append(list.value);
  auto number = numbers_.find(std::string_view(name_));
  if (number == numbers_.end()) {
    number =
        numbers_.emplace(name_, static_cast<uint32_t>(lists_.size())).first;
    lists_.push_back({number->first});
  }
  List& changed = lists_[number->second];
  links_.push_back({stand, changed.last});
  changed.last = static_cast<uint32_t>(links_.size());
  ++changed.count;
}

void ListChanges::Finish(WriteSet* writes) {
  std::vector<uint32_t> order(stands_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return stands_[a].place < stands_[b].place;
  });
  std::vector<uint32_t> ranks(stands_.size());
  std::vector<Stand> stands(stands_.size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
    stands[rank] = std::move(stands_[order[rank]]);
    stands[rank].block_name = BlockNameOf(stands[rank].place);
  }
  stands_ = std::move(stands);
  std::sort(lists_.begin(), lists_.end(),
            [](const List& a, const List& b) { return a.name < b.name; });
  std::vector<uint32_t> of_list;
  for (const List& list : lists_) {
    of_list.clear();
    for (uint32_t link = list.last; link != 0; link = links_[link - 1].before) {
      of_list.push_back(ranks[links_[link - 1].stand]);
    }
    std::sort(of_list.begin(), of_list.end());
    Write(list, of_list, writes);
  }
}

void ListChanges::Write(const List& list, const std::vector<uint32_t>& stands,
                        WriteSet* writes) const {
  const ListName name = {static_cast<uint8_t>(list.name.front()),
                         std::string(list.name.substr(1))};
  std::string key = BlocksPrefix(name);
  const size_t prefix_size = key.size();
  std::vector<BlockEntry> entries;
  for (auto begin = stands.begin(); begin != stands.end();) {
    const std::string& block_name = stands_[*begin].block_name;
    entries.clear();
    auto end = begin;
    for (; end != stands.end() && stands_[*end].block_name == block_name;
         ++end) {
      entries.push_back({stands_[*end].place, stands_[*end].posting});
    }
    key.resize(prefix_size);
    key += block_name;
    const Result<uint64_t> first_time = FirstTimeOf(block_name);
    assert(first_time.ok());
    writes->Add(Family::kPostings, key, EncodeBlock(*first_time, entries));
    begin = end;
  }
  std::vector<Tally::Cell> cells;
  for (const uint32_t stand : stands) {
    cells.insert(cells.end(), stands_[stand].counts.cells.begin(),
                 stands_[stand].counts.cells.end());
  }
  const Tally counts = TallyOf(std::move(cells));
  if (counts.cells.empty()) return;
  writes->Add(Family::kCounters, EventCounterKey(name), Encode(counts));
}

}  // namespace annals
