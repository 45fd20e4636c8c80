// The part of ClaimBuilder that asks whether what a rule needs is there: the
// fields "object", "unless" and "needs" (import/rules/README.md).

#include <algorithm>
#include <utility>

#include "import/events/claim_builder.h"

namespace annals {

namespace {

bool AnyNamed(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(),
                     [](const Actor& a) { return a.named; });
}

bool AnyPerson(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const Actor& a) {
    return a.of_people || a.kind == EntityKind::kPerson ||
           a.kind == EntityKind::kGroup;
  });
}

}  // namespace

// "The pass is closed, Berg said", "…, said Berg".
bool ClaimBuilder::FollowsWhatIsSaid(const Frame& frame,
                                     const std::vector<Frame>& frames) const {
  if (frame.nominal || frame.passive || frame.subjects.empty()) return false;
  if (!frame.objects.empty() && frame.objects != frame.subjects) return false;
  const auto& chunks = language_.chunks;
  uint32_t first = frame.subjects.front();
  while (first > 0 && language_.tokens[chunks[first].begin].tag == Tag::kPOS) {
    --first;
  }
  const uint32_t begin =
      std::min(chunks[first].begin, chunks[frame.chunk].begin);
  const Sentence& sentence = language_.sentences[frame.sentence];
  return begin > sentence.begin && language_.tokens[begin - 1].folded == "," &&
         std::any_of(frames.begin(), frames.end(), [&](const Frame& other) {
           return !other.nominal && !other.infinitive && other.trigger < begin;
         });
}

// "fired missiles [targeting] a base"
bool ClaimBuilder::IsAimedByNext(const Frame& frame,
                                 const std::vector<Frame>& frames) const {
  if (frame.objects.empty()) return false;
  const uint32_t behind = language_.chunks[frame.objects.back()].end;
  return std::any_of(frames.begin(), frames.end(), [&](const Frame& other) {
    return other.trigger == behind &&
           words_.Is(language_.tokens[behind].lemma, "aiming");
  });
}

// "$2 billion", "3 million euros"
bool ClaimBuilder::IsMoney(uint32_t chunk) const {
  const Chunk& of = language_.chunks[chunk];
  for (uint32_t i = of.begin; i < of.end; ++i) {
    const std::string& word = language_.tokens[i].folded;
    for (const std::string_view sign : {"$", "€", "£", "¥"}) {
      if (word.find(sign) != word.npos) return true;
    }
    if (words_.Is(language_.tokens[i].lemma, "currency")) return true;
  }
  return false;
}

// "A ferry capsized off Oslo. Three people were killed": by that. An accident or
// hazard and nothing armed in its sentence, the one before or the first.
bool ClaimBuilder::IsOfDisaster(const Frame& frame) const {
  const auto says = [&](uint32_t sentence, std::string_view cls) {
    const Sentence& in = language_.sentences[sentence];
    for (uint32_t i = in.begin; i < in.end; ++i) {
      if (words_.Is(language_.tokens[i].lemma, cls)) return true;
    }
    return false;
  };
  for (const uint32_t sentence :
       {frame.sentence, frame.sentence > 0 ? frame.sentence - 1 : 0, 0u}) {
    if (says(sentence, "weapon") || says(sentence, "force") ||
        says(sentence, "bomb")) {
      return false;
    }
    if (says(sentence, "accident") || says(sentence, "hazard")) return true;
  }
  return false;
}

// "The president signs the act on 12 March": of that day, not of every.
bool ClaimBuilder::IsDatedByDay(const Frame& frame) const {
  const Span sentence = language_.sentences[frame.sentence].span;
  return std::any_of(times_.begin(), times_.end(),
                     [&](const TimeExpression& time) {
                       return time.span.begin >= sentence.begin &&
                              time.span.end <= sentence.end && time.interval &&
                              time.interval->granularity() ==
                                  Granularity::kDay &&
                              time.type == TimexType::kDate;
                     });
}

bool ClaimBuilder::Meets(const Frame& frame, const EventRule& rule,
                         const std::vector<Frame>& frames,
                         const std::vector<Actor>& sources,
                         const std::vector<Actor>& targets,
                         const std::vector<Actor>& others) const {
  const auto head_of = [&](uint32_t chunk) -> const Token& {
    return language_.tokens[language_.chunks[chunk].head];
  };
  const std::vector<uint32_t>& done_to =
      frame.passive ? frame.subjects : frame.objects;
  std::vector<uint32_t> doers;
  if (!frame.passive) doers = frame.subjects;
  for (const PrepArgument& p : frame.preps) {
    if (frame.passive && p.preposition == "by") doers.push_back(p.chunk);
  }
  const bool governed_light =
      frame.nominal && frame.governor != Frame::kNone &&
      words_.Is(language_.tokens[frames[frame.governor].trigger].lemma,
                "light");

  if (!frame.nominal && !rule.objects.empty()) {
    const auto suits = [&](uint32_t chunk) {
      return rule.objects.Has(head_of(chunk), words_);
    };
    bool fits = std::any_of(done_to.begin(), done_to.end(), suits);
    if (frame.passive) {  // "she was awarded a medal"
      fits |= std::any_of(frame.objects.begin(), frame.objects.end(), suits);
    }
    for (const PrepArgument& p : frame.preps) {
      fits |= !frame.particle.empty() && p.preposition == frame.particle &&
              suits(p.chunk);
    }
    if (!fits) return false;
  }
  if (!frame.nominal && !rule.subjects.empty() &&
      std::none_of(doers.begin(), doers.end(), [&](uint32_t number) {
        // "Cyclone Ana": any noun of it will do.
        const Chunk& doer = language_.chunks[number];
        for (uint32_t i = doer.begin; i < doer.end; ++i) {
          const Token& token = language_.tokens[i];
          if (IsNoun(token.tag) && rule.subjects.Has(token, words_))
            return true;
        }
        return false;
      })) {
    return false;
  }
  for (const std::vector<uint32_t>* list : {&done_to, &std::as_const(doers)}) {
    for (const uint32_t chunk : *list) {
      if (rule.unless.Has(head_of(chunk), words_)) return false;
    }
  }
  const bool has_location = [&] {
    Claim probe;
    FindPlaces(frame, frames, &probe);
    return !probe.places.empty();
  }();
  const size_t actors = sources.size() + targets.size() + others.size();
  const bool named = AnyNamed(sources) || AnyNamed(targets) || AnyNamed(others);
  const Sentence& sentence = language_.sentences[frame.sentence];
  const auto says_in = [&](const Sentence& in, std::string_view cls) {
    for (uint32_t i = in.begin; i < in.end; ++i) {
      if (words_.Is(language_.tokens[i].lemma, cls)) return true;
    }
    return false;
  };
  const auto says = [&](std::string_view cls) {  // anywhere in its sentence
    return says_in(sentence, cls);
  };
  const auto says_behind = [&](std::string_view cls) {  // … in its sentence
    for (uint32_t i = frame.trigger; i < sentence.end; ++i) {
      if (words_.Is(language_.tokens[i].folded, cls)) return true;
    }
    return false;
  };
  const auto any_head = [&](const std::vector<uint32_t>& chunks,
                            std::string_view cls) {
    return std::any_of(chunks.begin(), chunks.end(), [&](uint32_t chunk) {
      if (HeadIs(chunk, cls)) return true;
      for (uint32_t i = language_.chunks[chunk].begin;
           i < language_.chunks[chunk].head; ++i) {
        if (words_.Is(language_.tokens[i].lemma, cls)) return true;
      }
      return false;
    });
  };
  for (const std::string& need : rule.needs) {
    bool met = true;
    if (need == "actor") {
      met = actors > 0;
    } else if (need == "two-actors") {
      met = actors > 1;
    } else if (need == "named") {
      met = named || has_location;
    } else if (need == "object") {
      met = frame.nominal || !done_to.empty();
    } else if (need == "no-object") {
      met = frame.nominal || done_to.empty();
    } else if (need == "object-actor") {
      met = !targets.empty();
    } else if (need == "object-named") {
      met = AnyNamed(targets);
    } else if (need == "object-named-person") {
      met = std::any_of(targets.begin(), targets.end(), [](const Actor& a) {
        return a.named && a.kind == EntityKind::kPerson;
      });
    } else if (need == "object-person") {
      met = AnyPerson(targets) ||
            (frame.nominal && (AnyPerson(others) || AnyPerson(sources)));
    } else if (need == "object-person-or-nominal") {
      met =
          AnyPerson(targets) || (frame.nominal && (actors > 0 || has_location));
    } else if (need == "object-proper") {  // "won the Booker Prize"
      met = std::any_of(done_to.begin(), done_to.end(), [&](uint32_t chunk) {
        return IsProperNoun(head_of(chunk).tag);
      });
    } else if (need == "object-office") {
      met = any_head(done_to, "office") ||
            std::any_of(targets.begin(), targets.end(), [](const Actor& a) {
              return a.named && a.kind == EntityKind::kPerson;
            });
    } else if (need == "object-place-or-person") {
      met = frame.nominal || !targets.empty() || any_head(done_to, "building");
    } else if (need == "subject-actor") {
      // "The pardon was overturned": what it was done to says enough.
      met = !sources.empty() ||
            (frame.passive && (!targets.empty() || !rule.objects.empty())) ||
            (frame.nominal && actors > 0);
    } else if (need == "subject-person") {
      met = AnyPerson(sources) || (frame.nominal && actors > 0);
    } else if (need == "subject-person-or-passive") {
      met = AnyPerson(sources) || frame.passive || any_head(doers, "weapon");
    } else if (need == "told") {  // not what is usual, or said in the present
      met = frame.nominal || frame.tense == Tense::kPast ||
            frame.tense == Tense::kPerfect ||
            frame.tense == Tense::kPastPerfect ||
            frame.status == EventStatus::kPlanned ||
            frame.status == EventStatus::kOngoing || IsDatedByDay(frame);
    } else if (need == "object-thing") {  // "suspended the search", no member
      met = !done_to.empty() &&
            std::none_of(
                done_to.begin(), done_to.end(), [&](uint32_t chunk) {
                  return !mentions_at_[language_.chunks[chunk].head].empty() ||
                         IsPersonNoun(chunk);
                });
    } else if (need == "named-or-passive") {
      met = frame.passive || AnyNamed(sources);
    } else if (need == "percent") {  // "rose by 3 percent"
      met = says_behind("percent");
    } else if (need == "named-subject") {
      // "Taiwan's deputy minister" will do where words alone are not the event.
      const bool of_somebody =
          rule.roles != EventRule::Roles::kSpeaker &&
          std::any_of(sources.begin(), sources.end(), [](const Actor& a) {
            return !a.participant.affiliations.empty();
          });
      met = AnyNamed(sources) || of_somebody || (frame.nominal && named) ||
            (frame.passive && AnyNamed(targets));
    } else if (need == "no-complement") {
      met = !frame.has_infinitive && frame.objects.size() == 1;
    } else if (need == "no-thing") {  // "met the Pope", "met"; not "met a need"
      met = frame.nominal || done_to.empty() || !targets.empty();
    } else if (need == "not-that") {
      met = !frame.has_that_clause;
    } else if (need == "that") {
      met = frame.has_that_clause || FollowsWhatIsSaid(frame, frames);
    } else if (need == "denied") {
      met = frame.status == EventStatus::kDenied;
    } else if (need == "from") {  // "barred him from the port", "from voting"
      const auto is_from = [&](const std::string& word) {
        return words_.Is(word, "origin_preposition");
      };
      const uint32_t behind = frame.objects.empty()
                                  ? 0
                                  : language_.chunks[frame.objects.back()].end;
      met = std::any_of(frame.preps.begin(), frame.preps.end(),
                        [&](const PrepArgument& p) {
                          return is_from(p.preposition);
                        }) ||
            is_from(frame.particle) ||
            (behind > 0 && behind < sentence.end &&
             is_from(language_.tokens[behind].folded));
    } else if (need == "motion-to-place") {  // "flew from Oslo to Bonn"
      met = std::any_of(
          frame.preps.begin(), frame.preps.end(), [&](const PrepArgument& p) {
            const auto& at = mentions_at_[language_.chunks[p.chunk].head];
            return words_.Is(p.preposition, "motion") &&
                   std::any_of(at.begin(), at.end(), [&](const Mention* m) {
                     return IsPlace(entities_.chains[m->chain].record.kind);
                   });
          });
    } else if (need == "industry-sentence") {  // "a gas explosion"
      met = says("industry") && !says("weapon") && !says("force");
    } else if (need == "no-industry") {
      met = !says("industry") || says("weapon") || says("force");
    } else if (need == "subject-proper") {  // "Netflix rose by 5 percent"
      met = std::any_of(doers.begin(), doers.end(), [&](uint32_t chunk) {
        return IsProperNoun(head_of(chunk).tag);
      });
    } else if (need == "money") {  // "lost $2 billion"
      met = std::any_of(done_to.begin(), done_to.end(), [&](uint32_t chunk) {
        return IsMoney(chunk);
      });
    } else if (need == "planned") {
      met = frame.status == EventStatus::kPlanned;
    } else if (need == "condemning-sentence") {
      met = says_behind("condemning");
    } else if (need == "passive") {
      met = frame.passive;
    } else if (need == "disaster") {
      met = IsOfDisaster(frame);
    } else if (need == "crowd-sentence") {
      met = says("crowd");
    } else if (need == "sport-sentence") {
      met = says("sport");
    } else if (need == "no-sport") {
      met = !says("sport");
    } else if (need == "armed-sentence") {
      met = says("weapon") || says("force") || says("bomb");
    } else if (need == "infinitive") {
      met = frame.has_infinitive;
    } else if (need == "not-commenting") {  // "declined to comment"
      for (const Frame& other : frames) {
        met &= other.governor == Frame::kNone || !other.infinitive ||
               &frames[other.governor] != &frame ||
               !words_.Is(language_.tokens[other.trigger].lemma, "commenting");
      }
    } else if (need == "light-verb") {
      met = !frame.nominal || governed_light || !frame.subjects.empty();
    } else if (need == "light-verb-or-place") {
      met = (governed_light && (actors > 0 || has_location)) || has_location;
    } else if (need == "violence") {
      met = named || has_location || any_head(doers, "force") ||
            any_head(doers, "weapon") || (frame.nominal && governed_light);
      met = met && (frame.nominal || !targets.empty() || has_location ||
                    frame.passive || any_head(done_to, "building"));
    } else if (need == "weapon-or-force") {
      bool weapon = any_head(doers, "weapon") || any_head(doers, "force");
      for (const PrepArgument& p : frame.preps) {
        weapon |= HeadIs(p.chunk, "weapon");
      }
      met = weapon ||
            std::any_of(sources.begin(), sources.end(), [](const Actor& a) {
              return a.kind == EntityKind::kCountry;
            });
    } else if (need == "asking-for") {
      met = std::any_of(frame.preps.begin(), frame.preps.end(),
                        [&](const PrepArgument& p) {
                          return words_.Is(p.preposition, "asking");
                        });
    } else if (need == "says-must") {  // "said Hungary must go"
      met = false;
      for (const Frame& other : frames) {
        if (other.nominal || other.trigger < frame.trigger) continue;
        const Token& modal =
            language_.tokens[language_.chunks[other.chunk].begin];
        met = other.chunk != frame.chunk && modal.tag == Tag::kMD &&
              words_.Is(modal.folded, "obligation");
        if (other.chunk != frame.chunk) break;
      }
    } else if (need == "no-accident") {
      // "Ten people were killed when a bus overturned": by nobody.
      if (frame.passive && sources.empty()) {
        met = !IsOfDisaster(frame);
      }
    } else if (need == "aimed") {  // at somebody or something
      met = std::any_of(frame.preps.begin(), frame.preps.end(),
                        [&](const PrepArgument& p) {
                          return words_.Is(p.preposition, "aiming");
                        }) ||
            std::any_of(targets.begin(), targets.end(),
                        [](const Actor& a) { return a.named; }) ||
            IsAimedByNext(frame, frames);
    } else if (need == "protest-like") {
      met = frame.nominal ? (actors > 0 || has_location || governed_light)
                          : AnyPerson(sources) || any_head(doers, "group");
    } else if (need == "bomb-like") {
      met = frame.nominal || any_head(doers, "bomb");
    } else if (need == "armed") {
      const auto armed = [](const Actor& a) {
        return a.named && (a.kind == EntityKind::kCountry || a.of_people);
      };
      met = std::any_of(sources.begin(), sources.end(), armed) ||
            !targets.empty() || any_head({frame.chunk}, "weapon") ||
            any_head({frame.chunk}, "force") || any_head(doers, "force");
    } else if (need == "labour") {
      met = any_head(frame.subjects, "labour") ||
            any_head({frame.chunk}, "labour");
    } else if (need == "public-words") {
      // Words in quotation marks, or a place for words in the same sentence.
      met = says("venue") || says("quotation");
    } else if (need == "hazard-subject") {
      met = any_head(doers, "hazard");
    } else if (need == "subject-group") {
      met = any_head(doers, "group");
    } else if (need == "accident-like") {
      met = frame.nominal ? has_location || actors > 0
                          : any_head(doers, "wreckable");
    }
    if (!met) return false;
  }
  return true;
}

}  // namespace annals
