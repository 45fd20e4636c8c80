#include "storage/posting_block.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>
#include <utility>

#include "storage/bytes.h"

namespace annals {

namespace {

constexpr std::string_view kName = "a block of postings";
constexpr uint64_t kSecondsPerDay = 86400;
constexpr size_t kNumberSize = 8;

Status NotValid() {
  return Status::Corruption(std::string(kName) + " is cut short or not valid");
}

uint64_t Load(const char* at, size_t size) {
  uint64_t number = 0;
  for (size_t i = 0; i < size; ++i) {
    number = number << 8 | static_cast<uint8_t>(at[i]);
  }
  return number;
}

void Append(uint64_t number, size_t size, std::string* out) {
  for (size_t i = size; i-- > 0;)
    AppendU8(static_cast<uint8_t>(number >> 8 * i), out);
}

// Bytes that tell `count` things apart.
size_t SizeOfWhich(size_t count) {
  if (count <= 1) return 0;
  if (count <= 1 << 8) return 1;
  return count <= 1 << 16 ? 2 : 4;
}

// Reads varints from [at, end) faster than a ByteReader, but says less: after
// the first that is not there `at` is null.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes)
      : at_(bytes.data()), end_(at_ + bytes.size()) {}

  uint64_t Next() {
    uint64_t value = 0;
    for (int shift = 0; at_ != nullptr && at_ < end_ && shift < 64;
         shift += 7) {
      const auto byte = static_cast<uint8_t>(*at_++);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    at_ = nullptr;
    return 0;
  }
  // The next `size` bytes.
  const char* Take(size_t size) {
    if (at_ == nullptr || static_cast<size_t>(end_ - at_) < size) {
      at_ = nullptr;
      return nullptr;
    }
    return std::exchange(at_, at_ + size);
  }
  size_t left() const {
    return at_ == nullptr ? 0 : static_cast<size_t>(end_ - at_);
  }
  bool ok() const { return at_ != nullptr; }

 private:
  const char* at_;
  const char* end_;
};

// Numbers postings by their first use.
class Different {
 public:
  uint32_t NumberOf(std::string_view posting) {
    if (!all_.empty() && all_[last_] == posting) return last_;
    if (all_.size() <= kFew) {
      const auto found = std::find(all_.begin(), all_.end(), posting);
      last_ = static_cast<uint32_t>(found - all_.begin());
      if (found == all_.end()) all_.push_back(posting);
      if (all_.size() > kFew) {
        for (uint32_t i = 0; i < all_.size(); ++i) numbers_.emplace(all_[i], i);
      }
    } else {
      const auto [at, is_new] =
          numbers_.emplace(posting, static_cast<uint32_t>(all_.size()));
      last_ = at->second;
      if (is_new) all_.push_back(posting);
    }
    return last_;
  }
  const std::vector<std::string_view>& all() const { return all_; }

 private:
  static constexpr size_t kFew = 8;  // looked through one by one

  std::vector<std::string_view> all_;
  std::unordered_map<std::string_view, uint32_t> numbers_;
  uint32_t last_ = 0;
};

}  // namespace

std::string EncodeBlock(uint64_t first_time,
                        std::span<const BlockEntry> entries) {
  std::string bytes;
  if (entries.empty()) return bytes;
  const bool has_texts = std::any_of(
      entries.begin(), entries.end(),
      [](const BlockEntry& entry) { return !entry.place.id.is_number(); });
  AppendVarint(2 * entries.size() + (has_texts ? 1 : 0), &bytes);
  uint64_t before = first_time;
  for (const BlockEntry& entry : entries) {
    assert(entry.place.time >= before);
    const uint64_t distance = entry.place.time - before;
    const bool is_days = distance % kSecondsPerDay == 0;
    AppendVarint(is_days ? 2 * (distance / kSecondsPerDay) : 2 * distance + 1,
                 &bytes);
    before = entry.place.time;
  }
  Different postings;
  std::vector<uint32_t> which;
  which.reserve(entries.size());
  for (const BlockEntry& entry : entries) {
    if (has_texts) {
      AppendString(entry.place.id.ToString(), &bytes);
    } else {
      AppendU64(entry.place.id.number(), &bytes);
    }
    which.push_back(postings.NumberOf(entry.posting));
  }
  AppendVarint(postings.all().size(), &bytes);
  for (const std::string_view posting : postings.all()) {
    AppendString(posting, &bytes);
  }
  if (const size_t size = SizeOfWhich(postings.all().size()); size > 0) {
    for (const uint32_t number : which) Append(number, size, &bytes);
  }
  return bytes;
}

Status PostingBlock::Open(uint64_t first_time, std::string_view bytes) {
  times_.clear();
  texts_.clear();
  postings_.clear();
  if (bytes.empty()) return Status();
  VarintReader reader(bytes);
  const uint64_t head = reader.Next();
  const uint64_t count = head / 2;
  if (!reader.ok() || count == 0 || count > reader.left()) return NotValid();
  times_.resize(count);
  uint64_t time = first_time;
  for (uint64_t& each : times_) {
    const uint64_t distance = reader.Next();
    time += distance % 2 == 0 ? distance / 2 * kSecondsPerDay : distance / 2;
    each = time;
  }
  numbers_ = nullptr;
  if (head % 2 == 0) {
    numbers_ = reader.Take(kNumberSize * count);
  } else {
    for (uint64_t i = 0; i < count && reader.ok(); ++i) {
      const uint64_t size = reader.Next();
      texts_.emplace_back(reader.Take(size), size);
    }
  }
  const uint64_t different = reader.Next();
  if (!reader.ok() || different == 0 || different > count) return NotValid();
  for (uint64_t i = 0; i < different && reader.ok(); ++i) {
    const uint64_t size = reader.Next();
    postings_.emplace_back(reader.Take(size), size);
  }
  which_size_ = SizeOfWhich(different);
  which_ = reader.Take(which_size_ * count);
  if (!reader.ok() || reader.left() > 0) return NotValid();
  for (size_t i = 1; i < count; ++i) {
    if (times_[i] > times_[i - 1]) continue;
    if (times_[i] < times_[i - 1] || id(i) <= id(i - 1)) return NotValid();
  }
  return Status();
}

bool PostingBlock::removes() const {
  return std::any_of(postings_.begin(), postings_.end(),
                     [](std::string_view posting) { return posting.empty(); });
}

PackedId PostingBlock::id(size_t i) const {
  if (numbers_ == nullptr) return PackedId(texts_[i]);
  return PackedId(Load(numbers_ + kNumberSize * i, kNumberSize));
}

Result<std::string_view> PostingBlock::bytes(size_t i) const {
  const uint64_t which =
      which_size_ == 0 ? 0 : Load(which_ + which_size_ * i, which_size_);
  if (which >= postings_.size()) return NotValid();
  return postings_[which];
}

Result<Posting> PostingBlock::posting(size_t i) const {
  const Result<std::string_view> found = bytes(i);
  if (!found.ok()) return found.status();
  return DecodePosting(*found, place(i).begin());
}

size_t PostingBlock::Find(const Place& place, size_t from) const {
  // Doubling steps, and then halving what is left: what is near costs little.
  size_t begin = from;
  size_t end = from;
  for (size_t step = 1; end < size() && IsBefore(end, place); step *= 2) {
    begin = end + 1;
    end += step;
  }
  end = std::min(end, size());
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    if (IsBefore(middle, place)) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

Result<std::vector<BlockEntry>> DecodeBlock(uint64_t first_time,
                                            std::string_view bytes) {
  PostingBlock block;
  if (Status s = block.Open(first_time, bytes); !s.ok()) return s;
  std::vector<BlockEntry> entries;
  entries.reserve(block.size());
  for (size_t i = 0; i < block.size(); ++i) {
    const Result<std::string_view> posting = block.bytes(i);
    if (!posting.ok()) return posting.status();
    entries.push_back({block.place(i), *posting});
  }
  if (EncodeBlock(first_time, entries) != bytes) return NotValid();
  return entries;
}

// Places are counted from the block's first time, whatever it is.
Result<std::string> AddBlocks(std::span<const std::string_view> blocks,
                              bool is_all) {
  if (blocks.size() == 1 && !is_all) return std::string(blocks.front());
  std::vector<BlockEntry> entries;
  PostingBlock block;
  size_t first_size = 0;
  for (const std::string_view bytes : blocks) {
    if (Status s = block.Open(0, bytes); !s.ok()) return s;
    if (blocks.size() == 1 && !block.removes()) return std::string(bytes);
    for (size_t i = 0; i < block.size(); ++i) {
      const Result<std::string_view> posting = block.bytes(i);
      if (!posting.ok()) return posting.status();
      entries.push_back({block.place(i), *posting});
    }
    if (first_size == 0) first_size = entries.size();
  }
  // The first is often long and the others short.
  const auto before = [](const BlockEntry& a, const BlockEntry& b) {
    return a.place < b.place;
  };
  const auto added = entries.begin() + static_cast<std::ptrdiff_t>(first_size);
  std::stable_sort(added, entries.end(), before);
  std::inplace_merge(entries.begin(), added, entries.end(), before);
  size_t size = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    const bool is_last =
        i + 1 == entries.size() || entries[i].place != entries[i + 1].place;
    if (!is_last || (is_all && entries[i].posting.empty())) continue;
    entries[size++] = entries[i];
  }
  entries.resize(size);
  return EncodeBlock(0, entries);
}

}  // namespace annals
