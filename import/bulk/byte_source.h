// The bytes of a file or of standard input, in pieces, and the lines in them:
// files of any size in memory that stays small.
//
// For one thread at a time.

#pragma once

#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace annals {

class ByteSource {
 public:
  // A regular file; "-" is standard input. InvalidArgument "path: reason" if it
  // is not there, cannot be read, or is no regular file.
  static Result<ByteSource> Open(const std::string& path);

  // Bytes that are in memory, for tests and fuzzers.
  explicit ByteSource(std::string bytes);

  // The beginning, as much as kPeekBytes, without taking it. Before anything
  // was taken.
  std::string_view Peek();

  // Appends the next piece; false at the end.
  bool Read(std::string* to);

  // All that is left. Exhausted if that is more than `limit` bytes.
  Result<std::string> ReadAll(size_t limit);

  // OK, or why reading stopped before the end.
  Status status() const;

  static constexpr size_t kPeekBytes = 64 << 10;

 private:
  ByteSource() = default;

  std::unique_ptr<std::istream> owned_;
  std::istream* in_ = nullptr;
  std::string ahead_;  // read and not yet taken
};

struct Line {
  std::string_view text;  // without its end: "\n" or "\r\n"
  uint64_t number = 0;    // from 1
};

// A run of whole lines, with the bytes they are views of.
struct LineBlock {
  std::unique_ptr<std::string> bytes;  // stays where it is when this is moved
  std::vector<Line> lines;
  std::vector<uint64_t> too_long;  // numbers of lines that were passed over
};

// Cuts a source into blocks of lines.
class LineReader {
 public:
  static constexpr size_t kBlockBytes = 512 << 10;

  // A line of more than `max_line` bytes is passed over.
  LineReader(ByteSource source, size_t max_line,
             size_t block_bytes = kBlockBytes)
      : source_(std::move(source)),
        max_line_(max_line),
        block_bytes_(block_bytes) {}

  // The next block, of about `block_bytes` or `max_line`; false at the end. A
  // last line without an end counts, what follows the last end does not.
  bool Next(LineBlock* block);

  Status status() const { return source_.status(); }
  uint64_t lines() const { return lines_; }  // read so far

 private:
  ByteSource source_;
  size_t max_line_;
  size_t block_bytes_;
  std::string rest_;  // the beginning of a line
  uint64_t lines_ = 0;
  bool is_skipping_ = false;  // inside a line that is too long
  bool is_done_ = false;
};

}  // namespace annals
