#include "import/events/claim_builder.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text/fold.h"

namespace annals {

namespace {

using Roles = EventRule::Roles;

constexpr size_t kLongestHeadline = 120;
constexpr std::string_view kEllipsis = "…";
const std::string kAnd = "and";  // headlines are English, as the articles are

void AddParticipant(const Actor& actor, Role role, Claim* claim) {
  if (actor.participant.entity.empty()) return;  // somebody, but who?
  for (Participant& known : claim->participants) {
    if (known.entity == actor.participant.entity) return;
  }
  Participant participant = actor.participant;
  participant.role = role;
  claim->participants.push_back(std::move(participant));
}

// Words, not deeds: what is spoken of is not where it was said.
bool IsVerbal(EventType type) {
  const int quad = Facts(type).quad;
  return quad == 1 || quad == 3 || type == EventType::kState;
}

}  // namespace

ClaimBuilder::ClaimBuilder(const Document& document, const Language& language,
                           const std::vector<TimeExpression>& times,
                           const Entities& entities, const EventRules& rules,
                           const WordList& words, const WordNet& word_net)
    : document_(document),
      language_(language),
      times_(times),
      entities_(entities),
      rules_(rules),
      words_(words),
      word_net_(word_net),
      mentions_at_(language.tokens.size()) {
  for (const Mention& mention : entities.mentions) {
    mentions_at_[mention.head].push_back(&mention);
  }
}

bool ClaimBuilder::HeadIs(uint32_t chunk, std::string_view cls) const {
  return words_.Is(language_.tokens[language_.chunks[chunk].head].lemma, cls);
}

bool ClaimBuilder::IsPersonNoun(uint32_t chunk) const {
  const Token& head = language_.tokens[language_.chunks[chunk].head];
  if (IsProperNoun(head.tag) || words_.Is(head.lemma, "wreckable")) {
    return false;  // "a crane" is no bird here, and a bird nobody
  }
  return words_.Is(head.lemma, "person") || words_.Is(head.lemma, "force") ||
         words_.Is(head.lemma, "group") || words_.Is(head.lemma, "office") ||
         word_net_.IsMainly(head.lemma, WordClass::kNounPerson);
}

bool ClaimBuilder::IsBodyNoun(uint32_t chunk) const {
  const Token& head = language_.tokens[language_.chunks[chunk].head];
  if (IsProperNoun(head.tag) || !IsNoun(head.tag)) return false;
  if (words_.Is(head.lemma, "body")) return true;
  return rules_.ForNoun(head.lemma) == nullptr &&  // "meeting", "clash"
         word_net_.IsMainly(head.lemma, WordClass::kNounGroup);
}

std::vector<Actor> ClaimBuilder::ActorsIn(uint32_t number) const {
  const Chunk& chunk = language_.chunks[number];
  std::vector<Actor> actors;
  bool is_demonym = false;
  const auto add_chain = [&](const Chain& chain, bool named, bool as_place) {
    Actor actor;
    actor.chunk = number;
    actor.kind = chain.record.kind;
    actor.named = named;
    actor.is_place = as_place;
    // "Two Israelis", "Kurds": people, though the word is a country's or a
    // name that nobody knows.
    const Tag head_tag = language_.tokens[chunk.head].tag;
    const bool plural = head_tag == Tag::kNNS || head_tag == Tag::kNNPS;
    actor.of_people =
        IsPersonNoun(number) ||
        (plural &&
         (is_demonym || (!chain.record.linked && head_tag == Tag::kNNPS)));
    actor.chain = &chain;
    actor.participant.entity = chain.entity;
    actor.participant.name = chain.record.name;
    actor.participant.affiliations = chain.affiliations;
    // A capital that acts is its country's government.
    if (chain.government && !as_place) {
      const Chain& country = entities_.chains[*chain.government];
      actor.kind = EntityKind::kCountry;
      actor.participant.entity = country.entity;
      actor.participant.name = country.record.name;
      actor.participant.affiliations.clear();
    }
    actors.push_back(std::move(actor));
  };
  for (uint32_t i = chunk.end; i-- > chunk.begin;) {
    for (const Mention* mention : mentions_at_[i]) {
      if (mention->form == MentionForm::kDemonym && i != chunk.head) continue;
      is_demonym = mention->form == MentionForm::kDemonym;
      if (mention->begin > chunk.head || mention->end <= chunk.head) {
        // A name that is not the head names the head only before it: "President
        // Macron" is, "the Trump administration" is not this chunk's own.
        if (i != chunk.head) continue;
      }
      const Chain& chain = entities_.chains[mention->chain];
      if (!chain.members.empty()) {
        for (const uint32_t member : chain.members) {
          add_chain(entities_.chains[member], true, false);
        }
      } else {
        add_chain(chain, true, mention->as_place);
      }
      return actors;
    }
  }
  const Token& head = language_.tokens[chunk.head];
  // "Russian forces", "the Trump administration": who they belong to acts.
  const bool body =
      words_.Is(head.lemma, "force") || words_.Is(head.lemma, "body");
  for (uint32_t i = chunk.begin; body && i < chunk.head; ++i) {
    for (const Mention* mention : mentions_at_[i]) {
      add_chain(entities_.chains[mention->chain], true, false);
      return actors;
    }
  }
  Actor actor;
  actor.chunk = number;
  if (words_.Is(head.folded, "person_pronoun") ||
      words_.Is(head.lemma, "person_pronoun")) {
    actor.kind = EntityKind::kPerson;
    actors.push_back(std::move(actor));
    return actors;
  }
  // "arrested more than 500": so many people, whoever they are.
  if (head.tag == Tag::kCD && chunk.begin == chunk.head &&
      std::none_of(times_.begin(), times_.end(), [&](const TimeExpression& t) {
        return t.span.begin <= head.span.begin && head.span.end <= t.span.end;
      })) {
    actor.of_people = true;
    actors.push_back(std::move(actor));
    return actors;
  }
  const bool person = IsPersonNoun(number);
  if (!person && !IsBodyNoun(number)) return actors;
  actor.kind = person ? EntityKind::kGroup : EntityKind::kOrganization;
  std::string name;
  for (uint32_t i = chunk.begin; i <= chunk.head; ++i) {
    const Token& token = language_.tokens[i];
    for (const Mention* mention : mentions_at_[i]) {
      if (mention->form == MentionForm::kDemonym) {
        actor.participant.affiliations.push_back(
            entities_.chains[mention->chain].entity);
      }
    }
    const bool part = i == chunk.head || IsNoun(token.tag) ||
                      (IsAdjective(token.tag) && token.capitalized);
    if (!part) continue;
    if (!name.empty()) name += ' ';
    name += Slice(document_.text, token.span);
  }
  // "Taiwan's deputy minister": whose he is stands before.
  if (language_.tokens[chunk.begin].tag == Tag::kPOS && number > 0) {
    for (const Mention* mention :
         mentions_at_[language_.chunks[number - 1].head]) {
      actor.participant.affiliations.push_back(
          entities_.chains[mention->chain].entity);
    }
  }
  actor.participant.name = name;
  actor.participant.entity.value = Slug(name);
  if (actor.participant.entity.empty()) return actors;
  actors.push_back(std::move(actor));
  return actors;
}

// "Teams from Washington and Moscow": the governments that sent them.
std::vector<Actor> ClaimBuilder::SendersOf(uint32_t number) const {
  std::vector<Actor> senders;
  if (!IsPersonNoun(number) && !IsBodyNoun(number)) return senders;
  const auto& chunks = language_.chunks;
  uint32_t end = chunks[number].end;
  bool first = true;
  for (uint32_t c = number + 1; c < chunks.size(); ++c) {
    if (chunks[c].begin != end + 1) break;
    const Token& between = language_.tokens[end];
    const bool joins = first ? words_.Is(between.folded, "origin_preposition")
                             : between.tag == Tag::kCC || between.folded == ",";
    if (!joins || chunks[c].kind != Chunk::Kind::kNoun) break;
    for (const Mention* mention : mentions_at_[chunks[c].head]) {
      const Chain* chain = &entities_.chains[mention->chain];
      if (chain->government) chain = &entities_.chains[*chain->government];
      if (chain->record.kind != EntityKind::kCountry) continue;
      Actor actor;
      actor.chunk = number;
      actor.kind = EntityKind::kCountry;
      actor.named = true;
      actor.of_people = true;
      actor.chain = chain;
      actor.participant.entity = chain->entity;
      actor.participant.name = chain->record.name;
      senders.push_back(std::move(actor));
      break;
    }
    if (senders.empty()) break;
    end = chunks[c].end;
    first = false;
  }
  return senders;
}

// "praised [Orban] ['s decision]", "[the union] ['s lawyers] said": what is
// somebody's stands for him, but his people only for a body or a country.
std::vector<Actor> ClaimBuilder::OwnersOf(uint32_t number) const {
  std::vector<Actor> owners;
  const Chunk& chunk = language_.chunks[number];
  if (number == 0 || language_.tokens[chunk.begin].tag != Tag::kPOS ||
      language_.chunks[number - 1].end != chunk.begin) {
    return owners;
  }
  owners = ActorsIn(number - 1);
  const bool people = IsPersonNoun(number);
  std::erase_if(owners, [&](const Actor& actor) {
    return !actor.named || actor.kind == EntityKind::kSettlement ||
           (people && actor.kind == EntityKind::kPerson);
  });
  return owners;
}

std::vector<Actor> ClaimBuilder::ActorsIn(
    const std::vector<uint32_t>& chunks) const {
  std::vector<Actor> all;
  for (const uint32_t chunk : chunks) {
    std::vector<Actor> actors = SendersOf(chunk);
    if (actors.empty()) actors = ActorsIn(chunk);
    const bool named = std::any_of(actors.begin(), actors.end(),
                                   [](const Actor& a) { return a.named; });
    if (!named) {
      std::vector<Actor> owners = OwnersOf(chunk);
      if (!owners.empty()) actors = std::move(owners);
    }
    for (Actor& actor : actors) all.push_back(std::move(actor));
  }
  // "[Luis Rivera], [the governor]": one person, and the name says who.
  std::erase_if(all, [&](const Actor& actor) {
    return !actor.named && IsPersonNoun(actor.chunk) &&
           std::any_of(all.begin(), all.end(), [&](const Actor& other) {
             return other.named && other.kind == EntityKind::kPerson &&
                    AreApposed(actor.chunk, other.chunk);
           });
  });
  return all;
}

// Whether nothing but a comma stands between two phrases.
bool ClaimBuilder::AreApposed(uint32_t a, uint32_t b) const {
  if (a > b) std::swap(a, b);
  if (b != a + 1) return false;
  const uint32_t gap = language_.chunks[b].begin - language_.chunks[a].end;
  return gap == 0 ||
         (gap == 1 && language_.tokens[language_.chunks[a].end].folded == ",");
}

// "The party said [it] would boycott the vote": a pronoun of which nobody knows
// whom it means is whoever says so.
std::vector<uint32_t> ClaimBuilder::SpeakersFor(
    const std::vector<uint32_t>& subjects, const Frame& frame,
    const std::vector<Frame>& frames) const {
  if (subjects.size() != 1) return subjects;
  const uint32_t head = language_.chunks[subjects.front()].head;
  if (language_.tokens[head].tag != Tag::kPRP || !mentions_at_[head].empty()) {
    return subjects;
  }
  const auto says = [&](const Frame& other) {
    return !other.nominal && !other.passive && other.chunk != frame.chunk &&
           words_.Is(language_.tokens[other.trigger].lemma, "saying");
  };
  // “[We] have left the accord,” the minister said.
  if (words_.Is(language_.tokens[head].folded, "first_person")) {
    for (const Frame& other : frames) {
      if (!says(other)) continue;
      const bool inverted = other.subjects.empty();
      const auto& speakers = inverted ? other.objects : other.subjects;
      if (!speakers.empty() && speakers != subjects) return speakers;
    }
    return subjects;
  }
  for (size_t f = frames.size(); f-- > 0;) {
    if (says(frames[f]) && frames[f].has_that_clause &&
        frames[f].trigger < frame.trigger && !frames[f].subjects.empty()) {
      return frames[f].subjects;
    }
  }
  return subjects;
}

std::optional<FramedClaim> ClaimBuilder::Build(
    const Frame& frame, const EventRule& rule,
    const std::vector<Frame>& frames) const {
  std::vector<Actor> sources =
      ActorsIn(frame.passive ? std::vector<uint32_t>{}
                             : SpeakersFor(frame.subjects, frame, frames));
  std::vector<Actor> targets =
      ActorsIn(frame.passive ? frame.subjects : frame.objects);
  std::vector<Actor> others;
  const Chunk& chunk = language_.chunks[frame.chunk];
  if (frame.nominal) {
    for (uint32_t i = chunk.begin; i < chunk.head; ++i) {  // "Russian attack"
      for (const Mention* mention : mentions_at_[i]) {
        const Chain& chain = entities_.chains[mention->chain];
        Actor actor;
        actor.kind = chain.record.kind;
        actor.named = true;
        actor.chain = &chain;
        actor.participant = {chain.entity, chain.record.name, Role::kSource,
                             chain.affiliations};
        if (IsPlace(chain.record.kind) &&
            chain.record.kind != EntityKind::kCountry) {
          continue;  // "the Budapest meeting": a place
        }
        sources.push_back(std::move(actor));
      }
    }
  }
  for (const PrepArgument& p : frame.preps) {
    const std::string_view role = words_.ClassOf("prep_" + p.preposition);
    if (role.empty()) continue;
    for (Actor& actor : ActorsIn(p.chunk)) {
      if (actor.is_place && role != "target") continue;
      if (role == "source" && (frame.passive || frame.nominal)) {
        sources.push_back(std::move(actor));
      } else if (role == "target") {
        // "fired missiles at Israel": it is hit, not where it happens.
        if (words_.Is(p.preposition, "aiming")) actor.is_place = false;
        targets.push_back(std::move(actor));
      } else if (role == "both") {
        others.push_back(std::move(actor));
      } else if (role == "of" && frame.nominal &&
                 language_.chunks[p.chunk].begin == chunk.end + 1) {
        // "the arrest of three men", "a meeting of ministers"
        (rule.roles == Roles::kDirected ? targets : others)
            .push_back(std::move(actor));
      }
    }
  }
  if (!Meets(frame, rule, frames, sources, targets, others)) {
    return std::nullopt;
  }
  // "I would ask for more": said by somebody, but by whom?
  const bool speaks =
      !frame.nominal && !frame.passive && frame.subjects.size() == 1 &&
      words_.Is(language_.tokens[language_.chunks[frame.subjects.front()].head]
                    .folded,
                "first_person");
  const auto nobody = [](const std::vector<Actor>& actors) {
    return std::none_of(actors.begin(), actors.end(),
                        [](const Actor& a) { return a.named; });
  };
  if (speaks && nobody(sources) && nobody(targets) && nobody(others)) {
    return std::nullopt;
  }
  // "No one was injured": nothing that could be put on a timeline.
  if (!frame.nominal && !frame.subjects.empty()) {
    const Chunk& subject = language_.chunks[frame.subjects.front()];
    const Token& head = language_.tokens[subject.head];
    if (words_.Is(head.folded, "nobody") ||
        (words_.Is(language_.tokens[subject.begin].folded, "negation") &&
         words_.Is(head.folded, "person_pronoun"))) {
      return std::nullopt;
    }
  }

  Claim claim;
  claim.type = rule.type;
  claim.mode = rule.mode;
  claim.cameo = rule.cameo;
  claim.contexts = rule.contexts;
  claim.status = frame.status;
  const auto acts = [&](const Actor& actor) {
    return !(actor.is_place && IsPlace(actor.kind)) &&
           (actor.kind == EntityKind::kCountry || !IsPlace(actor.kind));
  };
  // "cancelled [flights]", "declared a [state] of emergency": what a rule names
  // as its object is a thing, not somebody.
  const auto is_thing = [&](const Actor& actor) {
    const Token& head = language_.tokens[language_.chunks[actor.chunk].head];
    if (actor.named || frame.nominal) return false;
    const bool people = IsPersonNoun(actor.chunk) &&
                        !words_.Is(head.lemma, "quantifier");  // "$2 million"
    if (people) return false;
    return rule.objects.Has(head, words_) ||
           rules_.ForVerb(language_.tokens[frame.trigger].lemma + "_" +
                          head.lemma) != nullptr;  // "left [office]"
  };
  std::erase_if(targets, is_thing);
  const bool mutual =
      rule.roles == Roles::kMutual && sources.size() > 1 && targets.empty();
  const bool symmetric = rule.roles == Roles::kSymmetric || mutual;
  if (rule.roles == Roles::kSpeaker) {
    targets.clear();
    others.clear();
  }
  if (rule.roles != Roles::kNone) {
    for (const Actor& actor : sources) {
      if (!acts(actor)) continue;
      AddParticipant(actor,
                     symmetric                       ? Role::kParticipant
                     : rule.roles == Roles::kPatient ? Role::kTarget
                                                     : Role::kSource,
                     &claim);
    }
    for (const Actor& actor : targets) {
      if (!acts(actor)) continue;
      AddParticipant(actor, symmetric ? Role::kParticipant : Role::kTarget,
                     &claim);
    }
    for (const Actor& actor : others) {
      if (!acts(actor)) continue;
      AddParticipant(
          actor,
          symmetric || sources.empty() ? Role::kParticipant : Role::kTarget,
          &claim);
    }
  }
  // "Macron held a crisis meeting": one alone is who does it.
  if (symmetric && claim.participants.size() == 1 && sources.size() == 1 &&
      sources.front().kind == EntityKind::kPerson) {
    claim.participants.front().role = Role::kSource;
  }
  if (rule.mode != "phone") FindPlaces(frame, frames, &claim);
  // A place that has it done to it is where it was done, unless it is words.
  for (const std::vector<Actor>* list : {&targets, &sources}) {
    for (const Actor& actor : *list) {
      if (actor.chain == nullptr || !IsPlace(actor.chain->record.kind))
        continue;
      if (IsVerbal(rule.type)) continue;
      const bool invaded = rule.type == EventType::kAssault &&
                           list == &targets && claim.places.empty();
      if (acts(actor) && actor.kind == EntityKind::kCountry && !invaded) {
        continue;
      }
      for (const Mention& mention : entities_.mentions) {
        if (mention.chain ==
            static_cast<uint32_t>(actor.chain - entities_.chains.data())) {
          AddPlace(mention, &claim);
          break;
        }
      }
    }
  }
  // "called on Turkey": whom words are for is not where they were said.
  if (IsVerbal(rule.type)) {
    std::erase_if(claim.places, [&](const EventPlace& place) {
      return std::any_of(
          claim.participants.begin(), claim.participants.end(),
          [&](const Participant& p) { return p.entity == place.entity; });
    });
  }
  const TimeExpression* const when = FindTime(frame, frames, &claim);
  // A noun alone, with nobody and nowhere and no day, claims nothing.
  if (frame.nominal && claim.participants.empty() && claim.places.empty() &&
      (frame.governor == Frame::kNone || when == nullptr)) {
    return std::nullopt;
  }
  // "He faces an election in April": what lies ahead has not happened.
  const bool has_been = claim.status == EventStatus::kHappened ||
                        claim.status == EventStatus::kOngoing;
  if (has_been && claim.time && document_.published &&
      claim.time->interval.has_begin() &&
      claim.time->interval.begin() > *document_.published) {
    claim.status = EventStatus::kPlanned;
  }
  FindAttribution(frame, frames, &claim);
  FindQuantities(frame, &claim);
  claim.headline = Headline(frame);

  const Sentence& sentence = language_.sentences[frame.sentence];
  Evidence evidence;
  evidence.sentence = frame.sentence;
  evidence.quote_span = sentence.span;
  evidence.trigger_span = language_.tokens[frame.trigger].span;
  evidence.quote = Slice(document_.text, sentence.span);
  evidence.rule = rule.name;
  claim.evidence.push_back(std::move(evidence));

  double confidence = frame.nominal ? 0.45 : 0.55;
  const auto named =
      std::count_if(claim.participants.begin(), claim.participants.end(),
                    [&](const Participant& p) {
                      return std::any_of(
                          entities_.chains.begin(), entities_.chains.end(),
                          [&](const Chain& c) { return c.entity == p.entity; });
                    });
  confidence += 0.1 * static_cast<double>(std::min<ptrdiff_t>(named, 2));
  if (claim.time) confidence += 0.1;
  if (!claim.places.empty()) confidence += 0.05;
  if (!claim.attribution.empty()) confidence -= 0.05;
  claim.confidence = std::clamp(confidence, 0.1, 0.9);
  return FramedClaim{std::move(claim), frame, when};
}

void ClaimBuilder::AddPlace(const Mention& mention, Claim* claim) const {
  const Chain& chain = entities_.chains[mention.chain];
  for (const EventPlace& place : claim->places) {
    if (place.entity == chain.entity) return;
    if (std::find(place.within.begin(), place.within.end(), chain.entity) !=
        place.within.end()) {
      return;  // Hungary, after Budapest
    }
  }
  claim->places.push_back({chain.entity, chain.record.name,
                           chain.record.country, chain.record.coordinates,
                           PlaceRole::kVenue, chain.within});
}

void ClaimBuilder::FindPlaces(const Frame& frame,
                              const std::vector<Frame>& frames,
                              Claim* claim) const {
  const auto take = [&](uint32_t number) {
    const Chunk& chunk = language_.chunks[number];
    for (uint32_t i = chunk.begin; i < chunk.end; ++i) {
      for (const Mention* mention : mentions_at_[i]) {
        const EntityKind kind = entities_.chains[mention->chain].record.kind;
        const bool says_where =
            mention->form == MentionForm::kName ||
            (mention->form == MentionForm::kNominal &&
             kind == EntityKind::kSettlement);  // "the Hungarian capital"
        if (IsPlace(kind) && says_where && i == chunk.head) {
          AddPlace(*mention, claim);
        }
      }
    }
  };
  uint32_t last = 0;  // chunk behind a preposition of place
  for (const PrepArgument& p : frame.preps) {
    // "in [the village] of [Dongo]"
    const bool part = last > 0 &&
                      words_.Is(p.preposition, "part_preposition") &&
                      p.chunk == last + 1;
    const bool place = words_.Is(p.preposition, "place_preposition");
    if (place || part) take(p.chunk);
    last = place || part ? p.chunk : 0;
  }
  const Chunk& own = language_.chunks[frame.chunk];
  if (frame.nominal) {  // "the Budapest meeting", "the Alaska summit"
    for (uint32_t i = own.begin; i < own.head; ++i) {
      for (const Mention* mention : mentions_at_[i]) {
        const EntityKind kind = entities_.chains[mention->chain].record.kind;
        if (mention->form == MentionForm::kName && IsPlace(kind) &&
            kind != EntityKind::kCountry) {
          AddPlace(*mention, claim);
        }
      }
    }
  }
  // "An earthquake struck Mandalay": where its verb says it was.
  if (frame.nominal && claim->places.empty() &&
      frame.governor != Frame::kNone) {
    const Frame& verb = frames[frame.governor];
    const bool subject = std::find(verb.subjects.begin(), verb.subjects.end(),
                                   frame.chunk) != verb.subjects.end();
    if (subject && !verb.passive) {
      for (const uint32_t object : verb.objects) take(object);
    }
    for (const PrepArgument& p : verb.preps) {
      if (words_.Is(p.preposition, "place_preposition")) take(p.chunk);
    }
  }
  if (!claim->places.empty()) return;
  // Else a place behind the event in the sentence, up to the next verb.
  const Sentence& sentence = language_.sentences[frame.sentence];
  for (uint32_t c = frame.chunk + 1; c < sentence.chunk_end; ++c) {
    if (language_.chunks[c].kind == Chunk::Kind::kVerb) break;
    for (uint32_t i = language_.chunks[c].begin; i < language_.chunks[c].end;
         ++i) {
      for (const Mention* mention : mentions_at_[i]) {
        if (mention->as_place) AddPlace(*mention, claim);
      }
    }
  }
}

void ClaimBuilder::FindAttribution(const Frame& frame,
                                   const std::vector<Frame>& frames,
                                   Claim* claim) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const auto takes_part = [&](const Actor& actor) {
    return std::any_of(claim->participants.begin(), claim->participants.end(),
                       [&](const Participant& p) {
                         return p.entity == actor.participant.entity;
                       });
  };
  // True if somebody was found, though he may speak of himself.
  const auto attribute = [&](const std::vector<Actor>& actors) {
    for (const Actor& actor : actors) {
      if (actor.participant.entity.empty() || takes_part(actor)) continue;
      claim->attribution.push_back(
          {actor.participant.entity, actor.participant.name});
    }
    return !actors.empty();
  };
  const auto is_set_off = [&](uint32_t token) {
    return token > sentence.begin &&
           language_.tokens[token - 1].tag == Tag::kPunctuation;
  };
  for (const Frame& other : frames) {
    if (other.nominal || other.passive || other.chunk == frame.chunk) continue;
    if (!words_.Is(language_.tokens[other.trigger].lemma, "saying")) continue;
    if (other.trigger < frame.trigger) {
      if (!other.has_that_clause && !other.objects.empty()) continue;
      if (attribute(ActorsIn(other.subjects))) return;
      continue;
    }
    // ", police said", ", said Orban": behind a comma.
    const bool inverted = other.subjects.empty() ||
                          is_set_off(language_.chunks[other.chunk].begin);
    const std::vector<uint32_t>& speakers =
        inverted ? other.objects : other.subjects;
    if (other.has_that_clause || speakers.empty()) continue;
    const uint32_t from = inverted ? other.chunk : speakers.front();
    if (!is_set_off(language_.chunks[from].begin)) continue;
    if (attribute(ActorsIn(speakers))) return;
  }
  // "according to Ukraine's ambassador, Olga Stefanishyna": the person named
  // before the next verb, else the first actor.
  for (uint32_t i = sentence.begin; i + 2 < sentence.end; ++i) {
    if (!words_.Is(language_.tokens[i].folded, "according")) continue;
    std::vector<Actor> first;
    for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
      const Chunk& chunk = language_.chunks[c];
      if (chunk.begin < i + 2) continue;
      if (chunk.kind == Chunk::Kind::kVerb) break;
      std::vector<Actor> actors = ActorsIn(c);
      if (actors.empty()) continue;
      if (actors[0].kind == EntityKind::kPerson) {
        attribute(actors);
        return;
      }
      if (first.empty()) first = std::move(actors);
    }
    attribute(first);
  }
}

void ClaimBuilder::FindQuantities(const Frame& frame, Claim* claim) const {
  std::vector<uint32_t> chunks = frame.objects;
  chunks.insert(chunks.end(), frame.subjects.begin(), frame.subjects.end());
  for (const uint32_t number : chunks) {
    const Chunk& chunk = language_.chunks[number];
    for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
      if (language_.tokens[i].tag != Tag::kCD) continue;
      std::string digits(Slice(document_.text, language_.tokens[i].span));
      std::erase(digits, ',');
      double value = 0;
      const auto end = digits.data() + digits.size();
      if (std::from_chars(digits.data(), end, value).ptr != end) continue;
      claim->quantities.push_back({value, language_.tokens[chunk.head].folded});
      break;
    }
  }
}

std::string ClaimBuilder::Surface(uint32_t number) const {
  const Chunk& chunk = language_.chunks[number];
  // A pronoun is shown by the name it means, "the pair" by those who it is.
  for (const Mention* mention : mentions_at_[chunk.head]) {
    const Chain& chain = entities_.chains[mention->chain];
    if (chain.members.size() == 2) {
      return entities_.chains[chain.members[0]].record.name + " " + kAnd + " " +
             entities_.chains[chain.members[1]].record.name;
    }
    if (mention->form == MentionForm::kPronoun) return chain.record.name;
  }
  uint32_t begin = chunk.begin;
  while (begin < chunk.head &&  // "[at] least two soldiers", "[”] Finn"
         (words_.Is(language_.tokens[begin].folded, "approximator") ||
          words_.Is(language_.tokens[begin].folded, "quotation"))) {
    ++begin;
  }
  // A time that has run into it is no part of it: "Alaska [three days
  // earlier]". But "the small hours": without its noun, what stands before is
  // nothing.
  uint32_t end = chunk.end;
  const size_t last = language_.tokens[chunk.end - 1].span.begin;
  for (const TimeExpression& time : times_) {
    if (time.span.begin > last || time.span.end <= last) continue;
    uint32_t before = chunk.end;
    while (before > begin &&
           language_.tokens[before - 1].span.begin >= time.span.begin) {
      --before;
    }
    if (before > begin && IsNoun(language_.tokens[before - 1].tag)) {
      end = before;
    }
  }
  return std::string(
      Slice(document_.text, {language_.tokens[begin].span.begin,
                             language_.tokens[end - 1].span.end}));
}

// What stands behind a verb up to the end of its sentence, cut at a word where
// it has no room.
std::string ClaimBuilder::WordsAfter(const Frame& frame, size_t room) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const uint32_t begin = language_.chunks[frame.chunk].end;
  size_t end = begin < sentence.end ? language_.tokens[begin].span.begin : 0;
  const size_t from = end;
  for (uint32_t i = begin; i < sentence.end; ++i) {
    const Span span = language_.tokens[i].span;
    if (i + 1 == sentence.end && language_.tokens[i].tag == Tag::kPunctuation) {
      break;  // the full stop
    }
    if (span.end - from + kEllipsis.size() > room) {
      return std::string(Slice(document_.text, {from, end})).append(kEllipsis);
    }
    end = span.end;
  }
  return std::string(Slice(document_.text, {from, end}));
}

// What stands in quotation marks before a verb of saying: “[We were not
// asked],” Berg said. Empty if nothing does.
std::string ClaimBuilder::QuoteBefore(const Frame& frame, size_t room) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const auto is_mark = [&](uint32_t i) {
    return words_.Is(language_.tokens[i].folded, "quotation");
  };
  if (!is_mark(sentence.begin)) return {};
  uint32_t close = sentence.begin + 1;
  while (close < frame.trigger && !is_mark(close)) ++close;
  if (close >= frame.trigger) return {};
  const size_t from = language_.tokens[sentence.begin].span.begin;
  size_t end = language_.tokens[close].span.end;
  if (end - from <= room) {
    return std::string(Slice(document_.text, {from, end}));
  }
  for (uint32_t i = close; i-- > sentence.begin + 1;) {
    end = language_.tokens[i].span.end;
    if (end - from + kEllipsis.size() <= room) {
      return std::string(Slice(document_.text, {from, end})).append(kEllipsis);
    }
  }
  return {};
}

// Subject, verb, object and what follows them, in their own words.
std::string ClaimBuilder::Headline(const Frame& frame) const {
  std::string out;
  const auto add = [&](const std::string& words) {
    if (out.size() + words.size() > kLongestHeadline) return;
    if (!out.empty() && !words.empty() && words[0] != '\'') out += ' ';
    out += words;
  };
  const auto add_list = [&](const std::vector<uint32_t>& chunks) {
    std::vector<uint32_t> sorted = chunks;
    std::sort(sorted.begin(), sorted.end());
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0) add(i + 1 == sorted.size() ? kAnd : ",");
      // "[Russia] ['s invasion]" are one phrase.
      const Chunk& chunk = language_.chunks[sorted[i]];
      if (language_.tokens[chunk.begin].tag == Tag::kPOS && sorted[i] > 0) {
        add(Surface(sorted[i] - 1));
      }
      add(Surface(sorted[i]));
    }
  };
  const auto add_preps = [&](const std::vector<PrepArgument>& preps,
                             size_t most) {
    for (size_t i = 0; i < preps.size() && i < most; ++i) {
      const bool joined =
          i > 0 && preps[i].preposition == preps[i - 1].preposition;
      add(joined ? kAnd : preps[i].preposition);
      add(Surface(preps[i].chunk));
    }
  };
  if (frame.nominal) {
    const Chunk& chunk = language_.chunks[frame.chunk];
    if (language_.tokens[chunk.begin].tag == Tag::kPOS) {
      add(Surface(frame.chunk - 1));
    }
    add(Surface(frame.chunk));
    add_preps(frame.preps, 3);
  } else {
    add_list(frame.subjects);
    const Chunk& chunk = language_.chunks[frame.chunk];
    std::string verb(
        Slice(document_.text, {language_.tokens[chunk.begin].span.begin,
                               language_.tokens[chunk.end - 1].span.end}));
    if (frame.passive && chunk.begin == chunk.head) verb = "is " + verb;
    add(verb);
    if (words_.Is(language_.tokens[frame.trigger].lemma, "saying") &&
        !frame.passive && !frame.infinitive && !frame.subjects.empty()) {
      const size_t room = kLongestHeadline - out.size();
      const std::string quoted = QuoteBefore(frame, room);
      add(quoted.empty() ? WordsAfter(frame, room) : quoted);  // the news
    } else {
      add_list(frame.objects);
      add_preps(frame.preps, 2);
    }
  }
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') {
    out[0] = static_cast<char>(out[0] - 32);
  }
  return out;
}

}  // namespace annals
