// Markdown to plain text: what a reader of the page would read, with the kind
// of each block and where each stretch came from.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace annals {

struct PlainText {
  std::string text;  // blocks, one line each
  std::vector<Block> blocks;
  std::vector<SourceStretch> origin;  // offsets into the Markdown
};

// Links keep their words, and so do HTML's paragraphs, headings and lists;
// images, code, other HTML, Liquid tags, marks of footnotes and lines without a
// letter or digit are dropped. Footnotes are furniture. `source_offset` is
// added to the origin's offsets. Valid UTF-8 in, valid out.
PlainText ReadMarkdown(std::string_view markdown, size_t source_offset);

}  // namespace annals
