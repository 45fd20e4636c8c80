#include "import/coded/coded_news.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/text/fold.h"
#include "core/text/sha256.h"
#include "core/text/utf8.h"
#include "import/reader/article_keys.h"

namespace annals {

namespace {

constexpr size_t kHexDigitsOfId = 16;
constexpr size_t kMaxRemembered = 1 << 20;
constexpr size_t kMaxNameBytes = 300;

// A town of ours and one of a row are the same if they have their name and
// country in common and are no further apart, in degrees of a meridian.
constexpr double kSameTown = 0.5;
constexpr double kSameRegion = 6;

bool IsNear(const std::optional<Coordinates>& a,
            const std::optional<Coordinates>& b, double degrees) {
  if (!a || !b) return true;
  constexpr double kRadians = 3.14159265358979323846 / 180;
  const double north = std::abs(a->latitude - b->latitude);
  double east = std::abs(a->longitude - b->longitude);
  east = std::min(east, 360 - east) * std::cos(a->latitude * kRadians);
  return std::hypot(north, east) <= degrees;
}

// "HILLARY CLINTON" → "Hillary Clinton". Only ASCII is in capitals in GDELT.
std::string InTitleCase(std::string_view name) {
  std::string title;
  bool is_inside = false;
  for (const char c : name) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    title += is_capital && is_inside ? static_cast<char>(c - 'A' + 'a') : c;
    is_inside = is_capital || (c >= 'a' && c <= 'z');
  }
  return title;
}

bool IsInCapitals(std::string_view name) {
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string Clean(std::string_view name) {
  std::string clean =
      ReplaceInvalidUtf8(name.substr(0, std::min(name.size(), kMaxNameBytes)));
  const size_t begin = clean.find_first_not_of(' ');
  const size_t end = clean.find_last_not_of(' ');
  return begin == std::string::npos ? "" : clean.substr(begin, end + 1 - begin);
}

// An id for a name that our tables do not have.
EntityId MakeId(std::string_view name, std::string_view country) {
  std::string id = Slug(name);
  if (id.empty()) id = "name-" + Sha256Hex(name).substr(0, kHexDigitsOfId);
  if (!country.empty()) id += "-" + Slug(country);
  return {id};
}

SharedEntity Share(Entity entity) {
  return std::make_shared<const Entity>(std::move(entity));
}

}  // namespace

Article ArticleOf(const CodedSource& source, std::string_view file,
                  TimePoint reported) {
  Article article;
  article.id = MakeArticleId(source.identity);
  article.file = file;
  article.source = Fold(Clean(source.publisher));
  article.url = ReplaceInvalidUtf8(source.url);
  article.published_day = std::chrono::floor<std::chrono::days>(reported);
  article.published = TimeInterval::Day(article.published_day);
  article.sha256 = Sha256Hex("");
  article.import_hash = article.sha256;
  return article;
}

Result<std::unique_ptr<CodedNews>> CodedNews::Load(const Resources& resources,
                                                   const Gazetteer& gazetteer) {
  Result<CodeBook> codes = CodeBook::Load(resources);
  if (!codes.ok()) return codes.status();
  Result<WordList> articles =
      WordList::Load(resources, "en/language/articles.tsv");
  if (!articles.ok()) return articles.status();
  return std::unique_ptr<CodedNews>(
      new CodedNews(std::move(*codes), std::move(*articles), gazetteer));
}

const Entity* CodedNews::Country(std::string_view code_or_name) const {
  if (code_or_name.empty()) return nullptr;
  if (const Entity* by_code = gazetteer_.CountryByCode(code_or_name)) {
    return by_code;
  }
  for (const Candidate& candidate : gazetteer_.Find(Fold(code_or_name))) {
    if (candidate.entity.kind == EntityKind::kCountry) {
      return gazetteer_.CountryByCode(candidate.entity.country);
    }
  }
  return nullptr;
}

std::optional<Entity> CodedNews::KnownActor(const CodedActor& actor,
                                            const Entity* country) const {
  std::string folded = Fold(actor.name);
  if (const size_t space = folded.find(' ');
      space != std::string::npos && articles_.Has(folded.substr(0, space))) {
    folded.erase(0, space + 1);
  }
  if (!actor.is_named && country == nullptr) return std::nullopt;
  const bool is_one_word = folded.find(' ') == std::string::npos;
  const std::vector<Candidate> candidates = gazetteer_.Find(folded);
  // The capital speaks for its country.
  if (actor.is_country && std::any_of(candidates.begin(), candidates.end(),
                                      [&](const Candidate& candidate) {
                                        return candidate.capital &&
                                               candidate.entity.country ==
                                                   country->country;
                                      })) {
    return *country;
  }
  for (const Candidate& candidate : candidates) {
    const Entity& entity = candidate.entity;
    const bool fits =
        country == nullptr
            ? entity.kind == EntityKind::kOrganization ||
                  entity.kind == EntityKind::kCountry ||
                  (entity.kind == EntityKind::kRegion && entity.country.empty())
            : entity.country == country->country ||
                  (entity.country.empty() &&
                   entity.kind == EntityKind::kOrganization);
    const bool is_person = entity.kind == EntityKind::kPerson && !is_one_word;
    if (fits || is_person) return entity;
  }
  if (country == nullptr) return std::nullopt;
  if (const Entity* people = gazetteer_.CountryOfDemonym(folded);
      people != nullptr && people->id == country->id) {
    return *country;
  }
  if (is_one_word && !actor.is_country) {
    const std::vector<const Entity*> people = gazetteer_.PeopleNamed(folded);
    if (people.size() == 1) {
      const auto acts_for =
          gazetteer_.AffiliationsOf(*people.front(), std::nullopt);
      if (std::find(acts_for.begin(), acts_for.end(), country->id) !=
          acts_for.end()) {
        return *people.front();
      }
    }
  }
  // The code says the country and nothing else.
  if (actor.is_country) return *country;
  return std::nullopt;
}

std::optional<Entity> CodedNews::KnownPlace(const CodedPlace& place,
                                            const Entity* country) const {
  if (place.kind == EntityKind::kCountry) {
    return country == nullptr ? std::nullopt : std::optional(*country);
  }
  const double reach =
      place.kind == EntityKind::kRegion ? kSameRegion : kSameTown;
  for (const Candidate& candidate : gazetteer_.Find(Fold(place.name))) {
    const Entity& entity = candidate.entity;
    // "South China Sea" is of no country.
    if (entity.kind == EntityKind::kRegion && entity.country.empty()) {
      return entity;
    }
    if (entity.kind != place.kind || country == nullptr ||
        entity.country != country->country ||
        !IsNear(entity.coordinates, place.coordinates, reach)) {
      continue;
    }
    return entity;
  }
  return std::nullopt;
}

template <typename Make>
CodedNews::SharedMeaning CodedNews::Remembered(std::string key,
                                               const Make& make) const {
  {
    const std::lock_guard lock(remembering_);
    const auto it = remembered_.find(key);
    if (it != remembered_.end()) return it->second;
  }
  auto meaning = std::make_shared<const Meaning>(make());
  const std::lock_guard lock(remembering_);
  if (remembered_.size() >= kMaxRemembered) remembered_.clear();
  return remembered_.emplace(std::move(key), std::move(meaning)).first->second;
}

CodedNews::SharedMeaning CodedNews::ReadActor(const CodedActor& actor) const {
  std::string key = actor.name + '\t' + actor.country +
                    (actor.is_country ? "\tc" : "\t") +
                    (actor.is_named ? "n" : "");
  return Remembered(std::move(key), [&] {
    Meaning meaning;
    const Entity* const country = Country(actor.country);
    std::optional<Entity> known = KnownActor(actor, country);
    if (!known) {
      known.emplace();
      known->name = Clean(actor.name);
      if (!actor.is_named) {
        known->name = Fold(known->name);
      } else if (IsInCapitals(known->name)) {
        known->name = InTitleCase(known->name);
      }
      const std::string_view code = country == nullptr
                                        ? std::string_view()
                                        : std::string_view(country->country);
      known->id = MakeId(known->name, code);
      known->country = code;
    }
    if (country != nullptr && country->id != known->id) {
      meaning.around.push_back(Share(*country));
    }
    meaning.entity = Share(std::move(*known));
    return meaning;
  });
}

CodedNews::SharedMeaning CodedNews::ReadPlace(const CodedPlace& place) const {
  std::string key = "place\t" + place.full_name + '\t' + place.country;
  if (place.coordinates) {
    key += '\t' + std::to_string(place.coordinates->latitude) + '\t' +
           std::to_string(place.coordinates->longitude);
  }
  return Remembered(std::move(key), [&] {
    Meaning meaning;
    const Entity* const country = Country(place.country);
    std::optional<Entity> known = KnownPlace(place, country);
    if (!known) {
      known.emplace();
      known->kind = place.kind;
      known->name = Clean(place.name);
      known->id = MakeId(place.full_name, "");
      known->coordinates = place.coordinates;
      if (country != nullptr) {
        known->country = country->country;
        known->part_of = country->id;
      }
    }
    for (const EntityId& id : gazetteer_.Within(*known)) {
      if (std::optional<Entity> outer = gazetteer_.Describe(id)) {
        meaning.around.push_back(Share(std::move(*outer)));
      }
    }
    meaning.entity = Share(std::move(*known));
    return meaning;
  });
}

CodedEvent CodedNews::Read(const CodedRecord& record,
                           std::string_view file) const {
  CodedEvent event;
  event.article = ArticleOf(record.article, file, record.reported);
  Claim& claim = event.claim;
  claim.article = event.article.id;
  claim.reported = record.reported;
  const CodedDeed& deed = *codes_.Deed(record.cameo);
  claim.type = deed.type;
  claim.mode = deed.mode;
  claim.cameo = record.cameo;
  claim.time = record.time;
  claim.quantities = record.quantities;
  claim.confidence = record.confidence;
  claim.evidence.push_back(
      {claim.article, record.sentence, {}, {}, "", record.record});

  std::string names[2];
  for (const auto& [actor, role, name] :
       {std::tuple{&record.source, Role::kSource, &names[0]},
        {&record.target, Role::kTarget, &names[1]}}) {
    if (Clean(actor->name).empty()) continue;
    const SharedMeaning meaning = ReadActor(*actor);
    const Entity& entity = *meaning->entity;
    // Rows often have one country on both sides: it did it, to whom is unsaid.
    if (!claim.participants.empty() &&
        claim.participants.front().entity == entity.id) {
      continue;
    }
    *name = entity.name;
    Participant& participant = claim.participants.emplace_back();
    participant.entity = entity.id;
    participant.name = entity.name;
    participant.role = role;
    for (const SharedEntity& country : meaning->around) {
      participant.affiliations.push_back(country->id);
      event.entities.push_back(country);
    }
    event.entities.push_back(meaning->entity);
  }
  claim.headline = codes_.Headline(deed, names[0], names[1]);

  if (!Clean(record.place.name).empty()) {
    const SharedMeaning meaning = ReadPlace(record.place);
    const Entity& entity = *meaning->entity;
    EventPlace& place = claim.places.emplace_back();
    place.entity = entity.id;
    place.name = entity.name;
    place.country = entity.country;
    place.coordinates =
        entity.coordinates ? entity.coordinates : record.place.coordinates;
    for (const SharedEntity& outer : meaning->around) {
      place.within.push_back(outer->id);
      event.entities.push_back(outer);
    }
    event.entities.push_back(meaning->entity);
  }
  return event;
}

}  // namespace annals
