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

// Longer ones are not tags, and looking for their end would take for ever.
constexpr size_t kLongestTag = 2000;

// Blanks out "{% … %}", "{{ … }}", Hugo's "{{< … >}}" and kramdown's "{: … }",
// keeping offsets.
void BlankLiquid(std::string* markdown) {
  constexpr std::pair<std::string_view, std::string_view> kTags[] = {
      {"{%", "%}"}, {"{{", "}}"}, {"{:", "}"}};
  std::string& out = *markdown;
  for (size_t at = out.find('{'); at != std::string::npos;
       at = out.find('{', at + 1)) {
    const std::string_view rest = std::string_view(out).substr(at, kLongestTag);
    for (const auto& [open, close] : kTags) {
      if (!rest.starts_with(open)) continue;
      const size_t end = rest.find(close, open.size());
      if (end == std::string_view::npos) break;
      for (size_t i = at; i < at + end + close.size(); ++i) {
        if (out[i] != '\n') out[i] = ' ';
      }
      break;
    }
  }
}

// Makes Markdown of the tags of HTML's paragraphs, headings and lists, keeping
// offsets: a block of HTML would be dropped with all its words.
//
//   "<p class=x>Text</p>"  →  "         \n\nText  \n\n"
void MakeMarkdownOfHtml(std::string* markdown) {
  struct Tag {
    std::string_view open;
    std::string_view made;  // no longer than the tag
  };
  constexpr Tag kTags[] = {
      {"<p", "\n\n"},    {"</p", "\n\n"},   {"<br", " "},
      {"<li", "\n\n- "}, {"</li", "\n\n"},  {"<h1", "\n\n# "},
      {"<h2", "\n\n# "}, {"<h3", "\n\n# "}, {"<h4", "\n\n# "},
      {"<h5", "\n\n# "}, {"<h6", "\n\n# "}, {"</h1", "\n\n"},
      {"</h2", "\n\n"},  {"</h3", "\n\n"},  {"</h4", "\n\n"},
      {"</h5", "\n\n"},  {"</h6", "\n\n"},
  };
  constexpr std::string_view kBlank = " \t\r\n";
  std::string& out = *markdown;
  for (size_t at = out.find('<'); at != std::string::npos;
       at = out.find('<', at + 1)) {
    const std::string_view rest = std::string_view(out).substr(at, kLongestTag);
    for (const auto& [open, made] : kTags) {
      if (rest.size() <= open.size() || !rest.starts_with(open) ||
          std::string_view("> \t\n/").find(rest[open.size()]) ==
              std::string_view::npos) {
        continue;
      }
      const size_t close = rest.find('>');
      if (close == std::string_view::npos) break;
      // White space behind the tag would indent the words: it goes before.
      size_t end = at + close + 1;
      if (made != " ") {
        end = std::min(out.find_first_not_of(kBlank, end), out.size());
      }
      std::fill(out.begin() + static_cast<ptrdiff_t>(at),
                out.begin() + static_cast<ptrdiff_t>(end), ' ');
      out.replace(end - made.size(), made.size(), made);
      break;
    }
  }
}

class Reader {
 public:
  // `source` is what was parsed, of the same size as `original`.
  Reader(std::string_view original, std::string_view source,
         size_t source_offset)
      : original_(original), source_(source), offset_(source_offset) {}

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
    if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
      footnote_depth_ += entering ? 1 : -1;
    }
    const std::string_view name = cmark_node_get_type_string(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
        name == "table_row" || name == "table_header") {
      Close();
      kind_ = footnote_depth_ > 0          ? BlockKind::kFurniture
              : type == CMARK_NODE_HEADING ? BlockKind::kHeading
              : quote_depth_ > 0           ? BlockKind::kQuote
              : item_depth_ > 0            ? BlockKind::kListItem
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
      AddOrigin(found, literal.size());
      cursor_ = found + literal.size();
    }
    out_.text += literal;
  }

  // The next `size` bytes of text are those of the source at `from`; but a
  // space may have been made where a tag stood, which is not in the original.
  void AddOrigin(size_t from, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      if (original_[from + i] != source_[from + i]) continue;
      const size_t text = out_.text.size() + i;
      const size_t source = offset_ + from + i;
      if (!out_.origin.empty()) {
        SourceStretch& last = out_.origin.back();
        if (last.text_begin + last.size == text &&
            last.source_begin + last.size == source) {
          ++last.size;
          continue;
        }
      }
      out_.origin.push_back({text, source, 1});
    }
  }

  void AddMade(std::string_view made) {
    if (out_.text.size() > begin_ && out_.text.back() != ' ') out_.text += made;
  }

  void CutTo(size_t size) {
    out_.text.resize(size);
    while (!out_.origin.empty()) {
      SourceStretch& last = out_.origin.back();
      if (last.text_begin < size) {
        last.size = std::min(last.size, size - last.text_begin);
        break;
      }
      out_.origin.pop_back();
    }
  }

  void Close() {
    size_t end = out_.text.size();
    while (end > begin_ && out_.text[end - 1] == ' ') --end;
    const bool has_words =
        std::any_of(out_.text.begin() + static_cast<ptrdiff_t>(begin_),
                    out_.text.end(), [](char c) {
                      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                             (c >= 'a' && c <= 'z') ||
                             static_cast<unsigned char>(c) >= 0x80;
                    });
    CutTo(has_words ? end : begin_);
    if (out_.text.size() > begin_) {
      out_.blocks.push_back({kind_, {begin_, out_.text.size()}});
      out_.text += '\n';
    }
    begin_ = out_.text.size();
  }

  // A literal that was changed by an escape must not send the search far ahead.
  static constexpr size_t kFarthest = 4000;

  const std::string_view original_;
  const std::string_view source_;
  const size_t offset_;
  PlainText out_;
  size_t begin_ = 0;   // of the block in hand
  size_t cursor_ = 0;  // in the source
  BlockKind kind_ = BlockKind::kParagraph;
  int image_depth_ = 0;
  int quote_depth_ = 0;
  int item_depth_ = 0;
  int footnote_depth_ = 0;
};

}  // namespace

PlainText ReadMarkdown(std::string_view markdown, size_t source_offset) {
  // cmark's own "ensure" is not safe for threads: once for all of them.
  [[maybe_unused]] static const bool is_registered = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return true;
  }();
  std::string source(markdown);
  BlankLiquid(&source);
  MakeMarkdownOfHtml(&source);
  const std::unique_ptr<cmark_parser, ParserDeleter> parser(
      cmark_parser_new(CMARK_OPT_FOOTNOTES));
  for (const char* name : {"table", "strikethrough"}) {
    if (cmark_syntax_extension* const extension =
            cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  cmark_parser_feed(parser.get(), source.data(), source.size());
  const std::unique_ptr<cmark_node, NodeDeleter> root(
      cmark_parser_finish(parser.get()));
  return Reader(markdown, source, source_offset).Read(root.get());
}

}  // namespace annals
