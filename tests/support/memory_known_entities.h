// Known entities kept in maps and searched from end to end: the model that the
// store is compared with, and what stands behind tests that need some known.

#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/known_entities.h"

namespace annals::testing {

class MemoryKnownEntities : public KnownEntities, public KnownEntitiesWriter {
 public:
  Result<std::vector<Bearer>> Named(std::string_view name) const override {
    const std::string key = KnownNameKey(name);
    std::map<EntityId, Bearer> best;
    for (const auto& [id_and_source, record] : records_) {
      const std::vector<std::string> keys = KnownNameKeysOf(record.entity);
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
      const Entity& entity = record.entity;
      const Bearer bearer = {entity.id,       entity.kind,        record.prior,
                             Country(entity), entity.coordinates, record.until};
      const auto [it, is_new] = best.emplace(entity.id, bearer);
      if (!is_new && it->second.prior < bearer.prior) it->second = bearer;
    }
    std::vector<Bearer> named;
    for (const auto& [id, bearer] : best) named.push_back(bearer);
    std::stable_sort(
        named.begin(), named.end(),
        [](const Bearer& a, const Bearer& b) { return a.prior > b.prior; });
    return named;
  }

  Result<Entity> Known(const EntityId& id) const override {
    std::optional<Entity> known;
    for (const auto& [id_and_source, record] : records_) {
      if (id_and_source.first != id) continue;
      Entity entity = record.entity;
      entity.country = Country(entity);
      if (Refers(entity.part_of.value)) {
        const KnownReference* const part_of = Find(entity.part_of.value);
        entity.part_of = part_of == nullptr ? EntityId() : part_of->entity;
      }
      for (Office& office : entity.offices) {
        if (const KnownReference* const title = Find(office.title)) {
          office.title = title->name;
          if (office.jurisdiction.empty()) office.jurisdiction = title->of;
        } else if (Refers(office.title)) {
          office.title = office.title.substr(office.title.find(':') + 1);
        }
        if (Refers(office.jurisdiction.value)) {
          const KnownReference* const of = Find(office.jurisdiction.value);
          office.jurisdiction = of == nullptr ? EntityId() : of->entity;
        }
      }
      known ? AddKnown(entity, &*known) : void(known = entity);
    }
    if (known) return *known;
    return Status::NotFound("nobody knows '" + id.value + "'");
  }

  Result<std::string> KnownStamp() const override {
    return std::to_string(records_.size());
  }

  Result<SourceProgress> PutKnown(const KnownBatch& batch) override {
    SourceProgress progress = batch.progress;
    for (const KnownRecord& record : batch.records) {
      const auto key = std::pair(record.entity.id, record.source);
      const auto it = records_.find(key);
      ++(it == records_.end()   ? progress.counts.added
         : it->second == record ? progress.counts.unchanged
                                : progress.counts.replaced);
      records_[key] = record;
    }
    for (const KnownReference& reference : batch.references) {
      references_[reference.from] = reference;
    }
    progress_.erase(progress.source);
    if (batch.keeps_progress) progress_[progress.source] = progress;
    ++batches_;
    return progress;
  }

  Result<std::optional<SourceProgress>> ProgressOf(
      std::string_view source) const override {
    const auto it = progress_.find(std::string(source));
    if (it == progress_.end()) return std::optional<SourceProgress>();
    return std::optional<SourceProgress>(it->second);
  }

  const std::map<std::pair<EntityId, std::string>, KnownRecord>& records()
      const {
    return records_;
  }
  int batches() const { return batches_; }

 private:
  static bool Refers(std::string_view text) {
    return text.find(':') != std::string_view::npos;
  }
  const KnownReference* Find(const std::string& from) const {
    const auto it = references_.find(from);
    return it == references_.end() ? nullptr : &it->second;
  }
  std::string Country(const Entity& entity) const {
    if (!Refers(entity.country)) return entity.country;
    const KnownReference* const country = Find(entity.country);
    return country == nullptr ? std::string() : country->country;
  }

  std::map<std::pair<EntityId, std::string>, KnownRecord> records_;
  std::map<std::string, KnownReference> references_;
  std::map<std::string, SourceProgress> progress_;
  int batches_ = 0;
};

}  // namespace annals::testing
