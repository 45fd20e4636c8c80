// Something to start from, for fuzzers whose inputs are hard to guess.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace annals::fuzz {

// A seed now and then, and mutations of what there is the rest of the time.
// `seeds` is a range of strings, not empty.
template <typename Seeds>
size_t SeedOrMutate(const Seeds& seeds, uint8_t* data, size_t size,
                    size_t max_size, unsigned random) {
  constexpr unsigned kSeldom = 50;
  if (size > 1 && random % kSeldom != 0) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  const std::string_view seed =
      std::data(seeds)[random / kSeldom % std::size(seeds)];
  const size_t taken = std::min(seed.size(), max_size);
  std::memcpy(data, seed.data(), taken);
  return taken;
}

}  // namespace annals::fuzz
