#include "import/coded/record_batch.h"

#include <algorithm>
#include <utility>

#include "import/enrich.h"

namespace annals {

namespace {

// Beyond this many names the sets begin anew: memory stays flat.
constexpr size_t kMaxKnown = 4 << 20;

template <typename Id>
bool IsNew(const Id& id, std::unordered_set<Id>* known) {
  if (known->size() >= kMaxKnown) known->clear();
  return known->insert(id).second;
}

}  // namespace

Result<const Event*> RecordBatch::Find(const EventId& id) {
  if (const auto it = events_.find(id); it != events_.end()) {
    return static_cast<const Event*>(it->second.get());
  }
  Result<Event> event = before_.GetEvent(id);
  if (event.ok()) {
    auto& kept = events_[id] = std::make_unique<Event>(std::move(*event));
    return static_cast<const Event*>(kept.get());
  }
  if (event.status().code() != StatusCode::kNotFound) return event.status();
  events_[id] = nullptr;
  return static_cast<const Event*>(nullptr);
}

void RecordBatch::Put(Event event) {
  changed_.insert(event.id);
  const EventId id = event.id;
  events_[id] = std::make_unique<Event>(std::move(event));
}

Status RecordBatch::PutArticle(Article article) {
  if (!IsNew(article.id, &known_->articles)) return Status();
  const Result<std::string> hash = before_.ImportHash(article.id);
  if (!hash.ok()) return hash.status();
  // What is there may be the article itself, with its text.
  if (hash->empty()) batch_.put_articles.push_back(std::move(article));
  return Status();
}

Status RecordBatch::PutEntity(const SharedEntity& entity) {
  if (!IsNew(entity->id, &known_->entities)) return Status();
  Result<Entity> known = before_.ImportedEntity(entity->id);
  if (known.ok()) {
    if (Enrich(*entity, &*known)) {
      batch_.put_entities.push_back(std::move(*known));
    }
    return Status();
  }
  if (known.status().code() != StatusCode::kNotFound) return known.status();
  batch_.put_entities.push_back(Tidied(*entity));
  return Status();
}

Result<ImportOutcome> RecordBatch::Add(CodedEvent row) {
  const EventId id = MakeEventId(row.claim);
  const Result<const Event*> before = Find(id);
  if (!before.ok()) return before.status();
  if (Status s = PutArticle(std::move(row.article)); !s.ok()) return s;
  for (const SharedEntity& entity : row.entities) {
    if (Status s = PutEntity(entity); !s.ok()) return s;
  }
  std::vector<Claim> claims;
  if (*before != nullptr) {
    claims = (*before)->claims;
    std::erase_if(claims, [&](const Claim& claim) {
      return claim.article == row.claim.article;
    });
  }
  claims.push_back(std::move(row.claim));
  Event event = FoldClaims(std::move(claims));
  if (*before == nullptr) {
    Put(std::move(event));
    return ImportOutcome::kAdded;
  }
  if (event.claims == (*before)->claims) return ImportOutcome::kUnchanged;
  Put(std::move(event));
  return ImportOutcome::kReplaced;
}

Result<ImportOutcome> RecordBatch::Add(const CodedMention& mention,
                                       std::string_view file) {
  const Result<const Event*> before = Find(MakeRecordId(mention.record));
  if (!before.ok()) return before.status();
  if (*before == nullptr) return ImportOutcome::kRejected;
  Article article = ArticleOf(mention.article, file, mention.reported);
  std::vector<Claim> claims = (*before)->claims;
  const bool is_known = std::any_of(
      claims.begin(), claims.end(),
      [&](const Claim& claim) { return claim.article == article.id; });
  if (is_known) return ImportOutcome::kUnchanged;
  Claim claim = claims.front();
  claim.article = article.id;
  claim.reported = mention.reported;
  claim.confidence = mention.confidence;
  claim.evidence.front().article = article.id;
  claim.evidence.front().sentence = mention.sentence;
  claims.push_back(std::move(claim));
  if (Status s = PutArticle(std::move(article)); !s.ok()) return s;
  Event event = FoldClaims(std::move(claims));
  Put(std::move(event));
  return ImportOutcome::kAdded;
}

ImportBatch RecordBatch::Take() {
  for (const EventId& id : changed_) {
    batch_.put_events.push_back(std::move(*events_[id]));
  }
  return std::move(batch_);
}

}  // namespace annals
