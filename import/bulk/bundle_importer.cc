#include "import/bulk/bundle_importer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/text/sha256.h"
#include "import/bulk/write_changes.h"
#include "import/enrich.h"
#include "import/ordered_workers.h"

namespace annals {

namespace {

// Texts that evidence points into are kept while they are asked for.
constexpr size_t kMaxTexts = 256;

// So much is written at once: some ten thousand events.
constexpr size_t kRunBytes = 8 << 20;

Status AtLine(uint64_t line, const Status& status) {
  return status.WithContext("line " + std::to_string(line));
}

template <typename T>
bool IsMissing(const Result<T>& record) {
  return !record.ok() && record.status().code() == StatusCode::kNotFound;
}

bool HasArticle(const Event& event, const ArticleId& article) {
  return std::any_of(
      event.claims.begin(), event.claims.end(),
      [&](const Claim& claim) { return claim.article == article; });
}

}  // namespace

struct BundleImporter::Lines {
  struct Numbered {
    uint64_t number = 0;
    std::string_view text;  // empty: it was too long
    Result<BundleRecord> record;
  };
  LineBlock block;  // what the texts are views of
  std::vector<Numbered> lines;
};

struct BundleImporter::Progress {
  TableSummary summary;
  Sha256 sum;
  uint64_t records = 0;
  bool is_bundle = false;
  bool has_end = false;
};

// An outcome, or InvalidArgument for a line that is rejected; any other Status
// stops the import.
class BundleImporter::Batch {
 public:
  explicit Batch(const KnowledgeReader& before) : before_(before) {}

  Result<ImportOutcome> Add(BundleArticle record) {
    Article& article = record.article;
    const Result<Article> known = before_.GetArticle(article.id);
    if (!known.ok() && !IsMissing(known)) return known.status();
    if (known.ok() && (*known == article || article.text.empty())) {
      return ImportOutcome::kUnchanged;
    }
    if (known.ok() && !known->text.empty()) {
      return Status::InvalidArgument("another version of article '" +
                                     article.id.value + "' is in the base");
    }
    texts_[article.id] = article.text;
    batch_.put_articles.push_back(std::move(article));
    return known.ok() ? ImportOutcome::kReplaced : ImportOutcome::kAdded;
  }

  Result<ImportOutcome> Add(CurationAct act) {
    const auto curation = before_.GetCuration();
    if (!curation.ok()) return curation.status();
    const CurationAct* const known = (*curation)->Find(act.number);
    if (known != nullptr && *known == act) return ImportOutcome::kUnchanged;
    if (known != nullptr) {
      return Status::InvalidArgument(ActName(act.number) +
                                     " is another act in the base");
    }
    batch_.put_acts.push_back(std::move(act));
    return ImportOutcome::kAdded;
  }

  Result<ImportOutcome> Add(BundleEntity record) {
    // Of entities that people decided about, what importing left is in other
    // lines, and this follows from the acts.
    if (!record.is_imported) {
      const auto named = IsNamedByActs(record.entity.id);
      if (!named.ok()) return named.status();
      if (*named) return ImportOutcome::kUnchanged;
    }
    Result<Entity> known = before_.ImportedEntity(record.entity.id);
    if (IsMissing(known)) {
      batch_.put_entities.push_back(std::move(record.entity));
      return ImportOutcome::kAdded;
    }
    if (!known.ok()) return known.status();
    if (*known == record.entity || !Enrich(record.entity, &*known)) {
      return ImportOutcome::kUnchanged;
    }
    batch_.put_entities.push_back(std::move(*known));
    return ImportOutcome::kReplaced;
  }

  Result<ImportOutcome> Add(BundleEvent record) {
    for (Claim& claim : record.claims) {
      const Result<const std::string*> text = TextOf(claim.article);
      if (!text.ok()) return text.status();
      if (Status s = ToBytes(**text, &claim); !s.ok()) return s;
    }
    const Result<Event> known = before_.GetEvent(record.id);
    if (!known.ok() && !IsMissing(known)) return known.status();
    if (known.ok()) {
      for (const Claim& claim : known->claims) {
        const bool is_new = std::none_of(
            record.claims.begin(), record.claims.end(),
            [&](const Claim& other) { return other.article == claim.article; });
        if (is_new) record.claims.push_back(claim);
      }
    }
    Event event = FoldClaims(std::move(record.claims));
    event.id = record.id;
    if (known.ok() && known->claims == event.claims) {
      return ImportOutcome::kUnchanged;
    }
    batch_.put_events.push_back(std::move(event));
    return known.ok() ? ImportOutcome::kReplaced : ImportOutcome::kAdded;
  }

  Result<ImportOutcome> Add(BundleEventLine line) {
    const Result<Event> known = before_.GetEvent(line.event.id);
    if (!known.ok() && !IsMissing(known)) return known.status();
    // What is there may say more: who said what.
    if (known.ok() && std::all_of(line.articles.begin(), line.articles.end(),
                                  [&](const Article& article) {
                                    return HasArticle(*known, article.id);
                                  })) {
      return ImportOutcome::kUnchanged;
    }
    for (Article& article : line.articles) {
      if (!put_heads_.insert(article.id).second) continue;
      const Result<std::string> hash = before_.ImportHash(article.id);
      if (!hash.ok()) return hash.status();
      if (hash->empty()) batch_.put_articles.push_back(std::move(article));
    }
    PutNames(line.event);
    batch_.put_events.push_back(std::move(line.event));
    return known.ok() ? ImportOutcome::kReplaced : ImportOutcome::kAdded;
  }

  ImportBatch& batch() { return batch_; }

 private:
  Result<bool> IsNamedByActs(const EntityId& id) {
    const auto curation = before_.GetCuration();
    if (!curation.ok()) return curation.status();
    return (*curation)->Names(id) ||
           std::any_of(batch_.put_acts.begin(), batch_.put_acts.end(),
                       [&](const CurationAct& act) {
                         return act.entity == id || act.into == id;
                       });
  }

  Result<const std::string*> TextOf(const ArticleId& id) {
    if (const auto it = texts_.find(id); it != texts_.end()) {
      return static_cast<const std::string*>(&it->second);
    }
    Result<Article> article = before_.GetArticle(id);
    if (IsMissing(article)) {
      return Status::InvalidArgument("article '" + id.value +
                                     "' is in neither the file nor the base");
    }
    if (!article.ok()) return article.status();
    if (texts_.size() >= kMaxTexts + batch_.put_articles.size()) {
      texts_.clear();
      for (const Article& put : batch_.put_articles) texts_[put.id] = put.text;
    }
    return static_cast<const std::string*>(
        &(texts_[id] = std::move(article->text)));
  }

  // Entities that the base does not know, by what the event calls them.
  void PutNames(const Event& event) {
    const auto put = [&](const EntityId& id, const std::string& name,
                         const EventPlace* place) {
      if (id.empty() || !put_names_.insert(id).second) return;
      if (!IsMissing(before_.ImportedEntity(id))) return;
      Entity entity;
      entity.id = id;
      entity.name = name;
      if (place != nullptr) {
        entity.kind = EntityKind::kSite;
        entity.country = place->country;
        entity.coordinates = place->coordinates;
      }
      batch_.put_entities.push_back(std::move(entity));
    };
    for (const EventPlace& place : event.places) {
      put(place.entity, place.name, &place);
    }
    for (const Participant& p : event.participants) {
      put(p.entity, p.name, nullptr);
    }
    for (const Attribution& a : event.attribution) {
      put(a.entity, a.name, nullptr);
    }
  }

  const KnowledgeReader& before_;
  ImportBatch batch_;
  std::unordered_map<ArticleId, std::string> texts_;
  std::unordered_set<ArticleId> put_heads_;
  std::unordered_set<EntityId> put_names_;
};

Status BundleImporter::Commit(Lines lines, const TableListener& listener,
                              Progress* progress) {
  const std::unique_ptr<KnowledgeReader> before = reader_.Snapshot();
  Batch batch(*before);
  ImportSummary& rows = progress->summary.rows;
  for (Lines::Numbered& line : lines.lines) {
    const auto reject = [&](const Status& why) {
      rows.Count(ImportOutcome::kRejected, 0);
      listener.rejected(AtLine(line.number, why));
    };
    if (!line.record.ok()) {
      reject(line.record.status());
      progress->sum.Add(std::string(line.text) + '\n');
      ++progress->records;
      continue;
    }
    BundleRecord& record = *line.record;
    if (auto* const end = std::get_if<BundleEnd>(&record)) {
      progress->has_end = true;
      ++progress->summary.others;
      if (end->count != progress->records ||
          end->sha256 != progress->sum.Hex()) {
        --progress->summary.others;
        reject(Status::InvalidArgument(
            "the lines before are not those that were exported: " +
            std::to_string(progress->records) + " records, not " +
            std::to_string(end->count) + ", or other bytes"));
      }
      continue;
    }
    progress->sum.Add(std::string(line.text) + '\n');
    if (std::holds_alternative<BundleManifest>(record)) {
      progress->is_bundle = true;
      ++progress->summary.others;
      continue;
    }
    ++progress->records;
    if (std::holds_alternative<BundleEdge>(record)) {
      ++progress->summary.others;
      continue;
    }
    uint64_t claims = 0;
    if (const auto* const event = std::get_if<BundleEvent>(&record)) {
      claims = event->claims.size();
    } else if (const auto* const shown =
                   std::get_if<BundleEventLine>(&record)) {
      claims = shown->event.claims.size();
    }
    const Result<ImportOutcome> outcome = std::visit(
        [&](auto& each) -> Result<ImportOutcome> {
          using Record = std::decay_t<decltype(each)>;
          if constexpr (std::is_same_v<Record, BundleManifest> ||
                        std::is_same_v<Record, BundleEdge> ||
                        std::is_same_v<Record, BundleEnd>) {
            return ImportOutcome::kUnchanged;  // dealt with above
          } else {
            return batch.Add(std::move(each));
          }
        },
        record);
    if (outcome.ok()) {
      rows.Count(*outcome, claims);
    } else if (outcome.status().code() == StatusCode::kInvalidArgument) {
      reject(outcome.status());
    } else {
      return outcome.status();
    }
  }
  if (Status s = WriteChanges(writer_, batch.batch()); !s.ok()) return s;
  if (!lines.lines.empty()) listener.written(lines.lines.back().number);
  return Status();
}

Result<TableSummary> BundleImporter::Import(ByteSource source, int threads,
                                            const TableListener& listener) {
  LineReader reader(std::move(source), kMaxRecordBytes, kRunBytes);
  Progress progress;
  Status failure;
  const auto next = [&]() -> std::optional<LineBlock> {
    LineBlock block;
    if (!reader.Next(&block)) return std::nullopt;
    return block;
  };
  const auto parse = [](LineBlock block) {
    Lines lines;
    for (const Line& line : block.lines) {
      lines.lines.push_back(
          {line.number, line.text, ReadBundleRecord(line.text)});
    }
    for (const uint64_t number : block.too_long) {
      lines.lines.push_back(
          {number, "",
           Status::InvalidArgument(
               "has more than " + std::to_string(kMaxRecordBytes) + " bytes")});
    }
    std::sort(lines.lines.begin(), lines.lines.end(),
              [](const auto& a, const auto& b) { return a.number < b.number; });
    lines.block = std::move(block);
    return lines;
  };
  const auto commit = [&](Lines lines) {
    const Status status = Commit(std::move(lines), listener, &progress);
    if (!status.ok()) failure = status;
    return status.ok();
  };
  StreamInOrder<LineBlock, Lines>(threads, next, parse, commit);
  if (!failure.ok()) return failure;
  if (const Status s = reader.status(); !s.ok()) return s;
  progress.summary.lines = reader.lines();
  if (progress.is_bundle && !progress.has_end) {
    progress.summary.rows.Count(ImportOutcome::kRejected, 0);
    listener.rejected(Status::InvalidArgument(
        "was cut off: it has no last line of an export"));
  }
  return progress.summary;
}

}  // namespace annals
