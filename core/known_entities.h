// Entities that people bring from larger sources (GeoNames, Wikidata): what
// articles may name and no table of ours knows.
//
//   annals entity import ──put──→ the base ──named──→ the analysis of articles
//
// They are a gazetteer, not part of the news: an entity is listed, searched and
// counted only once an article names it. What each source says of an entity is
// a record of its own, and the entity is all of them together, so that it does
// not depend on which source came first.
//
// References. A source speaks of things by its own ids: "part of Q1553". Such
// an id stands in a record as "wikidata:Q1553", as no entity's id has a colon,
// and is replaced by whom it means when the record is read, be that source
// imported before or after. What nobody has told of is left out.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/ids.h"
#include "core/status.h"

namespace annals {

// What "wikidata:Q1553" begins with.
inline constexpr std::string_view kWikidataReference = "wikidata:";

// How well known an entity is, in hundredths of the scale of place priors: the
// log10 of a town's inhabitants, or twice that of how many Wikipedias have an
// article on it (300 are as many as a town of 100,000 has).
using Prior = uint32_t;

// One who bears a name: what choosing among namesakes needs at first.
struct Bearer {
  EntityId id;
  EntityKind kind = EntityKind::kGroup;
  Prior prior = 0;
  std::string country;  // ISO 3166-1 alpha-2, or a reference
  std::optional<Coordinates> coordinates;
  int64_t until = 0;  // year in which it died or ended; 0: none known

  friend bool operator==(const Bearer&, const Bearer&) = default;
};

// What one source says of one entity.
struct KnownRecord {
  std::string source;  // the source's id for it: "g3054643", "q1781"
  Entity entity;       // linked; country, part_of, offices may be references
  Prior prior = 0;
  int64_t until = 0;

  friend bool operator==(const KnownRecord&, const KnownRecord&) = default;
};

// What a source's id means to others.
struct KnownReference {
  std::string from;     // "wikidata:Q1553"
  EntityId entity;      // empty: an office, which is no entity
  std::string name;     // of an office: its title
  std::string country;  // ISO code
  EntityId of;          // of an office: whose it is, if anybody's

  friend bool operator==(const KnownReference&,
                         const KnownReference&) = default;
};

struct KnownCounts {
  uint64_t added = 0;
  uint64_t replaced = 0;
  uint64_t unchanged = 0;
  uint64_t skipped = 0;   // of no kind that we take
  uint64_t rejected = 0;  // could not be read

  friend bool operator==(const KnownCounts&, const KnownCounts&) = default;
};

// How far a source has been read: what a next run goes on from.
struct SourceProgress {
  std::string source;   // names the bytes of the file, not its path
  uint64_t offset = 0;  // of the first byte not read yet: a line begins there
  uint64_t line = 0;    // lines before it
  KnownCounts counts;

  friend bool operator==(const SourceProgress&,
                         const SourceProgress&) = default;
};

// Records and the progress that they are, on disk together or not at all.
struct KnownBatch {
  std::vector<KnownRecord> records;
  std::vector<KnownReference> references;
  SourceProgress progress;      // `counts` without these records
  bool keeps_progress = false;  // else it is forgotten: the source is at its
                                // end, or cannot be gone on with
};

// const calls from any number of threads.
class KnownEntities {
 public:
  virtual ~KnownEntities() = default;

  // All who bear the name, most prominent first, equal ones by id. Names that
  // differ in case, accents and punctuation only are one.
  virtual Result<std::vector<Bearer>> Named(std::string_view name) const = 0;

  // All that sources say of the entity. NotFound if they do not have it.
  virtual Result<Entity> Known(const EntityId& id) const = 0;

  // Names what is known: the same records have the same, in whatever order they
  // came. Empty: nothing is.
  virtual Result<std::string> KnownStamp() const = 0;
};

class KnownEntitiesWriter {
 public:
  virtual ~KnownEntitiesWriter() = default;

  // Puts the records in place of what the same source said of the same entity.
  // Returns the batch's progress with its records counted; OK as Apply() means
  // it. REQUIRES: no two records of one entity and source.
  virtual Result<SourceProgress> PutKnown(const KnownBatch& batch) = 0;

  // None if the source was read to its end or never.
  virtual Result<std::optional<SourceProgress>> ProgressOf(
      std::string_view source) const = 0;
};

// What a name is found by: "People's Republic" and "peoples republic" differ,
// "St. Louis" and "st louis" do not. Empty if there is no letter in it.
std::string KnownNameKey(std::string_view name);

// The keys of an entity's names, sorted, each once. Names too long to stand in
// a text are left out.
std::vector<std::string> KnownNameKeysOf(const Entity& entity);

// Adds to `entity` what `more`, a record of the same one, says besides.
void AddKnown(const Entity& more, Entity* entity);

}  // namespace annals
