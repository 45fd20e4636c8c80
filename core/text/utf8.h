// UTF-8 text and the offsets into it.
//
// Inside the program offsets are bytes; in every JSON that leaves it they are
// Unicode code points, so that any language can slice the text. CodePointIndex
// converts one into the other for one text.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace annals {

// A half-open range of bytes in a text that the context names.
struct Span {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(const Span& other) const {
    return begin <= other.begin && other.end <= end;
  }
  bool Overlaps(const Span& other) const {
    return begin < other.end && other.begin < end;
  }
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The bytes of `span`. REQUIRES: it lies inside `text`.
inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

bool IsValidUtf8(std::string_view text);

// The offset of the first byte that is not valid UTF-8, or text.size().
size_t FindInvalidUtf8(std::string_view text);

// `text` with each invalid byte replaced by U+FFFD.
std::string ReplaceInvalidUtf8(std::string_view text);

// The code point that starts at text[*offset], moving *offset past it. An
// invalid byte reads as U+FFFD. REQUIRES: *offset < text.size().
char32_t NextCodePoint(std::string_view text, size_t* offset);

void AppendUtf8(char32_t code_point, std::string* out);

// Byte offset <-> code point offset, in O(1) and O(log n). Keeps one number per
// 64 bytes; the text must outlive it.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // REQUIRES: byte <= text.size(). Inside a code point it counts as its start.
  size_t CodePoints(size_t byte) const;

  // The byte where code point number `n` begins; text.size() if past the end.
  size_t Byte(size_t n) const;

  size_t size() const { return size_; }  // code points in the text

 private:
  std::string_view text_;
  std::vector<size_t> before_block_;  // code points before byte 64 * i
  size_t size_ = 0;
};

}  // namespace annals
