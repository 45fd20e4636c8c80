// The values on disk: what stands under the keys of keys.h. A record begins
// with its version, one byte, now 1; its fields follow in the order in which
// records.cc lists them (docs/format.md has them as a table). A later version
// may add fields at the end or be laid out anew; readers of it must go on
// reading the older ones.
//
// A record has one encoding: equal values have equal bytes. Decoding checks
// everything, and anything but a whole valid record is Corruption.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/curation.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/known_entities.h"
#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// The little of an article that is wanted without its text.
struct ArticleHead {
  std::string source;
  std::string import_hash;
  TimePoint published;

  friend bool operator==(const ArticleHead&, const ArticleHead&) = default;
};

ArticleHead HeadOf(const Article& article);

// The facets that an event is indexed under, each list sorted: exactly these
// postings are taken away when the event changes, even if the program has since
// learned to find other facets in the same event.
struct IndexedFacets {
  std::vector<Facet> now;   // of the event as a whole
  std::vector<Facet> once;  // of some claim of it only

  friend bool operator==(const IndexedFacets&, const IndexedFacets&) = default;
};

// What an entity's name is to it.
struct NameEntry {
  EntityKind kind = EntityKind::kGroup;
  bool is_whole = false;  // a name or alias of its own, not a word of one

  friend bool operator==(const NameEntry&, const NameEntry&) = default;
};

// A bearer of a name and which source says so, for one entity may have several.
struct NamedBy {
  std::string source;
  Bearer bearer;

  friend bool operator==(const NamedBy&, const NamedBy&) = default;
};

// All that sources name so, most prominent first, then by id and source. Of a
// name that more bear only the first kMostBearers are kept: whom it means,
// nobody could tell.
struct Bearers {
  std::vector<NamedBy> all;

  friend bool operator==(const Bearers&, const Bearers&) = default;
};

inline constexpr size_t kMostBearers = 1000;

// All KnownRecords together: how many, and the sum of what each hashes to,
// which does not depend on their order.
struct KnownState {
  uint64_t records = 0;
  uint64_t sum = 0;

  friend bool operator==(const KnownState&, const KnownState&) = default;
};

// On disk: never renumber.
enum class RecordKind : uint8_t {
  kArticle = 0,
  kEvent = 1,
  kEntity = 2,
  kAct = 3,
  kKnown = 4,  // records of a source, all of one batch
};

// One record that a write put or took away.
struct Change {
  RecordKind kind = RecordKind::kArticle;
  bool is_deleted = false;
  std::string id;

  friend bool operator==(const Change&, const Change&) = default;
};

// What one write changed.
struct LogEntry {
  TimePoint learned;  // when it was written, by the writer's clock
  std::vector<Change> changes;

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

std::string Encode(const Article& article);
std::string Encode(const ArticleHead& head);
std::string Encode(const Event& event);
std::string Encode(const IndexedFacets& facets);
std::string Encode(const Entity& entity);
std::string Encode(const CurationAct& act);
std::string Encode(const NameEntry& entry);
std::string Encode(const LogEntry& entry);
std::string Encode(const KnownRecord& record);
std::string Encode(const Bearers& bearers);
std::string Encode(const KnownReference& reference);
std::string Encode(const SourceProgress& progress);
std::string Encode(const KnownState& state);

Result<Article> DecodeArticle(std::string_view bytes);
Result<ArticleHead> DecodeArticleHead(std::string_view bytes);
Result<Event> DecodeEvent(std::string_view bytes);
Result<IndexedFacets> DecodeIndexedFacets(std::string_view bytes);
// The values of one kind among the facets that the event as a whole has, read
// without decoding the others. What comes after them is not looked at.
Status VisitValues(std::string_view indexed_facets, FacetKind kind,
                   const std::function<void(std::string_view)>& visit);
Result<Entity> DecodeEntity(std::string_view bytes);
Result<CurationAct> DecodeCurationAct(std::string_view bytes);
Result<NameEntry> DecodeNameEntry(std::string_view bytes);
Result<LogEntry> DecodeLogEntry(std::string_view bytes);
Result<KnownRecord> DecodeKnownRecord(std::string_view bytes);
Result<Bearers> DecodeBearers(std::string_view bytes);
Result<KnownReference> DecodeKnownReference(std::string_view bytes);
Result<SourceProgress> DecodeSourceProgress(std::string_view bytes);
Result<KnownState> DecodeKnownState(std::string_view bytes);

// The numbers in `meta`: bare u64.
std::string EncodeNumber(uint64_t number);
Result<uint64_t> DecodeNumber(std::string_view bytes);

}  // namespace annals
