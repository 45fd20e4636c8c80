// Who does what to whom, as far as chunks and word order tell.
//
//   "Gunmen killed two officers in Dallas on Friday, police said."
//    subject  verb   object     prep                subject verb
//
// A Frame is a verb with its arguments, or a noun that names an event
// ("Russia's invasion of Ukraine") with its possessor and its prepositions.
// Arguments are chunk numbers. This is not a parser: it attaches what stands
// near, skips noun phrases behind prepositions when it looks for a subject,
// shares subjects over "and", and follows "to"-infinitives back to whoever is
// meant to act.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/event/event_type.h"
#include "import/language/language.h"
#include "import/language/word_list.h"

namespace annals {

struct PrepArgument {
  std::string preposition;
  uint32_t chunk = 0;
};

// When a verb group puts its event, seen from the report.
enum class Tense : uint8_t { kPresent, kPast, kPerfect, kPastPerfect, kNone };

struct Frame {
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);

  uint32_t sentence = 0;
  uint32_t chunk = 0;    // verb chunk, or noun chunk of a nominal
  uint32_t trigger = 0;  // token
  bool nominal = false;
  bool passive = false;
  bool infinitive = false;  // "to meet"
  bool norm =
      false;  // "must pay", "can appeal": what ought to be or may be done
  bool has_infinitive = false;   // is followed by "to …"
  bool has_that_clause = false;  // is followed by "that …" or a clause
  uint32_t governor = kNone;     // frame whose complement or argument this is
  EventStatus status = EventStatus::kHappened;
  Tense tense = Tense::kNone;  // of the verb, or of a nominal's governor
  std::vector<uint32_t> subjects;
  std::vector<uint32_t> objects;
  std::vector<PrepArgument> preps;
  std::string
      particle;  // folded word right after the verb: "off", "for", "with"
};

// The frames of one sentence: its verbs in order, then the nouns for which
// `is_event_noun` holds. Status is set from the verb group and what governs it.
class ClauseReader {
 public:
  // `words`: en/events/words.tsv. Arguments must outlive the reader.
  ClauseReader(const Language& language, const WordList& words)
      : language_(language), words_(words) {}

  template <typename IsEventNoun>
  std::vector<Frame> Read(uint32_t sentence, const IsEventNoun& is_event_noun) {
    sentence_ = sentence;
    frames_.clear();
    ReadVerbs();
    const size_t verbs = frames_.size();
    const Sentence& s = language_.sentences[sentence];
    event_nouns_.clear();
    for (uint32_t c = s.chunk_begin; c < s.chunk_end; ++c) {
      if (language_.chunks[c].kind == Chunk::Kind::kNoun &&
          is_event_noun(language_.chunks[c])) {
        event_nouns_.push_back(c);
      }
    }
    for (const uint32_t c : event_nouns_) ReadNominal(c, verbs);
    return std::move(frames_);
  }

 private:
  void ReadVerbs();
  void FindSubjects(size_t frame);
  void FindObjects(size_t frame);
  void SetTense(size_t frame);
  void SetStatus(size_t frame);
  void ReadNominal(uint32_t chunk, size_t verbs);
  void AddCoordinates(uint32_t chunk, bool forward,
                      std::vector<uint32_t>* to) const;
  bool IsNoun(uint32_t chunk) const;
  bool IsBehindPreposition(uint32_t chunk) const;
  bool IsInParentheses(uint32_t chunk) const;
  bool IsApposedToPlace(uint32_t chunk) const;
  bool IsFinite(const Frame& frame) const;
  bool IsCarried(size_t f, uint32_t chunk) const;
  uint32_t EndOfAside(uint32_t end) const;
  uint32_t BeginOfAside(uint32_t verb) const;
  bool DeniesSubject(const Frame& frame) const;
  bool IsAbility(const Frame& frame) const;
  bool IsForPurpose(const Frame& above) const;
  bool IsRelative(uint32_t verb) const;
  bool IsInverted(const Frame& frame) const;
  bool IsAmount(uint32_t begin, uint32_t chunk) const;
  bool BeginsAmount(uint32_t token) const;
  uint32_t FirstOfNames(uint32_t chunk) const;
  uint32_t Counted(uint32_t chunk) const;
  bool OnlyBetween(uint32_t begin, uint32_t end, std::string_view cls) const;

  const Language& language_;
  const WordList& words_;
  uint32_t sentence_ = 0;
  std::vector<Frame> frames_;
  std::vector<uint32_t> event_nouns_;  // chunks, ascending
};

}  // namespace annals
