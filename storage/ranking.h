// The orders in which events are listed, and cursors, which are places in them.
//
//   time:asc   by (begin, id); time:desc is exactly the reverse. Undated events
//              come last in both.
//   others     by their value, most first, and then by id, least first.
//
// A cursor holds a fingerprint of its query and the rank of the last event that
// was shown. It stays good when that event goes: the next page goes on after
// the place where it was.

#pragma once

#include <string>
#include <string_view>

#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/posting.h"

namespace annals {

// Where an event stands in one order.
struct Rank {
  bool is_dated = false;
  TimePoint begin;
  double value = 0;  // what the order is by, if not by time
  std::string id;

  friend bool operator==(const Rank&, const Rank&) = default;
};

bool IsByTime(SortOrder order);

Rank RankOf(SortOrder order, std::string_view id, const Posting& posting);

// Whether `a` is listed before `b`.
bool Before(SortOrder order, const Rank& a, const Rank& b);

std::string MakeCursor(const Query& query, const Rank& last);

// The rank in the query's cursor. InvalidArgument, "cursor-mismatch: …", if
// MakeCursor() did not make it for the same query; limits may differ.
Result<Rank> ReadCursor(const Query& query);

}  // namespace annals
