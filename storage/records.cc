#include "storage/records.h"

#include <algorithm>
#include <functional>

#include "storage/bytes.h"
#include "storage/record_coder.h"

namespace annals {

namespace coding {

template <typename Coder>
void Fields(Coder& c, In<Coder, Span>& span) {
  c(span.begin);
  c(span.end);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Block>& block) {
  c(block.kind);
  c(block.span);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, SourceStretch>& stretch) {
  c(stretch.text_begin);
  c(stretch.source_begin);
  c(stretch.size);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Article>& article) {
  c(article.id);
  c(article.file);
  c(article.source);
  c(article.title);
  c(article.author);
  c(article.url);
  c(article.language);
  c(article.excerpt);
  c(article.image);
  c(article.categories);
  c(article.tags);
  c(article.published);
  c(article.published_day);
  c(article.text);
  c(article.blocks);
  c(article.origin);
  c(article.sha256);
  c(article.import_hash);
  c(article.content_key);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, StatedOffice>& office) {
  c(office.holder);
  c(office.title);
  c(office.of);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, ArticleHead>& head) {
  c(head.source);
  c(head.import_hash);
  c(head.published);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Coordinates>& at) {
  c(at.latitude);
  c(at.longitude);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Office>& office) {
  c(office.title);
  c(office.jurisdiction);
  c(office.held);
  c(office.evidence);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Entity>& entity) {
  c(entity.id);
  c(entity.kind);
  c(entity.name);
  c(entity.aliases);
  c(entity.linked);
  c(entity.country);
  c(entity.coordinates);
  c(entity.part_of);
  c(entity.wikidata);
  c(entity.population);
  c(entity.offices);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, NameEntry>& entry) {
  c(entry.kind);
  c(entry.is_whole);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, EventTime>& time) {
  c(time.interval);
  c(time.timex);
  c(time.basis);
  c(time.confidence);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Participant>& participant) {
  c(participant.entity);
  c(participant.name);
  c(participant.role);
  c(participant.affiliations);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, EventPlace>& place) {
  c(place.entity);
  c(place.name);
  c(place.country);
  c(place.coordinates);
  c(place.role);
  c(place.within);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Attribution>& attribution) {
  c(attribution.entity);
  c(attribution.name);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Quantity>& quantity) {
  c(quantity.value);
  c(quantity.unit);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Evidence>& evidence) {
  c(evidence.article);
  c(evidence.sentence);
  c(evidence.quote_span);
  c(evidence.trigger_span);
  c(evidence.quote);
  c(evidence.rule);
}

// What a claim and an event both have.
template <typename Coder, typename Record>
void SaidFields(Coder& c, Record& said) {
  c(said.type);
  c(said.mode);
  c(said.cameo);
  c(said.contexts);
  c(said.status);
  c(said.headline);
  c(said.time);
  c(said.participants);
  c(said.places);
  c(said.attribution);
  c(said.quantities);
  c(said.confidence);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Claim>& claim) {
  c(claim.article);
  c(claim.reported);
  c(claim.content_key);
  SaidFields(c, claim);
  c(claim.evidence);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, StatusChange>& change) {
  c(change.reported);
  c(change.status);
  c(change.article);
}

// A link of one of an event's claims, by the claim's number.
struct NumberedLink {
  uint32_t claim = 0;
  ClaimLink link;

  friend auto operator<=>(const NumberedLink&, const NumberedLink&) = default;
};

template <typename Coder>
void Fields(Coder& c, In<Coder, NumberedLink>& numbered) {
  c(numbered.claim);
  c(numbered.link.relation);
  c(numbered.link.trigger);
}

// `links` are those of its claims.
template <typename Coder, typename Links>
void EventFields(Coder& c, In<Coder, Event>& event, Links& links) {
  c(event.id);
  SaidFields(c, event);
  c(event.history);
  c(links);
  c(event.first_reported);
  c(event.last_reported);
  c(event.articles);
  c(event.claims);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, CurationAct>& act) {
  c(act.number);
  c(act.kind);
  c(act.entity);
  c(act.into);
  c(act.name);
  c(act.into_kind);
  c(act.articles);
  c(act.reason);
  c(act.made);
  c(act.reverted);
  c(act.revert_reason);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Facet>& facet) {
  c(facet.kind);
  c(facet.value);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, IndexedFacets>& facets) {
  c(facets.now);
  c(facets.once);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Change>& change) {
  c(change.kind);
  c(change.is_deleted);
  c(change.id);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, LogEntry>& entry) {
  c(entry.learned);
  c(entry.changes);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, KnownRecord>& record) {
  c(record.source);
  c(record.entity);
  c(record.prior);
  c(record.until);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Bearer>& bearer) {
  c(bearer.id);
  c(bearer.kind);
  c(bearer.prior);
  c(bearer.country);
  c(bearer.coordinates);
  c(bearer.until);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, NamedBy>& named) {
  c(named.source);
  c(named.bearer);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, Bearers>& bearers) {
  c(bearers.all);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, KnownReference>& reference) {
  c(reference.from);
  c(reference.entity);
  c(reference.name);
  c(reference.country);
  c(reference.of);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, KnownCounts>& counts) {
  c(counts.added);
  c(counts.replaced);
  c(counts.unchanged);
  c(counts.skipped);
  c(counts.rejected);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, SourceProgress>& progress) {
  c(progress.source);
  c(progress.offset);
  c(progress.line);
  c(progress.counts);
}

template <typename Coder>
void Fields(Coder& c, In<Coder, KnownState>& state) {
  c(state.records);
  c(state.sum);
}

}  // namespace coding

namespace {

constexpr uint8_t kRecordVersion = 1;

// Room that is made at once for a record.
constexpr size_t kUsualSize = 256;
constexpr uint8_t kArticleWithOffices = 2;
constexpr uint8_t kEventWithLinks = 2;

template <typename Record>
std::string EncodeRecord(const Record& record) {
  std::string bytes;
  bytes.reserve(kUsualSize);
  AppendU8(kRecordVersion, &bytes);
  coding::Encoder encoder(&bytes);
  encoder(record);
  return bytes;
}

Status BadVersion(std::string_view what, uint8_t version) {
  return Status::Corruption(std::string(what) + " has version " +
                            std::to_string(version) +
                            ", which this program does not know");
}

template <typename Record>
Result<Record> DecodeRecord(std::string_view bytes, std::string_view what) {
  coding::Decoder decoder(bytes);
  const uint8_t version = decoder.reader().U8();
  if (decoder.reader().ok() && version != kRecordVersion) {
    return BadVersion(what, version);
  }
  Record record;
  decoder(record);
  const Status status = decoder.reader().Finish(what);
  if (!status.ok()) return status;
  return record;
}

}  // namespace

ArticleHead HeadOf(const Article& article) {
  return {article.source, article.import_hash, article.published.begin()};
}

// Of an article that states no office the record is of the first version.
std::string Encode(const Article& article) {
  std::string bytes = EncodeRecord(article);
  if (article.offices.empty()) return bytes;
  bytes[0] = static_cast<char>(kArticleWithOffices);
  coding::Encoder encoder(&bytes);
  encoder(article.offices);
  return bytes;
}
std::string Encode(const ArticleHead& head) { return EncodeRecord(head); }

// Of an event without links the record is of the first version.
std::string Encode(const Event& event) {
  std::vector<coding::NumberedLink> links;
  for (uint32_t i = 0; i < event.claims.size(); ++i) {
    for (const ClaimLink& link : event.claims[i].links) {
      links.push_back({i, link});
    }
  }
  std::string bytes;
  AppendU8(links.empty() ? kRecordVersion : kEventWithLinks, &bytes);
  coding::Encoder encoder(&bytes);
  coding::EventFields(encoder, event, links);
  return bytes;
}

std::string Encode(const IndexedFacets& facets) { return EncodeRecord(facets); }
std::string Encode(const Entity& entity) { return EncodeRecord(entity); }
std::string Encode(const CurationAct& act) { return EncodeRecord(act); }
std::string Encode(const NameEntry& entry) { return EncodeRecord(entry); }
std::string Encode(const LogEntry& entry) { return EncodeRecord(entry); }
std::string Encode(const KnownRecord& record) { return EncodeRecord(record); }
std::string Encode(const Bearers& bearers) { return EncodeRecord(bearers); }
std::string Encode(const KnownReference& reference) {
  return EncodeRecord(reference);
}
std::string Encode(const SourceProgress& progress) {
  return EncodeRecord(progress);
}
std::string Encode(const KnownState& state) { return EncodeRecord(state); }

Result<Article> DecodeArticle(std::string_view bytes) {
  constexpr std::string_view kWhat = "an article's record";
  if (bytes.empty() || bytes[0] != char{kArticleWithOffices}) {
    return DecodeRecord<Article>(bytes, kWhat);
  }
  coding::Decoder decoder(bytes);
  decoder.reader().U8();
  Article article;
  decoder(article);
  decoder(article.offices);
  const std::vector<StatedOffice>& offices = article.offices;
  const bool is_a_set =
      std::adjacent_find(offices.begin(), offices.end(),
                         std::greater_equal<>()) == offices.end();
  if (offices.empty() || !is_a_set) decoder.reader().Fail();
  const Status status = decoder.reader().Finish(kWhat);
  if (!status.ok()) return status;
  return article;
}

Result<ArticleHead> DecodeArticleHead(std::string_view bytes) {
  return DecodeRecord<ArticleHead>(bytes, "an article's head");
}

Result<Event> DecodeEvent(std::string_view bytes) {
  constexpr std::string_view kWhat = "an event's record";
  coding::Decoder decoder(bytes);
  const uint8_t version = decoder.reader().U8();
  if (version != kRecordVersion && version != kEventWithLinks) {
    return BadVersion(kWhat, version);
  }
  Event event;
  std::vector<coding::NumberedLink> links;
  coding::EventFields(decoder, event, links);
  const bool is_a_set =
      std::adjacent_find(links.begin(), links.end(), std::greater_equal<>()) ==
      links.end();
  if (!is_a_set || links.empty() != (version == kRecordVersion)) {
    decoder.reader().Fail();
  }
  for (const coding::NumberedLink& each : links) {
    if (each.claim >= event.claims.size()) {
      decoder.reader().Fail();
      break;
    }
    event.claims[each.claim].links.push_back(each.link);
  }
  const Status status = decoder.reader().Finish(kWhat);
  if (!status.ok()) return status;
  // Folding claims relies on this.
  for (const Claim& claim : event.claims) {
    if (claim.evidence.empty()) {
      return Status::Corruption("an event's record has a claim without proof");
    }
  }
  return event;
}

Result<IndexedFacets> DecodeIndexedFacets(std::string_view bytes) {
  return DecodeRecord<IndexedFacets>(bytes, "an event's list of facets");
}

Status VisitValues(std::string_view indexed_facets, FacetKind kind,
                   const std::function<void(std::string_view)>& visit) {
  ByteReader reader(indexed_facets);
  if (reader.U8() != kRecordVersion) reader.Fail();
  for (size_t n = reader.Count(); n > 0 && reader.ok(); --n) {
    const auto each = static_cast<FacetKind>(reader.U8());
    const std::string_view value = reader.String();
    if (each > kind) break;  // they are sorted
    if (each == kind && reader.ok()) visit(value);
  }
  if (reader.ok()) return Status();
  return Status::Corruption("an event's list of facets is damaged");
}

Result<Entity> DecodeEntity(std::string_view bytes) {
  return DecodeRecord<Entity>(bytes, "an entity's record");
}

Result<CurationAct> DecodeCurationAct(std::string_view bytes) {
  return DecodeRecord<CurationAct>(bytes, "an act's record");
}

Result<NameEntry> DecodeNameEntry(std::string_view bytes) {
  return DecodeRecord<NameEntry>(bytes, "a name's entry");
}

Result<LogEntry> DecodeLogEntry(std::string_view bytes) {
  return DecodeRecord<LogEntry>(bytes, "a log entry");
}

Result<KnownRecord> DecodeKnownRecord(std::string_view bytes) {
  return DecodeRecord<KnownRecord>(bytes, "a source's record of an entity");
}

Result<Bearers> DecodeBearers(std::string_view bytes) {
  return DecodeRecord<Bearers>(bytes, "the list of who bears a name");
}

Result<KnownReference> DecodeKnownReference(std::string_view bytes) {
  return DecodeRecord<KnownReference>(bytes, "what a source's id means");
}

Result<SourceProgress> DecodeSourceProgress(std::string_view bytes) {
  return DecodeRecord<SourceProgress>(bytes, "a source's progress");
}

Result<KnownState> DecodeKnownState(std::string_view bytes) {
  return DecodeRecord<KnownState>(bytes, "the state of known entities");
}

std::string EncodeNumber(uint64_t number) {
  std::string bytes;
  AppendU64(number, &bytes);
  return bytes;
}

Result<uint64_t> DecodeNumber(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint64_t number = reader.U64();
  const Status status = reader.Finish("a number in meta");
  if (!status.ok()) return status;
  return number;
}

}  // namespace annals
