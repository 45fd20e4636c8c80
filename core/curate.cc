#include "core/curate.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/text/fold.h"

namespace annals {

namespace {

constexpr size_t kMaxNameBytes = 500;
constexpr size_t kMaxReasonBytes = 4000;
constexpr size_t kMaxArticles = 1000;

Status CheckText(std::string_view what, std::string_view text, size_t most) {
  if (text.size() <= most) return Status();
  return Status::InvalidArgument(std::string(what) + " has more than " +
                                 std::to_string(most) + " bytes");
}

// The entity of that very id.
Result<Entity> Unmerged(const KnowledgeReader& reader, const EntityId& id) {
  Result<Entity> entity = reader.GetEntity(id);
  if (entity.ok() && entity->id != id) {
    return Status::Conflict("'" + id.value + "' was merged into '" +
                            entity->id.value + "'");
  }
  return entity;
}

// After everything that was decided before.
TimePoint TimeFor(const Curation& curation, TimePoint now) {
  constexpr std::chrono::seconds kOne(1);
  for (const CurationAct& act : curation.acts()) {
    now = std::max(now, act.made + kOne);
    if (act.reverted) now = std::max(now, *act.reverted + kOne);
  }
  return now;
}

// An id for `name` that nobody has or has had.
Result<EntityId> NewId(const KnowledgeReader& reader, const Curation& curation,
                       const std::string& name) {
  const std::string slug = Slug(name);
  if (slug.empty()) {
    return Status::InvalidArgument("'" + name + "' has no letters or digits");
  }
  EntityId id = {slug};
  for (size_t n = 2;; ++n) {
    const Result<Entity> known = reader.GetEntity(id);
    if (!known.ok() && known.status().code() != StatusCode::kNotFound) {
      return known.status();
    }
    if (!known.ok() && !curation.Names(id)) return id;
    id.value = slug + "-" + std::to_string(n);
  }
}

// Each must be in the base and name the entity.
Status CheckArticles(const KnowledgeReader& reader, const EntityId& entity,
                     const std::vector<ArticleId>& articles) {
  if (articles.empty() || articles.size() > kMaxArticles) {
    return Status::InvalidArgument("a split takes 1 to " +
                                   std::to_string(kMaxArticles) + " articles");
  }
  for (const ArticleId& id : articles) {
    const Result<Article> article = reader.GetArticle(id);
    if (!article.ok()) return article.status();
    Query query;
    query.filter = Filter::And(
        {Filter::Or({Filter::Is(FacetKind::kInvolves, entity.value),
                     Filter::Is(FacetKind::kAttribution, entity.value)}),
         Filter::Is(FacetKind::kArticle, id.value)});
    const Result<uint64_t> events = reader.CountEvents(query);
    if (!events.ok()) return events.status();
    if (*events == 0) {
      return Status::InvalidArgument("no event of article '" + id.value +
                                     "' is about '" + entity.value + "'");
    }
  }
  return Status();
}

Status FillMerge(const KnowledgeReader& reader, const Entity& entity,
                 CurationAct* act) {
  if (act->reason.empty()) {
    return Status::InvalidArgument("a merge needs a reason");
  }
  if (act->into == entity.id) {
    return Status::InvalidArgument("'" + entity.id.value +
                                   "' cannot be merged into itself");
  }
  const Result<Entity> into = Unmerged(reader, act->into);
  if (!into.ok()) return into.status();
  act->name = into->name;
  return Status();
}

Status FillSplit(const KnowledgeReader& reader, const Curation& curation,
                 const Entity& entity, CurationAct* act) {
  std::sort(act->articles.begin(), act->articles.end());
  act->articles.erase(std::unique(act->articles.begin(), act->articles.end()),
                      act->articles.end());
  if (Status s = CheckArticles(reader, entity.id, act->articles); !s.ok()) {
    return s;
  }
  Result<EntityId> id = NewId(reader, curation, act->name);
  if (!id.ok()) return id.status();
  act->into = std::move(*id);
  act->into_kind = entity.kind;
  return Status();
}

Status FillName(const Entity& entity, CurationAct* act) {
  const bool has_it = act->name == entity.name ||
                      (act->kind == CurationKind::kAlias &&
                       std::find(entity.aliases.begin(), entity.aliases.end(),
                                 act->name) != entity.aliases.end());
  if (!has_it) return Status();
  return Status::InvalidArgument("'" + entity.id.value + "' is called '" +
                                 act->name + "' already");
}

}  // namespace

Result<CurationAct> MakeAct(const KnowledgeReader& reader, CurationAct wanted,
                            TimePoint now) {
  Status status = CheckText("the reason", wanted.reason, kMaxReasonBytes);
  if (!status.ok()) return status;
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  const Result<Entity> entity = Unmerged(reader, wanted.entity);
  if (!entity.ok()) return entity.status();

  CurationAct act;
  act.kind = wanted.kind;
  act.entity = entity->id;
  act.reason = std::move(wanted.reason);
  act.made = TimeFor(**curation, now);
  act.number =
      (*curation)->acts().empty() ? 1 : (*curation)->acts().back().number + 1;
  if (act.kind == CurationKind::kMerge) {
    act.into = std::move(wanted.into);
    status = FillMerge(reader, *entity, &act);
  } else {
    act.name = std::move(wanted.name);
    if (act.name.find_first_not_of(' ') == std::string::npos) {
      return Status::InvalidArgument("the name is empty");
    }
    status = CheckText("the name", act.name, kMaxNameBytes);
    if (!status.ok()) return status;
    act.articles = std::move(wanted.articles);
    status = act.kind == CurationKind::kSplit
                 ? FillSplit(reader, **curation, *entity, &act)
                 : FillName(*entity, &act);
  }
  if (!status.ok()) return status;
  return act;
}

Result<CurationAct> RevertedAct(const KnowledgeReader& reader, uint64_t number,
                                std::string reason, TimePoint now) {
  Status status = CheckText("the reason", reason, kMaxReasonBytes);
  if (!status.ok()) return status;
  const auto curation = reader.GetCuration();
  if (!curation.ok()) return curation.status();
  const CurationAct* const found = (*curation)->Find(number);
  if (found == nullptr) {
    return Status::NotFound("no act '" + ActName(number) + "'");
  }
  if (found->reverted) {
    return Status::Conflict("'" + ActName(number) + "' was reverted before");
  }
  for (const CurationAct& later : (*curation)->acts()) {
    const bool depends =
        found->kind == CurationKind::kSplit && later.number > number &&
        !later.reverted &&
        (later.entity == found->into || later.into == found->into);
    if (depends) {
      return Status::Conflict("'" + ActName(number) + "' made '" +
                              found->into.value + "', which '" +
                              ActName(later.number) +
                              "' is about: revert that first");
    }
  }
  CurationAct act = *found;
  act.reverted = TimeFor(**curation, now);
  act.revert_reason = std::move(reason);
  return act;
}

}  // namespace annals
