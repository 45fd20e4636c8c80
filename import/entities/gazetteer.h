// What the program knows of the world before it reads: countries, regions,
// cities, organisations, and who held which office when. Small tables are read
// at start (en/entities/*.tsv); cities are searched where they lie.
//
// Each place has a prior: how likely its name means it, before the text is
// looked at, on the scale of log10 of a city's inhabitants. A state is as well
// known as a city of millions, so that "New York" is the city and "Victoria"
// the Australian state.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

// Something that a name may mean.
struct Candidate {
  Entity entity;
  EntityId region;        // of a city: its first-level region
  bool capital = false;   // of a city: of its country
  double prior = 0;       // of a place: see above
  bool imported = false;  // no table of ours has it, a source that people
                          // brought does
};

// A place of a lower prior, less known than a city of a hundred thousand, is
// only meant where the text says that it is a place.
inline constexpr double kKnownToAll = 5;

class Gazetteer {
 public:
  // `resources` must outlive the gazetteer.
  static Result<Gazetteer> Load(const Resources& resources);

  // All that go by this folded name, likeliest first: countries, then
  // organisations, people, regions, and cities by population.
  std::vector<Candidate> Find(std::string_view folded) const;

  // The regions that this abbreviates behind a place that lies there: "del.",
  // "del" and "de" for Delaware. Most are words of their own elsewhere.
  std::vector<Candidate> FindAbbreviated(std::string_view folded) const;

  // The regions called this and one word more: "homs" of Homs Governorate.
  std::vector<Candidate> FindArea(std::string_view folded) const;

  // Whether Find() would find anything; cheaper.
  bool Has(std::string_view folded) const;

  // The country whose people or adjective this is: "hungarian" → hungary.
  const Entity* CountryOfDemonym(std::string_view folded) const;
  const Entity* CountryByCode(std::string_view code) const;
  // "Hungarian", of HU; empty if there is none.
  std::string_view AdjectiveOf(std::string_view code) const;

  // Who held an office ("prime minister", folded) of a country or organisation
  // on a day; without a day, who held it last. Words that no office there goes
  // by are tried as what else they may mean ("premier", "top diplomat": see
  // office_words.tsv). None if we do not know.
  const Entity* Holder(std::string_view office, const EntityId& of,
                       std::optional<std::chrono::sys_days> day) const;

  // The countries and organisations a person acted for on a day.
  std::vector<EntityId> AffiliationsOf(
      const Entity& person, std::optional<std::chrono::sys_days> day) const;

  // People whose last name this is, folded.
  std::vector<const Entity*> PeopleNamed(std::string_view last_name) const;

  std::optional<Entity> CapitalOf(const Entity& country) const;

  std::optional<Entity> Describe(const EntityId& id) const;

  // What contains it, nearest first: budapest → hungary.
  std::vector<EntityId> Within(const Entity& entity) const;

 private:
  struct Tenure {
    size_t person;
    TimeInterval held;
  };

  Status LoadCountries(const Resources& resources);
  Status LoadRegions(const Resources& resources);
  Status LoadOrganizations(const Resources& resources);
  Status LoadPeople(const Resources& resources);
  size_t Add(Entity entity, double prior = 0);
  void Name(std::string_view name, size_t number);
  std::vector<Candidate> Known(const StringMap<std::vector<size_t>>& numbers,
                               std::string_view key) const;
  Status LoadOfficeWords(const Resources& resources);
  const Entity* HolderOfTitle(std::string_view title, const EntityId& of,
                              std::optional<std::chrono::sys_days> day) const;
  void NameLast(std::string_view name, size_t number);

  std::vector<Entity> known_;
  std::vector<double> priors_;  // of known_
  StringMap<std::vector<size_t>> by_name_;
  StringMap<std::vector<size_t>> by_abbreviation_;
  StringMap<std::vector<size_t>> by_area_;
  StringMap<size_t> by_id_;
  StringMap<size_t> by_demonym_;
  StringMap<size_t> by_code_;
  StringMap<std::string> adjectives_;  // country code → "Hungarian"
  StringMap<std::string> capitals_;    // country code → id
  StringMap<std::vector<size_t>> by_last_name_;
  StringMap<std::vector<Tenure>> tenures_;  // title and whose it is → holders
  StringMap<std::vector<std::string>>
      office_words_;  // words and whose → titles
  std::string_view city_names_;
  std::string_view city_ids_;
};

}  // namespace annals
