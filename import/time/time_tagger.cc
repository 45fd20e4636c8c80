#include "import/time/time_tagger.h"

#include <algorithm>
#include <utility>

#include "import/time/calendar.h"
#include "import/time/outlook.h"

namespace annals {

std::string_view Name(TimexType type) {
  constexpr std::string_view kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view Name(EventAnchor::Relation relation) {
  return relation == EventAnchor::Relation::kBefore ? "before" : "after";
}

Result<TimeTagger> TimeTagger::Load(const Resources& resources) {
  Result<TimeRules> rules = TimeRules::Load(resources);
  if (!rules.ok()) return rules.status();
  Result<WordList> context = WordList::Load(resources, "en/time/context.tsv");
  if (!context.ok()) return context.status();
  return TimeTagger(std::move(*rules), std::move(*context));
}

// What stands right before a length of time turns it into a time ("within two
// weeks", "in 30 days"), and what stands after hangs it on an event ("a day
// after the vote").
void TimeTagger::Relate(const std::vector<TimeWord>& words,
                        const TimeMatch& found, const Language& language,
                        TimeExpression* expression,
                        std::optional<std::chrono::sys_days> published) const {
  using std::chrono::days;
  if (found.value.kind != TimeValue::Kind::kDuration) return;
  const std::string_view before =
      found.begin > 0 ? std::string_view(words[found.begin - 1].folded) : "";
  const std::string_view after =
      found.end < words.size() ? std::string_view(words[found.end].folded) : "";

  if (context_.Is(after, "event-before") || context_.Is(after, "event-after")) {
    if (found.end + 1 >= words.size()) return;
    const uint32_t first = words[found.end + 1].token;
    for (const Chunk& chunk : language.chunks) {
      if (chunk.begin > first || chunk.end <= first) continue;
      EventAnchor anchor;
      anchor.event = {language.tokens[chunk.begin].span.begin,
                      language.tokens[chunk.end - 1].span.end};
      const bool is_before = context_.Is(after, "event-before");
      anchor.relation = is_before ? EventAnchor::Relation::kBefore
                                  : EventAnchor::Relation::kAfter;
      const TimeUnit unit = found.value.unit;
      const int per = unit == TimeUnit::kWeek    ? 7
                      : unit == TimeUnit::kMonth ? 30
                      : unit == TimeUnit::kYear  ? 365
                                                 : 1;
      if (found.value.count > 0 && unit >= TimeUnit::kDay) {
        const int count = static_cast<int>(found.value.count) * per;
        anchor.offset = is_before ? -count : count;
      } else if (unit < TimeUnit::kDay) {
        anchor.offset = 0;  // the same day, as near as can be said
      }
      anchor.granularity =
          unit <= TimeUnit::kDay ? Granularity::kDay : Granularity::kWeek;
      expression->anchor = anchor;
      return;
    }
    return;
  }
  if (!published || found.value.count <= 0) return;
  TimeResolver resolver(published, rules_.holidays());
  TimeValue value = found.value;
  if (context_.Is(before, "within")) {
    TimeExpression bounds;
    value.kind = TimeValue::Kind::kPeriod;
    value.shift = 1;
    resolver.Resolve(value, Outlook::kAhead, &bounds);
    if (bounds.interval) {  // it may be today
      expression->interval = DaysBetween(
          *published, std::chrono::floor<days>(bounds.interval->end()),
          Granularity::kDay);
    }
    expression->basis = TimeBasis::kPublication;
    expression->confidence = bounds.confidence;
    expression->counts_from_now = true;
    return;
  }
  if (context_.Is(before, "in-future") &&
      OutlookAt(words, found.begin, language, context_) == Outlook::kAhead) {
    if (value.unit < TimeUnit::kDay) {  // today, unless midnight is near
      expression->interval =
          TimeInterval::Day(std::chrono::year_month_day{*published});
      expression->basis = TimeBasis::kPublication;
      expression->confidence = 0.8;
      return;
    }
    value.kind = TimeValue::Kind::kOffset;
    value.shift = 1;
    TimeExpression date;
    if (resolver.Resolve(value, Outlook::kAhead, &date) && date.interval) {
      expression->type = TimexType::kDate;
      expression->value = date.value;
      expression->interval = date.interval;
      expression->basis = TimeBasis::kPublication;
      expression->confidence = 0.8;
    }
  }
}

namespace {

bool CountsFromNow(const TimeValue& value) {
  using Kind = TimeValue::Kind;
  return !value.from_reference &&
         (value.kind == Kind::kUnit || value.kind == Kind::kOffset ||
          value.kind == Kind::kPeriod);
}

// Not of the days that news is of.
bool IsOld(const TimeResolver::Reference& reference,
           std::chrono::sys_days published) {
  constexpr std::chrono::days kNews{8};
  return reference.last && reference.last->has_begin() &&
         reference.last->begin() < published - kNews;
}

// A clock time takes its day from the nearest day named in its sentence.
struct ClockTime {
  size_t expression = 0;
  TimeValue value;
};

void TakeDays(const std::vector<ClockTime>& clocks, size_t first,
              std::vector<TimeExpression>* expressions) {
  for (const ClockTime& each : clocks) {
    TimeExpression& clock = (*expressions)[each.expression];
    const TimeExpression* best = nullptr;
    size_t best_gap = 0;
    for (size_t k = first; k < expressions->size(); ++k) {
      const TimeExpression& day = (*expressions)[k];
      if (day.type != TimexType::kDate || !day.interval ||
          day.interval->end() - day.interval->begin() != std::chrono::days{1}) {
        continue;
      }
      const size_t gap = k < each.expression ? clock.span.begin - day.span.end
                                             : day.span.begin - clock.span.end;
      if (best == nullptr || gap < best_gap) {
        best = &day;
        best_gap = gap;
      }
    }
    if (best == nullptr) continue;
    clock.value = ClockValue(each.value, best->value);
    clock.interval = best->interval;
    clock.basis = best->basis;
    clock.confidence = best->confidence;
  }
}

}  // namespace

std::vector<TimeExpression> TimeTagger::Find(const Document& document,
                                             const Language& language,
                                             TimeReading reading) const {
  std::vector<TimeExpression> expressions;
  TimeResolver resolver(document.published, rules_.holidays());
  std::optional<TimeResolver::Reference> news;
  uint32_t block = 0;
  size_t sentences_of_block = 0;
  for (uint32_t s = 0; s < language.sentences.size(); ++s) {
    const Sentence& sentence = language.sentences[s];
    const TimeWords read = rules_.Words(document.text, language, sentence);
    const std::vector<TimeWord>& words = read.words;
    const size_t first = expressions.size();
    if (sentence.block != block) {
      block = sentence.block;
      sentences_of_block = 0;
    }
    // What a paragraph told of long ago is over when another goes on about the
    // news; its first sentence may still count from there.
    if (++sentences_of_block == 2 && news && document.published &&
        IsOld(resolver.reference(), *document.published)) {
      resolver.SetReference(*news);
    }
    TimeResolver::Reference story = resolver.reference();
    std::vector<ClockTime> clocks;
    const auto add = [&](const TimeMatch& match, TimeExpression expression) {
      expression.span = {words[match.begin].span.begin,
                         words[match.end - 1].span.end};
      expression.sentence = s;
      expression.rule = *match.rule;
      expression.counts_from_now = CountsFromNow(match.value);
      if (match.value.kind == TimeValue::Kind::kClock && document.published) {
        clocks.push_back({expressions.size(), match.value});
      }
      Relate(words, match, language, &expression, document.published);
      expressions.push_back(std::move(expression));
    };
    for (const TimeMatch& match : rules_.Match(words, language, sentence)) {
      // Cues such as "until" stand in the match, before its first part.
      const size_t at =
          match.parts.empty() ? match.begin : match.parts.front().begin;
      const Outlook outlook = reading == TimeReading::kQuery
                                  ? Outlook::kAsked
                                  : OutlookAt(words, at, language, context_);
      const bool in_quotes = IsQuoted(words, at, context_);
      const Aside aside =
          in_quotes && CountsFromNow(match.value)
              ? Aside::kInPassing
              : AsideAt(words, at, match.end, language, context_);
      TimeExpression whole;
      whole.type = match.type;
      std::vector<TimeExpression> parts;
      if (!resolver.Resolve(match.value, outlook, &whole, &parts)) continue;
      whole.aside = aside != Aside::kNot;
      whole.ahead = outlook == Outlook::kAhead;
      whole.quoted = in_quotes;
      if (aside != Aside::kInPassing && !whole.ahead) {
        story = resolver.reference();
      }
      if (match.parts.empty()) {
        add(match, std::move(whole));
        continue;
      }
      for (size_t i = 0; i < match.parts.size() && i < parts.size(); ++i) {
        if (!parts[i].named) parts[i].named = parts[i].interval;
        // A question says in its own words how a time bounds it.
        if (reading == TimeReading::kNews ||
            match.value.kind == TimeValue::Kind::kBoth) {
          parts[i].interval = whole.interval;
        }
        parts[i].relation = *match.rule;
        parts[i].aside = whole.aside;
        parts[i].ahead = whole.ahead;
        parts[i].quoted = whole.quoted;
        parts[i].opens = match.value.kind == TimeValue::Kind::kSince;
        add(match.parts[i], std::move(parts[i]));
      }
    }
    TakeDays(clocks, first, &expressions);
    // The next sentence goes on from the story, not from what it mentions.
    if (story.last) resolver.SetReference(story);
    if (!news && document.published && story.last_day &&
        !IsOld({story.last_day, story.last_day}, *document.published)) {
      news = story;
    }
  }
  return expressions;
}

}  // namespace annals
