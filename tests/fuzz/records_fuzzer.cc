// Whatever stands on disk, it is decoded or called corrupt; and what was
// decoded has exactly these bytes. The first byte says what they are to be.

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "storage/keys.h"
#include "storage/list_calendar.h"
#include "storage/posting.h"
#include "storage/posting_block.h"
#include "storage/records.h"
#include "storage/tally.h"
#include "tests/fuzz/seeds.h"
#include "tests/storage/random_news.h"

namespace {

template <typename T>
void Check(const annals::Result<T>& decoded, std::string_view bytes) {
  if (decoded.ok() ? annals::Encode(*decoded) != bytes
                   : decoded.status().message().empty()) {
    std::abort();
  }
}

// A cell that can be read is one that events can be counted in.
void CheckCells(std::string_view bytes) {
  const auto tally = annals::DecodeTally(bytes);
  if (!tally.ok()) return;
  for (const annals::Tally::Cell& counted : tally->cells) {
    const auto cell = annals::DecodeCell(counted.number);
    if (!cell.ok() || !cell->months) continue;
    annals::Posting posting;
    posting.time = cell->months;
    const auto again = annals::DecodeCell(annals::CellOf(posting));
    if (!again.ok() || again->months != cell->months) std::abort();
  }
}

// What is read step by step is read as a whole too, or found corrupt.
void CheckBlock(std::string_view bytes) {
  constexpr uint64_t kFirstTime = 1000;
  annals::PostingBlock block;
  const bool is_open = block.Open(kFirstTime, bytes).ok();
  for (size_t i = 0; is_open && i < block.size(); ++i) {
    static_cast<void>(block.posting(i).ok());
    if (block.Find(block.place(i), 0) != i) std::abort();
  }
  const auto entries = annals::DecodeBlock(kFirstTime, bytes);
  if (!entries.ok()) return;
  if (!is_open || annals::EncodeBlock(kFirstTime, *entries) != bytes) {
    std::abort();
  }
  const std::vector<std::string_view> twice = {bytes, bytes};
  const auto added = annals::AddBlocks(twice, false);
  if (!added.ok() || *added != bytes) std::abort();
}

std::vector<std::string> MakeSeeds() {
  constexpr int kRounds = 8;
  annals::testing::RandomNews news(1);
  std::vector<std::string> seeds;
  const auto add = [&](char kind, const std::string& bytes) {
    seeds.push_back(kind + bytes);
  };
  for (int i = 0; i < kRounds; ++i) {
    const annals::Article article = news.SomeArticle();
    const annals::Event event = news.SomeEvent();
    add(0, annals::Encode(article));
    add(1, annals::Encode(annals::HeadOf(article)));
    add(2, annals::Encode(event));
    add(3, annals::Encode(annals::IndexedFacets{
               {{annals::FacetKind::kInvolves, "a"}}, {}}));
    const annals::Entity entity = news.SomeEntity();
    add(4, annals::Encode(entity));
    add(5, annals::Encode(annals::NameEntry{annals::EntityKind::kGroup, true}));
    const std::string posting = annals::Encode(annals::PostingOf(event));
    add(6, posting);
    const annals::BlockEntry block[] = {
        {{90'000, annals::PackedId(7)}, posting},
        {{90'000, annals::PackedId(9)}, {}},
        {{i % 2 == 0 ? 90'001u : 176'400u, annals::PackedId(2)}, posting}};
    add(14, annals::EncodeBlock(1000, block));
    add(9, annals::Encode(
               annals::TallyOf(annals::CellOf(annals::PostingOf(event)), 1)));
    add(10, annals::Encode(annals::KnownRecord{"q1", entity, 250, 1852}));
    add(11, annals::Encode(annals::Bearers{{{"q1", {entity.id}}}}));
    add(12, annals::Encode(annals::KnownReference{
                "wikidata:Q1", entity.id, "Mayor", "NO", {"norway"}}));
    add(13, annals::Encode(annals::SourceProgress{"x", 9, 7, {1, 2}}));
    add(7, annals::Encode(annals::LogEntry{
               article.published.begin(),
               {{annals::RecordKind::kEvent, false, event.id.value}}}));
  }
  return seeds;
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned random) {
  static const std::vector<std::string> kSeeds = MakeSeeds();
  return annals::fuzz::SeedOrMutate(kSeeds, data, size, max_size, random);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1,
                               size - 1);
  switch (data[0]) {
    case 0:
      Check(annals::DecodeArticle(bytes), bytes);
      break;
    case 1:
      Check(annals::DecodeArticleHead(bytes), bytes);
      break;
    case 2:
      Check(annals::DecodeEvent(bytes), bytes);
      break;
    case 3:
      Check(annals::DecodeIndexedFacets(bytes), bytes);
      break;
    case 4:
      Check(annals::DecodeEntity(bytes), bytes);
      break;
    case 5:
      Check(annals::DecodeNameEntry(bytes), bytes);
      break;
    case 6:
      Check(annals::DecodePosting(bytes, annals::TimePoint()), bytes);
      break;
    case 7:
      Check(annals::DecodeLogEntry(bytes), bytes);
      break;
    case 8:
      Check(annals::DecodeCurationAct(bytes), bytes);
      break;
    case 9:
      Check(annals::DecodeTally(bytes), bytes);
      CheckCells(bytes);
      break;
    case 10:
      Check(annals::DecodeKnownRecord(bytes), bytes);
      break;
    case 11:
      Check(annals::DecodeBearers(bytes), bytes);
      break;
    case 12:
      Check(annals::DecodeKnownReference(bytes), bytes);
      break;
    case 13:
      Check(annals::DecodeSourceProgress(bytes), bytes);
      break;
    case 14:
      CheckBlock(bytes);
      break;
    default:  // keys: any bytes, no crash
      static_cast<void>(annals::FirstTimeOf(bytes).ok());
      static_cast<void>(annals::DecodeBlockKey(bytes).ok());
      static_cast<void>(annals::DecodeEventCounterKey(bytes).ok());
      static_cast<void>(annals::DecodePublishedKey(bytes).ok());
      static_cast<void>(annals::DecodeNameKey(bytes).ok());
      static_cast<void>(annals::DecodeStatedKey(bytes).ok());
      static_cast<void>(annals::DecodeLogKey(bytes).ok());
  }
  return 0;
}
