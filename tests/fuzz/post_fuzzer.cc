// Whatever bytes a post has, it is read whole or refused by name, and what was
// read is text that can be traced to the file.

#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text/utf8.h"
#include "import/reader/article_reader.h"

namespace {

constexpr std::string_view kFile = "2025-10-17-talks.md";

void Check(const annals::Article& article, std::string_view bytes) {
  const std::string_view text = article.text;
  if (!annals::IsValidUtf8(text) || !annals::IsValidUtf8(article.title)) {
    std::abort();
  }
  size_t end = 0;
  for (const annals::Block& block : article.blocks) {
    if (block.span.begin < end || block.span.end < block.span.begin) {
      std::abort();
    }
    end = block.span.end;
  }
  if (end > text.size()) std::abort();
  // A file in another encoding was decoded first: its bytes are not the text's.
  if (!annals::IsValidUtf8(bytes)) return;
  size_t text_end = 0;
  size_t source_end = 0;
  for (const annals::SourceStretch& stretch : article.origin) {
    if (stretch.text_begin < text_end || stretch.source_begin < source_end) {
      std::abort();
    }
    text_end = stretch.text_begin + stretch.size;
    source_end = stretch.source_begin + stretch.size;
    if (text_end > text.size() || source_end > bytes.size() ||
        text.substr(stretch.text_begin, stretch.size) !=
            bytes.substr(stretch.source_begin, stretch.size)) {
      std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto article = annals::ReadPost(kFile, bytes);
  if (article.ok()) {
    Check(*article, bytes);
  } else if (!article.status().message().starts_with(std::string(kFile) +
                                                     ": ")) {
    std::abort();
  }
  return 0;
}
