// The part of ClaimBuilder that finds the time that a clause says of its event.
// What the clause leaves out, story_time.h takes from the story.

#include <algorithm>
#include <chrono>

#include "import/events/claim_builder.h"

namespace annals {

// The nearest time of the sentence; one beyond another verb is taken only if
// nothing nearer is there.
const TimeExpression* ClaimBuilder::FindTime(const Frame& frame,
                                             const std::vector<Frame>& frames,
                                             Claim* claim) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const Span trigger = language_.tokens[frame.trigger].span;
  const bool says = !frame.nominal &&
                    words_.Is(language_.tokens[frame.trigger].lemma, "saying");
  // What is yet to come has no date that is over: "they are to meet, he said on
  // Thursday", "they agreed on Thursday to meet". But "they were to meet on
  // Thursday".
  const bool own_tense =
      frame.governor == Frame::kNone ||
      words_.Is(language_.tokens[frames[frame.governor].trigger].lemma,
                "auxiliary");
  const bool was_ahead = own_tense && (frame.tense == Tense::kPast ||
                                       frame.tense == Tense::kPastPerfect);
  const bool is_ahead = IsAhead(claim->status) && !was_ahead;
  // "promised an inquiry within 15 days": the promise is not in those days.
  const bool is_past =
      !frame.nominal && !frame.infinitive &&
      (frame.tense == Tense::kPast || frame.tense == Tense::kPastPerfect);
  const TimeExpression* best = nullptr;
  size_t best_distance = 0;
  for (const TimeExpression& time : times_) {
    if (time.sentence != frame.sentence || !time.interval) continue;
    if (time.type == TimexType::kSet) continue;
    if (is_ahead && IsOver(*time.interval)) continue;
    if (is_past && IsToCome(*time.interval)) continue;
    if (says && time.quoted) continue;  // a day that is spoken of
    if (IsBehindAnchor(time, trigger)) continue;
    const Span between = time.span.begin < trigger.begin
                             ? Span{time.span.end, trigger.begin}
                             : Span{trigger.end, time.span.begin};
    size_t distance = between.end > between.begin ? between.size() : 0;
    bool embedded = false;  // dates another verb than this
    for (const Frame& other : frames) {
      if (other.nominal || other.trigger == frame.trigger ||
          other.chunk == frame.chunk) {
        continue;
      }
      const Span verb = language_.tokens[other.trigger].span;
      const bool own =
          frame.governor != Frame::kNone && &frames[frame.governor] == &other;
      if (!between.Contains(verb)) continue;
      // Stands in what is said, or dates what is only mentioned.
      embedded |= (says || time.aside) && !frame.nominal &&
                  time.span.begin > trigger.begin;
      if (!own && !other.infinitive) distance += 80;
    }
    if (embedded) continue;
    if (best == nullptr || distance < best_distance) {
      best = &time;
      best_distance = distance;
    }
  }
  if (best == nullptr || best_distance >= 200) return nullptr;
  best = Finer(best);
  EventTime time;
  time.interval = *best->interval;
  time.timex = best->value;
  time.basis = best->basis;
  time.confidence = best->confidence * (best_distance > 80 ? 0.6 : 0.9);
  // "His third visit since January" says when the count began.
  if (best->opens && IsCounted(*best, sentence)) return nullptr;
  claim->time = time;
  return best;
}

bool ClaimBuilder::IsCounted(const TimeExpression& time,
                             const Sentence& sentence) const {
  constexpr uint32_t kPhrase = 6;  // words: "the first with Putin since"
  uint32_t first = sentence.begin;
  while (first < sentence.end &&
         language_.tokens[first].span.begin < time.span.begin) {
    ++first;
  }
  for (uint32_t i = first; i > sentence.begin && first - i < kPhrase; --i) {
    if (IsVerb(language_.tokens[i - 1].tag)) return false;
    if (words_.Is(language_.tokens[i - 1].folded, "ordinal")) return true;
  }
  return false;
}

bool ClaimBuilder::IsToCome(const TimeInterval& interval) const {
  using std::chrono::days;
  if (!document_.published || !interval.has_begin() || !interval.has_end()) {
    return false;
  }
  const TimePoint today{*document_.published};
  return interval.begin() >= today && interval.end() > today + days{1};
}

// "Oli resigned on Tuesday, a day after police had shot 19": what stands behind
// the anchor is not of Tuesday.
bool ClaimBuilder::IsBehindAnchor(const TimeExpression& time,
                                  Span trigger) const {
  return std::any_of(
      times_.begin(), times_.end(), [&](const TimeExpression& anchor) {
        return anchor.sentence == time.sentence && anchor.anchor &&
               anchor.anchor->offset && time.span.end <= anchor.span.begin &&
               anchor.span.end <= trigger.begin;
      });
}

// "three years ago, in February 2022", "next month, on 2 August": the second
// says it more closely.
const TimeExpression* ClaimBuilder::Finer(const TimeExpression* time) const {
  constexpr size_t kBeside = 8;  // bytes between them
  const TimeInterval& wide = *time->interval;
  for (const TimeExpression& other : times_) {
    if (other.sentence != time->sentence || !other.interval ||
        other.span.begin < time->span.end ||
        other.span.begin - time->span.end > kBeside ||
        !other.relation.empty() || !other.interval->has_begin() ||
        !other.interval->has_end() || !wide.has_begin() || !wide.has_end()) {
      continue;
    }
    const TimeInterval& fine = *other.interval;
    if (fine.begin() >= wide.begin() && fine.end() <= wide.end() &&
        fine.end() - fine.begin() < wide.end() - wide.begin()) {
      return &other;
    }
  }
  return time;
}

bool ClaimBuilder::IsOver(const TimeInterval& interval) const {
  return document_.published && interval.has_end() &&
         interval.end() <= *document_.published;
}

}  // namespace annals
