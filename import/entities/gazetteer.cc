#include "import/entities/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/text/fold.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

// Priors of places that are no cities; see gazetteer.h.
constexpr double kCountryPrior = 9;
constexpr double kDivisionPrior = 4.2;  // of GeoNames, not in our own table
constexpr double kCapitalBonus = 1.5;
constexpr double kSpellingPenalty = 0.6;
constexpr double kOtherNamePenalty = 1;

double PriorOfRank(std::string_view rank) {
  return rank == "region" ? 8 : rank == "state" ? 6.5 : 5.7;
}

// What a name says less than the place's own: another spelling of it, or
// another name, be it forgotten: "Victoria" of Hong Kong.
double PenaltyOf(std::string_view folded, std::string_view own,
                 bool is_capital) {
  if (folded == own || own == std::string(folded) + " city") return 0;
  if (own.starts_with(folded.substr(0, 2))) return kSpellingPenalty;
  return kOtherNamePenalty + (is_capital ? kCapitalBonus : 0);
}

std::string_view TakeCell(std::string_view* line, char separator = '\t') {
  const size_t end = std::min(line->find(separator), line->size());
  const std::string_view cell = line->substr(0, end);
  line->remove_prefix(std::min(end + 1, line->size()));
  return cell;
}

// The first byte of the first line of a sorted table whose key is not less.
size_t LowerBound(std::string_view table, std::string_view key) {
  size_t low = 0;
  size_t high = table.size();
  while (low < high) {
    size_t begin = low + (high - low) / 2;
    while (begin > low && table[begin - 1] != '\n') --begin;
    const size_t end = std::min(table.find('\n', begin), table.size());
    std::string_view line = table.substr(begin, end - begin);
    if (TakeCell(&line) < key) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return std::min(low, table.size());
}

// Calls `visit` with the rest of each line that begins with the key.
template <typename Visit>
void VisitKey(std::string_view table, std::string_view key,
              const Visit& visit) {
  size_t at = LowerBound(table, key);
  while (at < table.size()) {
    const size_t end = std::min(table.find('\n', at), table.size());
    std::string_view line = table.substr(at, end - at);
    if (TakeCell(&line) != key) return;
    visit(line);
    at = end + 1;
  }
}

template <typename Number>
Number ToNumber(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Coordinates> ToCoordinates(std::string_view point) {
  if (point.empty()) return std::nullopt;
  const std::string_view latitude = TakeCell(&point, ',');
  return Coordinates{ToNumber<double>(latitude), ToNumber<double>(point)};
}

Candidate ReadPlace(std::string_view id, std::string_view line) {
  Candidate place;
  place.entity.id.value = id;
  place.entity.name = TakeCell(&line);
  place.entity.kind = TakeCell(&line) == "region" ? EntityKind::kRegion
                                                  : EntityKind::kSettlement;
  place.entity.country = TakeCell(&line);
  place.region.value = TakeCell(&line);
  const std::string_view latitude = TakeCell(&line);
  const std::string_view longitude = TakeCell(&line);
  if (!latitude.empty()) {
    place.entity.coordinates =
        Coordinates{ToNumber<double>(latitude), ToNumber<double>(longitude)};
  }
  place.entity.population = ToNumber<int64_t>(TakeCell(&line));
  place.capital = line == "1";
  if (place.entity.kind == EntityKind::kRegion) {
    place.prior = kDivisionPrior;
  } else {
    place.prior = std::log10(static_cast<double>(place.entity.population) + 1) +
                  (place.capital ? kCapitalBonus : 0);
  }
  place.entity.linked = true;
  return place;
}

Result<std::vector<LexiconRow>> Rows(const Resources& resources,
                                     std::string_view path, size_t columns) {
  const Result<std::string_view> text = resources.Get(path);
  if (!text.ok()) return text.status();
  return ParseLexicon(path, *text, columns);
}

std::string_view WithoutStop(std::string_view abbreviation) {
  if (abbreviation.ends_with('.')) abbreviation.remove_suffix(1);
  return abbreviation;
}

// An office of somebody, as one key. Without an owner: of anybody.
std::string OfficeKey(std::string_view title, const EntityId& of) {
  return std::string(title) + '\t' + of.value;
}

// The "VI" of "Felipe VI", the "Jr." of "Ferdinand Marcos Jr.".
bool IsSuffix(std::string_view word) {
  return word.ends_with('.') || word.find_first_not_of("ivx") == word.npos;
}

template <typename Visit>
void ForEachName(std::string_view names, const Visit& visit) {
  while (!names.empty()) {
    const std::string_view name = TakeCell(&names, ';');
    if (!name.empty()) visit(name);
  }
}

}  // namespace

size_t Gazetteer::Add(Entity entity, double prior) {
  entity.linked = true;
  const size_t number = known_.size();
  by_id_[entity.id.value] = number;
  known_.push_back(std::move(entity));
  priors_.push_back(prior);
  Name(known_.back().name, number);
  return number;
}

void Gazetteer::Name(std::string_view name, size_t number) {
  // As it looks in tokens: "People 's Republic".
  if (const size_t at = name.find("'s ");
      at != name.npos && at > 0 && name[at - 1] != ' ') {
    Name(std::string(name.substr(0, at)) + ' ' + std::string(name.substr(at)),
         number);
  }
  std::vector<size_t>& all = by_name_[Fold(name)];
  if (std::find(all.begin(), all.end(), number) == all.end()) {
    all.push_back(number);
  }
}

void Gazetteer::NameLast(std::string_view name, size_t number) {
  const std::string folded = Fold(name);
  const std::string last = folded.substr(folded.rfind(' ') + 1);
  if (IsSuffix(last)) return;
  std::vector<size_t>& all = by_last_name_[last];
  if (std::find(all.begin(), all.end(), number) == all.end()) {
    all.push_back(number);
  }
}

Status Gazetteer::LoadCountries(const Resources& resources) {
  const auto rows = Rows(resources, "en/entities/countries.tsv", 5);
  if (!rows.ok()) return rows.status();
  const auto capitals = Rows(resources, "models/capitals.tsv", 2);
  if (!capitals.ok()) return capitals.status();
  for (const LexiconRow& row : *capitals) {
    capitals_[std::string(row.cells[0])] = row.cells[1];
  }
  for (const LexiconRow& row : *rows) {
    Entity country;
    country.kind = EntityKind::kCountry;
    country.name = row.cells[1];
    country.id.value = Slug(country.name);
    country.country = row.cells[0];
    country.coordinates = ToCoordinates(row.cells[4]);
    const size_t number = Add(std::move(country), kCountryPrior);
    by_code_[std::string(row.cells[0])] = number;
    ForEachName(row.cells[2], [&](std::string_view demonym) {
      adjectives_.emplace(row.cells[0], demonym);
      by_demonym_[Fold(demonym)] = number;
      if (!demonym.ends_with('s') && !demonym.ends_with("ese")) {
        by_demonym_[Fold(demonym) + "s"] = number;
      }
    });
    ForEachName(row.cells[3], [&](std::string_view name) {
      Name(name, number);
      known_[number].aliases.emplace_back(name);
    });
  }
  return Status();
}

Status Gazetteer::LoadRegions(const Resources& resources) {
  const auto rows = Rows(resources, "en/entities/regions.tsv", 6);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    Entity region;
    region.kind = EntityKind::kRegion;
    region.name = row.cells[0];
    // As compile_places does, so that cities find their regions.
    region.id.value = Slug(region.name);
    if (by_id_.contains(region.id.value)) {
      region.id.value = Slug(region.name + " " + std::string(row.cells[5]));
    }
    region.country = row.cells[5];
    region.coordinates = ToCoordinates(row.cells[4]);
    if (const Entity* country = CountryByCode(region.country)) {
      region.part_of = country->id;
    }
    const std::string folded = Fold(region.name);
    const size_t number = Add(std::move(region), PriorOfRank(row.cells[1]));
    if (const size_t last = folded.rfind(' '); last != folded.npos) {
      by_area_[folded.substr(0, last)].push_back(number);
    }
    ForEachName(row.cells[2],
                [&](std::string_view name) { Name(name, number); });
    ForEachName(row.cells[3], [&](std::string_view abbreviation) {
      by_abbreviation_[Fold(WithoutStop(abbreviation))].push_back(number);
    });
  }
  return Status();
}

Status Gazetteer::LoadOrganizations(const Resources& resources) {
  const auto rows = Rows(resources, "en/entities/organizations.tsv", 3);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    Entity organization;
    organization.kind = EntityKind::kOrganization;
    organization.name = row.cells[0];
    organization.id.value = Slug(organization.name);
    organization.country = row.cells[2];
    const size_t number = Add(std::move(organization));
    ForEachName(row.cells[1], [&](std::string_view name) {
      Name(name, number);
      known_[number].aliases.emplace_back(name);
    });
  }
  return Status();
}

Status Gazetteer::LoadPeople(const Resources& resources) {
  const auto rows = Rows(resources, "en/entities/office_holders.tsv", 4);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    const std::string id = Slug(row.cells[0]);
    const auto it = by_id_.find(id);
    size_t number = 0;
    if (it == by_id_.end()) {
      Entity person;
      person.kind = EntityKind::kPerson;
      person.name = row.cells[0];
      person.id.value = id;
      number = Add(std::move(person));
      NameLast(row.cells[0], number);
    } else {
      number = it->second;
    }
    if (row.cells[1].empty()) continue;
    Office office;
    office.title = row.cells[1];
    if (const Entity* country = CountryByCode(row.cells[2])) {
      office.jurisdiction = country->id;
      if (known_[number].country.empty()) {
        known_[number].country = row.cells[2];
      }
    } else {
      office.jurisdiction.value = Slug(row.cells[2]);
      if (!by_id_.contains(office.jurisdiction.value)) {
        return Status::InvalidArgument(
            "en/entities/office_holders.tsv:" + std::to_string(row.line) +
            ": '" + std::string(row.cells[2]) +
            "' is no country code and no organisation of ours");
      }
    }
    if (!row.cells[3].empty()) {
      const Result<TimeInterval> held = ParseEdtf(row.cells[3]);
      if (!held.ok()) {
        return held.status().WithContext("en/entities/office_holders.tsv:" +
                                         std::to_string(row.line));
      }
      office.held = *held;
      tenures_[OfficeKey(Fold(office.title), office.jurisdiction)].push_back(
          {number, *held});
    }
    known_[number].offices.push_back(std::move(office));
  }
  const auto aliases = Rows(resources, "en/entities/person_aliases.tsv", 2);
  if (!aliases.ok()) return aliases.status();
  for (const LexiconRow& row : *aliases) {
    const auto it = by_id_.find(Slug(row.cells[0]));
    if (it == by_id_.end()) {
      return Status::InvalidArgument(
          "en/entities/person_aliases.tsv:" + std::to_string(row.line) +
          ": nobody is called '" + std::string(row.cells[0]) + "'");
    }
    ForEachName(row.cells[1], [&](std::string_view name) {
      Name(name, it->second);
      known_[it->second].aliases.emplace_back(name);
      NameLast(name, it->second);
    });
  }
  return Status();
}

Status Gazetteer::LoadOfficeWords(const Resources& resources) {
  const auto rows = Rows(resources, "en/entities/office_words.tsv", 3);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    std::vector<std::string> titles;
    ForEachName(row.cells[1],
                [&](std::string_view title) { titles.emplace_back(title); });
    if (row.cells[2].empty()) {
      office_words_[OfficeKey(row.cells[0], {})] = std::move(titles);
      continue;
    }
    Status status;
    ForEachName(row.cells[2], [&](std::string_view code) {
      if (const Entity* country = CountryByCode(code)) {
        office_words_[OfficeKey(row.cells[0], country->id)] = titles;
      } else {
        status = Status::InvalidArgument(
            "en/entities/office_words.tsv:" + std::to_string(row.line) + ": '" +
            std::string(code) + "' is no country code");
      }
    });
    if (!status.ok()) return status;
  }
  return Status();
}

Result<Gazetteer> Gazetteer::Load(const Resources& resources) {
  Gazetteer gazetteer;
  const Result<std::string_view> names =
      resources.Get("models/place_names.tsv");
  if (!names.ok()) return names.status();
  const Result<std::string_view> ids = resources.Get("models/place_ids.tsv");
  if (!ids.ok()) return ids.status();
  gazetteer.city_names_ = *names;
  gazetteer.city_ids_ = *ids;
  if (Status s = gazetteer.LoadCountries(resources); !s.ok()) return s;
  if (Status s = gazetteer.LoadRegions(resources); !s.ok()) return s;
  if (Status s = gazetteer.LoadOrganizations(resources); !s.ok()) return s;
  if (Status s = gazetteer.LoadPeople(resources); !s.ok()) return s;
  if (Status s = gazetteer.LoadOfficeWords(resources); !s.ok()) return s;
  return gazetteer;
}

bool Gazetteer::Has(std::string_view folded) const {
  if (by_name_.contains(folded)) return true;
  bool found = false;
  VisitKey(city_names_, folded, [&](std::string_view) { found = true; });
  return found;
}

std::vector<Candidate> Gazetteer::Find(std::string_view folded) const {
  std::vector<Candidate> candidates = Known(by_name_, folded);
  const size_t first = candidates.size();
  VisitKey(city_names_, folded, [&](std::string_view line) {
    const std::string_view id = TakeCell(&line);
    candidates.push_back(ReadPlace(id, line));
    Candidate& place = candidates.back();
    place.prior -= PenaltyOf(folded, Fold(place.entity.name), place.capital);
  });
  std::stable_sort(
      candidates.begin() + static_cast<ptrdiff_t>(first), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.prior > b.prior; });
  for (Candidate& candidate : candidates) {
    if (candidate.entity.part_of.empty()) {
      if (const Entity* country = CountryByCode(candidate.entity.country);
          country != nullptr && IsPlace(candidate.entity.kind) &&
          candidate.entity.kind != EntityKind::kCountry) {
        candidate.entity.part_of =
            candidate.region.empty() ? country->id : candidate.region;
      }
    }
  }
  return candidates;
}

std::vector<Candidate> Gazetteer::Known(
    const StringMap<std::vector<size_t>>& numbers, std::string_view key) const {
  std::vector<Candidate> candidates;
  if (const auto it = numbers.find(key); it != numbers.end()) {
    for (const size_t number : it->second) {
      candidates.push_back({known_[number], {}, false, priors_[number]});
    }
  }
  return candidates;
}

std::vector<Candidate> Gazetteer::FindAbbreviated(
    std::string_view folded) const {
  return Known(by_abbreviation_, WithoutStop(folded));
}

std::vector<Candidate> Gazetteer::FindArea(std::string_view folded) const {
  return Known(by_area_, folded);
}

const Entity* Gazetteer::CountryOfDemonym(std::string_view folded) const {
  const auto it = by_demonym_.find(folded);
  return it == by_demonym_.end() ? nullptr : &known_[it->second];
}

const Entity* Gazetteer::CountryByCode(std::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : &known_[it->second];
}

std::string_view Gazetteer::AdjectiveOf(std::string_view code) const {
  const auto it = adjectives_.find(code);
  return it == adjectives_.end() ? std::string_view() : it->second;
}

const Entity* Gazetteer::HolderOfTitle(
    std::string_view title, const EntityId& of,
    std::optional<std::chrono::sys_days> day) const {
  const auto it = tenures_.find(OfficeKey(title, of));
  if (it == tenures_.end()) return nullptr;
  const Tenure* best = nullptr;
  for (const Tenure& tenure : it->second) {
    if (day && !tenure.held.Contains(TimePoint(*day))) continue;
    if (best == nullptr || tenure.held.begin() > best->held.begin()) {
      best = &tenure;
    }
  }
  return best == nullptr ? nullptr : &known_[best->person];
}

const Entity* Gazetteer::Holder(
    std::string_view office, const EntityId& of,
    std::optional<std::chrono::sys_days> day) const {
  if (const Entity* holder = HolderOfTitle(office, of, day)) return holder;
  auto words = office_words_.find(OfficeKey(office, of));
  if (words == office_words_.end()) {
    words = office_words_.find(OfficeKey(office, {}));
  }
  if (words == office_words_.end()) return nullptr;
  for (const std::string& title : words->second) {
    if (const Entity* holder = HolderOfTitle(title, of, day)) return holder;
  }
  return nullptr;
}

std::vector<EntityId> Gazetteer::AffiliationsOf(
    const Entity& person, std::optional<std::chrono::sys_days> day) const {
  std::vector<EntityId> ids;
  for (const Office& office : person.offices) {
    if (day && office.held && !office.held->Contains(TimePoint(*day))) continue;
    if (std::find(ids.begin(), ids.end(), office.jurisdiction) == ids.end()) {
      ids.push_back(office.jurisdiction);
    }
  }
  return ids;
}

std::vector<const Entity*> Gazetteer::PeopleNamed(
    std::string_view last_name) const {
  std::vector<const Entity*> people;
  if (const auto it = by_last_name_.find(last_name);
      it != by_last_name_.end()) {
    for (const size_t number : it->second) people.push_back(&known_[number]);
  }
  return people;
}

std::optional<Entity> Gazetteer::Describe(const EntityId& id) const {
  if (const auto it = by_id_.find(id.value); it != by_id_.end()) {
    return known_[it->second];
  }
  std::optional<Entity> found;
  VisitKey(city_ids_, id.value, [&](std::string_view line) {
    Candidate place = ReadPlace(id.value, line);
    if (const Entity* country = CountryByCode(place.entity.country)) {
      place.entity.part_of = place.region.empty() ? country->id : place.region;
    }
    found = std::move(place.entity);
  });
  return found;
}

std::vector<EntityId> Gazetteer::Within(const Entity& entity) const {
  constexpr size_t kDeepest = 4;
  std::vector<EntityId> within;
  EntityId next = entity.part_of;
  while (!next.empty() && within.size() < kDeepest) {
    within.push_back(next);
    const std::optional<Entity> container = Describe(next);
    if (!container) break;
    next = container->part_of;
    if (next.empty() && container->kind != EntityKind::kCountry) {
      if (const Entity* country = CountryByCode(container->country)) {
        next = country->id;
      }
    }
  }
  return within;
}

std::optional<Entity> Gazetteer::CapitalOf(const Entity& country) const {
  const auto it = capitals_.find(country.country);
  if (it == capitals_.end() || it->second.empty()) return std::nullopt;
  return Describe(EntityId{it->second});
}

}  // namespace annals
