#include "import/known/known_importer.h"

#include <set>
#include <utility>

#include "import/known/known_identity.h"
#include "import/known/line_reader.h"

namespace annals {

namespace {

constexpr size_t kBatchRecords = 2000;

// Lines of nothing, and of an array's brackets and commas.
std::string_view Bare(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r";
  const size_t begin = line.find_first_not_of(kSpace);
  if (begin == line.npos) return {};
  line = line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);
  if (line == "[" || line == "]" || line == ",") return {};
  if (line.front() == '[') line.remove_prefix(1);
  if (line.ends_with(',')) line.remove_suffix(1);
  return line;
}

bool IsJson(SourceFormat format) { return format != SourceFormat::kGeonames; }

// A batch as it grows. Of one source's id it holds one record.
class Batch {
 public:
  Batch(KnownEntitiesWriter& writer, SourceProgress progress)
      : writer_(writer) {
    batch_.progress = std::move(progress);
  }

  KnownCounts& counts() { return batch_.progress.counts; }

  bool IsFull() const { return batch_.records.size() >= kBatchRecords; }
  bool Holds(const SourceLine& line) const {
    return (line.record && sources_.contains(line.record->source)) ||
           (line.reference && sources_.contains(line.reference->from));
  }

  void Add(SourceLine line) {
    if (line.record) {
      sources_.insert(line.record->source);
      batch_.records.push_back(std::move(*line.record));
    }
    if (line.reference) {
      sources_.insert(line.reference->from);
      batch_.references.push_back(std::move(*line.reference));
    }
  }

  // `offset` and `line` are where the source goes on; it ends there unless
  // `goes_on`.
  Status Write(uint64_t offset, uint64_t line, bool goes_on) {
    batch_.progress.offset = offset;
    batch_.progress.line = line;
    batch_.keeps_progress = goes_on;
    const Result<SourceProgress> written = writer_.PutKnown(batch_);
    if (!written.ok()) return written.status();
    batch_ = KnownBatch();
    batch_.progress = *written;
    sources_.clear();
    return Status();
  }

 private:
  KnownEntitiesWriter& writer_;
  KnownBatch batch_;
  std::set<std::string, std::less<>> sources_;
};

}  // namespace

Result<std::unique_ptr<KnownImporter>> KnownImporter::Load(
    const Resources& resources, KnownEntitiesWriter& writer) {
  Result<Gazetteer> gazetteer = Gazetteer::Load(resources);
  if (!gazetteer.ok()) return gazetteer.status();
  Result<GeonamesLines> geonames = GeonamesLines::Load(resources);
  if (!geonames.ok()) return geonames.status();
  std::unique_ptr<KnownImporter> importer(
      new KnownImporter(std::move(*gazetteer), std::move(*geonames), writer));
  auto wikidata = WikidataLines::Load(resources, importer->gazetteer_);
  if (!wikidata.ok()) return wikidata.status();
  importer->wikidata_ = std::move(*wikidata);
  return importer;
}

Result<SourceLine> KnownImporter::ReadLine(SourceFormat format,
                                           std::string_view line) {
  Result<SourceLine> read =
      format == SourceFormat::kGeonames   ? geonames_.Read(line)
      : format == SourceFormat::kWikidata ? wikidata_->Read(line)
                                          : ndjson_.Read(line);
  if (read.ok() && read->record) {
    read->record->entity.id = IdOf(*read->record, gazetteer_);
    if (read->reference) read->reference->entity = read->record->entity.id;
  }
  return read;
}

Result<SourceResult> KnownImporter::Import(const std::string& path,
                                           std::optional<SourceFormat> format,
                                           const Progress& progress) {
  SourceResult result;
  Result<LineReader> reader = LineReader::Open(path, kLongestSourceLine);
  if (!reader.ok()) {
    result.status = reader.status();
    return result;
  }
  SourceProgress at;
  const bool may_go_on = !reader->identity().empty();
  if (may_go_on) {
    at.source = reader->identity();
    const auto before = writer_.ProgressOf(at.source);
    if (!before.ok()) return before.status();
    if (*before) {
      at = **before;
      if (Status s = reader->Seek(at.offset, at.line); !s.ok()) {
        result.status = s;
        return result;
      }
      result.lines_before = at.line;
    }
  } else {
    at.source = path;
  }

  Batch batch(writer_, std::move(at));
  LineReader::Line line;
  bool has_lines = result.lines_before > 0;
  while (true) {
    const uint64_t offset = reader->offset();  // of the line
    if (!reader->Next(&line)) break;
    if (!format && !line.text.empty()) {
      const Result<SourceFormat> detected = DetectFormat(line.text);
      if (!detected.ok()) {
        result.status = detected.status();
        return result;
      }
      format = *detected;
    }
    const std::string_view text =
        format && IsJson(*format) ? Bare(line.text) : line.text;
    if (text.empty() && !line.is_too_long) continue;
    has_lines = true;
    Result<SourceLine> read =
        line.is_too_long
            ? Status::Exhausted("is longer than " +
                                std::to_string(kLongestSourceLine) + " bytes")
            : ReadLine(*format, text);
    if (!read.ok()) {
      ++batch.counts().rejected;
      if (progress.reject) progress.reject(line.number, read.status());
      continue;
    }
    if (!read->record && !read->reference) {
      ++batch.counts().skipped;
      continue;
    }
    if (batch.IsFull() || batch.Holds(*read)) {
      if (Status s = batch.Write(offset, line.number - 1, may_go_on); !s.ok()) {
        return s;
      }
      if (progress.advance) progress.advance(offset, reader->size());
    }
    batch.Add(std::move(*read));
  }
  if (!reader->status().ok()) {
    result.status = reader->status();
  } else if (!has_lines) {
    result.status = Status::InvalidArgument("is empty");
  }
  const bool is_whole = result.status.ok();
  if (Status s = batch.Write(reader->offset(), reader->lines(),
                             !is_whole && may_go_on);
      !s.ok()) {
    return s;
  }
  result.counts = batch.counts();
  return result;
}

}  // namespace annals
