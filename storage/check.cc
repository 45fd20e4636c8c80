#include "storage/check.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/text/fnv1a.h"
#include "storage/acts.h"
#include "storage/bytes.h"
#include "storage/event_index.h"
#include "storage/keys.h"
#include "storage/known_check.h"
#include "storage/list_calendar.h"
#include "storage/posting.h"
#include "storage/posting_block.h"
#include "storage/records.h"
#include "storage/stated_offices.h"
#include "storage/tally.h"
#include "storage/write_plan.h"

namespace annals {

namespace {

// A value as text for a message: what can be printed of it.
std::string Printable(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += c >= ' ' && c <= '~' ? c : '.';
  return text;
}

class Checker {
 public:
  explicit Checker(const KeyValueView& view) : view_(view), sources_(view) {}

  Status Check() {
    Result<Curation> curation = ReadCuration(view_);
    if (!curation.ok()) return curation.status();
    curation_ = std::move(*curation);
    if (Status s = CheckArticles(); !s.ok()) return s;
    if (Status s = CheckCuratedEntities(); !s.ok()) return s;
    if (Status s = CheckEntities(); !s.ok()) return s;
    if (Status s = CheckEvents(); !s.ok()) return s;
    if (Status s = CheckCounters(); !s.ok()) return s;
    return CheckLog();
  }

 private:
  // The value under `key` must be `expected`.
  Status Expect(Family family, const std::string& key,
                std::string_view expected) {
    const auto bytes = view_.Get(family, key);
    if (!bytes.ok()) return bytes.status();
    if (*bytes == std::optional<std::string>(expected)) return Status();
    return Status::Corruption(
        (bytes->has_value() ? "wrong value under '" : "nothing under '") +
        Printable(key) + "'");
  }

  // There must be `expected` keys with the prefix: no more than were expected.
  Status ExpectCount(Family family, std::string_view prefix,
                     uint64_t expected) {
    uint64_t count = 0;
    const auto keys = view_.Scan(family, prefix);
    for (keys->Seek(""); keys->valid(); keys->Next()) ++count;
    if (Status s = keys->status(); !s.ok()) return s;
    if (count == expected) return Status();
    return Status::Corruption(std::to_string(count) + " keys under '" +
                              Printable(prefix) + "' instead of " +
                              std::to_string(expected));
  }

  Status CheckArticles() {
    uint64_t articles = 0;
    const auto records = view_.Scan(Family::kArticles, kArticlePrefix);
    for (records->Seek(""); records->valid(); records->Next()) {
      const Result<Article> article = DecodeArticle(records->value());
      if (!article.ok()) return article.status().WithContext(records->rest());
      if (article->id.value != records->rest()) return Misplaced(*records);
      ++articles;
      for (const StatedOffice& office : article->offices) {
        ++stated_;
        const std::string key = Encode(StatedKey{office, article->id});
        if (Status s = Expect(Family::kEntities, key, ""); !s.ok()) return s;
      }
      const ArticleHead head = HeadOf(*article);
      if (!head.source.empty()) {
        Add(0, 1, &counters_[SourceCounterKey(head.source)]);
      }
      Status s =
          Expect(Family::kArticles, ArticleHeadKey(article->id), Encode(head));
      if (!s.ok()) return s;
      s = Expect(Family::kArticles, PublishedKey(head.published, article->id),
                 "");
      if (!s.ok()) return s;
    }
    if (Status s = records->status(); !s.ok()) return s;
    if (articles > 0) {
      counters_[std::string(kArticleCounterKey)] =
          TallyOf(0, static_cast<int64_t>(articles));
    }
    return ExpectCount(Family::kArticles, "", 3 * articles);
  }

  Status CheckEntities() {
    uint64_t entities = 0;
    uint64_t names = 0;
    const auto records = view_.Scan(Family::kEntities, kEntityPrefix);
    for (records->Seek(""); records->valid(); records->Next()) {
      const Result<Entity> entity = DecodeEntity(records->value());
      if (!entity.ok()) return entity.status().WithContext(records->rest());
      if (entity->id.value != records->rest()) return Misplaced(*records);
      ++entities;
      if (!curation_.Names(entity->id)) {
        if (Status s = CheckOffices(*entity); !s.ok()) return s;
      }
      for (const auto& [name, entry] : NamesOf(*entity)) {
        ++names;
        if (Status s = Expect(Family::kEntities, name, entry); !s.ok()) {
          return s;
        }
      }
    }
    if (Status s = records->status(); !s.ok()) return s;
    if (entities > 0) {
      counters_[std::string(kEntityCounterKey)] =
          TallyOf(0, static_cast<int64_t>(entities));
    }
    const Result<uint64_t> known = CheckKnown(view_);
    if (!known.ok()) return known.status();
    return ExpectCount(Family::kEntities, "",
                       entities + names + imported_ + curation_.acts().size() +
                           stated_ + *known);
  }

  // An entity as imported has the offices that articles state, and no others
  // that were learned.
  Status CheckOffices(const Entity& entity) {
    Entity expected = entity;
    if (Status s = StatedOffices(view_).Put(&expected); !s.ok()) return s;
    if (expected == entity) return Status();
    return Status::Corruption("entity '" + entity.id.value +
                              "' has not the offices that articles state");
  }

  // Those that acts are about: each must be what the acts make of it.
  Status CheckCuratedEntities() {
    std::map<EntityId, Entity> imported;
    const auto records = view_.Scan(Family::kEntities, kImportedEntityPrefix);
    for (records->Seek(""); records->valid(); records->Next()) {
      Result<Entity> entity = DecodeEntity(records->value());
      if (!entity.ok()) return entity.status().WithContext(records->rest());
      if (entity->id.value != records->rest()) return Misplaced(*records);
      ++imported_;
      if (Status s = CheckOffices(*entity); !s.ok()) return s;
      if (!curation_.Names(entity->id)) {
        return Status::Corruption("no act is about '" + entity->id.value +
                                  "', which is kept as imported");
      }
      const EntityId id = entity->id;
      imported.emplace(id, std::move(*entity));
    }
    if (Status s = records->status(); !s.ok()) return s;
    std::set<EntityId> about;
    for (const CurationAct& act : curation_.acts()) {
      about.insert(act.entity);
      if (!act.into.empty()) about.insert(act.into);
    }
    for (const EntityId& id : about) {
      const std::optional<Entity> expected =
          curation_.Read(id, [&](const EntityId& of) -> std::optional<Entity> {
            const auto it = imported.find(of);
            if (it == imported.end()) return std::nullopt;
            return it->second;
          });
      const auto bytes = view_.Get(Family::kEntities, EntityKey(id));
      if (!bytes.ok()) return bytes.status();
      if (*bytes !=
          (expected ? std::optional(Encode(*expected)) : std::nullopt)) {
        return Status::Corruption("entity '" + id.value +
                                  "' is not what the acts make of it");
      }
    }
    return Status();
  }

  Status CheckEvents() {
    uint64_t events = 0;
    uint64_t kin = 0;
    const auto records = view_.Scan(Family::kEvents, kEventPrefix);
    for (records->Seek(""); records->valid(); records->Next()) {
      const Result<Event> event = DecodeEvent(records->value());
      if (!event.ok()) return event.status().WithContext(records->rest());
      if (event->id.value != records->rest()) return Misplaced(*records);
      ++events;
      if (curation_.Read(*event) != *event) {
        return Status::Corruption("event '" + event->id.value +
                                  "' is not what the acts make of it");
      }
      const auto sources = sources_.Of(*event);
      if (!sources.ok()) return sources.status();
      const EventIndex index = IndexOf(*event, *sources, curation_);
      for (const KinKey key : KinKeys(*event)) {
        ++kin;
        Status s = Expect(Family::kEvents, KinKeyOf(key, event->id), "");
        if (!s.ok()) return s;
      }
      Status s = Expect(Family::kEvents, IndexedFacetsKey(event->id),
                        Encode(index.facets));
      if (!s.ok()) return s;
      const uint64_t hash = HashOf(index.place, index.posting);
      for (const auto& [kind, value] : ListsOf(index.facets)) {
        const ListName list = {kind, std::string(value)};
        Tally& counter = counters_[EventCounterKey(list)];
        Add(index.cell, 1, &counter);
        if (CountsTypes(kind)) Add(index.type_cell, 1, &counter);
        lists_[list] += hash;
      }
    }
    if (Status s = records->status(); !s.ok()) return s;
    if (Status s = ExpectCount(Family::kEvents, "", 2 * events + kin);
        !s.ok()) {
      return s;
    }
    return CheckPostings();
  }

  // Each list must have exactly the postings that follow from the events: the
  // sum of their hashes tells, whatever the order in which they are met.
  Status CheckPostings() {
    const auto blocks = view_.Scan(Family::kPostings, "");
    for (blocks->Seek(""); blocks->valid(); blocks->Next()) {
      const Result<BlockKey> key = DecodeBlockKey(blocks->key());
      if (!key.ok()) return key.status();
      const Result<uint64_t> found = HashOf(*key, blocks->value());
      if (!found.ok()) {
        return found.status().WithContext(Printable(blocks->key()));
      }
      lists_[key->list] -= *found;
    }
    if (Status s = blocks->status(); !s.ok()) return s;
    for (const auto& [list, difference] : lists_) {
      if (difference == 0) continue;
      return Status::Corruption("the list '" + Printable(list.value) +
                                "' of kind " + std::to_string(list.kind) +
                                " has not the postings of its events");
    }
    return Status();
  }

  static uint64_t HashOf(const Place& place, std::string_view posting) {
    std::string bytes;
    AppendU64(place.time, &bytes);
    AppendString(place.id.ToString(), &bytes);
    return Fnv1a(posting, Fnv1a(bytes));
  }

  // The sum of those of the block's postings.
  static Result<uint64_t> HashOf(const BlockKey& key, std::string_view bytes) {
    const Result<uint64_t> first_time = FirstTimeOf(key.block_name);
    if (!first_time.ok()) return first_time.status();
    const auto entries = DecodeBlock(*first_time, bytes);
    if (!entries.ok()) return entries.status();
    uint64_t sum = 0;
    for (const BlockEntry& entry : *entries) {
      if (BlockNameOf(entry.place) != key.block_name) {
        return Status::Corruption("a posting is in the wrong block");
      }
      const auto posting = DecodePosting(entry.posting, entry.place.begin());
      if (!posting.ok()) return posting.status();
      sum += HashOf(entry.place, entry.posting);
    }
    return sum;
  }

  Status CheckCounters() {
    const auto counters = view_.Scan(Family::kCounters, "");
    for (counters->Seek(""); counters->valid(); counters->Next()) {
      const auto expected = counters_.find(std::string(counters->key()));
      if (counters->value() !=
          (expected == counters_.end() ? "" : Encode(expected->second))) {
        return Status::Corruption("wrong count under '" +
                                  Printable(counters->key()) + "'");
      }
      if (expected != counters_.end()) counters_.erase(expected);
    }
    if (Status s = counters->status(); !s.ok()) return s;
    if (counters_.empty()) return Status();
    return Status::Corruption("nothing is counted under '" +
                              Printable(counters_.begin()->first) + "'");
  }

  // One entry for each version up to the present one.
  Status CheckLog() {
    const Result<uint64_t> version = VersionOf(view_);
    if (!version.ok()) return version.status();
    uint64_t expected = 1;
    const auto entries = view_.Scan(Family::kLog, "");
    for (entries->Seek(""); entries->valid(); entries->Next(), ++expected) {
      const Result<uint64_t> of = DecodeLogKey(entries->key());
      if (!of.ok()) return of.status();
      if (*of != expected) {
        return Status::Corruption("the log has no entry of version " +
                                  std::to_string(expected));
      }
      const Result<LogEntry> entry = DecodeLogEntry(entries->value());
      if (!entry.ok()) return entry.status();
    }
    if (Status s = entries->status(); !s.ok()) return s;
    if (expected == *version + 1) return Status();
    return Status::Corruption("the log ends before version " +
                              std::to_string(*version));
  }

  static Status Misplaced(const Scanner& at) {
    return Status::Corruption("the record under '" + Printable(at.key()) +
                              "' has another id");
  }

  const KeyValueView& view_;
  ArticleSources sources_;
  Curation curation_;
  uint64_t stated_ = 0;    // offices, by articles
  uint64_t imported_ = 0;  // records of entities that are kept as imported
  std::map<std::string, Tally> counters_;  // expected, by key
  // Of the postings that were expected in each list, those that were not found.
  std::map<ListName, uint64_t> lists_;
};

}  // namespace

Status CheckStore(const KeyValueView& view) { return Checker(view).Check(); }

}  // namespace annals
