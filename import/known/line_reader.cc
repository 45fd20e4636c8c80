#include "import/known/line_reader.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/text/sha256.h"

namespace annals {

namespace {

constexpr size_t kReadBytes = size_t{1} << 18;
constexpr size_t kNamedBytes = size_t{1} << 16;  // that an identity is made of

Status Failed() { return Status::InvalidArgument(std::strerror(errno)); }

int LeaveOpen(std::FILE* /*file*/) { return 0; }

}  // namespace

LineReader::LineReader(File file, size_t limit)
    : file_(std::move(file)), limit_(limit) {}

Result<LineReader> LineReader::Open(const std::string& path, size_t limit) {
  if (path == "-") return LineReader(File(stdin, &LeaveOpen), limit);
  struct stat about = {};
  if (::stat(path.c_str(), &about) != 0) return Failed();
  // Opening a pipe or a device could wait for ever.
  if (S_ISDIR(about.st_mode)) return Status::InvalidArgument("is a folder");
  if (!S_ISREG(about.st_mode)) {
    return Status::InvalidArgument("is no regular file");
  }
  LineReader reader(File(std::fopen(path.c_str(), "rb"), &std::fclose), limit);
  if (reader.file_ == nullptr) return Failed();
  reader.size_ = static_cast<uint64_t>(about.st_size);
  std::string head(kNamedBytes, '\0');
  head.resize(std::fread(head.data(), 1, head.size(), reader.file_.get()));
  if (std::ferror(reader.file_.get()) != 0) return Failed();
  std::rewind(reader.file_.get());
  reader.identity_ = Sha256Hex(head) + '-' + std::to_string(about.st_size) +
                     '-' + std::to_string(about.st_mtim.tv_sec) + '-' +
                     std::to_string(about.st_mtim.tv_nsec);
  return reader;
}

Status LineReader::Seek(uint64_t offset, uint64_t lines) {
  if (offset > 0) {
    if (::fseeko(file_.get(), static_cast<off_t>(offset) - 1, SEEK_SET) != 0) {
      return Failed();
    }
    if (std::fgetc(file_.get()) != '\n') {
      return Status::InvalidArgument("no line begins at byte " +
                                     std::to_string(offset));
    }
  }
  offset_ = offset;
  number_ = lines;
  return Status();
}

// Reads on, keeping what of the buffer was not taken yet. False at the end.
bool LineReader::Fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const size_t kept = buffer_.size();
  buffer_.resize(kept + kReadBytes);
  const size_t read =
      std::fread(buffer_.data() + kept, 1, kReadBytes, file_.get());
  buffer_.resize(kept + read);
  if (std::ferror(file_.get()) != 0) status_ = Failed();
  return read > 0;
}

bool LineReader::Next(Line* line) {
  *line = Line();
  size_t searched = 0;  // bytes behind at_ that hold no end of line
  bool is_at_end = false;
  while (true) {
    const size_t end = buffer_.find('\n', at_ + searched);
    if (end != buffer_.npos || is_at_end) {
      const size_t stop = std::min(end, buffer_.size());
      if (is_at_end && stop == at_ && !line->is_too_long) return false;
      line->text = std::string_view(buffer_).substr(at_, stop - at_);
      line->is_too_long |= line->text.size() > limit_;
      offset_ += stop - at_ + (end != buffer_.npos ? 1 : 0);
      at_ = std::min(stop + 1, buffer_.size());
      line->number = ++number_;
      if (line->text.ends_with('\r')) line->text.remove_suffix(1);
      if (line->is_too_long) line->text = {};
      return status_.ok();
    }
    searched = buffer_.size() - at_;
    if (searched > limit_) {  // nobody will want it
      line->is_too_long = true;
      offset_ += searched;
      at_ = buffer_.size();
      searched = 0;
    }
    is_at_end = !Fill();
    if (!status_.ok()) return false;
  }
}

}  // namespace annals
