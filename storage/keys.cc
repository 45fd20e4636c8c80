#include "storage/keys.h"

#include <chrono>

#include "storage/bytes.h"

namespace annals {

namespace {

using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

// Bytes that end an ordered string.
constexpr size_t kOrderedStringEnd = 2;

constexpr uint8_t kOnceBit = 0x80;

// Of a name where there is no begin: how much of the id is in it.
constexpr size_t kIdBeginning = 4;

constexpr year_month kFirstMonth = std::chrono::year(-9999) / 1;
constexpr uint32_t kMonths = 12 * (9999 + 9999 + 1);

uint32_t MonthOf(TimePoint t) {
  const year_month_day ymd{std::chrono::floor<std::chrono::days>(t)};
  return static_cast<uint32_t>(
      (ymd.year() / ymd.month() - kFirstMonth).count());
}

TimePoint BeginOf(uint32_t month) {
  return sys_days((kFirstMonth + std::chrono::months(static_cast<int>(month))) /
                  1);
}

std::string Prefixed(std::string_view prefix, std::string_view rest) {
  std::string key(prefix);
  key.append(rest);
  return key;
}

}  // namespace

uint8_t KindOfNow(FacetKind kind) { return static_cast<uint8_t>(kind); }

uint8_t KindOfOnce(FacetKind kind) {
  return static_cast<uint8_t>(static_cast<uint8_t>(kind) | kOnceBit);
}

ListName ListName::Now(const Facet& facet) {
  return {KindOfNow(facet.kind), facet.value};
}

ListName ListName::Once(const Facet& facet) {
  return {KindOfOnce(facet.kind), facet.value};
}

std::string BlocksPrefix(const ListName& list) {
  std::string key;
  AppendU8(list.kind, &key);
  AppendOrderedString(list.value, &key);
  return key;
}

std::string BlockNameOf(const Place& place) {
  std::string name;
  AppendU8(static_cast<uint8_t>(place.length_class()), &name);
  if (place.length_class() < LengthClass::kNoBegin) {
    const uint32_t month = MonthOf(place.begin());
    for (const int shift : {16, 8, 0}) {
      AppendU8(static_cast<uint8_t>(month >> shift), &name);
    }
  } else if (place.begin() == kBeginningOfTime) {
    name.append(place.id.ToString(), 0, kIdBeginning);
  } else {
    name.append(kIdBeginning, '\xff');  // no event's place: it is after all
  }
  return name;
}

Result<uint64_t> FirstTimeOf(std::string_view block_name) {
  ByteReader reader(block_name);
  const uint8_t length_class = reader.U8();
  if (length_class >= kLengthClassCount) reader.Fail();
  TimePoint begin = kBeginningOfTime;
  if (static_cast<LengthClass>(length_class) < LengthClass::kNoBegin) {
    uint32_t month = 0;
    for (int i = 0; i < 3; ++i) month = month << 8 | reader.U8();
    if (month >= kMonths) reader.Fail();
    if (reader.ok()) begin = BeginOf(month);
  } else if (reader.Rest().size() > kIdBeginning) {
    reader.Fail();
  }
  const Status status = reader.Finish("a block's name");
  if (!status.ok()) return status;
  return PlaceTime(static_cast<LengthClass>(length_class), begin);
}

std::string Encode(const BlockKey& key) {
  return BlocksPrefix(key.list).append(key.block_name);
}

Result<BlockKey> DecodeBlockKey(std::string_view bytes) {
  ByteReader reader(bytes);
  BlockKey key;
  key.list.kind = reader.U8();
  key.list.value = reader.OrderedString();
  key.block_name = reader.Rest();
  const Status status = reader.Finish("a block's key");
  if (!status.ok()) return status;
  return key;
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
