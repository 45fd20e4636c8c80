// Questions that one list answers: everything, or one facet, at any time or at
// some. They are what people ask most, and the list's calendar counts their
// answers however many there are:
//
//   how many involve France since 15 March 2025?
//
//   begins   to       events
//   2024-11  2024-11     812    before: none answers
//   2025-02  2025-03       9    may end before the 15th: look at these
//   2025-03  2025-03     790    some before, some after: look at these
//   2025-04  2025-04     801    all answer, unseen
//
// A page is read in its order from the place where it begins: events of one
// length class stand in the order of time, so the classes are merged.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/query/query.h"
#include "core/status.h"
#include "storage/cached_calendars.h"
#include "storage/event_search.h"
#include "storage/key_value_store.h"
#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/ranking.h"

namespace annals {

// Events that answer and are alike in what a histogram counts by month.
struct FoundGroup {
  std::optional<TimeInterval> months;  // as of CalendarCell, or of one event
  EventStatus status = EventStatus::kHappened;
  uint64_t events = 0;
};

class ListSearch {
 public:
  // None if it takes more than one list, or if what is asked is not in
  // calendars. `view` and `query` must outlive it; `calendars` are of that
  // view.
  static Result<std::optional<ListSearch>> Open(
      const KeyValueView& view, const CachedCalendars& calendars,
      const Query& query);

  // The same of a list whose calendar is at hand; the query's filter is
  // ignored. REQUIRES: IsAskedOfCalendars(query)
  ListSearch(const KeyValueView& view, const Query& query, ListName list,
             std::shared_ptr<const Calendar> calendar);

  // How many events answer.
  Result<uint64_t> Count() const;

  // Calls `visit` with all that answer, in no order.
  Status VisitGroups(const std::function<void(const FoundGroup&)>& visit) const;

  // The first `size` events that answer, after `after` if there is one, in the
  // query's order. REQUIRES: it is one of time.
  Result<std::vector<Ranked>> First(const std::optional<Rank>& after,
                                    size_t size) const;

 private:
  struct Asked {
    const Calendar::Counted* cell;
    bool is_decided;  // then all its events answer
  };

  // Visits the events of the cells that are not decided.
  Status VisitUndecided(
      const std::function<void(const FoundGroup&)>& visit) const;

  const KeyValueView* view_;
  const Query* query_;
  ListName list_;
  std::shared_ptr<const Calendar> calendar_;
  std::vector<Asked> asked_;  // cells whose events may answer, in order
};

// Whether calendars can tell what is asked, but for its filter.
bool IsAskedOfCalendars(const Query& query);

// The list whose calendar can; none if it takes more than one.
std::optional<ListName> OneListOf(const Query& query);

}  // namespace annals
