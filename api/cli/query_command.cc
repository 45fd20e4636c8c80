#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_csv.h"
#include "api/json/event_json.h"
#include "core/query/describe.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kQuoteWidth = 160;  // code points

Json HitJson(const EventHit& hit, const ArticleLookup& articles) {
  Json json = EventJson(*hit.event, articles);
  json["certainty"] = Name(hit.certainty);
  return json;
}

// One event as a person reads it: when, what, and the words it comes from.
void PrintHit(const EventHit& hit, const ArticleLookup& articles) {
  const Event& event = *hit.event;
  std::string when = event.time ? FormatEdtf(event.time->interval) : "undated";
  if (when.size() < 10) when.resize(10, ' ');
  std::string what(Name(event.type));
  if (!event.mode.empty()) what += "/" + event.mode;
  if (event.status != EventStatus::kHappened) {
    what += ", " + std::string(Name(event.status));
  }
  if (hit.certainty == Certainty::kPossible) what += ", date only possible";
  std::cout << when << "  " << event.headline << "  [" << what << "]\n";
  const Evidence& evidence = event.claims.front().evidence.front();
  const Article* article = articles(evidence.article);
  std::cout << "            \"" << Shorten(evidence.quote, kQuoteWidth)
            << "\"\n"
            << "            "
            << (article != nullptr ? article->file : evidence.article.value);
  if (event.articles > 1) {
    std::cout << " and " << event.articles - 1 << " more";
  }
  std::cout << "\n";
}

}  // namespace

int RunQuery(const QueryCommand& command) {
  const auto questions = Questions::Load("");
  if (!questions.ok()) return Fail(questions.status());
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  std::string now = command.now;
  Result<Query> query =
      (*questions)->Read(command.phrase, command.filters, **base, &now);
  if (!query.ok()) return Fail(query.status(), 2);
  query->limit = command.limit;
  query->cursor = command.cursor;
  const Result<EventPage> page = (*base)->FindEvents(*query);
  if (!page.ok()) return Fail(page.status(), 2);

  const ArticleLookup articles = LookupIn(**base);
  const std::string format = !command.format.empty() ? command.format
                             : IsTerminal(1)         ? "table"
                                                     : "json";
  if (format == "ndjson") {
    for (const EventHit& hit : page->hits) {
      std::cout << Dump(HitJson(hit, articles)) << '\n';
    }
    return Done();
  }
  if (format == "csv") {
    std::cout << CsvHeader();
    for (const EventHit& hit : page->hits) std::cout << CsvRow(*hit.event);
    return Done();
  }
  if (format == "json") {
    Json json;
    json["interpreted"] = {
        {"phrase", command.phrase},
        {"text", Describe(*query)},
        {"datetime", query->when ? Json(FormatEdtf(*query->when)) : Json()},
        {"now", now}};
    json["total"] = page->total;
    Json& events = json["events"] = Json::array();
    for (const EventHit& hit : page->hits)
      events.push_back(HitJson(hit, articles));
    json["next_cursor"] =
        page->next_cursor.empty() ? Json() : Json(page->next_cursor);
    std::cout << Dump(json, 2) << '\n';
    return Done();
  }
  std::cout << "Understood: " << Describe(*query) << " (now is " << now << ")\n"
            << page->total << (page->total == 1 ? " event" : " events")
            << "\n\n";
  for (const EventHit& hit : page->hits) PrintHit(hit, articles);
  if (!page->next_cursor.empty()) {
    std::cout << "\nMore: --cursor " << page->next_cursor << '\n';
  }
  return Done();
}

}  // namespace annals
