#include "core/curation.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace annals {

namespace {

constexpr std::string_view kKindNames[] = {"merge", "split", "rename", "alias"};
constexpr std::string_view kActPrefix = "cu-";

bool InForce(const CurationAct& act, std::optional<TimePoint> as_of) {
  if (!as_of) return !act.reverted;
  return act.made <= *as_of && (!act.reverted || *as_of < *act.reverted);
}

// Adds what is known of `other` to `known`, who is the same.
void Gather(const Entity& other, Entity* known) {
  known->linked |= other.linked;
  known->aliases.push_back(other.name);
  known->aliases.insert(known->aliases.end(), other.aliases.begin(),
                        other.aliases.end());
  for (const Office& office : other.offices) {
    const bool has = std::any_of(
        known->offices.begin(), known->offices.end(), [&](const Office& o) {
          return o.title == office.title &&
                 o.jurisdiction == office.jurisdiction && o.held == office.held;
        });
    if (!has) known->offices.push_back(office);
  }
  if (known->country.empty()) known->country = other.country;
  if (!known->coordinates) known->coordinates = other.coordinates;
  if (known->part_of.empty()) known->part_of = other.part_of;
  if (known->wikidata.empty()) known->wikidata = other.wikidata;
  if (known->population == 0) known->population = other.population;
}

void TidyAliases(Entity* entity) {
  std::vector<std::string>& aliases = entity->aliases;
  std::sort(aliases.begin(), aliases.end());
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  std::erase(aliases, entity->name);
  std::erase(aliases, "");
}

// Calls `visit` with every entity that the claim names.
template <typename Visit>
void VisitIds(const Claim& claim, const Visit& visit) {
  for (const Participant& p : claim.participants) {
    visit(p.entity);
    for (const EntityId& id : p.affiliations) visit(id);
  }
  for (const EventPlace& place : claim.places) {
    visit(place.entity);
    for (const EntityId& id : place.within) visit(id);
  }
  for (const Attribution& a : claim.attribution) visit(a.entity);
}

}  // namespace

std::string_view Name(CurationKind kind) {
  return kKindNames[static_cast<size_t>(kind)];
}

std::string ActName(uint64_t number) {
  return std::string(kActPrefix) + std::to_string(number);
}

Result<uint64_t> ParseActName(std::string_view text) {
  uint64_t number = 0;
  if (text.starts_with(kActPrefix)) {
    const std::string_view digits = text.substr(kActPrefix.size());
    const char* const end = digits.data() + digits.size();
    const auto [ptr, error] = std::from_chars(digits.data(), end, number);
    if (error == std::errc() && ptr == end && number > 0) return number;
  }
  return Status::InvalidArgument("'" + std::string(text) +
                                 "' is not the id of an act, such as cu-12");
}

Curation::Curation(std::vector<CurationAct> acts) : acts_(std::move(acts)) {
  for (size_t i = 0; i < acts_.size(); ++i) {
    const CurationAct& act = acts_[i];
    about_[act.entity].push_back(i);
    neighbours_[act.entity];
    if (act.into.empty()) continue;
    neighbours_[act.entity].insert(act.into);
    neighbours_[act.into].insert(act.entity);
  }
}

const CurationAct* Curation::Find(uint64_t number) const {
  const auto it = std::lower_bound(acts_.begin(), acts_.end(), number,
                                   [](const CurationAct& act, uint64_t wanted) {
                                     return act.number < wanted;
                                   });
  return it != acts_.end() && it->number == number ? &*it : nullptr;
}

const std::vector<size_t>& Curation::ActsAbout(const EntityId& id) const {
  static const std::vector<size_t> kNone;
  const auto it = about_.find(id);
  return it == about_.end() ? kNone : it->second;
}

EntityId Curation::Meant(const EntityId& id, const ArticleId& article,
                         std::optional<TimePoint> as_of) const {
  EntityId meant = id;
  std::string name;
  MapId(article, as_of, &meant, &name);
  return meant;
}

// Each act moves the id on, so only acts after it can move it further.
void Curation::MapId(const ArticleId& article, std::optional<TimePoint> as_of,
                     EntityId* id, std::string* name) const {
  size_t next = 0;
  bool has_moved = true;
  while (has_moved) {
    has_moved = false;
    const std::vector<size_t>& about = ActsAbout(*id);
    for (auto it = std::lower_bound(about.begin(), about.end(), next);
         it != about.end() && !has_moved; ++it) {
      const CurationAct& act = acts_[*it];
      if (!InForce(act, as_of)) continue;
      const bool is_split_off =
          act.kind == CurationKind::kSplit &&
          std::find(act.articles.begin(), act.articles.end(), article) !=
              act.articles.end();
      if (act.kind != CurationKind::kMerge && !is_split_off) continue;
      next = *it + 1;
      *id = act.into;
      *name = act.name;
      has_moved = true;
    }
  }
  // The last name that it was given by itself, whenever that was.
  for (const size_t i : ActsAbout(*id)) {
    const CurationAct& act = acts_[i];
    if (act.kind == CurationKind::kRename && InForce(act, as_of)) {
      *name = act.name;
    }
  }
}

void Curation::MapIds(const ArticleId& article, std::optional<TimePoint> as_of,
                      std::vector<EntityId>* ids) const {
  std::vector<EntityId> mapped;
  for (const EntityId& id : *ids) {
    EntityId meant = Meant(id, article, as_of);
    if (std::find(mapped.begin(), mapped.end(), meant) == mapped.end()) {
      mapped.push_back(std::move(meant));
    }
  }
  *ids = std::move(mapped);
}

std::vector<EntityId> Curation::Images(const EntityId& id) const {
  std::set<EntityId> images = {id};
  for (const CurationAct& act : acts_) {
    if (act.into.empty() || !InForce(act, std::nullopt)) continue;
    if (!images.contains(act.entity)) continue;
    if (act.kind == CurationKind::kMerge) images.erase(act.entity);
    images.insert(act.into);
  }
  return {images.begin(), images.end()};
}

std::set<EntityId> Curation::Related(const EntityId& id) const {
  std::set<EntityId> related = {id};
  std::vector<EntityId> open = {id};
  while (!open.empty()) {
    const auto it = neighbours_.find(open.back());
    open.pop_back();
    if (it == neighbours_.end()) continue;
    for (const EntityId& neighbour : it->second) {
      if (related.insert(neighbour).second) open.push_back(neighbour);
    }
  }
  return related;
}

bool Curation::BearsOn(const Event& event) const {
  if (acts_.empty()) return false;
  bool bears = false;
  for (const Claim& claim : event.claims) {
    VisitIds(claim, [&](const EntityId& id) { bears |= about_.contains(id); });
  }
  return bears;
}

Claim Curation::Read(Claim claim, std::optional<TimePoint> as_of) const {
  const ArticleId& article = claim.article;
  for (Participant& p : claim.participants) {
    MapId(article, as_of, &p.entity, &p.name);
    MapIds(article, as_of, &p.affiliations);
  }
  for (EventPlace& place : claim.places) {
    MapId(article, as_of, &place.entity, &place.name);
    MapIds(article, as_of, &place.within);
  }
  for (Attribution& a : claim.attribution) {
    MapId(article, as_of, &a.entity, &a.name);
  }
  return claim;
}

Event Curation::Read(const Event& event) const {
  if (!BearsOn(event)) return event;
  std::vector<Claim> claims;
  for (const Claim& claim : event.claims) {
    claims.push_back(Read(claim, std::nullopt));
  }
  Event read = FoldClaims(std::move(claims));
  read.id = event.id;
  read.claims = event.claims;
  return read;
}

std::optional<Event> Curation::ReadAsOf(const Event& event,
                                        TimePoint as_of) const {
  if (!BearsOn(event)) return AsOf(event, as_of);
  std::vector<Claim> known;
  std::vector<Claim> claims;
  for (const Claim& claim : event.claims) {
    if (claim.reported > as_of) continue;
    known.push_back(claim);
    claims.push_back(Read(claim, as_of));
  }
  if (known.empty()) return std::nullopt;
  Event read = FoldClaims(std::move(claims));
  read.id = event.id;
  read.claims = std::move(known);
  return read;
}

std::set<TimePoint> Curation::TurningPoints(const Claim& claim) const {
  std::set<TimePoint> points;
  if (acts_.empty()) return points;
  VisitIds(claim, [&](const EntityId& id) {
    if (!about_.contains(id)) return;
    for (const EntityId& related : Related(id)) {
      for (const size_t i : ActsAbout(related)) {
        points.insert(acts_[i].made);
        if (acts_[i].reverted) points.insert(*acts_[i].reverted);
      }
    }
  });
  return points;
}

void Curation::ReadFilter(std::optional<TimePoint> as_of,
                          Filter* filter) const {
  for (Filter& part : filter->parts) ReadFilter(as_of, &part);
  if (filter->op != Filter::Op::kFacet) return;
  std::string& value = filter->facet.value;
  switch (filter->facet.kind) {
    case FacetKind::kInvolves:
    case FacetKind::kActor:
    case FacetKind::kPlace:
    case FacetKind::kAttribution:
      value = Meant({value}, {}, as_of).value;
      break;
    case FacetKind::kActorRole: {
      const size_t id = value.find(':') + 1;
      value.replace(id, std::string::npos,
                    Meant({value.substr(id)}, {}, as_of).value);
      break;
    }
    default:
      break;
  }
}

Query Curation::Read(Query query) const {
  if (!acts_.empty()) ReadFilter(query.as_of, &query.filter);
  return query;
}

std::optional<Entity> Curation::Alone(const EntityId& id,
                                      const Imported& imported) const {
  std::optional<Entity> entity = imported(id);
  if (!entity) {
    for (const CurationAct& act : acts_) {
      if (act.kind != CurationKind::kSplit || act.into != id ||
          !InForce(act, std::nullopt)) {
        continue;
      }
      entity.emplace();
      entity->id = id;
      entity->kind = act.into_kind;
      entity->name = act.name;
    }
  }
  if (!entity) return entity;
  for (const size_t i : ActsAbout(id)) {
    const CurationAct& act = acts_[i];
    if (!InForce(act, std::nullopt)) continue;
    if (act.kind == CurationKind::kAlias) entity->aliases.push_back(act.name);
    if (act.kind == CurationKind::kRename) {
      entity->aliases.push_back(std::exchange(entity->name, act.name));
    }
  }
  return entity;
}

std::optional<Entity> Curation::Read(const EntityId& id,
                                     const Imported& imported) const {
  if (!Names(id)) return imported(id);
  if (Meant(id) != id) return std::nullopt;
  std::optional<Entity> entity = Alone(id, imported);
  if (!entity) return entity;
  const Entity before = *entity;
  for (const EntityId& member : Related(id)) {
    if (member == id || Meant(member) != id) continue;
    if (const auto other = Alone(member, imported)) Gather(*other, &*entity);
  }
  const bool is_as_imported = *entity == before && entity == imported(id);
  if (!is_as_imported) TidyAliases(&*entity);
  return entity;
}

}  // namespace annals
