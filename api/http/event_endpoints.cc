#include <nlohmann/json.hpp>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/http/event_rows.h"

namespace annals {

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
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const EventHit& hit : page->hits) {
    rows.push_back(EventRow(hit, call.asked, articles));
  }
  return Enveloped(call, std::move(rows), {page->total, page->next_cursor});
}

Outcome ShowEvent(const Call& call) {
  Result<Event> event = call.reader->GetEvent({call.id});
  if (!event.ok()) return ProblemOf(event.status());
  if (const auto as_of = call.asked.query.as_of) {
    const auto curation = call.reader->GetCuration();
    if (!curation.ok()) return ProblemOf(curation.status());
    std::optional<Event> then = (*curation)->ReadAsOf(*event, *as_of);
    if (!then) {
      return MakeProblem(404, "not-found",
                         "'" + call.id + "' had not been reported by then");
    }
    *event = std::move(*then);
  }
  return Enveloped(call,
                   EventRow({std::move(*event), Certainty::kCertain},
                            call.asked, LookupIn(*call.reader)),
                   {});
}

Outcome ShowArticle(const Call& call) {
  const Result<Article> article = call.reader->GetArticle({call.id});
  if (!article.ok()) return ProblemOf(article.status());
  return Enveloped(call, ArticleJson(*article), {});
}

}  // namespace annals
