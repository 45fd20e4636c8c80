#include "storage/ranking.h"

#include "core/text/sha256.h"
#include "storage/bytes.h"

namespace annals {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr size_t kFingerprintSize = 16;

std::string ToHex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kHexDigits[byte >> 4];
    hex += kHexDigits[byte & 15];
  }
  return hex;
}

// The bytes that `hex` stands for; what is not hexadecimal ends them.
std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const size_t high = kHexDigits.find(hex[i]);
    const size_t low = kHexDigits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) break;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

void AppendTime(TimePoint t, std::string* out) {
  AppendI64(t.time_since_epoch().count(), out);
}

void AppendInterval(const std::optional<TimeInterval>& interval,
                    std::string* out) {
  AppendU8(interval.has_value(), out);
  if (!interval) return;
  AppendTime(interval->begin(), out);
  AppendTime(interval->end(), out);
}

void AppendFilter(const Filter& filter, std::string* out) {
  AppendU8(static_cast<uint8_t>(filter.op), out);
  AppendU8(static_cast<uint8_t>(filter.facet.kind), out);
  AppendString(filter.facet.value, out);
  AppendVarint(filter.terms.size(), out);
  for (const std::string& term : filter.terms) AppendString(term, out);
  for (const double d : {filter.box.west, filter.box.south, filter.box.east,
                         filter.box.north, filter.near.center.latitude,
                         filter.near.center.longitude, filter.near.radius_km}) {
    AppendDouble(d, out);
  }
  AppendVarint(filter.parts.size(), out);
  for (const Filter& part : filter.parts) AppendFilter(part, out);
}

// A name for the query but for its limit and cursor.
std::string Fingerprint(const Query& query) {
  std::string bytes;
  AppendFilter(query.filter, &bytes);
  AppendInterval(query.when, &bytes);
  AppendU8(static_cast<uint8_t>(query.match), &bytes);
  AppendU8(query.certain_only, &bytes);
  AppendInterval(query.reported, &bytes);
  AppendU8(query.as_of.has_value(), &bytes);
  if (query.as_of) AppendTime(*query.as_of, &bytes);
  AppendDouble(query.min_confidence, &bytes);
  AppendVarint(query.min_articles, &bytes);
  AppendU8(static_cast<uint8_t>(query.sort), &bytes);
  return Sha256Hex(bytes).substr(0, kFingerprintSize);
}

}  // namespace

bool IsByTime(SortOrder order) {
  return order == SortOrder::kTimeAscending ||
         order == SortOrder::kTimeDescending;
}

Rank RankOf(SortOrder order, std::string_view id, const Posting& posting) {
  Rank rank;
  rank.is_dated = posting.time.has_value();
  if (posting.time) rank.begin = posting.time->begin();
  rank.id = id;
  switch (order) {
    case SortOrder::kTimeAscending:
    case SortOrder::kTimeDescending:
      break;
    case SortOrder::kReportedDescending:
      // Exact: no time that can be named needs more than 53 bits.
      rank.value =
          static_cast<double>(posting.last_reported.time_since_epoch().count());
      break;
    case SortOrder::kConfidenceDescending:
      rank.value = posting.confidence;
      break;
    case SortOrder::kArticlesDescending:
      rank.value = posting.articles;
      break;
  }
  return rank;
}

bool Before(SortOrder order, const Rank& a, const Rank& b) {
  if (IsByTime(order)) {
    if (a.is_dated != b.is_dated) return a.is_dated;
    const bool is_ascending = order == SortOrder::kTimeAscending;
    const Rank& first = is_ascending ? a : b;
    const Rank& second = is_ascending ? b : a;
    if (a.begin != b.begin) return first.begin < second.begin;
    return first.id < second.id;
  }
  if (a.value != b.value) return a.value > b.value;
  return a.id < b.id;
}

std::string MakeCursor(const Query& query, const Rank& last) {
  std::string bytes;
  AppendU8(last.is_dated, &bytes);
  AppendTime(last.begin, &bytes);
  AppendDouble(last.value, &bytes);
  bytes += last.id;
  return Fingerprint(query) + ToHex(bytes);
}

Result<Rank> ReadCursor(const Query& query) {
  const std::string_view cursor = query.cursor;
  const std::string bytes = cursor.size() < kFingerprintSize
                                ? std::string()
                                : FromHex(cursor.substr(kFingerprintSize));
  ByteReader reader(bytes);
  Rank rank;
  rank.is_dated = reader.U8() == 1;
  rank.begin = TimePoint(std::chrono::seconds(reader.I64()));
  rank.value = reader.Double();
  rank.id = reader.Rest();
  // Made again it must be the same: so nothing else passes for a cursor.
  if (!reader.ok() || MakeCursor(query, rank) != cursor) {
    return Status::InvalidArgument(
        "cursor-mismatch: the cursor is not one of this query's");
  }
  return rank;
}

}  // namespace annals
