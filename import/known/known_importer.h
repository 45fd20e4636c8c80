// Sources of entities into a knowledge base: read, given ids, and written in
// batches, each with how far the source was read.
//
//   file ─line by line→ records ─a batch→ base
//
// Memory holds one batch, however large the file is. What is on disk after a
// crash is whole batches; the next run goes on behind them and comes to what
// one run would have come to. Files are told apart by their bytes, not by their
// paths; a file that was changed is read from its begin.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/known_entities.h"
#include "core/status.h"
#include "import/entities/gazetteer.h"
#include "import/known/geonames_line.h"
#include "import/known/ndjson_line.h"
#include "import/known/source_format.h"
#include "import/known/wikidata_line.h"
#include "import/rulebook/resources.h"

namespace annals {

// Wikidata's longest items have some 5 MB.
inline constexpr size_t kLongestSourceLine = size_t{16} << 20;

struct SourceResult {
  Status status;              // why the file as a whole was rejected
  KnownCounts counts;         // of all its lines, also those of earlier runs
  uint64_t lines_before = 0;  // read by earlier runs
};

class KnownImporter {
 public:
  // `resources` and `writer` must outlive the importer.
  static Result<std::unique_ptr<KnownImporter>> Load(
      const Resources& resources, KnownEntitiesWriter& writer);

  // What happens on the way. `size` is 0 if it is not known.
  struct Progress {
    std::function<void(uint64_t line, const Status& why)> reject;
    std::function<void(uint64_t offset, uint64_t size)> advance;
  };

  // Reads the file, or standard input for "-". A line or a file that is
  // rejected is a result; the Status is for what stops everything, such as a
  // full disk.
  Result<SourceResult> Import(const std::string& path,
                              std::optional<SourceFormat> format,
                              const Progress& progress);

 private:
  KnownImporter(Gazetteer gazetteer, GeonamesLines geonames,
                KnownEntitiesWriter& writer)
      : gazetteer_(std::move(gazetteer)),
        geonames_(std::move(geonames)),
        writer_(writer) {}

  Result<SourceLine> ReadLine(SourceFormat format, std::string_view line);

  Gazetteer gazetteer_;
  GeonamesLines geonames_;
  std::unique_ptr<WikidataLines> wikidata_;
  NdjsonLines ndjson_;
  KnownEntitiesWriter& writer_;
};

}  // namespace annals
