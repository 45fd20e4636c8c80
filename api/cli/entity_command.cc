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
constexpr size_t kSaidWidth = 100;

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
  if (entity.ok()) return EntityId{text};
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
    line(
        "office",
        office.title + ", " + office.jurisdiction.value +
            (office.held ? ", " + FormatEdtf(*office.held) : "") +
            (office.evidence.empty() ? "" : ", says " + office.evidence.value));
  }
  line("events", std::to_string(events));
}

// Of those that only sources know yet, the one that an id or a name means;
// fails as OneEntity() does.
Result<Entity> OneKnown(const KnownEntities& base, const std::string& text) {
  constexpr size_t kMostListed = 20;
  Result<Entity> entity = base.Known({text});
  if (entity.ok() || entity.status().code() != StatusCode::kNotFound) {
    return entity;
  }
  const auto named = base.Named(text);
  if (!named.ok()) return named.status();
  if (named->size() == 1) return base.Known(named->front().id);
  if (named->empty()) {
    return Status::NotFound("no entity has the id or the name '" + text + "'");
  }
  std::string message = "'" + text + "' fits " + std::to_string(named->size()) +
                        " entities of sources; ask for one by its id:";
  for (size_t i = 0; i < std::min(named->size(), kMostListed); ++i) {
    message += "\n  " + (*named)[i].id.value;
  }
  return Status::Conflict(std::move(message));
}

// One line that says what an act does.
std::string Said(const CurationAct& act) {
  const std::string& id = act.entity.value;
  switch (act.kind) {
    case CurationKind::kMerge:
      return id + " is " + act.into.value;
    case CurationKind::kSplit:
      return act.into.value + " is not " + id + " in " +
             std::to_string(act.articles.size()) + " articles";
    case CurationKind::kRename:
      return id + " is called " + act.name;
    case CurationKind::kAlias:
      return id + " is called " + act.name + " too";
  }
  return id;
}

void PrintAct(const CurationAct& act) {
  std::cout << Column(ActName(act.number), 8) << FormatRfc3339(act.made) << "  "
            << Shorten(Said(act), kSaidWidth);
  if (!act.reason.empty()) {
    std::cout << "  (" << Shorten(act.reason, kSaidWidth) << ')';
  }
  if (act.reverted) {
    std::cout << ", reverted " << FormatRfc3339(*act.reverted);
    if (!act.revert_reason.empty()) {
      std::cout << "  (" << Shorten(act.revert_reason, kSaidWidth) << ')';
    }
  }
  std::cout << '\n';
}

// What is wrong with the request is bad use; the rest is failure.
int FailToCurate(const Status& status) {
  const bool is_bad_use = status.code() == StatusCode::kInvalidArgument ||
                          status.code() == StatusCode::kNotFound ||
                          status.code() == StatusCode::kConflict;
  return Fail(status, is_bad_use ? 2 : 1);
}

int Report(const EntityCommand& command, const Result<CurationAct>& act) {
  if (!act.ok()) return FailToCurate(act.status());
  if (AsJson(command)) {
    std::cout << Dump(ActJson(*act), 2) << '\n';
  } else {
    PrintAct(*act);
  }
  return Done();
}

int Curate(const EntityCommand& command, CurationKind kind) {
  const auto base = OpenToChange(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  CurationAct wanted;
  wanted.kind = kind;
  Result<EntityId> id = OneEntity(**base, command.entity);
  if (!id.ok()) return FailToCurate(id.status());
  wanted.entity = std::move(*id);
  if (kind == CurationKind::kMerge) {
    id = OneEntity(**base, command.into);
    if (!id.ok()) return FailToCurate(id.status());
    wanted.into = std::move(*id);
  }
  wanted.name = command.name;
  for (const std::string& article : command.articles) {
    wanted.articles.push_back({article});
  }
  wanted.reason = command.reason;
  return Report(command, (*base)->Curate(wanted));
}

}  // namespace

int RunEntityMerge(const EntityCommand& command) {
  return Curate(command, CurationKind::kMerge);
}

int RunEntitySplit(const EntityCommand& command) {
  return Curate(command, CurationKind::kSplit);
}

int RunEntityRename(const EntityCommand& command) {
  return Curate(command, CurationKind::kRename);
}

int RunEntityAlias(const EntityCommand& command) {
  return Curate(command, CurationKind::kAlias);
}

int RunEntityLog(const EntityCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const auto curation = (*base)->GetCuration();
  if (!curation.ok()) return Fail(curation.status());
  if (AsJson(command)) {
    Json acts = Json::array();
    for (const CurationAct& act : (*curation)->acts()) {
      acts.push_back(ActJson(act));
    }
    std::cout << Dump({{"acts", std::move(acts)}}, 2) << '\n';
    return Done();
  }
  for (const CurationAct& act : (*curation)->acts()) PrintAct(act);
  if ((*curation)->acts().empty()) std::cout << "Nothing was decided yet.\n";
  return Done();
}

int RunEntityRevert(const EntityCommand& command) {
  const Result<uint64_t> number = ParseActName(command.act);
  if (!number.ok()) return Fail(number.status(), 2);
  const auto base = OpenToChange(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  return Report(command, (*base)->Revert(*number, command.reason));
}

int RunEntityShow(const EntityCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const Result<EntityId> id = OneEntity(**base, command.entity);
  const bool is_named = id.ok();
  if (!is_named && id.status().code() != StatusCode::kNotFound) {
    return Fail(id.status(), 2);
  }
  const Result<Entity> entity =
      is_named ? (*base)->GetEntity(*id) : OneKnown(**base, command.entity);
  if (!entity.ok()) return Fail(entity.status(), is_named ? 1 : 2);
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
