// A text as words and sentences: what every later layer reads.
//
//   "Trump met Putin in Alaska on 15 August."
//    ^token 0, NNP        …          sentence 0: tokens [0, 9)
//
// Offsets are bytes of Document::text. Tokens cover everything but white space,
// in order; sentences cover all tokens, in order.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/text/utf8.h"
#include "import/language/tag.h"

namespace annals {

// What the analysis is given. `text` must outlive everything made from it.
struct Document {
  std::string_view text;
  std::vector<Block> blocks;  // none: one paragraph per line of the text
  std::optional<std::chrono::sys_days> published;  // none: not known
  std::optional<TimePoint> published_at;  // with time of day, where known
  std::string_view title;  // a hint only: never trusted for names
};

struct Token {
  Span span;
  Tag tag = Tag::kNN;
  std::string lemma;   // folded base form: "met" → "meet", "Putin" → "putin"
  std::string folded;  // Fold() of the token
  bool capitalized = false;  // begins in upper case; "al-Hasakah" counts
};

// A base noun phrase ("the planned Budapest meeting") or a verb group ("has not
// been seen", "will meet"), as a range of tokens.
struct Chunk {
  enum class Kind : uint8_t { kNoun, kVerb };

  Kind kind = Kind::kNoun;
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  uint32_t head = 0;    // the token that the others belong to
  bool is_day = false;  // "Friday", "today"
};

struct Sentence {
  Span span;
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  uint32_t chunk_begin = 0;
  uint32_t chunk_end = 0;
  uint32_t block = 0;  // number of the block it stands in
  BlockKind kind = BlockKind::kParagraph;
};

struct Language {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Chunk> chunks;
};

}  // namespace annals
