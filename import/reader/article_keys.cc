#include "import/reader/article_keys.h"

#include "core/text/fold.h"
#include "core/text/sha256.h"

namespace annals {

namespace {

constexpr size_t kHexDigitsOfId = 16;

}  // namespace

ArticleId MakeArticleId(std::string_view identity) {
  return {"ar-" + Sha256Hex(identity).substr(0, kHexDigitsOfId)};
}

std::string ContentKey(std::string_view text) {
  constexpr size_t kLeast = 60;
  const std::string folded = Fold(text);
  std::string letters;
  size_t sentence_end = 0;  // in `letters`
  for (size_t i = 0; i < folded.size(); ++i) {
    const auto c = static_cast<unsigned char>(folded[i]);
    const bool counts =
        c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (counts) letters.push_back(folded[i]);
    if (sentence_end == 0 && (c == '.' || c == '\n') &&
        letters.size() > kLeast) {
      sentence_end = letters.size();
    }
  }
  std::string_view key = letters;
  if (sentence_end > 0 && letters.size() - sentence_end >= kLeast) {
    key.remove_prefix(sentence_end);
  } else if (key.size() > kLeast) {
    key.remove_prefix(key.size() - kLeast);
  }
  return Sha256Hex(key).substr(0, kHexDigitsOfId);
}

std::string HostOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return Fold(host);
}

}  // namespace annals
