// FNV-1a, 64 bits: a hash that is the same in every build, for what is kept.
// http://www.isthe.com/chongo/tech/comp/fnv/

#pragma once

#include <cstdint>
#include <string_view>

namespace annals {

inline constexpr uint64_t kFnvBasis = 0xcbf29ce484222325;

// Of `bytes` behind those that gave `hash`.
constexpr uint64_t Fnv1a(std::string_view bytes, uint64_t hash = kFnvBasis) {
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

}  // namespace annals
