#include "import/bulk/bundle_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "core/text/utf8.h"
#include "core/time/edtf.h"
#include "import/reader/article_keys.h"

namespace annals {

namespace {

using Json = nlohmann::json;

// Thrown and caught in this file: what is wrong with a line.
struct Wrong {
  std::string reason;
};

[[noreturn]] void Fail(const std::string& reason) { throw Wrong{reason}; }

const Json& Member(const Json& object, const char* name) {
  if (!object.is_object())
    Fail("has no object where '" + std::string(name) + "' should be");
  const auto it = object.find(name);
  if (it == object.end()) Fail("has no '" + std::string(name) + "'");
  return *it;
}

// Null reads as empty, as exports write it.
std::string Text(const Json& object, const char* name) {
  const Json& value = Member(object, name);
  if (value.is_null()) return {};
  if (!value.is_string()) Fail("'" + std::string(name) + "' is no text");
  return value.get<std::string>();
}

std::string TextOr(const Json& object, const char* name) {
  return object.contains(name) ? Text(object, name) : std::string();
}

double Number(const Json& object, const char* name) {
  const Json& value = Member(object, name);
  if (!value.is_number()) Fail("'" + std::string(name) + "' is no number");
  return value.get<double>();
}

size_t ToSize(const Json& value, const char* name) {
  if (!value.is_number_unsigned()) {
    Fail("'" + std::string(name) + "' is no count");
  }
  return value.get<size_t>();
}

size_t Count(const Json& object, const char* name) {
  return ToSize(Member(object, name), name);
}

const Json& Array(const Json& object, const char* name) {
  const Json& value = Member(object, name);
  if (!value.is_array()) Fail("'" + std::string(name) + "' is no list");
  return value;
}

const Json& At(const Json& list, size_t i, const char* name) {
  if (!list.is_array() || list.size() <= i) {
    Fail("'" + std::string(name) + "' is too short");
  }
  return list[i];
}

std::vector<std::string> Texts(const Json& object, const char* name) {
  std::vector<std::string> texts;
  for (const Json& each : Array(object, name)) {
    if (!each.is_string()) Fail("'" + std::string(name) + "' holds no text");
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

template <typename Id>
std::vector<Id> Ids(const Json& object, const char* name) {
  std::vector<Id> ids;
  for (std::string& id : Texts(object, name)) ids.push_back({std::move(id)});
  return ids;
}

// One of the first `count` of an enum, by its name.
template <typename Enum>
Enum Named(const std::string& name, int count, const char* what) {
  for (int i = 0; i < count; ++i) {
    if (Name(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  Fail("no " + std::string(what) + " '" + name + "'");
}

EventType TypeOf(const Json& object) {
  const Result<EventType> type = ParseEventType(Text(object, "type"));
  if (!type.ok()) Fail(type.status().message());
  return *type;
}

EventStatus StatusOf(const std::string& name) {
  const Result<EventStatus> status = ParseEventStatus(name);
  if (!status.ok()) Fail(status.status().message());
  return *status;
}

Role RoleOf(const Json& object) {
  const Result<Role> role = ParseRole(Text(object, "role"));
  if (!role.ok()) Fail(role.status().message());
  return *role;
}

constexpr int kPlaceRoles = 4;
constexpr int kBases = 5;
constexpr int kRelations = 4;
constexpr int kActKinds = 4;
constexpr std::string_view kBlockNames[] = {
    "paragraph", "heading", "list-item", "quote", "caption", "furniture"};

TimePoint Rfc3339(const Json& object, const char* name) {
  const Result<TimeInterval> time = ParseEdtf(Text(object, name));
  if (!time.ok()) {
    Fail("'" + std::string(name) + "': " + time.status().message());
  }
  return time->begin();
}

TimeInterval::End End(const Json& list, size_t first) {
  TimeInterval::End end;
  const size_t bound = ToSize(At(list, first, "interval"), "interval");
  const size_t grain = ToSize(At(list, first + 2, "interval"), "interval");
  if (bound > static_cast<size_t>(Bound::kUnknown)) Fail("no such bound");
  end.bound = static_cast<Bound>(bound);
  end.granularity = static_cast<Granularity>(grain);
  if (grain > UINT8_MAX || Name(end.granularity) == "unknown") {
    Fail("no such granularity");
  }
  const Json& at = At(list, first + 1, "interval");
  if (end.bound != Bound::kKnown) return end;
  if (!at.is_number_integer()) Fail("'interval' holds no second");
  end.at = TimePoint(std::chrono::seconds(at.get<int64_t>()));
  return end;
}

TimeInterval Interval(const Json& list) {
  const size_t qualifier = ToSize(At(list, 6, "interval"), "interval");
  if (qualifier > static_cast<size_t>(Qualifier::kUncertainApproximate)) {
    Fail("no such qualifier");
  }
  const Result<TimeInterval> interval = TimeInterval::Make(
      End(list, 0), End(list, 3), static_cast<Qualifier>(qualifier));
  if (!interval.ok()) Fail(interval.status().message());
  return *interval;
}

// An interval as people read it: EDTF, which has no weeks, and the grain.
TimeInterval ShownInterval(const Json& time) {
  const Result<TimeInterval> shown = ParseEdtf(Text(time, "edtf"));
  if (!shown.ok()) Fail(shown.status().message());
  const std::string grain = Text(time, "granularity");
  if (Name(shown->granularity()) == grain) return *shown;
  for (int i = 0; i <= static_cast<int>(Granularity::kSecond); ++i) {
    const auto granularity = static_cast<Granularity>(i);
    if (Name(granularity) != grain) continue;
    const Result<TimeInterval> interval = TimeInterval::Make(
        TimeInterval::End{shown->begin_bound(), shown->begin(), granularity},
        TimeInterval::End{shown->end_bound(), shown->end(), granularity},
        shown->qualifier());
    if (!interval.ok()) Fail(interval.status().message());
    return *interval;
  }
  Fail("no such granularity '" + grain + "'");
}

std::vector<Participant> Participants(const Json& object) {
  std::vector<Participant> participants;
  for (const Json& each : Array(object, "participants")) {
    participants.push_back({{Text(each, "entity")},
                            Text(each, "name"),
                            RoleOf(each),
                            Ids<EntityId>(each, "affiliations")});
  }
  return participants;
}

std::vector<Attribution> Attributions(const Json& object) {
  std::vector<Attribution> attribution;
  for (const Json& each : Array(object, "attribution")) {
    attribution.push_back({{Text(each, "entity")}, Text(each, "name")});
  }
  return attribution;
}

std::vector<Quantity> Quantities(const Json& object) {
  std::vector<Quantity> quantities;
  for (const Json& each : Array(object, "quantities")) {
    quantities.push_back({Number(each, "value"), Text(each, "unit")});
  }
  return quantities;
}

// `at` in claims, `lat` and `lon` where people read.
std::optional<Coordinates> Point(const Json& object) {
  if (object.contains("at")) {
    const Json& at = object["at"];
    const Json& north = At(at, 0, "at");
    const Json& east = At(at, 1, "at");
    if (!north.is_number() || !east.is_number()) Fail("'at' is no point");
    return Coordinates{north.get<double>(), east.get<double>()};
  }
  if (!object.contains("lat")) return std::nullopt;
  return Coordinates{Number(object, "lat"), Number(object, "lon")};
}

std::vector<EventPlace> Places(const Json& object) {
  std::vector<EventPlace> places;
  for (const Json& each : Array(object, "places")) {
    places.push_back(
        {{Text(each, "entity")},
         Text(each, "name"),
         Text(each, "country"),
         Point(each),
         Named<PlaceRole>(Text(each, "role"), kPlaceRoles, "role of a place"),
         Ids<EntityId>(each, "within")});
  }
  return places;
}

Span SpanOf(const Json& pair, const char* what) {
  const Span span = {ToSize(At(pair, 0, what), what),
                     ToSize(At(pair, 1, what), what)};
  if (span.end < span.begin) Fail(std::string(what) + " ends before it begins");
  return span;
}

std::vector<ClaimLink> Links(const Json& claim) {
  std::vector<ClaimLink> links;
  if (!claim.contains("links")) return links;
  for (const Json& each : Array(claim, "links")) {
    const Json& relation = At(each, 0, "links");
    if (!relation.is_string()) Fail("'links' is wrong");
    links.push_back({Named<EventRelation>(relation.get<std::string>(),
                                          kRelations, "relation"),
                     SpanOf(At(each, 1, "links"), "a link")});
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

Evidence EvidenceOf(const Json& each, ArticleId article) {
  Evidence evidence;
  evidence.article = std::move(article);
  evidence.sentence = static_cast<uint32_t>(Count(each, "sentence"));
  evidence.quote_span = {Count(each, "begin"), Count(each, "end")};
  evidence.quote = Text(each, "quote");
  evidence.rule = Text(each, "rule");
  const Json& trigger = Member(each, "trigger");
  evidence.trigger_span =
      trigger.is_array() ? SpanOf(trigger, "trigger")
                         : Span{Count(trigger, "begin"), Count(trigger, "end")};
  if (evidence.quote_span.end < evidence.quote_span.begin ||
      evidence.trigger_span.end < evidence.trigger_span.begin) {
    Fail("evidence ends before it begins");
  }
  return evidence;
}

Claim ClaimOf(const Json& json) {
  Claim claim;
  claim.article = {Text(json, "article")};
  claim.reported = Rfc3339(json, "reported");
  claim.content_key = Text(json, "content_key");
  claim.type = TypeOf(json);
  claim.mode = Text(json, "mode");
  claim.cameo = Text(json, "cameo");
  claim.contexts = Texts(json, "contexts");
  claim.status = StatusOf(Text(json, "status"));
  claim.headline = Text(json, "headline");
  if (const Json& time = Member(json, "time"); !time.is_null()) {
    claim.time =
        EventTime{Interval(Member(time, "interval")), Text(time, "timex"),
                  Named<TimeBasis>(Text(time, "basis"), kBases, "basis"),
                  Number(time, "confidence")};
  }
  claim.participants = Participants(json);
  claim.places = Places(json);
  claim.attribution = Attributions(json);
  claim.quantities = Quantities(json);
  claim.confidence = Number(json, "confidence");
  for (const Json& each : Array(json, "evidence")) {
    claim.evidence.push_back(EvidenceOf(each, claim.article));
  }
  if (claim.evidence.empty()) Fail("a claim has no evidence");
  claim.links = Links(json);
  return claim;
}

Article ArticleRecordOf(const Json& json) {
  Article article;
  article.id = {Text(json, "id")};
  article.file = Text(json, "file");
  article.source = Text(json, "source");
  article.title = Text(json, "title");
  article.author = Text(json, "author");
  article.url = Text(json, "url");
  article.language = Text(json, "language");
  article.excerpt = Text(json, "excerpt");
  article.image = Text(json, "image");
  article.categories = Texts(json, "categories");
  article.tags = Texts(json, "tags");
  article.published = Interval(Member(json, "published_interval"));
  article.published_day =
      std::chrono::floor<std::chrono::days>(Rfc3339(json, "published_day"));
  article.text = Text(json, "text");
  article.sha256 = Text(json, "sha256");
  article.import_hash = Text(json, "import_hash");
  article.content_key = Text(json, "content_key");
  const CodePointIndex index(article.text);
  const auto byte = [&](const Json& value, const char* name) {
    const size_t at = ToSize(value, name);
    if (at > index.size()) Fail("'" + std::string(name) + "' is past the text");
    return index.Byte(at);
  };
  for (const Json& each : Array(json, "blocks")) {
    const Json& kind = At(each, 0, "blocks");
    const auto* const it =
        std::find(std::begin(kBlockNames), std::end(kBlockNames),
                  kind.is_string() ? kind.get<std::string>() : "");
    if (it == std::end(kBlockNames)) Fail("no such kind of block");
    article.blocks.push_back(
        {static_cast<BlockKind>(it - std::begin(kBlockNames)),
         {byte(At(each, 1, "blocks"), "blocks"),
          byte(At(each, 2, "blocks"), "blocks")}});
  }
  for (const Json& each : Array(json, "origin")) {
    const size_t begin = byte(At(each, 0, "origin"), "origin");
    const size_t end = byte(At(each, 1, "origin"), "origin");
    if (end < begin) Fail("'origin' ends before it begins");
    article.origin.push_back(
        {begin, ToSize(At(each, 2, "origin"), "origin"), end - begin});
  }
  for (const Json& each : Array(json, "offices")) {
    const auto text = [&](size_t i) {
      const Json& value = At(each, i, "offices");
      if (!value.is_string()) Fail("'offices' holds no text");
      return value.get<std::string>();
    };
    article.offices.push_back({{text(0)}, text(1), {text(2)}});
  }
  if (article.id.empty()) Fail("'id' is empty");
  return article;
}

BundleEntity EntityRecordOf(const Json& json, bool is_imported) {
  Entity entity;
  entity.id = {Text(json, "id")};
  entity.name = Text(json, "name");
  const Result<EntityKind> kind = ParseEntityKind(Text(json, "entity_kind"));
  if (!kind.ok()) Fail(kind.status().message());
  entity.kind = *kind;
  const Json& linked = Member(json, "linked");
  if (!linked.is_boolean()) Fail("'linked' is neither true nor false");
  entity.linked = linked.get<bool>();
  entity.country = Text(json, "country");
  entity.aliases = Texts(json, "aliases");
  entity.coordinates = Point(json);
  entity.part_of = {TextOr(json, "part_of")};
  entity.wikidata = TextOr(json, "wikidata");
  if (json.contains("population")) {
    entity.population = static_cast<int64_t>(Count(json, "population"));
  }
  if (json.contains("offices_held")) {
    for (const Json& each : Array(json, "offices_held")) {
      const Json& held = Member(each, "held");
      entity.offices.push_back(
          {Text(each, "title"),
           {Text(each, "of")},
           held.is_null() ? std::nullopt : std::optional(Interval(held)),
           {Text(each, "article")}});
    }
  }
  if (entity.id.empty()) Fail("'id' is empty");
  return {std::move(entity), is_imported};
}

CurationAct ActOf(const Json& json) {
  CurationAct act;
  const Result<uint64_t> number = ParseActName(Text(json, "id"));
  if (!number.ok()) Fail(number.status().message());
  act.number = *number;
  act.kind = Named<CurationKind>(Text(json, "act"), kActKinds, "act");
  act.entity = {Text(json, "entity")};
  act.into = {Text(json, "into")};
  act.name = Text(json, "name");
  act.reason = Text(json, "reason");
  act.made = Rfc3339(json, "made");
  if (!Member(json, "reverted").is_null()) {
    act.reverted = Rfc3339(json, "reverted");
  }
  act.revert_reason = TextOr(json, "revert_reason");
  if (act.kind == CurationKind::kSplit) {
    const Result<EntityKind> kind = ParseEntityKind(Text(json, "into_kind"));
    if (!kind.ok()) Fail(kind.status().message());
    act.into_kind = *kind;
    act.articles = Ids<ArticleId>(json, "articles");
  }
  return act;
}

BundleEvent EventRecordOf(const Json& json) {
  BundleEvent event;
  event.id = {Text(json, "id")};
  for (const Json& each : Array(json, "claims")) {
    event.claims.push_back(ClaimOf(each));
  }
  if (event.claims.empty()) Fail("'claims' is empty");
  return event;
}

BundleEventLine EventLineOf(const Json& json) {
  BundleEventLine line;
  Event& event = line.event;
  event.id = {Text(json, "id")};
  event.type = TypeOf(json);
  event.mode = Text(json, "mode");
  event.cameo = Text(json, "cameo");
  if (json.contains("contexts")) event.contexts = Texts(json, "contexts");
  event.status = StatusOf(Text(json, "status"));
  event.headline = Text(json, "headline");
  if (const Json& time = Member(json, "time"); !time.is_null()) {
    event.time =
        EventTime{ShownInterval(time), TextOr(time, "timex"),
                  Named<TimeBasis>(Text(time, "basis"), kBases, "basis"),
                  Number(time, "confidence")};
  }
  event.participants = Participants(json);
  event.places = Places(json);
  event.attribution = Attributions(json);
  event.quantities = Quantities(json);
  event.first_reported = Rfc3339(json, "first_reported");
  event.last_reported = Rfc3339(json, "last_reported");
  event.articles = static_cast<uint32_t>(Count(json, "articles"));
  event.confidence = Number(json, "confidence");
  for (const Json& each : Array(json, "history")) {
    event.history.push_back({Rfc3339(each, "reported"),
                             StatusOf(Text(each, "status")),
                             {Text(each, "article")}});
  }
  for (const Json& each : Array(json, "evidence")) {
    const Json& source = Member(each, "article");
    Article article;
    article.id = {Text(source, "id")};
    if (article.id.empty()) Fail("evidence names no article");
    const TimePoint published = Rfc3339(source, "published");
    if (event.claims.empty() || event.claims.back().article != article.id) {
      Claim& claim = event.claims.emplace_back();
      claim.article = article.id;
      claim.reported = published;
      claim.type = event.type;
      claim.mode = event.mode;
      claim.cameo = event.cameo;
      claim.contexts = event.contexts;
      claim.status = event.status;
      for (const StatusChange& change : event.history) {
        if (change.reported <= published) claim.status = change.status;
      }
      claim.headline = event.headline;
      claim.time = event.time;
      claim.participants = event.participants;
      claim.places = event.places;
      claim.attribution = event.attribution;
      claim.quantities = event.quantities;
      claim.confidence = event.confidence;
      article.file = TextOr(source, "file");
      article.title = TextOr(source, "title");
      article.url = TextOr(source, "url");
      article.source = HostOf(article.url);
      article.sha256 = TextOr(source, "sha256");
      article.import_hash = "head:" + article.sha256;
      article.published_day = std::chrono::floor<std::chrono::days>(published);
      const Result<TimeInterval> at =
          published == TimePoint(article.published_day)
              ? Result<TimeInterval>(TimeInterval::Day(
                    std::chrono::year_month_day(article.published_day)))
              : ParseEdtf(FormatRfc3339(published));
      if (!at.ok()) Fail(at.status().message());
      article.published = *at;
      line.articles.push_back(article);
    }
    event.claims.back().evidence.push_back(EvidenceOf(each, article.id));
  }
  if (event.claims.empty()) Fail("'evidence' is empty");
  return line;
}

BundleRecord RecordOf(const Json& json) {
  if (json.is_object() && json.contains("_end")) {
    const Json& end = json["_end"];
    return BundleEnd{Count(end, "count"), Text(end, "sha256")};
  }
  if (json.is_object() && json.contains("_error")) {
    Fail("the export failed here: " + json["_error"].dump());
  }
  if (json.is_object() && !json.contains("kind")) return EventLineOf(json);
  const std::string kind = Text(json, "kind");
  if (kind == "manifest") {
    if (Text(json, "format") != "annals-ndjson" ||
        Number(json, "version") != 2) {
      Fail("is no export of version 2");
    }
    return BundleManifest{Text(json, "query") == "all" &&
                          Text(json, "as_of").empty()};
  }
  if (kind == "article") return BundleArticle{ArticleRecordOf(json)};
  if (kind == "curation") return ActOf(json);
  if (kind == "edge") return BundleEdge{};
  if (kind == "entity") return EntityRecordOf(json, false);
  if (kind == "imported") return EntityRecordOf(json, true);
  if (kind == "event") return EventRecordOf(json);
  Fail("no records of kind '" + kind + "'");
}

}  // namespace

Result<BundleRecord> ReadBundleRecord(std::string_view line) {
  try {
    return RecordOf(Json::parse(line));
  } catch (const Wrong& wrong) {
    return Status::InvalidArgument(wrong.reason);
  } catch (const Json::exception& error) {
    return Status::InvalidArgument(std::string("is no JSON: ") + error.what());
  }
}

Status ToBytes(std::string_view text, Claim* claim) {
  if (text.empty()) return Status();  // an article known by its head only
  const CodePointIndex index(text);
  Status status;
  const auto to_bytes = [&](Span* span) {
    if (span->end <= index.size()) {
      *span = {index.Byte(span->begin), index.Byte(span->end)};
    } else if (status.ok()) {
      status = Status::InvalidArgument(
          "evidence in '" + claim->article.value + "' ends at " +
          std::to_string(span->end) + ", its text at " +
          std::to_string(index.size()));
    }
  };
  for (Evidence& evidence : claim->evidence) {
    to_bytes(&evidence.quote_span);
    to_bytes(&evidence.trigger_span);
    if (!status.ok()) return status;
    if (Slice(text, evidence.quote_span) != evidence.quote) {
      return Status::InvalidArgument(
          "the quote at " + std::to_string(evidence.quote_span.begin) +
          " does not stand in the text of '" + claim->article.value + "'");
    }
  }
  for (ClaimLink& link : claim->links) to_bytes(&link.trigger);
  return status;
}

}  // namespace annals
