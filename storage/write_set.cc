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
  changes_.push_back({family, Deed::kPut, Keep(key), Keep(value)});
}

void WriteSet::Delete(Family family, std::string_view key) {
  changes_.push_back({family, Deed::kDelete, Keep(key), {}});
}

void WriteSet::Add(Family family, std::string_view key,
                   std::string_view added) {
  assert(family == Family::kCounters || family == Family::kPostings);
  changes_.push_back({family, Deed::kAdd, Keep(key), Keep(added)});
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
