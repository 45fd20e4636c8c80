// Events that every peer is given: the same every time, from a published seed.
//
// Actors take part by Zipf's law: few in many events, many in few. Nine in ten
// events are of one day, the others of some days or weeks, at most kLongest.

#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/event/event.h"

namespace annals::peers {

inline constexpr unsigned kSeed = 20251017;
inline constexpr int64_t kDay = 86'400;
inline constexpr int64_t kLongest = 30 * kDay;
inline constexpr int64_t kFirstDay = 1'451'606'400;  // 2016-01-01
inline constexpr int kDays = 3652;                   // ten years
inline constexpr size_t kTypeCount = 20;

struct MadeEvent {
  std::string id;  // "ev-…"
  int64_t begin = 0;
  int64_t end = 0;
  size_t type = 1;  // 1 … kTypeCount
  std::vector<size_t> actors;
  std::string headline;
  std::string quote;
};

// Deals them out one after the other.
class MadeNews {
 public:
  explicit MadeNews(size_t actors);
  MadeEvent Next();

 private:
  std::mt19937 random_{kSeed};
  std::vector<double> sums_;
  size_t number_ = 0;
};

// "a00017": names in the order of their numbers.
std::string ActorName(size_t number);

// As Annals keeps it.
Event ToEvent(const MadeEvent& made);

}  // namespace annals::peers
