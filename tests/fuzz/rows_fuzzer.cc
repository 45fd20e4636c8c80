// Whatever a file holds, its lines are counted once each, and every one is
// understood or refused with a reason: tables, exports and days.

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/utf8.h"
#include "import/bulk/bundle_records.h"
#include "import/bulk/byte_source.h"
#include "import/bulk/file_format.h"
#include "import/bulk/row_reader.h"
#include "import/entities/gazetteer.h"
#include "import/reader/current_events.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/coded_rows.h"

namespace {

using annals::testing::GdeltRow;

const annals::CodedNews& News() {
  static const annals::Resources resources = annals::Resources::Embedded();
  static const auto gazetteer = annals::Gazetteer::Load(resources);
  static const auto news = annals::CodedNews::Load(resources, *gazetteer);
  return **news;
}

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckRow(const annals::Row& row) {
  const auto* const event = std::get_if<annals::CodedEvent>(&row);
  if (event == nullptr) return;
  const annals::Claim& claim = event->claim;
  Require(claim.evidence.size() == 1 &&
          annals::IsRecord(claim.evidence.front()));
  Require(!event->article.id.empty() && !claim.headline.empty());
  Require(annals::IsValidUtf8(claim.headline));
  for (const annals::SharedEntity& entity : event->entities) {
    Require(!entity->id.empty() && annals::IsValidUtf8(entity->name));
  }
}

void ReadDays(std::string_view bytes) {
  for (const auto& articles :
       {annals::ReadCurrentEventsYaml("d.yaml", bytes),
        annals::ReadCurrentEventsHtml("d.html", bytes)}) {
    if (!articles.ok()) continue;
    for (const annals::Article& article : *articles) {
      Require(annals::IsValidUtf8(article.text) && !article.text.empty());
    }
  }
}

const std::string* Seeds() {
  static const std::string* const seeds = new std::string[5]{
      GdeltRow("1").Actor1("FRA", "FRENCH", "FRA").line() + "\n" +
          GdeltRow("2").At("3", "Salem, Oregon", "US", "4", "5").line(),
      GdeltRow("1", 58).line() + "\n",
      annals::testing::GdeltMentionLine("1", "http://a.example") + "\n",
      std::string(annals::testing::kIcewsHeader) + "\n" +
          annals::testing::IcewsLine("1", "042") + "\n",
      "{\"kind\":\"event\",\"id\":\"ev-1\",\"links\":[],\"claims\":[]}\n"};
  return seeds;
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned seed) {
  return annals::fuzz::SeedOrMutate(
      std::vector<std::string>(Seeds(), Seeds() + 5), data, size, max_size,
      seed);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  ReadDays(bytes);
  constexpr size_t kMaxLine = 4096;
  annals::LineReader lines(annals::ByteSource(bytes), kMaxLine);
  const auto what =
      annals::Recognize("a.CSV", bytes, annals::FormatChoice::kAuto);
  std::unique_ptr<annals::RowReader> rows;
  if (what.ok()) {
    rows = std::make_unique<annals::RowReader>(News(), "a.CSV", *what);
  }
  bool needs_header = what.ok() && what->has_header;
  std::vector<std::string_view> cells;
  annals::LineBlock block;
  uint64_t counted = 0;
  while (lines.Next(&block)) {
    counted += block.lines.size() + block.too_long.size();
    for (const annals::Line& line : block.lines) {
      const auto record = annals::ReadBundleRecord(line.text);
      Require(record.ok() || !record.status().message().empty());
      if (rows == nullptr) continue;
      if (needs_header) {
        needs_header = false;
        if (!rows->ReadHeader(line.text).ok()) rows.reset();
        continue;
      }
      const auto row = rows->Read(line.text, &cells);
      if (row.ok()) {
        CheckRow(*row);
      } else {
        Require(!row.status().message().empty());
      }
    }
  }
  Require(counted == lines.lines());
  return 0;
}
