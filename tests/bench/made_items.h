// Items as Wikidata's dump has them, as many as one likes, for benchmarks and
// for tests of what needs many: people, towns, organisations, buildings and
// things of no kind that we take, with names that several bear. Item n is the
// same every time, whatever came before it: all of it comes from
// kMadeItemsSeed.

#pragma once

#include <cstdint>
#include <string>

namespace annals::bench {

inline constexpr uint64_t kMadeItemsSeed = 20251017;

// The line of item n, without its end, some 1.5 kB.
std::string MadeItem(uint64_t n);

// Its English label.
std::string MadeName(uint64_t n);

}  // namespace annals::bench
