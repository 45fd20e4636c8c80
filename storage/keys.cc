#include "storage/keys.h"

#include <chrono>

#include "storage/bytes.h"

namespace annals {

namespace {

using std::chrono::days;
using std::chrono::seconds;

// Bytes that end an ordered string.
constexpr size_t kOrderedStringEnd = 2;

constexpr uint8_t kOnceBit = 0x80;

// The longest of each class, a month being its longest and a year a leap year.
constexpr days kLongest[] = {days(1),  days(7),   days(31),
                             days(92), days(366), days(3653)};

std::string Prefixed(std::string_view prefix, std::string_view rest) {
  std::string key(prefix);
  key.append(rest);
  return key;
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

Position PositionOf(const Event& event) {
  if (!event.time) return {LengthClass::kUndated, kBeginningOfTime, event.id};
  const TimeInterval& time = event.time->interval;
  return {LengthClassOf(time), time.begin(), event.id};
}

std::string Encode(const Position& position) {
  std::string bytes;
  AppendU8(static_cast<uint8_t>(position.length_class), &bytes);
  AppendI64(position.begin.time_since_epoch().count(), &bytes);
  bytes += position.event.value;
  return bytes;
}

Result<Position> DecodePosition(std::string_view bytes) {
  ByteReader reader(bytes);
  Position position;
  const uint8_t length_class = reader.U8();
  position.length_class = static_cast<LengthClass>(length_class);
  position.begin = TimePoint(seconds(reader.I64()));
  position.event = {std::string(reader.Rest())};
  if (length_class >= kLengthClassCount) reader.Fail();
  const Status status = reader.Finish("a posting's position");
  if (!status.ok()) return status;
  return position;
}

ListName ListName::Now(const Facet& facet) {
  return {static_cast<uint8_t>(facet.kind), facet.value};
}

ListName ListName::Once(const Facet& facet) {
  return {static_cast<uint8_t>(static_cast<uint8_t>(facet.kind) | kOnceBit),
          facet.value};
}

std::string PostingPrefix(const ListName& list) {
  std::string key;
  AppendU8(list.kind, &key);
  AppendOrderedString(list.value, &key);
  return key;
}

std::string PostingKey(const ListName& list, std::string_view position) {
  return PostingPrefix(list).append(position);
}

Result<PostingName> DecodePostingKey(std::string_view bytes) {
  ByteReader reader(bytes);
  PostingName name;
  name.list.kind = reader.U8();
  name.list.value = reader.OrderedString();
  name.position = reader.Rest();
  const Status status = reader.Finish("a posting's key");
  if (!status.ok()) return status;
  return name;
}

std::string EventCounterKey(const ListName& list) {
  std::string key(kEventCounterPrefix);
  AppendU8(list.kind, &key);
  return key.append(list.value);
}

Result<ListName> DecodeEventCounterKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t prefix = reader.U8();
  if (prefix != static_cast<uint8_t>(kEventCounterPrefix.front())) {
    reader.Fail();
  }
  ListName list;
  list.kind = reader.U8();
  list.value = reader.Rest();
  const Status status = reader.Finish("a counter's key");
  if (!status.ok()) return status;
  return list;
}

std::string ArticleKey(const ArticleId& id) {
  return Prefixed(kArticlePrefix, id.value);
}

std::string ArticleHeadKey(const ArticleId& id) {
  return Prefixed(kArticleHeadPrefix, id.value);
}

std::string PublishedKey(TimePoint published, const ArticleId& id) {
  std::string key(kPublishedPrefix);
  AppendI64(published.time_since_epoch().count(), &key);
  return key.append(id.value);
}

Result<TimePoint> DecodePublishedKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t prefix = reader.U8();
  if (prefix != static_cast<uint8_t>(kPublishedPrefix.front())) reader.Fail();
  const TimePoint published(seconds(reader.I64()));
  reader.Rest();
  const Status status = reader.Finish("a publication time's key");
  if (!status.ok()) return status;
  return published;
}

std::string EventKey(const EventId& id) {
  return Prefixed(kEventPrefix, id.value);
}

std::string IndexedFacetsKey(const EventId& id) {
  return Prefixed(kIndexedFacetsPrefix, id.value);
}

std::string EntityKey(const EntityId& id) {
  return Prefixed(kEntityPrefix, id.value);
}

std::string ImportedEntityKey(const EntityId& id) {
  return Prefixed(kImportedEntityPrefix, id.value);
}

std::string ActKey(uint64_t number) {
  std::string key(kActPrefix);
  AppendU64(number, &key);
  return key;
}

std::string Encode(const NameKey& key) {
  std::string bytes(kNamePrefix);
  AppendOrderedString(key.name, &bytes);
  return bytes.append(key.entity.value);
}

Result<NameKey> DecodeNameKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t prefix = reader.U8();
  if (prefix != static_cast<uint8_t>(kNamePrefix.front())) reader.Fail();
  NameKey key;
  key.name = reader.OrderedString();
  key.entity = {std::string(reader.Rest())};
  const Status status = reader.Finish("a name's key");
  if (!status.ok()) return status;
  return key;
}

std::string NamesPrefix(std::string_view beginning) {
  std::string key = Encode(NameKey{std::string(beginning), {}});
  key.resize(key.size() - kOrderedStringEnd);
  return key;
}

std::string StatedKeysOf(const EntityId& holder) {
  std::string key(kStatedPrefix);
  AppendOrderedString(holder.value, &key);
  return key;
}

std::string Encode(const StatedKey& key) {
  std::string bytes = StatedKeysOf(key.office.holder);
  AppendOrderedString(key.office.title, &bytes);
  AppendOrderedString(key.office.of.value, &bytes);
  return bytes.append(key.article.value);
}

Result<StatedKey> DecodeStatedKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t prefix = reader.U8();
  if (prefix != static_cast<uint8_t>(kStatedPrefix.front())) reader.Fail();
  StatedKey key;
  key.office.holder = {reader.OrderedString()};
  key.office.title = reader.OrderedString();
  key.office.of = {reader.OrderedString()};
  key.article = {std::string(reader.Rest())};
  const Status status = reader.Finish("a stated office's key");
  if (!status.ok()) return status;
  return key;
}

std::string KnownKeysOf(const EntityId& id) {
  std::string key(kKnownPrefix);
  AppendOrderedString(id.value, &key);
  return key;
}

std::string KnownKey(const EntityId& id, std::string_view source) {
  return KnownKeysOf(id).append(source);
}

std::string BearersKey(std::string_view name_key) {
  return Prefixed(kBearersPrefix, name_key);
}

std::string ReferenceKey(std::string_view from) {
  return Prefixed(kReferencePrefix, from);
}

std::string ProgressKey(std::string_view source) {
  return Prefixed(kProgressPrefix, source);
}

std::string SourceCounterKey(std::string_view source) {
  return Prefixed(kSourceCounterPrefix, source);
}

std::string KinKeyPrefix(KinKey key) {
  std::string bytes(kKinPrefix);
  AppendU64(key.of, &bytes);
  bytes += static_cast<char>(key.way);
  bytes += static_cast<char>(key.month >> 8);
  bytes += static_cast<char>(key.month & 0xff);
  return bytes;
}

Result<KinName> DecodeKinKey(std::string_view bytes) {
  if (!bytes.starts_with(kKinPrefix)) return Status::Corruption("no kin key");
  ByteReader reader(bytes.substr(kKinPrefix.size()));
  KinName name;
  name.key.of = reader.U64();
  name.key.way = static_cast<KinWay>(reader.U8());
  const uint8_t high = reader.U8();
  name.key.month = static_cast<uint16_t>(high << 8 | reader.U8());
  name.event.value = reader.Rest();
  if (Status s = reader.Finish("kin key"); !s.ok()) return s;
  return name;
}

std::string KinKeyOf(KinKey key, const EventId& id) {
  return KinKeyPrefix(key) + id.value;
}

std::string LogKey(uint64_t version) {
  std::string key;
  AppendU64(version, &key);
  return key;
}

Result<uint64_t> DecodeLogKey(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint64_t version = reader.U64();
  const Status status = reader.Finish("a log key");
  if (!status.ok()) return status;
  return version;
}

}  // namespace annals
