#include "import/entities/document_linker.h"

#include <algorithm>
#include <utility>

#include "core/text/fold.h"

namespace annals {

namespace {

using Guess = NameSpan::Guess;

// By how much signs must speak for a person before a town is not meant.
constexpr double kSureOfKind = 2.5;

std::string LastWord(std::string_view name) {
  return std::string(name.substr(name.rfind(' ') + 1));
}

std::string AcronymOf(std::string_view name, const WordList& context) {
  std::string acronym;
  for (size_t at = 0; at < name.size();) {
    const size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    if (!context.Is(word, "joiner")) {
      acronym += word.empty() ? ' ' : word[0];
    }
    at = end + 1;
  }
  return acronym;
}

}  // namespace

Entities DocumentLinker::Link(const std::vector<NameSpan>& names) {
  covered_.assign(tokens_.size(), false);
  CountCountries(names);
  LinkPlacedNames(names);
  ChooseKnownNames(names);
  LinkFullNames(names);
  for (const NameSpan& name : names) LinkName(name);
  Sort();
  LinkNominals();
  Sort();
  LinkPronouns();
  Sort();
  for (uint32_t m = 0; m < out_.mentions.size(); ++m) {
    out_.chains[out_.mentions[m].chain].mentions.push_back(m);
  }
  return std::move(out_);
}

void DocumentLinker::Sort() {
  std::stable_sort(out_.mentions.begin(), out_.mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return std::pair(a.span.begin, b.span.end) <
                            std::pair(b.span.begin, a.span.end);
                   });
}

// ---- Chains ----

uint32_t DocumentLinker::ChainOf(const Entity& entity) {
  const auto [it, is_new] = chain_of_id_.emplace(
      entity.id.value, static_cast<uint32_t>(out_.chains.size()));
  if (!is_new) return it->second;
  Chain& chain = out_.chains.emplace_back();
  chain.entity = entity.id;
  chain.record = entity;
  knowledge_.Enrich(&chain.record);
  chain.within = knowledge_.Within(chain.record);
  if (entity.kind == EntityKind::kPerson) {
    chain.affiliations =
        gazetteer_.AffiliationsOf(chain.record, document_.published);
    const std::string_view gender = words_.given.ClassOf(
        Fold(entity.name.substr(0, entity.name.find(' '))));
    chain.gender = gender == "m" ? 'm' : gender == "f" ? 'f' : '\0';
  } else if (entity.kind != EntityKind::kCountry) {
    if (const Entity* country = gazetteer_.CountryByCode(entity.country)) {
      chain.affiliations.push_back(country->id);
    }
  }
  return it->second;
}

Entity DocumentLinker::UnlinkedEntity(const NameSpan& name,
                                      EntityKind kind) const {
  Entity entity;
  entity.kind = kind;
  entity.name = Surface(name);
  entity.id.value = Slug(entity.name);
  if (entity.id.empty()) entity.id.value = "name";
  // An unknown name must not take the id of something known.
  if (const std::optional<Entity> known = gazetteer_.Describe(entity.id);
      known ? known->kind != kind : knowledge_.IsKnown(entity.id)) {
    entity.id.value += "-" + std::string(annals::Name(kind));
  }
  if (const Entity* country = CountryIn(name.begin, name.end)) {
    entity.country = country->country;
  }
  return entity;
}

uint32_t DocumentLinker::UnlinkedChain(const NameSpan& name, EntityKind kind) {
  return ChainOf(UnlinkedEntity(name, kind));
}

std::string DocumentLinker::Surface(const NameSpan& name) const {
  std::string surface;
  for (uint32_t i = name.begin; i < name.end; ++i) {
    if (!surface.empty() && tokens_[i].span.begin > tokens_[i - 1].span.end) {
      surface += ' ';
    }
    surface += Slice(document_.text, tokens_[i].span);
  }
  return surface;
}

void DocumentLinker::AddMention(uint32_t begin, uint32_t end, uint32_t head,
                                uint32_t sentence, MentionForm form,
                                uint32_t chain, double score,
                                std::string rule) {
  Mention mention;
  mention.span = {tokens_[begin].span.begin, tokens_[end - 1].span.end};
  mention.sentence = sentence;
  mention.head = head;
  mention.begin = begin;
  mention.end = end;
  mention.form = form;
  mention.chain = chain;
  mention.score = score;
  mention.rule = std::move(rule);
  mention.as_place = form == MentionForm::kName &&
                     IsPlace(out_.chains[chain].record.kind) &&
                     StandingOf(begin) != Standing::kAnything;
  for (uint32_t i = begin; i < end; ++i) covered_[i] = true;
  if (form == MentionForm::kName) FindGovernment(chain);
  out_.mentions.push_back(std::move(mention));
}

// "Moscow warned Kyiv": a capital that acts is its country's government,
// whether or not the text names the country.
void DocumentLinker::FindGovernment(uint32_t number) {
  const Chain& chain = out_.chains[number];
  if (chain.government || chain.record.kind != EntityKind::kSettlement) return;
  const Entity* const country = gazetteer_.CountryByCode(chain.record.country);
  if (country == nullptr) return;
  const std::optional<Entity> capital = gazetteer_.CapitalOf(*country);
  if (!capital || capital->id != chain.entity) return;
  const uint32_t government = ChainOf(*country);  // may move `chain`
  out_.chains[number].government = government;
}

// "in Moscow", "from the United States": the place, not the government.
DocumentLinker::Standing DocumentLinker::StandingOf(uint32_t begin) const {
  uint32_t i = begin;
  while (i > 0 &&
         (tokens_[i - 1].tag == Tag::kDT || IsAdjective(tokens_[i - 1].tag) ||
          words_.context.Is(tokens_[i - 1].folded, "compass"))) {
    --i;
  }
  if (i == 0) return Standing::kAnything;
  const std::string& before = tokens_[i - 1].folded;
  if (words_.context.Is(before, "locative")) return Standing::kPlace;
  return words_.context.Is(before, "directional") ? Standing::kPerhapsPlace
                                                  : Standing::kAnything;
}

// ---- Names ----

// People and organisations that the document names in full, before any shorter
// form is looked at: a headline may use the short form first.
void DocumentLinker::LinkFullNames(const std::vector<NameSpan>& names) {
  for (const NameSpan& name : names) {
    if (name.title.empty() && placed_.contains(name.folded)) continue;
    if (const KnownChoice* known = Chosen(name);
        known != nullptr && known->entity &&
        known->entity->kind == EntityKind::kPerson &&
        name.end - name.begin > 1) {
      const uint32_t chain = ChainOf(*known->entity);
      person_by_last_name_.emplace(LastWord(name.folded), chain);
      LearnRole(name, chain);
      continue;
    }
    const std::vector<Candidate> candidates = gazetteer_.Find(name.folded);
    const auto known_person = std::find_if(
        candidates.begin(), candidates.end(), [](const Candidate& c) {
          return c.entity.kind == EntityKind::kPerson;
        });
    if (known_person != candidates.end() && name.end - name.begin > 1) {
      const uint32_t chain = ChainOf(known_person->entity);
      person_by_last_name_.emplace(LastWord(name.folded), chain);
      by_full_name_.emplace(name.folded, chain);
      LearnRole(name, chain);
      continue;
    }
    if (name.guess == Guess::kPerson && name.end - name.begin > 1) {
      const uint32_t chain = UnlinkedChain(name, EntityKind::kPerson);
      if (name.gender != 0) out_.chains[chain].gender = name.gender;
      person_by_last_name_.emplace(LastWord(name.folded), chain);
      if (const std::string& given = tokens_[name.begin].folded;
          words_.given.Has(given) && !gazetteer_.Has(given)) {
        person_by_last_name_.emplace(given, chain);
      }
      // Whoever has two family names may go by the first: "Garcia Marquez".
      for (uint32_t i = name.begin + 1; i + 1 < name.end; ++i) {
        if (tokens_[i].capitalized && !words_.given.Has(tokens_[i].folded)) {
          person_by_last_name_.emplace(tokens_[i].folded, chain);
        }
      }
      by_full_name_.emplace(name.folded, chain);
      LearnRole(name, chain);
    } else if (name.guess == Guess::kOrganization ||
               (name.guess == Guess::kKnown && name.end - name.begin > 1)) {
      // "International Committee of the Red Cross (ICRC)"
      if (name.end + 1 >= tokens_.size() || tokens_[name.end].folded != "(") {
        continue;
      }
      const std::string& acronym = tokens_[name.end + 1].folded;
      const bool defines = acronym == AcronymOf(name.folded, words_.context) ||
                           (acronym.size() >= 2 && acronym.size() <= 6 &&
                            acronym[0] == name.folded[0]);
      if (!defines) continue;
      const uint32_t chain =
          candidates.empty() ? UnlinkedChain(name, EntityKind::kOrganization)
                             : ChainOf(candidates.front().entity);
      by_acronym_.emplace(acronym, chain);
    }
  }
}

// A title before a name tells an office: "Hungarian Prime Minister Viktor
// Orban".
void DocumentLinker::LearnRole(const NameSpan& name, uint32_t chain) {
  if (name.title.empty()) return;
  const uint32_t first = name.title_begin > 2 ? name.title_begin - 2 : 0;
  const Entity* const country = CountryIn(first, name.begin);
  Role role{name.title, country == nullptr ? EntityId() : country->id, chain};
  if (country != nullptr) {
    auto& affiliations = out_.chains[chain].affiliations;
    if (std::find(affiliations.begin(), affiliations.end(), country->id) ==
            affiliations.end() &&
        words_.titles.Is(LastWord(name.title), "office")) {
      affiliations.push_back(country->id);
    }
  } else if (!out_.chains[chain].affiliations.empty()) {
    role.of = out_.chains[chain].affiliations.front();
  }
  roles_.push_back(std::move(role));
}

const Entity* DocumentLinker::CountryIn(uint32_t begin, uint32_t end) const {
  for (uint32_t i = end; i-- > begin;) {
    if (!tokens_[i].capitalized) continue;
    if (const Entity* country =
            gazetteer_.CountryOfDemonym(tokens_[i].folded)) {
      return country;
    }
    const std::vector<Candidate> candidates =
        gazetteer_.Find(tokens_[i].folded);
    if (!candidates.empty() &&
        candidates.front().entity.kind == EntityKind::kCountry) {
      return gazetteer_.CountryByCode(candidates.front().entity.country);
    }
  }
  return nullptr;
}

// "Orban said", "said Orban".
bool DocumentLinker::Speaks(const NameSpan& name) const {
  return (name.end < tokens_.size() &&
          words_.context.Is(tokens_[name.end].folded, "saying")) ||
         (name.begin > 0 &&
          words_.context.Is(tokens_[name.begin - 1].folded, "saying"));
}

void DocumentLinker::LinkName(const NameSpan& name) {
  const uint32_t head = name.end - 1;
  const auto add = [&](uint32_t chain, double score, std::string rule) {
    const bool is_unlinked = !out_.chains[chain].record.linked;
    const bool with_article = name.has_article && is_unlinked;
    if (const KnownChoice* known = Chosen(name);
        is_unlinked && known != nullptr && !known->entity) {
      rule += ", " + known->rule;
    }
    AddMention(name.begin - (with_article ? 1 : 0), name.end, head,
               name.sentence,
               name.guess == Guess::kDemonym ? MentionForm::kDemonym
                                             : MentionForm::kName,
               chain, score,
               name.signs.empty() ? std::move(rule) : rule + ": " + name.signs);
  };
  if (const Entity* country = gazetteer_.CountryOfDemonym(name.folded);
      country != nullptr && name.guess != Guess::kOrganization) {
    // The language and the adjective stand for the country; "Israelis" too.
    const bool is_country_name = [&] {
      const auto found = gazetteer_.Find(name.folded);
      return !found.empty() && found[0].entity.kind == EntityKind::kCountry;
    }();
    if (!is_country_name) {
      AddMention(name.begin, name.end, head, name.sentence,
                 MentionForm::kDemonym, ChainOf(*country), 0.9, "demonym");
      return;
    }
  }
  if (const auto it = placed_.find(name.folded);
      it != placed_.end() && name.title.empty()) {
    if (const std::optional<Entity> place = PlacedHere(name)) {
      return add(ChainOf(*place), 0.9, "place by the words beside it");
    }
    return add(ChainOf(it->second), 0.8,
               "place that the document puts somewhere");
  }
  const bool one_word = name.end - name.begin == 1;
  const KnownChoice* const known = Chosen(name);
  const bool is_known = known != nullptr && known->entity;
  if (is_known && !one_word) {
    return add(ChainOf(*known->entity), known->score, known->rule);
  }
  if (const auto it = by_full_name_.find(name.folded);
      it != by_full_name_.end()) {
    return add(it->second, 0.95, "full name");
  }
  if (const auto it = by_acronym_.find(name.folded); it != by_acronym_.end()) {
    return add(it->second, 0.95, "acronym defined here");
  }
  const Standing standing = StandingOf(name.begin);
  const bool located = standing != Standing::kAnything;
  if (one_word && standing != Standing::kPlace) {
    if (const auto it = person_by_last_name_.find(name.folded);
        it != person_by_last_name_.end()) {
      return add(it->second, 0.9, "last name of somebody named here");
    }
  }
  if (is_known) {
    return add(ChainOf(*known->entity), known->score, known->rule);
  }
  std::vector<Candidate> candidates = PlacesNamed(name);
  if (known != nullptr && !known->may_be_place) {
    std::erase_if(candidates, [](const Candidate& c) { return c.imported; });
  }
  if (PlaysAGame(name) && !candidates.empty() &&
      candidates.front().entity.kind == EntityKind::kSettlement) {
    return add(UnlinkedChain(name, EntityKind::kOrganization), 0.6,
               "town that plays a game");
  }
  if (name.guess == Guess::kPerson || !name.title.empty()) {
    // A title and a last name: whoever of that name held office then.
    const std::vector<const Entity*> people =
        gazetteer_.PeopleNamed(LastWord(name.folded));
    const Entity* best = nullptr;
    for (const Entity* person : people) {
      if (!one_word && Fold(person->name) != name.folded) continue;
      if (best == nullptr ||
          !gazetteer_.AffiliationsOf(*person, document_.published).empty()) {
        best = person;
      }
    }
    const uint32_t chain = best != nullptr
                               ? ChainOf(*best)
                               : UnlinkedChain(name, EntityKind::kPerson);
    person_by_last_name_.emplace(LastWord(name.folded), chain);
    LearnRole(name, chain);
    if (name.gender != 0) out_.chains[chain].gender = name.gender;
    return add(chain, best != nullptr ? 0.85 : 0.6, "person by title or form");
  }
  // A body of several words is not a place that happens to be called so, nor is
  // one that no place is called like: "in NATO".
  const bool may_be_place =
      std::any_of(candidates.begin(), candidates.end(),
                  [](const Candidate& c) { return IsPlace(c.entity.kind); });
  if (!candidates.empty() && !IsPlace(candidates.front().entity.kind) &&
      !(located && one_word && may_be_place)) {
    const uint32_t chain = ChainOf(candidates.front().entity);
    if (candidates.front().entity.kind == EntityKind::kPerson) {
      person_by_last_name_.emplace(LastWord(name.folded), chain);
    }
    return add(chain, 0.9, "known name");
  }
  if (one_word && standing != Standing::kPlace) {
    // "Austin" is the city unless the text says that it is a person.
    const bool place = !candidates.empty() &&
                       IsPlace(candidates.front().entity.kind) &&
                       candidates.front().prior > kKnownToAll && !Speaks(name);
    for (const Entity* person : gazetteer_.PeopleNamed(name.folded)) {
      if (place) break;
      if (gazetteer_.AffiliationsOf(*person, document_.published).empty()) {
        continue;
      }
      const uint32_t chain = ChainOf(*person);
      person_by_last_name_.emplace(name.folded, chain);
      return add(chain, 0.8, "last name of an office holder");
    }
  }
  // A town may be somebody's name: "Lincoln, who was born here".
  const bool somebody =
      one_word && name.likely == EntityKind::kPerson &&
      name.lead > kSureOfKind && !located && !candidates.empty() &&
      candidates.front().entity.kind == EntityKind::kSettlement &&
      !candidates.front().capital;
  const Candidate* const place =
      somebody ? nullptr : ChoosePlace(candidates, name);
  if (place != nullptr) {
    const bool small = place->prior < kKnownToAll && !place->capital;
    if (!small || located || name.end - name.begin > 1 ||
        country_counts_.contains(place->entity.country)) {
      return add(ChainOf(place->entity), candidates.size() == 1 ? 0.9 : 0.75,
                 std::string(place->imported ? "imported " : "") +
                     "place by country in focus and population");
    }
  }
  switch (name.guess) {
    case Guess::kOrganization:
      return add(UnlinkedChain(name, EntityKind::kOrganization), 0.6,
                 "organisation by its words");
    case Guess::kSite:
      return add(ChainOf(UnlinkedSite(name)), 0.6, "site by its words");
    case Guess::kRegion:
      return add(UnlinkedChain(name, EntityKind::kRegion), 0.6,
                 "region by its words");
    case Guess::kSettlement:
      return add(UnlinkedChain(name, EntityKind::kSettlement), 0.6,
                 "settlement by its words");
    case Guess::kPerson:
    case Guess::kKnown:
    case Guess::kDemonym:
    case Guess::kUnknown:
    case Guess::kWords:
      break;
  }
  const std::string_view surface =
      Slice(document_.text, tokens_[name.begin].span);
  const bool capitals =
      surface.size() >= 2 &&
      std::none_of(surface.begin(), surface.end(),
                   [](char c) { return c >= 'a' && c <= 'z'; });
  if (one_word && capitals) {
    for (const auto& [full, chain] : by_full_name_) {
      if (AcronymOf(full, words_.context) == name.folded) {
        return add(chain, 0.7, "acronym of a name here");
      }
    }
  }
  add(UnlinkedChain(name, name.likely), 0.45, "unknown name");
}

}  // namespace annals
