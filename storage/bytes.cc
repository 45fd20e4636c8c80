#include "storage/bytes.h"

#include <bit>

namespace annals {

namespace {

constexpr uint64_t kSignBit = uint64_t{1} << 63;
constexpr int kMostVarintBits = 63;  // shift of the tenth byte

}  // namespace

void AppendU64(uint64_t value, std::string* out) {
  char bytes[sizeof(value)];
  for (size_t i = sizeof(value); i-- > 0; value >>= 8) {
    bytes[i] = static_cast<char>(value);
  }
  out->append(bytes, sizeof(bytes));
}

void AppendI64(int64_t value, std::string* out) {
  AppendU64(static_cast<uint64_t>(value) ^ kSignBit, out);
}

void AppendVarint(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) {
    out->push_back(static_cast<char>(value | 0x80));
  }
  out->push_back(static_cast<char>(value));
}

void AppendZigzag(int64_t value, std::string* out) {
  AppendVarint(
      (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63),
      out);
}

void AppendDouble(double value, std::string* out) {
  AppendU64(std::bit_cast<uint64_t>(value + 0.0), out);
}

void AppendString(std::string_view value, std::string* out) {
  AppendVarint(value.size(), out);
  out->append(value);
}

void AppendOrderedString(std::string_view value, std::string* out) {
  for (const char c : value) {
    out->push_back(c);
    if (c == '\0') out->push_back('\xff');
  }
  out->push_back('\0');
  out->push_back('\x01');
}

std::string_view ByteReader::Take(size_t size) {
  if (size > bytes_.size()) {
    Fail();
    return {};
  }
  const std::string_view taken = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return taken;
}

uint64_t ByteReader::U64() {
  uint64_t value = 0;
  for (const char c : Take(8)) {
    value = value << 8 | static_cast<unsigned char>(c);
  }
  return value;
}

int64_t ByteReader::I64() {
  const uint64_t value = U64();
  return is_ok_ ? static_cast<int64_t>(value ^ kSignBit) : 0;
}

uint64_t ByteReader::LongVarint() {
  uint64_t value = 0;
  for (int shift = 0; shift <= kMostVarintBits; shift += 7) {
    const uint64_t byte = U8();
    if (shift == kMostVarintBits && byte > 1) break;
    if (shift > 0 && byte == 0) break;  // the byte before was to be the last
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  Fail();
  return 0;
}

int64_t ByteReader::Zigzag() {
  const uint64_t value = Varint();
  return static_cast<int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

double ByteReader::Double() {
  const uint64_t bits = U64();
  const auto value = std::bit_cast<double>(bits);
  if (std::bit_cast<uint64_t>(value + 0.0) == bits) return value;
  Fail();  // -0.0, which is never written
  return 0;
}

std::string_view ByteReader::String() {
  const uint64_t size = Varint();
  return Take(size);
}

std::string ByteReader::OrderedString() {
  std::string value;
  for (;;) {
    const size_t zero = bytes_.find('\0');
    if (zero == std::string_view::npos || zero + 1 == bytes_.size()) break;
    value.append(bytes_.substr(0, zero));
    const char after = bytes_[zero + 1];
    bytes_.remove_prefix(zero + 2);
    if (after == '\x01') return value;
    if (after != '\xff') break;
    value.push_back('\0');
  }
  Fail();
  return {};
}

size_t ByteReader::Count() {
  const uint64_t count = Varint();
  if (count > bytes_.size()) {
    Fail();
    return 0;
  }
  return count;
}

std::string_view ByteReader::Rest() { return Take(bytes_.size()); }

Status ByteReader::Finish(std::string_view what) const {
  if (is_ok_ && bytes_.empty()) return Status();
  return Status::Corruption(
      std::string(what) +
      (is_ok_ ? " has bytes left over" : " is cut short or not valid"));
}

}  // namespace annals
