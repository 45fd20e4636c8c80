#include <algorithm>
#include <optional>

#include "api/http/params.h"
#include "core/text/utf8.h"

namespace annals {

namespace {

constexpr size_t kMaxParameters = 100;

std::optional<unsigned> HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

// `plus` is what a "+" stands for.
Result<std::string> Decode(std::string_view text, char plus) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      decoded.push_back(plus);
    } else if (text[i] != '%') {
      decoded.push_back(text[i]);
    } else {
      const bool is_whole = i + 2 < text.size();
      const auto high = is_whole ? HexDigit(text[i + 1]) : std::nullopt;
      const auto low = is_whole ? HexDigit(text[i + 2]) : std::nullopt;
      if (!high || !low) {
        return Status::InvalidArgument(
            "a % in the URL is not followed by two hexadecimal digits");
      }
      decoded.push_back(static_cast<char>(*high << 4 | *low));
      i += 2;
    }
  }
  if (!IsValidUtf8(decoded)) {
    return Status::InvalidArgument("the URL is not UTF-8");
  }
  for (const char c : decoded) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      return Status::InvalidArgument("the URL holds a control character");
    }
  }
  return decoded;
}

}  // namespace

Result<std::vector<NamedValue>> DecodeQueryString(std::string_view text) {
  std::vector<NamedValue> values;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    if (values.size() == kMaxParameters) {
      return Status::InvalidArgument(
          "more than " + std::to_string(kMaxParameters) + " parameters");
    }
    const size_t equals = std::min(pair.find('='), pair.size());
    Result<std::string> name = Decode(pair.substr(0, equals), ' ');
    if (!name.ok()) return name.status();
    Result<std::string> value =
        Decode(pair.substr(std::min(equals + 1, pair.size())), ' ');
    if (!value.ok()) return value.status();
    values.emplace_back(std::move(*name), std::move(*value));
  }
  return values;
}

Result<std::string> DecodePath(std::string_view text) {
  return Decode(text, '+');
}

std::string EncodeQueryValue(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
        (c >= 'A' && c <= 'Z') ||
        std::string_view("-._~:/,").find(c) != std::string_view::npos;
    if (is_plain) {
      encoded.push_back(c);
    } else {
      encoded.push_back('%');
      encoded.push_back("0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4]);
      encoded.push_back("0123456789ABCDEF"[c & 15]);
    }
  }
  return encoded;
}

}  // namespace annals
