// The pieces that keys and records are made of.
//
//   u8, u64     as they are, big-endian: byte order is numeric order
//   i64         u64 with the sign bit flipped, so that -1 sorts before 0
//   varint      7 bits a byte, least first, the high bit: more follow; no more
//               bytes than the number needs
//   zigzag      a signed number as a varint: 0 -1 1 -2 … as 0 1 2 3 …
//   string      its length as a varint, then its bytes
//   ordered     a string in a key, so that what follows it cannot disturb the
//   string      order: 00 is written 00 ff, and 00 01 ends it
//
// A ByteReader never reads outside its bytes. After the first thing that is not
// there or not valid it only gives zeros and empty strings, and Finish() is
// Corruption; so a codec reads straight through and asks once, at the end.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"

namespace annals {

inline void AppendU8(uint8_t value, std::string* out) {
  out->push_back(static_cast<char>(value));
}
void AppendU64(uint64_t value, std::string* out);
void AppendI64(int64_t value, std::string* out);
void AppendVarint(uint64_t value, std::string* out);
void AppendZigzag(int64_t value, std::string* out);
void AppendDouble(double value, std::string* out);  // -0.0 becomes 0.0
void AppendString(std::string_view value, std::string* out);
void AppendOrderedString(std::string_view value, std::string* out);

class ByteReader {
 public:
  // The bytes must outlive the reader.
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  uint8_t U8() {
    if (bytes_.empty()) {
      Fail();
      return 0;
    }
    const auto byte = static_cast<uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  uint64_t U64();
  int64_t I64();
  uint64_t Varint() {
    // Most are short.
    if (!bytes_.empty() && static_cast<uint8_t>(bytes_.front()) < 0x80) {
      return U8();
    }
    return LongVarint();
  }
  int64_t Zigzag();
  double Double();
  std::string_view String();
  std::string OrderedString();

  // How many elements of at least one byte each follow; 0 if that many cannot.
  size_t Count();

  std::string_view Rest();  // all that is left
  bool at_end() const { return bytes_.empty(); }

  void Fail() {
    is_ok_ = false;
    bytes_ = {};
  }
  bool ok() const { return is_ok_; }

  // OK if all was valid and nothing is left over; else Corruption, which names
  // `what` these bytes were to be.
  Status Finish(std::string_view what) const;

 private:
  uint64_t LongVarint();
  std::string_view Take(size_t size);

  std::string_view bytes_;
  bool is_ok_ = true;
};

}  // namespace annals
