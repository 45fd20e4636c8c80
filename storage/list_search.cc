#include "storage/list_search.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "storage/bytes.h"
#include "storage/posting.h"
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

// What the positions of events of one class that begin at `begin` begin with,
// but for the class.
std::string PlaceOf(TimePoint begin) {
  std::string place;
  AppendI64(begin.time_since_epoch().count(), &place);
  return place;
}

// Places of one class in which events may answer: [begin, end).
struct Stretch {
  std::string begin;
  std::string end;

  bool empty() const { return begin >= end; }
  friend auto operator<=>(const Stretch&, const Stretch&) = default;
};

// Where the events of a cell begin.
Stretch StretchOf(const CalendarCell& cell) {
  const TimePoint begin = cell.months ? cell.months->begin() : kBeginningOfTime;
  return {PlaceOf(begin), PlaceOf(MonthEnd(begin))};
}

// The postings of a list and class in some stretches, in either direction.
class ClassWalk {
 public:
  // REQUIRES: the stretches are sorted, apart from each other and not empty.
  ClassWalk(const KeyValueView& view, const ListName& list,
            LengthClass length_class, std::vector<Stretch> stretches,
            bool is_forward)
      : scanner_(
            view.Scan(Family::kPostings,
                      PostingPrefix(list) + static_cast<char>(length_class))),
        stretches_(std::move(stretches)),
        is_forward_(is_forward) {
    if (!is_forward_) std::reverse(stretches_.begin(), stretches_.end());
    Enter();
  }

  bool valid() const { return at_ < stretches_.size(); }
  Status status() const { return scanner_->status(); }
  void Next() {
    is_forward_ ? scanner_->Next() : scanner_->Previous();
    if (IsOutside()) {
      ++at_;
      Enter();
    }
  }

  // Begin and id; valid until it moves. REQUIRES: valid()
  std::string_view place() const { return scanner_->rest(); }
  std::string_view posting() const { return scanner_->value(); }

 private:
  bool IsOutside() const {
    if (!scanner_->valid()) return true;
    return is_forward_ ? place() >= stretches_[at_].end
                       : place() < stretches_[at_].begin;
  }

  // To the first posting of the stretch, or of one after it.
  void Enter() {
    for (; at_ < stretches_.size(); ++at_) {
      is_forward_ ? scanner_->Seek(stretches_[at_].begin)
                  : scanner_->SeekBefore(stretches_[at_].end);
      if (!IsOutside()) return;
      if (!scanner_->status().ok()) at_ = stretches_.size();
      if (at_ == stretches_.size()) return;
    }
  }

  std::unique_ptr<Scanner> scanner_;
  std::vector<Stretch> stretches_;
  bool is_forward_;
  size_t at_ = 0;
};

// The same places in as few stretches as can be.
std::vector<Stretch> Joined(std::set<Stretch> stretches) {
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
  return Of(view, query, *list,
            counter->has_value() ? std::string_view(**counter) : "");
}

Result<std::optional<ListSearch>> ListSearch::Of(const KeyValueView& view,
                                                 const Query& query,
                                                 ListName list,
                                                 std::string_view counter) {
  if (!IsAskedOfCalendars(query) || IsBareCount(counter)) {
    return std::optional<ListSearch>();
  }
  const Result<Tally> tally = DecodeTally(counter);
  if (!tally.ok()) return tally.status();
  ListSearch search(view, query, std::move(list));
  for (const Tally::Cell& counted : tally->cells) {
    const Result<CalendarCell> cell = DecodeCell(counted.number);
    if (!cell.ok()) return cell.status();
    if (counted.count < 0) {
      return Status::Corruption("a counter is too small");
    }
    const EventStatus status =
        cell->is_ongoing ? EventStatus::kOngoing : EventStatus::kHappened;
    const bool is_decided =
        !query.when || (IsDecided(*cell, query.when->begin()) &&
                        IsDecided(*cell, query.when->end()));
    if (is_decided && !MatchTime(query, cell->months, status)) continue;
    search.cells_.push_back({*cell, counted.number,
                             static_cast<uint64_t>(counted.count), is_decided});
  }
  return std::optional<ListSearch>(std::move(search));
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
  std::map<LengthClass, std::set<Stretch>> stretches;
  for (const Cell& each : cells_) {
    if (each.is_decided) continue;
    numbers.insert(each.number);
    stretches[each.cell.length_class].insert(StretchOf(each.cell));
  }
  for (auto& [length_class, of_class] : stretches) {
    ClassWalk walk(*view_, list_, length_class, Joined(std::move(of_class)),
                   true);
    for (; walk.valid(); walk.Next()) {
      const Result<Posting> posting = DecodePosting(walk.posting());
      if (!posting.ok()) return posting.status();
      if (numbers.contains(CellOf(*posting)) &&
          MatchTime(*query_, posting->time, posting->status)) {
        visit({posting->time, posting->status, 1});
      }
    }
    if (Status s = walk.status(); !s.ok()) return s;
  }
  return Status();
}

Result<std::vector<Ranked>> ListSearch::First(const std::optional<Rank>& after,
                                              size_t size) const {
  const bool is_forward = query_->sort == SortOrder::kTimeAscending;
  std::map<LengthClass, std::set<Stretch>> stretches;
  for (const Cell& each : cells_) {
    const bool is_dated = each.cell.length_class != LengthClass::kUndated;
    Stretch stretch = StretchOf(each.cell);
    if (after && !after->is_dated && is_dated) continue;
    if (after && after->is_dated == is_dated) {
      const std::string place =
          PlaceOf(is_dated ? after->begin : kBeginningOfTime) + after->id;
      if (is_forward) {
        stretch.begin = std::max(stretch.begin, place + '\0');
      } else {
        stretch.end = std::min(stretch.end, place);
      }
    }
    if (!stretch.empty()) {
      stretches[each.cell.length_class].insert(std::move(stretch));
    }
  }
  std::vector<ClassWalk> dated;
  std::vector<ClassWalk> undated;
  for (auto& [length_class, of_class] : stretches) {
    (length_class == LengthClass::kUndated ? undated : dated)
        .emplace_back(*view_, list_, length_class, Joined(std::move(of_class)),
                      is_forward);
  }
  std::vector<Ranked> first;
  for (std::vector<ClassWalk>* const walks : {&dated, &undated}) {
    while (first.size() < size) {
      ClassWalk* next = nullptr;
      for (ClassWalk& walk : *walks) {
        if (!walk.valid()) continue;
        if (next == nullptr || (is_forward ? walk.place() < next->place()
                                           : walk.place() > next->place())) {
          next = &walk;
        }
      }
      if (next == nullptr) break;
      const Result<Posting> posting = DecodePosting(next->posting());
      if (!posting.ok()) return posting.status();
      const std::optional<Certainty> certainty =
          MatchTime(*query_, posting->time, posting->status);
      if (certainty) {
        const std::string_view id =
            next->place().substr(PlaceOf(kBeginningOfTime).size());
        first.push_back({RankOf(query_->sort, id, *posting), *certainty});
      }
      next->Next();
    }
    for (const ClassWalk& walk : *walks) {
      if (Status s = walk.status(); !s.ok()) return s;
    }
  }
  return first;
}

}  // namespace annals
