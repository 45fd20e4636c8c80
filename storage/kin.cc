#include "storage/kin.h"

#include <set>
#include <string>

#include "storage/keys.h"
#include "storage/records.h"

namespace annals {

namespace {

// Event records that are read at once.
constexpr size_t kChunk = 64;

}  // namespace

Status VisitKin(const KeyValueView& view, const std::vector<KinRange>& ranges,
                const std::function<void(const Event&)>& visit) {
  std::set<std::string> found;  // keys of event records
  const auto kept = view.Scan(Family::kEvents, kKinPrefix);
  for (const KinRange& range : ranges) {
    const std::string first = KinKeyPrefix(range.first);
    for (kept->Seek(std::string_view(first).substr(kKinPrefix.size()));
         kept->valid(); kept->Next()) {
      const Result<KinName> name = DecodeKinKey(kept->key());
      if (!name.ok()) return name.status();
      if (!range.Contains(name->key)) break;
      found.insert(EventKey(name->event));
    }
    if (Status s = kept->status(); !s.ok()) return s;
  }
  std::vector<std::string> chunk;
  const auto read = [&]() -> Status {
    const auto records = view.GetMany(Family::kEvents, chunk);
    if (!records.ok()) return records.status();
    for (const auto& record : *records) {
      if (!record) return Status::Corruption("a kin key has no event");
      const Result<Event> event = DecodeEvent(*record);
      if (!event.ok()) return event.status();
      visit(*event);
    }
    chunk.clear();
    return Status();
  };
  for (const std::string& key : found) {
    chunk.push_back(key);
    if (chunk.size() < kChunk) continue;
    if (Status s = read(); !s.ok()) return s;
  }
  return read();
}

}  // namespace annals
