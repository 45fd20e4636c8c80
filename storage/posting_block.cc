#include "storage/posting_block.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "storage/bytes.h"

namespace annals {

namespace {

constexpr std::string_view kName = "a block of postings";
constexpr uint64_t kSecondsPerDay = 86400;
constexpr size_t kNumberSize = 8;

// To make room at once for what a block mostly takes.
constexpr size_t kUsualEntrySize = 12;
constexpr size_t kUsualPostingSize = 32;

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

// Different postings, numbered as they are first met.
class Numbered {
 public:
  uint32_t NumberOf(std::string_view posting) {
    if (!all_.empty() && all_[last_] == posting) return last_;
    if (all_.size() < kFew) {
      const auto known = std::find(all_.begin(), all_.end(), posting);
      last_ = static_cast<uint32_t>(known - all_.begin());
      if (known == all_.end()) all_.push_back(posting);
      return last_;
    }
    if (numbers_.empty()) {
      for (uint32_t i = 0; i < all_.size(); ++i) numbers_.emplace(all_[i], i);
    }
    const auto [at, is_new] =
        numbers_.emplace(posting, static_cast<uint32_t>(all_.size()));
    if (is_new) all_.push_back(posting);
    return last_ = at->second;
  }
  std::string_view operator[](uint32_t number) const { return all_[number]; }
  size_t size() const { return all_.size(); }

 private:
  static constexpr size_t kFew = 8;  // are looked through one by one

  std::vector<std::string_view> all_;
  tsl::robin_map<std::string_view, uint32_t> numbers_;
  uint32_t last_ = 0;
};

// An entry while a block is made.
struct Row {
  Place place;
  uint32_t posting;  // its number
};

bool IsBefore(const Row& a, const Row& b) { return a.place < b.place; }

std::string EncodeRows(uint64_t first_time, std::span<const Row> rows,
                       const Numbered& postings) {
  std::string bytes;
  if (rows.empty()) return bytes;
  const bool has_texts =
      std::any_of(rows.begin(), rows.end(),
                  [](const Row& row) { return !row.place.id.is_number(); });
  bytes.reserve(rows.size() * kUsualEntrySize + kUsualPostingSize);
  AppendVarint(2 * rows.size() + (has_texts ? 1 : 0), &bytes);
  uint64_t before = first_time;
  for (const Row& row : rows) {
    assert(row.place.time >= before);
    const uint64_t distance = row.place.time - before;
    const bool is_days = distance % kSecondsPerDay == 0;
    AppendVarint(is_days ? 2 * (distance / kSecondsPerDay) : 2 * distance + 1,
                 &bytes);
    before = row.place.time;
  }
  for (const Row& row : rows) {
    if (has_texts) {
      AppendString(row.place.id.ToString(), &bytes);
    } else {
      AppendU64(row.place.id.number(), &bytes);
    }
  }
  // Not all of them need be in this block, nor in this order.
  constexpr auto kUnused = static_cast<uint32_t>(-1);
  std::vector<uint32_t> renumbered(postings.size(), kUnused);
  std::vector<uint32_t> used;
  for (const Row& row : rows) {
    if (renumbered[row.posting] != kUnused) continue;
    renumbered[row.posting] = static_cast<uint32_t>(used.size());
    used.push_back(row.posting);
  }
  AppendVarint(used.size(), &bytes);
  for (const uint32_t posting : used) AppendString(postings[posting], &bytes);
  if (const size_t size = SizeOfWhich(used.size()); size > 0) {
    for (const Row& row : rows) Append(renumbered[row.posting], size, &bytes);
  }
  return bytes;
}

// Sorts rows of which those up to each of `ends` are sorted. Of the same place
// later ones stay behind earlier ones.
void SortRuns(std::vector<size_t> ends, std::vector<Row>* rows) {
  std::vector<Row> merged(rows->size());
  while (ends.size() > 1) {
    std::vector<size_t> merged_ends;
    size_t begin = 0;
    for (size_t i = 0; i < ends.size(); i += 2) {
      const size_t middle = ends[i];
      const size_t end = i + 1 < ends.size() ? ends[i + 1] : middle;
      const Row* const all = rows->data();
      std::merge(all + begin, all + middle, all + middle, all + end,
                 merged.data() + begin, IsBefore);
      merged_ends.push_back(end);
      begin = end;
    }
    rows->swap(merged);
    ends = std::move(merged_ends);
  }
}

}  // namespace

std::string EncodeBlock(uint64_t first_time,
                        std::span<const BlockEntry> entries) {
  Numbered postings;
  std::vector<Row> rows;
  rows.reserve(entries.size());
  for (const BlockEntry& entry : entries) {
    rows.push_back({entry.place, postings.NumberOf(entry.posting)});
  }
  return EncodeRows(first_time, rows, postings);
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

size_t PostingBlock::which(size_t i) const {
  return which_size_ == 0 ? 0 : Load(which_ + which_size_ * i, which_size_);
}

Result<std::string_view> PostingBlock::bytes(size_t i) const {
  if (which(i) >= postings_.size()) return NotValid();
  return postings_[which(i)];
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
  Numbered postings;
  std::vector<Row> rows;
  std::vector<size_t> ends;
  PostingBlock block;
  for (const std::string_view bytes : blocks) {
    if (Status s = block.Open(0, bytes); !s.ok()) return s;
    if (blocks.size() == 1 && !block.removes()) return std::string(bytes);
    std::vector<uint32_t> numbers;
    for (const std::string_view posting : block.postings()) {
      numbers.push_back(postings.NumberOf(posting));
    }
    for (size_t i = 0; i < block.size(); ++i) {
      const size_t which = block.which(i);
      if (which >= numbers.size()) return NotValid();
      rows.push_back({block.place(i), numbers[which]});
    }
    ends.push_back(rows.size());
  }
  SortRuns(std::move(ends), &rows);
  size_t size = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool is_last =
        i + 1 == rows.size() || rows[i].place != rows[i + 1].place;
    if (!is_last || (is_all && postings[rows[i].posting].empty())) continue;
    rows[size++] = rows[i];
  }
  rows.resize(size);
  return EncodeRows(0, rows, postings);
}

}  // namespace annals
