#include "import/entities/stated_offices.h"

#include <algorithm>
#include <string_view>

namespace annals {

namespace {

constexpr uint32_t kModifiers = 3;  // tokens before an office that may undo it

class Finder {
 public:
  Finder(const Language& language, const NameWords& words,
         const Entities& entities)
      : tokens_(language.tokens), words_(words), entities_(entities) {}

  // Null if the text does not say who holds it.
  const Chain* HolderOf(const OfficeMention& office) const {
    if (!office.is_said || !IsOfAPerson(office) || IsUndone(office)) {
      return nullptr;
    }
    for (const Mention& mention : entities_.mentions) {
      if (mention.sentence != office.sentence) continue;
      const Chain& chain = entities_.chains[mention.chain];
      if (chain.record.kind != EntityKind::kPerson) continue;
      const bool follows =
          mention.form == MentionForm::kName && mention.begin == office.end;
      const bool stands_beside = mention.form == MentionForm::kNominal &&
                                 mention.is_apposition &&
                                 mention.span.Contains(office.span);
      if (follows || stands_beside) return &chain;
    }
    return nullptr;
  }

 private:
  // A minister, not a ministry.
  bool IsOfAPerson(const OfficeMention& office) const {
    for (uint32_t i = office.begin; i < office.end; ++i) {
      if (words_.titles.Is(tokens_[i].folded, "office")) return true;
    }
    return false;
  }

  bool IsUndone(const OfficeMention& office) const {
    for (uint32_t i = office.begin; i > 0 && i + kModifiers > office.begin;
         --i) {
      if (words_.context.Is(tokens_[i - 1].folded, "not_in_office")) {
        return true;
      }
    }
    return false;
  }

  const std::vector<Token>& tokens_;
  const NameWords& words_;
  const Entities& entities_;
};

}  // namespace

std::vector<StatedOffice> FindStatedOffices(const Language& language,
                                            const Gazetteer& gazetteer,
                                            const NameWords& words,
                                            const Entities& entities) {
  const Finder finder(language, words, entities);
  std::vector<StatedOffice> stated;
  for (const OfficeMention& office : entities.offices) {
    const Chain* const holder = finder.HolderOf(office);
    if (holder == nullptr || gazetteer.Describe(holder->entity)) continue;
    stated.push_back({holder->entity, office.title, office.of});
  }
  std::sort(stated.begin(), stated.end());
  stated.erase(std::unique(stated.begin(), stated.end()), stated.end());
  return stated;
}

}  // namespace annals
