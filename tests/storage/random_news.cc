#include "tests/storage/random_news.h"

#include <algorithm>
#include <utility>

#include "core/time/edtf.h"
#include "storage/list_calendar.h"

namespace annals::testing {

namespace {

using std::chrono::seconds;

const std::vector<std::string> kSources = {"", "bbc.co.uk", "kyivpost.com",
                                           "example.org"};
const std::vector<std::string> kWords = {
    "talks", "Talks", "missile", "strikes", "Orbán", "budget", "in", "Kyiv"};
const std::vector<std::string> kModes = {"", "phone", "visit", "aerial"};
const std::vector<std::string> kContexts = {"military", "economic", "legal"};
const std::vector<std::string> kCountries = {"", "HU", "UA"};

constexpr int64_t kDay = 86'400;
const std::vector<int64_t> kLengths = {
    1,          3'600,       kDay - 1,    kDay,         kDay + 1,  7 * kDay,
    8 * kDay,   31 * kDay,   32 * kDay,   92 * kDay,    93 * kDay, 366 * kDay,
    367 * kDay, 3653 * kDay, 3654 * kDay, 36'525 * kDay};

const TimePoint kSome2025 =
    std::chrono::sys_days{std::chrono::year(2025) / 3 / 1};

EventType TypeAt(size_t i) { return static_cast<EventType>(i + 1); }
EventStatus StatusAt(size_t i) { return static_cast<EventStatus>(i); }

}  // namespace

std::string RandomNews::SomeWords(size_t most) {
  std::string words = OneOf(kWords);
  for (size_t n = Below(most); n > 0; --n) words += " " + OneOf(kWords);
  return words;
}

ArticleId RandomNews::SomeArticleId() {
  return {"ar-" + std::to_string(Below(25))};
}

EntityId RandomNews::SomeEntityId() {
  return {"entity-" + std::to_string(Below(12))};
}

std::vector<EntityId> RandomNews::SomeEntityIds(size_t most) {
  std::vector<EntityId> ids;
  for (size_t n = Below(most + 1); n > 0; --n) ids.push_back(SomeEntityId());
  return ids;
}

TimePoint RandomNews::SomeTime() {
  if (OneIn(40)) return kBeginningOfTime + seconds(Below(3));
  if (OneIn(40)) return kEndOfTime - seconds(1 + Below(3));
  const int64_t unit = OneIn(3) ? kDay : OneIn(2) ? 30 * kDay : 7'777;
  return kSome2025 + seconds(unit * (static_cast<int64_t>(Below(40)) - 20));
}

TimeInterval RandomNews::SomeInterval() {
  const auto bound = [&] {
    return OneIn(6) ? (OneIn(2) ? Bound::kOpen : Bound::kUnknown)
                    : Bound::kKnown;
  };
  const TimePoint begin = SomeTime();
  const TimePoint end = std::min(kEndOfTime, begin + seconds(OneOf(kLengths)));
  const Granularity grain = OneIn(2) ? Granularity::kDay : Granularity::kMonth;
  return *TimeInterval::Make(TimeInterval::End{bound(), begin, grain},
                             TimeInterval::End{bound(), end, Granularity::kDay},
                             static_cast<Qualifier>(Below(4)));
}

Coordinates RandomNews::SomeCoordinates() {
  return {static_cast<double>(Below(181)) - 90,
          static_cast<double>(Below(361)) - 180};
}

Article RandomNews::SomeArticle() {
  Article article;
  article.id = SomeArticleId();
  article.file = article.id.value + ".md";
  article.source = OneOf(kSources);
  article.title = SomeWords(5);
  article.tags = {"news"};
  article.published = *TimeInterval::Make(
      kSome2025, kSome2025 + seconds(kDay * static_cast<int64_t>(1 + Below(9))),
      Granularity::kDay);
  article.text = SomeWords(40);
  article.blocks = {{BlockKind::kParagraph, {0, article.text.size()}}};
  article.origin = {{0, 100, article.text.size()}};
  article.import_hash = std::to_string(Below(3));
  for (const char* title : {"Mayor", "Minister"}) {
    if (OneIn(3)) {
      article.offices.push_back({SomeEntityId(), title, SomeEntityId()});
    }
  }
  std::sort(article.offices.begin(), article.offices.end());
  return article;
}

Entity RandomNews::SomeEntity() {
  Entity entity;
  entity.id = SomeEntityId();
  entity.kind = static_cast<EntityKind>(Below(7));
  entity.name = OneIn(20) ? "" : SomeWords(3);
  for (size_t n = Below(3); n > 0; --n) entity.aliases.push_back(SomeWords(3));
  entity.linked = OneIn(2);
  if (OneIn(2)) entity.coordinates = SomeCoordinates();
  entity.population = static_cast<int64_t>(Below(1'000'000));
  entity.offices.push_back(
      {"Mayor", SomeEntityId(), SomeInterval(), SomeArticleId()});
  return entity;
}

Claim RandomNews::SomeClaim() {
  Claim claim;
  claim.article = SomeArticleId();
  claim.reported =
      kSome2025 + seconds(43'200 * static_cast<int64_t>(Below(30)));
  if (OneIn(4)) claim.content_key = "content-" + std::to_string(Below(4));
  claim.type = TypeAt(Below(4));
  claim.mode = OneOf(kModes);
  if (OneIn(3)) claim.contexts.push_back(OneOf(kContexts));
  claim.status = StatusAt(Below(5));
  claim.headline = SomeWords(4);
  if (!OneIn(6)) {
    claim.time = EventTime{SomeInterval(), "", TimeBasis::kPublication,
                           0.1 * static_cast<double>(Below(10))};
  }
  for (const EntityId& id : SomeEntityIds(3)) {
    claim.participants.push_back(
        {id, id.value, static_cast<Role>(Below(3)), SomeEntityIds(2)});
  }
  for (const EntityId& id : SomeEntityIds(1)) {
    claim.places.push_back({id, id.value, OneOf(kCountries), std::nullopt,
                            PlaceRole::kVenue, SomeEntityIds(2)});
    if (!OneIn(3)) claim.places.back().coordinates = SomeCoordinates();
  }
  if (OneIn(3)) claim.attribution.push_back({SomeEntityId(), "somebody"});
  if (OneIn(3)) claim.quantities.push_back({3.5, "drones"});
  claim.confidence = 0.25 * static_cast<double>(1 + Below(3));
  for (size_t n = 1 + Below(2); n > 0; --n) {
    const size_t at = Below(500);
    const std::string quote = SomeWords(6);
    claim.evidence.push_back({claim.article,
                              static_cast<uint32_t>(Below(9)),
                              {at, at + quote.size()},
                              {at, at + 5},
                              quote,
                              "rule"});
  }
  if (OneIn(5)) {
    const size_t at = Below(500);
    claim.links.push_back({static_cast<EventRelation>(Below(4)), {at, at + 5}});
  }
  return claim;
}

Event RandomNews::SomeEvent() {
  std::vector<Claim> claims;
  for (size_t n = OneIn(2) ? 1 : 1 + Below(7); n > 0; --n) {
    claims.push_back(SomeClaim());
  }
  return FoldClaims(std::move(claims));
}

CurationAct RandomNews::SomeAct() {
  CurationAct act;
  act.kind = static_cast<CurationKind>(Below(4));
  act.entity = SomeEntityId();
  act.into = SomeEntityId();
  // What splits make may be an entity that articles name too.
  act.name = OneIn(20)  ? ""
             : OneIn(2) ? "Entity " + std::to_string(10 + Below(2))
                        : SomeWords(2);
  for (size_t n = OneIn(9) ? 0 : OneIn(2) ? 1 : 2; n > 0; --n) {
    act.articles.push_back(SomeArticleId());
  }
  if (!OneIn(20)) act.reason = "it is so";
  return act;
}

ImportBatch RandomNews::SomeBatch(const std::vector<Event>& known) {
  ImportBatch batch;
  for (size_t n = Below(3); n > 0; --n) {
    batch.put_articles.push_back(SomeArticle());
  }
  if (OneIn(3)) batch.delete_articles.push_back(SomeArticleId());
  for (size_t n = Below(4); n > 0; --n) {
    batch.put_events.push_back(SomeEvent());
  }
  if (!known.empty()) {
    // Some go, some change, some are put again as they are.
    if (OneIn(2)) batch.delete_events.push_back(OneOf(known).id);
    if (OneIn(2)) batch.put_events.push_back(OneOf(known));
    if (OneIn(2)) {
      // The same event with one more claim; another, if it is now the first.
      std::vector<Claim> claims = OneOf(known).claims;
      claims.push_back(SomeClaim());
      batch.put_events.push_back(FoldClaims(std::move(claims)));
    }
  }
  if (OneIn(2)) batch.put_entities.push_back(SomeEntity());
  return batch;
}

Facet RandomNews::SomeFacet() {
  const std::string day = FormatRfc3339(
      kSome2025 + seconds(kDay * static_cast<int64_t>(Below(16))));
  switch (static_cast<FacetKind>(1 + Below(14))) {
    case FacetKind::kInvolves:
      return {FacetKind::kInvolves, SomeEntityId().value};
    case FacetKind::kActor:
      return {FacetKind::kActor, SomeEntityId().value};
    case FacetKind::kActorRole:
      return {FacetKind::kActorRole,
              std::string(Name(static_cast<Role>(Below(3)))) + ":" +
                  SomeEntityId().value};
    case FacetKind::kPlace:
      return {FacetKind::kPlace, SomeEntityId().value};
    case FacetKind::kType:
      return {FacetKind::kType, std::string(Name(TypeAt(Below(5))))};
    case FacetKind::kMode:
      return {FacetKind::kMode, OneOf(kModes)};
    case FacetKind::kContext:
      return {FacetKind::kContext, OneOf(kContexts)};
    case FacetKind::kStatus:
      return {FacetKind::kStatus, std::string(Name(StatusAt(Below(5))))};
    case FacetKind::kSource:
      return {FacetKind::kSource, OneOf(kSources)};
    case FacetKind::kArticle:
      return {FacetKind::kArticle, SomeArticleId().value};
    case FacetKind::kReportDay:
      return {FacetKind::kReportDay, day.substr(0, 10)};
    case FacetKind::kTerm:
      return {FacetKind::kTerm, TermsOf(OneOf(kWords)).front()};
    case FacetKind::kAttribution:
      return {FacetKind::kAttribution, SomeEntityId().value};
    case FacetKind::kCountry:
      return {FacetKind::kCountry, OneOf(kCountries)};
  }
  return {};
}

Filter RandomNews::SomeFilter(int depth) {
  const size_t kind = Below(depth > 0 ? 12 : 8);
  const auto parts = [&](size_t most) {
    std::vector<Filter> filters;
    for (size_t n = 2 + Below(most - 1); n > 0; --n) {
      filters.push_back(SomeFilter(depth - 1));
    }
    return filters;
  };
  Filter filter;
  switch (kind) {
    case 0:
      return Filter::All();
    case 1:
      filter.op = Filter::Op::kPhrase;
      filter.terms = TermsOf(OneIn(20) ? "" : SomeWords(3));
      return filter;
    case 2:
      filter.op = OneIn(2) ? Filter::Op::kBox : Filter::Op::kNear;
      filter.near = {SomeCoordinates(), 1000.0 * static_cast<double>(Below(9))};
      filter.box = {SomeCoordinates().longitude, -60,
                    SomeCoordinates().longitude, SomeCoordinates().latitude};
      return filter;
    case 8:
    case 9:
      return Filter::And(parts(3));
    case 10:
      return Filter::Or(parts(3));
    case 11:
      return Filter::Not(SomeFilter(depth - 1));
    default: {
      Facet facet = SomeFacet();
      return Filter::Is(facet.kind, std::move(facet.value));
    }
  }
}

// Of everything or of one facet, at a time that often is one of months.
Query RandomNews::SomePlainQuery() {
  Query query;
  if (!OneIn(4)) {
    Facet facet = SomeFacet();
    query.filter = Filter::Is(facet.kind, std::move(facet.value));
  }
  if (!OneIn(4)) query.when = SomeInterval();
  if (query.when && OneIn(2)) {
    const TimeInterval& when = *query.when;
    query.when = *TimeInterval::Make(
        TimeInterval::End{when.begin_bound(), MonthBegin(when.begin())},
        TimeInterval::End{when.end_bound(), MonthEnd(when.end() - seconds(1))});
  }
  query.match = static_cast<TimeMatch>(Below(4));
  query.certain_only = OneIn(4);
  query.sort = OneIn(2)   ? SortOrder::kTimeAscending
               : OneIn(2) ? SortOrder::kTimeDescending
                          : static_cast<SortOrder>(Below(5));
  query.limit = 1 + Below(OneIn(2) ? 5 : 100);
  return query;
}

Query RandomNews::SomeQuery() {
  if (OneIn(2)) return SomePlainQuery();
  Query query;
  query.filter = SomeFilter(static_cast<int>(Below(4)));
  if (OneIn(2)) query.when = SomeInterval();
  query.match = static_cast<TimeMatch>(Below(4));
  query.certain_only = OneIn(4);
  if (OneIn(4)) {
    const TimePoint begin =
        kSome2025 + seconds(43'200 * static_cast<int64_t>(Below(30)));
    query.reported =
        OneIn(4)
            ? SomeInterval()
            : *TimeInterval::Make(
                  begin,
                  begin + seconds(kDay * static_cast<int64_t>(1 + Below(6))),
                  Granularity::kDay);
  }
  if (OneIn(4)) {
    query.as_of = kSome2025 + seconds(43'200 * static_cast<int64_t>(Below(32)));
    // Also between the acts of curation, which come a second after another.
    if (OneIn(2)) {
      query.as_of = std::chrono::sys_days{std::chrono::year(2026) / 1 / 1} +
                    seconds(static_cast<int64_t>(Below(80)) - 1);
    }
  }
  if (OneIn(5)) query.min_confidence = 0.25 * static_cast<double>(Below(4));
  if (OneIn(5)) query.min_articles = static_cast<uint32_t>(Below(4));
  query.sort = static_cast<SortOrder>(Below(5));
  query.limit = 1 + Below(OneIn(2) ? 5 : 100);
  return query;
}

}  // namespace annals::testing
