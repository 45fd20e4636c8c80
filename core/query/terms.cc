#include <libstemmer.h>
#include <unicode/uchar.h>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

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

// A stemmer keeps a buffer of its own, so that each thread has one; and words
// come again and again, so that it keeps what it has stemmed.
class Stems {
 public:
  const std::string& Of(std::string_view word) {
    if (const auto known = known_.find(word); known != known_.end()) {
      return known->second;
    }
    if (known_.size() >= kMostKept) known_.clear();
    return known_.emplace(word, Stem(word)).first->second;
  }

 private:
  static constexpr size_t kMostKept = 1 << 15;

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };

  std::string Stem(std::string_view word) {
    const sb_symbol* const stem = sb_stemmer_stem(
        stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
        static_cast<int>(word.size()));
    if (stem == nullptr) return std::string(word);
    return {reinterpret_cast<const char*>(stem),
            static_cast<size_t>(sb_stemmer_length(stemmer_.get()))};
  }

  const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer_{
      sb_stemmer_new("english", "UTF_8")};
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known_;
};

}  // namespace

std::vector<std::string> TermsOf(std::string_view text) {
  thread_local Stems stems;
  std::vector<std::string> terms;
  const std::string folded = Fold(text);
  size_t word = std::string::npos;
  const auto finish = [&](size_t end) {
    if (word != std::string::npos && end - word <= kMaxTermBytes) {
      terms.push_back(
          stems.Of(std::string_view(folded).substr(word, end - word)));
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
