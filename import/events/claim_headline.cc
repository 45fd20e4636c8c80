// The part of ClaimBuilder that gives a claim its headline, in its own words.

#include <algorithm>

#include "import/events/claim_builder.h"

namespace annals {

namespace {

constexpr size_t kLongestHeadline = 120;
constexpr std::string_view kEllipsis = "…";
const std::string kAnd = "and";  // headlines are English, as the articles are

}  // namespace

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
