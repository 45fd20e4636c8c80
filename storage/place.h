// Where an event stands in every list of postings that it is in.
//
// Lists are in the order of their events' places: length class, begin, id.
// "What overlaps [a, b)?" cannot be answered from the begin alone, as a war
// that began years before `a` overlaps it still. So events are split by length:
// one of a class that holds lengths up to L overlaps [a, b) only if it begins
// in (a - L, b), one bounded stretch a class. The same event stands at the same
// place in every list, so lists are intersected by seeking.
//
// Places are compared for each posting that a question meets, so a place is two
// numbers: class and begin in one, and the id in the other.

#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/event/event.h"
#include "core/ids.h"
#include "core/time/time_interval.h"

namespace annals {

// On disk: never renumber.
enum class LengthClass : uint8_t {
  kDay = 0,
  kWeek = 1,
  kMonth = 2,
  kQuarter = 3,
  kYear = 4,
  kDecade = 5,
  kLonger = 6,   // also those that have no known end
  kNoBegin = 7,  // no known begin, whatever their end
  kUndated = 8,
};

inline constexpr size_t kLengthClassCount = 9;

// The longest that an interval of the class can be; none: there is no limit.
std::optional<std::chrono::seconds> LongestOf(LengthClass length_class);

LengthClass LengthClassOf(const std::optional<TimeInterval>& time);

// An event's id as a number, if it is "ev-" and sixteen hexadecimal digits, as
// ids of events are; any other is its text. In the order of the ids' bytes.
class PackedId {
 public:
  PackedId() : PackedId(std::string_view("")) {}  // the least
  explicit PackedId(uint64_t number) : number_(number) {}
  // Keeps a view of `id` if it is not a number.
  explicit PackedId(std::string_view id);

  bool is_number() const { return text_ == nullptr; }
  uint64_t number() const { return number_; }  // REQUIRES: is_number()
  // REQUIRES: !is_number()
  std::string_view text() const { return {text_, number_}; }

  std::string ToString() const;

  friend bool operator==(const PackedId& a, const PackedId& b) {
    return (a <=> b) == 0;
  }
  friend std::strong_ordering operator<=>(const PackedId& a,
                                          const PackedId& b) {
    if (a.is_number() && b.is_number()) return a.number_ <=> b.number_;
    return CompareTexts(a, b);
  }

 private:
  static std::strong_ordering CompareTexts(const PackedId& a,
                                           const PackedId& b);

  uint64_t number_;             // or the size of the text
  const char* text_ = nullptr;  // null: it is a number
};

// A class and a begin as one number. `begin` is kBeginningOfTime where the
// class says that there is none.
uint64_t PlaceTime(LengthClass length_class, TimePoint begin);

struct Place {
  uint64_t time = 0;
  PackedId id;  // may be a view: whoever hands out a place says of what

  LengthClass length_class() const;
  TimePoint begin() const;

  friend bool operator==(const Place&, const Place&) = default;
  friend std::strong_ordering operator<=>(const Place&, const Place&) = default;
};

// Keeps a view of the event's id.
Place PlaceOf(const Event& event);

}  // namespace annals
