#include "import/events/needs.h"

#include <algorithm>
#include <utility>

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

bool AnyNamedPerson(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const Actor& a) {
    return a.named && a.kind == EntityKind::kPerson;
  });
}

}  // namespace

Situation::Situation(const ClaimBuilder& builder, const Frame& frame,
                     const EventRule& rule, const std::vector<Frame>& frames,
                     const std::vector<Actor>& sources,
                     const std::vector<Actor>& targets,
                     const std::vector<Actor>& others)
    : builder_(builder),
      language_(builder.language_),
      words_(builder.words_),
      frame_(frame),
      rule_(rule),
      frames_(frames),
      sources_(sources),
      targets_(targets),
      others_(others),
      done_to_(frame.passive ? frame.subjects : frame.objects) {
  if (!frame.passive) doers_ = frame.subjects;
  for (const PrepArgument& p : frame.preps) {
    if (frame.passive && p.preposition == "by") doers_.push_back(p.chunk);
  }
}

// ---- What needs are made of.

const Token& Situation::HeadOf(uint32_t chunk) const {
  return language_.tokens[language_.chunks[chunk].head];
}

bool Situation::AnyHead(const std::vector<uint32_t>& chunks,
                        std::string_view cls) const {
  return std::any_of(chunks.begin(), chunks.end(), [&](uint32_t number) {
    const Chunk& chunk = language_.chunks[number];
    if (builder_.HeadIs(number, cls)) return true;
    for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
      if (words_.Is(language_.tokens[i].lemma, cls)) return true;
    }
    return false;
  });
}

bool Situation::AnyProper(const std::vector<uint32_t>& chunks) const {
  return std::any_of(chunks.begin(), chunks.end(), [&](uint32_t chunk) {
    return IsProperNoun(HeadOf(chunk).tag);
  });
}

bool Situation::SaysIn(uint32_t sentence, std::string_view cls) const {
  const Sentence& in = language_.sentences[sentence];
  for (uint32_t i = in.begin; i < in.end; ++i) {
    if (words_.Is(language_.tokens[i].lemma, cls)) return true;
  }
  return false;
}

bool Situation::Says(std::string_view cls) const {
  return SaysIn(frame_.sentence, cls);
}

bool Situation::SaysBehind(std::string_view cls) const {
  const uint32_t end = language_.sentences[frame_.sentence].end;
  for (uint32_t i = frame_.trigger; i < end; ++i) {
    if (words_.Is(language_.tokens[i].folded, cls)) return true;
  }
  return false;
}

bool Situation::IsArmed() const {
  return Says("weapon") || Says("force") || Says("bomb");
}

// "A ferry capsized off Oslo. Three people were killed": by that. An accident
// or hazard and nothing armed in its sentence, the one before or the first.
bool Situation::IsOfDisaster() const {
  const uint32_t own = frame_.sentence;
  for (const uint32_t each : {own, own > 0 ? own - 1 : 0, 0u}) {
    if (SaysIn(each, "weapon") || SaysIn(each, "force") ||
        SaysIn(each, "bomb")) {
      return false;
    }
    if (SaysIn(each, "accident") || SaysIn(each, "hazard")) return true;
  }
  return false;
}

// "The president signs the act on 12 March": of that day, not of every.
bool Situation::IsDatedByDay() const {
  const Span sentence = language_.sentences[frame_.sentence].span;
  return std::any_of(builder_.times_.begin(), builder_.times_.end(),
                     [&](const TimeExpression& time) {
                       return time.span.begin >= sentence.begin &&
                              time.span.end <= sentence.end && time.interval &&
                              time.interval->granularity() ==
                                  Granularity::kDay &&
                              time.type == TimexType::kDate;
                     });
}

// "$2 billion", "3 million euros"
bool Situation::IsMoney(uint32_t chunk) const {
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

// "fired missiles [targeting] a base"
bool Situation::IsAimedByNext() const {
  if (frame_.objects.empty()) return false;
  const uint32_t behind = language_.chunks[frame_.objects.back()].end;
  return std::any_of(frames_.begin(), frames_.end(), [&](const Frame& other) {
    return other.trigger == behind &&
           words_.Is(language_.tokens[behind].lemma, "aiming");
  });
}

// "said Hungary [must] go"
bool Situation::IsSaidToBeMust() const {
  for (const Frame& other : frames_) {
    if (other.nominal || other.trigger < frame_.trigger ||
        other.chunk == frame_.chunk) {
      continue;
    }
    const Token& modal = language_.tokens[language_.chunks[other.chunk].begin];
    return modal.tag == Tag::kMD && words_.Is(modal.folded, "obligation");
  }
  return false;
}

// "declined to [comment]"
bool Situation::IsComment() const {
  return std::any_of(frames_.begin(), frames_.end(), [&](const Frame& other) {
    return other.infinitive && other.governor != Frame::kNone &&
           &frames_[other.governor] == &frame_ &&
           words_.Is(language_.tokens[other.trigger].lemma, "commenting");
  });
}

bool Situation::HasPreposition(std::string_view cls) const {
  return std::any_of(
      frame_.preps.begin(), frame_.preps.end(),
      [&](const PrepArgument& p) { return words_.Is(p.preposition, cls); });
}

// "barred him [from] the port", "[from] voting"
bool Situation::IsFrom() const {
  constexpr std::string_view kFrom = "origin_preposition";
  const uint32_t behind =
      frame_.objects.empty() ? 0 : language_.chunks[frame_.objects.back()].end;
  return HasPreposition(kFrom) || words_.Is(frame_.particle, kFrom) ||
         (behind > 0 && behind < language_.sentences[frame_.sentence].end &&
          words_.Is(language_.tokens[behind].folded, kFrom));
}

// "flew from Oslo to Bonn"
bool Situation::MovesToPlace() const {
  return std::any_of(
      frame_.preps.begin(), frame_.preps.end(), [&](const PrepArgument& p) {
        const auto& at = builder_.mentions_at_[language_.chunks[p.chunk].head];
        return words_.Is(p.preposition, "motion") &&
               std::any_of(at.begin(), at.end(), [&](const Mention* m) {
                 return IsPlace(
                     builder_.entities_.chains[m->chain].record.kind);
               });
      });
}

// "The pass is closed, Berg said", "…, said Berg".
bool Situation::FollowsWhatIsSaid() const {
  if (frame_.nominal || frame_.passive || frame_.subjects.empty()) {
    return false;
  }
  if (!frame_.objects.empty() && frame_.objects != frame_.subjects) {
    return false;
  }
  const auto& chunks = language_.chunks;
  uint32_t first = frame_.subjects.front();
  while (first > 0 && language_.tokens[chunks[first].begin].tag == Tag::kPOS) {
    --first;
  }
  const uint32_t begin =
      std::min(chunks[first].begin, chunks[frame_.chunk].begin);
  const Sentence& sentence = language_.sentences[frame_.sentence];
  return begin > sentence.begin && language_.tokens[begin - 1].folded == "," &&
         std::any_of(frames_.begin(), frames_.end(), [&](const Frame& other) {
           return !other.nominal && !other.infinitive && other.trigger < begin;
         });
}

bool Situation::HasLocation() const {
  Claim probe;
  builder_.FindPlaces(frame_, frames_, &probe);
  return !probe.places.empty();
}

bool Situation::IsLight() const {
  return frame_.nominal && frame_.governor != Frame::kNone &&
         words_.Is(language_.tokens[frames_[frame_.governor].trigger].lemma,
                   "light");
}

bool Situation::AnybodyNamed() const {
  return AnyNamed(sources_) || AnyNamed(targets_) || AnyNamed(others_);
}

size_t Situation::CountActors() const {
  return sources_.size() + targets_.size() + others_.size();
}

// ---- The needs.

struct Needs {
  using S = const Situation&;
  static constexpr Need kAll[] = {
      {"accident-like",
       [](S s) {
         return s.frame_.nominal ? s.CountActors() > 0 || s.HasLocation()
                                 : s.AnyHead(s.doers_, "wreckable");
       }},
      {"actor", [](S s) { return s.CountActors() > 0; }},
      {"aimed",
       [](S s) {
         return s.HasPreposition("aiming") || AnyNamed(s.targets_) ||
                s.IsAimedByNext();
       }},
      {"armed",
       [](S s) {
         const auto armed = [](const Actor& a) {
           return a.named && (a.kind == EntityKind::kCountry || a.of_people);
         };
         return std::any_of(s.sources_.begin(), s.sources_.end(), armed) ||
                !s.targets_.empty() || s.AnyHead({s.frame_.chunk}, "weapon") ||
                s.AnyHead({s.frame_.chunk}, "force") ||
                s.AnyHead(s.doers_, "force");
       }},
      {"armed-sentence", [](S s) { return s.IsArmed(); }},
      {"asking-for", [](S s) { return s.HasPreposition("asking"); }},
      {"bomb-like",
       [](S s) { return s.frame_.nominal || s.AnyHead(s.doers_, "bomb"); }},
      {"condemning-sentence", [](S s) { return s.SaysBehind("condemning"); }},
      {"crowd-sentence", [](S s) { return s.Says("crowd"); }},
      {"denied", [](S s) { return s.frame_.status == EventStatus::kDenied; }},
      {"disaster", [](S s) { return s.IsOfDisaster(); }},
      {"from", [](S s) { return s.IsFrom(); }},
      {"hazard-subject", [](S s) { return s.AnyHead(s.doers_, "hazard"); }},
      {"industry-sentence",
       [](S s) {
         return s.Says("industry") && !s.Says("weapon") && !s.Says("force");
       }},
      {"infinitive", [](S s) { return s.frame_.has_infinitive; }},
      {"labour",
       [](S s) {
         return s.AnyHead(s.frame_.subjects, "labour") ||
                s.AnyHead({s.frame_.chunk}, "labour");
       }},
      {"light-verb",
       [](S s) {
         return !s.frame_.nominal || s.IsLight() || !s.frame_.subjects.empty();
       }},
      {"light-verb-or-place",
       [](S s) {
         return (s.IsLight() && s.CountActors() > 0) || s.HasLocation();
       }},
      {"money",
       [](S s) {
         return std::any_of(s.done_to_.begin(), s.done_to_.end(),
                            [&](uint32_t chunk) { return s.IsMoney(chunk); });
       }},
      {"motion-to-place", [](S s) { return s.MovesToPlace(); }},
      {"named", [](S s) { return s.AnybodyNamed() || s.HasLocation(); }},
      {"named-or-passive",
       [](S s) { return s.frame_.passive || AnyNamed(s.sources_); }},
      {"named-subject",
       [](S s) {
         // "Taiwan's deputy minister" will do where words alone are not the
         // event.
         const bool of_somebody =
             s.rule_.roles != EventRule::Roles::kSpeaker &&
             std::any_of(s.sources_.begin(), s.sources_.end(),
                         [](const Actor& a) {
                           return !a.participant.affiliations.empty();
                         });
         return AnyNamed(s.sources_) || of_somebody ||
                (s.frame_.nominal && s.AnybodyNamed()) ||
                (s.frame_.passive && AnyNamed(s.targets_));
       }},
      {"no-accident",
       [](S s) {
         // "Ten people were killed when a bus overturned": by nobody.
         return !s.frame_.passive || !s.sources_.empty() || !s.IsOfDisaster();
       }},
      {"no-complement",
       [](S s) {
         return !s.frame_.has_infinitive && s.frame_.objects.size() == 1;
       }},
      {"no-industry",
       [](S s) {
         return !s.Says("industry") || s.Says("weapon") || s.Says("force");
       }},
      {"no-object", [](S s) { return s.frame_.nominal || s.done_to_.empty(); }},
      {"no-sport", [](S s) { return !s.Says("sport"); }},
      {"no-thing",  // "met the Pope", "met"; not "met a need"
       [](S s) {
         return s.frame_.nominal || s.done_to_.empty() || !s.targets_.empty();
       }},
      {"not-commenting", [](S s) { return !s.IsComment(); }},
      {"not-that", [](S s) { return !s.frame_.has_that_clause; }},
      {"object", [](S s) { return s.frame_.nominal || !s.done_to_.empty(); }},
      {"object-actor", [](S s) { return !s.targets_.empty(); }},
      {"object-named", [](S s) { return AnyNamed(s.targets_); }},
      {"object-named-person", [](S s) { return AnyNamedPerson(s.targets_); }},
      {"object-office",
       [](S s) {
         return s.AnyHead(s.done_to_, "office") || AnyNamedPerson(s.targets_);
       }},
      {"object-person",
       [](S s) {
         return AnyPerson(s.targets_) ||
                (s.frame_.nominal &&
                 (AnyPerson(s.others_) || AnyPerson(s.sources_)));
       }},
      {"object-person-or-nominal",
       [](S s) {
         return AnyPerson(s.targets_) ||
                (s.frame_.nominal && (s.CountActors() > 0 || s.HasLocation()));
       }},
      {"object-place-or-person",
       [](S s) {
         return s.frame_.nominal || !s.targets_.empty() ||
                s.AnyHead(s.done_to_, "building");
       }},
      {"object-proper", [](S s) { return s.AnyProper(s.done_to_); }},
      {"object-thing",  // "suspended the search", no member
       [](S s) {
         return !s.done_to_.empty() &&
                std::none_of(
                    s.done_to_.begin(), s.done_to_.end(), [&](uint32_t chunk) {
                      const uint32_t head = s.language_.chunks[chunk].head;
                      return !s.builder_.mentions_at_[head].empty() ||
                             s.builder_.IsPersonNoun(chunk);
                    });
       }},
      {"passive", [](S s) { return s.frame_.passive; }},
      {"percent", [](S s) { return s.SaysBehind("percent"); }},
      {"planned", [](S s) { return s.frame_.status == EventStatus::kPlanned; }},
      {"protest-like",
       [](S s) {
         return s.frame_.nominal
                    ? s.CountActors() > 0 || s.HasLocation() || s.IsLight()
                    : AnyPerson(s.sources_) || s.AnyHead(s.doers_, "group");
       }},
      {"public-words",
       [](S s) {
         // Words in quotation marks, or a place for words.
         return s.Says("venue") || s.Says("quotation");
       }},
      {"says-must", [](S s) { return s.IsSaidToBeMust(); }},
      {"sport-sentence", [](S s) { return s.Says("sport"); }},
      {"subject-actor",
       [](S s) {
         // "The pardon was overturned": what it was done to says enough.
         return !s.sources_.empty() ||
                (s.frame_.passive &&
                 (!s.targets_.empty() || !s.rule_.objects.empty())) ||
                (s.frame_.nominal && s.CountActors() > 0);
       }},
      {"subject-group", [](S s) { return s.AnyHead(s.doers_, "group"); }},
      {"subject-person",
       [](S s) {
         return AnyPerson(s.sources_) ||
                (s.frame_.nominal && s.CountActors() > 0);
       }},
      {"subject-person-or-passive",
       [](S s) {
         return AnyPerson(s.sources_) || s.frame_.passive ||
                s.AnyHead(s.doers_, "weapon");
       }},
      {"subject-proper", [](S s) { return s.AnyProper(s.doers_); }},
      {"that",
       [](S s) { return s.frame_.has_that_clause || s.FollowsWhatIsSaid(); }},
      {"told",  // not what is usual, or said in the present
       [](S s) {
         return s.frame_.nominal || s.frame_.tense == Tense::kPast ||
                s.frame_.tense == Tense::kPerfect ||
                s.frame_.tense == Tense::kPastPerfect ||
                s.frame_.status == EventStatus::kPlanned ||
                s.frame_.status == EventStatus::kOngoing || s.IsDatedByDay();
       }},
      {"two-actors", [](S s) { return s.CountActors() > 1; }},
      {"violence",
       [](S s) {
         const bool somewhere = s.HasLocation();
         return (s.AnybodyNamed() || somewhere ||
                 s.AnyHead(s.doers_, "force") ||
                 s.AnyHead(s.doers_, "weapon") || s.IsLight()) &&
                (s.frame_.nominal || !s.targets_.empty() || somewhere ||
                 s.frame_.passive || s.AnyHead(s.done_to_, "building"));
       }},
      {"weapon-or-force",
       [](S s) {
         return s.AnyHead(s.doers_, "weapon") || s.AnyHead(s.doers_, "force") ||
                std::any_of(s.frame_.preps.begin(), s.frame_.preps.end(),
                            [&](const PrepArgument& p) {
                              return s.builder_.HeadIs(p.chunk, "weapon");
                            }) ||
                std::any_of(s.sources_.begin(), s.sources_.end(),
                            [](const Actor& a) {
                              return a.kind == EntityKind::kCountry;
                            });
       }},
  };
};

const Need* FindNeed(std::string_view name) {
  const Need* const need =
      std::find_if(std::begin(Needs::kAll), std::end(Needs::kAll),
                   [&](const Need& each) { return each.name == name; });
  return need == std::end(Needs::kAll) ? nullptr : need;
}

// ---- The rule's words.

bool Situation::HasObject() const {
  if (frame_.nominal || rule_.objects.empty()) return true;
  const auto suits = [&](uint32_t chunk) {
    return rule_.objects.Has(HeadOf(chunk), words_);
  };
  return std::any_of(done_to_.begin(), done_to_.end(), suits) ||
         // "she was awarded a medal"
         (frame_.passive &&
          std::any_of(frame_.objects.begin(), frame_.objects.end(), suits)) ||
         std::any_of(frame_.preps.begin(), frame_.preps.end(),
                     [&](const PrepArgument& p) {
                       return !frame_.particle.empty() &&
                              p.preposition == frame_.particle &&
                              suits(p.chunk);
                     });
}

bool Situation::HasSubject() const {
  if (frame_.nominal || rule_.subjects.empty()) return true;
  return std::any_of(doers_.begin(), doers_.end(), [&](uint32_t number) {
    // "Cyclone Ana": any noun of it will do.
    const Chunk& doer = language_.chunks[number];
    for (uint32_t i = doer.begin; i < doer.end; ++i) {
      const Token& token = language_.tokens[i];
      if (IsNoun(token.tag) && rule_.subjects.Has(token, words_)) return true;
    }
    return false;
  });
}

bool Situation::HasUnwanted() const {
  const auto unwanted = [&](uint32_t chunk) {
    return rule_.unless.Has(HeadOf(chunk), words_);
  };
  return std::any_of(done_to_.begin(), done_to_.end(), unwanted) ||
         std::any_of(doers_.begin(), doers_.end(), unwanted);
}

bool Situation::MeetsAll() const {
  return HasObject() && HasSubject() && !HasUnwanted() &&
         std::all_of(rule_.needs.begin(), rule_.needs.end(),
                     [&](const Need* need) { return need->is_met(*this); });
}

}  // namespace annals
