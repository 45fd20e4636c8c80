#include "storage/upgrade.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/posting.h"
#include "storage/records.h"
#include "storage/tally.h"

namespace annals {

namespace {

// Totals of articles, entities and sources become tallies.
Status PutTotals(const KeyValueView& view, WriteSet* writes) {
  const auto counters = view.Scan(Family::kCounters, "");
  for (counters->Seek(""); counters->valid(); counters->Next()) {
    if (counters->key().starts_with(kEventCounterPrefix)) continue;
    const Result<uint64_t> total = DecodeTotal(counters->value());
    if (!total.ok()) return total.status();
    writes->Put(Family::kCounters, counters->key(),
                Encode(TallyOf(0, static_cast<int64_t>(*total))));
  }
  return counters->status();
}

Status PutCalendars(const KeyValueView& view, WriteSet* writes) {
  std::string prefix;  // of the list that is being counted
  std::string counter;
  Tally tally;
  const auto put = [&] {
    if (prefix.empty()) return;
    writes->Put(Family::kCounters, counter,
                Encode(std::exchange(tally, Tally())));
  };
  const auto postings = view.Scan(Family::kPostings, "");
  for (postings->Seek(""); postings->valid(); postings->Next()) {
    if (prefix.empty() || !postings->key().starts_with(prefix)) {
      const Result<PostingName> name = DecodePostingKey(postings->key());
      if (!name.ok()) return name.status();
      put();
      prefix = PostingPrefix(name->list);
      counter = EventCounterKey(name->list);
    }
    const Result<Posting> posting = DecodePosting(postings->value());
    if (!posting.ok()) return posting.status();
    Add(CellOf(*posting), 1, &tally);
  }
  put();
  return postings->status();
}

Status PutKin(const KeyValueView& view, WriteSet* writes) {
  const auto records = view.Scan(Family::kEvents, kEventPrefix);
  for (records->Seek(""); records->valid(); records->Next()) {
    const Result<Event> event = DecodeEvent(records->value());
    if (!event.ok()) return event.status().WithContext(records->rest());
    for (const KinKey key : KinKeys(*event)) {
      writes->Put(Family::kEvents, KinKeyOf(key, event->id), "");
    }
  }
  return records->status();
}

}  // namespace

Result<uint64_t> FormatOf(const KeyValueView& view) {
  const auto bytes = view.Get(Family::kMeta, kFormatKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return Status::Corruption("the base has no format");
  return DecodeNumber(**bytes);
}

Status Upgrade(KeyValueStore& store) {
  const auto view = store.View();
  const Result<uint64_t> format = FormatOf(*view);
  if (!format.ok()) return format.status();
  if (*format == kFormatVersion) return Status();
  WriteSet writes;
  if (Status s = PutTotals(*view, &writes); !s.ok()) return s;
  if (Status s = PutCalendars(*view, &writes); !s.ok()) return s;
  if (Status s = PutKin(*view, &writes); !s.ok()) return s;
  writes.Put(Family::kMeta, kFormatKey, EncodeNumber(kFormatVersion));
  return store.Write(writes);
}

}  // namespace annals
