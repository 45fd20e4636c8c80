// One line of a source of entities, read: what all formats come to.
//
// GeoNames   19 tab-separated columns a place        geonames_line.h
// Wikidata   one item of the JSON dump a line        wikidata_line.h
// NDJSON     one entity of ours a line               ndjson_line.h

#pragma once

#include <optional>

#include "core/known_entities.h"

namespace annals {

// Neither: the line is of nothing that news speaks of, or of no thing at all.
struct SourceLine {
  // The entity's id is still to be given (known_identity.h), unless the source
  // gives ids as we do.
  std::optional<KnownRecord> record;
  // What the source's id stands for; of the record, if there is one.
  std::optional<KnownReference> reference;
};

// No entity has more names or offices than these, and no name more bytes.
inline constexpr size_t kMostAliases = 60;
inline constexpr size_t kMostOffices = 60;
inline constexpr size_t kLongestName = 200;

}  // namespace annals
