#include "import/events/event_finder.h"

#include <algorithm>
#include <utility>

#include "import/events/claim_builder.h"
#include "import/events/claim_links.h"
#include "import/events/clause.h"
#include "import/events/same_claim.h"
#include "import/events/story_place.h"
#include "import/events/story_time.h"

namespace annals {

namespace {

// The words by which a noun chunk is looked up, longest first: "phone call" as
// "phone_call", then "call"; with the last word's form and its lemma.
std::vector<std::string> NounKeys(const Language& language,
                                  const Chunk& chunk) {
  std::vector<std::string> keys;
  for (const bool lemma : {true, false}) {
    const Token& head = language.tokens[chunk.head];
    const std::string& last = lemma ? head.lemma : head.folded;
    if (chunk.head > chunk.begin) {
      const Token& before = language.tokens[chunk.head - 1];
      keys.push_back(before.lemma + "_" + last);
      keys.push_back(before.folded + "_" + last);
    }
    keys.push_back(last);
  }
  std::stable_sort(keys.begin(), keys.end(),
                   [](const std::string& a, const std::string& b) {
                     return (a.find('_') != a.npos) > (b.find('_') != b.npos);
                   });
  return keys;
}

// "[An air strike] killed ten", "was killed in [an air strike]": the noun says
// how the verb's happening came about, and is no second one.
bool IsMeans(const Frame& noun, const Claim& claim, const FramedClaim& verb) {
  if (!noun.nominal || verb.frame.nominal ||
      noun.sentence != verb.frame.sentence || claim.type != verb.claim.type) {
    return false;
  }
  const auto& subjects = verb.frame.subjects;
  const auto& preps = verb.frame.preps;
  return (!verb.frame.passive && std::find(subjects.begin(), subjects.end(),
                                           noun.chunk) != subjects.end()) ||
         std::any_of(preps.begin(), preps.end(), [&](const PrepArgument& p) {
           return p.chunk == noun.chunk;
         });
}

// "A gunman opened fire, [killing] four": what came of the verb's deed, and no
// second one.
bool IsResult(const Frame& frame, const Claim& claim, const FramedClaim& verb,
              const Language& language) {
  const auto harms = [](EventType type) {
    return type == EventType::kAssault || type == EventType::kOccur;
  };
  const Chunk& chunk = language.chunks[frame.chunk];
  return !frame.nominal && !verb.frame.nominal &&
         frame.sentence == verb.frame.sentence &&
         verb.frame.trigger < frame.trigger && chunk.begin == chunk.head &&
         language.tokens[chunk.head].tag == Tag::kVBG &&
         language.tokens[chunk.begin - 1].folded == "," &&
         frame.subjects == verb.frame.subjects && harms(claim.type) &&
         harms(verb.claim.type);
}

void AddResult(Claim result, Claim* verb) {
  for (Participant& p : result.participants) {
    const bool known = std::any_of(
        verb->participants.begin(), verb->participants.end(),
        [&](const Participant& q) { return q.entity == p.entity; });
    if (!known) verb->participants.push_back(std::move(p));
  }
  if (verb->places.empty()) verb->places = std::move(result.places);
  if (verb->quantities.empty()) {
    verb->quantities = std::move(result.quantities);
  }
}

void AddMeans(Claim noun, Claim* verb) {
  for (Participant& p : noun.participants) {
    const bool known =
        std::any_of(verb->participants.begin(), verb->participants.end(),
                    [&](const Participant& q) { return q.entity == p.entity; });
    if (!known && p.role == Role::kSource) {
      verb->participants.push_back(std::move(p));
    }
  }
  if (verb->places.empty()) verb->places = std::move(noun.places);
  if (verb->mode.empty()) verb->mode = std::move(noun.mode);
}

// From claim to claim, by the trigger of the other.
void Link(const std::vector<ClaimTie>& ties, std::vector<FramedClaim>* found) {
  for (const ClaimTie& tie : ties) {
    const Evidence& other = (*found)[tie.to].claim.evidence.front();
    (*found)[tie.from].claim.links.push_back(
        {tie.relation, other.trigger_span});
  }
}

// The claim of the sentence's first verb that has one, or of its first noun.
size_t LeadOf(const std::vector<size_t>& claim_of) {
  const auto lead =
      std::find_if(claim_of.begin(), claim_of.end(),
                   [](size_t claim) { return claim != kNoClaim; });
  return lead == claim_of.end() ? kNoClaim : *lead;
}

// Sorted, without repeats and without links to itself, which mentions that were
// joined leave.
void TidyLinks(Claim* claim) {
  std::vector<ClaimLink>& links = claim->links;
  std::erase_if(links, [&](const ClaimLink& link) {
    return std::any_of(claim->evidence.begin(), claim->evidence.end(),
                       [&](const Evidence& evidence) {
                         return evidence.trigger_span == link.trigger;
                       });
  });
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
}

}  // namespace

Result<EventFinder> EventFinder::Load(const Resources& resources) {
  Result<EventRules> rules = EventRules::Load(resources);
  if (!rules.ok()) return rules.status();
  Result<WordList> words = WordList::Load(resources, "en/events/words.tsv");
  if (!words.ok()) return words.status();
  Result<WordList> links = WordList::Load(resources, "en/events/links.tsv");
  if (!links.ok()) return links.status();
  Result<WordNet> word_net = WordNet::Load(resources);
  if (!word_net.ok()) return word_net.status();
  return EventFinder(std::move(*rules), std::move(*words), std::move(*links),
                     std::move(*word_net));
}

// "opened [fire]", "took [office]", "signed [a treaty]": the object that a
// verb's rule asks for is no event beside the verb's.
bool EventFinder::IsObjectOf(const Frame& verb, const EventRule& rule,
                             const Frame& noun,
                             const Language& language) const {
  const Token& head = language.tokens[noun.trigger];
  return std::find(verb.objects.begin(), verb.objects.end(), noun.chunk) !=
             verb.objects.end() &&
         (rule.objects.Has(head, words_) ||
          rules_.ForVerb(language.tokens[verb.trigger].lemma + "_" +
                         head.lemma) != nullptr);
}

// What hangs on a condition is not claimed.
bool EventFinder::IsConditional(const Frame& frame,
                                const Language& language) const {
  for (uint32_t i = language.sentences[frame.sentence].begin; i < frame.trigger;
       ++i) {
    if (words_.Is(language.tokens[i].folded, "conditional")) return true;
  }
  return false;
}

// In the order in which they are tried.
std::vector<uint32_t> EventFinder::RulesFor(
    const Frame& frame, const Language& language,
    const std::vector<TimeExpression>& times) const {
  std::vector<uint32_t> numbers;
  const auto take = [&](const std::vector<uint32_t>* rules) {
    if (rules != nullptr) {
      numbers.insert(numbers.end(), rules->begin(), rules->end());
    }
  };
  if (frame.nominal) {
    for (const std::string& key :
         NounKeys(language, language.chunks[frame.chunk])) {
      take(rules_.ForNoun(key));
    }
    return numbers;
  }
  const std::string& lemma = language.tokens[frame.trigger].lemma;
  const auto take_with = [&](const std::string& word) {
    take(rules_.ForVerb(lemma + "_" + word));
  };
  const auto head_of = [&](uint32_t chunk) -> const std::string& {
    return language.tokens[language.chunks[chunk].head].lemma;
  };
  for (const uint32_t object : frame.objects) take_with(head_of(object));
  for (const PrepArgument& p : frame.preps) {  // "went on strike"
    take_with(p.preposition + "_" + head_of(p.chunk));
  }
  const uint32_t last =
      frame.objects.empty() ? frame.chunk : frame.objects.back();
  const uint32_t behind = language.chunks[last].end;
  if (behind < language.sentences[frame.sentence].end) {
    const Token& next = language.tokens[behind];
    // "found him guilty", "turned the offer down"
    if (IsAdjective(next.tag) ||
        (!frame.objects.empty() && IsAdverb(next.tag))) {
      take_with(next.folded);
    }
  }
  // "appealed on Monday", "voted in April": no "appeal on", no "vote in".
  const auto is_time = [&](const PrepArgument& p) {
    const Span head = language.tokens[language.chunks[p.chunk].head].span;
    return std::any_of(
        times.begin(), times.end(), [&](const TimeExpression& time) {
          return time.span.begin <= head.begin && head.end <= time.span.end;
        });
  };
  const bool timed = !frame.preps.empty() &&
                     frame.preps.front().preposition == frame.particle &&
                     is_time(frame.preps.front());
  if (!frame.particle.empty() && !timed) take_with(frame.particle);
  take(rules_.ForVerb(lemma));
  // "appealed again to Oslo", "voted 52 to 48 against it"
  const bool alone =
      std::all_of(frame.objects.begin(), frame.objects.end(), [&](uint32_t o) {
        return language.tokens[language.chunks[o].head].tag == Tag::kCD;
      });
  for (const PrepArgument& p : frame.preps) {
    if (alone && p.preposition != frame.particle &&
        !is_time(p)) {
      take_with(p.preposition);
    }
  }
  return numbers;
}

// "Paris condemned [the attack]": the last one told of before, the first `told`
// of `found`; or kNoClaim.
size_t EventFinder::Meant(const Frame& frame, const Language& language,
                          const std::vector<TimeExpression>& times, size_t told,
                          const std::vector<FramedClaim>& found) const {
  if (!frame.nominal ||
      !words_.Is(language.tokens[language.chunks[frame.chunk].begin].folded,
                 "definite")) {
    return kNoClaim;
  }
  const std::vector<uint32_t> rules = RulesFor(frame, language, times);
  for (size_t i = told; i-- > 0;) {
    const EventType type = found[i].claim.type;
    if (std::any_of(rules.begin(), rules.end(), [&](uint32_t rule) {
          return rules_.rule(rule).type == type;
        })) {
      return i;
    }
  }
  return kNoClaim;
}

std::vector<Claim> EventFinder::Find(const Document& document,
                                     const Language& language,
                                     const std::vector<TimeExpression>& times,
                                     const Entities& entities) const {
  std::vector<FramedClaim> found;
  const ClaimBuilder builder(document, language, times, entities, rules_,
                             words_, word_net_);
  ClauseReader reader(language, words_);
  size_t lead_before = kNoClaim;
  for (uint32_t s = 0; s < language.sentences.size(); ++s) {
    const Sentence& sentence = language.sentences[s];
    if (sentence.kind == BlockKind::kFurniture ||
        sentence.kind == BlockKind::kCaption ||
        language.tokens[sentence.end - 1].folded == "?") {
      lead_before = kNoClaim;
      continue;
    }
    const std::vector<Frame> frames = reader.Read(s, [&](const Chunk& chunk) {
      if (IsProperNoun(language.tokens[chunk.head].tag)) return false;
      const std::vector<std::string> keys = NounKeys(language, chunk);
      return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
        return rules_.ForNoun(key) != nullptr;
      });
    });
    const size_t told = found.size();  // by the sentences before
    std::vector<const EventRule*> coded(frames.size());
    std::vector<size_t> claim_of(frames.size(), kNoClaim);
    // Rules for what is said come second: only where nothing else happens.
    for (const bool alone : {false, true}) {
      for (size_t f = 0; f < frames.size(); ++f) {
        const Frame& frame = frames[f];
        if (frame.norm || IsConditional(frame, language)) continue;
        if (frame.nominal && frame.governor != Frame::kNone &&
            coded[frame.governor] != nullptr &&
            IsObjectOf(frames[frame.governor], *coded[frame.governor], frame,
                       language)) {
          continue;
        }
        for (const uint32_t number : RulesFor(frame, language, times)) {
          const EventRule& rule = rules_.rule(number);
          if (rule.alone != alone) continue;
          std::optional<FramedClaim> claim = builder.Build(frame, rule, frames);
          if (!claim) continue;
          const auto verb = std::find_if(
              found.begin(), found.end(), [&](const FramedClaim& other) {
                return IsMeans(frame, claim->claim, other);
              });
          const auto cause = std::find_if(
              found.begin(), found.end(), [&](const FramedClaim& other) {
                return IsResult(frame, claim->claim, other, language);
              });
          if (cause != found.end()) {
            AddResult(std::move(claim->claim), &cause->claim);
            claim_of[f] = static_cast<size_t>(cause - found.begin());
          } else if (verb != found.end()) {
            AddMeans(std::move(claim->claim), &verb->claim);
            claim_of[f] = static_cast<size_t>(verb - found.begin());
          } else {
            claim_of[f] = found.size();
            found.push_back(std::move(*claim));
          }
          coded[f] = &rule;
          break;
        }
      }
      if (std::any_of(coded.begin(), coded.end(),
                      [](const EventRule* rule) { return rule != nullptr; })) {
        break;
      }
    }
    for (size_t f = 0; f < frames.size(); ++f) {
      if (claim_of[f] == kNoClaim) {
        claim_of[f] = Meant(frames[f], language, times, told, found);
      }
    }
    Link(TiesIn(language, link_words_, frames, claim_of, lead_before, found),
         &found);
    lead_before = LeadOf(claim_of);
  }
  DateFromStory(document, language, times, words_, &found);
  std::vector<Claim> claims;
  claims.reserve(found.size());
  for (FramedClaim& each : found) claims.push_back(std::move(each.claim));
  claims = JoinMentions(std::move(claims));
  for (Claim& claim : claims) TidyLinks(&claim);
  PlaceInStory(entities, &claims);
  return claims;
}

}  // namespace annals
