// The part of ClaimBuilder that says whom an argument means: who acts, and who
// has it done to them.

#include <algorithm>
#include <utility>

#include "core/text/fold.h"
#include "import/events/claim_builder.h"

namespace annals {

bool ClaimBuilder::HeadIs(uint32_t chunk, std::string_view cls) const {
  const Chunk& of = language_.chunks[chunk];
  const std::string& head = language_.tokens[of.head].lemma;
  return words_.Is(head, cls) ||
         (of.head > of.begin &&
          words_.Is(language_.tokens[of.head - 1].lemma + "_" + head, cls));
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

// What somebody or something without a name is called: its nouns.
std::string ClaimBuilder::NameOf(uint32_t number) const {
  const Chunk& chunk = language_.chunks[number];
  std::string name;
  for (uint32_t i = chunk.begin; i <= chunk.head; ++i) {
    const Token& token = language_.tokens[i];
    const bool part = i == chunk.head || IsNoun(token.tag) ||
                      (IsAdjective(token.tag) && token.capitalized);
    if (!part) continue;
    if (!name.empty()) name += ' ';
    name += Slice(document_.text, token.span);
  }
  return name;
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
  // "[The National Union] of [Magistrates]": a name that goes on behind.
  if (const Mention* const name = name_over_[chunk.head];
      name != nullptr && name->begin >= chunk.begin && name->end > chunk.end) {
    add_chain(entities_.chains[name->chain], true, name->as_place);
    return actors;
  }
  const Token& head = language_.tokens[chunk.head];
  // "Russian forces", "the Trump administration": who they belong to acts; but
  // "Syrian rebels" do not act for Syria.
  const bool body =
      (words_.Is(head.lemma, "force") || words_.Is(head.lemma, "body")) &&
      !words_.Is(head.lemma, "dissident");
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
  const std::string name = NameOf(number);
  for (uint32_t i = chunk.begin; i <= chunk.head; ++i) {
    for (const Mention* mention : mentions_at_[i]) {
      if (mention->form == MentionForm::kDemonym) {
        actor.participant.affiliations.push_back(
            entities_.chains[mention->chain].entity);
      }
    }
  }
  // "Taiwan's deputy minister": whose he is stands before.
  if (language_.tokens[chunk.begin].tag == Tag::kPOS && number > 0) {
    for (const Mention* mention :
         mentions_at_[language_.chunks[number - 1].head]) {
      actor.participant.affiliations.push_back(
          entities_.chains[mention->chain].entity);
    }
  }
  // "Syrian rebels" are somebody, "rebels" anybody.
  actor.named = !actor.participant.affiliations.empty() &&
                words_.Is(head.lemma, "dissident");
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

// "praised [Orban] ['s decision]", "[the union] ['s lawyers] said", "[an
// official] of [the union] said": what is somebody's stands for him, but his
// people only for a body or a country.
std::vector<Actor> ClaimBuilder::OwnersOf(uint32_t number) const {
  std::vector<Actor> owners;
  const Chunk& chunk = language_.chunks[number];
  const bool belongs =
      IsPersonNoun(number) && number + 1 < language_.chunks.size() &&
      language_.chunks[number + 1].kind == Chunk::Kind::kNoun &&
      language_.chunks[number + 1].begin == chunk.end + 1 &&
      words_.Is(language_.tokens[chunk.end].folded, "belonging");
  if (belongs) {
    owners = ActorsIn(number + 1);
    std::erase_if(owners, [&](const Actor& actor) {
      return !actor.named || actor.is_place ||
             (actor.kind != EntityKind::kOrganization &&
              actor.kind != EntityKind::kCountry);
    });
    for (Actor& owner : owners) owner.of_people = true;
    return owners;
  }
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

}  // namespace annals
