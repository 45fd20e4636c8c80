#include "storage/known_check.h"

#include <algorithm>
#include <string>

#include "core/known_entities.h"
#include "storage/keys.h"
#include "storage/known_plan.h"
#include "storage/known_reader.h"
#include "storage/records.h"

namespace annals {

namespace {

class Checker {
 public:
  explicit Checker(const KeyValueView& view) : view_(view) {}

  Result<uint64_t> Check() {
    if (Status s = CheckRecords(); !s.ok()) return s;
    if (Status s = CheckBearers(); !s.ok()) return s;
    if (Status s = CheckReferences(); !s.ok()) return s;
    const Result<KnownState> state = KnownStateOf(view_);
    if (!state.ok()) return state.status();
    if (*state != expected_) {
      return Status::Corruption("the state of known entities is not theirs");
    }
    const auto progress = view_.Scan(Family::kEntities, kProgressPrefix);
    for (progress->Seek(""); progress->valid(); progress->Next(), ++keys_) {
      const Result<SourceProgress> read =
          DecodeSourceProgress(progress->value());
      if (!read.ok()) return read.status();
    }
    if (Status s = progress->status(); !s.ok()) return s;
    return keys_;
  }

 private:
  Status CheckRecords() {
    const auto records = view_.Scan(Family::kEntities, kKnownPrefix);
    for (records->Seek(""); records->valid(); records->Next(), ++keys_) {
      const Result<KnownRecord> record = DecodeKnownRecord(records->value());
      if (!record.ok()) return record.status();
      const std::string& id = record->entity.id.value;
      if (records->key() != KnownKey(record->entity.id, record->source)) {
        return Status::Corruption("a record of '" + id +
                                  "' stands under another key");
      }
      ++expected_.records;
      expected_.sum += HashOf(records->key(), records->value());
      for (const std::string& name : KnownNameKeysOf(record->entity)) {
        if (Status s = CheckBears(NamedByOf(*record), name); !s.ok()) return s;
        ++names_;
      }
    }
    return records->status();
  }

  // The list of the name holds it, or is full of those who come before it.
  Status CheckBears(const NamedBy& bearer, const std::string& name) {
    const auto bytes = view_.Get(Family::kEntities, BearersKey(name));
    if (!bytes.ok()) return bytes.status();
    if (bytes->has_value()) {
      const Result<Bearers> bearers = DecodeBearers(**bytes);
      if (!bearers.ok()) return bearers.status().WithContext(name);
      const auto& all = bearers->all;
      if (std::binary_search(all.begin(), all.end(), bearer, Before)) {
        return Status();
      }
      if (all.size() == kMostBearers) {
        --names_;  // it stands in no list
        return Status();
      }
    }
    return Status::Corruption("'" + bearer.bearer.id.value +
                              "' is not among those called '" + name + "'");
  }

  Status CheckBearers() {
    uint64_t listed = 0;
    const auto lists = view_.Scan(Family::kEntities, kBearersPrefix);
    for (lists->Seek(""); lists->valid(); lists->Next(), ++keys_) {
      const Result<Bearers> bearers = DecodeBearers(lists->value());
      if (!bearers.ok()) return bearers.status();
      if (!std::is_sorted(bearers->all.begin(), bearers->all.end(), Before)) {
        return Status::Corruption("those called '" +
                                  std::string(lists->rest()) +
                                  "' are in no order");
      }
      listed += bearers->all.size();
    }
    if (Status s = lists->status(); !s.ok()) return s;
    if (listed == names_) return Status();
    return Status::Corruption("names are listed of entities not known");
  }

  Status CheckReferences() {
    const auto references = view_.Scan(Family::kEntities, kReferencePrefix);
    for (references->Seek(""); references->valid();
         references->Next(), ++keys_) {
      const Result<KnownReference> reference =
          DecodeKnownReference(references->value());
      if (!reference.ok()) return reference.status();
      if (reference->from != references->rest()) {
        return Status::Corruption("what '" + reference->from +
                                  "' means stands under another key");
      }
      expected_.sum += HashOf(references->key(), references->value());
    }
    return references->status();
  }

  const KeyValueView& view_;
  uint64_t keys_ = 0;
  uint64_t names_ = 0;  // in all lists together
  KnownState expected_;
};

}  // namespace

Result<uint64_t> CheckKnown(const KeyValueView& view) {
  return Checker(view).Check();
}

}  // namespace annals
