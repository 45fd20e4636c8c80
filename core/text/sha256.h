// SHA-256 (FIPS 180-4), for naming texts: not used to keep secrets.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace annals {

// Of bytes that come in pieces.
class Sha256 {
 public:
  void Add(std::string_view bytes);

  // Of all that was added: 64 lower-case hexadecimal digits.
  std::string Hex() const;

 private:
  std::array<uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                    0xa54ff53a, 0x510e527f, 0x9b05688c,
                                    0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  // less than a block
  uint64_t size_ = 0;
};

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace annals
