// Where names are: the part of DocumentLinker that tells places of one name
// apart and takes unknown names for places where only a place can stand.

#include <algorithm>
#include <utility>

#include "core/text/fold.h"
#include "import/entities/document_linker.h"

namespace annals {

namespace {

using Guess = NameSpan::Guess;

// What speaks for a reading of a place name, on the scale of Candidate::prior.
constexpr double kBeside = 100;         // "Bangor, Maine"
constexpr double kPerMention = 0.75;    // of its country, and no more than
constexpr double kMostMentions = 3;     // so many
constexpr double kRegionNamed = 1.5;    // its region is named too
constexpr double kAmongStates = 1.5;    // "Texas, Washington and Idaho"
constexpr double kCountrySpokenOf = 3;  // of one that a state is called like
constexpr double kStateNamesake = 7.9;  // prior of such a country: Georgia
// One reading is clear if it is ten times as likely as any in another country.
constexpr double kClearly = 1;
// One of two towns of a name is meant if it is five times as large.
constexpr double kClearlyLarger = 0.7;

constexpr uint32_t kLongestPlace = 4;  // tokens

// Whether a state is called like a country that it is no part of: Georgia.
bool IsStateOfAnother(const Candidate& state, const Candidate& country) {
  return country.entity.kind == EntityKind::kCountry &&
         state.entity.kind == EntityKind::kRegion &&
         state.prior > kKnownToAll && !state.entity.country.empty() &&
         state.entity.country != country.entity.country;
}

// "Maine" holds "Bangor", "Ireland" the other one.
bool Holds(const Candidate& outer, const Candidate& inner) {
  if (!inner.region.empty() && outer.entity.id == inner.region) return true;
  if (outer.entity.country.empty() ||
      outer.entity.country != inner.entity.country ||
      inner.entity.kind == EntityKind::kCountry) {
    return false;
  }
  return outer.entity.kind == EntityKind::kCountry ||
         // Which state a county lies in, we do not know.
         (outer.entity.kind == EntityKind::kRegion &&
          inner.entity.kind == EntityKind::kRegion &&
          outer.entity.id != inner.entity.id);
}

bool AnyHolds(const std::vector<Candidate>& outers, const Candidate& inner) {
  return std::any_of(outers.begin(), outers.end(), [&](const Candidate& outer) {
    return Holds(outer, inner);
  });
}

std::string LastWord(std::string_view name) {
  return std::string(name.substr(name.rfind(' ') + 1));
}

}  // namespace

// Of the names that can mean only one, or one far more likely than others.
void DocumentLinker::CountCountries(const std::vector<NameSpan>& names) {
  for (const NameSpan& name : names) {
    if (const Entity* country = gazetteer_.CountryOfDemonym(name.folded)) {
      ++country_counts_[country->country];
      continue;
    }
    if (name.guess == Guess::kOrganization) {  // "Syrian Army"
      if (const Entity* country = CountryIn(name.begin, name.end)) {
        ++country_counts_[country->country];
      }
    }
    if (name.guess != Guess::kKnown) continue;
    const std::vector<Candidate> candidates = gazetteer_.Find(name.folded);
    if (candidates.empty() || !IsPlace(candidates.front().entity.kind)) {
      continue;
    }
    const auto likelier = [](const Candidate& a, const Candidate& b) {
      return a.prior < b.prior;
    };
    const Candidate& best =
        *std::max_element(candidates.begin(), candidates.end(), likelier);
    const bool clear = std::none_of(
        candidates.begin(), candidates.end(), [&](const Candidate& other) {
          return IsPlace(other.entity.kind) &&
                 other.entity.country != best.entity.country &&
                 (other.prior > best.prior - kClearly ||
                  IsStateOfAnother(other, best));
        });
    if (!clear) continue;
    if (!best.entity.country.empty()) ++country_counts_[best.entity.country];
    if (best.entity.kind == EntityKind::kRegion) {
      regions_named_.insert(best.entity.id.value);
    }
  }
}

// The places that the words behind a comma or an "in" may mean: "Maine" in
// "Bangor, Maine" and in "Bangor in the north of Maine" none, in "Bangor in
// northern Maine" it too.
std::vector<Candidate> DocumentLinker::PlacesBehind(uint32_t end) const {
  if (end + 1 >= tokens_.size()) return {};
  if (words_.context.Is(tokens_[end].folded, "inside_of")) {
    while (
        end + 2 < tokens_.size() &&
        (tokens_[end + 1].tag == Tag::kDT ||
         words_.context.Is(tokens_[end + 1].folded, "compass")) &&
        gazetteer_.Find(tokens_[end + 1].folded + ' ' + tokens_[end + 2].folded)
            .empty()) {
      ++end;
    }
  } else if (tokens_[end].folded != ",") {
    return {};
  }
  if (!tokens_[end + 1].capitalized) return {};
  std::vector<Candidate> longest;
  std::string words;
  for (uint32_t i = end + 1; i < tokens_.size() && i <= end + kLongestPlace;
       ++i) {
    if (tokens_[i].tag == Tag::kPunctuation) break;
    if (!words.empty()) words += ' ';
    words += tokens_[i].folded;
    std::vector<Candidate> found = gazetteer_.Find(words);
    if (!found.empty()) longest = std::move(found);
  }
  std::vector<Candidate> short_for =
      gazetteer_.FindAbbreviated(tokens_[end + 1].folded);
  longest.insert(longest.end(), short_for.begin(), short_for.end());
  return longest;
}

// Likewise those before: "Atlanta" in "Atlanta, Georgia".
std::vector<Candidate> DocumentLinker::PlacesBefore(uint32_t begin) const {
  if (begin < 2 || tokens_[begin - 1].folded != ",") return {};
  std::vector<Candidate> longest;
  std::string words;
  for (uint32_t i = begin - 1; i-- > 0 && i + kLongestPlace + 1 >= begin;) {
    if (!tokens_[i].capitalized) break;
    words = words.empty() ? tokens_[i].folded : tokens_[i].folded + ' ' + words;
    std::vector<Candidate> found = gazetteer_.Find(words);
    if (!found.empty()) longest = std::move(found);
  }
  return longest;
}

// "California, Texas and Washington": the company a state keeps.
bool DocumentLinker::StandsAmongStates(const NameSpan& name,
                                       const Entity& state) const {
  const auto is_state = [&](const std::vector<Candidate>& candidates) {
    return !candidates.empty() &&
           candidates.front().entity.kind == EntityKind::kRegion &&
           candidates.front().entity.country == state.country &&
           candidates.front().entity.id != state.id &&
           std::all_of(candidates.begin() + 1, candidates.end(),
                       [&](const Candidate& other) {
                         return other.prior < candidates.front().prior;
                       });
  };
  const auto joins = [&](uint32_t i) {
    return tokens_[i].folded == "," || tokens_[i].tag == Tag::kCC;
  };
  uint32_t end = name.end;
  while (end < tokens_.size() && end < name.end + 2 && joins(end)) ++end;
  std::string words;
  for (uint32_t i = end; end > name.end && i < tokens_.size() && i < end + 2;
       ++i) {
    if (!tokens_[i].capitalized) break;
    words += (words.empty() ? "" : " ") + tokens_[i].folded;
    if (is_state(gazetteer_.Find(words))) return true;
  }
  uint32_t begin = name.begin;
  while (begin > 0 && begin + 2 > name.begin && joins(begin - 1)) --begin;
  words.clear();
  for (uint32_t i = begin; begin < name.begin && i-- > 0 && i + 2 >= begin;) {
    if (!tokens_[i].capitalized) break;
    words = tokens_[i].folded + (words.empty() ? "" : " ") + words;
    if (is_state(gazetteer_.Find(words))) return true;
  }
  return false;
}

const Candidate* DocumentLinker::ChoosePlace(
    const std::vector<Candidate>& candidates, const NameSpan& name) const {
  const std::vector<Candidate> behind = PlacesBehind(name.end);
  const std::vector<Candidate> before = PlacesBefore(name.begin);
  // "Mexico, Philippines" is a list, though a town of the Philippines is called
  // so; "Mexico, Missouri" is none.
  const bool is_country = std::any_of(
      candidates.begin(), candidates.end(), [](const Candidate& each) {
        return each.entity.kind == EntityKind::kCountry;
      });
  std::vector<Candidate> states_behind = behind;
  std::erase_if(states_behind, [](const Candidate& each) {
    return each.entity.kind == EntityKind::kCountry;
  });
  const Candidate* best = nullptr;
  const Candidate* next = nullptr;
  double best_score = 0;
  double next_score = 0;
  for (const Candidate& candidate : candidates) {
    const Entity& place = candidate.entity;
    if (!IsPlace(place.kind)) continue;
    const auto count = country_counts_.find(place.country);
    const double mentions = count == country_counts_.end() ? 0 : count->second;
    double score = candidate.prior;
    if (std::any_of(candidates.begin(), candidates.end(),
                    [&](const Candidate& other) {
                      return IsStateOfAnother(other, candidate);
                    })) {
      score = kStateNamesake + (mentions > 0 ? kCountrySpokenOf : 0);
    }
    score += kPerMention * std::min(mentions, kMostMentions);
    if (regions_named_.contains(candidate.region.value) &&
        std::none_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& other) {
                       return other.entity.id == candidate.region;
                     })) {
      score += kRegionNamed;
    }
    if (AnyHolds(place.kind == EntityKind::kSettlement && is_country
                     ? states_behind
                     : behind,
                 candidate)) {
      score += kBeside;
    }
    for (const Candidate& inner : before) {
      if (inner.entity.kind == EntityKind::kSettlement &&
          Holds(candidate, inner)) {
        score += kBeside;
        break;
      }
    }
    if (place.kind == EntityKind::kRegion && StandsAmongStates(name, place)) {
      score += kAmongStates;
    }
    if (best == nullptr || score > best_score) {
      next = best;
      next_score = best_score;
      best = &candidate;
      best_score = score;
    } else if (next == nullptr || score > next_score) {
      next = &candidate;
      next_score = score;
    }
  }
  // Of places that sources brought none is taken on a guess.
  if (next != nullptr && (best->imported || next->imported) &&
      best_score - next_score < kClearlyLarger) {
    return nullptr;
  }
  return best;
}

// The word beside a name that says it is an area: "province" in "Helmand
// Province", "Helmand province", "the province of Helmand" and "Helmand and
// Kandahar provinces".
std::string DocumentLinker::AreaWord(const NameSpan& name) const {
  const auto is = [&](uint32_t i, std::string_view kind) {
    return i < tokens_.size() && words_.heads.Is(tokens_[i].folded, kind);
  };
  if (name.guess == Guess::kRegion && name.end - name.begin > 1) {
    return tokens_[name.end - 1].folded;
  }
  if (is(name.end, "region") || is(name.end, "regions")) {
    return tokens_[name.end].folded;
  }
  if (name.begin > 1 && is(name.begin - 2, "region") &&
      words_.context.Is(tokens_[name.begin - 1].folded, "of")) {
    return tokens_[name.begin - 2].folded;
  }
  if (name.end < tokens_.size() && tokens_[name.end].tag == Tag::kCC) {
    for (uint32_t i = name.end + 1; i < name.end + 2 + kLongestPlace; ++i) {
      if (is(i, "regions")) return tokens_[i].folded;
      if (i >= tokens_.size() || !tokens_[i].capitalized) break;
    }
  }
  return std::string();
}

// What is known by a name and the words right beside it.
std::vector<Candidate> DocumentLinker::PlacesNamed(const NameSpan& name) const {
  std::vector<Candidate> candidates = OurPlacesNamed(name);
  AppendKnownPlaces(name, &candidates);
  return candidates;
}

// Likewise what the gazetteer has.
std::vector<Candidate> DocumentLinker::OurPlacesNamed(
    const NameSpan& name) const {
  std::vector<Candidate> candidates = gazetteer_.Find(name.folded);
  if (candidates.empty()) {  // "Wilmington, Del."
    std::vector<Candidate> before = PlacesBefore(name.begin);
    if (!before.empty()) candidates = gazetteer_.FindAbbreviated(name.folded);
    std::erase_if(candidates, [&](const Candidate& state) {
      return std::none_of(
          before.begin(), before.end(),
          [&](const Candidate& city) { return Holds(state, city); });
    });
  }
  const std::string area = AreaWord(name);
  if (area.empty()) return candidates;
  const bool inside = name.guess == Guess::kRegion;
  if (inside && !candidates.empty()) return candidates;
  const std::string bare =
      inside ? name.folded.substr(0, name.folded.rfind(' ')) : name.folded;
  if (auto whole = gazetteer_.Find(bare + ' ' + area); !whole.empty()) {
    return whole;
  }
  if (auto longer = gazetteer_.FindArea(bare); !longer.empty()) return longer;
  std::vector<Candidate> areas = inside ? gazetteer_.Find(bare) : candidates;
  std::erase_if(areas, [&](const Candidate& each) {
    return each.entity.kind != EntityKind::kRegion ||
           (!inside && each.prior < kKnownToAll);
  });
  return areas.empty() ? candidates : areas;
}

// The state or country behind the comma, of what `behind` may be: "Prague,
// Oklahoma". Null in lists, "Prague, Oklahoma and Texas".
const Entity* DocumentLinker::ContainerOf(
    const NameSpan& name, const std::vector<Candidate>& behind) const {
  const auto likelier = [](const Candidate& a, const Candidate& b) {
    return a.prior < b.prior;
  };
  const auto best = std::max_element(behind.begin(), behind.end(), likelier);
  if (best == behind.end() || best->prior < kKnownToAll ||
      (best->entity.kind != EntityKind::kRegion &&
       best->entity.kind != EntityKind::kCountry)) {
    return nullptr;
  }
  uint32_t end = name.end + 1;
  while (end < tokens_.size() && tokens_[end].capitalized) ++end;
  if (end < tokens_.size() &&
      (tokens_[end].tag == Tag::kCC || tokens_[end].tag == Tag::kPOS)) {
    return nullptr;
  }
  return &best->entity;
}

// A place that we do not know is where the words say that it is: in what stands
// behind the comma, or, if they only say that it is an area, in the country
// that the document speaks of most. It has no point of its own and stands at
// that of its region.
std::optional<Entity> DocumentLinker::UnknownPlace(
    const NameSpan& name, const std::vector<Candidate>& candidates) const {
  if (!name.title.empty() || name.guess == Guess::kOrganization ||
      name.guess == Guess::kDemonym) {
    return std::nullopt;
  }
  // "Troy" is somebody, but "Troy, N.C." is not.
  const std::vector<Candidate> behind = PlacesBehind(name.end);
  const Entity* const state = name.end - name.begin == 1 &&
                                      name.end < tokens_.size() &&
                                      tokens_[name.end].folded == ","
                                  ? ContainerOf(name, behind)
                                  : nullptr;
  if (words_.given.Has(tokens_[name.begin].folded) &&
      (state == nullptr || state->kind != EntityKind::kRegion)) {
    return std::nullopt;
  }
  const EntityKind kind = name.guess == Guess::kSite ? EntityKind::kSite
                          : name.guess == Guess::kRegion
                              ? EntityKind::kRegion
                              : EntityKind::kSettlement;
  const bool is_area =
      candidates.empty() && (IsCalledArea(name) || FollowsAreaNoun(name.begin));
  const bool is_place = is_area || (candidates.empty() && IsLocated(name));
  const Entity* container = nullptr;
  if (is_place ||
      (name.end < tokens_.size() && tokens_[name.end].folded == ",")) {
    container = ContainerOf(name, behind);
  }
  if (container == nullptr && is_area) container = FocusCountry();
  if (container == nullptr) {
    if (is_place) return UnlinkedEntity(name, kind);
    return std::nullopt;
  }
  // "Wang Hao, China" may be an athlete.
  if (!is_place && name.guess == Guess::kPerson &&
      container->kind == EntityKind::kCountry) {
    return std::nullopt;
  }
  // What lies elsewhere is a namesake if the words name a state; a country may
  // be the next of a list.
  const bool fits = std::any_of(
      candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        const bool area = candidate.entity.kind != EntityKind::kSettlement &&
                          candidate.prior > kKnownToAll;
        return !IsPlace(candidate.entity.kind) || area ||
               container->kind == EntityKind::kCountry ||
               AnyHolds(behind, candidate);
      });
  if (fits) return std::nullopt;
  Entity place;
  place.kind = kind;
  place.name = Surface(name);
  place.id.value = Slug(place.name + " " + container->name);
  place.country = container->country;
  place.part_of = container->id;
  if (container->kind == EntityKind::kRegion) {
    place.coordinates = container->coordinates;
  }
  return place;
}

// "the village of Kogelo", "the towns of Warri and Sapele".
bool DocumentLinker::FollowsAreaNoun(uint32_t begin) const {
  return begin > 1 && words_.context.Is(tokens_[begin - 1].folded, "of") &&
         !tokens_[begin - 2].capitalized &&
         words_.context.Is(tokens_[begin - 2].lemma, "area");
}

// "in Goz Beida", "near northern Kogelo", but neither "in Smith's" nor "trust
// in Smith".
bool DocumentLinker::IsLocated(const NameSpan& name) const {
  if (name.end < tokens_.size() && tokens_[name.end].tag == Tag::kPOS) {
    return false;
  }
  const std::string last = LastWord(name.folded);
  const std::string_view surface =
      Slice(document_.text, tokens_[name.end - 1].span);
  const bool capitals =
      surface.size() > 1 && std::none_of(surface.begin(), surface.end(),
                                         [](char c) { return c >= 'a'; });
  if (capitals || last_names_.contains(last) ||
      !gazetteer_.PeopleNamed(last).empty()) {
    return false;
  }
  uint32_t i = name.begin;
  while (i > 0 && words_.context.Is(tokens_[i - 1].folded, "compass")) --i;
  return i > 0 && words_.context.Is(tokens_[i - 1].folded, "inside_of") &&
         (i == 1 || !words_.context.Is(tokens_[i - 2].lemma, "in_whom"));
}

// "recaptured the Al-Mar area": the word behind it says that it is a place.
bool DocumentLinker::IsCalledArea(const NameSpan& name) const {
  return name.end < tokens_.size() && !tokens_[name.end].capitalized &&
         words_.context.Is(tokens_[name.end].folded, "area") &&
         (name.end + 1 == tokens_.size() || !IsNoun(tokens_[name.end + 1].tag));
}

// The country that most of what the document says of countries is about; null
// if there is none.
const Entity* DocumentLinker::FocusCountry() const {
  int all = 0;
  const std::pair<const std::string, int>* most = nullptr;
  for (const auto& count : country_counts_) {
    all += count.second;
    if (most == nullptr || count.second > most->second) most = &count;
  }
  return most == nullptr || most->second * 3 < all * 2
             ? nullptr
             : gazetteer_.CountryByCode(most->first);
}

// The place that a name means by what stands right behind it: "Troy, N.C.".
std::optional<Entity> DocumentLinker::PlacedHere(const NameSpan& name) const {
  if (name.guess == Guess::kDemonym || !name.title.empty()) return std::nullopt;
  const std::vector<Candidate> candidates = PlacesNamed(name);
  if (std::optional<Entity> place = UnknownPlace(name, candidates)) {
    return place;
  }
  const Candidate* const best = ChoosePlace(candidates, name);
  if (best == nullptr || best->entity.kind == EntityKind::kCountry ||
      !AnyHolds(PlacesBehind(name.end), *best)) {
    return std::nullopt;
  }
  return best->entity;
}

// What the document puts somewhere once is there, before any other mention of
// it is looked at: "Troy" after "Troy, N.C.".
void DocumentLinker::LinkPlacedNames(const std::vector<NameSpan>& names) {
  for (const NameSpan& name : names) {
    if (name.guess == Guess::kPerson &&
        (!name.title.empty() || words_.given.Has(tokens_[name.begin].folded))) {
      last_names_.insert(LastWord(name.folded));
    }
  }
  // A preposition alone may mislead: "in Scientology". Where it stands before
  // half of the mentions, it does not.
  std::map<std::string_view, int> located;  // more often than not: not below 0
  for (const NameSpan& name : names) {
    located[name.folded] += IsLocated(name) ? 1 : -1;
  }
  const NameSpan* head = nullptr;  // the first of the list of places we are in
  const NameSpan* last = nullptr;  // and the one before this name
  for (const NameSpan& name : names) {
    std::optional<Entity> place = PlacedHere(name);
    if (place && place->part_of.empty() && !IsCalledArea(name) &&
        !FollowsAreaNoun(name.begin) && located[name.folded] < 0) {
      place.reset();
    }
    if (!place && head != nullptr && ContinuesList(*head, *last, name)) {
      place = UnlinkedEntity(name, EntityKind::kSettlement);
    } else if (place || IsLocated(name)) {
      head = &name;
    } else if (head != nullptr && (name.begin != last->end + 1 ||
                                   gazetteer_.Find(name.folded).empty())) {
      head = nullptr;  // a known place would go on with the list
    }
    last = &name;
    if (!place) continue;
    // Where we know what holds it, we know best.
    const auto [it, is_new] = placed_.emplace(name.folded, *place);
    if (!is_new && it->second.part_of.empty()) it->second = *place;
  }
}

// "the villages of Warri, Sapele and Burutu", "in Warri and Sapele".
bool DocumentLinker::ContinuesList(const NameSpan& head, const NameSpan& before,
                                   const NameSpan& name) const {
  if (name.sentence != before.sentence || name.begin != before.end + 1 ||
      (name.guess != Guess::kUnknown && name.guess != Guess::kPerson) ||
      !name.title.empty() || !PlacesNamed(name).empty() ||
      words_.given.Has(tokens_[name.begin].folded)) {
    return false;
  }
  const bool goes_on =
      name.end >= tokens_.size() || !IsNoun(tokens_[name.end].tag);
  if (tokens_[before.end].tag == Tag::kCC) return goes_on;
  // A comma could open something else.
  return tokens_[before.end].folded == "," && FollowsAreaNoun(head.begin) &&
         goes_on && tokens_[head.begin - 2].tag == Tag::kNNS;
}

// "Lyon Airport" stands where Lyon does; "Oxford Street" need not.
Entity DocumentLinker::UnlinkedSite(const NameSpan& name) const {
  Entity site = UnlinkedEntity(name, EntityKind::kSite);
  if (!words_.context.Is(LastWord(name.folded), "site_of_town")) return site;
  for (size_t end = name.folded.rfind(' '); end != name.folded.npos && end > 0;
       end = name.folded.rfind(' ', end - 1)) {
    const std::vector<Candidate> candidates =
        gazetteer_.Find(std::string_view(name.folded).substr(0, end));
    const Candidate* const town = ChoosePlace(candidates, name);
    if (town == nullptr) continue;
    if (town->entity.kind == EntityKind::kSettlement) {
      site.country = town->entity.country;
      site.part_of = town->entity.id;
      site.coordinates = town->entity.coordinates;
    }
    break;
  }
  return site;
}

// "Georgetown beat Syracuse 68-57": in sports a town is its team.
bool DocumentLinker::PlaysAGame(const NameSpan& name) const {
  const auto wins = [&](uint32_t i) {
    return words_.context.Is(tokens_[i].folded, "winning");
  };
  const bool plays = (name.end < tokens_.size() && wins(name.end)) ||
                     (name.begin > 0 && wins(name.begin - 1));
  if (!plays) return false;
  const Sentence& sentence = language_.sentences[name.sentence];
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const std::string& word = tokens_[i].folded;
    const size_t dash = word.find('-');
    if (tokens_[i].tag == Tag::kCD && dash != word.npos && dash > 0 &&
        dash + 1 < word.size() &&
        word.find_first_not_of("0123456789-") == word.npos) {
      return true;
    }
  }
  return false;
}

}  // namespace annals
