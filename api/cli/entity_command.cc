#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_json.h"
#include "core/query/naming.h"
#include "core/text/utf8.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kNameWidth = 32;  // code points
constexpr size_t kIdWidth = 28;
constexpr size_t kAliasesWidth = 60;

bool AsJson(const EntityCommand& command) {
  return command.json || !IsTerminal(1);
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += ", ";
    all += part;
  }
  return all;
}

// `text` in a column of `width` code points, cut or filled up.
std::string Column(std::string_view text, size_t width) {
  std::string cell = Shorten(text, width - 1);
  const size_t points = CodePointIndex(cell).CodePoints(cell.size());
  cell.append(width - std::min(width, points), ' ');
  return cell;
}

// The one entity that an id or a name means. NotFound if there is none,
// Conflict, with the candidates, if there are several.
Result<EntityId> OneEntity(const KnowledgeReader& base,
                           const std::string& text) {
  const Result<Entity> entity = base.GetEntity({text});
  if (entity.ok()) return entity->id;
  if (entity.status().code() != StatusCode::kNotFound) return entity.status();
  const auto meant = EntitiesMeant(base, text);
  if (!meant.ok()) return meant.status();
  if (meant->size() == 1) return meant->front().entity.id;
  if (meant->empty()) {
    return Status::NotFound("no entity has the id or the name '" + text + "'");
  }
  std::string message = "'" + text + "' fits " + std::to_string(meant->size()) +
                        " entities; ask for one by its id:";
  for (const EntityHit& hit : *meant) {
    message += "\n  " + hit.entity.id.value;
  }
  return Status::Conflict(std::move(message));
}

void PrintEntity(const Entity& entity, uint64_t events) {
  const auto line = [](std::string_view label, const std::string& value) {
    if (!value.empty()) std::cout << Column(label, 12) << value << '\n';
  };
  std::cout << entity.name << '\n';
  line("id", entity.id.value);
  line("kind", std::string(Name(entity.kind)) +
                   (entity.linked ? "" : ", only met by name"));
  line("country", entity.country);
  line("aliases", Joined(entity.aliases));
  if (entity.coordinates) {
    line("at", Json(entity.coordinates->latitude).dump() + ", " +
                   Json(entity.coordinates->longitude).dump());
  }
  line("part of", entity.part_of.value);
  line("wikidata", entity.wikidata);
  for (const Office& office : entity.offices) {
    line("office", office.title + ", " + office.jurisdiction.value +
                       (office.held ? ", " + FormatEdtf(*office.held) : ""));
  }
  line("events", std::to_string(events));
}

}  // namespace

int RunEntityShow(const EntityCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const Result<EntityId> id = OneEntity(**base, command.entity);
  if (!id.ok()) return Fail(id.status(), 2);
  const Result<Entity> entity = (*base)->GetEntity(*id);
  if (!entity.ok()) return Fail(entity.status());
  Query query;
  query.filter = Filter::Is(FacetKind::kInvolves, entity->id.value);
  const Result<uint64_t> events = (*base)->CountEvents(query);
  if (!events.ok()) return Fail(events.status());
  if (AsJson(command)) {
    Json json = EntityJson(*entity);
    json["count"] = *events;
    std::cout << Dump(json, 2) << '\n';
  } else {
    PrintEntity(*entity, *events);
  }
  return Done();
}

int RunEntitySearch(const EntityCommand& command) {
  EntitySearch search;
  search.prefix = command.text;
  search.limit = command.limit;
  if (!command.kind.empty()) {
    const Result<EntityKind> kind = ParseEntityKind(command.kind);
    if (!kind.ok()) return Fail(kind.status(), 2);
    search.kind = *kind;
  }
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const auto hits = (*base)->FindEntities(search);
  if (!hits.ok()) return Fail(hits.status());
  if (AsJson(command)) {
    Json entities = Json::array();
    for (const EntityHit& hit : *hits) entities.push_back(EntityHitJson(hit));
    std::cout << Dump({{"entities", std::move(entities)}}, 2) << '\n';
    return Done();
  }
  for (const EntityHit& hit : *hits) {
    const Entity& entity = hit.entity;
    std::cout << Column(entity.name, kNameWidth)
              << Column(Name(entity.kind), 14) << Column(entity.country, 4)
              << Column(std::to_string(hit.events), 8)
              << Column(entity.id.value, kIdWidth) << ' '
              << Shorten(Joined(entity.aliases), kAliasesWidth) << '\n';
  }
  if (hits->empty()) std::cout << "Nothing is called so.\n";
  return Done();
}

}  // namespace annals
