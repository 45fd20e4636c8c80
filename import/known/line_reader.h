// A file read line by line, whatever its size: the text of one line is in
// memory, and a line past the limit is passed over without being kept.

#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "core/status.h"

namespace annals {

class LineReader {
 public:
  struct Line {
    std::string_view text;  // without its end, valid until the next call
    uint64_t number = 0;    // from 1
    bool is_too_long = false;
  };

  // Opens a regular file, or standard input for "-". InvalidArgument, without
  // the path, if it is none or cannot be read.
  static Result<LineReader> Open(const std::string& path, size_t limit);

  // Names the bytes of the file by their number, first part and time of change;
  // empty for standard input, which cannot be read again.
  const std::string& identity() const { return identity_; }

  uint64_t size() const { return size_; }      // bytes; 0: not known
  uint64_t offset() const { return offset_; }  // where the next line begins
  uint64_t lines() const { return number_; }   // before that

  // Goes on at `offset`, after `lines` lines. InvalidArgument if no line begins
  // there.
  Status Seek(uint64_t offset, uint64_t lines);

  // False at the end and if reading fails: then status() says why.
  bool Next(Line* line);
  const Status& status() const { return status_; }

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

  LineReader(File file, size_t limit);
  bool Fill();

  File file_;
  size_t limit_;
  std::string identity_;
  uint64_t size_ = 0;
  uint64_t offset_ = 0;
  uint64_t number_ = 0;
  std::string buffer_;
  size_t at_ = 0;  // in the buffer: where the next line begins
  Status status_;
};

}  // namespace annals
