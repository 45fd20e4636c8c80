#include "import/reader/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>

namespace annals {

namespace {

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

// Blanks out "{% … %}", "{{ … }}" and kramdown's "{: … }", keeping offsets.
std::string WithoutLiquid(std::string_view markdown) {
  constexpr size_t kLongestTag = 2000;
  constexpr std::pair<std::string_view, std::string_view> kTags[] = {
      {"{%", "%}"}, {"{{", "}}"}, {"{:", "}"}};
  std::string out(markdown);
  for (size_t at = out.find('{'); at != std::string::npos;
       at = out.find('{', at + 1)) {
    for (const auto& [open, close] : kTags) {
      if (out.compare(at, open.size(), open) != 0) continue;
      const size_t end = out.find(close, at + open.size());
      if (end == std::string::npos || end - at > kLongestTag) break;
      for (size_t i = at; i < end + close.size(); ++i) {
        if (out[i] != '\n') out[i] = ' ';
      }
      break;
    }
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view source, size_t source_offset)
      : source_(source), offset_(source_offset) {}

  PlainText Read(cmark_node* root) {
    const std::unique_ptr<cmark_iter, IteratorDeleter> iterator(
        cmark_iter_new(root));
    for (;;) {
      const cmark_event_type event = cmark_iter_next(iterator.get());
      if (event == CMARK_EVENT_DONE) break;
      Visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
    }
    Close();
    return std::move(out_);
  }

 private:
  void Visit(cmark_node* node, bool entering) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) image_depth_ += entering ? 1 : -1;
    if (type == CMARK_NODE_BLOCK_QUOTE) quote_depth_ += entering ? 1 : -1;
    if (type == CMARK_NODE_ITEM) item_depth_ += entering ? 1 : -1;
    const std::string_view name = cmark_node_get_type_string(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
        name == "table_row" || name == "table_header") {
      Close();
      kind_ = type == CMARK_NODE_HEADING ? BlockKind::kHeading
              : quote_depth_ > 0         ? BlockKind::kQuote
              : item_depth_ > 0          ? BlockKind::kListItem
                                         : BlockKind::kParagraph;
      return;
    }
    if (name == "table_cell" && !entering) AddMade(" ");
    if (!entering || image_depth_ > 0) return;
    if (type == CMARK_NODE_TEXT) {
      AddText(cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      AddMade(" ");
    } else if (type == CMARK_NODE_HTML_INLINE) {
      const std::string_view tag = cmark_node_get_literal(node);
      if (tag.starts_with("<br")) AddMade(" ");
    }
  }

  void AddText(std::string_view literal) {
    // A run of spaces (a tag stood there) is one space.
    if (const size_t run = literal.find("  "); run != std::string_view::npos) {
      AddText(literal.substr(0, run + 1));
      const size_t rest = literal.find_first_not_of(' ', run);
      if (rest != std::string_view::npos) AddText(literal.substr(rest));
      return;
    }
    if (literal.empty()) return;
    // Text nodes come in source order: the literal stands at or after the last.
    const size_t found =
        source_.substr(0, std::min(source_.size(), cursor_ + kFarthest))
            .find(literal, cursor_);
    if (found != std::string_view::npos) {
      if (!out_.origin.empty() &&
          out_.origin.back().text_begin + out_.origin.back().size ==
              out_.text.size() &&
          out_.origin.back().source_begin + out_.origin.back().size ==
              offset_ + found) {
        out_.origin.back().size += literal.size();
      } else {
        out_.origin.push_back(
            {out_.text.size(), offset_ + found, literal.size()});
      }
      cursor_ = found + literal.size();
    }
    out_.text += literal;
  }

  void AddMade(std::string_view made) {
    if (out_.text.size() > begin_ && out_.text.back() != ' ') out_.text += made;
  }

  void Close() {
    while (out_.text.size() > begin_ && out_.text.back() == ' ') {
      out_.text.pop_back();
      if (!out_.origin.empty() &&
          out_.origin.back().text_begin + out_.origin.back().size >
              out_.text.size()) {
        --out_.origin.back().size;
      }
    }
    if (out_.text.size() > begin_) {
      out_.blocks.push_back({kind_, {begin_, out_.text.size()}});
      out_.text += '\n';
    }
    begin_ = out_.text.size();
  }

  // A literal that was changed by an escape must not send the search far ahead.
  static constexpr size_t kFarthest = 4000;

  const std::string_view source_;
  const size_t offset_;
  PlainText out_;
  size_t begin_ = 0;   // of the block in hand
  size_t cursor_ = 0;  // in the source
  BlockKind kind_ = BlockKind::kParagraph;
  int image_depth_ = 0;
  int quote_depth_ = 0;
  int item_depth_ = 0;
};

}  // namespace

PlainText ReadMarkdown(std::string_view markdown, size_t source_offset) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::string source = WithoutLiquid(markdown);
  const std::unique_ptr<cmark_parser, ParserDeleter> parser(
      cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough"}) {
    if (cmark_syntax_extension* const extension =
            cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  cmark_parser_feed(parser.get(), source.data(), source.size());
  const std::unique_ptr<cmark_node, NodeDeleter> root(
      cmark_parser_finish(parser.get()));
  return Reader(source, source_offset).Read(root.get());
}

}  // namespace annals
