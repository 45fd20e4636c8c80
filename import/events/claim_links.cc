#include "import/events/claim_links.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace annals {

namespace {

constexpr uint32_t kLongestCue = 4;  // "in the wake of"

bool Holds(const std::vector<uint32_t>& chunks, uint32_t chunk) {
  return std::find(chunks.begin(), chunks.end(), chunk) != chunks.end();
}

class TieFinder {
 public:
  TieFinder(const Language& language, const WordList& words,
            const std::vector<Frame>& frames,
            const std::vector<size_t>& claim_of, size_t lead_before,
            const std::vector<FramedClaim>& claims)
      : language_(language),
        words_(words),
        frames_(frames),
        claim_of_(claim_of),
        lead_before_(lead_before),
        claims_(claims) {}

  std::vector<ClaimTie> Find() {
    for (uint32_t f = 0; f < frames_.size(); ++f) {
      if (!frames_[f].nominal) TieArguments(f);
      if (!IsTold(f)) continue;
      TieByCue(f);
      TieToArguments(f);
    }
    TieToSentenceBefore();
    return std::move(ties_);
  }

 private:
  bool IsCoded(uint32_t f) const { return claim_of_[f] != kNoClaim; }

  // Whether a claim was made of it, of something that is or was.
  bool IsTold(uint32_t f) const {
    return IsCoded(f) && IsClaimTold(claim_of_[f]);
  }

  bool IsClaimTold(size_t claim) const {
    const EventStatus status = claims_[claim].claim.status;
    return status != EventStatus::kDenied && status != EventStatus::kPossible;
  }

  bool Is(std::string_view word, std::string_view cls) const {
    return words_.Is(word, cls);
  }

  const std::string& Lemma(const Frame& frame) const {
    return language_.tokens[frame.trigger].lemma;
  }

  void Tie(uint32_t from, EventRelation relation, uint32_t to) {
    if (claim_of_[from] == claim_of_[to]) return;
    ties_.push_back({claim_of_[from], relation, claim_of_[to]});
  }

  // The nominal frame of a chunk that a claim was made of, or that means one.
  std::optional<uint32_t> NominalOf(uint32_t chunk) const {
    for (uint32_t f = 0; f < frames_.size(); ++f) {
      if (frames_[f].nominal && frames_[f].chunk == chunk && IsCoded(f)) {
        return f;
      }
    }
    return std::nullopt;
  }

  std::optional<uint32_t> ToldIn(const std::vector<uint32_t>& chunks) const {
    for (const uint32_t chunk : chunks) {
      const auto nominal = NominalOf(chunk);
      if (nominal && IsTold(*nominal)) return nominal;
    }
    return std::nullopt;
  }

  // "The killing [sparked] protests": the verb between two events.
  void TieArguments(uint32_t f) {
    const Frame& verb = frames_[f];
    std::vector<uint32_t> objects = verb.objects;
    std::string lemma = Lemma(verb);
    const auto behind = [&](std::string_view preposition) {
      std::vector<uint32_t> chunks;
      for (const PrepArgument& p : verb.preps) {
        if (p.preposition == preposition) chunks.push_back(p.chunk);
      }
      return chunks;
    };
    if (verb.passive) {
      objects = behind("by");
    } else if (objects.empty() && !verb.particle.empty()) {
      lemma += "_" + verb.particle;
      objects = behind(verb.particle);
    }
    std::optional<uint32_t> first = ToldIn(verb.subjects);
    std::optional<uint32_t> second = ToldIn(objects);
    if (!first || !second) return;
    if (verb.passive) std::swap(first, second);
    if (Is(lemma, "verb_follows")) Tie(*first, EventRelation::kFollows, *second);
    if (Is(lemma, "verb_precedes")) {
      Tie(*second, EventRelation::kFollows, *first);
    }
    if (Is(lemma, "verb_responds")) {
      Tie(*first, EventRelation::kRespondsTo, *second);
    }
    if (Is(lemma, "verb_answered")) {
      Tie(*second, EventRelation::kRespondsTo, *first);
    }
  }

  // "condemned the [attack]", "met at the [summit]", "denied the [attack]"
  void TieToArguments(uint32_t f) {
    const Frame& frame = frames_[f];
    const EventType type = claims_[claim_of_[f]].claim.type;
    const bool reacts = Is(Name(type), "reacting");
    const bool has_reason = Is(Name(type), "with_reason");
    // "added her [apologies]" is what is done, not what it answers.
    const auto is_other = [&](uint32_t object) {
      return IsTold(object) && claims_[claim_of_[object]].claim.type != type;
    };
    for (const uint32_t chunk : frame.objects) {
      const auto object = NominalOf(chunk);
      if (!object) continue;
      if (Is(Lemma(frame), "disputing") &&
          claims_[claim_of_[*object]].claim.status == EventStatus::kDenied) {
        Tie(f, EventRelation::kContradicts, *object);
      } else if (reacts && is_other(*object)) {
        Tie(f, EventRelation::kRespondsTo, *object);
      }
    }
    for (const PrepArgument& p : frame.preps) {
      const auto object = NominalOf(p.chunk);
      if (!object || !is_other(*object)) continue;
      if (has_reason && Is(p.preposition, "reason")) {
        Tie(f, EventRelation::kRespondsTo, *object);
      } else if (!frame.nominal && IsSetting(frame, p)) {
        Tie(f, EventRelation::kPartOf, *object);
      }
    }
  }

  // "said [in] a meeting", "signed it [at] a summit"; but "called for a lull
  // [in] the fighting" is part of no fighting.
  bool IsSetting(const Frame& verb, const PrepArgument& p) const {
    if (Is(p.preposition, "setting")) return true;
    return Is(p.preposition, "setting_behind_verb") &&
           language_.chunks[p.chunk].begin ==
               language_.chunks[verb.chunk].end + 1;
  }

  // Where what tells of the frame's event begins: "after [a series of attacks]
  // on Kyiv", "after [gunmen killed] two".
  uint32_t BeginOf(const Frame& frame) const {
    const uint32_t opens = language_.sentences[frame.sentence].begin;
    uint32_t begin = language_.chunks[frame.chunk].begin;
    const auto take = [&](const std::vector<uint32_t>& chunks) {
      for (const uint32_t chunk : chunks) {
        if (chunk < frame.chunk) {
          begin = std::min(begin, language_.chunks[chunk].begin);
        }
      }
    };
    if (!frame.nominal) {
      take(frame.subjects);
      return begin;
    }
    if (language_.tokens[begin].tag == Tag::kPOS) take(frame.subjects);
    while (begin > opens + 1 && language_.tokens[begin - 1].folded == "of") {
      const auto whole = std::find_if(
          language_.chunks.begin() +
              language_.sentences[frame.sentence].chunk_begin,
          language_.chunks.begin() + frame.chunk,
          [&](const Chunk& chunk) { return chunk.end == begin - 1; });
      const auto number =
          static_cast<uint32_t>(whole - language_.chunks.begin());
      if (number == frame.chunk || NominalOf(number)) break;
      begin = whole->begin;
    }
    return begin;
  }

  // The class of the longest cue that ends before `end`, and where it begins.
  std::pair<std::string_view, uint32_t> CueBefore(uint32_t end,
                                                  uint32_t opens) const {
    std::pair<std::string_view, uint32_t> found = {"", end};
    std::string words;
    for (uint32_t n = 1; n <= kLongestCue && end - n + 1 > opens; ++n) {
      const Token& token = language_.tokens[end - n];
      words = n == 1 ? token.folded : token.folded + "_" + words;
      for (const std::string_view cls :
           {"follows", "precedes", "responds", "part"}) {
        if (Is(words, cls)) found = {cls, end - n};
      }
    }
    return found;
  }

  // "He resigned [after] the vote", "[After] the vote, he resigned".
  void TieByCue(uint32_t f) {
    const Sentence& sentence = language_.sentences[frames_[f].sentence];
    const auto [cue, at] = CueBefore(BeginOf(frames_[f]), sentence.begin);
    if (cue.empty()) return;
    const std::optional<uint32_t> main =
        at == sentence.begin ? FirstBehindComma(f) : LastBefore(at);
    if (!main || !IsTold(*main)) return;
    if (cue == "follows") Tie(*main, EventRelation::kFollows, f);
    if (cue == "precedes") Tie(f, EventRelation::kFollows, *main);
    if (cue == "responds") Tie(*main, EventRelation::kRespondsTo, f);
    if (cue == "part") Tie(*main, EventRelation::kPartOf, f);
  }

  // "In response, Moscow expelled four": the sentence opens with the cue.
  void TieToSentenceBefore() {
    if (lead_before_ == kNoClaim || frames_.empty()) return;
    const Sentence& sentence = language_.sentences[frames_.front().sentence];
    std::string words;
    for (uint32_t n = 0; n < kLongestCue; ++n) {
      const uint32_t comma = sentence.begin + n + 1;
      if (comma >= sentence.end) return;
      if (n > 0) words += "_";
      words += language_.tokens[comma - 1].folded;
      if (language_.tokens[comma].folded == ",") break;
    }
    const bool responds = Is(words, "opening_responds");
    if (!responds && !Is(words, "opening_follows")) return;
    const auto main = Verb([](uint32_t) { return true; }, true);
    if (!main || !IsTold(*main) || claim_of_[*main] == lead_before_ ||
        !IsClaimTold(lead_before_)) {
      return;
    }
    ties_.push_back({claim_of_[*main],
                     responds ? EventRelation::kRespondsTo
                              : EventRelation::kFollows,
                     lead_before_});
  }

  // The event of the clause that begins behind the comma after the frame.
  std::optional<uint32_t> FirstBehindComma(uint32_t f) const {
    const Sentence& sentence = language_.sentences[frames_[f].sentence];
    uint32_t comma = frames_[f].trigger;
    while (comma < sentence.end && language_.tokens[comma].folded != ",") {
      ++comma;
    }
    return Verb([&](uint32_t trigger) { return trigger > comma; }, true);
  }

  // The event that ends right before a token: a noun's, or its clause's verb's.
  std::optional<uint32_t> LastBefore(uint32_t at) const {
    for (uint32_t f = 0; f < frames_.size(); ++f) {
      if (frames_[f].nominal && IsCoded(f) &&
          language_.chunks[frames_[f].chunk].end == at) {
        return EventOfVerbOver(f);
      }
    }
    return Verb([&](uint32_t trigger) { return trigger < at; }, false);
  }

  // "Police made [arrests] after", "called off [talks] after": what is tied is
  // the verb's event if it has one.
  uint32_t EventOfVerbOver(uint32_t nominal) const {
    for (uint32_t f = 0; f < frames_.size(); ++f) {
      if (!frames_[f].nominal && IsCoded(f) &&
          Holds(frames_[f].objects, frames_[nominal].chunk)) {
        return f;
      }
    }
    return nominal;
  }

  // The first or last verb whose trigger `is_near`, if a claim was made of it
  // or if all it says is that its subject was.
  template <typename IsNear>
  std::optional<uint32_t> Verb(const IsNear& is_near, bool first) const {
    std::optional<uint32_t> verb;
    for (uint32_t f = 0; f < frames_.size(); ++f) {
      if (frames_[f].nominal || !is_near(frames_[f].trigger)) continue;
      if (!verb || !first) verb = f;
    }
    if (!verb || IsCoded(*verb)) return verb;
    const Frame& frame = frames_[*verb];
    if (!Is(Lemma(frame), "happening")) return std::nullopt;
    return ToldIn(frame.subjects);
  }

  const Language& language_;
  const WordList& words_;
  const std::vector<Frame>& frames_;
  const std::vector<size_t>& claim_of_;
  const size_t lead_before_;
  const std::vector<FramedClaim>& claims_;
  std::vector<ClaimTie> ties_;
};

}  // namespace

std::vector<ClaimTie> TiesIn(const Language& language, const WordList& words,
                             const std::vector<Frame>& frames,
                             const std::vector<size_t>& claim_of,
                             size_t lead_before,
                             const std::vector<FramedClaim>& claims) {
  return TieFinder(language, words, frames, claim_of, lead_before, claims)
      .Find();
}

}  // namespace annals
