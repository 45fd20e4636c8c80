#include "storage/known_plan.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "core/text/sha256.h"
#include "storage/keys.h"
#include "storage/known_reader.h"
#include "storage/write_plan.h"

namespace annals {

namespace {

// How the list of a name changes: who goes, then who comes.
struct Edit {
  std::set<std::pair<EntityId, std::string>> gone;  // entity and source
  std::vector<NamedBy> come;
};

class Planner {
 public:
  explicit Planner(const KeyValueView& before) : before_(before) {}

  Status PlanRecords(const std::vector<KnownRecord>& records,
                     KnownCounts* counts) {
    std::vector<std::string> keys;
    for (const KnownRecord& record : records) {
      keys.push_back(KnownKey(record.entity.id, record.source));
    }
    const auto old = before_.GetMany(Family::kEntities, keys);
    if (!old.ok()) return old.status();
    for (size_t i = 0; i < records.size(); ++i) {
      if (Status s = PlanRecord(keys[i], (*old)[i], records[i], counts);
          !s.ok()) {
        return s;
      }
    }
    return PlanBearers();
  }

  Status PlanReferences(const std::vector<KnownReference>& references) {
    std::vector<std::string> keys;
    for (const KnownReference& reference : references) {
      keys.push_back(ReferenceKey(reference.from));
    }
    const auto old = before_.GetMany(Family::kEntities, keys);
    if (!old.ok()) return old.status();
    for (size_t i = 0; i < keys.size(); ++i) {
      std::string bytes = Encode(references[i]);
      if ((*old)[i] == bytes) continue;
      sum_ -= (*old)[i] ? HashOf(keys[i], *(*old)[i]) : 0;
      sum_ += HashOf(keys[i], bytes);
      writes_.Put(Family::kEntities, keys[i], std::move(bytes));
    }
    return Status();
  }

  // To be called last.
  Result<KnownPlan> Finish(const KnownBatch& batch, KnownCounts counts,
                           TimePoint now) {
    KnownPlan plan;
    if (!writes_.empty()) {  // more than progress: a version of the base
      if (Status s = PlanVersion(batch.progress.source, now); !s.ok()) return s;
    }
    plan.progress = batch.progress;
    plan.progress.counts = counts;
    const std::string key = ProgressKey(batch.progress.source);
    if (batch.keeps_progress) {
      writes_.Put(Family::kEntities, key, Encode(plan.progress));
    } else {
      const auto old = before_.Get(Family::kEntities, key);
      if (!old.ok()) return old.status();
      if (old->has_value()) writes_.Delete(Family::kEntities, key);
    }
    plan.writes = std::move(writes_);
    return plan;
  }

 private:
  Status PlanRecord(const std::string& key,
                    const std::optional<std::string>& old_bytes,
                    const KnownRecord& record, KnownCounts* counts) {
    std::string bytes = Encode(record);
    if (old_bytes == bytes) {
      ++counts->unchanged;
      return Status();
    }
    if (old_bytes) {
      const Result<KnownRecord> old = DecodeKnownRecord(*old_bytes);
      if (!old.ok()) return old.status().WithContext(record.entity.id.value);
      for (const std::string& name : KnownNameKeysOf(old->entity)) {
        edits_[name].gone.emplace(record.entity.id, record.source);
      }
      sum_ -= HashOf(key, *old_bytes);
      ++counts->replaced;
    } else {
      ++records_;
      ++counts->added;
    }
    for (const std::string& name : KnownNameKeysOf(record.entity)) {
      edits_[name].come.push_back(NamedByOf(record));
    }
    sum_ += HashOf(key, bytes);
    writes_.Put(Family::kEntities, key, std::move(bytes));
    return Status();
  }

  Status PlanBearers() {
    std::vector<std::string> keys;
    for (const auto& [name, edit] : edits_) keys.push_back(BearersKey(name));
    const auto old = before_.GetMany(Family::kEntities, keys);
    if (!old.ok()) return old.status();
    size_t i = 0;
    for (auto& [name, edit] : edits_) {
      Bearers bearers;
      if ((*old)[i]) {
        Result<Bearers> read = DecodeBearers(*(*old)[i]);
        if (!read.ok()) return read.status().WithContext(name);
        bearers = std::move(*read);
      }
      std::erase_if(bearers.all, [&edit = edit](const NamedBy& each) {
        return edit.gone.contains({each.bearer.id, each.source});
      });
      std::move(edit.come.begin(), edit.come.end(),
                std::back_inserter(bearers.all));
      std::sort(bearers.all.begin(), bearers.all.end(), Before);
      if (bearers.all.size() > kMostBearers) bearers.all.resize(kMostBearers);
      if (bearers.all.empty()) {
        writes_.Delete(Family::kEntities, keys[i]);
      } else {
        writes_.Put(Family::kEntities, keys[i], Encode(bearers));
      }
      ++i;
    }
    return Status();
  }

  Status PlanVersion(const std::string& source, TimePoint now) {
    Result<KnownState> state = KnownStateOf(before_);
    if (!state.ok()) return state.status();
    state->records += records_;
    state->sum += sum_;
    writes_.Put(Family::kMeta, std::string(kKnownStateKey), Encode(*state));
    const Result<uint64_t> version = VersionOf(before_);
    if (!version.ok()) return version.status();
    LogEntry entry;
    entry.learned = now;
    entry.changes.push_back({RecordKind::kKnown, false, source});
    writes_.Put(Family::kLog, LogKey(*version + 1), Encode(entry));
    writes_.Put(Family::kMeta, std::string(kVersionKey),
                EncodeNumber(*version + 1));
    return Status();
  }

  const KeyValueView& before_;
  WriteSet writes_;
  std::map<std::string, Edit> edits_;  // by name key
  uint64_t records_ = 0;               // new ones
  uint64_t sum_ = 0;                   // what KnownState::sum grows by
};

}  // namespace

uint64_t HashOf(std::string_view key, std::string_view record) {
  Sha256 hash;
  hash.Add(key);
  hash.Add(record);
  const std::string hex = hash.Hex();
  uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + 16, number, 16);
  return number;
}

NamedBy NamedByOf(const KnownRecord& record) {
  const Entity& entity = record.entity;
  return {record.source,
          {entity.id, entity.kind, record.prior, entity.country,
           entity.coordinates, record.until}};
}

bool Before(const NamedBy& a, const NamedBy& b) {
  return std::tie(b.bearer.prior, a.bearer.id, a.source) <
         std::tie(a.bearer.prior, b.bearer.id, b.source);
}

Result<KnownPlan> PlanKnown(const KeyValueView& before, const KnownBatch& batch,
                            TimePoint now) {
  Planner planner(before);
  KnownCounts counts = batch.progress.counts;
  if (Status s = planner.PlanRecords(batch.records, &counts); !s.ok()) return s;
  if (Status s = planner.PlanReferences(batch.references); !s.ok()) return s;
  return planner.Finish(batch, counts, now);
}

}  // namespace annals
