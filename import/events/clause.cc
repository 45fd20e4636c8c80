#include "import/events/clause.h"

#include <algorithm>

namespace annals {

bool ClauseReader::IsNoun(uint32_t chunk) const {
  return language_.chunks[chunk].kind == Chunk::Kind::kNoun;
}

bool ClauseReader::IsBehindPreposition(uint32_t chunk) const {
  // "at [Sudan] ['s best newspaper]": the whole of it.
  const uint32_t last = chunk;
  const auto& chunks = language_.chunks;
  while (chunk > 0 && language_.tokens[chunks[chunk].begin].tag == Tag::kPOS &&
         IsNoun(chunk - 1) && chunks[chunk - 1].end == chunks[chunk].begin) {
    --chunk;
  }
  const uint32_t begin = chunks[chunk].begin;
  if (begin == language_.sentences[sentence_].begin) return false;
  const Token& before = language_.tokens[begin - 1];
  // "more than 200 people", "about 30 villagers", "at least two": an amount,
  // not a place.
  const Token& first = language_.tokens[begin];
  if ((BeginsAmount(begin) && words_.Is(before.folded, "approximator")) ||
      (words_.Is(first.folded, "approximator") &&
       words_.Is(before.folded, "comparison"))) {
    return false;
  }
  // "[Most] of the repairs were made": most is no noun phrase of its own.
  if (before.folded == "of" &&
      language_.tokens[chunks[chunk].head].tag != Tag::kPRP &&
      begin > language_.sentences[sentence_].begin + 1) {
    const Token& part = language_.tokens[begin - 2];
    if (!annals::IsNoun(part.tag) && part.tag != Tag::kCD &&
        words_.Is(part.folded, "quantifier")) {
      return false;
    }
  }
  // "after he was shot", "before police opened fire": a clause begins.
  if (words_.Is(before.folded, "clause_preposition") &&
      last + 1 < language_.sentences[sentence_].chunk_end &&
      chunks[last + 1].kind == Chunk::Kind::kVerb &&
      chunks[last + 1].begin == chunks[last].end) {
    const Tag verb = language_.tokens[chunks[last + 1].begin].tag;
    if (verb == Tag::kVBD || verb == Tag::kVBZ || verb == Tag::kVBP ||
        verb == Tag::kMD) {
      return false;
    }
  }
  return (before.tag == Tag::kIN &&
          !words_.Is(before.folded, "clause_opener")) ||
         before.tag == Tag::kTO;
}

// "bombs in Baghdad, [the Iraqi capital], have killed": more about Baghdad.
bool ClauseReader::IsApposedToPlace(uint32_t chunk) const {
  const Sentence& s = language_.sentences[sentence_];
  if (chunk <= s.chunk_begin || chunk + 1 >= s.chunk_end) return false;
  const Chunk& c = language_.chunks[chunk];
  const Chunk& next = language_.chunks[chunk + 1];
  // But "the head of the firm, [Mark Chandler], said" is its head.
  if (IsProperNoun(language_.tokens[c.head].tag)) return false;
  const uint32_t before = language_.chunks[chunk - 1].begin;
  if (before == s.begin ||
      words_.Is(language_.tokens[before - 1].folded, "clause_preposition")) {
    return false;  // "a day after Chrysler, [another car maker], sold it"
  }
  return c.begin > s.begin && language_.tokens[c.begin - 1].folded == "," &&
         IsNoun(chunk - 1) && language_.chunks[chunk - 1].end + 1 == c.begin &&
         IsBehindPreposition(chunk - 1) &&
         language_.tokens[c.end].folded == "," && next.begin == c.end + 1 &&
         next.kind == Chunk::Kind::kVerb;
}

// Whether the verb group has a subject of its own: "lives", "has lived"; not
// "living", "to live".
bool ClauseReader::IsFinite(const Frame& frame) const {
  const Tag first = language_.tokens[language_.chunks[frame.chunk].begin].tag;
  return first == Tag::kVBD || first == Tag::kVBZ || first == Tag::kVBP ||
         first == Tag::kMD;
}

// "General Motors ([GM])"
bool ClauseReader::IsInParentheses(uint32_t chunk) const {
  const Sentence& s = language_.sentences[sentence_];
  const Chunk& c = language_.chunks[chunk];
  return c.begin > s.begin && c.end < s.end &&
         language_.tokens[c.begin - 1].folded == "(" &&
         language_.tokens[c.end].folded == ")";
}

// Whether every token in [begin, end) is a conjunction or comma ("and"), or an
// adverb ("adverb").
bool ClauseReader::OnlyBetween(uint32_t begin, uint32_t end,
                               std::string_view cls) const {
  for (uint32_t i = begin; i < end; ++i) {
    const Token& token = language_.tokens[i];
    const bool fits = cls == "and"
                          ? token.tag == Tag::kCC || token.folded == ","
                          : IsAdverb(token.tag);
    if (!fits) return false;
  }
  return true;
}

// "500 people", "[at] least 12 soldiers", "a dozen villagers".
bool ClauseReader::BeginsAmount(uint32_t token) const {
  const Token& first = language_.tokens[token];
  if (first.tag == Tag::kCD) return true;
  if (token + 1 >= language_.tokens.size()) return false;
  const Token& next = language_.tokens[token + 1];
  return (first.tag == Tag::kDT && words_.Is(next.folded, "quantifier")) ||
         (words_.Is(first.folded, "approximator") && next.tag == Tag::kCD);
}

// "markets in [Tokyo] and [Seoul] fell": the names of a list behind a
// preposition, from its last one back to its first. `chunk` if it is none.
uint32_t ClauseReader::FirstOfNames(uint32_t chunk) const {
  const auto& chunks = language_.chunks;
  const auto is_name = [&](uint32_t c) {
    return IsNoun(c) && IsProperNoun(language_.tokens[chunks[c].head].tag);
  };
  uint32_t first = chunk;
  while (is_name(first) && first > language_.sentences[sentence_].chunk_begin &&
         is_name(first - 1) && chunks[first - 1].end < chunks[first].begin &&
         OnlyBetween(chunks[first - 1].end, chunks[first].begin, "and")) {
    --first;
  }
  const bool list = first != chunk && IsBehindPreposition(first) &&
                    language_.tokens[chunks[chunk].begin - 1].tag == Tag::kCC;
  return list ? first : chunk;
}

// Whether nothing but an amount stands before a number: "arrested [more than]
// 500 people".
bool ClauseReader::IsAmount(uint32_t begin, uint32_t chunk) const {
  const uint32_t end = language_.chunks[chunk].begin;
  if (begin == end || !BeginsAmount(end)) return false;
  for (uint32_t i = begin; i < end; ++i) {
    const Token& token = language_.tokens[i];
    if (!words_.Is(token.folded, "approximator") && !IsAdverb(token.tag) &&
        !words_.Is(token.folded, "comparison")) {
      return false;
    }
  }
  return true;
}

// "[tens] of [thousands] of [students]", "[a series] of [raids]": the students,
// the raids.
uint32_t ClauseReader::Counted(uint32_t chunk) const {
  const Sentence& s = language_.sentences[sentence_];
  const auto& chunks = language_.chunks;
  // Of "two of [them]" the two say more.
  while (
      chunk + 1 < s.chunk_end && IsNoun(chunk + 1) &&
      language_.tokens[chunks[chunk + 1].head].tag != Tag::kPRP &&
      chunks[chunk + 1].begin == chunks[chunk].end + 1 &&
      words_.Is(language_.tokens[chunks[chunk].end].folded, "of") &&
      (words_.Is(language_.tokens[chunks[chunk].head].folded, "quantifier") ||
       language_.tokens[chunks[chunk].head].tag == Tag::kCD ||
       words_.Is(language_.tokens[chunks[chunk].head].lemma, "container"))) {
    ++chunk;
  }
  return chunk;
}

// "A, B and C": the chunks joined to one.
void ClauseReader::AddCoordinates(uint32_t chunk, bool forward,
                                  std::vector<uint32_t>* to) const {
  const Sentence& s = language_.sentences[sentence_];
  const auto& chunks = language_.chunks;
  const size_t first = to->size();
  to->push_back(Counted(chunk));
  uint32_t at = forward ? Counted(chunk) : chunk;
  bool has_conjunction = false;
  // "[Rosselló], [the governor], resigned": phrases joined by commas alone say
  // the same thing twice. The one with a name stands for both.
  const auto finish = [&] {
    if (has_conjunction || to->size() == first + 1) return;
    // Of "Anna Berg, Union President" the name, not the title; of "Anna Berg, a
    // Texas Democrat" too.
    uint32_t best = (*to)[first];
    int most = 0;
    for (size_t i = first; i < to->size(); ++i) {
      const Token& head = language_.tokens[chunks[(*to)[i]].head];
      const int names =
          !IsProperNoun(head.tag)                                    ? 0
          : words_.Is(head.lemma, "office")                          ? 1
          : language_.tokens[chunks[(*to)[i]].begin].tag == Tag::kDT ? 1
                                                                     : 2;
      if (names > most) {
        most = names;
        best = (*to)[i];
      }
    }
    to->resize(first);
    to->push_back(best);
  };
  for (int i = 0; i < 6; ++i) {
    // "Llerandi, [Rosselló] ['s chief] of staff": past whose he is.
    if (!forward && at > s.chunk_begin && IsNoun(at - 1) &&
        language_.tokens[chunks[at].begin].tag == Tag::kPOS &&
        chunks[at - 1].end == chunks[at].begin) {
      --at;
    }
    if (forward ? at + 1 >= s.chunk_end : at == s.chunk_begin) break;
    const uint32_t other = forward ? at + 1 : at - 1;
    if (!IsNoun(other)) break;
    // "In a talk with [Reuters], [she] said": no list, no apposition.
    // But "after [Chrysler], [another car maker], sold it" begins a clause.
    const uint32_t before = chunks[other].begin;
    const bool opens_clause =
        before > s.begin && language_.tokens[chunks[chunk].end].folded == "," &&
        words_.Is(language_.tokens[before - 1].folded, "clause_preposition");
    if (!forward && ((IsBehindPreposition(other) && !opens_clause) ||
                     IsInParentheses(other) ||
                     language_.tokens[chunks[other].head].tag == Tag::kCD)) {
      break;  // nor in "In late [2023], [she] said"
    }
    if (language_.tokens[chunks[at].head].tag == Tag::kPRP) break;
    const uint32_t gap_begin = forward ? chunks[at].end : chunks[other].end;
    const uint32_t gap_end = forward ? chunks[other].begin : chunks[at].begin;
    if (gap_begin >= gap_end || !OnlyBetween(gap_begin, gap_end, "and")) break;
    // A noun phrase after "and" with a verb behind it begins a new clause, but
    // not in "the call between Xi and Modi lasted".
    const uint32_t begin = chunks[chunk].begin;
    const bool paired =
        begin > s.begin &&
        words_.Is(language_.tokens[begin - 1].folded, "pairing");
    if (forward && !paired && other + 1 < s.chunk_end && !IsNoun(other + 1) &&
        chunks[other + 1].begin == chunks[other].end &&
        language_.tokens[chunks[other + 1].head].tag != Tag::kVBN &&
        language_.tokens[chunks[other + 1].begin].tag != Tag::kTO) {
      // "To help [the poor], [Apple] and ABC agreed": neither do those before
      // "and" belong to the list.
      const bool conjunction = OnlyBetween(gap_begin, gap_end, "and") &&
                               language_.tokens[gap_end - 1].tag == Tag::kCC;
      if (conjunction && !has_conjunction) to->resize(first + 1);
      break;
    }
    for (uint32_t k = gap_begin; k < gap_end; ++k) {
      has_conjunction |= language_.tokens[k].tag == Tag::kCC;
    }
    to->push_back(other);
    at = other;
  }
  finish();
}

void ClauseReader::ReadVerbs() {
  const Sentence& s = language_.sentences[sentence_];
  for (uint32_t c = s.chunk_begin; c < s.chunk_end; ++c) {
    const Chunk& chunk = language_.chunks[c];
    if (chunk.kind != Chunk::Kind::kVerb) continue;
    Frame frame;
    frame.sentence = sentence_;
    frame.chunk = c;
    frame.trigger = chunk.head;
    frame.infinitive = language_.tokens[chunk.begin].tag == Tag::kTO;
    const Token& head = language_.tokens[chunk.head];
    bool has_be = false;
    bool has_auxiliary = false;
    for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
      has_be |= language_.tokens[i].lemma == "be" ||
                language_.tokens[i].lemma == "get";
      has_auxiliary |= words_.Is(language_.tokens[i].lemma, "auxiliary") ||
                       language_.tokens[i].tag == Tag::kMD;
    }
    if (head.tag == Tag::kVBN) {
      frame.passive = has_be;
      if (!has_auxiliary) {
        // "men arrested in Lyon" or a past tense that the tagger took for one.
        const bool object_follows =
            c + 1 < s.chunk_end && IsNoun(c + 1) &&
            (language_.chunks[c + 1].begin == chunk.end ||
             IsAmount(chunk.end, c + 1));
        // "The court [concluded] that …" has its object too.
        const bool clause_follows =
            chunk.end < s.end && language_.tokens[chunk.end].folded == "that";
        frame.passive = !object_follows && !clause_follows;
      }
    }
    if (chunk.end < s.end) {
      const Token& next = language_.tokens[chunk.end];
      if (next.tag == Tag::kIN || next.tag == Tag::kRP ||
          next.tag == Tag::kTO || next.tag == Tag::kRB) {
        frame.particle = next.folded;
      }
    }
    frames_.push_back(std::move(frame));
  }
  for (size_t f = 0; f < frames_.size(); ++f) {
    FindObjects(f);
    FindSubjects(f);
  }
  for (size_t f = 0; f < frames_.size(); ++f) {
    SetTense(f);
    SetStatus(f);
  }
}

void ClauseReader::SetTense(size_t f) {
  Frame& frame = frames_[f];
  const Chunk& chunk = language_.chunks[frame.chunk];
  const Tag first = language_.tokens[chunk.begin].tag;
  const Tag head = language_.tokens[chunk.head].tag;
  bool have = false;
  for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
    have |= language_.tokens[i].lemma == "have";
  }
  const bool perfect = have && head == Tag::kVBN;
  if (perfect) {
    frame.tense = first == Tag::kVBD ? Tense::kPastPerfect : Tense::kPerfect;
  } else if (first == Tag::kVBD) {
    frame.tense = Tense::kPast;
  } else if (first == Tag::kVBZ || first == Tag::kVBP) {
    frame.tense = Tense::kPresent;
  } else if (frame.infinitive || head == Tag::kVBG || head == Tag::kVBN) {
    // A participle or infinitive has the tense of what it hangs on.
    frame.tense = f > 0 ? frames_[f - 1].tense : Tense::kNone;
  }
}

// "injured[, by varying reports,] eight people": where goes on what is set off
// right behind a verb; `end` if nothing is.
uint32_t ClauseReader::EndOfAside(uint32_t end) const {
  const Sentence& s = language_.sentences[sentence_];
  if (end + 2 >= s.end || language_.tokens[end].folded != "," ||
      (language_.tokens[end + 1].tag != Tag::kIN &&
       language_.tokens[end + 1].tag != Tag::kVBG)) {
    return end;
  }
  for (uint32_t i = end + 2; i + 1 < s.end; ++i) {
    const Token& token = language_.tokens[i];
    if (token.folded == ",") return i + 1;
    if (token.tag == Tag::kPunctuation || token.tag == Tag::kVBD ||
        token.tag == Tag::kVBZ || token.tag == Tag::kVBP) {
      break;
    }
  }
  return end;
}

void ClauseReader::FindObjects(size_t f) {
  Frame& frame = frames_[f];
  const Sentence& s = language_.sentences[sentence_];
  const auto& chunks = language_.chunks;
  uint32_t at = EndOfAside(chunks[frame.chunk].end);
  for (uint32_t c = frame.chunk + 1; c < s.chunk_end; ++c) {
    const Chunk& chunk = chunks[c];
    if (chunk.begin < at) continue;
    if (chunk.kind == Chunk::Kind::kVerb) {
      const bool infinitive = language_.tokens[chunk.begin].tag == Tag::kTO;
      if (infinitive) frame.has_infinitive = true;
      // But "men who shot [a guard] [died]": the men did.
      const bool is_main =
          IsRelative(frame.chunk) &&
          !words_.Is(language_.tokens[frame.trigger].lemma, "saying");
      if (!infinitive && !is_main && !frame.objects.empty() &&
          chunk.begin == chunks[c - 1].end && frame.objects.back() == c - 1 &&
          (chunk.begin != chunk.head ||
           (language_.tokens[chunk.head].tag != Tag::kVBN &&
            language_.tokens[chunk.head].tag != Tag::kVBG))) {
        frame.has_that_clause = true;  // "said Russia attacked": no object
        frame.objects.pop_back();
      }
      break;
    }
    bool stops = false;
    for (uint32_t i = at; i < chunk.begin; ++i) {
      const Token& token = language_.tokens[i];
      if (token.folded == ";" || token.folded == ":" ||
          token.tag == Tag::kWDT || words_.Is(token.folded, "clause_opener")) {
        stops = true;
        if (token.folded == "that") frame.has_that_clause = true;
      }
    }
    if (stops) break;
    if (language_.tokens[chunk.begin].tag == Tag::kWP) break;
    if (IsBehindPreposition(c)) {
      const std::string& preposition = language_.tokens[chunk.begin - 1].folded;
      std::vector<uint32_t> all;
      AddCoordinates(c, true, &all);
      for (const uint32_t each : all)
        frame.preps.push_back({preposition, each});
      c = std::max(c, all.back());  // "for [dozens] of [workers]" is one
    } else if (language_.tokens[chunk.begin].tag == Tag::kPOS &&
               !frame.objects.empty() && frame.objects.back() == c - 1) {
      frame.objects.back() = c;  // "attacked [the town] ['s airport]"
    } else if (frame.objects.empty() && frame.preps.empty() &&
               (OnlyBetween(at, chunk.begin, "adverb") || IsAmount(at, c))) {
      AddCoordinates(c, true, &frame.objects);
      c = std::max(c, frame.objects.back());
    } else if (frame.objects.size() == 1 && frame.preps.empty() &&
               at == chunk.begin &&
               (language_.tokens[chunk.begin].tag == Tag::kDT ||
                language_.tokens[chunk.begin].tag == Tag::kPRPS ||
                language_.tokens[chunk.begin].tag == Tag::kCD)) {
      // "granted [Kenya] [a loan]", "gave [it] [a million dollars] of [aid]"
      frame.objects.push_back(Counted(c));
      c = frame.objects.back();
    }
    at = chunks[c].end;
  }
}

// “… in June,” [said] [Orban]: what follows a verb of saying that is set off
// from the words it reports is who says them.
bool ClauseReader::IsInverted(const Frame& frame) const {
  const Sentence& s = language_.sentences[sentence_];
  const uint32_t begin = language_.chunks[frame.chunk].begin;
  if (frame.objects.empty() || frame.has_that_clause || begin <= s.begin ||
      language_.chunks[frame.objects.front()].begin !=
          language_.chunks[frame.chunk].end) {
    return false;
  }
  const Token& before = language_.tokens[begin - 1];
  const Token& who =
      language_.tokens[language_.chunks[frame.objects.front()].head];
  // "Berg, the mayor, [told] [reporters]" and "…, [confirmed] [it]" are not.
  return IsFinite(frame) &&
         (before.folded == "," || words_.Is(before.folded, "quotation")) &&
         words_.Is(language_.tokens[frame.trigger].lemma, "inverting") &&
         (IsProperNoun(who.tag) || words_.Is(who.lemma, "person") ||
          words_.Is(who.lemma, "office"));
}

// Whether a noun is what a participle right before it is about, which itself
// stands right behind a noun: "[A bus] carrying [tourists]"; but "officials
// saying [tourists] died".
bool ClauseReader::IsCarried(size_t f, uint32_t chunk) const {
  const auto& chunks = language_.chunks;
  const Frame& participle = frames_[f];
  const Chunk& verb = chunks[participle.chunk];
  const std::string& lemma = language_.tokens[participle.trigger].lemma;
  return participle.chunk + 1 == chunk && verb.end == chunks[chunk].begin &&
         verb.begin == verb.head &&
         language_.tokens[verb.head].tag == Tag::kVBG &&
         IsNoun(participle.chunk - 1) &&
         chunks[participle.chunk - 1].end == verb.begin &&
         !words_.Is(lemma, "saying") && !words_.Is(lemma, "possible");
}

// "The cost[, as measured by banks,] rose": where begins what is set off before
// a verb and has a participle and no other verb; the verb's begin if nothing
// is.
uint32_t ClauseReader::BeginOfAside(uint32_t verb) const {
  const Sentence& s = language_.sentences[sentence_];
  if (verb < s.begin + 3 || language_.tokens[verb - 1].folded != ",") {
    return verb;
  }
  bool participle = false;
  for (uint32_t i = verb - 1; i-- > s.begin + 1;) {
    const Token& token = language_.tokens[i];
    if (token.folded == ",") {
      return participle && annals::IsNoun(language_.tokens[i - 1].tag) ? i
                                                                       : verb;
    }
    if (token.tag == Tag::kCC || token.tag == Tag::kPunctuation) return verb;
    const bool finite = token.tag == Tag::kVBD || token.tag == Tag::kVBZ ||
                        token.tag == Tag::kVBP || token.tag == Tag::kMD;
    if (finite) return verb;
    participle |= token.tag == Tag::kVBN || token.tag == Tag::kVBG;
  }
  return verb;
}

// "men [who] [fled] Oslo"
bool ClauseReader::IsRelative(uint32_t verb) const {
  const Sentence& s = language_.sentences[sentence_];
  uint32_t before = language_.chunks[verb].begin;
  while (before > s.begin && IsAdverb(language_.tokens[before - 1].tag)) {
    --before;
  }
  if (before == s.begin) return false;
  const Tag tag = language_.tokens[before - 1].tag;
  return tag == Tag::kWP || tag == Tag::kWDT;
}

void ClauseReader::FindSubjects(size_t f) {
  Frame& frame = frames_[f];
  const Sentence& s = language_.sentences[sentence_];
  const auto& chunks = language_.chunks;
  if (IsInverted(frame)) {
    frame.subjects = std::move(frame.objects);
    frame.objects.clear();
    return;
  }
  const Tag head_tag = language_.tokens[frame.trigger].tag;
  if (frame.infinitive && f > 0) {
    frame.governor = static_cast<uint32_t>(f - 1);
    const Frame& above = frames_[f - 1];
    // "urged Moscow to stop": Moscow stops; "agreed to stop": the subject does.
    // "called on [Turkey] to stop": so does Turkey.
    const bool asks_of =
        above.objects.empty() && !above.preps.empty() &&
        above.preps.front().preposition == above.particle &&
        words_.Is(language_.tokens[above.trigger].lemma, "possible") &&
        words_.Is(above.particle, "complement_preposition");
    if (asks_of) {
      frame.subjects = {above.preps.front().chunk};
    } else {
      // "voted [52] to 48 to repeal": a number acts for nobody.
      const bool acts =
          !above.objects.empty() &&
          language_.tokens[chunks[above.objects.front()].head].tag != Tag::kCD;
      frame.subjects = acts && !above.passive ? above.objects : above.subjects;
    }
    return;
  }
  const bool participle = (head_tag == Tag::kVBG || head_tag == Tag::kVBN) &&
                          chunks[frame.chunk].begin == chunks[frame.chunk].head;
  // "met Merz and left": a verb right behind "and" shares the subject.
  const uint32_t begin = chunks[frame.chunk].begin;
  if (f > 0 && !participle && begin > s.begin &&
      language_.tokens[begin - 1].tag == Tag::kCC) {
    // "guards people [living] there and pays": pays as it guards.
    size_t shares = f - 1;
    if (IsFinite(frame)) {
      while (shares > 0 && !IsFinite(frames_[shares])) --shares;
      if (!IsFinite(frames_[shares])) shares = f - 1;
    }
    frame.subjects = frames_[shares].subjects;
    return;
  }
  // "[Poisoned] twice, Berg fled": Berg was.
  if (participle && head_tag == Tag::kVBN && begin == s.begin) {
    for (uint32_t c = frame.chunk + 1; c < s.chunk_end; ++c) {
      if (!IsNoun(c)) return;
      if (language_.tokens[chunks[c].begin - 1].folded != ",") continue;
      frame.subjects = {c};
      return;
    }
    return;
  }
  const uint32_t aside = participle ? begin : BeginOfAside(begin);
  for (uint32_t c = frame.chunk; c-- > s.chunk_begin;) {
    const Chunk& chunk = chunks[c];
    if (chunk.begin > aside) continue;
    if (chunk.kind == Chunk::Kind::kVerb) {
      if (f == 0) return;
      // "helicopters [operated] by two firms collided": the noun before it.
      const Tag above = language_.tokens[chunk.head].tag;
      const bool reduced = chunk.begin == chunk.head && above == Tag::kVBN &&
                           chunk.begin > s.begin && c > s.chunk_begin &&
                           IsNoun(c - 1) && chunks[c - 1].end == chunk.begin;
      // "the head of [Oslo] [chaired] by Berg met": not Oslo, the head.
      if (reduced && !participle && IsBehindPreposition(c - 1)) continue;
      if (reduced && !participle && !frame.infinitive) {
        frame.subjects = frames_[f - 1].subjects;
        return;
      }
      // "men [who are] from Oslo were arrested": the men.
      if (!participle && IsRelative(c) && IsFinite(frame) &&
          std::none_of(language_.tokens.begin() + chunk.end,
                       language_.tokens.begin() + begin,
                       [](const Token& token) {
                         return token.tag == Tag::kCC || token.folded == ",";
                       })) {
        while (c > s.chunk_begin && !IsNoun(c - 1)) --c;
        if (c > s.chunk_begin &&
            language_.tokens[chunks[c - 1].begin].tag == Tag::kWP) {
          --c;
        }
        continue;
      }
      // "came and went", "fled, leaving": the subject is shared.
      const bool joined =
          OnlyBetween(chunk.end, chunks[frame.chunk].begin, "and");
      bool conjunction = false;
      for (uint32_t i = chunk.end; i < chunks[frame.chunk].begin; ++i) {
        conjunction |= language_.tokens[i].tag == Tag::kCC ||
                       language_.tokens[i].folded == ",";
      }
      if (joined || conjunction || participle) {
        frame.subjects = frames_[f - 1].subjects;
      }
      return;
    }
    const Token& first = language_.tokens[chunk.begin];
    if (first.tag == Tag::kWP || first.tag == Tag::kWDT) {
      if (c > s.chunk_begin && IsNoun(c - 1)) frame.subjects = {c - 1};
      return;
    }
    // "the man that fled": a relative pronoun is no chunk of its own.
    if (chunk.end < chunks[frame.chunk].begin &&
        language_.tokens[chunk.end].tag == Tag::kWDT) {
      frame.subjects = {c};
      return;
    }
    // "A bus [carrying] [tourists] crashed": the bus did.
    if (f > 0 && !participle && c >= s.chunk_begin + 2 && chunk.end == begin &&
        IsCarried(f - 1, c)) {
      frame.subjects = frames_[f - 1].subjects;
      return;
    }
    // "Anna Berg, the provost ([Education]), said": said in passing.
    if (IsInParentheses(c)) continue;
    // "The minister [today] rejected it": the day is not who.
    if (chunk.is_day && chunk.end == chunks[frame.chunk].begin &&
        c > s.chunk_begin && IsNoun(c - 1) &&
        chunks[c - 1].end == chunk.begin) {
      continue;
    }
    if (const uint32_t names = FirstOfNames(c); names != c) {
      c = names;
      continue;
    }
    // "held a meeting, [deployed] police and urged calm": one of a series.
    const bool of_series =
        f > 0 && !participle && chunk.end + 1 == begin &&
        language_.tokens[chunk.end].folded == "," &&
        std::find(frames_[f - 1].objects.begin(), frames_[f - 1].objects.end(),
                  c) != frames_[f - 1].objects.end();
    if (of_series) {
      frame.subjects = frames_[f - 1].subjects;
      return;
    }
    if (IsApposedToPlace(c)) continue;
    if (IsBehindPreposition(c)) {
      if (participle && chunk.end == chunks[frame.chunk].begin) {
        frame.subjects = {c};
        return;
      }
      continue;
    }
    // "men who are [part] of a gang were arrested": the relative clause's.
    if (f > 0 && !participle && IsFinite(frame) &&
        IsRelative(frames_[f - 1].chunk)) {
      const auto& objects = frames_[f - 1].objects;
      if (std::find(objects.begin(), objects.end(), Counted(c)) !=
          objects.end()) {
        c = frames_[f - 1].chunk + 1;
        continue;
      }
    }
    // A noun phrase set off by commas before a participle is not its subject.
    if (participle && head_tag == Tag::kVBG && f > 0 &&
        language_.tokens[chunks[frame.chunk].begin - 1].folded == ",") {
      frame.subjects = frames_[f - 1].subjects;
      return;
    }
    // "issued a [declaration] demanding talks": whoever issued it.
    if (participle && head_tag == Tag::kVBG && f > 0 &&
        words_.Is(language_.tokens[chunk.head].lemma, "venue") &&
        std::find(frames_[f - 1].objects.begin(), frames_[f - 1].objects.end(),
                  c) != frames_[f - 1].objects.end()) {
      frame.subjects = frames_[f - 1].subjects;
      return;
    }
    AddCoordinates(c, false, &frame.subjects);
    // "praised [the deal], and [Oslo] sent money": what is the object of the
    // verb before does nothing itself.
    if (f > 0 && !participle) {
      const auto& taken = frames_[f - 1].objects;
      std::erase_if(frame.subjects, [&](uint32_t subject) {
        return subject != c &&
               std::find(taken.begin(), taken.end(), subject) != taken.end();
      });
    }
    return;
  }
}

// "[Neither side] signed", "[No minister] resigned"; but "[No fewer than ten]
// people died".
bool ClauseReader::DeniesSubject(const Frame& frame) const {
  if (frame.subjects.empty() || frame.passive) return false;
  const Sentence& s = language_.sentences[sentence_];
  const uint32_t begin = language_.chunks[frame.subjects.front()].begin;
  const auto denies = [&](uint32_t i) {
    const Token& token = language_.tokens[i];
    const Tag next = language_.tokens[i + 1].tag;
    return words_.Is(token.folded, "negation") && next != Tag::kJJR &&
           next != Tag::kRBR;
  };
  return (begin + 1 < s.end && denies(begin)) ||
         (begin > s.begin && denies(begin - 1) &&
          words_.Is(language_.tokens[begin - 1].folded, "neither"));
}

// "set [a deadline] to pull out", "plans [a trip] to meet him": what for.
bool ClauseReader::IsForPurpose(const Frame& above) const {
  if (above.passive || above.objects.empty()) return false;
  const Token& thing =
      language_.tokens[language_.chunks[above.objects.back()].head];
  return (thing.tag == Tag::kNN || thing.tag == Tag::kNNS) &&
         !words_.Is(thing.lemma, "person") && !words_.Is(thing.lemma, "body") &&
         !words_.Is(thing.lemma, "office");
}

// "has the [power] to veto laws", "a [chance] to win": what one is able to do.
bool ClauseReader::IsAbility(const Frame& frame) const {
  if (!frame.infinitive || frame.chunk == 0) return false;
  const Chunk& before = language_.chunks[frame.chunk - 1];
  return before.kind == Chunk::Kind::kNoun &&
         before.end == language_.chunks[frame.chunk].begin &&
         words_.Is(language_.tokens[before.head].lemma, "ability");
}

void ClauseReader::SetStatus(size_t f) {
  Frame& frame = frames_[f];
  const Chunk& chunk = language_.chunks[frame.chunk];
  bool negated = false;
  bool planned = false;
  bool possible = false;
  bool has_be = false;
  for (uint32_t i = chunk.begin; i < chunk.end; ++i) {
    const Token& token = language_.tokens[i];
    negated |= words_.Is(token.folded, "negation");
    frame.norm |= words_.Is(token.folded, "habitual");
    planned |=
        words_.Is(token.folded, "modal_planned") && token.tag == Tag::kMD;
    possible |=
        words_.Is(token.folded, "modal_possible") && token.tag == Tag::kMD;
    has_be |= i < chunk.head && token.lemma == "be";
    frame.norm |=
        words_.Is(token.folded, "modal_norm") && token.tag == Tag::kMD;
  }
  negated |= DeniesSubject(frame);
  frame.norm |= IsAbility(frame);
  const Token& head = language_.tokens[frame.trigger];
  // "announced he would resign": decided, and ahead of what was said.
  if (possible && f > 0 &&
      words_.Is(language_.tokens[chunk.begin].folded, "would")) {
    const Frame& above = frames_[f - 1];
    const Token& verb = language_.tokens[above.trigger];
    const bool told = verb.tag == Tag::kVBD &&
                      words_.Is(verb.lemma, "deciding") &&
                      above.has_that_clause;
    if (told) {
      possible = false;
      planned = true;
    }
  }
  frame.status = negated                           ? EventStatus::kDenied
                 : planned                         ? EventStatus::kPlanned
                 : possible                        ? EventStatus::kPossible
                 : has_be && head.tag == Tag::kVBG ? EventStatus::kOngoing
                                                   : EventStatus::kHappened;
  // "[Stop] the shelling": what somebody is told to do.
  const uint32_t opens = language_.sentences[sentence_].begin;
  frame.norm |= head.tag == Tag::kVB && chunk.begin == chunk.head &&
                frame.subjects.empty() &&
                (chunk.begin == opens ||
                 language_.tokens[chunk.begin - 1].tag == Tag::kPunctuation ||
                 language_.tokens[chunk.begin - 1].tag == Tag::kCC);
  // "must have been killed": a guess at what was, no norm.
  if (head.tag == Tag::kVBN && chunk.head > chunk.begin &&
      words_.Is(language_.tokens[chunk.begin].folded, "obligation") &&
      language_.tokens[chunk.begin + 1].lemma == "have") {
    frame.norm = false;
  }
  // "could win the vote and still [lose]": a bare verb is under the same modal.
  if (head.tag == Tag::kVB && chunk.begin == chunk.head && f > 0 &&
      frame.subjects == frames_[f - 1].subjects) {
    frame.status = frames_[f - 1].status;
    frame.norm = frames_[f - 1].norm;
  }
  if (!frame.infinitive || frame.governor == Frame::kNone) return;
  // What governs an infinitive decides: agreed, wants, failed, began to …
  const Frame& above = frames_[frame.governor];
  const std::string& verb = language_.tokens[above.trigger].lemma;
  // "is due to meet", "are set to resume": the adjective between decides.
  std::string between;
  for (uint32_t i = language_.chunks[above.chunk].end; i < chunk.begin; ++i) {
    if (words_.Has(language_.tokens[i].folded))
      between = language_.tokens[i].folded;
  }
  // "has no plans to meet"
  const bool nothing = std::any_of(
      above.objects.begin(), above.objects.end(), [&](uint32_t object) {
        return words_.Is(
            language_.tokens[language_.chunks[object].begin].folded,
            "negation");
      });
  const bool above_denied = above.status == EventStatus::kDenied;
  if (nothing) {
    frame.status = EventStatus::kDenied;
  } else if (words_.Is(between, "planned") ||
             (words_.Is(verb, "planned") && !IsForPurpose(above))) {
    frame.status = above_denied ? EventStatus::kDenied : EventStatus::kPlanned;
  } else if (words_.Is(verb, "denying")) {
    frame.status = EventStatus::kDenied;
  } else if (words_.Is(verb, "possible") || words_.Is(between, "possible")) {
    frame.status = EventStatus::kPossible;
  } else if (above.status != EventStatus::kHappened) {
    frame.status = above.status;
  } else if (!words_.Is(verb, "achieving")) {
    frame.status = EventStatus::kPossible;  // a purpose: "came to meet"
  }
}

void ClauseReader::ReadNominal(uint32_t c, size_t verbs) {
  const Sentence& s = language_.sentences[sentence_];
  const auto& chunks = language_.chunks;
  const Chunk& chunk = chunks[c];
  Frame frame;
  frame.sentence = sentence_;
  frame.chunk = c;
  frame.trigger = chunk.head;
  frame.nominal = true;
  if (language_.tokens[chunk.begin].tag == Tag::kPOS && c > s.chunk_begin) {
    frame.subjects.push_back(c - 1);
  }
  // Prepositions right behind the noun belong to it.
  uint32_t at = chunk.end;
  for (uint32_t k = c + 1; k < s.chunk_end && IsNoun(k); ++k) {
    if (chunks[k].begin != at + 1 || !IsBehindPreposition(k)) break;
    const std::string& preposition = language_.tokens[at].folded;
    std::vector<uint32_t> all;
    AddCoordinates(k, true, &all);
    for (const uint32_t each : all) frame.preps.push_back({preposition, each});
    k = std::max(k, all.back());
    at = chunks[k].end;
  }
  // "a lack of talks", "without talks": there were none.
  if (chunk.begin > s.begin) {
    const Token& before = language_.tokens[chunk.begin - 1];
    const bool lacks =
        c > s.chunk_begin && chunks[c - 1].end + 1 == chunk.begin &&
        words_.Is(before.folded, "of") &&
        words_.Is(language_.tokens[chunks[c - 1].head].lemma, "absence");
    if (lacks || words_.Is(before.folded, "absence")) {
      frame.status = EventStatus::kDenied;
      frames_.push_back(std::move(frame));
      return;
    }
  }
  for (uint32_t f = 0; f < verbs; ++f) {
    const Frame& verb = frames_[f];
    const std::string& lemma = language_.tokens[verb.trigger].lemma;
    const auto holds = [&](const std::vector<uint32_t>& chunk_list) {
      return std::find(chunk_list.begin(), chunk_list.end(), c) !=
             chunk_list.end();
    };
    const bool is_object = holds(verb.objects);
    const bool is_subject = holds(verb.subjects);
    bool behind_prep = false;
    bool is_complement = is_object;  // "agreed to talks", "called for talks"
    for (const PrepArgument& p : verb.preps) {
      if (p.chunk != c) continue;
      behind_prep = true;
      is_complement |= p.preposition == verb.particle &&
                       words_.Is(p.preposition, "complement_preposition");
    }
    if (!is_object && !is_subject && !behind_prep) continue;
    // "called [the attack] a crime": named, and by whoever it was not done.
    const bool is_named =
        is_object && verb.particle.empty() && words_.Is(lemma, "naming");
    frame.governor = f;
    frame.tense = verb.tense;
    if (is_named) break;
    frame.norm = verb.norm && is_complement;
    const bool light = words_.Is(lemma, "light");
    if (light && !words_.Is(lemma, "agentless") &&
        (is_object || (is_subject && verb.passive) || behind_prep) &&
        frame.subjects.empty() && !verb.passive) {
      frame.subjects = verb.subjects;
    }
    if (light) {
      for (const PrepArgument& p : verb.preps) {
        const bool own = std::any_of(
            frame.preps.begin(), frame.preps.end(),
            [&](const PrepArgument& q) { return q.chunk == p.chunk; });
        // "the summit ended without a [truce] in Sudan": that is the truce's.
        const bool others =
            p.chunk > 0 && p.chunk - 1 != c &&
            chunks[p.chunk - 1].end + 1 == chunks[p.chunk].begin &&
            std::binary_search(event_nouns_.begin(), event_nouns_.end(),
                               p.chunk - 1);
        if (p.chunk != c && !own && !others) frame.preps.push_back(p);
      }
    }
    // "did not hold talks"; but "does not forget the attack".
    if (words_.Is(lemma, "denying") ||
        (verb.status == EventStatus::kDenied &&
         (light || words_.Is(lemma, "auxiliary")))) {
      frame.status = is_complement || (verb.passive && is_subject)
                         ? EventStatus::kDenied
                         : EventStatus::kHappened;
    } else if (!words_.Is(lemma, "auxiliary") &&
               (words_.Is(lemma, "possible") || words_.Is(lemma, "planned"))) {
      frame.status = is_complement ? words_.Is(lemma, "planned")
                                         ? EventStatus::kPlanned
                                         : EventStatus::kPossible
                                   : EventStatus::kHappened;
    } else if (light || is_subject) {
      frame.status = verb.status;
    }
    break;
  }
  for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
    const std::string& word = language_.tokens[i].folded;
    if (words_.Is(word, "adjective_planned"))
      frame.status = EventStatus::kPlanned;
    if (words_.Is(word, "adjective_possible")) {
      frame.status = EventStatus::kPossible;
    }
    if (words_.Is(word, "adjective_denied") || words_.Is(word, "negation")) {
      frame.status = EventStatus::kDenied;
    }
  }
  frames_.push_back(std::move(frame));
}

}  // namespace annals
