#include "storage/upgrade.h"

#include <string>
#include <utility>

#include "storage/bytes.h"
#include "storage/event_index.h"
#include "storage/keys.h"
#include "storage/list_changes.h"
#include "storage/records.h"
#include "storage/tally.h"

namespace annals {

namespace {

Status DeleteAll(const KeyValueView& view, Family family,
                 std::string_view prefix, WriteSet* writes) {
  const auto keys = view.Scan(family, prefix);
  for (keys->Seek(""); keys->valid(); keys->Next()) {
    writes->Delete(family, keys->key());
  }
  return keys->status();
}

// Totals of articles, entities and sources: formats 1 and 2 had bare varints.
Status PutTotals(const KeyValueView& view, WriteSet* writes) {
  const auto counters = view.Scan(Family::kCounters, "");
  for (counters->Seek(""); counters->valid(); counters->Next()) {
    if (counters->key().starts_with(kEventCounterPrefix)) continue;
    ByteReader reader(counters->value());
    const auto total = static_cast<int64_t>(reader.Varint());
    if (Status s = reader.Finish("a total"); !s.ok()) return s;
    writes->Put(Family::kCounters, counters->key(), Encode(TallyOf(0, total)));
  }
  return counters->status();
}

Status PutEvents(const KeyValueView& view, WriteSet* writes) {
  ListChanges lists;
  const auto records = view.Scan(Family::kEvents, kEventPrefix);
  for (records->Seek(""); records->valid(); records->Next()) {
    const Result<Event> event = DecodeEvent(records->value());
    if (!event.ok()) return event.status().WithContext(records->rest());
    for (const KinKey key : KinKeys(*event)) {
      writes->Put(Family::kEvents, KinKeyOf(key, event->id), "");
    }
    const auto facets = view.Get(Family::kEvents, IndexedFacetsKey(event->id));
    if (!facets.ok()) return facets.status();
    Result<IndexedFacets> indexed = DecodeIndexedFacets(facets->value_or(""));
    if (!indexed.ok()) return indexed.status().WithContext(records->rest());
    const EventIndex index = IndexOf(*event, std::move(*indexed));
    lists.Change(nullptr, &index);
  }
  if (Status s = records->status(); !s.ok()) return s;
  WriteSet added;
  lists.Finish(&added);
  // To nothing: so what is added is what there is.
  for (const WriteSet::Change& change : added.changes()) {
    writes->Put(change.family, change.key, change.value);
  }
  return Status();
}

}  // namespace

Result<uint64_t> FormatOf(const KeyValueView& view) {
  const auto bytes = view.Get(Family::kMeta, kFormatKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return kFormatVersion;
  return DecodeNumber(**bytes);
}

Status Upgrade(KeyValueStore& store) {
  constexpr uint64_t kLastFormatOfBareTotals = 2;
  const auto view = store.View();
  const Result<uint64_t> format = FormatOf(*view);
  if (!format.ok()) return format.status();
  if (*format == kFormatVersion) return Status();
  WriteSet writes;
  Status s = DeleteAll(*view, Family::kPostings, "", &writes);
  if (!s.ok()) return s;
  s = DeleteAll(*view, Family::kCounters, kEventCounterPrefix, &writes);
  if (!s.ok()) return s;
  if (*format <= kLastFormatOfBareTotals) {
    if (s = PutTotals(*view, &writes); !s.ok()) return s;
  }
  if (s = PutEvents(*view, &writes); !s.ok()) return s;
  writes.Put(Family::kMeta, kFormatKey, EncodeNumber(kFormatVersion));
  return store.WriteRun(writes);
}

}  // namespace annals
