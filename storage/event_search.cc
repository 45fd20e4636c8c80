#include "storage/event_search.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/time/edtf.h"
#include "storage/event_index.h"
#include "storage/keys.h"
#include "storage/posting_stream.h"

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::sys_days;

// A report window of at most so many days is looked up by its days' postings.
constexpr days kMostReportDays{64};

Status Missing(std::string_view id) {
  return Status::Corruption("the index has event '" + std::string(id) +
                            "', which is not in the base");
}

// Whether some claim was reported in `window`, if the posting can tell.
std::optional<bool> ReportedIn(const Posting& posting,
                               const TimeInterval& window) {
  if (!posting.reported) return false;
  const auto& [first, last] = *posting.reported;
  if (window.Contains(first) || window.Contains(last)) return true;
  if (last < window.begin() || window.end() <= first) return false;
  return std::nullopt;
}

// The times of places at which answers can stand: [begin, end).
struct Window {
  uint64_t begin;
  uint64_t end;
};

class Search {
 public:
  Search(const KeyValueView& view, const Curation& curation, const Query& query)
      : view_(view), curation_(curation), query_(query), sources_(view) {}

  Status Visit(const std::function<void(const Found&)>& visit) {
    Result<FilterStream> opened = Open();
    if (!opened.ok()) return opened.status();
    is_exact_ = opened->is_exact;
    if (query_.as_of && NobodyDecidedSince(*query_.as_of)) {
      Result<FilterStream> now = OpenStream(view_, query_.filter, Era::kNow);
      if (!now.ok()) return now.status();
      now_ = std::move(*now);
    }
    PostingStream& stream = *opened->stream;
    for (const Window& window : Windows()) {
      for (stream.Seek({window.begin, {}});
           stream.valid() && stream.place().time < window.end; stream.Next()) {
        if (Status s = Decide(stream, visit); !s.ok()) return s;
      }
    }
    return stream.status();
  }

 private:
  Result<FilterStream> Open() const {
    Result<FilterStream> filtered =
        OpenStream(view_, query_.filter, query_.as_of ? Era::kOnce : Era::kNow);
    if (!filtered.ok() || !query_.reported) return filtered;
    const std::optional<Filter> on_days = ReportDays();
    if (!on_days) return filtered;
    Result<FilterStream> reported = OpenStream(view_, *on_days, Era::kNow);
    if (!reported.ok()) return reported;
    if (reported->estimate >= filtered->estimate) return filtered;
    return Intersect(std::move(*filtered), std::move(*reported));
  }

  // Whether what has been decided about entities is what had been then.
  bool NobodyDecidedSince(TimePoint then) const {
    return std::none_of(curation_.acts().begin(), curation_.acts().end(),
                        [&](const CurationAct& act) {
                          return act.made > then ||
                                 (act.reverted && *act.reverted > then);
                        });
  }

  // Whether the event is among those that the filter lets through now. Asked of
  // places in their order.
  bool IsAmongThoseNow(const Place& place) {
    PostingStream& stream = *now_->stream;
    stream.Seek(place);
    return stream.valid() && stream.place() == place;
  }

  // The days of the report window as a filter; none if they are many.
  std::optional<Filter> ReportDays() const {
    const TimeInterval& window = *query_.reported;
    if (window.end() - window.begin() > kMostReportDays) return std::nullopt;
    std::vector<Filter> parts;
    for (sys_days day = floor<days>(window.begin()); day < window.end();
         day += days(1)) {
      parts.push_back(
          Filter::Is(FacetKind::kReportDay,
                     FormatRfc3339(day).substr(0, sizeof("2025-10-17") - 1)));
    }
    return Filter::Or(std::move(parts));
  }

  std::vector<Window> Windows() const {
    // An event may have had another time once, so none can be left out.
    if (!query_.when || query_.as_of) {
      return {{0, PlaceTime(static_cast<LengthClass>(kLengthClassCount),
                            kBeginningOfTime)}};
    }
    const TimeInterval& when = *query_.when;
    std::vector<Window> windows;
    for (size_t i = 0; i < kLengthClassCount; ++i) {
      const auto length_class = static_cast<LengthClass>(i);
      if (length_class == LengthClass::kUndated) continue;
      TimePoint from = kBeginningOfTime;
      const std::optional<seconds> longest = LongestOf(length_class);
      if (longest && when.begin() - kBeginningOfTime > *longest) {
        from = when.begin() - *longest;
      }
      windows.push_back(
          {PlaceTime(length_class, from), PlaceTime(length_class, when.end())});
    }
    return windows;
  }

  // Whether answering takes more than that the event is in the right lists.
  bool AsksPostings() const {
    return query_.as_of || query_.when || query_.reported ||
           query_.min_confidence > 0 || query_.min_articles > 0;
  }

  const Posting& ReadPosting() {
    if (posting_) return *posting_;
    Result<Posting> read = stream_->posting();
    if (!read.ok()) status_ = read.status();
    return posting_.emplace(read.ok() ? *read : Posting());
  }

  Status Decide(const PostingStream& stream,
                const std::function<void(const Found&)>& visit) {
    stream_ = &stream;
    posting_.reset();
    Certainty certainty = Certainty::kCertain;
    bool is_decided = is_exact_;
    if (AsksPostings()) {
      const Posting& posting = ReadPosting();
      if (!status_.ok()) return status_;
      if (query_.as_of) {
        if (!posting.reported || posting.reported->first > *query_.as_of) {
          return Status();
        }
        // All that is said of the event now had been said then.
        const bool is_as_now = now_ && posting.reported->last <= *query_.as_of;
        if (!is_as_now) return Verify(visit);
        if (!IsAmongThoseNow(stream.place())) return now_->stream->status();
        is_decided = now_->is_exact;
      }
      if (posting.confidence < query_.min_confidence) return Status();
      if (posting.articles < query_.min_articles) return Status();
      const std::optional<bool> reported =
          query_.reported ? ReportedIn(posting, *query_.reported) : true;
      if (reported == false) return Status();
      const std::optional<Certainty> matched =
          MatchTime(query_, posting.time, posting.status);
      if (!matched) return Status();
      certainty = *matched;
      is_decided &= reported.has_value();
    }
    if (!is_decided) return Verify(visit);
    visit({stream.place(), certainty, read_});
    return status_;
  }

  // Asks the event's record.
  Status Verify(const std::function<void(const Found&)>& visit) {
    const EventId id = {stream_->place().id.ToString()};
    const auto bytes = view_.Get(Family::kEvents, EventKey(id));
    if (!bytes.ok()) return bytes.status();
    if (!bytes->has_value()) return Missing(id.value);
    const Result<Event> event = DecodeEvent(**bytes);
    if (!event.ok()) return event.status().WithContext(id.value);
    const std::optional<Event> then =
        query_.as_of ? curation_.ReadAsOf(*event, *query_.as_of) : *event;
    if (!then) return Status();
    const auto sources = sources_.Of(*then);
    if (!sources.ok()) return sources.status();
    const std::optional<Certainty> certainty = Matches(query_, *then, *sources);
    if (!certainty) return Status();
    posting_ = PostingOf(*then);
    visit({PlaceOf(*then), *certainty, read_});
    return Status();
  }

  const KeyValueView& view_;
  const Curation& curation_;
  const Query& query_;
  ArticleSources sources_;
  bool is_exact_ = false;
  std::optional<FilterStream> now_;  // for questions as of a day

  // Of the event that is being decided.
  const PostingStream* stream_ = nullptr;
  std::optional<Posting> posting_;  // if it was read
  Status status_;                   // of reading it
  const Found::Read read_ = [this]() -> const Posting& {
    return ReadPosting();
  };
};

}  // namespace

Rank RankOf(SortOrder order, const Found& found) {
  const std::string id = found.place().id.ToString();
  if (!IsByTime(order)) return RankOf(order, id, found.posting());
  Rank rank;
  rank.is_dated = found.place().length_class() != LengthClass::kUndated;
  if (rank.is_dated) rank.begin = found.place().begin();
  rank.id = id;
  return rank;
}

Status VisitFound(const KeyValueView& view, const Curation& curation,
                  const Query& query,
                  const std::function<void(const Found&)>& visit) {
  return Search(view, curation, query).Visit(visit);
}

Result<std::vector<EventHit>> ReadHits(const KeyValueView& view,
                                       const Curation& curation,
                                       const Query& query,
                                       std::span<const Ranked> ranked,
                                       const CachedEvents* cached) {
  std::vector<std::shared_ptr<const Event>> events(ranked.size());
  std::vector<size_t> unread;
  std::vector<std::string> keys;
  for (size_t i = 0; i < ranked.size(); ++i) {
    const std::string& id = ranked[i].rank.id;
    if (cached != nullptr) events[i] = cached->Find(id);
    if (events[i] != nullptr) continue;
    unread.push_back(i);
    keys.push_back(EventKey({id}));
  }
  Status status;
  const auto add = [&](size_t i, std::optional<std::string_view> record) {
    const std::string& id = ranked[unread[i]].rank.id;
    Result<Event> event = record ? DecodeEvent(*record) : Missing(id);
    if (!event.ok()) {
      if (status.ok()) status = event.status().WithContext(id);
      return;
    }
    auto read = std::make_shared<const Event>(std::move(*event));
    if (cached != nullptr) cached->Keep(read);
    events[unread[i]] = std::move(read);
  };
  if (Status s = view.VisitMany(Family::kEvents, keys, add); !s.ok()) return s;
  if (!status.ok()) return status;
  std::vector<EventHit> hits;
  hits.reserve(ranked.size());
  for (size_t i = 0; i < ranked.size(); ++i) {
    if (query.as_of) {
      std::optional<Event> then = curation.ReadAsOf(*events[i], *query.as_of);
      if (!then) continue;
      events[i] = std::make_shared<const Event>(std::move(*then));
    }
    hits.push_back({std::move(events[i]), ranked[i].certainty});
  }
  return hits;
}

}  // namespace annals
