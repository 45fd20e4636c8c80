#include "storage/place.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::string_view kIdPrefix = "ev-";
constexpr size_t kIdDigits = 16;
constexpr size_t kIdSize = kIdPrefix.size() + kIdDigits;
constexpr std::string_view kHexDigits = "0123456789abcdef";

// Seconds since the beginning of time need fewer bits than this.
constexpr int kClassShift = 40;
constexpr uint64_t kBeginMask = (uint64_t{1} << kClassShift) - 1;

// The longest of each class, a month being its longest and a year a leap year.
constexpr days kLongest[] = {days(1),  days(7),   days(31),
                             days(92), days(366), days(3653)};

using IdText = std::array<char, kIdSize>;

IdText TextOf(uint64_t number) {
  IdText text;
  auto* const digits =
      std::copy(kIdPrefix.begin(), kIdPrefix.end(), text.begin());
  for (size_t i = kIdDigits; i-- > 0; number >>= 4) {
    digits[i] = kHexDigits[number & 15];
  }
  return text;
}

std::string_view ToView(const IdText& text) {
  return {text.data(), text.size()};
}

}  // namespace

std::optional<seconds> LongestOf(LengthClass length_class) {
  const auto index = static_cast<size_t>(length_class);
  if (index >= std::size(kLongest)) return std::nullopt;
  return kLongest[index];
}

LengthClass LengthClassOf(const std::optional<TimeInterval>& time) {
  if (!time) return LengthClass::kUndated;
  if (!time->has_begin()) return LengthClass::kNoBegin;
  if (!time->has_end()) return LengthClass::kLonger;
  const seconds length = time->end() - time->begin();
  for (size_t i = 0; i < std::size(kLongest); ++i) {
    if (length <= kLongest[i]) return static_cast<LengthClass>(i);
  }
  return LengthClass::kLonger;
}

PackedId::PackedId(std::string_view id) : number_(id.size()) {
  // An empty text may be a view of nothing.
  text_ = id.empty() ? "" : id.data();
  if (id.size() != kIdSize || !id.starts_with(kIdPrefix)) return;
  uint64_t number = 0;
  for (const char c : id.substr(kIdPrefix.size())) {
    const size_t digit = kHexDigits.find(c);
    if (digit == std::string_view::npos) return;
    number = number << 4 | digit;
  }
  *this = PackedId(number);
}

std::string PackedId::ToString() const {
  return std::string(is_number() ? ToView(TextOf(number_)) : text());
}

std::strong_ordering PackedId::CompareTexts(const PackedId& a,
                                            const PackedId& b) {
  if (a.is_number()) return ToView(TextOf(a.number_)) <=> b.text();
  if (b.is_number()) return a.text() <=> ToView(TextOf(b.number_));
  return a.text() <=> b.text();
}

uint64_t PlaceTime(LengthClass length_class, TimePoint begin) {
  const auto since = static_cast<uint64_t>((begin - kBeginningOfTime).count());
  return static_cast<uint64_t>(length_class) << kClassShift | since;
}

LengthClass Place::length_class() const {
  return static_cast<LengthClass>(time >> kClassShift);
}

TimePoint Place::begin() const {
  return kBeginningOfTime +
         seconds(static_cast<seconds::rep>(time & kBeginMask));
}

Place PlaceOf(const Event& event) {
  std::optional<TimeInterval> time;
  if (event.time) time = event.time->interval;
  return {
      PlaceTime(LengthClassOf(time), time ? time->begin() : kBeginningOfTime),
      PackedId(event.id.value)};
}

}  // namespace annals
