#include <poll.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_json.h"
#include "core/graph/event_links.h"
#include "core/time/edtf.h"
#include "import/analyzer.h"
#include "import/ordered_workers.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxTextBytes = 16 << 20;

Result<Layer> ParseLayer(const std::string& name) {
  const std::pair<const char*, Layer> kLayers[] = {
      {"tokens", Layer::kTokens},
      {"time", Layer::kTime},
      {"entities", Layer::kEntities},
      {"events", Layer::kEvents}};
  for (const auto& [each, layer] : kLayers) {
    if (name == each) return layer;
  }
  return Status::InvalidArgument("no layer '" + name +
                                 "'; there are: tokens time entities events");
}

class Explainer {
 public:
  Explainer(const Analyzer& analyzer, Layer layer)
      : analyzer_(analyzer), layer_(layer) {}

  // What the layer finds in a text; `dct` is a date or empty.
  Result<Json> Explain(const std::string& text, const std::string& dct) const {
    Document document;
    document.text = text;
    if (!dct.empty()) {
      const Result<TimeInterval> date = ParseEdtf(dct);
      if (!date.ok()) return date.status().WithContext("dct");
      if (!date->has_begin()) {
        return Status::InvalidArgument("dct: '" + dct + "' has no begin");
      }
      document.published = std::chrono::floor<std::chrono::days>(date->begin());
    }
    const Analysis analysis = analyzer_.Analyze(document, layer_);
    if (!analysis.entities.status.ok()) return analysis.entities.status;
    const CodePointIndex index(text);
    Json out;
    switch (layer_) {
      case Layer::kTokens:
        out["sentences"] = Tokens(analysis, text, index);
        break;
      case Layer::kTime:
        out["timexes"] = Times(analysis, text, index);
        break;
      case Layer::kEntities:
        out["mentions"] = Mentions(analysis, text, index);
        break;
      case Layer::kEvents:
        out["events"] = Events(analysis, document);
        break;
    }
    return out;
  }

 private:
  static Json Located(Span span, const std::string& text,
                      const CodePointIndex& index) {
    return {{"start", index.CodePoints(span.begin)},
            {"end", index.CodePoints(span.end)},
            {"text", std::string(Slice(text, span))}};
  }

  static Json Tokens(const Analysis& analysis, const std::string& text,
                     const CodePointIndex& index) {
    Json sentences = Json::array();
    const Language& language = analysis.language;
    for (const Sentence& sentence : language.sentences) {
      Json tokens = Json::array();
      for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
        Json token = Located(language.tokens[i].span, text, index);
        token["tag"] = Name(language.tokens[i].tag);
        token["lemma"] = language.tokens[i].lemma;
        tokens.push_back(std::move(token));
      }
      Json chunks = Json::array();
      for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
        const Chunk& chunk = language.chunks[c];
        Json each = Located({language.tokens[chunk.begin].span.begin,
                             language.tokens[chunk.end - 1].span.end},
                            text, index);
        each["kind"] = chunk.kind == Chunk::Kind::kNoun ? "noun" : "verb";
        chunks.push_back(std::move(each));
      }
      sentences.push_back(
          {{"tokens", std::move(tokens)}, {"chunks", std::move(chunks)}});
    }
    return sentences;
  }

  static Json Times(const Analysis& analysis, const std::string& text,
                    const CodePointIndex& index) {
    Json times = Json::array();
    for (const TimeExpression& e : analysis.times) {
      Json json = Located(e.span, text, index);
      json["type"] = Name(e.type);
      json["value"] = e.value;
      const auto set_ends = [&](const TimeInterval& i, const char* begin,
                                const char* end) {
        json[begin] = i.has_begin() ? Json(FormatRfc3339(i.begin())) : Json();
        json[end] = i.has_end() ? Json(FormatRfc3339(i.end())) : Json();
      };
      if (e.interval) {
        json["edtf"] = FormatEdtf(*e.interval);
        set_ends(*e.interval, "begin", "end_time");
      }
      // The days of its own words, which the value does not always tell.
      if (const auto& days = e.named ? e.named : e.interval) {
        set_ends(*days, "start_date", "end_date");
      }
      json["rule"] = e.rule;
      if (!e.relation.empty()) json["relation"] = e.relation;
      json["basis"] = Name(e.basis);
      json["confidence"] = e.confidence;
      if (e.aside) json["aside"] = true;
      if (e.rejected) {
        json["rejected"] = FormatEdtf(*e.rejected);
        json["rejected_because"] = e.rejected_because;
      }
      if (e.anchor) {
        json["anchor"] = {{"event", Located(e.anchor->event, text, index)}};
        json["anchor"]["relation"] = Name(e.anchor->relation);
        if (e.anchor->offset) json["anchor"]["offset_days"] = *e.anchor->offset;
      }
      times.push_back(std::move(json));
    }
    return times;
  }

  static Json Mentions(const Analysis& analysis, const std::string& text,
                       const CodePointIndex& index) {
    Json mentions = Json::array();
    for (const Mention& mention : analysis.entities.mentions) {
      const Entity& entity = analysis.entities.chains[mention.chain].record;
      Json json = Located(mention.span, text, index);
      json["kind"] = Name(entity.kind);
      json["entity"] = entity.id.value;
      json["name"] = entity.name;
      json["country"] =
          entity.country.empty() ? Json(nullptr) : Json(entity.country);
      if (entity.coordinates) {
        json["lat"] = entity.coordinates->latitude;
        json["lon"] = entity.coordinates->longitude;
      }
      json["form"] = Name(mention.form);
      json["as_place"] = mention.as_place;
      json["chain"] = mention.chain;
      json["linked"] = entity.linked;
      json["score"] = mention.score;
      json["rule"] = mention.rule;
      mentions.push_back(std::move(json));
    }
    for (const OfficeMention& office : analysis.entities.offices) {
      Json json = Located(office.span, text, index);
      json["kind"] = "office";
      json["entity"] = nullptr;
      json["name"] = office.name;
      json["of"] = office.of.value;
      json["country"] =
          office.country.empty() ? Json(nullptr) : Json(office.country);
      json["score"] = office.score;
      json["rule"] = office.rule;
      mentions.push_back(std::move(json));
    }
    return mentions;
  }

  static Json Events(const Analysis& analysis, const Document& document) {
    Article article;
    article.text = document.text;
    if (document.published) {
      article.published =
          TimeInterval::Day(std::chrono::year_month_day{*document.published});
    }
    std::vector<Event> events;
    ToldEvents told;
    for (Claim claim : analysis.claims) {
      claim.reported = article.published.begin();
      told.Add(events.emplace_back(FoldClaims({std::move(claim)})));
    }
    Json list = Json::array();
    for (const Event& event : events) {
      Json& json = list.emplace_back(
          EventJson(event, [&](const ArticleId&) { return &article; }));
      for (const EventLink& link : told.LinksOf(event)) {
        json["links"].push_back(
            {{"relation", Name(link.relation)}, {"event", link.event.value}});
      }
    }
    return list;
  }

  const Analyzer& analyzer_;
  const Layer layer_;
};

// Whether standard input has something to read, or has ended. REQUIRES: not
// synchronised with stdio, whose buffer nobody can look into.
bool IsMoreWaiting() {
  if (std::cin.rdbuf()->in_avail() > 0) return true;
  pollfd input = {0, POLLIN, 0};
  return ::poll(&input, 1, 0) > 0;
}

// One line in, one line out, whatever is wrong with it.
std::string ExplainLine(const Explainer& explainer, const std::string& line) {
  Json out;
  out["id"] = nullptr;
  const Json in = Json::parse(line, nullptr, false);
  if (in.is_discarded() || !in.is_object()) {
    out["error"] = "not a JSON object";
    return Dump(out);
  }
  if (in.contains("id")) out["id"] = in["id"];
  if (!in.contains("text") || !in["text"].is_string()) {
    out["error"] = "has no text";
    return Dump(out);
  }
  const std::string dct = in.contains("dct") && in["dct"].is_string()
                              ? in["dct"].get<std::string>()
                              : std::string();
  const Result<Json> found =
      explainer.Explain(in["text"].get<std::string>(), dct);
  if (!found.ok()) {
    out["error"] = found.status().message();
  } else {
    out.update(*found);
  }
  return Dump(out);
}

}  // namespace

int RunExplain(const ExplainCommand& command) {
  const Result<Layer> layer = ParseLayer(command.layer);
  if (!layer.ok()) return Fail(layer.status(), 2);
  const Result<Resources> resources = LoadResources(command.rules);
  if (!resources.ok()) return Fail(resources.status(), 2);
  std::unique_ptr<RocksKnowledgeBase> base;
  if (!command.db.empty()) {
    auto opened = OpenToRead(command.db);
    if (!opened.ok()) return Fail(opened.status(), 2);
    base = std::move(*opened);
  }
  const auto analyzer = Analyzer::Load(*resources, base.get());
  if (!analyzer.ok()) return Fail(analyzer.status(), 2);
  const Explainer explainer(**analyzer, *layer);

  if (!command.jsonl) {
    const Result<std::string> text = ReadInput(command.file, kMaxTextBytes);
    if (!text.ok()) return Fail(text.status());
    const Result<Json> found = explainer.Explain(*text, command.dct);
    if (!found.ok()) return Fail(found.status(), 2);
    std::cout << Dump(*found, 2) << '\n';
    return Done();
  }
  // Lines are taken in batches, so that a stream of any length stays in memory.
  std::ios::sync_with_stdio(false);
  constexpr size_t kBatch = 256;
  std::vector<std::string> lines;
  const auto flush = [&] {
    RunInOrder<std::string>(
        lines.size(), Threads(command.threads),
        [&](size_t i) {
          return lines[i].size() > kMaxTextBytes
                     ? R"({"id":null,"error":"line is too long"})"
                     : ExplainLine(explainer, lines[i]);
        },
        [&](size_t, const std::string& line) {
          std::cout << line << '\n';
          return std::cout.good();
        });
    std::cout.flush();
    lines.clear();
  };
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    lines.push_back(std::move(line));
    // Who waits for answers before going on gets them.
    if (lines.size() == kBatch || !IsMoreWaiting()) flush();
  }
  flush();
  return Done();
}

}  // namespace annals
