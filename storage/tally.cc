#include "storage/tally.h"

#include <algorithm>
#include <utility>

#include "storage/bytes.h"

namespace annals {

namespace {

constexpr std::string_view kName = "a tally";

// Appends the cells to `cells` in order.
Status DecodeCells(std::string_view bytes, std::vector<Tally::Cell>* cells) {
  ByteReader reader(bytes);
  uint64_t number = 0;
  for (bool is_first = true; !reader.at_end(); is_first = false) {
    const uint64_t distance = reader.Varint();
    const int64_t count = reader.Zigzag();
    const uint64_t next = number + distance;
    if (count == 0 || next < number || (distance == 0 && !is_first)) {
      reader.Fail();
    }
    number = next;
    cells->push_back({number, count});
  }
  return reader.Finish(kName);
}

// Wraps around instead of being undefined, as what is read may be anything.
int64_t Sum(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) +
                              static_cast<uint64_t>(b));
}

}  // namespace

Tally TallyOf(uint64_t number, int64_t count) {
  Tally tally;
  Add(number, count, &tally);
  return tally;
}

Tally TallyOf(std::vector<Tally::Cell> cells) {
  std::sort(cells.begin(), cells.end(),
            [](const Tally::Cell& a, const Tally::Cell& b) {
              return a.number < b.number;
            });
  size_t size = 0;
  for (size_t i = 0; i < cells.size();) {
    Tally::Cell sum = cells[i];
    for (++i; i < cells.size() && cells[i].number == sum.number; ++i) {
      sum.count = Sum(sum.count, cells[i].count);
    }
    if (sum.count != 0) cells[size++] = sum;
  }
  cells.resize(size);
  return {std::move(cells)};
}

void Add(uint64_t number, int64_t count, Tally* to) {
  const auto at = std::lower_bound(
      to->cells.begin(), to->cells.end(), number,
      [](const Tally::Cell& cell, uint64_t n) { return cell.number < n; });
  if (at == to->cells.end() || at->number != number) {
    if (count != 0) to->cells.insert(at, {number, count});
    return;
  }
  at->count = Sum(at->count, count);
  if (at->count == 0) to->cells.erase(at);
}

std::string Encode(const Tally& tally) {
  std::string bytes;
  uint64_t number = 0;
  for (const Tally::Cell& cell : tally.cells) {
    AppendVarint(cell.number - number, &bytes);
    AppendZigzag(cell.count, &bytes);
    number = cell.number;
  }
  return bytes;
}

Result<Tally> DecodeTally(std::string_view bytes) {
  Tally tally;
  if (Status s = DecodeCells(bytes, &tally.cells); !s.ok()) return s;
  return tally;
}

Result<std::string> SumOfTallies(std::span<const std::string_view> tallies) {
  std::vector<Tally::Cell> cells;
  for (const std::string_view bytes : tallies) {
    if (Status s = DecodeCells(bytes, &cells); !s.ok()) return s;
  }
  return Encode(TallyOf(std::move(cells)));
}

Result<uint64_t> DecodeTotal(std::string_view bytes) {
  const Result<Tally> tally = DecodeTally(bytes);
  if (!tally.ok()) return tally.status();
  uint64_t total = 0;
  for (const Tally::Cell& cell : tally->cells) {
    if (cell.count < 0) return Status::Corruption("a counter is too small");
    total += static_cast<uint64_t>(cell.count);
  }
  return total;
}

}  // namespace annals
