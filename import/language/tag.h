// Parts of speech: the Penn Treebank tags that the tagger's model knows.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace annals {

enum class Tag : uint8_t {
  kCC,    // and, but
  kCD,    // three, 2025
  kDT,    // the, a, this
  kEX,    // there (is)
  kFW,    // foreign word
  kIN,    // of, in, that
  kJJ,    // large
  kJJR,   // larger
  kJJS,   // largest
  kLS,    // list marker
  kMD,    // will, may
  kNN,    // summit
  kNNS,   // summits
  kNNP,   // Hungary
  kNNPS,  // Americans
  kPDT,   // all (the)
  kPOS,   // 's
  kPRP,   // he
  kPRPS,  // his
  kRB,    // not, late
  kRBR,   // later
  kRBS,   // most
  kRP,    // up, off
  kSYM,
  kTO,   // to
  kUH,   // oh
  kVB,   // meet
  kVBD,  // met
  kVBG,  // meeting
  kVBN,  // met (participle)
  kVBP,  // meet (present, not 3rd singular)
  kVBZ,  // meets
  kWDT,  // which
  kWP,   // who
  kWPS,  // whose
  kWRB,  // when
  kPunctuation,
};

std::string_view Name(Tag tag);  // "NNP", "PRP$", "PUNC"
std::optional<Tag> ParseTag(std::string_view name);

inline bool IsVerb(Tag tag) { return tag >= Tag::kVB && tag <= Tag::kVBZ; }
inline bool IsNoun(Tag tag) { return tag >= Tag::kNN && tag <= Tag::kNNPS; }
inline bool IsProperNoun(Tag tag) {
  return tag == Tag::kNNP || tag == Tag::kNNPS;
}
inline bool IsAdverb(Tag tag) { return tag >= Tag::kRB && tag <= Tag::kRP; }
inline bool IsAdjective(Tag tag) { return tag >= Tag::kJJ && tag <= Tag::kJJS; }

}  // namespace annals
