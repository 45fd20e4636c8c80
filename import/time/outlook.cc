#include "import/time/outlook.h"

#include <algorithm>
#include <string_view>

namespace annals {

namespace {

// How far before an expression its cue may stand, and its verb, in words.
constexpr size_t kCueReach = 12;
constexpr size_t kVerbReach = 24;

bool IsFinitePast(Tag tag) { return tag == Tag::kVBD; }

}  // namespace

// The nearest verb or cue before the expression decides; if there is none, the
// first verb after it ("On Friday the court will rule").
Outlook OutlookAt(const std::vector<TimeWord>& words, size_t at,
                  const Language& language, const WordList& context) {
  bool infinitive = false;
  // "a meeting for Monday", not "the blame for Monday's attack"
  if (at > 0 && at + 1 < words.size() && words[at].Is(TimeClass::kWeekday) &&
      context.Is(words[at - 1].folded, "for") &&
      language.tokens[words[at + 1].token].tag != Tag::kPOS) {
    return Outlook::kAhead;
  }
  for (size_t i = at; i-- > 0 && at - i <= kVerbReach;) {
    const TimeWord& word = words[i];
    const Token& token = language.tokens[word.token];
    const std::string_view roles = context.ClassOf(word.folded);
    const auto is = [&](std::string_view role) {
      return WordList::HasClass(roles, role);
    };
    const bool is_far = at - i > kCueReach;
    if (is_far && !IsVerb(token.tag) && !is("stop")) continue;
    if (at - i == 1 && is("forward-adjacent")) return Outlook::kAhead;
    // "praised the plan on Thursday"; but "a plan to meet on Thursday".
    if (is("noun-of-intent") && IsNoun(token.tag) && !infinitive) continue;
    if (is("forward") && !is_far) {
      // "agreed to meet on Friday" looks ahead, "agreed on Friday to meet" not.
      const bool adjacent = at - i <= 2 && !infinitive;
      return adjacent && token.tag == Tag::kVBD ? Outlook::kPast
                                                : Outlook::kAhead;
    }
    if (is("backward")) return Outlook::kPast;
    if (is("stop")) break;
    if (token.tag == Tag::kTO) {
      infinitive = true;
      continue;
    }
    if (IsFinitePast(token.tag)) {
      // "planned", "expected" and the like are cues and were seen above.
      return Outlook::kPast;
    }
    if (token.tag == Tag::kVBN && !infinitive) {
      // A participle takes its time from what stands before it: "was/will be".
      for (size_t k = i; k-- > 0 && i - k <= 4;) {
        if (context.Is(words[k].folded, "forward")) return Outlook::kAhead;
        const Token& auxiliary = language.tokens[words[k].token];
        if (IsFinitePast(auxiliary.tag)) return Outlook::kPast;
        // "is held on Friday", but "has met on Friday".
        if ((auxiliary.tag == Tag::kVBZ || auxiliary.tag == Tag::kVBP) &&
            context.Is(auxiliary.lemma, "being")) {
          return Outlook::kNone;
        }
      }
      return Outlook::kPast;
    }
    if (token.tag == Tag::kVBZ || token.tag == Tag::kVBP) {
      // "the deadline is Friday": the noun decides; "they are to meet Friday".
      if (context.Is(token.lemma, "being")) {
        if (infinitive) return Outlook::kAhead;
        continue;
      }
      // "Polls open on Friday": what is on a timetable is told in the present.
      return context.Is(token.lemma, "timetable") ? Outlook::kAhead
                                                  : Outlook::kNone;
    }
  }
  for (size_t i = at; i < words.size() && i - at <= kCueReach; ++i) {
    const Token& token = language.tokens[words[i].token];
    if (token.tag == Tag::kMD) {
      return context.Is(words[i].folded, "forward") ? Outlook::kAhead
                                                    : Outlook::kNone;
    }
    if (IsFinitePast(token.tag)) return Outlook::kPast;
    if (token.tag == Tag::kVBZ || token.tag == Tag::kVBP) {
      if (context.Is(token.lemma, "timetable")) return Outlook::kAhead;
      if (!context.Is(token.lemma, "being")) break;
      // "is to meet", "are due to meet"
      for (size_t k = i + 1; k < std::min(i + 3, words.size()); ++k) {
        if (language.tokens[words[k].token].tag == Tag::kTO ||
            context.Is(words[k].folded, "forward")) {
          return Outlook::kAhead;
        }
      }
      break;
    }
  }
  return Outlook::kNone;
}

// "a ban imposed on Thursday", "the first since the invasion of 2022": what is
// dated is not what the sentence tells. "The 27 November accord": the date says
// which one is meant. "The man who fled on Friday": it is told in a clause.
Aside AsideAt(const std::vector<TimeWord>& words, size_t begin, size_t end,
              const Language& language, const WordList& context) {
  const bool names_a_thing =
      begin > 0 && end < words.size() &&
      language.tokens[words[begin - 1].token].tag == Tag::kDT &&
      IsNoun(language.tokens[words[end].token].tag);
  if (names_a_thing) return Aside::kInPassing;
  bool found = false;
  size_t group = begin;  // where the verb and its auxiliaries begin
  for (size_t i = begin; i-- > 0;) {
    const Token& token = language.tokens[words[i].token];
    const auto is = [&](std::string_view role) {
      return context.Is(words[i].folded, role);
    };
    if (!found && is("backward")) return Aside::kInPassing;
    if (found && i + 1 == group &&
        (IsVerb(token.tag) || token.tag == Tag::kMD || token.tag == Tag::kRB)) {
      group = i;
      continue;
    }
    if (found) {
      if (is("backward")) return Aside::kInPassing;
      // The clause of the verb begins here.
      if (token.tag == Tag::kPunctuation || IsVerb(token.tag)) break;
      if (is("subordinator") || token.tag == Tag::kWDT ||
          token.tag == Tag::kWP) {
        return Aside::kInAClause;
      }
      continue;
    }
    if (!IsVerb(token.tag)) continue;
    found = true;
    group = i;
    if (token.tag != Tag::kVBN) continue;
    // "was imposed" and "has imposed" are verbs of a clause.
    bool has_auxiliary = false;
    for (size_t k = i; k-- > 0 && i - k <= 3;) {
      const Token& before = language.tokens[words[k].token];
      has_auxiliary |= before.tag == Tag::kVBD || before.tag == Tag::kVBZ ||
                       before.tag == Tag::kVBP || before.tag == Tag::kVB;
    }
    if (!has_auxiliary) return Aside::kInPassing;
  }
  return Aside::kNot;
}

bool IsQuoted(const std::vector<TimeWord>& words, size_t at,
              const WordList& context) {
  bool open = false;
  for (size_t i = 0; i < at; ++i) {
    if (context.Is(words[i].folded, "quotation")) open = !open;
  }
  return open;
}

}  // namespace annals
