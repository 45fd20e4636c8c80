#include "api/query/phrase_reader.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/query/naming.h"
#include "core/text/fold.h"

namespace annals {

namespace {

constexpr size_t kLongestPhrase = 500;  // bytes
constexpr size_t kLongestName = 6;      // words
constexpr size_t kNamesInMessage = 5;

// One of several entities of a name is meant if it is in this many times as
// many events as the next.
constexpr uint64_t kClearly = 10;

enum class Link : uint8_t { kInvolve, kBy, kOn, kIn, kAbout };

Filter Role(std::string_view role, const std::string& id) {
  return Filter::Is(FacetKind::kActorRole, std::string(role) + ":" + id);
}

Filter Linked(Link link, const Entity& entity) {
  const std::string& id = entity.id.value;
  const Filter involved = Filter::Is(FacetKind::kInvolves, id);
  const bool country = entity.kind == EntityKind::kCountry;
  switch (link) {
    case Link::kBy:
      if (country || entity.kind == EntityKind::kOrganization) {
        return Filter::And({involved, Filter::Not(Role("target", id))});
      }
      return Filter::Or({Role("source", id), Role("participant", id),
                         Filter::Is(FacetKind::kAttribution, id)});
    case Link::kOn:
      if (IsPlace(entity.kind)) {
        return Filter::Or({Role("target", id),
                           Filter::And({Filter::Is(FacetKind::kPlace, id),
                                        Filter::Not(Role("source", id))})});
      }
      return Filter::And({involved, Filter::Not(Role("source", id))});
    case Link::kIn:
      if (IsPlace(entity.kind)) return Filter::Is(FacetKind::kPlace, id);
      return involved;
    case Link::kAbout:
    case Link::kInvolve:
      break;
  }
  return involved;
}

// What a phrase asks for, gathered from left to right.
class Reading {
 public:
  Reading(const Analyzer& analyzer, const Analysis& analysis,
          std::string_view phrase, const QueryWords& words,
          const KnowledgeReader& base, std::chrono::sys_days today)
      : analyzer_(analyzer),
        analysis_(analysis),
        phrase_(phrase),
        words_(words),
        base_(base),
        today_(today) {}

  Result<Query> Read() {
    const std::vector<Token>& tokens = analysis_.language.tokens;
    for (size_t i = 0; i < tokens.size();) {
      if (const TimeExpression* time = TimeAt(tokens[i])) {
        if (Status s = Take(*time); !s.ok()) return s;
        while (i < tokens.size() && tokens[i].span.begin < time->span.end) ++i;
        continue;
      }
      const QueryWords::Found word = words_.At(tokens, i);
      Result<Named> named = NameAt(i, word.tokens);
      if (!named.ok()) return named.status();
      if (named->tokens == 0 && word.tokens == 0 && link_ != Link::kAbout) {
        *named = WellKnownAt(i);
      }
      if (named->tokens > word.tokens) {
        Add(Linked(link_, named->entity));
        bound_.clear();  // "between Trump and Putin" bounds no time
        i += named->tokens;
      } else if (word.tokens > 0) {
        Take(word);
        i += word.tokens;
      } else {
        if (link_ == Link::kAbout) {
          AddTerms(Slice(phrase_, tokens[i].span));
        } else {
          NotUnderstood(tokens[i]);
        }
        ++i;
      }
    }
    if (!unknown_.empty()) {
      return Status::InvalidArgument(
          "not understood: " + unknown_ +
          " (neither a name nor a word of a query; ask for example "
          "'events involving Hungary since August')");
    }
    return Finish();
  }

 private:
  struct Named {
    size_t tokens = 0;
    Entity entity;
  };

  const TimeExpression* TimeAt(const Token& token) const {
    for (const TimeExpression& time : analysis_.times) {
      if (time.span.begin == token.span.begin) return &time;
    }
    return nullptr;
  }

  // The longest name of an entity of the base that begins at token `at` and is
  // longer than `than` tokens.
  Result<Named> NameAt(size_t at, size_t than) const {
    const std::vector<Token>& tokens = analysis_.language.tokens;
    const size_t most = std::min(kLongestName, tokens.size() - at);
    for (size_t n = most; n > than; --n) {
      if (n > 1 && TimeAt(tokens[at + n - 1]) != nullptr) continue;
      const Span span{tokens[at].span.begin, tokens[at + n - 1].span.end};
      const std::string name(Slice(phrase_, span));
      Result<std::vector<EntityHit>> hits = EntitiesMeant(base_, name);
      if (!hits.ok()) return hits.status();
      std::erase_if(*hits, [&](const EntityHit& hit) {
        return hit.events == 0 && hits->size() > 1;
      });
      if (hits->empty()) continue;
      std::stable_sort(hits->begin(), hits->end(),
                       [](const EntityHit& a, const EntityHit& b) {
                         return a.events > b.events;
                       });
      if (hits->size() > 1 &&
          (*hits)[0].events < kClearly * (*hits)[1].events) {
        const EntityHit* own = nullptr;  // the only one of that very name
        for (const EntityHit& hit : *hits) {
          if (Fold(hit.entity.name) != Fold(name)) continue;
          if (own != nullptr) return Ambiguous(name, *hits);
          own = &hit;
        }
        if (own == nullptr) return Ambiguous(name, *hits);
        return Named{n, own->entity};
      }
      return Named{n, (*hits)[0].entity};
    }
    return Named{};
  }

  // The same of what everybody knows, though this base has nothing of it:
  // "Budapest" is understood before anything happens there. Only where it is
  // written like a name.
  Named WellKnownAt(size_t at) const {
    const std::vector<Token>& tokens = analysis_.language.tokens;
    const std::string_view first = Slice(phrase_, tokens[at].span);
    if (first.substr(0, 1) ==
        std::string_view(tokens[at].folded).substr(0, 1)) {
      return {};
    }
    for (size_t n = std::min(kLongestName, tokens.size() - at); n > 0; --n) {
      const Span span{tokens[at].span.begin, tokens[at + n - 1].span.end};
      if (auto entity = analyzer_.WellKnown(Slice(phrase_, span), today_)) {
        return {n, std::move(*entity)};
      }
    }
    return {};
  }

  static Status Ambiguous(const std::string& name,
                          const std::vector<EntityHit>& hits) {
    std::string message = "'" + name + "' may be ";
    for (size_t i = 0; i < hits.size() && i < kNamesInMessage; ++i) {
      if (i > 0) message += ", ";
      message += hits[i].entity.name + " (" + hits[i].entity.id.value + ")";
    }
    return Status::Conflict(message);
  }

  Status Take(const TimeExpression& time) {
    const std::string said(Slice(phrase_, time.span));
    if (!time.interval) {
      return Status::InvalidArgument("'" + said + "' names no date");
    }
    TimeInterval t = *time.interval;
    // "The past three days" of somebody who asks today end today.
    if (time.type == TimexType::kDuration && t.end() == TimePoint(today_)) {
      const Result<TimeInterval> longer = TimeInterval::Make(
          t.begin(), t.end() + std::chrono::days{1}, t.granularity());
      if (longer.ok()) t = *longer;
    }
    if (bound_ == "since") {
      begin_ = Begin(t);
    } else if (bound_ == "until") {
      end_ = End(t);
    } else if (bound_ == "before") {
      end_ = {Bound::kKnown, t.begin(), t.begin_granularity()};
    } else if (bound_ == "after") {
      begin_ = {Bound::kKnown, t.end(), t.end_granularity()};
    } else if (bound_ == "between" && !begin_) {
      begin_ = Begin(t);
      bound_ = "until";
      return Status();
    } else {
      begin_ = Begin(t);
      end_ = End(t);
    }
    bound_.clear();
    return Status();
  }

  static TimeInterval::End Begin(const TimeInterval& t) {
    return {Bound::kKnown, t.begin(), t.begin_granularity()};
  }
  static TimeInterval::End End(const TimeInterval& t) {
    return {Bound::kKnown, t.end(), t.end_granularity()};
  }

  void Take(const QueryWords::Found& word) {
    const auto set_link = [&](Link link) {
      link_ = link;
      negated_ = false;
    };
    for (const std::string& link : word.All("link:")) {
      if (link == "involve" || link == "between") set_link(Link::kInvolve);
      if (link == "by") set_link(Link::kBy);
      if (link == "on") set_link(Link::kOn);
      if (link == "in") set_link(Link::kIn);
      if (link == "about") set_link(Link::kAbout);
    }
    for (const std::string& bound : word.All("time:")) bound_ = bound;
    if (word.Means("not")) negated_ = true;
    if (word.Means("or") && !parts_.empty()) joined_by_or_ = true;
    std::vector<Filter> types;
    for (const std::string& type : word.All("type:")) {
      types.push_back(Filter::Is(FacetKind::kType, type));
    }
    if (!types.empty()) {
      Filter filter = Filter::Or(std::move(types));
      for (const std::string& mode : word.All("mode:")) {
        filter = Filter::And(
            {std::move(filter), Filter::Is(FacetKind::kMode, mode)});
      }
      kinds_.push_back(negated_ ? Filter::Not(std::move(filter))
                                : std::move(filter));
    }
    for (const std::string& status : word.All("status:")) {
      Add(Filter::Is(FacetKind::kStatus, status));
    }
  }

  void Add(Filter filter) {
    if (negated_) filter = Filter::Not(std::move(filter));
    if (joined_by_or_ && !parts_.empty()) {
      Filter last = std::move(parts_.back());
      parts_.back() = Filter::Or({std::move(last), std::move(filter)});
    } else {
      parts_.push_back(std::move(filter));
    }
    joined_by_or_ = false;
  }

  void AddTerms(std::string_view text) {
    for (std::string& term : TermsOf(text)) {
      Add(Filter::Is(FacetKind::kTerm, std::move(term)));
    }
  }

  void NotUnderstood(const Token& token) {
    if (!unknown_.empty()) unknown_ += ", ";
    unknown_ += "'" + std::string(Slice(phrase_, token.span)) + "'";
  }

  Result<Query> Finish() {
    Query query;
    // "protests and strikes": either kind of event.
    std::vector<Filter> kinds;
    for (Filter& kind : kinds_) {
      if (kind.op == Filter::Op::kNot) {
        parts_.push_back(std::move(kind));
      } else {
        kinds.push_back(std::move(kind));
      }
    }
    if (!kinds.empty()) parts_.push_back(Filter::Or(std::move(kinds)));
    query.filter = Filter::And(std::move(parts_));
    if (begin_ || end_) {
      const TimeInterval::End open{Bound::kOpen, {}, Granularity::kDay};
      Result<TimeInterval> when =
          TimeInterval::Make(begin_.value_or(open), end_.value_or(open));
      if (!when.ok()) return when.status().WithContext("the time asked for");
      query.when = *when;
    }
    return query;
  }

  const Analyzer& analyzer_;
  const Analysis& analysis_;
  const std::string_view phrase_;
  const QueryWords& words_;
  const KnowledgeReader& base_;
  const std::chrono::sys_days today_;

  Link link_ = Link::kInvolve;
  bool negated_ = false;
  bool joined_by_or_ = false;
  std::string bound_;
  std::vector<Filter> parts_;
  std::vector<Filter> kinds_;
  std::optional<TimeInterval::End> begin_;
  std::optional<TimeInterval::End> end_;
  std::string unknown_;
};

Document AskedAt(std::string_view words, TimePoint now) {
  Document document;
  document.text = words;
  document.published = std::chrono::floor<std::chrono::days>(now);
  return document;
}

}  // namespace

Result<Query> BasePhraseReader::ReadPhrase(std::string_view phrase,
                                           TimePoint now) const {
  if (phrase.size() > kLongestPhrase) {
    return Status::InvalidArgument("the question is longer than " +
                                   std::to_string(kLongestPhrase) + " bytes");
  }
  const Analysis analysis = analyzer_.ReadQuery(AskedAt(phrase, now));
  return Reading(analyzer_, analysis, phrase, words_, base_,
                 std::chrono::floor<std::chrono::days>(now))
      .Read();
}

Result<TimeInterval> BasePhraseReader::ReadTime(std::string_view words,
                                                TimePoint now) const {
  const Analysis analysis = analyzer_.ReadQuery(AskedAt(words, now));
  const auto& times = analysis.times;
  if (words.size() > kLongestPhrase || times.size() != 1 ||
      !times[0].interval || times[0].span.begin != 0 ||
      times[0].span.end != words.size()) {
    return Status::InvalidArgument(
        "'" + std::string(words.substr(0, kLongestPhrase)) +
        "' is neither an EDTF level 1 date nor the name of a time");
  }
  return *times[0].interval;
}

}  // namespace annals
