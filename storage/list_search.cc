#include "storage/list_search.h"

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "storage/posting.h"
#include "storage/posting_cursor.h"

namespace annals {

namespace {

// Times of places of one class at which events may answer: [begin, end).
struct Stretch {
  uint64_t begin;
  uint64_t end;
};

// Adds where the events of a cell begin. REQUIRES: the cells come in their
// order in calendars. The stretches are then in order and apart from each
// other.
void AddStretch(const CalendarCell& cell, std::vector<Stretch>* stretches) {
  const TimePoint begins =
      cell.months ? cell.months->begin() : kBeginningOfTime;
  const TimePoint ends = cell.months ? cell.first_ends : MonthEnd(begins);
  const uint64_t begin = PlaceTime(cell.length_class, begins);
  const uint64_t end = PlaceTime(cell.length_class, ends);
  if (stretches->empty() || stretches->back().end < begin) {
    stretches->push_back({begin, end});
  } else {
    stretches->back().end = end;
  }
}

EventStatus StatusIn(const CalendarCell& cell) {
  return cell.is_ongoing ? EventStatus::kOngoing : EventStatus::kHappened;
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

}  // namespace

bool IsAskedOfCalendars(const Query& query) {
  return !query.reported && !query.as_of && query.min_confidence <= 0 &&
         query.min_articles == 0;
}

std::optional<ListName> OneListOf(const Query& query) {
  if (!IsAskedOfCalendars(query)) return std::nullopt;
  if (query.filter.op == Filter::Op::kAll) return ListName::AllEvents();
  if (query.filter.op != Filter::Op::kFacet) return std::nullopt;
  return ListName::Now(query.filter.facet);
}

Result<std::optional<ListSearch>> ListSearch::Open(
    const KeyValueView& view, const CachedCalendars& calendars,
    const Query& query) {
  std::optional<ListName> list = OneListOf(query);
  if (!list) return std::optional<ListSearch>();
  auto calendar = calendars.Of(view, *list);
  if (!calendar.ok()) return calendar.status();
  return std::optional<ListSearch>(std::in_place, view, query, std::move(*list),
                                   std::move(*calendar));
}

ListSearch::ListSearch(const KeyValueView& view, const Query& query,
                       ListName list, std::shared_ptr<const Calendar> calendar)
    : view_(&view),
      query_(&query),
      list_(std::move(list)),
      calendar_(std::move(calendar)) {
  asked_.reserve(calendar_->cells.size());
  std::optional<std::pair<Mark, Mark>> marks;
  if (query.when) {
    marks.emplace(Mark(query.when->begin()), Mark(query.when->end()));
  }
  for (const Calendar::Counted& each : calendar_->cells) {
    const CalendarCell& cell = each.cell;
    const bool is_decided =
        !marks || (marks->first.Decides(cell) && marks->second.Decides(cell));
    if (is_decided && !MatchTime(query, cell.months, StatusIn(cell))) continue;
    asked_.push_back({&each, is_decided});
  }
}

Result<uint64_t> ListSearch::Count() const {
  if (!query_->when) return calendar_->events;
  uint64_t count = 0;
  const Status visited =
      VisitGroups([&](const FoundGroup& group) { count += group.events; });
  if (!visited.ok()) return visited;
  return count;
}

Status ListSearch::VisitGroups(
    const std::function<void(const FoundGroup&)>& visit) const {
  for (const auto& [counted, is_decided] : asked_) {
    if (!is_decided) continue;
    visit({counted->cell.months, StatusIn(counted->cell), counted->events});
  }
  return VisitUndecided(visit);
}

Status ListSearch::VisitUndecided(
    const std::function<void(const FoundGroup&)>& visit) const {
  std::set<uint64_t> numbers;
  std::vector<Stretch> stretches;
  for (const auto& [counted, is_decided] : asked_) {
    if (is_decided) continue;
    numbers.insert(counted->number);
    AddStretch(counted->cell, &stretches);
  }
  if (stretches.empty()) return Status();
  StretchWalk walk(*view_, list_, std::move(stretches), true);
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
  std::deque<StretchWalk> dated;
  std::deque<StretchWalk> undated;
  for (size_t i = 0; i < asked_.size();) {
    const LengthClass length_class = asked_[i].cell->cell.length_class;
    std::vector<Stretch> of_class;
    for (;
         i < asked_.size() && asked_[i].cell->cell.length_class == length_class;
         ++i) {
      AddStretch(asked_[i].cell->cell, &of_class);
    }
    const bool is_dated = length_class != LengthClass::kUndated;
    if (after && !after->is_dated && is_dated) continue;
    std::optional<Place> passed;
    if (after && after->is_dated == is_dated) {
      const TimePoint begin = is_dated ? after->begin : kBeginningOfTime;
      passed = Place{PlaceTime(length_class, begin), PackedId(after->id)};
    }
    (is_dated ? dated : undated)
        .emplace_back(*view_, list_, std::move(of_class), is_forward, passed);
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
