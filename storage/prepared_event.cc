#include "storage/prepared_event.h"

#include <future>

#include "storage/keys.h"
#include "storage/records.h"

namespace annals {

// What the base has of the event.
Status EventPreparer::ReadOld(PreparedEvent* prepared) {
  const auto record = before_.Get(Family::kEvents, EventKey(prepared->id));
  if (!record.ok()) return record.status();
  prepared->is_changed = record->value_or("") != prepared->record;
  if (!record->has_value()) return Status();
  const Result<Event> old = DecodeEvent(**record);
  if (!old.ok()) return old.status().WithContext(prepared->id.value);
  const auto bytes =
      before_.Get(Family::kEvents, IndexedFacetsKey(prepared->id));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) {
    return Status::Corruption("event '" + prepared->id.value +
                              "' is not indexed");
  }
  Result<IndexedFacets> facets = DecodeIndexedFacets(**bytes);
  if (!facets.ok()) return facets.status().WithContext(prepared->id.value);
  prepared->old_index = IndexOf(*old, std::move(*facets));
  prepared->old_kin = KinKeys(*old);
  return Status();
}

// What it will have.
Status EventPreparer::ReadNew(const Event& event, PreparedEvent* prepared) {
  const Event* read = &event;  // as acts have it
  std::optional<Event> curated;
  if (!curation_.acts().empty()) {
    read = &curated.emplace(curation_.Read(event));
  }
  const auto sources = sources_.Of(*read);
  if (!sources.ok()) return sources.status();
  prepared->record = Encode(*read);
  prepared->kin = KinKeys(event);
  prepared->index = IndexOf(*read, *sources, curation_);
  prepared->facets = Encode(prepared->index->facets);
  return Status();
}

PreparedEvent EventPreparer::Prepare(const EventId& id, const Event* event) {
  PreparedEvent prepared;
  prepared.id = id;
  prepared.is_deleted = event == nullptr;
  if (event != nullptr) prepared.status = ReadNew(*event, &prepared);
  if (prepared.status.ok()) prepared.status = ReadOld(&prepared);
  return prepared;
}

std::vector<PreparedEvent> PrepareAll(std::span<EventPreparer> preparers,
                                      std::span<const EventOutcome> events) {
  std::vector<PreparedEvent> prepared(events.size());
  const size_t parts = preparers.size();
  const auto prepare = [&](size_t part) {
    const size_t end = events.size() * (part + 1) / parts;
    for (size_t i = events.size() * part / parts; i < end; ++i) {
      prepared[i] = preparers[part].Prepare(events[i].first, events[i].second);
    }
  };
  std::vector<std::future<void>> others;
  for (size_t part = 1; part < parts; ++part) {
    others.push_back(std::async(std::launch::async, prepare, part));
  }
  prepare(0);
  for (std::future<void>& other : others) other.get();
  return prepared;
}

}  // namespace annals
