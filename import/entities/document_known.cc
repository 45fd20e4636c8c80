// Whom of those that sources know a name means: the part of DocumentLinker that
// chooses among namesakes our tables do not have.
//
// A name means one thing in a document, so all its mentions are weighed
// together. Each bearer of the name starts with its prior; what its kind, its
// country, its offices and its years say in this document is added. The best is
// taken if it is clearly better than the next, and if something besides the
// name speaks for it where the name alone says little.

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/text/fold.h"
#include "import/entities/document_linker.h"

namespace annals {

namespace {

using Guess = NameSpan::Guess;

// What speaks for a bearer, on the scale of Candidate::prior.
constexpr double kPerCountryMention = 0.75;  // of its country, and no more than
constexpr int kMostCountryMentions = 3;      // so many
constexpr double kMostByKind = 2;            // the signs of its kind
constexpr double kInOffice = 0.7;            // on the article's day
constexpr double kSaidOffice = 2;            // the one said with the name
constexpr double kNamedBesides = 1;          // what it belongs to is named too
constexpr double kElsewhere = -0.5;          // its country is not spoken of
constexpr double kLongGone = -1;             // it had ended before

// The best must be so much better than the next: ten times as likely.
constexpr double kClear = 1;
// Less than nothing may speak for it, but not more than that.
constexpr double kLeast = -1;
// One word names many things: what is less prominent needs evidence.
constexpr double kProminent = 3;
constexpr double kEnough = 0.75;

constexpr size_t kMostWeighed = 12;      // records read for one name
constexpr size_t kMostPlacesKnown = 60;  // of one name
constexpr double kSamePlace = 50;        // kilometres

void Say(std::string_view reason, std::string* reasons) {
  *reasons += *reasons == "" ? "" : ", ";
  *reasons += reason;
}

double PriorOf(const Bearer& bearer) { return bearer.prior / 100.0; }

bool Fits(EntityKind kind, bool person, bool organization, bool site,
          bool region, bool settlement) {
  if (!person && !organization && !site && !region && !settlement) return true;
  switch (kind) {
    case EntityKind::kPerson:
      return person;
    case EntityKind::kOrganization:
    case EntityKind::kGroup:
      return organization || site;  // "Zorblax Hospital" is either
    case EntityKind::kSite:
      return site || organization;
    case EntityKind::kCountry:
    case EntityKind::kRegion:
      return region;
    case EntityKind::kSettlement:
      return settlement;
  }
  return false;
}

}  // namespace

const DocumentLinker::KnownChoice* DocumentLinker::Chosen(
    const NameSpan& name) const {
  const auto it = known_.find(name.folded);
  return it == known_.end() ? nullptr : &it->second;
}

void DocumentLinker::ChooseKnownNames(const std::vector<NameSpan>& names) {
  std::map<std::string, NameForm> forms;
  for (const NameSpan& name : names) {
    if (name.guess == Guess::kDemonym ||
        gazetteer_.CountryOfDemonym(name.folded) != nullptr ||
        (name.title.empty() && placed_.contains(name.folded)) ||
        knowledge_.Named(name.folded).empty()) {
      continue;
    }
    NameForm& form = forms[name.folded];
    form.person |= name.guess == Guess::kPerson || !name.title.empty();
    form.organization |= name.guess == Guess::kOrganization;
    form.site |= name.guess == Guess::kSite;
    form.region |= name.guess == Guess::kRegion;
    form.settlement |= name.guess == Guess::kSettlement;
    form.one_word = name.end - name.begin == 1;
    form.located |= StandingOf(name.begin) == Standing::kPlace;
    if (name.lead > form.lead) {
      form.lead = name.lead;
      form.likely = name.likely;
    }
    if (!name.title.empty()) form.titles.push_back(name.title);
  }
  if (forms.empty()) return;
  for (const NameSpan& name : names) names_here_.insert(Slug(name.folded));
  for (const auto& [folded, form] : forms) {
    if (std::optional<KnownChoice> choice = ChooseKnown(folded, form)) {
      known_.emplace(folded, std::move(*choice));
    }
  }
}

// None: our tables know better, or nobody of the name can be meant.
std::optional<DocumentLinker::KnownChoice> DocumentLinker::ChooseKnown(
    const std::string& folded, const NameForm& form) {
  for (const Candidate& ours : gazetteer_.Find(folded)) {
    const EntityKind kind = ours.entity.kind;
    const bool speaks_otherwise =
        (form.person && kind != EntityKind::kPerson) ||
        (form.organization && kind != EntityKind::kOrganization);
    const bool is_small = kind == EntityKind::kSettlement &&
                          ours.prior < kKnownToAll && !ours.capital &&
                          !form.located;
    if (!speaks_otherwise && !is_small) return std::nullopt;
  }
  struct Weighed {
    const Bearer* bearer;
    double evidence;
    double score;
    std::string reasons;
  };
  std::vector<Weighed> weighed;
  for (const Bearer& bearer : knowledge_.Named(folded)) {
    if (!Fits(bearer.kind, form.person, form.organization, form.site,
              form.region, form.settlement)) {
      continue;
    }
    Weighed each{&bearer, 0, 0, {}};
    each.evidence = Evidence(bearer, form, &each.reasons);
    each.score = PriorOf(bearer) + each.evidence;
    weighed.push_back(std::move(each));
  }
  const auto better = [](const Weighed& a, const Weighed& b) {
    return a.score != b.score ? a.score > b.score : a.bearer->id < b.bearer->id;
  };
  std::sort(weighed.begin(), weighed.end(), better);
  if (weighed.size() > kMostWeighed) weighed.resize(kMostWeighed);
  for (Weighed& each : weighed) {
    const double more = EvidenceOfRecord(*each.bearer, form, &each.reasons);
    each.evidence += more;
    each.score += more;
  }
  std::sort(weighed.begin(), weighed.end(), better);
  if (weighed.empty() || weighed.front().evidence < kLeast) {
    return std::nullopt;
  }
  const Weighed& best = weighed.front();
  if (form.one_word && PriorOf(*best.bearer) < kProminent &&
      best.evidence < kEnough) {
    return std::nullopt;
  }
  KnownChoice choice;
  if (weighed.size() > 1 && best.score - weighed[1].score < kClear) {
    choice.rule =
        "imported namesakes too close to tell: " + best.bearer->id.value +
        ", " + weighed[1].bearer->id.value;
    return choice;
  }
  // Places are chosen with those that our tables have: see document_places.cc.
  if (IsPlace(best.bearer->kind) && best.bearer->kind != EntityKind::kSite) {
    return std::nullopt;
  }
  choice.entity = knowledge_.Describe(best.bearer->id);
  if (!choice.entity) return std::nullopt;
  constexpr double kAlone = 0.75;
  constexpr double kAmongOthers = 0.65;
  constexpr double kPerEvidence = 0.05;
  constexpr double kSurest = 0.9;
  choice.score =
      std::min(kSurest, (weighed.size() == 1 ? kAlone : kAmongOthers) +
                            kPerEvidence * std::max(0.0, best.evidence));
  choice.rule =
      weighed.size() == 1
          ? "imported, the only one of the name"
          : "imported, of " + std::to_string(weighed.size()) + " of the name";
  if (!best.reasons.empty()) choice.rule += " (" + best.reasons + ")";
  return choice;
}

// What the list of the name's bearers says already.
double DocumentLinker::Evidence(const Bearer& bearer, const NameForm& form,
                                std::string* reasons) const {
  double evidence = 0;
  if (form.lead > 0 && bearer.kind == form.likely) {
    evidence += std::min(form.lead, kMostByKind);
    Say("its kind", reasons);
  } else if (form.organization && bearer.kind == EntityKind::kOrganization) {
    evidence += kEnough;
    Say("its words", reasons);
  }
  if (form.located && IsPlace(bearer.kind)) {
    evidence += kMostByKind;
    Say("where it stands", reasons);
  }
  if (const auto it = country_counts_.find(bearer.country);
      it != country_counts_.end()) {
    evidence += kPerCountryMention * std::min(it->second, kMostCountryMentions);
    Say("country in focus", reasons);
  } else if (!bearer.country.empty() && !country_counts_.empty()) {
    evidence += kElsewhere;
  }
  if (bearer.until != 0 && document_.published) {
    const std::chrono::year_month_day day{*document_.published};
    if (bearer.until + 1 < int{day.year()}) {
      evidence += kLongGone;
      Say("gone in " + std::to_string(bearer.until), reasons);
    }
  }
  return evidence;
}

// What its record says besides: offices, and what it belongs to.
double DocumentLinker::EvidenceOfRecord(const Bearer& bearer,
                                        const NameForm& form,
                                        std::string* reasons) {
  const std::optional<Entity> record = knowledge_.Describe(bearer.id);
  if (!record) return 0;
  double evidence = 0;
  bool is_in_office = false;
  bool is_said = false;
  bool is_named = names_here_.contains(record->part_of.value);
  for (const Office& office : record->offices) {
    const bool now = office.held && document_.published &&
                     office.held->Contains(TimePoint(*document_.published));
    is_in_office |= now;
    const std::string title = Fold(office.title);
    for (const std::string& said : form.titles) {
      is_said |= (now || !office.held) && title.find(said) != title.npos;
    }
    if (office.jurisdiction.empty()) continue;
    is_named |= names_here_.contains(office.jurisdiction.value);
    if (const std::optional<Entity> of =
            knowledge_.Describe(office.jurisdiction)) {
      is_named |= names_here_.contains(Slug(of->name));
    }
  }
  if (is_in_office) {
    evidence += kInOffice;
    Say("in office", reasons);
  }
  if (is_said) {
    evidence += kSaidOffice;
    Say("the office said", reasons);
  }
  if (is_named) {
    evidence += kNamedBesides;
    Say("what it belongs to", reasons);
  }
  return evidence;
}

// Places of the name that our tables do not have.
void DocumentLinker::AppendKnownPlaces(
    const NameSpan& name, std::vector<Candidate>* candidates) const {
  size_t left = kMostPlacesKnown;
  for (const Bearer& bearer : knowledge_.Named(name.folded)) {
    if (!IsPlace(bearer.kind) || bearer.kind == EntityKind::kSite) continue;
    if (left-- == 0) break;
    const bool is_ours = std::any_of(
        candidates->begin(), candidates->end(),
        [&](const Candidate& ours) { return ours.entity.id == bearer.id; });
    if (is_ours) continue;
    // Two sources may know one place and not know of each other.
    const bool is_there = std::any_of(
        candidates->begin(), candidates->end(), [&](const Candidate& other) {
          return other.entity.kind == bearer.kind &&
                 other.entity.country == bearer.country &&
                 other.entity.coordinates && bearer.coordinates &&
                 Distance(*other.entity.coordinates, *bearer.coordinates) <
                     kSamePlace;
        });
    if (is_there) continue;
    std::optional<Entity> record = knowledge_.Describe(bearer.id);
    if (!record) continue;
    Candidate place;
    place.prior = PriorOf(bearer);
    place.imported = true;
    place.region = record->part_of;
    for (const EntityId& id : knowledge_.Within(*record)) {
      const std::optional<Entity> area = gazetteer_.Describe(id);
      if (area && area->kind == EntityKind::kRegion) {
        place.region = id;
        break;
      }
    }
    place.entity = std::move(*record);
    candidates->push_back(std::move(place));
  }
}

}  // namespace annals
