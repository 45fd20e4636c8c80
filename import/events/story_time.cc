#include "import/events/story_time.h"

#include <chrono>
#include <optional>

namespace annals {

namespace {

using std::chrono::days;

// News is of the last days; what is older is background, not the story.
constexpr days kNews{8};
constexpr uint32_t kOpening = 2;  // sentences

constexpr double kFromParagraph = 0.5;
constexpr double kFromStory = 0.4;
constexpr double kFromReport = 0.35;

bool IsDay(const TimeInterval& interval) {
  return interval.has_begin() && interval.has_end() &&
         interval.end() - interval.begin() <= days{1};
}

EventTime Weak(const TimeInterval& interval, TimeBasis basis,
               double confidence) {
  EventTime time;
  time.interval = interval;
  time.basis = basis;
  time.confidence = confidence;
  return time;
}

// "earlier", "previously": the sentence goes back behind the story.
bool GoesBack(const Language& language, const WordList& words,
              const Frame& frame) {
  if (frame.tense == Tense::kPastPerfect) return true;
  const Chunk& chunk = language.chunks[frame.chunk];
  const Sentence& sentence = language.sentences[frame.sentence];
  const uint32_t from = chunk.begin > sentence.begin ? chunk.begin - 1 : chunk.begin;
  for (uint32_t i = from; i < chunk.end; ++i) {
    if (words.Is(language.tokens[i].folded, "background")) return true;
  }
  return false;
}

}  // namespace

void DateFromStory(const Document& document, const Language& language,
                   const WordList& words, std::vector<FramedClaim>* claims) {
  if (!document.published) return;
  const TimePoint published{*document.published};
  const TimeInterval report_day =
      TimeInterval::Day(std::chrono::year_month_day{*document.published});
  std::optional<TimeInterval> story;      // the day the news is of
  std::optional<TimeInterval> paragraph;  // last day named in this paragraph
  uint32_t block = 0;
  for (auto& [claim, frame] : *claims) {
    const Sentence& sentence = language.sentences[frame.sentence];
    if (sentence.block != block) paragraph.reset();
    block = sentence.block;
    const bool has_been = claim.status == EventStatus::kHappened ||
                          claim.status == EventStatus::kOngoing;
    if (claim.time) {
      const TimeInterval& interval = claim.time->interval;
      if (!has_been || frame.nominal || !IsDay(interval)) continue;
      paragraph = interval;
      const bool news = interval.begin() <= published + days{1} &&
                        published - interval.begin() <= kNews;
      if (!story && news) story = interval;
      continue;
    }
    if (!has_been || frame.tense == Tense::kNone ||
        GoesBack(language, words, frame)) {
      continue;
    }
    if (frame.tense == Tense::kPerfect ||
        claim.status == EventStatus::kOngoing) {
      claim.time = Weak(report_day.With(Qualifier::kApproximate),
                        TimeBasis::kAssumed, kFromReport);
    } else if (paragraph) {
      claim.time = Weak(*paragraph, TimeBasis::kEarlierMention, kFromParagraph);
    } else if (story) {
      claim.time = Weak(story->With(Qualifier::kApproximate),
                        TimeBasis::kEarlierMention, kFromStory);
    } else if (frame.sentence < kOpening) {
      claim.time = Weak(report_day.With(Qualifier::kApproximate),
                        TimeBasis::kAssumed, kFromReport);
      story = report_day;
    }
  }
}

}  // namespace annals
