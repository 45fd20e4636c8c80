// A filter as a stream of postings.
//
//   involving=hungary  AND  (type=CONSULT OR type=AGREE)  AND NOT status=denied
//
//   Intersection ── hungary ───────────── a list on disk
//    │           └─ Union ── CONSULT ──── a list on disk
//    │                    └─ AGREE ────── a list on disk
//    └ except ───── denied ────────────── a list on disk
//
// All lists hold their events at the same places, so an intersection lets
// its shortest list lead and seeks in the others. What no list can decide (a
// phrase, a place on the map) lets through too much: the stream is then not
// exact, and each event is to be verified on its record.

#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/query/query.h"
#include "core/status.h"
#include "storage/key_value_store.h"
#include "storage/place.h"
#include "storage/posting.h"

namespace annals {

class PostingStream {
 public:
  virtual ~PostingStream() = default;

  // To the first posting at or after `place`. The first time, or forward.
  virtual void Seek(const Place& place) = 0;
  virtual void Next() = 0;  // REQUIRES: valid()

  // False past the last posting, and when reading failed.
  virtual bool valid() const = 0;
  virtual Status status() const = 0;

  // Valid until the stream moves. REQUIRES: valid()
  virtual const Place& place() const = 0;
  virtual Result<Posting> posting() const = 0;
};

struct FilterStream {
  std::unique_ptr<PostingStream> stream;
  bool is_exact = true;   // false: some of its events do not answer
  uint64_t estimate = 0;  // of its events, not less than there are
};

// The lists that a filter is made of: those of events as they are, or also
// those of events as they may once have been.
enum class Era : uint8_t { kNow, kOnce };

// The events that `filter` lets through, and perhaps more; with Era::kOnce
// always perhaps more. The stream must not outlive `view`.
// InvalidArgument if the filter is too deep or a NOT has not one part.
Result<FilterStream> OpenStream(const KeyValueView& view, const Filter& filter,
                                Era era);

// `stream` and `other` at once.
FilterStream Intersect(FilterStream stream, FilterStream other);

}  // namespace annals
