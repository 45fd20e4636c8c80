#include "import/entities/document_linker.h"

#include <algorithm>
#include <utility>

#include "core/text/fold.h"

namespace annals {

namespace {

using Guess = NameSpan::Guess;

// A city smaller than this is only meant where the text says that it is a
// place.
constexpr int64_t kSmallTown = 100'000;

// By how much signs must speak for a person before a town is not meant.
constexpr double kSureOfKind = 2.5;

constexpr uint32_t kPronounReach = 3;  // sentences

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
  chain.within = gazetteer_.Within(entity);
  if (entity.kind == EntityKind::kPerson) {
    chain.affiliations = gazetteer_.AffiliationsOf(entity, document_.published);
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

uint32_t DocumentLinker::UnlinkedChain(const NameSpan& name, EntityKind kind) {
  Entity entity;
  entity.kind = kind;
  entity.name = Surface(name);
  entity.id.value = Slug(entity.name);
  if (entity.id.empty()) entity.id.value = "name";
  // An unknown name must not take the id of something known.
  if (const std::optional<Entity> known = gazetteer_.Describe(entity.id);
      known && known->kind != kind) {
    entity.id.value += "-" + std::string(annals::Name(kind));
  }
  if (const Entity* country = CountryIn(name.begin, name.end)) {
    entity.country = country->country;
  }
  return ChainOf(entity);
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
  out_.mentions.push_back(std::move(mention));
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

void DocumentLinker::CountCountries(const std::vector<NameSpan>& names) {
  for (const NameSpan& name : names) {
    if (const Entity* country = gazetteer_.CountryOfDemonym(name.folded)) {
      ++country_counts_[country->country];
      continue;
    }
    if (name.guess != Guess::kKnown) continue;
    const std::vector<Candidate> candidates = gazetteer_.Find(name.folded);
    if (candidates.empty()) continue;
    const Entity& first = candidates.front().entity;
    if (first.kind == EntityKind::kCountry) {
      ++country_counts_[first.country];
    } else if (candidates.size() == 1 && IsPlace(first.kind)) {
      ++country_counts_[first.country];
    }
  }
}

// People and organisations that the document names in full, before any shorter
// form is looked at: a headline may use the short form first.
void DocumentLinker::LinkFullNames(const std::vector<NameSpan>& names) {
  for (const NameSpan& name : names) {
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

const Candidate* DocumentLinker::ChoosePlace(
    const std::vector<Candidate>& candidates, const NameSpan& name) const {
  // "Bangor, Maine": what comes after the comma holds it.
  std::vector<Candidate> container;
  if (name.end + 1 < tokens_.size() && tokens_[name.end].folded == "," &&
      tokens_[name.end + 1].capitalized) {
    std::string next = tokens_[name.end + 1].folded;
    container = gazetteer_.Find(next);
    if (name.end + 2 < tokens_.size() && tokens_[name.end + 2].capitalized) {
      next += " " + tokens_[name.end + 2].folded;
      std::vector<Candidate> longer = gazetteer_.Find(next);
      if (!longer.empty()) container = std::move(longer);
    }
  }
  const Candidate* best = nullptr;
  double best_score = -1;
  for (const Candidate& candidate : candidates) {
    const Entity& place = candidate.entity;
    if (!IsPlace(place.kind)) continue;
    double score = static_cast<double>(place.population) / 1e6;
    if (candidate.capital) score += 8;
    if (place.kind == EntityKind::kCountry) score += 100;
    if (place.kind == EntityKind::kRegion && place.population == 0) score += 30;
    const auto count = country_counts_.find(place.country);
    if (count != country_counts_.end()) {
      score += 3.0 * std::min(count->second, 5);
    }
    for (const Candidate& outer : container) {
      if (outer.entity.id == candidate.region ||
          (outer.entity.kind == EntityKind::kCountry &&
           outer.entity.country == place.country &&
           place.kind != EntityKind::kCountry)) {
        score += 1000;
        break;
      }
    }
    if (score > best_score) {
      best = &candidate;
      best_score = score;
    }
  }
  return best;
}

void DocumentLinker::LinkName(const NameSpan& name) {
  const uint32_t head = name.end - 1;
  const auto add = [&](uint32_t chain, double score, std::string rule) {
    const bool with_article =
        name.has_article && !out_.chains[chain].record.linked;
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
  if (const auto it = by_full_name_.find(name.folded);
      it != by_full_name_.end()) {
    return add(it->second, 0.95, "full name");
  }
  if (const auto it = by_acronym_.find(name.folded); it != by_acronym_.end()) {
    return add(it->second, 0.95, "acronym defined here");
  }
  const bool one_word = name.end - name.begin == 1;
  const Standing standing = StandingOf(name.begin);
  const bool located = standing != Standing::kAnything;
  if (one_word && standing != Standing::kPlace) {
    if (const auto it = person_by_last_name_.find(name.folded);
        it != person_by_last_name_.end()) {
      return add(it->second, 0.9, "last name of somebody named here");
    }
  }
  const std::vector<Candidate> candidates = gazetteer_.Find(name.folded);
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
  const bool may_be_place = std::any_of(
      candidates.begin(), candidates.end(),
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
    const bool country = !candidates.empty() &&
                         candidates.front().entity.kind == EntityKind::kCountry;
    for (const Entity* person : gazetteer_.PeopleNamed(name.folded)) {
      if (country) break;
      if (gazetteer_.AffiliationsOf(*person, document_.published).empty()) {
        continue;
      }
      const uint32_t chain = ChainOf(*person);
      person_by_last_name_.emplace(name.folded, chain);
      return add(chain, 0.8, "last name of an office holder");
    }
  }
  // A town may be somebody's name: "Lincoln, who was born here".
  const bool somebody = one_word && name.likely == EntityKind::kPerson &&
                        name.lead > kSureOfKind && !located &&
                        !candidates.empty() &&
                        candidates.front().entity.kind ==
                            EntityKind::kSettlement &&
                        !candidates.front().capital;
  const Candidate* const place =
      somebody ? nullptr : ChoosePlace(candidates, name);
  if (place != nullptr) {
    const bool small = place->entity.kind == EntityKind::kSettlement &&
                       place->entity.population < kSmallTown && !place->capital;
    if (!small || located || name.end - name.begin > 1 ||
        country_counts_.contains(place->entity.country)) {
      return add(ChainOf(place->entity), candidates.size() == 1 ? 0.9 : 0.75,
                 "place by country in focus and population");
    }
  }
  switch (name.guess) {
    case Guess::kOrganization:
      return add(UnlinkedChain(name, EntityKind::kOrganization), 0.6,
                 "organisation by its words");
    case Guess::kSite:
      return add(UnlinkedChain(name, EntityKind::kSite), 0.6,
                 "site by its words");
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

// ---- Nominals ----

// The office that a noun chunk names, without country and article.
std::string DocumentLinker::OfficeIn(const Chunk& chunk) const {
  std::string office;
  for (uint32_t i = chunk.begin; i <= chunk.head; ++i) {
    const std::string& word =
        i == chunk.head ? tokens_[i].lemma : tokens_[i].folded;
    const bool part =
        i == chunk.head || words_.titles.Is(word, "office_modifier");
    if (!part || words_.context.Is(word, "no_office")) {
      continue;
    }
    office += office.empty() ? word : " " + word;
  }
  return office;
}

const Entity* DocumentLinker::CountryAround(const Chunk& chunk) const {
  if (const Entity* country = CountryIn(chunk.begin, chunk.end)) return country;
  // "Hungary's prime minister": the possessor stands before the 's.
  if (tokens_[chunk.begin].tag == Tag::kPOS && chunk.begin > 0) {
    return CountryIn(chunk.begin > 3 ? chunk.begin - 3 : 0, chunk.begin);
  }
  // "the president of Mexico"
  if (chunk.end + 1 < tokens_.size() &&
      words_.context.Is(tokens_[chunk.end].folded, "of")) {
    return CountryIn(chunk.end + 1,
                     std::min<uint32_t>(chunk.end + 4,
                                        static_cast<uint32_t>(tokens_.size())));
  }
  return nullptr;
}

void DocumentLinker::LinkNominals() {
  for (uint32_t s = 0; s < language_.sentences.size(); ++s) {
    const Sentence& sentence = language_.sentences[s];
    if (sentence.kind == BlockKind::kFurniture) continue;
    for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
      const Chunk& chunk = language_.chunks[c];
      if (chunk.kind != Chunk::Kind::kNoun || covered_[chunk.head]) continue;
      FindRoleNominal(chunk, s);
      if (!covered_[chunk.head]) FindCapital(chunk, s);
      if (!covered_[chunk.head]) FindInstitution(chunk, s);
      if (!covered_[chunk.head]) FindPair(chunk, s);
    }
  }
}

void DocumentLinker::FindRoleNominal(const Chunk& chunk, uint32_t sentence) {
  const std::string& head = tokens_[chunk.head].lemma;
  const bool counterpart = words_.context.Is(head, "counterpart");
  if (!counterpart && !words_.titles.Is(head, "office")) return;
  if (tokens_[chunk.head].tag == Tag::kNNS) return;
  const Entity* const country = CountryAround(chunk);
  const auto add = [&](uint32_t chain, double score, const char* rule) {
    AddMention(chunk.begin, chunk.end, chunk.head, sentence,
               MentionForm::kNominal, chain, score, rule);
  };
  std::string office = OfficeIn(chunk);
  // Apposition: "Ukraine's ambassador to the US, Olga Stefanishyna," and
  // "Orban, the prime minister,".
  for (const Mention& mention : out_.mentions) {
    if (mention.sentence != sentence ||
        out_.chains[mention.chain].record.kind != EntityKind::kPerson) {
      continue;
    }
    const bool behind = mention.begin > chunk.end &&
                        mention.begin <= chunk.end + 5 &&
                        tokens_[mention.begin - 1].folded == ",";
    const bool before =
        mention.end + 1 == chunk.begin && tokens_[mention.end].folded == ",";
    const bool right_behind = mention.begin == chunk.end;
    if (behind || before || right_behind) {
      if (country != nullptr) {
        auto& affiliations = out_.chains[mention.chain].affiliations;
        if (std::find(affiliations.begin(), affiliations.end(), country->id) ==
            affiliations.end()) {
          affiliations.push_back(country->id);
        }
      }
      roles_.push_back(
          {office, country ? country->id : EntityId(), mention.chain});
      return add(mention.chain, 0.85, "apposition");
    }
  }
  if (counterpart) {
    // The same office in the other country.
    if (country == nullptr || roles_.empty()) return;
    for (size_t i = roles_.size(); i-- > 0;) {
      const std::string& other = roles_[i].office;
      for (const Role& role : roles_) {
        if (role.office == other && role.of == country->id) {
          return add(role.chain, 0.7, "counterpart");
        }
      }
      if (const Entity* holder =
              gazetteer_.Holder(other, country->id, document_.published)) {
        return add(ChainOf(*holder), 0.7, "counterpart, by our table");
      }
    }
    return;
  }
  // An office that the document has given to somebody; the latest first.
  for (size_t i = roles_.size(); i-- > 0;) {
    const Role& role = roles_[i];
    const bool same_office =
        role.office == office || LastWord(role.office) == office;
    if (!same_office) continue;
    if (country != nullptr && role.of != country->id) continue;
    return add(role.chain, 0.75, "office given here");
  }
  const Tag first = tokens_[chunk.begin].tag;
  const bool definite = first == Tag::kPOS ||
                        words_.context.Is(tokens_[chunk.begin].folded, "the") ||
                        tokens_[chunk.begin].capitalized;
  if (country == nullptr || !definite) return;
  if (words_.context.Is(office, "leader")) {  // of whatever title
    for (const std::string& each : words_.leading_offices) {
      if (const Entity* holder =
              gazetteer_.Holder(each, country->id, document_.published)) {
        return add(ChainOf(*holder), 0.65, "leader, by our table");
      }
    }
    return;
  }
  if (const Entity* holder =
          gazetteer_.Holder(office, country->id, document_.published)) {
    add(ChainOf(*holder), 0.75, "office, by our table");
  }
}

// "the Hungarian capital", "in Peru's capital".
void DocumentLinker::FindCapital(const Chunk& chunk, uint32_t sentence) {
  if (!words_.context.Is(tokens_[chunk.head].folded, "capital")) return;
  const Entity* const country = CountryAround(chunk);
  if (country == nullptr) return;
  const std::optional<Entity> capital = gazetteer_.CapitalOf(*country);
  if (!capital) return;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, ChainOf(*capital), 0.85, "capital");
}

// "the Indian government", "Hungary's foreign ministry": the country acts.
void DocumentLinker::FindInstitution(const Chunk& chunk, uint32_t sentence) {
  if (!words_.context.Is(tokens_[chunk.head].lemma, "institution")) return;
  const Entity* country = CountryAround(chunk);
  double score = 0.75;
  if (country == nullptr &&
      words_.context.Is(tokens_[chunk.head].lemma, "government") &&
      words_.context.Is(tokens_[chunk.begin].folded, "the")) {
    // The country the document speaks of most.
    const auto most = std::max_element(
        country_counts_.begin(), country_counts_.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != country_counts_.end() && most->second > 1) {
      country = gazetteer_.CountryByCode(most->first);
      score = 0.5;
    }
  }
  if (country == nullptr) return;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, ChainOf(*country), score, "institution");
}

// "the pair", "the two leaders": the last two people, each named by name.
void DocumentLinker::FindPair(const Chunk& chunk, uint32_t sentence) {
  const std::string& head = tokens_[chunk.head].folded;
  bool two = words_.context.Is(head, "pair_noun");
  for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
    two |= words_.context.Is(tokens_[i].folded, "two") &&
           words_.context.Is(head, "pair");
  }
  if (!two) return;
  std::vector<uint32_t> members;
  for (size_t m = out_.mentions.size(); m-- > 0 && members.size() < 2;) {
    const Mention& mention = out_.mentions[m];
    if (mention.begin >= chunk.begin ||
        mention.sentence + kPronounReach < sentence) {
      continue;
    }
    if (out_.chains[mention.chain].record.kind != EntityKind::kPerson) continue;
    if (std::find(members.begin(), members.end(), mention.chain) ==
        members.end()) {
      members.push_back(mention.chain);
    }
  }
  if (members.size() < 2) return;
  std::sort(members.begin(), members.end());
  Entity pair;
  pair.kind = EntityKind::kGroup;
  pair.name = out_.chains[members[0]].record.name + " and " +
              out_.chains[members[1]].record.name;
  pair.id.value = Slug(pair.name);
  const uint32_t chain = ChainOf(pair);
  out_.chains[chain].members = members;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, chain, 0.7, "pair");
}

// ---- Pronouns ----

void DocumentLinker::LinkPronouns() {
  const std::vector<Mention> names = out_.mentions;
  std::vector<Mention> known = names;  // and the pronouns resolved on the way
  for (uint32_t s = 0; s < language_.sentences.size(); ++s) {
    const Sentence& sentence = language_.sentences[s];
    if (sentence.kind == BlockKind::kFurniture) continue;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (covered_[i]) continue;
      const std::string& word = tokens_[i].folded;
      const bool male = words_.context.Is(word, "male");
      const bool female = words_.context.Is(word, "female");
      const bool plural = words_.context.Is(word, "plural");
      if (!male && !female && !plural) continue;
      const Mention* best = nullptr;
      double best_score = 0;
      for (const Mention& mention : known) {
        if (mention.begin >= i || mention.sentence + kPronounReach < s)
          continue;
        const Chain& chain = out_.chains[mention.chain];
        if (plural ? chain.members.empty()
                   : chain.record.kind != EntityKind::kPerson) {
          continue;
        }
        if ((male && chain.gender == 'f') || (female && chain.gender == 'm')) {
          continue;
        }
        // Nearness in sentences, then being the subject, then nearness in
        // words.
        double score = 10 - 3.0 * (s - mention.sentence);
        const Sentence& other = language_.sentences[mention.sentence];
        bool subject = true;
        for (uint32_t k = other.begin; k < mention.begin; ++k) {
          if (IsVerb(tokens_[k].tag) || tokens_[k].tag == Tag::kIN) {
            subject = false;
            break;
          }
        }
        if (subject) score += 4;
        if ((male && chain.gender == 'm') || (female && chain.gender == 'f')) {
          score += 1;
        }
        score += static_cast<double>(mention.begin) /
                 static_cast<double>(tokens_.size() + 1);
        if (best == nullptr || score > best_score) {
          best = &mention;
          best_score = score;
        }
      }
      if (best == nullptr) continue;
      const uint32_t chain = best->chain;
      AddMention(i, i + 1, i, s, MentionForm::kPronoun, chain, 0.6, "pronoun");
      known.push_back(out_.mentions.back());
    }
  }
}

}  // namespace annals
