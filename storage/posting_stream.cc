#include "storage/posting_stream.h"

#include <algorithm>
#include <string>

#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/posting_cursor.h"

namespace annals {

namespace {

// A filter from outside that is deeper than this is an attack, not a question.
constexpr int kMaxDepth = 64;

using Streams = std::vector<std::unique_ptr<PostingStream>>;

Status FirstError(const Streams& streams) {
  for (const auto& stream : streams) {
    if (Status s = stream->status(); !s.ok()) return s;
  }
  return Status();
}

class List : public PostingStream {
 public:
  List(const KeyValueView& view, const ListName& list) : cursor_(view, list) {}

  void Seek(const Place& place) override {
    if (was_sought_ && (!cursor_.valid() || cursor_.place() >= place)) return;
    was_sought_ = true;
    cursor_.Seek(place);
  }
  void Next() override { cursor_.Next(); }
  bool valid() const override { return cursor_.valid(); }
  Status status() const override { return cursor_.status(); }
  const Place& place() const override { return cursor_.place(); }
  Result<Posting> posting() const override { return cursor_.posting(); }

 private:
  PostingCursor cursor_;
  bool was_sought_ = false;
};

class Union : public PostingStream {
 public:
  explicit Union(Streams streams) : streams_(std::move(streams)) {}

  void Seek(const Place& place) override {
    for (const auto& stream : streams_) stream->Seek(place);
    FindLeast();
  }
  void Next() override {
    // The least itself last: what its place is a view of goes as it moves.
    for (const auto& stream : streams_) {
      if (stream.get() != least_ && stream->valid() &&
          stream->place() == least_->place()) {
        stream->Next();
      }
    }
    least_->Next();
    FindLeast();
  }
  bool valid() const override { return least_ != nullptr; }
  Status status() const override { return FirstError(streams_); }
  const Place& place() const override { return least_->place(); }
  Result<Posting> posting() const override { return least_->posting(); }

 private:
  void FindLeast() {
    least_ = nullptr;
    for (const auto& stream : streams_) {
      if (stream->valid() &&
          (least_ == nullptr || stream->place() < least_->place())) {
        least_ = stream.get();
      }
    }
  }

  Streams streams_;
  PostingStream* least_ = nullptr;
};

class Intersection : public PostingStream {
 public:
  // REQUIRES: `streams` is not empty. The first leads.
  Intersection(Streams streams, Streams except)
      : streams_(std::move(streams)), except_(std::move(except)) {}

  void Seek(const Place& place) override {
    streams_.front()->Seek(place);
    Agree();
  }
  void Next() override {
    streams_.front()->Next();
    Agree();
  }
  bool valid() const override { return valid_; }
  Status status() const override {
    if (Status s = FirstError(streams_); !s.ok()) return s;
    return FirstError(except_);
  }
  const Place& place() const override { return streams_.front()->place(); }
  Result<Posting> posting() const override {
    return streams_.front()->posting();
  }

 private:
  // Moves on until all streams stand at one place that none excepts.
  void Agree() {
    valid_ = false;
    PostingStream& leader = *streams_.front();
    while (leader.valid()) {
      bool agreed = true;
      for (size_t i = 1; i < streams_.size() && agreed; ++i) {
        PostingStream& other = *streams_[i];
        other.Seek(leader.place());
        if (!other.valid()) return;
        agreed = other.place() == leader.place();
        if (!agreed) leader.Seek(other.place());
      }
      if (!agreed) continue;
      if (!IsExcepted(leader.place())) {
        valid_ = true;
        return;
      }
      leader.Next();
    }
  }

  bool IsExcepted(const Place& place) {
    for (const auto& stream : except_) {
      stream->Seek(place);
      if (stream->valid() && stream->place() == place) return true;
    }
    return false;
  }

  Streams streams_;
  Streams except_;
  bool valid_ = false;
};

class Opener {
 public:
  Opener(const KeyValueView& view, Era era) : view_(view), era_(era) {}

  Result<FilterStream> Open(const Filter& filter, int depth) {
    if (depth > kMaxDepth) {
      return Status::InvalidArgument("the filter is nested deeper than " +
                                     std::to_string(kMaxDepth));
    }
    switch (filter.op) {
      case Filter::Op::kFacet:
        return OpenFacet(filter.facet);
      case Filter::Op::kAnd:
        return OpenAnd(filter.parts, depth);
      case Filter::Op::kOr:
        return OpenOr(filter.parts, depth);
      case Filter::Op::kNot:
        return OpenAnd({filter}, depth);
      case Filter::Op::kPhrase:
        return OpenPhrase(filter.terms, depth);
      case Filter::Op::kBox:
      case Filter::Op::kNear:
      case Filter::Op::kAll:
        break;
    }
    Result<FilterStream> all = OpenList(ListName::AllEvents());
    if (all.ok()) all->is_exact = filter.op == Filter::Op::kAll;
    return all;
  }

 private:
  Result<FilterStream> OpenList(const ListName& list) {
    const auto bytes = view_.Get(Family::kCounters, EventCounterKey(list));
    if (!bytes.ok()) return bytes.status();
    FilterStream opened;
    if (bytes->has_value()) {
      const Result<uint64_t> count = DecodeEventCount(**bytes);
      if (!count.ok()) return count.status();
      opened.estimate = *count;
    }
    opened.stream = std::make_unique<List>(view_, list);
    return opened;
  }

  Result<FilterStream> OpenFacet(const Facet& facet) {
    Result<FilterStream> now = OpenList(ListName::Now(facet));
    if (!now.ok() || era_ == Era::kNow) return now;
    Result<FilterStream> once = OpenList(ListName::Once(facet));
    if (!once.ok()) return once;
    FilterStream both;
    both.is_exact = false;
    both.estimate = now->estimate + once->estimate;
    Streams streams;
    streams.push_back(std::move(now->stream));
    streams.push_back(std::move(once->stream));
    both.stream = std::make_unique<Union>(std::move(streams));
    return both;
  }

  Result<FilterStream> OpenOr(const std::vector<Filter>& parts, int depth) {
    FilterStream opened;
    Streams streams;
    for (const Filter& part : parts) {
      Result<FilterStream> stream = Open(part, depth + 1);
      if (!stream.ok()) return stream;
      opened.is_exact &= stream->is_exact;
      opened.estimate += stream->estimate;
      streams.push_back(std::move(stream->stream));
    }
    opened.stream = std::make_unique<Union>(std::move(streams));
    return opened;
  }

  Result<FilterStream> OpenAnd(const std::vector<Filter>& parts, int depth) {
    FilterStream opened;
    std::vector<FilterStream> wanted;
    Streams except;
    for (const Filter& part : parts) {
      const bool is_not = part.op == Filter::Op::kNot;
      if (is_not && part.parts.size() != 1) {
        return Status::InvalidArgument("a NOT has one part");
      }
      Result<FilterStream> stream =
          Open(is_not ? part.parts.front() : part, depth + 1);
      if (!stream.ok()) return stream;
      opened.is_exact &= stream->is_exact;
      if (!is_not) {
        wanted.push_back(std::move(*stream));
      } else if (stream->is_exact) {
        // What only may be excepted is left to verifying.
        except.push_back(std::move(stream->stream));
      }
    }
    if (era_ == Era::kOnce) opened.is_exact = false;
    if (wanted.empty()) {
      Result<FilterStream> all = OpenList(ListName::AllEvents());
      if (!all.ok()) return all;
      wanted.push_back(std::move(*all));
    }
    std::sort(wanted.begin(), wanted.end(),
              [](const FilterStream& a, const FilterStream& b) {
                return a.estimate < b.estimate;
              });
    opened.estimate = wanted.front().estimate;
    Streams streams;
    for (FilterStream& each : wanted) streams.push_back(std::move(each.stream));
    opened.stream =
        std::make_unique<Intersection>(std::move(streams), std::move(except));
    return opened;
  }

  // The events that have all of its terms, in a row or not.
  Result<FilterStream> OpenPhrase(const std::vector<std::string>& terms,
                                  int depth) {
    std::vector<Filter> parts;
    for (const std::string& term : terms) {
      // An empty term is no facet.
      if (!term.empty()) parts.push_back(Filter::Is(FacetKind::kTerm, term));
    }
    Result<FilterStream> opened = OpenAnd(parts, depth);
    if (opened.ok()) opened->is_exact = false;
    return opened;
  }

  const KeyValueView& view_;
  Era era_;
};

}  // namespace

Result<FilterStream> OpenStream(const KeyValueView& view, const Filter& filter,
                                Era era) {
  Result<FilterStream> opened = Opener(view, era).Open(filter, 0);
  if (opened.ok() && era == Era::kOnce) opened->is_exact = false;
  return opened;
}

FilterStream Intersect(FilterStream stream, FilterStream other) {
  if (other.estimate < stream.estimate) std::swap(stream, other);
  FilterStream both;
  both.is_exact = stream.is_exact && other.is_exact;
  both.estimate = stream.estimate;
  Streams streams;
  streams.push_back(std::move(stream.stream));
  streams.push_back(std::move(other.stream));
  both.stream = std::make_unique<Intersection>(std::move(streams), Streams());
  return both;
}

}  // namespace annals
