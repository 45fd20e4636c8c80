#include <libstemmer.h>
#include <unicode/uchar.h>

#include <memory>

#include "core/query/query.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace annals {

namespace {

// Longer "words" are noise: encoded data, addresses.
constexpr size_t kMaxTermBytes = 64;

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

std::string Stem(sb_stemmer* stemmer, std::string_view word) {
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace

std::vector<std::string> TermsOf(std::string_view text) {
  // A stemmer keeps a buffer of its own, so it is not shared between calls.
  const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer(
      sb_stemmer_new("english", "UTF_8"));
  std::vector<std::string> terms;
  const std::string folded = Fold(text);
  size_t word = std::string::npos;
  const auto finish = [&](size_t end) {
    if (word != std::string::npos && end - word <= kMaxTermBytes) {
      terms.push_back(Stem(stemmer.get(),
                           std::string_view(folded).substr(word, end - word)));
    }
    word = std::string::npos;
  };
  for (size_t at = 0; at < folded.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(folded, &at);
    if (u_isalnum(static_cast<UChar32>(c))) {
      if (word == std::string::npos) word = begin;
    } else {
      finish(begin);
    }
  }
  finish(folded.size());
  return terms;
}

}  // namespace annals
