// Walks the postings of one list, in either direction, block by block.

#pragma once

#include <memory>
#include <string_view>

#include "core/status.h"
#include "storage/key_value_store.h"
#include "storage/keys.h"
#include "storage/place.h"
#include "storage/posting.h"
#include "storage/posting_block.h"

namespace annals {

class PostingCursor {
 public:
  // Stands nowhere until it seeks. Must not outlive `view`.
  PostingCursor(const KeyValueView& view, const ListName& list);

  // To the first posting at or after `place`; to the last one before it. Fast
  // if that is near.
  void Seek(const Place& place);
  void SeekBefore(const Place& place);
  void Next();      // REQUIRES: valid()
  void Previous();  // REQUIRES: valid()

  // False past either end, and when reading failed: then status() says why.
  bool valid() const { return is_valid_; }
  Status status() const { return status_; }

  // Valid until the cursor moves. REQUIRES: valid()
  const Place& place() const { return place_; }
  Result<Posting> posting() const { return block_.posting(at_); }

 private:
  enum class Direction : bool { kForward, kBackward };

  // Opens the scanner's block, or the next one that way that has postings.
  // False if there is none, or it cannot be read.
  bool OpenBlock(Direction direction);

  // To the block of that name, or the next after it. False as OpenBlock().
  bool SeekBlock(std::string_view name);

  void StandAt(size_t at) {
    at_ = at;
    place_ = block_.place(at);
    is_valid_ = true;
  }

  std::unique_ptr<Scanner> blocks_;
  PostingBlock block_;
  size_t at_ = 0;
  Place place_;
  bool is_valid_ = false;
  Status status_;
};

}  // namespace annals
