#include "import/reader/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>

#include "core/text/fold.h"

namespace annals {

namespace {

constexpr size_t kMaxFrontMatter = 64 << 10;

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string Unquoted(std::string_view value) {
  value = Trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return std::string(value);
}

// "[a, 'b']" or "a".
std::vector<std::string> Values(std::string_view value) {
  value = Trim(value);
  if (value.empty()) return {};
  if (value.front() != '[' || value.back() != ']') return {Unquoted(value)};
  value = value.substr(1, value.size() - 2);
  std::vector<std::string> values;
  while (!value.empty()) {
    const size_t comma = std::min(value.find(','), value.size());
    std::string each = Unquoted(value.substr(0, comma));
    if (!each.empty()) values.push_back(std::move(each));
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return values;
}

bool IsKey(std::string_view key) {
  return !key.empty() && key.size() <= 64 &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

// Reads "key<separator> value" lines and "- item" lines below a key.
void ReadLines(std::string_view text, char separator, FrontMatter* matter) {
  std::vector<std::string>* current = nullptr;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view trimmed = Trim(line);
    if (trimmed.starts_with("- ") && current != nullptr) {
      current->push_back(Unquoted(trimmed.substr(2)));
      continue;
    }
    const size_t at = line.find(separator);
    if (at == std::string_view::npos || !IsKey(Trim(line.substr(0, at))))
      continue;
    current = &matter->fields[Fold(Trim(line.substr(0, at)))];
    *current = Values(line.substr(at + 1));
  }
}

bool ReadYaml(std::string_view text, FrontMatter* matter) {
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    if (!root.IsMap()) return false;
    for (const auto& pair : root) {
      if (!pair.first.IsScalar()) continue;
      std::vector<std::string>& values =
          matter->fields[Fold(pair.first.Scalar())];
      if (pair.second.IsScalar()) {
        values.push_back(pair.second.Scalar());
      } else if (pair.second.IsSequence()) {
        for (const YAML::Node& item : pair.second) {
          if (item.IsScalar()) values.push_back(item.Scalar());
        }
      }
    }
    return true;
  } catch (const YAML::Exception&) {
    matter->fields.clear();
    return false;
  }
}

// Whether `bytes` at `at` is a line that is nothing but `fence`.
bool IsFenceLine(std::string_view bytes, size_t at, std::string_view fence) {
  const size_t end = std::min(bytes.find('\n', at), bytes.size());
  return Trim(bytes.substr(at, end - at)) == fence;
}

}  // namespace

std::string FrontMatter::Get(
    std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    const auto it = fields.find(key);
    if (it != fields.end() && !it->second.empty() &&
        !it->second.front().empty()) {
      return it->second.front();
    }
  }
  return {};
}

std::vector<std::string> FrontMatter::List(
    std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    const auto it = fields.find(key);
    if (it != fields.end() && !it->second.empty()) return it->second;
  }
  return {};
}

Result<FrontMatter> ParseFrontMatter(std::string_view bytes) {
  FrontMatter matter;
  size_t start = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (
      start < bytes.size() &&
      (bytes[start] == '\n' || bytes[start] == '\r' || bytes[start] == ' ')) {
    ++start;
  }
  for (const std::string_view fence : {"---", "+++"}) {
    if (!IsFenceLine(bytes, start, fence)) continue;
    const size_t first =
        std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
    size_t line = first;
    while (line < bytes.size() && line - first <= kMaxFrontMatter &&
           !IsFenceLine(bytes, line, fence)) {
      line = std::min(bytes.find('\n', line), bytes.size() - 1) + 1;
    }
    if (line >= bytes.size() || line - first > kMaxFrontMatter) {
      return Status::InvalidArgument("line 1: front matter is opened by '" +
                                     std::string(fence) + "' and never closed");
    }
    const std::string_view text = bytes.substr(first, line - first);
    matter.body_begin = std::min(bytes.find('\n', line), bytes.size() - 1) + 1;
    if (fence == "+++") {
      ReadLines(text, '=', &matter);
    } else if (!ReadYaml(text, &matter)) {
      matter.lenient = true;
      ReadLines(text, ':', &matter);
    }
    if (matter.fields.empty() && !Trim(text).empty()) {
      return Status::InvalidArgument(
          "line 2: front matter has no 'key: value' that can be read");
    }
    return matter;
  }
  // Pelican: lines of "Key: value" up to a blank line, at least a title or
  // date.
  const size_t blank = std::min(
      {bytes.find("\n\n", start), bytes.find("\n\r\n", start), bytes.size()});
  if (blank - start <= kMaxFrontMatter) {
    FrontMatter lines;
    ReadLines(bytes.substr(start, blank - start), ':', &lines);
    if (!lines.Get({"title", "date"}).empty()) {
      lines.body_begin = blank;
      return lines;
    }
  }
  matter.body_begin = start;
  return matter;
}

}  // namespace annals
