#include "storage/posting_cursor.h"

#include <string>

namespace annals {

PostingCursor::PostingCursor(const KeyValueView& view, const ListName& list)
    : blocks_(view.Scan(Family::kPostings, BlocksPrefix(list))) {}

bool PostingCursor::OpenBlock(Direction direction) {
  is_valid_ = false;
  for (; blocks_->valid(); direction == Direction::kForward
                               ? blocks_->Next()
                               : blocks_->Previous()) {
    const Result<uint64_t> first_time = FirstTimeOf(blocks_->rest());
    status_ = first_time.ok() ? block_.Open(*first_time, blocks_->value())
                              : first_time.status();
    if (!status_.ok()) return false;
    if (block_.size() > 0) return true;
  }
  status_ = blocks_->status();
  return false;
}

bool PostingCursor::SeekBlock(std::string_view name) {
  blocks_->Seek(name);
  return OpenBlock(Direction::kForward);
}

void PostingCursor::Seek(const Place& place) {
  if (is_valid_ && place_ <= place) {
    if (const size_t at = block_.Find(place, at_); at < block_.size()) {
      StandAt(at);
      return;
    }
    // In lists that are as dense as each other it is mostly in the next block.
    blocks_->Next();
    const std::string name = BlockNameOf(place);
    const bool is_near = blocks_->valid() && blocks_->rest() >= name;
    if (!(is_near ? OpenBlock(Direction::kForward) : SeekBlock(name))) return;
  } else if (!SeekBlock(BlockNameOf(place))) {
    return;
  }
  if (const size_t at = block_.Find(place, 0); at < block_.size()) {
    StandAt(at);
    return;
  }
  blocks_->Next();
  if (OpenBlock(Direction::kForward)) StandAt(0);
}

void PostingCursor::SeekBefore(const Place& place) {
  const std::string name = BlockNameOf(place);
  blocks_->Seek(name);
  if (blocks_->valid() && blocks_->rest() == name &&
      OpenBlock(Direction::kForward) && blocks_->rest() == name) {
    if (const size_t at = block_.Find(place, 0); at > 0) {
      StandAt(at - 1);
      return;
    }
  }
  if (!status_.ok()) return;
  // That block has nothing before the place.
  blocks_->SeekBefore(name);
  if (OpenBlock(Direction::kBackward)) StandAt(block_.size() - 1);
}

void PostingCursor::Next() {
  if (at_ + 1 < block_.size()) {
    StandAt(at_ + 1);
    return;
  }
  blocks_->Next();
  if (OpenBlock(Direction::kForward)) StandAt(0);
}

void PostingCursor::Previous() {
  if (at_ > 0) {
    StandAt(at_ - 1);
    return;
  }
  blocks_->Previous();
  if (OpenBlock(Direction::kBackward)) StandAt(block_.size() - 1);
}

}  // namespace annals
