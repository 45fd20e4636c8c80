#include "import/events/claim_builder.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text/fold.h"

namespace annals {

namespace {

using Roles = EventRule::Roles;

void AddParticipant(const Actor& actor, Role role, Claim* claim) {
  if (actor.participant.entity.empty()) return;  // somebody, but who?
  for (Participant& known : claim->participants) {
    if (known.entity == actor.participant.entity) return;
  }
  Participant participant = actor.participant;
  participant.role = role;
  claim->participants.push_back(std::move(participant));
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
      headlines_(document, language, times, entities, words),
      mentions_at_(language.tokens.size()),
      name_over_(language.tokens.size()) {
  for (const Mention& mention : entities.mentions) {
    mentions_at_[mention.head].push_back(&mention);
    if (mention.form != MentionForm::kName) continue;
    for (uint32_t i = mention.begin; i < mention.end; ++i) {
      if (name_over_[i] == nullptr) name_over_[i] = &mention;  // the longest
    }
  }
}

std::optional<FramedClaim> ClaimBuilder::Build(
    const Frame& frame, const EventRule& rule,
    const std::vector<Frame>& frames) const {
  std::vector<Actor> sources =
      ActorsIn(frame.passive ? std::vector<uint32_t>{}
                             : SpeakersFor(frame.subjects, frame, frames));
  std::vector<Actor> targets =
      ActorsIn(frame.passive ? frame.subjects : frame.objects);
  // "sent [Kenya] [two jets]": who is given something is no place.
  if (!frame.passive && frame.objects.size() > 1) {
    for (Actor& actor : targets) {
      if (actor.chunk == frame.objects.front()) actor.is_place = false;
    }
  }
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
        // "shot dead at a church" is where. "sent aid to Kenya": it gets it.
        if (HeadIs(p.chunk, "building") && frame.objects.empty()) continue;
        if (words_.Is(p.preposition, "aiming") ||
            rule.type == EventType::kAid) {
          actor.is_place = false;
        }
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
  // "did not sign": a rule for what is not done codes that it was not.
  const bool by_not_doing = std::find(rule.needs.begin(), rule.needs.end(),
                                      "denied") != rule.needs.end();
  claim.status = by_not_doing ? EventStatus::kHappened : frame.status;
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
  AddThing(frame, rule, &claim);
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
  // A noun alone, with nobody and nowhere and no day, claims nothing; but "the
  // night saw arrests" does.
  const bool told =
      frame.governor != Frame::kNone &&
      (when != nullptr ||
       (words_.Is(language_.tokens[frames[frame.governor].trigger].lemma,
                  "light") &&
        std::count(frames[frame.governor].objects.begin(),
                   frames[frame.governor].objects.end(), frame.chunk) > 0));
  if (frame.nominal && claim.participants.empty() && claim.places.empty() &&
      !told) {
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
  claim.headline = headlines_.Write(frame, frames);

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

// "The zoo reopened", "14 clinics were built": where nobody takes part, the
// thing that it happens to does.
void ClaimBuilder::AddThing(const Frame& frame, const EventRule& rule,
                            Claim* claim) const {
  if ((rule.type != EventType::kChange && rule.type != EventType::kOccur) ||
      frame.nominal || rule.roles == EventRule::Roles::kNone ||
      !claim->participants.empty() || frame.subjects.empty()) {
    return;
  }
  const uint32_t number = frame.subjects.front();
  const Chunk& chunk = language_.chunks[number];
  const Token& head = language_.tokens[chunk.head];
  Participant thing;
  thing.role = frame.passive || rule.roles == EventRule::Roles::kPatient
                   ? Role::kTarget
                   : Role::kSource;
  if (!mentions_at_[chunk.head].empty()) {
    const Chain& chain =
        entities_.chains[mentions_at_[chunk.head].front()->chain];
    thing.entity = chain.entity;
    thing.name = chain.record.name;
  } else if (words_.Is(head.lemma, "wreckable") ||
             words_.Is(head.lemma, "building") ||
             word_net_.IsMainly(head.lemma, WordClass::kNounArtifact) ||
             word_net_.IsMainly(head.lemma, WordClass::kNounGroup)) {
    thing.name = NameOf(number);
    thing.entity.value = Slug(thing.name);
  }
  if (!thing.entity.empty()) claim->participants.push_back(std::move(thing));
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
  bool agreed = false;
  for (uint32_t c = frame.chunk + 1; c < sentence.chunk_end; ++c) {
    const Chunk& chunk = language_.chunks[c];
    if (chunk.kind == Chunk::Kind::kVerb) {
      // "agreed [to meet] in Oslo": what is agreed on says where.
      agreed = claim->type == EventType::kAgree &&
               language_.tokens[chunk.begin].tag == Tag::kTO;
      if (!agreed) break;
    }
    if (agreed && !words_.Is(language_.tokens[chunk.begin - 1].folded,
                             "place_preposition")) {
      continue;
    }
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
        inverted && !other.objects.empty() ? other.objects : other.subjects;
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

}  // namespace annals
