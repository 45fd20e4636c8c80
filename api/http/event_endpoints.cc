#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/http/event_rows.h"
#include "api/http/rendered_rows.h"
#include "core/graph/event_links.h"

namespace annals {

namespace {

// The event that the path names, as it stood at the time asked for; if there is
// none, why.
std::optional<Event> AskedEvent(const Call& call,
                                std::optional<Problem>* problem) {
  Result<Event> event = call.reader->GetEvent({call.id});
  if (!event.ok()) {
    *problem = ProblemOf(event.status());
    return std::nullopt;
  }
  const auto as_of = call.asked.query.as_of;
  if (!as_of) return std::move(*event);
  const auto curation = call.reader->GetCuration();
  if (!curation.ok()) {
    *problem = ProblemOf(curation.status());
    return std::nullopt;
  }
  std::optional<Event> then = (*curation)->ReadAsOf(*event, *as_of);
  if (!then) {
    *problem = MakeProblem(404, "not-found",
                           "'" + call.id + "' had not been reported by then");
  }
  return then;
}

// Whether `related` stands so to what was asked about; every relation will do
// if none is named.
bool IsRelation(const std::string& relation, const RelatedEvent& related) {
  if (relation.empty() || relation == kSameStory) return true;
  return std::any_of(related.ties.begin(), related.ties.end(),
                     [&](const RelatedEvent::Tie& tie) {
                       return Name(tie.relation) == relation;
                     });
}

}  // namespace

Outcome ListEvents(const Call& call) {
  const Query& query = call.asked.query;
  const Result<EventPage> page = call.reader->FindEvents(query);
  if (!page.ok()) {
    // The query itself is sound by now: what a base can refuse is the cursor.
    const bool is_cursor = !query.cursor.empty() &&
                           page.status().code() == StatusCode::kInvalidArgument;
    if (!is_cursor) return ProblemOf(page.status());
    return Problem{400,
                   "cursor-mismatch",
                   "the cursor is not one of this question's",
                   {{"cursor", query.cursor, page.status().message(), {}, ""}},
                   {}};
  }
  const ArticleLookup articles = LookupIn(*call.reader);
  const Enclosed enclosed = {page->total, page->next_cursor};
  // What was known once is made for each answer, and so has no row at hand.
  if (ShowsWholeRows(call.asked) && !query.as_of) {
    return EnvelopedText(call, call.rows->Array(page->hits, articles),
                         enclosed);
  }
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const EventHit& hit : page->hits) {
    rows.push_back(EventRow(hit, call.asked, articles));
  }
  return Enveloped(call, rows, enclosed);
}

Outcome ShowEvent(const Call& call) {
  std::optional<Problem> problem;
  std::optional<Event> event = AskedEvent(call, &problem);
  if (!event) return std::move(*problem);
  return Enveloped(call,
                   EventRow({std::make_shared<const Event>(std::move(*event)),
                             Certainty::kCertain},
                            call.asked, LookupIn(*call.reader)),
                   {});
}

Outcome ListRelated(const Call& call) {
  std::optional<Problem> problem;
  const std::optional<Event> event = AskedEvent(call, &problem);
  if (!event) return std::move(*problem);
  Result<std::vector<RelatedEvent>> related =
      RelatedTo(*call.reader, call.asked.query, *event);
  if (!related.ok()) return ProblemOf(related.status());
  std::erase_if(*related, [&](const RelatedEvent& each) {
    return !IsRelation(call.asked.relation, each);
  });
  const uint64_t total = related->size();
  if (total > call.asked.query.limit) related->resize(call.asked.query.limit);
  const ArticleLookup articles = LookupIn(*call.reader);
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const RelatedEvent& each : *related) {
    nlohmann::ordered_json relations = nlohmann::ordered_json::array();
    for (const RelatedEvent::Tie& tie : each.ties) {
      relations.push_back({{"relation", Name(tie.relation)},
                           {"direction", tie.is_to_it ? "to" : "from"}});
    }
    rows.push_back({{"relations", std::move(relations)},
                    {"shared_articles", each.shared},
                    {"event", EventRow({each.event, Certainty::kCertain},
                                       call.asked, articles)}});
  }
  return Enveloped(call, std::move(rows), {total, ""});
}

Outcome ShowArticle(const Call& call) {
  const Result<Article> article = call.reader->GetArticle({call.id});
  if (!article.ok()) return ProblemOf(article.status());
  return Enveloped(call, ArticleJson(*article), {});
}

}  // namespace annals
