#include "import/events/headline.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace annals {

namespace {

constexpr size_t kLongest = 110;
constexpr size_t kLongestSpeech = 130;
constexpr size_t kLongestSubject = 70;
constexpr std::string_view kEllipsis = "…";
const std::string kAnd = "and";  // headlines are English, as the articles are

bool IsOneOf(std::string_view word, std::string_view marks) {
  return !word.empty() && marks.find(word) != marks.npos;
}

}  // namespace

// Words put together, which can be taken back to a place where a phrase ends.
class HeadlineWriter::Line {
 public:
  explicit Line(const HeadlineWriter& writer) : writer_(writer) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  bool cut() const { return cut_; }

  // `leads`: a word of the subject, which must say who it is.
  void Add(uint32_t token, bool leads = false) {
    const auto& tokens = writer_.language_.tokens;
    const bool glued = !pieces_.empty() && token > 0 &&
                       pieces_.back().token + 1 == token &&
                       tokens[token].span.begin == tokens[token - 1].span.end;
    const bool comma = tokens[token].folded == ",";
    pieces_.push_back({token, text_.size()});
    if (!text_.empty() && !glued && !comma) text_ += ' ';
    text_ += writer_.Shown(token, leads);
  }
  void AddRange(uint32_t begin, uint32_t end, bool leads = false) {
    for (uint32_t i = begin; i < end; ++i) Add(i, leads);
  }
  // Words that stay: what was added before them stays too.
  void AddText(std::string_view words) {
    text_ += words;
    pieces_.clear();
  }
  // "The raid failed, police said": in the middle of a sentence now.
  void LowerCase(size_t at) {
    char& first = text_[at];
    if (first >= 'A' && first <= 'Z') first = static_cast<char>(first + 32);
  }

  // Drops the words from `token` on.
  void TakeBack(uint32_t token) {
    while (!pieces_.empty() && pieces_.back().token >= token) Pop();
  }

  // Ends the text within `room`, before a phrase if one begins behind the
  // first `kept` words.
  void CutTo(size_t room, size_t kept) {
    cut_ = true;
    size_t words = pieces_.size();
    size_t best = 0;
    size_t phrase = 0;
    for (size_t i = kept; i < words && pieces_[i].before <= room; ++i) {
      best = i;
      if (BeginsPhrase(pieces_[i].token)) phrase = i;
    }
    if (phrase == 0) phrase = best;
    while (pieces_.size() > phrase) Pop();
    Trim();
  }

  // Words that nothing follows any more: "in the", "and".
  void Trim() {
    while (!pieces_.empty() && !IsEnd(pieces_.back().token)) Pop();
  }

  uint32_t last() const { return pieces_.back().token; }
  size_t size() const { return pieces_.size(); }  // words that can be dropped

 private:
  struct Piece {
    uint32_t token;
    size_t before;  // size of the text without it
  };

  void Pop() {
    text_.resize(pieces_.back().before);
    pieces_.pop_back();
  }
  bool BeginsPhrase(uint32_t token) const {
    const Tag tag = writer_.TagOf(token);
    return tag == Tag::kIN || tag == Tag::kTO || tag == Tag::kCC ||
           tag == Tag::kWDT || tag == Tag::kWP || tag == Tag::kWRB ||
           writer_.language_.tokens[token].folded == ",";
  }
  bool IsEnd(uint32_t token) const {
    const Tag tag = writer_.TagOf(token);
    return !(tag == Tag::kIN || tag == Tag::kTO || tag == Tag::kCC ||
             tag == Tag::kDT || tag == Tag::kPRPS || tag == Tag::kPOS ||
             tag == Tag::kWDT || tag == Tag::kWP || tag == Tag::kWRB ||
             tag == Tag::kMD || tag == Tag::kPunctuation) ||
           writer_.Is(token, "quotation");
  }

  const HeadlineWriter& writer_;
  std::string text_;
  std::vector<Piece> pieces_;
  bool cut_ = false;
};

namespace {

size_t CountOf(const std::string& text, std::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != text.npos;
       at = text.find(mark, at + mark.size())) {
    ++count;
  }
  return count;
}

void EraseAll(std::string_view mark, std::string* text) {
  for (size_t at = text->find(mark); at != text->npos; at = text->find(mark)) {
    text->erase(at, mark.size());
  }
}

// A quotation that goes on is closed, one that began earlier is not shown as
// one; no point or comma ends a headline.
std::string Finish(std::string text) {
  const auto strip = [&](size_t end) {
    while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ',')) {
      text.erase(--end, 1);
    }
  };
  strip(text.size());
  for (const std::string_view mark : {"”", "\""}) {
    if (text.ends_with(mark)) strip(text.size() - mark.size());
  }
  const size_t open = CountOf(text, "“");
  const size_t closed = CountOf(text, "”");
  if (open == closed + 1) {
    text += "”";
  } else if (open != closed) {
    EraseAll("“", &text);
    EraseAll("”", &text);
  }
  if (CountOf(text, "\"") % 2 != 0) {
    const bool opens = text.find("\"") > 0 &&
                       text[text.find("\"") - 1] == ' ' &&
                       CountOf(text, "\"") == 1;
    if (opens) {
      text += '"';
    } else {
      EraseAll("\"", &text);
    }
  }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 32);
  }
  return text;
}

}  // namespace

// Those whom "the pair" or "they" means; empty if it is not two.
std::string HeadlineWriter::PairAt(const Chunk& chunk) const {
  for (const Mention& mention : entities_.mentions) {
    if (mention.head != chunk.head) continue;
    const Chain& chain = entities_.chains[mention.chain];
    if (chain.members.size() != 2) continue;
    return entities_.chains[chain.members[0]].record.name + " " + kAnd + " " +
           entities_.chains[chain.members[1]].record.name;
  }
  return {};
}

// A pronoun that leads is shown by the name it means.
std::string HeadlineWriter::Shown(uint32_t token, bool leads) const {
  const Token& word = language_.tokens[token];
  std::string text(Slice(document_.text, word.span));
  if (word.tag != Tag::kPRP && (word.tag != Tag::kPRPS || !leads)) return text;
  for (const Mention& mention : entities_.mentions) {
    if (mention.head != token) continue;
    const Chain& chain = entities_.chains[mention.chain];
    if (mention.form != MentionForm::kPronoun) continue;
    if (word.tag == Tag::kPRPS) return chain.record.name + "'s";
    if (leads) return chain.record.name;
  }
  return text;
}

const Chunk* HeadlineWriter::ChunkFrom(uint32_t token,
                                       const Sentence& sentence) const {
  for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
    if (language_.chunks[c].begin == token) return &language_.chunks[c];
  }
  return nullptr;
}

// Whether a noun phrase with a finite verb behind it begins at the token: the
// subject of another clause.
bool HeadlineWriter::BeginsClause(uint32_t token,
                                  const Sentence& sentence) const {
  for (uint32_t c = sentence.chunk_begin; c + 1 < sentence.chunk_end; ++c) {
    const Chunk& chunk = language_.chunks[c];
    if (chunk.begin != token) continue;
    if (chunk.kind == Chunk::Kind::kVerb) {
      return TagOf(chunk.begin) != Tag::kTO && TagOf(chunk.head) != Tag::kVBG &&
             TagOf(chunk.head) != Tag::kVBN;
    }
    const Chunk& next = language_.chunks[c + 1];
    if (next.kind == Chunk::Kind::kNoun && next.begin == chunk.end &&
        TagOf(next.begin) == Tag::kPOS) {
      token = next.begin;  // "[Oslo] ['s mayor] said"
      continue;
    }
    return next.kind == Chunk::Kind::kVerb && next.begin == chunk.end &&
           TagOf(next.begin) != Tag::kTO &&
           !(next.begin == next.head &&
             (TagOf(next.head) == Tag::kVBG || TagOf(next.head) == Tag::kVBN));
  }
  return false;
}

// "said Orban", "Orban said"
bool HeadlineWriter::BeginsSaying(uint32_t token,
                                  const Sentence& sentence) const {
  const Chunk* chunk = ChunkFrom(token, sentence);
  if (chunk != nullptr && chunk->kind == Chunk::Kind::kNoun) {
    chunk = ChunkFrom(chunk->end, sentence);
  }
  return chunk != nullptr && chunk->kind == Chunk::Kind::kVerb &&
         words_.Is(language_.tokens[chunk->head].lemma, "saying");
}

// "[ministers], [bankers] and [farmers]": whether a list goes on behind a comma
// at the token before.
bool HeadlineWriter::BeginsListItem(uint32_t token,
                                    const Sentence& sentence) const {
  for (int i = 0; i < 6; ++i) {
    if (token < sentence.end && TagOf(token) == Tag::kCC) ++token;
    if (BeginsClause(token, sentence)) return false;
    const Chunk* const item = ChunkFrom(token, sentence);
    if (item == nullptr || item->kind != Chunk::Kind::kNoun) return false;
    if (item->end + 1 >= sentence.end) return false;
    if (TagOf(item->end) == Tag::kCC) {
      const Chunk* const last = ChunkFrom(item->end + 1, sentence);
      return last != nullptr && last->kind == Chunk::Kind::kNoun &&
             !BeginsClause(item->end + 1, sentence);
    }
    if (language_.tokens[item->end].folded != ",") return false;
    token = item->end + 1;
  }
  return false;
}

// Past the date that begins at the token, if a reader of a timeline does not
// miss it: "[on Friday]", "[last week]"; but not "until Friday", "for two
// days", "Friday's summit". Else the token itself.
uint32_t HeadlineWriter::EndOfTime(uint32_t token,
                                   const Sentence& sentence) const {
  uint32_t first = token;
  if (Is(first, "day_preposition") && first + 1 < sentence.end) ++first;
  const size_t begin = language_.tokens[first].span.begin;
  for (const TimeExpression& time : times_) {
    if (time.span.begin > begin || time.span.end <= begin) continue;
    if (time.span.begin < language_.tokens[token].span.begin) continue;
    if (time.type != TimexType::kDate && time.type != TimexType::kTime) break;
    if (time.anchor || !time.interval) break;
    uint32_t end = first;
    while (end < sentence.end &&
           language_.tokens[end].span.begin < time.span.end) {
      ++end;
    }
    if (end < sentence.end &&
        (TagOf(end) == Tag::kPOS || TagOf(end) == Tag::kCC)) {
      break;
    }
    for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
      const Chunk& chunk = language_.chunks[c];
      if (chunk.begin < end && chunk.end > end) return token;  // "2015 accord"
      if (chunk.begin < first && chunk.end > first && !chunk.is_day &&
          !IsNoun(TagOf(first - 1))) {
        return token;  // "the small hours", but not "Alaska [three days ago]"
      }
    }
    return end;
  }
  return token;
}

// "[Russia] ['s invasion]" are one phrase; so are "[a state] of [emergency]"
// and "at [least two soldiers]".
uint32_t HeadlineWriter::PhraseBegin(uint32_t chunk) const {
  const auto& chunks = language_.chunks;
  const auto goes_on = [&](uint32_t c) {
    const Chunk& before = chunks[c - 1];
    const uint32_t begin = chunks[c].begin;
    if (before.kind != Chunk::Kind::kNoun) return false;
    if (TagOf(begin) == Tag::kPOS) return before.end == begin;
    return before.end + 1 == begin && Is(begin - 1, "of") &&
           (Is(before.head, "quantifier") ||
            words_.Is(language_.tokens[before.head].lemma, "container"));
  };
  while (chunk > 0 && goes_on(chunk)) --chunk;
  const Chunk& first = language_.chunks[chunk];
  uint32_t begin = first.begin;
  while (begin < first.head &&
         (Is(begin, "quotation") || TagOf(begin) == Tag::kWPS)) {
    ++begin;
  }
  const auto is_amount = [&](uint32_t token) {
    return TagOf(token) == Tag::kCD || Is(token, "approximator") ||
           Is(token, "quantifier");
  };
  while (begin > 0 && is_amount(begin) &&
         language_.tokens[begin - 1].span.end + 1 ==
             language_.tokens[begin].span.begin &&
         (Is(begin - 1, "approximator") ||
          (Is(begin, "approximator") && Is(begin - 1, "comparison")))) {
    --begin;
  }
  return begin;
}

void HeadlineWriter::AddSubjects(const std::vector<uint32_t>& subjects,
                                 uint32_t verb, Line* line) const {
  if (subjects.empty()) return;
  std::vector<uint32_t> sorted = subjects;
  std::sort(sorted.begin(), sorted.end());
  const auto& chunks = language_.chunks;
  // One phrase as it stands, where nothing but commas and "and" is between.
  for (size_t i = 0; i < sorted.size(); ++i) {
    const uint32_t begin = PhraseBegin(sorted[i]);
    const bool follows = i > 0 && line->size() > 0 &&
                         line->last() + 1 < begin &&
                         begin - line->last() <= 3 &&
                         (TagOf(begin - 1) == Tag::kCC ||
                          language_.tokens[begin - 1].folded == ",");
    if (follows) {
      line->AddRange(line->last() + 1, begin);
    } else if (i > 0) {
      line->AddText(i + 1 == sorted.size() ? " " + kAnd : ",");
    }
    if (const std::string pair = PairAt(chunks[sorted[i]]); !pair.empty()) {
      line->AddText(line->empty() ? pair : " " + pair);
    } else {
      line->AddRange(begin, chunks[sorted[i]].end, true);
    }
  }
  // "two officials [in the city] [of Tower]"
  const Chunk& last = chunks[sorted.back()];
  uint32_t at = last.end;
  for (uint32_t c = sorted.back() + 1; c < chunks.size(); ++c) {
    const Chunk& next = chunks[c];
    if (next.begin >= verb || next.kind != Chunk::Kind::kNoun) break;
    const bool possessive = next.begin == at && TagOf(next.begin) == Tag::kPOS;
    const bool phrase = next.begin == at + 1 && TagOf(at) == Tag::kIN &&
                        !Is(at, "clause_opener") &&
                        !Is(at, "clause_preposition");
    if (!possessive && !phrase) break;
    if (next.is_day || line->text().size() +
                               language_.tokens[next.end - 1].span.end -
                               language_.tokens[at].span.begin >
                           kLongestSubject) {
      break;
    }
    line->AddRange(at, next.end);
    at = next.end;
  }
  line->Trim();
}

// Whether a headline ends before the token.
bool HeadlineWriter::Ends(const Frame& frame, uint32_t token, uint32_t from,
                          uint32_t end, Reach reach) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const Token& word = language_.tokens[token];
  if (IsOneOf(word.folded, ":;|–—--")) {
    return reach != Reach::kSpeech || token != from || word.folded != ":";
  }
  if (token + 1 == end && word.tag == Tag::kPunctuation) {
    return !Is(token, "quotation");
  }
  if (reach == Reach::kSpeech) {
    // "… will retaliate[, reported Bloomberg]": another speaker.
    return word.folded == "," && BeginsSaying(token + 1, sentence);
  }
  if (word.folded == ",") return !BeginsListItem(token + 1, sentence);
  if (Is(token, "quotation")) return reach == Reach::kPhrase;
  if (word.tag == Tag::kPunctuation) return word.folded == ".";
  if (word.tag == Tag::kWDT || word.tag == Tag::kWP || word.tag == Tag::kWPS ||
      word.tag == Tag::kWRB) {
    return token != from || reach == Reach::kPhrase;
  }
  if (Is(token, "clause_opener") || Is(token, "clause_preposition")) {
    const bool complement =
        token == from && reach == Reach::kClause && frame.has_that_clause;
    const Chunk* const next = ChunkFrom(token + 1, sentence);
    const bool preposition = word.tag == Tag::kIN && next != nullptr &&
                             next->kind == Chunk::Kind::kNoun &&
                             !BeginsClause(token + 1, sentence) &&
                             Is(token, "clause_preposition");
    return !complement && !preposition;
  }
  if (word.tag == Tag::kCC) {
    const Chunk* const next = ChunkFrom(token + 1, sentence);
    return next == nullptr || next->kind == Chunk::Kind::kVerb ||
           BeginsClause(token + 1, sentence);
  }
  const Chunk* const chunk = ChunkFrom(token, sentence);
  if (chunk == nullptr || chunk->kind == Chunk::Kind::kNoun) return false;
  if (TagOf(chunk->begin) == Tag::kTO) return false;
  if (reach == Reach::kPhrase) return true;
  const bool participle =
      chunk->begin == chunk->head &&
      (TagOf(chunk->head) == Tag::kVBG || TagOf(chunk->head) == Tag::kVBN);
  return !participle;
}

// Adds what stands from one token up to `end` of its sentence, as far as the
// reach goes and there is room.
void HeadlineWriter::AddWords(const Frame& frame, uint32_t from, uint32_t end,
                              Reach reach, Line* line) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const size_t room = reach == Reach::kSpeech ? kLongestSpeech : kLongest;
  const size_t kept = line->size();
  bool in_complement = false;    // "said [Russia attacked]": its verb belongs
  std::optional<uint32_t> noun;  // where the last noun phrase begins
  for (uint32_t i = from; i < end; ++i) {
    if (reach != Reach::kSpeech) {
      if (const uint32_t past = EndOfTime(i, sentence); past > i) {
        i = past - 1;
        continue;
      }
    }
    if (language_.tokens[i].folded == "(") {
      while (i < end && language_.tokens[i].folded != ")") ++i;
      continue;
    }
    if (i == from && language_.tokens[i].folded == ":") continue;
    // “[The raid failed,” she said]: the quotation began before.
    if (reach == Reach::kSpeech && language_.tokens[i].folded == "”" &&
        line->text().find("“") == std::string::npos) {
      break;
    }
    const Chunk* const chunk = ChunkFrom(i, sentence);
    if (Ends(frame, i, from, end, reach)) {
      const bool verb = chunk != nullptr && chunk->kind == Chunk::Kind::kVerb;
      const bool belongs = verb && frame.has_that_clause && !in_complement &&
                           reach == Reach::kClause;
      if (!belongs) {
        // "the raid [police] said": the subject of the verb goes with it.
        if (verb && noun && BeginsClause(*noun, sentence)) {
          line->TakeBack(*noun);
        }
        break;
      }
      in_complement = true;
    }
    if (chunk != nullptr && chunk->kind == Chunk::Kind::kNoun &&
        TagOf(i) != Tag::kPOS) {
      noun = i;
    }
    line->Add(i);
    if (line->text().size() > room) return line->CutTo(room, kept);
  }
  line->Trim();
}

// Where a sentence begins behind its dateline: "TRABZON, Turkey — [A] ferry …".
uint32_t HeadlineWriter::BehindDateline(const Sentence& sentence) const {
  for (uint32_t i = sentence.begin; i + 1 < sentence.end; ++i) {
    if (IsVerb(TagOf(i))) break;
    if (IsOneOf(language_.tokens[i].folded, "–—--")) return i + 1;
  }
  return sentence.begin;
}

// What is said: what stands before a verb that is set off ("…, police said"),
// else what follows it.
void HeadlineWriter::AddSpeech(const Frame& frame, Line* line) const {
  const Sentence& sentence = language_.sentences[frame.sentence];
  const Chunk& verb = language_.chunks[frame.chunk];
  const uint32_t speaker = PhraseBegin(frame.subjects.front());
  const uint32_t first = std::min(speaker, verb.begin);
  const auto is_mark = [&](uint32_t token) {
    return language_.tokens[token].folded == "," || Is(token, "quotation");
  };
  uint32_t from = verb.end;
  uint32_t end = sentence.end;
  if (speaker >= verb.end) from = language_.chunks[frame.subjects.back()].end;
  const auto says_something = [&] {
    if (Is(sentence.begin, "quotation") || Is(first - 1, "quotation")) {
      return true;
    }
    if (!frame.objects.empty() && speaker < verb.begin) return false;
    return std::any_of(
        language_.chunks.begin() + sentence.chunk_begin,
        language_.chunks.begin() + sentence.chunk_end, [&](const Chunk& chunk) {
          return chunk.end <= first && chunk.kind == Chunk::Kind::kVerb;
        });
  };
  // "…, [the club] ran campaigns, [claiming] …": nothing that is set off.
  const bool participle =
      verb.begin == verb.head && TagOf(verb.head) == Tag::kVBG;
  const uint32_t next = verb.end;  // "Asked why, she said[:] …"
  const bool goes_on =
      next < sentence.end &&
      (language_.tokens[next].folded == ":" || Is(next, "quotation"));
  if (first > sentence.begin && !frame.has_that_clause && !participle &&
      !goes_on && is_mark(first - 1) && says_something()) {
    if (speaker < verb.begin && !frame.objects.empty()) {  // "told reporters"
      line->AddRange(verb.end, language_.chunks[frame.objects.back()].end);
    }
    from = BehindDateline(sentence);
    end = first;
    while (end > from && language_.tokens[end - 1].folded == ",") --end;
  }
  const size_t size = line->text().size();
  AddWords(frame, from, end, Reach::kSpeech, line);
  const std::string& text = line->text();
  const bool small = TagOf(from) == Tag::kDT || TagOf(from) == Tag::kIN ||
                     TagOf(from) == Tag::kPRPS || TagOf(from) == Tag::kEX;
  if (from < first && text.size() > size + 1 && small) {
    line->LowerCase(size + 1);
  }
  if (!line->cut()) return;
  // A quotation that is cut short says so.
  if (CountOf(text, "“") > CountOf(text, "”")) {
    line->AddText(std::string(kEllipsis) + "”");
  } else if (CountOf(text, "\"") % 2 != 0) {
    line->AddText(std::string(kEllipsis) + "\"");
  }
}

// "[failed] to arrest", "[began] investigating": the verb in front of this one
// says what became of it.
const Frame& HeadlineWriter::Governing(const Frame& frame,
                                       const std::vector<Frame>& frames) const {
  const Chunk& chunk = language_.chunks[frame.chunk];
  if (!frame.infinitive && TagOf(chunk.begin) != Tag::kVBG) return frame;
  for (const Frame& other : frames) {
    if (other.nominal || other.chunk + 1 != frame.chunk ||
        other.subjects != frame.subjects) {
      continue;
    }
    const uint32_t end = language_.chunks[other.chunk].end;
    bool adjacent = true;  // but for a word: "are [ready] to meet"
    for (uint32_t i = end; i < chunk.begin; ++i) {
      adjacent &=
          IsAdjective(TagOf(i)) || IsAdverb(TagOf(i)) || TagOf(i) == Tag::kVBN;
    }
    if (adjacent) return Governing(other, frames);
  }
  return frame;
}

std::string HeadlineWriter::WriteClause(
    const Frame& frame, const std::vector<Frame>& frames) const {
  Line line(*this);
  const Frame& first = Governing(frame, frames);
  const Chunk& begin = language_.chunks[first.chunk];
  const Chunk& verb = language_.chunks[frame.chunk];
  AddSubjects(first.subjects, begin.begin, &line);
  if (!line.empty()) line.AddText("");
  line.AddRange(begin.begin, verb.end);
  const bool says = words_.Is(language_.tokens[frame.trigger].lemma, "saying");
  if (says && !frame.passive && !frame.infinitive && !frame.subjects.empty()) {
    AddSpeech(frame, &line);
  } else {
    AddWords(frame, verb.end, language_.sentences[frame.sentence].end,
             Reach::kClause, &line);
  }
  return line.text();
}

std::string HeadlineWriter::WriteNominal(
    const Frame& frame, const std::vector<Frame>& frames) const {
  const Chunk& chunk = language_.chunks[frame.chunk];
  // "[Xi and Modi held] talks", "a trial [began in Lyon]": a whole sentence.
  if (frame.governor != Frame::kNone) {
    const Frame& verb = frames[frame.governor];
    const auto holds = [&](const std::vector<uint32_t>& list) {
      return std::find(list.begin(), list.end(), frame.chunk) != list.end();
    };
    const std::string& lemma = language_.tokens[verb.trigger].lemma;
    const bool light = words_.Is(lemma, "light") || words_.Is(lemma, "coming");
    if (!verb.nominal && light && !verb.subjects.empty() &&
        (holds(verb.objects) || holds(verb.subjects))) {
      return WriteClause(verb, frames);
    }
  }
  Line line(*this);
  line.AddRange(PhraseBegin(frame.chunk), chunk.end, true);
  AddWords(frame, chunk.end, language_.sentences[frame.sentence].end,
           Reach::kPhrase, &line);
  return line.text();
}

std::string HeadlineWriter::Write(const Frame& frame,
                                  const std::vector<Frame>& frames) const {
  return Finish(frame.nominal ? WriteNominal(frame, frames)
                              : WriteClause(frame, frames));
}

}  // namespace annals
