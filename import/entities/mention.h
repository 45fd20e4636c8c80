// Where a text speaks of somebody or some place, and whom or what it means.
//
//   "Orban said …"  →  name, person, "Orban" ─┐
//   "the Hungarian prime minister"  → nominal ┼─ chain 3 → viktor-orban
//   "he"                            → pronoun ┘

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "core/status.h"
#include "core/text/utf8.h"

namespace annals {

enum class MentionForm : uint8_t { kName, kNominal, kPronoun, kDemonym };

std::string_view Name(MentionForm form);

struct Mention {
  Span span;
  uint32_t sentence = 0;
  uint32_t head = 0;   // token that carries the meaning: "minister", "Orban"
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  MentionForm form = MentionForm::kName;
  uint32_t chain = 0;          // index into Entities::chains
  bool is_apposition = false;  // a nominal beside the name of whom it means
  bool as_place = false;       // here it means the place, not its government
  double score = 0;            // of the link, 0 … 1
  std::string rule;            // what found and linked it, and why
};

// All mentions of one thing in a document.
struct Chain {
  EntityId entity;
  Entity record;  // what we know: from the gazetteer, or gathered in the text
  std::vector<EntityId> affiliations;  // countries and bodies it acts for
  std::vector<EntityId> within;  // of a place: what contains it, nearest first
  std::vector<uint32_t> mentions;  // in text order
  std::vector<uint32_t> members;   // chains, where it is several: "the pair"
  std::optional<uint32_t> government;  // of a capital: the chain of its country
  char gender = 0;                     // m, f, or 0: not known
};

// An office or an institution, and whose it is.
struct OfficeMention {
  Span span;
  uint32_t sentence = 0;
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  std::string name;      // "President of Mali"
  std::string title;     // "President"
  EntityId of;           // mali
  std::string country;   // ISO code
  bool is_said = false;  // whose it is stands with it
  double score = 0;
  std::string rule;  // what told whose it is
};

struct Entities {
  std::vector<Mention> mentions;  // in text order, longest first
  std::vector<Chain> chains;
  std::vector<OfficeMention> offices;  // in text order
  std::vector<StatedOffice> stated;    // who holds which, by the text's words

  // Why what is known beside our tables could not be asked; OK if it could.
  Status status;
};

}  // namespace annals
