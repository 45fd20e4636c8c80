#include "storage/acts.h"

#include <utility>
#include <vector>

#include "storage/keys.h"
#include "storage/records.h"

namespace annals {

Result<Curation> ReadCuration(const KeyValueView& view) {
  std::vector<CurationAct> acts;
  const auto records = view.Scan(Family::kEntities, kActPrefix);
  for (records->Seek(""); records->valid(); records->Next()) {
    Result<CurationAct> act = DecodeCurationAct(records->value());
    if (!act.ok()) return act.status();
    if (ActKey(act->number) != records->key()) {
      return Status::Corruption("the record of act '" + ActName(act->number) +
                                "' stands under another number");
    }
    acts.push_back(std::move(*act));
  }
  if (Status s = records->status(); !s.ok()) return s;
  return Curation(std::move(acts));
}

Result<uint64_t> CurationVersionOf(const KeyValueView& view) {
  const auto bytes = view.Get(Family::kMeta, kCurationKey);
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return uint64_t{0};
  return DecodeNumber(**bytes);
}

}  // namespace annals
