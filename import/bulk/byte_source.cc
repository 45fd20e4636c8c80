#include "import/bulk/byte_source.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <system_error>

namespace annals {

Result<ByteSource> ByteSource::Open(const std::string& path) {
  ByteSource source;
  if (path == "-") {
    source.in_ = &std::cin;
    return source;
  }
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return Status::InvalidArgument(path + ": no such file");
  }
  if (error) return Status::InvalidArgument(path + ": " + error.message());
  // Opening a pipe or a device could wait for ever.
  if (!fs::is_regular_file(status)) {
    return Status::InvalidArgument(path + ": is no regular file");
  }
  source.owned_ = std::make_unique<std::ifstream>(path, std::ios::binary);
  source.in_ = source.owned_.get();
  if (!*source.in_) return Status::InvalidArgument(path + ": cannot be read");
  return source;
}

ByteSource::ByteSource(std::string bytes)
    : owned_(std::make_unique<std::istringstream>(std::move(bytes))),
      in_(owned_.get()) {}

std::string_view ByteSource::Peek() {
  while (ahead_.size() < kPeekBytes) {
    std::string piece;
    piece.resize(kPeekBytes - ahead_.size());
    in_->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<size_t>(in_->gcount()));
    if (piece.empty()) break;
    ahead_ += piece;
  }
  return ahead_;
}

bool ByteSource::Read(std::string* to) {
  if (!ahead_.empty()) {
    *to += ahead_;
    ahead_.clear();
    return true;
  }
  constexpr size_t kPiece = 256 << 10;
  const size_t before = to->size();
  to->resize(before + kPiece);
  in_->read(to->data() + before, kPiece);
  const auto read = static_cast<size_t>(in_->gcount());
  to->resize(before + read);
  return read > 0;
}

Result<std::string> ByteSource::ReadAll(size_t limit) {
  std::string all;
  while (all.size() <= limit && Read(&all)) {
  }
  if (all.size() > limit) {
    return Status::Exhausted("has more than " + std::to_string(limit) +
                             " bytes");
  }
  return all;
}

Status ByteSource::status() const {
  return in_->bad() ? Status::Unavailable("reading failed") : Status();
}

bool LineReader::Next(LineBlock* block) {
  block->lines.clear();
  block->too_long.clear();
  if (is_done_) return false;
  block->bytes = std::make_unique<std::string>(std::move(rest_));
  rest_.clear();
  std::string& bytes = *block->bytes;
  size_t whole = 0;  // bytes up to the end of the last whole line
  bool begins_skipping = false;
  while (!is_done_ && !begins_skipping &&
         (whole == 0 || bytes.size() < block_bytes_)) {
    is_done_ = !source_.Read(&bytes);
    if (is_skipping_) {
      const size_t end = bytes.find('\n');
      is_skipping_ = end == std::string::npos;
      bytes.erase(0, is_skipping_ ? bytes.size() : end + 1);
    }
    whole = bytes.rfind('\n') + 1;  // npos + 1 is 0
    if (bytes.size() - whole > max_line_) {
      // What has begun is too long already: it is passed over as it comes.
      bytes.resize(whole);
      begins_skipping = is_skipping_ = true;
    }
  }
  if (!is_done_) {
    rest_ = bytes.substr(whole);
    bytes.resize(whole);
  }
  for (std::string_view left = bytes; !left.empty();) {
    const size_t end = std::min(left.find('\n'), left.size());
    std::string_view text = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    ++lines_;
    if (text.size() > max_line_) {
      block->too_long.push_back(lines_);
    } else {
      block->lines.push_back({text, lines_});
    }
  }
  if (begins_skipping) block->too_long.push_back(++lines_);
  return true;
}

}  // namespace annals
