// The key of everything on disk. This file and records.h are what to read to
// learn the format, and what to change, with docs/format.md and kFormatVersion,
// to change it. bytes.h says how the pieces are written.
//
//   family    key                                     value (records.h)
//   --------  --------------------------------------  ---------------------
//   articles  'a' id                                  Article
//             'h' id                                  ArticleHead
//             't' published:i64 id                    -
//   events    'e' id                                  Event
//             'f' id                                  IndexedFacets
//             'k' of:u64 way:u8 month:u16 id          -
//   entities  'e' id                                  Entity, as it reads now
//             'r' id                                  Entity, as imported, of
//                                                     those that acts are about
//             'c' number:u64                          CurationAct
//             'n' search_key:ordered id               NameEntry
//             'o' holder:ordered title:ordered        -, of each article that
//                 of:ordered article                  states the office
//             'k' id:ordered source                   KnownRecord
//             'm' name key                            Bearers, of all records
//             'w' reference                           KnownReference
//             'p' source                              SourceProgress
//   postings  kind:u8 value:ordered block             block of postings
//                                                     (posting_block.h)
//   counters  'f' kind:u8 value                       events: tally, by when
//                                                     and by what they are
//                                                     (list_calendar.h)
//             's' source                              articles: tally
//             'a'                                     articles: tally
//             'e'                                     entities: tally
//   log       version:u64                             LogEntry
//   meta      "format", "version"                     u64
//             "curation"                              u64: the version in which
//                                                     an act last changed
//             "known"                                 KnownState
//
// BLOCKS. The postings of a list are in the order of their events' places
// (place.h) and are kept in blocks. Which block a posting is in follows from
// its place alone, so that one can be added without reading any: the block is
// named by the length class and the month that the event begins in, or, where
// there is no begin, by the class and the beginning of the id. Names are in the
// order of places.
//
// KINDS. A list's kind is a FacetKind, 0 for the list of all events, or a
// FacetKind with the high bit set: events that have the facet in some claim but
// not as a whole. Asking as of a past day needs those too.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/event/event.h"
#include "core/event/kin.h"
#include "core/ids.h"
#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "storage/place.h"

namespace annals {

// Changes with every change of keys.h or records.h.
inline constexpr uint64_t kFormatVersion = 5;

// Of the list of events that have a facet of the kind, and of those of which
// only some claim has it.
uint8_t KindOfNow(FacetKind kind);
uint8_t KindOfOnce(FacetKind kind);

// One list of postings.
struct ListName {
  uint8_t kind = 0;
  std::string value;

  static ListName AllEvents() { return {}; }
  static ListName Now(const Facet& facet);   // events that have it
  static ListName Once(const Facet& facet);  // only some claim of them has it

  friend auto operator<=>(const ListName&, const ListName&) = default;
};

// What all keys of the list's blocks begin with; the block's name follows.
std::string BlocksPrefix(const ListName& list);

// The name of the block that a posting at `place` is in.
std::string BlockNameOf(const Place& place);

// The least time that a place in the block of that name can have. Corruption if
// it names none.
Result<uint64_t> FirstTimeOf(std::string_view block_name);

struct BlockKey {
  ListName list;
  std::string block_name;
};
std::string Encode(const BlockKey& key);
Result<BlockKey> DecodeBlockKey(std::string_view bytes);

// How many events the list holds, by when.
std::string EventCounterKey(const ListName& list);
Result<ListName> DecodeEventCounterKey(std::string_view bytes);

std::string ArticleKey(const ArticleId& id);
std::string ArticleHeadKey(const ArticleId& id);
std::string PublishedKey(TimePoint published, const ArticleId& id);
Result<TimePoint> DecodePublishedKey(std::string_view bytes);
std::string EventKey(const EventId& id);
std::string IndexedFacetsKey(const EventId& id);
// What the keys of all events under a kin key begin with; the id follows.
std::string KinKeyPrefix(KinKey key);
std::string KinKeyOf(KinKey key, const EventId& id);
struct KinName {
  KinKey key;
  EventId event;
};
Result<KinName> DecodeKinKey(std::string_view bytes);
std::string EntityKey(const EntityId& id);
std::string ImportedEntityKey(const EntityId& id);
std::string ActKey(uint64_t number);

// The names that an entity is found by, each followed by the entity's id.
struct NameKey {
  std::string name;
  EntityId entity;

  friend auto operator<=>(const NameKey&, const NameKey&) = default;
};
std::string Encode(const NameKey& key);
Result<NameKey> DecodeNameKey(std::string_view bytes);

// What the keys of all names that begin with `beginning` begin with.
std::string NamesPrefix(std::string_view beginning);

// An office that an article states.
struct StatedKey {
  StatedOffice office;
  ArticleId article;

  friend auto operator<=>(const StatedKey&, const StatedKey&) = default;
};
std::string Encode(const StatedKey& key);
Result<StatedKey> DecodeStatedKey(std::string_view bytes);
std::string StatedKeysOf(const EntityId& holder);  // prefix

// What sources say of entities (core/known_entities.h).
std::string KnownKey(const EntityId& id, std::string_view source);
std::string KnownKeysOf(const EntityId& id);  // prefix: of all sources
std::string BearersKey(std::string_view name_key);
std::string ReferenceKey(std::string_view from);
std::string ProgressKey(std::string_view source);

std::string SourceCounterKey(std::string_view source);
std::string LogKey(uint64_t version);
Result<uint64_t> DecodeLogKey(std::string_view bytes);

// What the keys of one kind begin with, to scan them.
inline constexpr std::string_view kArticlePrefix = "a";
inline constexpr std::string_view kArticleHeadPrefix = "h";
inline constexpr std::string_view kPublishedPrefix = "t";
inline constexpr std::string_view kEventPrefix = "e";
inline constexpr std::string_view kIndexedFacetsPrefix = "f";
inline constexpr std::string_view kKinPrefix = "k";
inline constexpr std::string_view kEntityPrefix = "e";
inline constexpr std::string_view kImportedEntityPrefix = "r";
inline constexpr std::string_view kActPrefix = "c";
inline constexpr std::string_view kNamePrefix = "n";
inline constexpr std::string_view kStatedPrefix = "o";
inline constexpr std::string_view kKnownPrefix = "k";
inline constexpr std::string_view kBearersPrefix = "m";
inline constexpr std::string_view kReferencePrefix = "w";
inline constexpr std::string_view kProgressPrefix = "p";
inline constexpr std::string_view kEventCounterPrefix = "f";
inline constexpr std::string_view kSourceCounterPrefix = "s";

inline constexpr std::string_view kArticleCounterKey = "a";
inline constexpr std::string_view kEntityCounterKey = "e";
inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kVersionKey = "version";
inline constexpr std::string_view kCurationKey = "curation";
inline constexpr std::string_view kKnownStateKey = "known";

}  // namespace annals
