#include "import/time/time_conditions.h"

#include <algorithm>
#include <string>

#include "import/time/time_value.h"

namespace annals {

namespace {

const Token* Before(const TimeSite& s) {
  return s.begin > 0 ? &s.language.tokens[s.words[s.begin - 1].token] : nullptr;
}

const Token* After(const TimeSite& s) {
  return s.end < s.words.size() ? &s.language.tokens[s.words[s.end].token]
                                : nullptr;
}

bool BeforeIs(const TimeSite& s, std::string_view cls) {
  return s.begin > 0 && s.context.Is(s.words[s.begin - 1].folded, cls);
}

bool AfterIs(const TimeSite& s, std::string_view cls) {
  return s.end < s.words.size() && s.context.Is(s.words[s.end].folded, cls);
}

const Token& First(const TimeSite& s) {
  return s.language.tokens[s.words[s.begin].token];
}

std::string_view LastWord(const TimeSite& s) {
  return s.words[s.end - 1].folded;
}

bool IsPlural(const TimeSite& s) {
  return LastWord(s).ends_with('s') && !s.context.Is(LastWord(s), "singular");
}

// "Theresa May", "April Jones", "the Sunday Times", "$DEC"; but "in April
// Hungary".
bool NotAName(const TimeSite& s) {
  if (BeforeIs(s, "preposition")) return true;
  if (BeforeIs(s, "sign")) return false;
  const Token* const before = Before(s);
  if (before != nullptr && IsProperNoun(before->tag) && before->capitalized &&
      s.words[s.begin - 1].classes == 0 &&
      s.words[s.begin].token != s.words[s.begin - 1].token) {
    // "in Queensland Monday" is a day, "Black Monday" and "April Jones" are
    // not.
    if (!s.words[s.begin].Is(TimeClass::kWeekday) || BeforeIs(s, "epithet")) {
      return false;
    }
  }
  const Token* const after = After(s);
  return !(after != nullptr && IsProperNoun(after->tag) && after->capitalized &&
           s.words[s.end].classes == 0 &&
           s.words[s.end].token != s.words[s.end - 1].token &&
           !AfterIs(s, "follower"));
}

// "138-2010-2015": some number of parts, of which one looks like a year.
bool InLongNumber(const TimeSite& s) {
  const Token& token = First(s);
  if (token.span.size() <= s.words[s.begin].span.size()) return false;
  size_t parts = 0;
  for (const TimeWord& word : s.words) {
    if (word.token != s.words[s.begin].token || !word.Is(TimeClass::kInt)) {
      continue;
    }
    ++parts;
    // "32-2015": neither a year nor a day stands before it.
    if (word.span.begin < s.words[s.begin].span.begin &&
        !word.Is(TimeClass::kYear) && !word.Is(TimeClass::kDay)) {
      return true;
    }
  }
  return parts > 2;
}

// "3/4 of them", "one in 1/4 inch steps": few parts of not many more.
bool NotAFractionInDigits(const TimeSite& s) {
  const int parts = s.words[s.begin].Value(TimeClass::kInt);
  const int of = s.words[s.end - 1].Value(TimeClass::kInt);
  return parts >= of || of > 10 || BeforeIs(s, "on") ||
         (s.begin > 0 && s.words[s.begin - 1].Is(TimeClass::kWeekday));
}

bool YearLike(const TimeSite& s) {
  if (BeforeIs(s, "numbered") || AfterIs(s, "counted")) return false;
  if (InLongNumber(s)) return false;
  if (BeforeIs(s, "sign") || AfterIs(s, "measure-sign")) return false;
  if (BeforeIs(s, "preposition") || BeforeIs(s, "year-signal")) return true;
  const int year = s.words[s.begin].Value(TimeClass::kYear);
  if (year < 1900 || year > 2100) return false;
  const Token* const after = After(s);
  if (after == nullptr) return true;
  // "the Russell 2000 Index"
  const Token* const before = Before(s);
  const bool inside_a_name = before != nullptr && before->capitalized &&
                             IsNoun(before->tag) && after->capitalized &&
                             IsNoun(after->tag);
  return !inside_a_name && after->tag != Tag::kNNS;
}

bool RateBefore(const TimeSite& s) {
  if (BeforeIs(s, "frequency")) return true;
  return s.begin > 0 && (s.words[s.begin - 1].Is(TimeClass::kInt) ||
                         s.words[s.begin - 1].Is(TimeClass::kNum));
}

bool PrepositionOrStart(const TimeSite& s) {
  const Token* const before = Before(s);
  return before == nullptr || IsVerb(before->tag) ||
         before->tag == Tag::kPunctuation || before->tag == Tag::kIN ||
         before->tag == Tag::kRB;
}

// "two days before the vote" hangs on the vote.
bool NotBeforeNoun(const TimeSite& s) {
  const Token* const after = After(s);
  return !(s.context.Is(LastWord(s), "anchor") && after != nullptr &&
           after->tag != Tag::kPunctuation);
}

bool NotAnAge(const TimeSite& s) {
  for (size_t i = s.end; i < std::min(s.end + 2, s.words.size()); ++i) {
    if (s.context.Is(s.words[i].folded, "age")) return false;
  }
  return true;
}

bool ClockLike(const TimeSite& s) {
  return BeforeIs(s, "clock-signal") || AfterIs(s, "zone") ||
         s.context.Is(LastWord(s), "zone");
}

bool NounAfter(const TimeSite& s) {
  const Token* const after = After(s);
  return after != nullptr && (IsNoun(after->tag) || IsAdjective(after->tag));
}

// "after Monday's summit", "since the 2015 deal": the noun is meant, not the
// day.
bool NotAModifier(const TimeSite& s) {
  const Token* const after = After(s);
  if (after == nullptr) return true;
  if (after->tag == Tag::kPOS) return false;
  return s.words[s.end].classes != 0 || !IsNoun(after->tag) ||
         AfterIs(s, "follower");
}

// "a year", not "a years".
bool NumberAgrees(const TimeSite& s) {
  if (!s.context.Is(s.words[s.begin].folded, "article")) return true;
  for (size_t i = s.begin; i < s.end; ++i) {
    if (s.words[i].Is(TimeClass::kUnit) && s.words[i].folded.ends_with('s')) {
      return false;
    }
  }
  return true;
}

// "this May", not "this may".
bool MonthNotVerb(const TimeSite& s) {
  for (size_t i = s.begin; i < s.end; ++i) {
    if (s.words[i].Is(TimeClass::kMonth) &&
        s.context.Is(s.words[i].folded, "ambiguous") &&
        !s.language.tokens[s.words[i].token].capitalized) {
      return false;
    }
  }
  return true;
}

// "three-quarters of it", "about a quarter of them".
bool NotAFraction(const TimeSite& s) {
  if (!s.context.Is(LastWord(s), "fraction")) return true;
  for (size_t i = s.begin; i < s.end; ++i) {
    if (s.context.Is(s.words[i].folded, "article")) return false;
    if (s.words[i].folded == "-" && AfterIs(s, "of")) return false;
  }
  return true;
}

struct Named {
  std::string_view name;
  TimeCondition holds;
};

constexpr Named kConditions[] = {
    {"adjective", [](const TimeSite& s) { return IsAdjective(First(s).tag); }},
    {"ends-clause",
     [](const TimeSite& s) {
       const Token* const after = After(s);
       return after == nullptr || after->tag == Tag::kPunctuation ||
              after->tag == Tag::kCC;
     }},
    {"ends-in-noun",
     [](const TimeSite& s) {
       return IsNoun(s.language.tokens[s.words[s.end - 1].token].tag);
     }},
    {"four-digits",
     [](const TimeSite& s) { return s.words[s.begin].folded.size() == 4; }},
    {"not-a-fraction", NotAFraction},
    // "ended the day", "began the week"
    {"after-closing", [](const TimeSite& s) { return BeforeIs(s, "closing"); }},
    {"after-for", [](const TimeSite& s) { return BeforeIs(s, "for"); }},
    {"at-least-a-week",
     [](const TimeSite& s) {
       return s.words[s.end - 1].Value(TimeClass::kUnit) >=
              static_cast<int>(TimeUnit::kWeek);
     }},
    {"at-least-a-day",
     [](const TimeSite& s) {
       return s.words[s.end - 1].Value(TimeClass::kUnit) >=
              static_cast<int>(TimeUnit::kDay);
     }},
    {"after-in", [](const TimeSite& s) { return BeforeIs(s, "in-future"); }},
    // The phrase ends here: "the largest to date".
    {"closes-phrase",
     [](const TimeSite& s) {
       const Token* const after = After(s);
       return after == nullptr || after->tag == Tag::kPunctuation ||
              after->tag == Tag::kIN || after->tag == Tag::kCC ||
              IsVerb(after->tag);
     }},
    {"date-preposition-before",
     [](const TimeSite& s) {
       return BeforeIs(s, "date-preposition") ||
              (s.begin > 0 && s.words[s.begin - 1].Is(TimeClass::kWeekday));
     }},
    {"in-before",
     [](const TimeSite& s) {
       return BeforeIs(s, "in-future") || BeforeIs(s, "for");
     }},
    {"in-digits",
     [](const TimeSite& s) {
       const char last_but_one = LastWord(s)[LastWord(s).size() - 2];
       return last_but_one == '0' || last_but_one == '\'';
     }},
    // The whole of it stands in one token: "11/20", not "11 / 20".
    {"in-one-token",
     [](const TimeSite& s) {
       const uint32_t token = s.words[s.begin].token;
       return s.words[s.end - 1].token == token &&
              !s.context.Is(s.language.tokens[token].folded, "no-date");
     }},
    {"not-a-fraction-in-digits", NotAFractionInDigits},
    // "5 p.m. Friday" is one expression, "5 p.m. this Friday" two.
    // "the day after the vote": what the day hangs on follows.
    {"before-event",
     [](const TimeSite& s) {
       if (s.end + 1 >= s.words.size() || s.words[s.end + 1].classes != 0) {
         return false;
       }
       const Tag tag = s.language.tokens[s.words[s.end + 1].token].tag;
       return tag == Tag::kDT || tag == Tag::kPRPS || IsNoun(tag) ||
              IsAdjective(tag);
     }},
    {"bare-day",
     [](const TimeSite& s) {
       const TimeWord& last = s.words[s.end - 1];
       const Token& first = s.language.tokens[last.token];
       return !s.context.Is(first.folded, "determiner");
     }},
    {"capitalized", [](const TimeSite& s) { return First(s).capitalized; }},
    {"clock-like", ClockLike},
    {"clock-signal-before",
     [](const TimeSite& s) { return BeforeIs(s, "clock-signal"); }},
    {"month-not-verb", MonthNotVerb},
    {"not-before-unit",
     [](const TimeSite& s) {
       return s.end >= s.words.size() || !s.words[s.end].Is(TimeClass::kUnit);
     }},
    {"noun-after", NounAfter},
    {"noun-tag",
     [](const TimeSite& s) {
       return IsNoun(First(s).tag) || First(s).tag == Tag::kRB;
     }},
    {"not-ambiguous",
     [](const TimeSite& s) {
       return !s.context.Is(s.words[s.begin].folded, "ambiguous");
     }},
    // "from tomorrow": the date itself is counted from now.
    {"deictic",
     [](const TimeSite& s) {
       return s.context.Is(s.words[s.end - 1].folded, "deictic");
     }},
    {"not-a-modifier", NotAModifier},
    {"not-a-name", NotAName},
    {"not-after-a-number",
     [](const TimeSite& s) {
       return s.begin == 0 || !s.words[s.begin - 1].Is(TimeClass::kInt);
     }},
    {"not-after-frequency",
     [](const TimeSite& s) { return !BeforeIs(s, "frequency"); }},
    {"not-after-possessive",  // "in her thirties"
     [](const TimeSite& s) {
       return Before(s) == nullptr ||
              (Before(s)->tag != Tag::kPRPS && Before(s)->tag != Tag::kPOS);
     }},
    {"not-after-sign", [](const TimeSite& s) { return !BeforeIs(s, "sign"); }},
    {"not-after-up", [](const TimeSite& s) { return !BeforeIs(s, "up"); }},
    {"not-an-age", NotAnAge},
    {"not-before-anchor",
     [](const TimeSite& s) { return !AfterIs(s, "anchor"); }},
    {"not-before-noun", NotBeforeNoun},
    {"not-before-time",
     [](const TimeSite& s) {
       return s.end >= s.words.size() || s.words[s.end].classes == 0;
     }},
    {"not-capitalized",
     [](const TimeSite& s) { return !First(s).capitalized; }},
    {"not-counted", [](const TimeSite& s) { return !AfterIs(s, "counted"); }},
    {"not-followed-by-of", [](const TimeSite& s) { return !AfterIs(s, "of"); }},
    {"not-hyphenated",
     [](const TimeSite& s) {
       return s.end >= s.words.size() || s.words[s.end].folded != "-";
     }},
    {"not-one-second",
     [](const TimeSite& s) {
       return s.words[s.end - 1].Value(TimeClass::kUnit) != 0 || IsPlural(s);
     }},
    {"not-possessed",
     [](const TimeSite& s) {
       return Before(s) == nullptr || Before(s)->tag != Tag::kPRPS;
     }},
    {"not-this",
     [](const TimeSite& s) {
       return s.end - s.begin < 2 ||
              s.words[s.begin + 1].Value(TimeClass::kShift) != 0;
     }},
    {"number-agrees", NumberAgrees},
    {"plural-unit", IsPlural},
    {"preposition-before",
     [](const TimeSite& s) { return BeforeIs(s, "preposition"); }},
    {"preposition-or-start", PrepositionOrStart},
    {"rate-before", RateBefore},
    {"singular-end",  // "year-end", not "years end"
     [](const TimeSite& s) {
       for (size_t i = s.begin; i < s.end; ++i) {
         if (s.words[i].Is(TimeClass::kUnit) &&
             s.words[i].folded.ends_with('s')) {
           return false;
         }
       }
       return true;
     }},
    {"singular-unit", [](const TimeSite& s) { return !IsPlural(s); }},
    {"suffixed",  // "9:30am"
     [](const TimeSite& s) {
       return LastWord(s).back() < '0' || LastWord(s).back() > '9';
     }},
    {"year-like", YearLike},
};

}  // namespace

TimeCondition FindTimeCondition(std::string_view name) {
  const auto* const it =
      std::find_if(std::begin(kConditions), std::end(kConditions),
                   [&](const Named& each) { return each.name == name; });
  return it == std::end(kConditions) ? nullptr : it->holds;
}

}  // namespace annals
