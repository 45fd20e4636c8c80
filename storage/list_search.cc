#include "storage/list_search.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "storage/posting.h"
#include "storage/posting_cursor.h"
#include "storage/tally.h"

namespace annals {

namespace {

// The list that answers the whole query; none if it takes more than one.
std::optional<ListName> OneList(const Query& query) {
  if (!IsAskedOfCalendars(query)) return std::nullopt;
  if (query.filter.op == Filter::Op::kAll) return ListName::AllEvents();
  if (query.filter.op != Filter::Op::kFacet) return std::nullopt;
  return ListName::Now(query.filter.facet);
}

// Times of places of one class at which events may answer: [begin, end).
struct Stretch {
  uint64_t begin;
  uint64_t end;

  friend auto operator<=>(const Stretch&, const Stretch&) = default;
};

// Where the events of a cell begin.
Stretch StretchOf(const CalendarCell& cell) {
  const TimePoint begin = cell.months ? cell.months->begin() : kBeginningOfTime;
  const TimePoint end = cell.months ? cell.first_ends : MonthEnd(begin);
  return {PlaceTime(cell.length_class, begin),
          PlaceTime(cell.length_class, end)};
}

// The postings of a list in some stretches, in either direction.
class StretchWalk {
 public:
  // Begins after `after` if there is one. REQUIRES: the stretches are in order
  // and apart from each other.
  StretchWalk(const KeyValueView& view, const ListName& list,
              std::vector<Stretch> stretches, bool is_forward,
              const std::optional<Place>& after = std::nullopt)
      : cursor_(view, list),
        stretches_(std::move(stretches)),
        is_forward_(is_forward) {
    if (!is_forward_) std::reverse(stretches_.begin(), stretches_.end());
    Enter(after);
  }

  bool valid() const { return at_ < stretches_.size(); }
  Status status() const { return cursor_.status(); }
  void Next() {
    is_forward_ ? cursor_.Next() : cursor_.Previous();
    if (!IsOutside()) return;
    // It may stand in the next stretch already.
    ++at_;
    if (!valid()) return;
    const bool is_there =
        cursor_.valid() && (is_forward_ ? place().time >= stretches_[at_].begin
                                        : place().time < stretches_[at_].end);
    if (!is_there || IsOutside()) Enter(std::nullopt);
  }

  // Valid until it moves. REQUIRES: valid()
  const Place& place() const { return cursor_.place(); }
  Result<Posting> posting() const { return cursor_.posting(); }

 private:
  bool IsOutside() const {
    if (!cursor_.valid()) return true;
    return is_forward_ ? place().time >= stretches_[at_].end
                       : place().time < stretches_[at_].begin;
  }

  // To the first posting of the stretch after `after`, or of one after it.
  void Enter(const std::optional<Place>& after) {
    for (; at_ < stretches_.size(); ++at_) {
      const Place begin = {stretches_[at_].begin, {}};
      const Place end = {stretches_[at_].end, {}};
      if (is_forward_) {
        cursor_.Seek(after ? std::max(*after, begin) : begin);
        if (after && cursor_.valid() && place() == *after) cursor_.Next();
      } else {
        cursor_.SeekBefore(after ? std::min(*after, end) : end);
      }
      if (!IsOutside()) return;
      if (!cursor_.status().ok()) at_ = stretches_.size();
      if (at_ == stretches_.size()) return;
    }
  }

  PostingCursor cursor_;
  std::vector<Stretch> stretches_;
  bool is_forward_;
  size_t at_ = 0;
};

// The same places in as few stretches as can be.
std::vector<Stretch> Joined(std::vector<Stretch> stretches) {
  std::sort(stretches.begin(), stretches.end());
  std::vector<Stretch> joined;
  for (const Stretch& each : stretches) {
    if (!joined.empty() && each.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, each.end);
    } else {
      joined.push_back(each);
    }
  }
  return joined;
}

}  // namespace

bool IsAskedOfCalendars(const Query& query) {
  return !query.reported && !query.as_of && query.min_confidence <= 0 &&
         query.min_articles == 0;
}

Result<std::optional<ListSearch>> ListSearch::Open(const KeyValueView& view,
                                                   const Query& query) {
  const std::optional<ListName> list = OneList(query);
  if (!list) return std::optional<ListSearch>();
  const auto counter = view.Get(Family::kCounters, EventCounterKey(*list));
  if (!counter.ok()) return counter.status();
  Result<ListSearch> search = Of(view, query, *list, counter->value_or(""));
  if (!search.ok()) return search.status();
  return std::optional<ListSearch>(std::move(*search));
}

Result<ListSearch> ListSearch::Of(const KeyValueView& view, const Query& query,
                                  ListName list, std::string_view counter) {
  const Result<Tally> tally = DecodeTally(counter);
  if (!tally.ok()) return tally.status();
  ListSearch search(view, query, std::move(list));
  std::optional<std::pair<Mark, Mark>> marks;
  if (query.when) {
    marks.emplace(Mark(query.when->begin()), Mark(query.when->end()));
  }
  search.cells_.reserve(tally->cells.size());
  for (const Tally::Cell& counted : tally->cells) {
    const Result<CalendarCell> cell = DecodeCell(counted.number);
    if (!cell.ok()) return cell.status();
    if (counted.count < 0) {
      return Status::Corruption("a counter is too small");
    }
    const EventStatus status =
        cell->is_ongoing ? EventStatus::kOngoing : EventStatus::kHappened;
    const bool is_decided =
        !marks || (marks->first.Decides(*cell) && marks->second.Decides(*cell));
    if (is_decided && !MatchTime(query, cell->months, status)) continue;
    search.cells_.push_back({*cell, counted.number,
                             static_cast<uint64_t>(counted.count), is_decided});
  }
  return search;
}

Result<uint64_t> ListSearch::Count() const {
  uint64_t count = 0;
  const Status visited =
      VisitGroups([&](const FoundGroup& group) { count += group.events; });
  if (!visited.ok()) return visited;
  return count;
}

Status ListSearch::VisitGroups(
    const std::function<void(const FoundGroup&)>& visit) const {
  for (const Cell& each : cells_) {
    if (!each.is_decided) continue;
    visit(
        {each.cell.months,
         each.cell.is_ongoing ? EventStatus::kOngoing : EventStatus::kHappened,
         each.events});
  }
  return VisitUndecided(visit);
}

Status ListSearch::VisitUndecided(
    const std::function<void(const FoundGroup&)>& visit) const {
  std::set<uint64_t> numbers;
  std::vector<Stretch> stretches;
  for (const Cell& each : cells_) {
    if (each.is_decided) continue;
    numbers.insert(each.number);
    stretches.push_back(StretchOf(each.cell));
  }
  if (stretches.empty()) return Status();
  StretchWalk walk(*view_, list_, Joined(std::move(stretches)), true);
  for (; walk.valid(); walk.Next()) {
    const Result<Posting> posting = walk.posting();
    if (!posting.ok()) return posting.status();
    if (numbers.contains(CellOf(*posting)) &&
        MatchTime(*query_, posting->time, posting->status)) {
      visit({posting->time, posting->status, 1});
    }
  }
  return walk.status();
}

Result<std::vector<Ranked>> ListSearch::First(const std::optional<Rank>& after,
                                              size_t size) const {
  const bool is_forward = query_->sort == SortOrder::kTimeAscending;
  std::map<LengthClass, std::vector<Stretch>> stretches;
  for (const Cell& each : cells_) {
    const bool is_dated = each.cell.length_class != LengthClass::kUndated;
    if (after && !after->is_dated && is_dated) continue;
    stretches[each.cell.length_class].push_back(StretchOf(each.cell));
  }
  std::deque<StretchWalk> dated;
  std::deque<StretchWalk> undated;
  for (auto& [length_class, of_class] : stretches) {
    const bool is_dated = length_class != LengthClass::kUndated;
    std::optional<Place> passed;
    if (after && after->is_dated == is_dated) {
      const TimePoint begin = is_dated ? after->begin : kBeginningOfTime;
      passed = Place{PlaceTime(length_class, begin), PackedId(after->id)};
    }
    (is_dated ? dated : undated)
        .emplace_back(*view_, list_, Joined(std::move(of_class)), is_forward,
                      passed);
  }
  // Among those of all classes, places are in the order of begin and id.
  const auto before = [&](const Place& a, const Place& b) {
    const auto order =
        std::tuple(a.begin(), a.id) <=> std::tuple(b.begin(), b.id);
    return is_forward ? order < 0 : order > 0;
  };
  std::vector<Ranked> first;
  for (std::deque<StretchWalk>* const walks : {&dated, &undated}) {
    while (first.size() < size) {
      StretchWalk* next = nullptr;
      for (StretchWalk& walk : *walks) {
        if (!walk.valid()) continue;
        if (next == nullptr || before(walk.place(), next->place())) {
          next = &walk;
        }
      }
      if (next == nullptr) break;
      const Result<Posting> posting = next->posting();
      if (!posting.ok()) return posting.status();
      const std::optional<Certainty> certainty =
          MatchTime(*query_, posting->time, posting->status);
      if (certainty) {
        first.push_back(
            {RankOf(query_->sort, next->place().id.ToString(), *posting),
             *certainty});
      }
      next->Next();
    }
    for (const StretchWalk& walk : *walks) {
      if (Status s = walk.status(); !s.ok()) return s;
    }
  }
  return first;
}

}  // namespace annals
