// One news article as the knowledge base keeps it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "core/ids.h"
#include "core/text/utf8.h"
#include "core/time/time_interval.h"

namespace annals {

// What part of the page a stretch of text was. Only what carries news is read
// for events; furniture stays in the text so that offsets keep their meaning.
enum class BlockKind : uint8_t {
  kParagraph = 0,
  kHeading = 1,
  kListItem = 2,
  kQuote = 3,
  kCaption = 4,
  kFurniture = 5,  // "This video can not be played", newsletter blurbs
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  Span span;  // of Article::text

  friend bool operator==(const Block&, const Block&) = default;
};

// Where a stretch of Article::text came from in the file that was imported, so
// that a quote can be shown in the original. Stretches are in order, do not
// overlap, and hold text copied byte for byte; text between them was made by
// the reader (an entity decoded, a line break made a space).
struct SourceStretch {
  size_t text_begin = 0;
  size_t source_begin = 0;
  size_t size = 0;

  friend bool operator==(const SourceStretch&, const SourceStretch&) = default;
};

struct Article {
  ArticleId id;
  std::string file;    // name it was imported under, for people
  std::string source;  // who published it: host of the url, or empty
  std::string title;
  std::string author;
  std::string url;
  std::string language = "en";
  std::string excerpt;
  std::string image;
  std::vector<std::string> categories;
  std::vector<std::string> tags;

  // When it was published, to the precision given: a day, or a second. The day
  // is the publisher's own: relative dates count from `published_day`.
  TimeInterval published;
  std::chrono::sys_days published_day;

  // Plain text, UTF-8; evidence points into it. Empty of an article that is
  // known by its head only; offsets of evidence in it are then code points, as
  // whoever told of it gave them.
  std::string text;
  std::vector<Block> blocks;
  std::vector<SourceStretch> origin;
  std::string sha256;       // of `text`, hex
  std::string import_hash;  // of all that was read: same hash, nothing to do

  // A name for the content without its first and last words and its case, equal
  // for re-posts of one article: they count as one source.
  std::string content_key;

  // Who holds which office, by its words: sorted, each once.
  std::vector<StatedOffice> offices;

  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace annals
