#include "import/bulk/input_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/text/fold.h"
#include "import/bulk/byte_source.h"

namespace annals {

namespace {

namespace fs = std::filesystem;

std::string EndingOf(const fs::path& path) {
  return Fold(path.extension().string());
}

bool IsPost(const fs::path& path) {
  const std::string ending = path.extension().string();
  return ending == ".md" || ending == ".markdown";
}

// Whether a file of a folder may be of a format that is told by its contents.
bool MayBeRecognized(const fs::path& path) {
  const std::string ending = EndingOf(path);
  return IsTableName(path.string()) || ending == ".yaml" || ending == ".yml" ||
         ending == ".html" || ending == ".htm" || ending == ".txt";
}

Result<Recognized> Look(const std::string& path, FormatChoice choice) {
  if (choice == FormatChoice::kJekyll) return Recognized{};
  if (choice == FormatChoice::kAuto && IsPost(path)) return Recognized{};
  Result<ByteSource> source = ByteSource::Open(path);
  if (!source.ok()) return source.status();
  const std::string_view beginning = source->Peek();
  if (const Status s = source->status(); !s.ok()) return s.WithContext(path);
  Result<Recognized> what = Recognize(path, beginning, choice);
  if (!what.ok()) return what.status().WithContext(path);
  return what;
}

// What is below a folder and can be opened, in name order; what cannot be
// opened too.
std::vector<std::string> FilesBelow(const std::string& folder) {
  std::vector<std::string> found;
  std::vector<fs::path> folders = {folder};
  while (!folders.empty()) {
    const fs::path at = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    fs::directory_iterator it(at, error);
    if (error) found.push_back(at.string());
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      std::error_code unknown;
      if (fs::is_directory(it->symlink_status(unknown))) {
        folders.push_back(it->path());
      } else {
        found.push_back(it->path().string());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void AddFolder(const std::string& folder, FormatChoice choice,
               std::vector<InputFile>* files) {
  const std::vector<std::string> found = FilesBelow(folder);
  const bool takes_posts =
      choice == FormatChoice::kAuto || choice == FormatChoice::kJekyll;
  const bool has_posts =
      takes_posts && std::any_of(found.begin(), found.end(),
                                 [](const auto& path) { return IsPost(path); });
  const auto first = static_cast<std::ptrdiff_t>(files->size());
  for (const std::string& path : found) {
    std::error_code error;
    if ((takes_posts && IsPost(path)) || fs::is_directory(path, error)) {
      files->push_back({path, Recognized{}});
      continue;
    }
    if (choice == FormatChoice::kJekyll || !MayBeRecognized(path)) continue;
    Result<Recognized> what = Look(path, choice);
    if (what.ok()) {
      // Some page of a blog, not a post.
      if (what->format != FileFormat::kPost) files->push_back({path, what});
    } else if (!has_posts && IsTableName(path)) {
      files->push_back({path, std::move(what)});
    }
  }
  // Mentions are of events, which must be there before.
  std::stable_partition(
      files->begin() + first, files->end(), [](const InputFile& file) {
        return !file.what.ok() ||
               file.what->format != FileFormat::kGdeltMentions;
      });
}

}  // namespace

std::vector<InputFile> FindInputFiles(const std::vector<std::string>& paths,
                                      FormatChoice choice) {
  std::vector<InputFile> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      AddFolder(path, choice, &files);
    } else {
      files.push_back({path, Look(path, choice)});
    }
  }
  return files;
}

uint64_t CountLines(const std::string& path) {
  if (!IsTableName(path)) return 0;
  Result<ByteSource> source = ByteSource::Open(path);
  if (!source.ok()) return 0;
  uint64_t lines = 0;
  char last = '\n';
  std::string piece;
  while (source->Read(&piece)) {
    lines +=
        static_cast<uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    last = piece.back();
    piece.clear();
  }
  return lines + (last == '\n' ? 0 : 1);
}

}  // namespace annals
