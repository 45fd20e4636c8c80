// How values of every kind that records are made of are encoded and decoded.
//
// The fields of a record are listed once, for both directions:
//
//   template <typename Coder>
//   void Fields(Coder& c, In<Coder, Quantity>& quantity) {
//     c(quantity.value);
//     c(quantity.unit);
//   }
//
// Given an Encoder it appends the fields, given a Decoder it sets them. What is
// not a valid value fails the Decoder's reader, to be asked at the end.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/article.h"
#include "core/curation.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/ids.h"
#include "core/query/query.h"
#include "core/time/time_interval.h"
#include "storage/bytes.h"
#include "storage/records.h"

// A namespace of their own: Fields() is found where the coders are.
namespace annals::coding {

template <typename Coder, typename T>
using In = std::conditional_t<Coder::kEncodes, const T, T>;

class Encoder {
 public:
  static constexpr bool kEncodes = true;

  explicit Encoder(std::string* out) : out_(out) {}

  void operator()(bool value) { AppendU8(value ? 1 : 0, out_); }
  void operator()(uint32_t value) { AppendVarint(value, out_); }
  void operator()(size_t value) { AppendVarint(value, out_); }
  void operator()(int64_t value) { AppendZigzag(value, out_); }
  void operator()(double value) { AppendDouble(value, out_); }
  void operator()(const std::string& value) { AppendString(value, out_); }
  void operator()(TimePoint value) {
    (*this)(value.time_since_epoch().count());
  }
  void operator()(std::chrono::sys_days value) {
    (*this)(int64_t{value.time_since_epoch().count()});
  }
  template <typename T>
    requires std::is_enum_v<T>
  void operator()(T value) {
    AppendU8(static_cast<uint8_t>(value), out_);
  }
  template <typename Tag>
  void operator()(const StringId<Tag>& id) {
    (*this)(id.value);
  }
  void operator()(const TimeInterval& interval) {
    End(interval.begin_bound(), interval.begin(), interval.begin_granularity());
    End(interval.end_bound(), interval.end(), interval.end_granularity());
    (*this)(interval.qualifier());
  }
  template <typename T>
  void operator()(const std::vector<T>& values) {
    AppendVarint(values.size(), out_);
    for (const T& value : values) (*this)(value);
  }
  template <typename T>
  void operator()(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(const T& record) {
    Fields(*this, record);
  }

 private:
  void End(Bound bound, TimePoint at, Granularity granularity) {
    (*this)(bound);
    if (bound != Bound::kKnown) return;
    (*this)(at);
    (*this)(granularity);
  }

  std::string* out_;
};

inline bool IsValid(EntityKind kind) { return kind <= EntityKind::kGroup; }
inline bool IsValid(EventStatus status) {
  return status <= EventStatus::kDenied;
}
inline bool IsValid(Role role) { return role <= Role::kParticipant; }
inline bool IsValid(PlaceRole role) { return role <= PlaceRole::kStory; }
inline bool IsValid(TimeBasis basis) { return basis <= TimeBasis::kAssumed; }
inline bool IsValid(BlockKind kind) { return kind <= BlockKind::kFurniture; }
inline bool IsValid(Bound bound) { return bound <= Bound::kUnknown; }
inline bool IsValid(RecordKind kind) { return kind <= RecordKind::kKnown; }
inline bool IsValid(CurationKind kind) { return kind <= CurationKind::kAlias; }
inline bool IsValid(EventRelation relation) {
  return relation <= EventRelation::kContradicts;
}
inline bool IsValid(Qualifier qualifier) {
  return qualifier <= Qualifier::kUncertainApproximate;
}
inline bool IsValid(EventType type) {
  return type >= EventType::kAgree && type <= EventType::kChange;
}
inline bool IsValid(FacetKind kind) {
  return kind >= FacetKind::kInvolves && kind <= FacetKind::kCountry;
}
inline bool IsValid(Granularity granularity) {
  return Name(granularity) != "unknown";
}

class Decoder {
 public:
  static constexpr bool kEncodes = false;

  explicit Decoder(std::string_view bytes) : reader_(bytes) {}

  void operator()(bool& value) {
    const uint8_t byte = reader_.U8();
    if (byte > 1) reader_.Fail();
    value = byte == 1;
  }
  void operator()(uint32_t& value) {
    const uint64_t wide = reader_.Varint();
    if (wide > std::numeric_limits<uint32_t>::max()) reader_.Fail();
    value = static_cast<uint32_t>(wide);
  }
  void operator()(size_t& value) { value = reader_.Varint(); }
  void operator()(int64_t& value) { value = reader_.Zigzag(); }
  void operator()(double& value) { value = reader_.Double(); }
  void operator()(std::string& value) { value = reader_.String(); }
  void operator()(TimePoint& value) {
    value = TimePoint(std::chrono::seconds(reader_.Zigzag()));
  }
  void operator()(std::chrono::sys_days& value) {
    const int64_t days = reader_.Zigzag();
    using Rep = std::chrono::days::rep;
    if (days < std::numeric_limits<Rep>::min() ||
        days > std::numeric_limits<Rep>::max()) {
      reader_.Fail();
      return;
    }
    value = std::chrono::sys_days(std::chrono::days(days));
  }
  template <typename T>
    requires std::is_enum_v<T>
  void operator()(T& value) {
    const T read = static_cast<T>(reader_.U8());
    if (IsValid(read)) {
      value = read;
    } else {
      reader_.Fail();
    }
  }
  template <typename Tag>
  void operator()(StringId<Tag>& id) {
    (*this)(id.value);
  }
  void operator()(TimeInterval& interval) {
    const TimeInterval::End begin = End();
    const TimeInterval::End end = End();
    Qualifier qualifier = Qualifier::kExact;
    (*this)(qualifier);
    const Result<TimeInterval> made = TimeInterval::Make(begin, end, qualifier);
    if (made.ok()) {
      interval = *made;
    } else {
      reader_.Fail();
    }
  }
  template <typename T>
  void operator()(std::vector<T>& values) {
    const size_t count = reader_.Count();
    for (size_t i = 0; i < count && reader_.ok(); ++i) {
      (*this)(values.emplace_back());
    }
  }
  template <typename T>
  void operator()(std::optional<T>& value) {
    bool has_value = false;
    (*this)(has_value);
    if (has_value) (*this)(value.emplace());
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(T& record) {
    Fields(*this, record);
  }

  ByteReader& reader() { return reader_; }

 private:
  TimeInterval::End End() {
    TimeInterval::End end;
    (*this)(end.bound);
    if (end.bound == Bound::kKnown) {
      (*this)(end.at);
      (*this)(end.granularity);
    }
    return end;
  }

  ByteReader reader_;
};

}  // namespace annals::coding
