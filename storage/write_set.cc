#include "storage/write_set.h"

#include <algorithm>
#include <cassert>

namespace annals {

namespace {

constexpr size_t kLeastBlock = size_t{4} << 10;
constexpr size_t kMostBlock = size_t{1} << 20;

}  // namespace

void WriteSet::Put(Family family, std::string_view key,
                   std::string_view value) {
  const bool is_the_last = !changes_.empty() && changes_.back().value == value;
  const std::string_view kept =
      is_the_last ? changes_.back().value : Keep(value);
  changes_.push_back({family, Deed::kPut, Keep(key), kept});
}

void WriteSet::Delete(Family family, std::string_view key) {
  changes_.push_back({family, Deed::kDelete, Keep(key), {}});
}

void WriteSet::Add(Family family, std::string_view key,
                   std::string_view tally) {
  assert(family == Family::kCounters);
  changes_.push_back({family, Deed::kAdd, Keep(key), Keep(tally)});
}

std::string_view WriteSet::Keep(std::string_view bytes) {
  if (block_size_ - used_ < bytes.size()) {
    block_size_ = std::clamp(2 * block_size_, kLeastBlock, kMostBlock);
    block_size_ = std::max(block_size_, bytes.size());
    blocks_.emplace_back(new char[block_size_]);
    used_ = 0;
  }
  char* const kept = blocks_.empty() ? nullptr : blocks_.back().get() + used_;
  std::copy(bytes.begin(), bytes.end(), kept);
  used_ += bytes.size();
  return {kept, bytes.size()};
}

}  // namespace annals
