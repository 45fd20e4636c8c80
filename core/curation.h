// What people have decided about entities: that two are one, that one is two,
// what one is called.
//
//   article A: "Kiev"  ── kiev ─┐  merge kiev → kyiv
//   article B: "Kyiv"  ── kyiv ─┴──────────────────→ kyiv
//
// An article's claims keep the entities that the article named. Acts of
// curation lie over them: whom a claim means is worked out from the acts
// whenever an event is folded. So an act holds for articles that come later
// too, can be taken back exactly, and is not there yet in what was known before
// it was made.
//
// In force. An act is in force from `made` until `reverted`, and "now" if it
// was not reverted. Acts apply in the order of their numbers; no two are made
// or reverted in the same second, so each has had a time of its own.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/ids.h"
#include "core/query/query.h"
#include "core/status.h"
#include "core/time/time_interval.h"

namespace annals {

// On disk: never renumber.
enum class CurationKind : uint8_t {
  kMerge = 0,   // `entity` is the same as `into`
  kSplit = 1,   // what `articles` say of `entity` is about another, `into`
  kRename = 2,  // `entity` is called `name`
  kAlias = 3,   // `entity` is called `name` too
};

std::string_view Name(CurationKind kind);  // "merge", "split", …

struct CurationAct {
  uint64_t number = 0;  // from 1, in the order they were made
  CurationKind kind = CurationKind::kMerge;
  EntityId entity;
  EntityId into;     // of merges and splits
  std::string name;  // of `into`, or the new one of `entity`
  EntityKind into_kind = EntityKind::kGroup;  // of splits
  std::vector<ArticleId> articles;            // of splits
  std::string reason;
  TimePoint made;
  std::optional<TimePoint> reverted;  // none: it is in force
  std::string revert_reason;

  friend bool operator==(const CurationAct&, const CurationAct&) = default;
};

// "cu-12", and back. InvalidArgument if `text` is no such name.
std::string ActName(uint64_t number);
Result<uint64_t> ParseActName(std::string_view text);

// All acts of a base. A value; const calls from any number of threads.
class Curation {
 public:
  Curation() = default;
  // REQUIRES: the acts are in the order of their numbers.
  explicit Curation(std::vector<CurationAct> acts);

  const std::vector<CurationAct>& acts() const { return acts_; }
  const CurationAct* Find(uint64_t number) const;  // null if there is none

  // Whom `id` means where `article` names it, now or as of a time.
  EntityId Meant(const EntityId& id, const ArticleId& article = {},
                 std::optional<TimePoint> as_of = std::nullopt) const;

  // Everybody whom `id` now means in some article.
  std::vector<EntityId> Images(const EntityId& id) const;

  // Whether some act, in force or not, is about the id or led to it.
  bool Names(const EntityId& id) const { return neighbours_.contains(id); }

  // The ids that acts join to `id`, directly or through others, and itself.
  std::set<EntityId> Related(const EntityId& id) const;

  // The event with its claims read as acts now say; as of a time, folded from
  // the claims reported by then, none if there were none. The claims themselves
  // stay as they are.
  Event Read(const Event& event) const;
  std::optional<Event> ReadAsOf(const Event& event, TimePoint as_of) const;

  // One claim as it reads now or as of a time.
  Claim Read(Claim claim, std::optional<TimePoint> as_of) const;

  // When some act that bears on the claim began or ceased to be in force.
  std::set<TimePoint> TurningPoints(const Claim& claim) const;

  // The query about whom its entities mean, now or as of its time.
  Query Read(Query query) const;

  // The entity that `id` is now, made from the records that articles left,
  // which `imported` finds. None if there is none or it is now part of another.
  using Imported = std::function<std::optional<Entity>(const EntityId&)>;
  std::optional<Entity> Read(const EntityId& id,
                             const Imported& imported) const;

 private:
  // Indexes of acts about an entity, ascending.
  const std::vector<size_t>& ActsAbout(const EntityId& id) const;

  // What `id` comes to by itself, without those that are merged into it.
  std::optional<Entity> Alone(const EntityId& id,
                              const Imported& imported) const;

  bool BearsOn(const Event& event) const;
  void MapId(const ArticleId& article, std::optional<TimePoint> as_of,
             EntityId* id, std::string* name) const;
  void MapIds(const ArticleId& article, std::optional<TimePoint> as_of,
              std::vector<EntityId>* ids) const;
  void ReadFilter(std::optional<TimePoint> as_of, Filter* filter) const;

  std::vector<CurationAct> acts_;
  std::map<EntityId, std::vector<size_t>> about_;
  std::map<EntityId, std::set<EntityId>> neighbours_;
};

}  // namespace annals
