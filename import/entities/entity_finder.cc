#include "import/entities/entity_finder.h"

#include <algorithm>
#include <utility>

#include "import/entities/document_knowledge.h"
#include "import/entities/document_linker.h"
#include "import/entities/stated_offices.h"

namespace annals {

std::string_view Name(MentionForm form) {
  constexpr std::string_view kNames[] = {"name", "nominal", "pronoun",
                                         "demonym"};
  return kNames[static_cast<size_t>(form)];
}

Result<EntityFinder> EntityFinder::Load(const Resources& resources,
                                        const KnownEntities* known) {
  Result<Gazetteer> gazetteer = Gazetteer::Load(resources);
  if (!gazetteer.ok()) return gazetteer.status();
  Result<NameFinder> names = NameFinder::Load(resources);
  if (!names.ok()) return names.status();
  Result<NameKinds> kinds = NameKinds::Load(resources);
  if (!kinds.ok()) return kinds.status();
  Result<OfficeFinder> offices = OfficeFinder::Load(resources);
  if (!offices.ok()) return offices.status();
  return EntityFinder(std::move(*gazetteer), std::move(*names),
                      std::move(*kinds), std::move(*offices), known);
}

Entities EntityFinder::Find(const Document& document, const Language& language,
                            const std::vector<TimeExpression>& times) const {
  std::vector<NameSpan> names = names_.Find(document, language, gazetteer_);
  // What is a time is no name: "Friday", "the March on Rome" keeps its own.
  std::erase_if(names, [&](const NameSpan& name) {
    const Span span{language.tokens[name.begin].span.begin,
                    language.tokens[name.end - 1].span.end};
    return std::any_of(
        times.begin(), times.end(),
        [&](const TimeExpression& t) { return t.span.Contains(span); });
  });
  kinds_.Decide(document, language, gazetteer_, names_.words(), &names);
  DocumentKnowledge knowledge(gazetteer_, known_);
  Entities found =
      DocumentLinker(document, language, knowledge, names_.words()).Link(names);
  found.status = knowledge.status();
  found.offices = offices_.Find(language, gazetteer_, found);
  found.stated = FindStatedOffices(language, gazetteer_, names_.words(), found);
  return found;
}

std::optional<Entity> EntityFinder::Describe(const EntityId& id) const {
  DocumentKnowledge knowledge(gazetteer_, known_);
  return knowledge.Describe(id);
}

}  // namespace annals
