// The lines of our own exports (docs/export.md), read back.
//
// Offsets in them are code points of texts that other lines hold: the spans of
// what is read here are too, until ToBytes() has seen the text.

#pragma once

#include <string_view>
#include <variant>

#include "core/article.h"
#include "core/curation.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/status.h"

namespace annals {

// An article's spans are bytes already: its text is in the line.
struct BundleArticle {
  Article article;
};
struct BundleEntity {
  Entity entity;
  bool is_imported = false;  // as it was before anybody decided about it
};
struct BundleEvent {
  EventId id;
  std::vector<Claim> claims;  // as the articles made them; in code points
};
// A line of an export of events alone: the event as it was shown, its evidence
// one claim an article, and those articles without their texts.
struct BundleEventLine {
  Event event;
  std::vector<Article> articles;
};
struct BundleManifest {
  bool is_everything = false;
};
struct BundleEdge {};  // follows from the events
struct BundleEnd {
  uint64_t count = 0;
  std::string sha256;
};

using BundleRecord =
    std::variant<BundleManifest, BundleArticle, CurationAct, BundleEdge,
                 BundleEntity, BundleEvent, BundleEventLine, BundleEnd>;

// InvalidArgument says which member is missing or wrong.
Result<BundleRecord> ReadBundleRecord(std::string_view line);

// Makes the claim's spans bytes of the text; where there is none they stay as
// they are. InvalidArgument if they do not lie in it or the quote does not
// stand there.
Status ToBytes(std::string_view text, Claim* claim);

}  // namespace annals
