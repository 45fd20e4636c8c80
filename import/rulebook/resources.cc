#include "import/rulebook/resources.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "import/rulebook/embedded.h"

namespace annals {

namespace {

constexpr uintmax_t kMaxFileBytes = 16 << 20;

}  // namespace

Resources Resources::Embedded() {
  Resources resources;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    resources.embedded_.emplace(file.path, file.bytes);
  }
  return resources;
}

Result<Resources> Resources::WithOverrides(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return Status::NotFound("rules: no such folder: '" + directory + "'");
  }
  Resources resources = Embedded();
  for (auto it = fs::recursive_directory_iterator(directory, error);
       !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    const fs::path& path = it->path();
    const std::string extension = path.extension().string();
    if (!it->is_regular_file() ||
        (extension != ".rules" && extension != ".tsv")) {
      continue;
    }
    if (it->file_size() > kMaxFileBytes) {
      return Status::Exhausted(path.string() + ": larger than 16 MiB");
    }
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)),
                      std::istreambuf_iterator<char>());
    if (!in) return Status::Unavailable(path.string() + ": cannot be read");
    resources.Override(fs::relative(path, directory).generic_string(),
                       std::move(bytes));
  }
  if (error) return Status::Unavailable(directory + ": " + error.message());
  return resources;
}

Result<std::string_view> Resources::Get(std::string_view path) const {
  if (const auto it = overrides_.find(path); it != overrides_.end()) {
    return std::string_view(it->second);
  }
  if (const auto it = embedded_.find(path); it != embedded_.end()) {
    return it->second;
  }
  return Status::NotFound("no resource '" + std::string(path) + "'");
}

std::vector<std::string> Resources::List(std::string_view prefix,
                                         std::string_view suffix) const {
  std::set<std::string> paths;
  const auto add = [&](const std::string& path) {
    if (path.starts_with(prefix) && path.ends_with(suffix)) paths.insert(path);
  };
  for (const auto& [path, bytes] : embedded_) add(path);
  for (const auto& [path, bytes] : overrides_) add(path);
  return {paths.begin(), paths.end()};
}

}  // namespace annals
