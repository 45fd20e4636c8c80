// Records as JSON: the one place that knows the shapes other programs rely on
// (docs/http.md). Offsets leave as code points; times as RFC 3339.

#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "core/article.h"
#include "core/curation.h"
#include "core/event/event.h"
#include "core/knowledge_base.h"

namespace annals {

// Finds the article that evidence names; none if it is not at hand.
using ArticleLookup = std::function<const Article*(const ArticleId&)>;

// Looks articles up in a knowledge base, keeping those it has met. The reader
// must outlive it; not for several threads.
ArticleLookup LookupIn(const KnowledgeReader& reader);

nlohmann::ordered_json EventJson(const Event& event,
                                 const ArticleLookup& articles);
nlohmann::ordered_json EntityJson(const Entity& entity);

// As a search lists it: {id, name, kind, country, aliases, count}.
nlohmann::ordered_json EntityHitJson(const EntityHit& hit);
nlohmann::ordered_json ActJson(const CurationAct& act);
nlohmann::ordered_json ArticleJson(const Article& article);
nlohmann::ordered_json TimeJson(const EventTime& time);

// dump() that never throws: invalid UTF-8 is replaced.
std::string Dump(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace annals
