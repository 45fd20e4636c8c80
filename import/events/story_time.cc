#include "import/events/story_time.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

namespace annals {

namespace {

using std::chrono::days;

// News is of the last days; what is older is background, not the story.
constexpr days kNews{8};
constexpr uint32_t kOpening = 2;  // sentences

constexpr double kFromEvent = 0.6;
constexpr double kFromParagraph = 0.5;
constexpr double kFromStory = 0.4;
constexpr double kFromReport = 0.35;

bool IsDay(const TimeInterval& interval) {
  return interval.has_begin() && interval.has_end() &&
         interval.end() - interval.begin() <= days{1};
}

TimeInterval DayAt(TimePoint t) {
  return TimeInterval::Day(
      std::chrono::year_month_day{std::chrono::floor<days>(t)});
}

EventTime Weak(const TimeInterval& interval, TimeBasis basis,
               double confidence) {
  EventTime time;
  time.interval = interval;
  time.basis = basis;
  time.confidence = confidence;
  return time;
}

// Walks through the claims in text order, keeping what day the story is at.
class Story {
 public:
  Story(std::chrono::sys_days published, const Language& language,
        const std::vector<TimeExpression>& times, const WordList& words)
      : published_(published),
        language_(language),
        times_(times),
        words_(words) {}

  void Date(std::vector<FramedClaim>* claims) {
    claims_ = claims;
    size_t begin = 0;
    for (uint32_t s = 0; s < language_.sentences.size(); ++s) {
      size_t end = begin;
      while (end < claims->size() && (*claims)[end].frame.sentence == s) ++end;
      const Sentence& sentence = language_.sentences[s];
      if (sentence.block != block_) paragraph_.reset();
      block_ = sentence.block;
      for (size_t i = begin; i < end; ++i) MoveToSpeech(&(*claims)[i]);
      if (sentence.kind != BlockKind::kFurniture &&
          sentence.kind != BlockKind::kCaption) {
        for (const TimeExpression& time : times_) {
          if (time.sentence != s || !IsPastDay(time)) continue;
          // The news may stand in a clause: "is dead after a fall on Monday".
          const bool opens = s < kOpening && !story_;
          if (!time.aside || opens) MoveTo(*time.interval);
        }
      }
      for (const TimeExpression& time : times_) {
        if (time.sentence == s && time.anchor) Anchor(time, begin, end);
      }
      for (size_t i = begin; i < end; ++i) Continue(&(*claims)[i]);
      begin = end;
    }
    // What hangs on an event that is dated only farther down.
    for (const TimeExpression& time : times_) {
      if (time.anchor && time.anchor->offset) AnchorAhead(time);
    }
  }

 private:
  bool HasBeen(const Claim& claim) const {
    return claim.status == EventStatus::kHappened ||
           claim.status == EventStatus::kOngoing;
  }
  bool IsNews(const TimeInterval& day) const {
    return day.begin() <= published_ + days{1} &&
           published_ - day.begin() <= kNews;
  }
  std::optional<TimeInterval> Day() const {
    return paragraph_ ? paragraph_ : story_;
  }
  void MoveTo(const TimeInterval& day) {
    paragraph_ = day;
    if (!story_ && IsNews(day)) story_ = day;
  }

  bool IsPastDay(const TimeExpression& time) const {
    return time.interval && time.relation.empty() && !time.quoted &&
           !time.ahead && IsDay(*time.interval) &&
           time.interval->begin() < published_ + days{1};
  }

  // "Today" in quotation marks is the day of the words, not of the report.
  void MoveToSpeech(FramedClaim* framed) const {
    const TimeExpression* when = framed->when;
    if (when == nullptr || !when->counts_from_now || !Day() ||
        !framed->claim.time || !when->quoted) {
      return;
    }
    EventTime& time = *framed->claim.time;
    const auto shift = Day()->begin() - published_;
    using End = TimeInterval::End;
    const TimeInterval& t = time.interval;
    const Result<TimeInterval> moved = TimeInterval::Make(
        End{t.begin_bound(), t.begin() + shift, t.begin_granularity()},
        End{t.end_bound(), t.end() + shift, t.end_granularity()});
    if (!moved.ok()) return;
    time.interval = moved->With(t.qualifier());
    time.timex.clear();
    time.basis = TimeBasis::kEarlierMention;
    time.confidence *= 0.8;
  }

  // The day of the claim whose trigger is this noun: the latest before `end`.
  std::optional<TimeInterval> DayOf(const std::string& lemma,
                                    size_t end) const {
    for (size_t i = end; i-- > 0;) {
      if (const auto day = DayIf((*claims_)[i], lemma)) return day;
    }
    return std::nullopt;
  }

  std::optional<TimeInterval> DayIf(const FramedClaim& framed,
                                    const std::string& lemma) const {
    const auto& [claim, frame, when] = framed;
    const bool is_it = frame.nominal &&
                       language_.tokens[frame.trigger].lemma == lemma &&
                       claim.time && IsDay(claim.time->interval);
    if (!is_it) return std::nullopt;
    return claim.time->interval;
  }

  // What the head word of the event is that it hangs on.
  std::string HeadOf(const EventAnchor& anchor) const {
    std::string head;
    for (const Token& token : language_.tokens) {
      if (anchor.event.Contains(token.span)) head = token.lemma;
    }
    return head;
  }

  bool IsOwn(const FramedClaim& framed, const EventAnchor& anchor) const {
    return anchor.event.Contains(language_.tokens[framed.frame.trigger].span);
  }

  // "A day after the vote the mayor resigned. … The vote, on Sunday, …": dated
  // from its own words only, so that no two wait for each other.
  void AnchorAhead(const TimeExpression& time) {
    const std::string head = HeadOf(*time.anchor);
    std::optional<TimeInterval> known;
    for (const FramedClaim& framed : *claims_) {
      if (framed.frame.sentence <= time.sentence || known) continue;
      if (framed.when != nullptr) known = DayIf(framed, head);
    }
    if (!known) return;
    for (FramedClaim& framed : *claims_) {
      if (framed.frame.sentence != time.sentence ||
          IsOwn(framed, *time.anchor) || !HasBeen(framed.claim) ||
          (framed.claim.time && framed.when != nullptr)) {
        continue;
      }
      framed.claim.time =
          Weak(DayAt(known->begin() + days{*time.anchor->offset}),
               TimeBasis::kEvent, kFromEvent);
    }
  }

  // "He fainted during the vote": on the day of the vote, if that is known.
  std::optional<TimeInterval> DayOfWhatItIsIn(const Frame& frame) const {
    for (const PrepArgument& p : frame.preps) {
      if (!words_.Is(p.preposition, "during")) continue;
      const Token& head = language_.tokens[language_.chunks[p.chunk].head];
      for (const FramedClaim& framed : *claims_) {
        if (framed.when == nullptr) continue;
        if (const auto day = DayIf(framed, head.lemma)) return day;
      }
    }
    return std::nullopt;
  }

  // "[main clause] a day after [other]" and "Hours before [other], [main]".
  void Anchor(const TimeExpression& time, size_t begin, size_t end) {
    const EventAnchor& anchor = *time.anchor;
    if (!anchor.offset) return;
    const days offset{*anchor.offset};
    const Span span = time.span;
    const auto trigger = [&](const FramedClaim& framed) {
      return language_.tokens[framed.frame.trigger].span.begin;
    };
    const auto date = [&](FramedClaim* framed, TimePoint day) {
      if (framed->claim.time && framed->when != nullptr) return;
      if (!HasBeen(framed->claim)) return;
      framed->claim.time = Weak(DayAt(day), TimeBasis::kEvent, kFromEvent);
      MoveTo(framed->claim.time->interval);
    };
    if (const auto known = DayOf(HeadOf(anchor), begin)) {
      for (size_t i = begin; i < end; ++i) {
        if (!IsOwn((*claims_)[i], anchor)) {
          date(&(*claims_)[i], known->begin() + offset);
        }
      }
      return;
    }
    // The main clause has a day of its own, or is the news just told.
    std::optional<TimeInterval> base;
    for (size_t i = begin; i < end; ++i) {
      const Claim& claim = (*claims_)[i].claim;
      if (trigger((*claims_)[i]) < span.begin && claim.time &&
          IsDay(claim.time->interval)) {
        base = claim.time->interval;
      }
    }
    if (!base && Comes(time)) {
      for (size_t i = begin; i-- > 0 && !base;) {
        const Claim& claim = (*claims_)[i].claim;
        if (claim.time && IsDay(claim.time->interval) &&
            IsNews(claim.time->interval)) {
          base = claim.time->interval;
        }
      }
      if (!base) base = DayAt(published_);
    }
    if (!base) return;
    for (size_t i = begin; i < end; ++i) {
      if (trigger((*claims_)[i]) > span.end) {
        date(&(*claims_)[i], base->begin() - offset);
      }
    }
  }

  // "The visit comes a day after …": the verb right before says so.
  bool Comes(const TimeExpression& time) const {
    const Sentence& sentence = language_.sentences[time.sentence];
    bool comes = false;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Token& token = language_.tokens[i];
      if (token.span.begin >= time.span.begin) break;
      if (IsVerb(token.tag)) {
        comes = words_.Is(token.lemma, "coming") && token.tag != Tag::kVBD;
      }
    }
    return comes;
  }

  // "earlier", "previously": the sentence goes back behind the story.
  bool GoesBack(const Frame& frame) const {
    if (frame.tense == Tense::kPastPerfect) return true;
    const Chunk& chunk = language_.chunks[frame.chunk];
    const Sentence& sentence = language_.sentences[frame.sentence];
    const uint32_t from =
        chunk.begin > sentence.begin ? chunk.begin - 1 : chunk.begin;
    for (uint32_t i = from; i < chunk.end; ++i) {
      if (words_.Is(language_.tokens[i].folded, "background")) return true;
    }
    return false;
  }

  // What has no date goes on from where the story is.
  void Continue(FramedClaim* framed) {
    Claim& claim = framed->claim;
    const Frame& frame = framed->frame;
    if (claim.time) {
      const TimeInterval& interval = claim.time->interval;
      const bool in_passing = framed->when != nullptr && framed->when->aside;
      if (HasBeen(claim) && !frame.nominal && !in_passing && IsDay(interval)) {
        MoveTo(interval);
      }
      return;
    }
    // "The pact was not signed" is of its day, too.
    const bool was_not = claim.status == EventStatus::kDenied &&
                         frame.tense == Tense::kPast && !frame.infinitive;
    if (!(HasBeen(claim) || was_not) || frame.tense == Tense::kNone ||
        GoesBack(frame)) {
      return;
    }
    if (const auto day = DayOfWhatItIsIn(frame)) {
      claim.time = Weak(*day, TimeBasis::kEvent, kFromEvent);
      return;
    }
    const TimeInterval report_day = DayAt(published_);
    if (frame.tense == Tense::kPerfect ||
        claim.status == EventStatus::kOngoing) {
      claim.time = Weak(report_day.With(Qualifier::kApproximate),
                        TimeBasis::kAssumed, kFromReport);
    } else if (paragraph_) {
      claim.time =
          Weak(*paragraph_, TimeBasis::kEarlierMention, kFromParagraph);
    } else if (story_) {
      claim.time = Weak(story_->With(Qualifier::kApproximate),
                        TimeBasis::kEarlierMention, kFromStory);
    } else if (frame.sentence < kOpening) {
      claim.time = Weak(report_day.With(Qualifier::kApproximate),
                        TimeBasis::kAssumed, kFromReport);
      story_ = report_day;
    }
  }

  const TimePoint published_;
  const Language& language_;
  const std::vector<TimeExpression>& times_;
  const WordList& words_;
  std::vector<FramedClaim>* claims_ = nullptr;
  std::optional<TimeInterval> story_;      // the day the news is of
  std::optional<TimeInterval> paragraph_;  // last day named in this paragraph
  uint32_t block_ = 0;
};

}  // namespace

void DateFromStory(const Document& document, const Language& language,
                   const std::vector<TimeExpression>& times,
                   const WordList& words, std::vector<FramedClaim>* claims) {
  if (!document.published) return;
  Story(*document.published, language, times, words).Date(claims);
}

}  // namespace annals
