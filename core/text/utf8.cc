#include "core/text/utf8.h"

#include <algorithm>

namespace annals {

namespace {

constexpr size_t kBlock = 64;
constexpr char32_t kReplacement = 0xFFFD;

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The length of the valid sequence that starts at text[at], or 0.
size_t SequenceLength(std::string_view text, size_t at, char32_t* code_point) {
  const auto byte = [&](size_t i) -> char32_t {
    return static_cast<unsigned char>(text[at + i]);
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    *code_point = lead;
    return 1;
  }
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  char32_t value = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[at + i])) return 0;
    value = value << 6 | (byte(i) & 0x3F);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || value > 0x10FFFF || is_surrogate) return 0;
  *code_point = value;
  return length;
}

}  // namespace

size_t FindInvalidUtf8(std::string_view text) {
  size_t at = 0;
  char32_t ignored;
  while (at < text.size()) {
    const size_t length = SequenceLength(text, at, &ignored);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

bool IsValidUtf8(std::string_view text) {
  return FindInvalidUtf8(text) == text.size();
}

std::string ReplaceInvalidUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t code_point = NextCodePoint(text, &at);
    if (code_point == kReplacement) {
      AppendUtf8(kReplacement, &out);
    } else {
      out.append(text, begin, at - begin);
    }
  }
  return out;
}

char32_t NextCodePoint(std::string_view text, size_t* offset) {
  char32_t code_point = kReplacement;
  const size_t length = SequenceLength(text, *offset, &code_point);
  *offset += std::max<size_t>(length, 1);
  return length == 0 ? kReplacement : code_point;
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto put = [out](char32_t byte) {
    out->push_back(static_cast<char>(byte));
  };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

// Counts the bytes that begin a code point: exact for valid UTF-8, and stable
// for anything else.
CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / kBlock + 1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) before_block_.push_back(size_);
    if (!IsContinuation(text[i])) ++size_;
  }
}

size_t CodePointIndex::CodePoints(size_t byte) const {
  if (byte >= text_.size()) return size_;
  size_t count = before_block_[byte / kBlock];
  for (size_t i = byte / kBlock * kBlock; i < byte; ++i) {
    if (!IsContinuation(text_[i])) ++count;
  }
  return IsContinuation(text_[byte]) && count > 0 ? count - 1 : count;
}

size_t CodePointIndex::Byte(size_t n) const {
  if (n >= size_) return text_.size();
  const auto after =
      std::upper_bound(before_block_.begin(), before_block_.end(), n);
  const auto block = static_cast<size_t>(after - before_block_.begin()) - 1;
  size_t count = before_block_[block];
  for (size_t i = block * kBlock; i < text_.size(); ++i) {
    if (IsContinuation(text_[i])) continue;
    if (count == n) return i;
    ++count;
  }
  return text_.size();
}

}  // namespace annals
