// Which claims may speak of one happening, by keys that an index can hold.
//
// Claims of one happening have the same type, name somebody or some place in
// common, and are close in time: in when it was, or, where one does not say, in
// when it was reported. Or they use the same words. Each way gives keys
//
//   type │ who or where │ month of the event      dated claims
//   type │ who or where │ month of the report     undated ones
//   type │ words of the sentence from the verb on
//
// such that of two claims that may be of one happening, one is kept under a key
// in a range that is sought for the other. "Month": 32 days, counted from 1970.

#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/event/event.h"

namespace annals {

// How claims are kin. On disk: never renumber.
enum class KinWay : uint8_t {
  kWords = 0,     // month: 0
  kTime = 1,      // dated claims by when it was
  kLong = 2,      // those of long intervals; month: 0
  kReported = 3,  // dated claims by their report
  kUndated = 4,   // by their report, with those of long intervals
};

struct KinKey {
  uint64_t of = 0;  // hash of the type and of who, where or which words
  KinWay way = KinWay::kWords;
  uint16_t month = 0;

  friend auto operator<=>(const KinKey&, const KinKey&) = default;
};

// All keys of one `of` and `way` from the first month to the last.
struct KinRange {
  KinKey first;
  uint16_t last = 0;

  bool Contains(const KinKey& key) const {
    return key.of == first.of && key.way == first.way &&
           key.month >= first.month && key.month <= last;
  }
  friend auto operator<=>(const KinRange&, const KinRange&) = default;
};

// The keys under which a claim is kept, and the ranges that hold others like
// it; sorted, without repeats. A claim must have evidence.
std::vector<KinKey> KinKeys(const Claim& claim);
std::vector<KinRange> KinSought(const Claim& claim);

// The keys under which an event is kept: those of its claims.
std::vector<KinKey> KinKeys(const Event& event);

// Whether one of the ranges holds one of the event's keys.
bool IsKin(const Event& event, const std::vector<KinRange>& ranges);

// Plans, undated happenings, and long ones that go with days are looked for as
// far around the report.
inline constexpr std::chrono::days kKinReports{45};

// Whether an interval spans so many months, or has no begin or end, that it is
// not kept under each.
bool IsLong(const TimeInterval& interval);

// What the claim's sentence says from the trigger on, without its full stop.
std::string_view WordsFromTrigger(const Claim& claim);

}  // namespace annals
