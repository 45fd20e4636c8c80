#include "storage/posting.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "storage/bytes.h"
#include "storage/record_coder.h"

namespace annals {

namespace {

using std::chrono::seconds;

constexpr std::string_view kName = "a posting";

// The byte that says which fields there are.
constexpr int kHasTimeShift = 3;
constexpr int kBeginShift = 4;
constexpr int kEndShift = 6;
constexpr uint8_t kStatusMask = 7;
constexpr uint8_t kBoundMask = 3;

int64_t SecondsOf(TimePoint t) { return t.time_since_epoch().count(); }

// Differences that wrap around: what is read may be anything.
int64_t Difference(TimePoint a, TimePoint b) {
  return static_cast<int64_t>(static_cast<uint64_t>(SecondsOf(a)) -
                              static_cast<uint64_t>(SecondsOf(b)));
}
TimePoint Later(TimePoint t, int64_t by) {
  return TimePoint(seconds(static_cast<int64_t>(
      static_cast<uint64_t>(SecondsOf(t)) + static_cast<uint64_t>(by))));
}

// What the other times are counted from.
TimePoint OriginOf(const Posting& posting) {
  return posting.time && posting.time->has_begin() ? posting.time->begin()
                                                   : TimePoint();
}

uint8_t Flags(const Posting& posting) {
  auto flags = static_cast<unsigned>(posting.status);
  if (posting.time) {
    flags |= 1u << kHasTimeShift;
    flags |= static_cast<unsigned>(posting.time->begin_bound()) << kBeginShift;
    flags |= static_cast<unsigned>(posting.time->end_bound()) << kEndShift;
  }
  return static_cast<uint8_t>(flags);
}

std::optional<TimeInterval> ReadTime(uint8_t flags, TimePoint begin,
                                     ByteReader* reader) {
  if ((flags >> kHasTimeShift & 1) == 0) {
    if (flags >> kBeginShift != 0) reader->Fail();
    return std::nullopt;
  }
  const auto bound = [&](int shift) {
    const auto read = static_cast<Bound>(flags >> shift & kBoundMask);
    if (!coding::IsValid(read)) reader->Fail();
    return read;
  };
  const TimeInterval::End from{bound(kBeginShift), begin};
  TimeInterval::End to{bound(kEndShift), TimePoint()};
  if (to.bound == Bound::kKnown) {
    to.at = Later(from.bound == Bound::kKnown ? begin : TimePoint(),
                  reader->Zigzag());
  }
  const Result<TimeInterval> time = TimeInterval::Make(from, to);
  if (time.ok()) return *time;
  reader->Fail();
  return std::nullopt;
}

}  // namespace

Posting PostingOf(const Event& event) {
  Posting posting;
  if (event.time) {
    const TimeInterval& time = event.time->interval;
    // Only moves the grains to a common one, so it cannot fail.
    posting.time =
        *TimeInterval::Make(TimeInterval::End{time.begin_bound(), time.begin()},
                            TimeInterval::End{time.end_bound(), time.end()});
  }
  posting.status = event.status;
  posting.type = event.type;
  posting.confidence = event.confidence;
  posting.articles = event.articles;
  posting.last_reported = event.last_reported;
  for (const Claim& claim : event.claims) {
    const TimePoint t = claim.reported;
    if (!posting.reported) posting.reported = {t, t};
    posting.reported->first = std::min(posting.reported->first, t);
    posting.reported->last = std::max(posting.reported->last, t);
  }
  return posting;
}

std::string Encode(const Posting& posting) {
  std::string bytes;
  AppendU8(static_cast<uint8_t>(posting.type), &bytes);
  AppendU8(Flags(posting), &bytes);
  AppendDouble(posting.confidence, &bytes);
  AppendVarint(posting.articles, &bytes);
  const TimePoint origin = OriginOf(posting);
  if (posting.time && posting.time->has_end()) {
    AppendZigzag(Difference(posting.time->end(), origin), &bytes);
  }
  AppendZigzag(Difference(posting.last_reported, origin), &bytes);
  AppendU8(posting.reported.has_value(), &bytes);
  if (posting.reported) {
    const auto& [first, last] = *posting.reported;
    AppendZigzag(Difference(last, posting.last_reported), &bytes);
    AppendZigzag(Difference(first, last), &bytes);
  }
  return bytes;
}

Result<Posting> DecodePosting(std::string_view bytes, TimePoint begin) {
  ByteReader reader(bytes);
  Posting posting;
  posting.type = static_cast<EventType>(reader.U8());
  if (!coding::IsValid(posting.type)) reader.Fail();
  const uint8_t flags = reader.U8();
  posting.status = static_cast<EventStatus>(flags & kStatusMask);
  if (!coding::IsValid(posting.status)) reader.Fail();
  posting.confidence = reader.Double();
  const uint64_t articles = reader.Varint();
  posting.articles = static_cast<uint32_t>(articles);
  if (posting.articles != articles) reader.Fail();
  posting.time = ReadTime(flags, begin, &reader);
  posting.last_reported = Later(OriginOf(posting), reader.Zigzag());
  const uint8_t is_reported = reader.U8();
  if (is_reported > 1) reader.Fail();
  if (is_reported == 1) {
    const TimePoint last = Later(posting.last_reported, reader.Zigzag());
    posting.reported = {Later(last, reader.Zigzag()), last};
  }
  if (Status s = reader.Finish(kName); !s.ok()) return s;
  return posting;
}

}  // namespace annals
