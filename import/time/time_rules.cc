#include "import/time/time_rules.h"

#include <algorithm>
#include <charconv>

#include "core/text/fold.h"

namespace annals {

namespace {

constexpr std::string_view kClassNames[] = {
    "int",    "day",   "dayth",   "year",  "yy",    "decade", "clock",
    "iso",    "slash", "weekday", "month", "unit",  "num",    "ordinal",
    "season", "part",  "holiday", "shift", "early", "approx"};

int ClassNumber(std::string_view name) {
  const auto* const it =
      std::find(std::begin(kClassNames), std::end(kClassNames), name);
  return it == std::end(kClassNames)
             ? -1
             : static_cast<int>(it - std::begin(kClassNames));
}

enum Class {
  kInt,
  kDay,
  kDayTh,
  kYear,
  kYy,
  kDecade,
  kClock,
  kIso,
  kSlash,
  kUnitClass = 11,
  kNumClass = 12
};

constexpr std::string_view kParts[] = {"", "MO", "MI", "AF", "EV", "NI"};

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

int ToInt(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view TakeUntil(std::string_view* text, char stop) {
  const size_t end = std::min(text->find(stop), text->size());
  const std::string_view head = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return head;
}

// "10:30", "10:30pm", "8pm", "8.30pm" → hour * 60 + minute, or -1.
int ParseClock(std::string_view text) {
  int shift = -1;
  for (const auto& [suffix, hours] :
       {std::pair<std::string_view, int>{"am", 0}, {"pm", 12}}) {
    if (text.size() > 2 && text.ends_with(suffix)) {
      text.remove_suffix(2);
      shift = hours;
    }
  }
  const size_t colon = text.find_first_of(shift >= 0 ? ":." : ":");
  const std::string_view hours = text.substr(0, colon);
  const std::string_view minutes =
      colon == text.npos ? std::string_view() : text.substr(colon + 1);
  if (!AllDigits(hours) || hours.size() > 2) return -1;
  if (colon == text.npos ? shift < 0
                         : (!AllDigits(minutes) || minutes.size() != 2)) {
    return -1;
  }
  int hour = ToInt(hours);
  const int minute = minutes.empty() ? 0 : ToInt(minutes);
  if (shift >= 0) {
    if (hour < 1 || hour > 12) return -1;
    hour = hour % 12 + shift;
  }
  if (hour > 24 || minute > 59) return -1;
  return hour * 60 + minute;
}

}  // namespace

void TimeRules::Classify(TimeWord* word) const {
  const auto add = [&](int cls, int value) {
    word->classes |= 1u << cls;
    word->values[static_cast<size_t>(cls)] = value;
  };
  std::string_view text = word->folded;
  if (const auto it = words_.find(text); it != words_.end()) {
    word->classes = it->second.classes;
    word->values = it->second.values;
  }
  if (text.empty() || text.size() > 10) return;
  if ((text[0] < '0' || text[0] > '9') && text[0] != '\'') return;
  if (AllDigits(text)) {
    const int value = ToInt(text);
    if (text.size() <= 4) add(kInt, value);
    if (text.size() <= 2 && value >= 1 && value <= 31) add(kDay, value);
    if (text.size() == 2) add(kYy, value);
    if (text.size() == 4 && value >= 1000 && value <= 2999) add(kYear, value);
    return;
  }
  if (const int clock = ParseClock(text); clock >= 0) add(kClock, clock);
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (!text.ends_with(suffix)) continue;
    const std::string_view digits = text.substr(0, text.size() - 2);
    if (!AllDigits(digits) || digits.size() > 2) continue;
    const int value = ToInt(digits);
    if (value >= 1 && value <= 31) {
      add(kDay, value);
      add(kDayTh, value);
    }
    add(ClassNumber("ordinal"), value);
  }
  // "1990s", "90s", "'90s"
  std::string_view decade = text;
  if (decade[0] == '\'') decade.remove_prefix(1);
  if (decade.ends_with("s")) {
    decade.remove_suffix(1);
    if (decade.ends_with("'")) decade.remove_suffix(1);
    if (AllDigits(decade) && decade.back() == '0') {
      if (decade.size() == 4) add(kDecade, ToInt(decade));
      if (decade.size() == 2 && ToInt(decade) >= 20) {
        add(kDecade, 1900 + ToInt(decade));
      }
    }
  }
  // "2025-10-17", "10/17/2025", "17.10.2025"
  for (const char separator : {'-', '/', '.'}) {
    std::string_view rest = text;
    const std::string_view a = TakeUntil(&rest, separator);
    const std::string_view b = TakeUntil(&rest, separator);
    if (!AllDigits(a) || !AllDigits(b) || !AllDigits(rest)) continue;
    if (a.size() == 4 && b.size() <= 2 && rest.size() <= 2) {
      add(kIso, ToInt(a) * 10000 + ToInt(b) * 100 + ToInt(rest));
    } else if (rest.size() == 4 && a.size() <= 2 && b.size() <= 2) {
      // Month first, as Americans write, unless it can only be a day.
      const bool day_first = separator == '.' || ToInt(a) > 12;
      const int month = day_first ? ToInt(b) : ToInt(a);
      const int day = day_first ? ToInt(a) : ToInt(b);
      add(kSlash, ToInt(rest) * 10000 + month * 100 + day);
    }
  }
}

Result<TimeRules> TimeRules::Load(const Resources& resources) {
  TimeRules rules;
  constexpr std::string_view kWords = "en/time/words.tsv";
  const Result<std::string_view> text = resources.Get(kWords);
  if (!text.ok()) return text.status();
  const auto rows = ParseLexicon(kWords, *text, 3);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    const int cls = ClassNumber(row.cells[1]);
    if (cls < 0) {
      return Status::InvalidArgument(
          std::string(kWords) + ":" + std::to_string(row.line) +
          ": unknown class '" + std::string(row.cells[1]) + "'");
    }
    Entry& entry = rules.words_[std::string(row.cells[0])];
    entry.classes |= 1u << cls;
    entry.values[static_cast<size_t>(cls)] = ToInt(row.cells[2]);
    if (row.cells[2].starts_with('-')) {
      entry.values[static_cast<size_t>(cls)] = -ToInt(row.cells[2].substr(1));
    }
  }
  Result<WordList> context = WordList::Load(resources, "en/time/context.tsv");
  if (!context.ok()) return context.status();
  rules.context_ = std::move(*context);
  for (const std::string& path : resources.List("en/time/", ".rules")) {
    const Result<std::string_view> bytes = resources.Get(path);
    if (!bytes.ok()) return bytes.status();
    Result<RuleFile> file = ParseRuleFile(path, *bytes);
    if (!file.ok()) return file.status();
    for (RuleText& rule : file->rules) {
      if (Status s = rules.Compile(rule); !s.ok()) return s;
      rules.texts_.push_back(std::move(rule));
    }
  }
  return rules;
}

Status TimeRules::Compile(const RuleText& text) {
  const auto fail = [&](int line, const std::string& message) {
    return Status::InvalidArgument(text.Where(line) + ": " + message);
  };
  Rule rule;
  rule.name = text.name;
  std::vector<std::string> slots;
  std::vector<Pattern> patterns;
  bool has_action = false;
  for (const RuleField& field : text.fields) {
    if (field.keyword == "when") {
      Pattern pattern;
      pattern.rule = static_cast<uint32_t>(rules_.size());
      std::string_view rest = field.text;
      while (!rest.empty()) {
        std::string_view item_text = TakeUntil(&rest, ' ');
        if (item_text.empty()) continue;
        if (item_text == "^") {
          pattern.length = pattern.items.size();
          continue;
        }
        Item item;
        if (item_text.size() > 1 && item_text.ends_with('?')) {
          item.optional = true;
          item_text.remove_suffix(1);
        }
        if (item_text.starts_with('{') && item_text.ends_with('}')) {
          std::string_view inner = item_text.substr(1, item_text.size() - 2);
          const std::string_view names = TakeUntil(&inner, ':');
          std::string_view all = names;
          while (!all.empty()) {
            const std::string_view name = TakeUntil(&all, '|');
            const int cls = ClassNumber(name);
            if (cls < 0) {
              return fail(field.line,
                          "unknown class '" + std::string(name) + "'");
            }
            item.classes |= 1u << cls;
            item.value_class = cls;
          }
          if (!inner.empty()) {
            const auto it = std::find(slots.begin(), slots.end(), inner);
            item.slot = static_cast<int>(it - slots.begin());
            if (it == slots.end()) slots.emplace_back(inner);
          }
        } else {
          while (!item_text.empty()) {
            item.words.emplace_back(TakeUntil(&item_text, '|'));
          }
        }
        pattern.items.push_back(std::move(item));
      }
      if (pattern.items.empty() || pattern.items[0].optional) {
        // An optional first item is written as two patterns.
        if (pattern.items.size() < 2) return fail(field.line, "empty pattern");
        Pattern shorter = pattern;
        shorter.items.erase(shorter.items.begin());
        pattern.items[0].optional = false;
        patterns.push_back(std::move(shorter));
      }
      patterns.push_back(std::move(pattern));
    } else if (field.keyword == "type") {
      const std::pair<std::string_view, TimexType> kTypes[] = {
          {"date", TimexType::kDate},
          {"time", TimexType::kTime},
          {"duration", TimexType::kDuration},
          {"set", TimexType::kSet}};
      for (const auto& [name, type] : kTypes) {
        if (field.text == name) rule.type = type;
      }
    } else if (field.keyword == "if") {
      rule.conditions.push_back(field.text);
    } else if (field.keyword == "then") {
      std::string_view action = field.text;
      Result<Call> call = ParseCall(text, field.line, &action, slots);
      if (!call.ok()) return call.status();
      rule.action = std::move(*call);
      has_action = true;
    } else {
      return fail(field.line, "unknown field '" + field.keyword + "'");
    }
  }
  if (patterns.empty() || !has_action) {
    return fail(text.line, "needs a 'when' and a 'then' after it");
  }
  if (slots.size() > Bindings().values.size()) {
    return fail(text.line, "has too many names");
  }
  rules_.push_back(std::move(rule));
  for (Pattern& pattern : patterns) {
    const auto number = static_cast<uint32_t>(patterns_.size());
    const Item& first = pattern.items.front();
    for (const std::string& word : first.words) {
      by_word_[word].push_back(number);
    }
    for (size_t cls = 0; cls < by_class_.size(); ++cls) {
      if (first.classes >> cls & 1) by_class_[cls].push_back(number);
    }
    patterns_.push_back(std::move(pattern));
  }
  return Status();
}

Result<TimeRules::Call> TimeRules::ParseCall(
    const RuleText& text, int line, std::string_view* in,
    const std::vector<std::string>& slots) const {
  const auto skip = [&] {
    while (!in->empty() && in->front() == ' ') in->remove_prefix(1);
  };
  skip();
  const size_t end = std::min(in->find_first_of("(), "), in->size());
  const std::string name(in->substr(0, end));
  in->remove_prefix(end);
  Call call;
  int number = 0;
  const auto parsed =
      std::from_chars(name.data(), name.data() + name.size(), number);
  const auto slot = std::find(slots.begin(), slots.end(), name);
  if (name.empty()) {
    return Status::InvalidArgument(text.Where(line) + ": action breaks off");
  }
  if (parsed.ec == std::errc() && parsed.ptr == name.data() + name.size()) {
    call.kind = Call::Kind::kNumber;
    call.number = number;
  } else if (slot != slots.end()) {
    call.kind = Call::Kind::kSlot;
    call.number = static_cast<int>(slot - slots.begin());
  } else {
    call.kind = Call::Kind::kWord;
    call.word = name;
  }
  if (!in->starts_with('(')) return call;
  call.kind = Call::Kind::kCall;
  in->remove_prefix(1);
  for (;;) {
    skip();
    if (in->starts_with(')')) {
      in->remove_prefix(1);
      return call;
    }
    Result<Call> argument = ParseCall(text, line, in, slots);
    if (!argument.ok()) return argument;
    call.arguments.push_back(std::move(*argument));
    skip();
    if (in->starts_with(',')) in->remove_prefix(1);
  }
}

std::vector<TimeWord> TimeRules::Words(std::string_view text,
                                       const Language& language,
                                       const Sentence& sentence) const {
  std::vector<TimeWord> words;
  words.reserve(sentence.end - sentence.begin);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const Token& token = language.tokens[i];
    const auto push = [&](Span span, std::string folded) {
      TimeWord& word = words.emplace_back();
      word.span = span;
      word.token = i;
      word.folded = std::move(folded);
      Classify(&word);
    };
    const std::string_view bytes = Slice(text, token.span);
    TimeWord whole;
    whole.folded = token.folded;
    Classify(&whole);
    const bool splits = token.folded.find('-') != std::string::npos &&
                        token.folded.size() > 1 && whole.classes == 0;
    if (!splits) {
      push(token.span, token.folded);
      continue;
    }
    size_t begin = 0;
    for (size_t at = 0; at <= bytes.size();) {
      size_t next = at;
      const bool is_end = at == bytes.size();
      const bool hyphen =
          !is_end &&
          Fold(bytes.substr(
              at, (next = at, NextCodePoint(bytes, &next), next - at))) == "-";
      if (is_end || hyphen) {
        if (at > begin) {
          push({token.span.begin + begin, token.span.begin + at},
               Fold(bytes.substr(begin, at - begin)));
        }
        if (is_end) break;
        push({token.span.begin + at, token.span.begin + next}, "-");
        begin = next;
      }
      at = next;
    }
  }
  return words;
}

size_t TimeRules::MatchItems(const std::vector<Item>& items, size_t item,
                             const std::vector<TimeWord>& words, size_t at,
                             Bindings* bindings) const {
  constexpr size_t kNone = static_cast<size_t>(-1);
  if (item == items.size()) return at;
  const Item& each = items[item];
  if (at < words.size()) {
    const TimeWord& word = words[at];
    const bool fits = each.classes != 0
                          ? (word.classes & each.classes) != 0
                          : std::find(each.words.begin(), each.words.end(),
                                      word.folded) != each.words.end();
    if (fits) {
      const Bindings before = *bindings;
      if (each.slot >= 0) {
        auto cls = static_cast<size_t>(each.value_class);
        for (size_t c = 0; c < 24; ++c) {  // the class it was found in
          if (word.classes & each.classes & (1u << c)) cls = c;
        }
        bindings->values[static_cast<size_t>(each.slot)] = word.values[cls];
        bindings->bound[static_cast<size_t>(each.slot)] = true;
      }
      const size_t end = MatchItems(items, item + 1, words, at + 1, bindings);
      if (end != kNone) return end;
      *bindings = before;
    }
  }
  if (each.optional) return MatchItems(items, item + 1, words, at, bindings);
  return kNone;
}

// What a condition asks of the words around a match. The words themselves are
// in en/time/context.tsv.
bool TimeRules::Holds(const Rule& rule, const std::vector<TimeWord>& words,
                      size_t begin, size_t end, const Language& language,
                      const Sentence& sentence) const {
  const Token* const before =
      begin > 0 ? &language.tokens[words[begin - 1].token] : nullptr;
  const Token* const after =
      end < words.size() ? &language.tokens[words[end].token] : nullptr;
  const Token& first = language.tokens[words[begin].token];
  const auto before_is = [&](std::string_view cls) {
    return begin > 0 && context_.Is(words[begin - 1].folded, cls);
  };
  const auto after_is = [&](std::string_view cls) {
    return end < words.size() && context_.Is(words[end].folded, cls);
  };
  for (const std::string& condition : rule.conditions) {
    if (condition == "preposition-before") {
      if (!before_is("preposition")) return false;
    } else if (condition == "capitalized") {
      if (!first.capitalized) return false;
    } else if (condition == "not-a-name") {
      // "Theresa May", "April Jones", "the Sunday Times"; but "in April
      // Hungary"
      if (before_is("preposition")) continue;
      if (before != nullptr && IsProperNoun(before->tag) &&
          before->capitalized && words[begin - 1].classes == 0 &&
          words[begin].token != words[begin - 1].token) {
        return false;
      }
      if (after != nullptr && IsProperNoun(after->tag) && after->capitalized &&
          words[end].classes == 0 && words[end].token != words[end - 1].token &&
          !after_is("follower")) {
        return false;
      }
    } else if (condition == "year-like") {
      const int year = words[begin].values[kYear];
      if (before_is("numbered") || after_is("counted")) return false;
      if (before != nullptr && begin > 0) {
        const std::string_view sign = words[begin - 1].folded;
        if (sign == "$" || sign == "#" || sign == "/" || sign == ":")
          return false;
      }
      if (before_is("preposition") || before_is("year-signal")) continue;
      if (year < 1900 || year > 2100) return false;
      if (after != nullptr && after->tag == Tag::kNNS) return false;
    } else if (condition == "sentence-part") {
      if (sentence.kind == BlockKind::kFurniture) return false;
    } else if (condition == "noun-tag") {
      if (!IsNoun(first.tag) && first.tag != Tag::kRB) return false;
    } else if (condition == "not-possessed") {
      if (before != nullptr && before->tag == Tag::kPRPS) return false;
    } else if (condition == "frequency-before") {
      if (!before_is("frequency")) return false;
    } else if (condition == "not-after-frequency") {
      if (before_is("frequency")) return false;
    } else if (condition == "rate-before") {
      constexpr uint32_t kNumbers = 1u << kInt | 1u << kNumClass;
      if (!before_is("frequency") &&
          (begin == 0 || (words[begin - 1].classes & kNumbers) == 0)) {
        return false;
      }
    } else if (condition == "not-hyphenated") {
      if (end < words.size() && words[end].folded == "-") return false;
    } else if (condition == "not-before-time") {
      if (end < words.size() && words[end].classes != 0) return false;
    } else if (condition == "after-in") {
      if (begin == 0 || words[begin - 1].folded != "in") return false;
    } else if (condition == "preposition-or-start") {
      if (begin == 0) continue;
      const Tag tag = language.tokens[words[begin - 1].token].tag;
      if (!IsVerb(tag) && tag != Tag::kPunctuation && tag != Tag::kIN &&
          tag != Tag::kRB) {
        return false;
      }
    } else if (condition == "singular-unit" || condition == "plural-unit") {
      const bool plural = words[end - 1].folded.ends_with('s');
      if (plural != (condition == "plural-unit")) return false;
    } else if (condition == "not-followed-by-of") {
      if (end < words.size() && words[end].folded == "of") return false;
    } else if (condition == "not-before-noun") {
      // "two days before the vote" hangs on the vote.
      if (context_.Is(words[end - 1].folded, "anchor") && after != nullptr &&
          after->tag != Tag::kPunctuation) {
        return false;
      }
    } else if (condition == "not-before-anchor") {
      if (after_is("anchor")) return false;
    } else if (condition == "not-counted") {
      if (after_is("counted")) return false;
    } else if (condition == "not-an-age") {
      for (size_t i = end; i < std::min(end + 2, words.size()); ++i) {
        if (context_.Is(words[i].folded, "age")) return false;
      }
    } else if (condition == "clock-like") {
      if (!before_is("clock-signal") && !after_is("zone") &&
          !context_.Is(words[end - 1].folded, "zone")) {
        return false;
      }
    } else if (condition == "not-one-second") {
      if (words[end - 1].values[kUnitClass] == 0 &&
          !words[end - 1].folded.ends_with('s')) {
        return false;
      }
    } else if (condition == "noun-after") {
      if (after == nullptr ||
          (!IsNoun(after->tag) && !IsAdjective(after->tag))) {
        return false;
      }
    }
  }
  return true;
}

bool TimeRules::Evaluate(const Call& call, const Bindings& bindings,
                         TimeValue* value) const {
  using Kind = TimeValue::Kind;
  const auto number = [&](size_t i, int otherwise = 0) {
    if (i >= call.arguments.size()) return otherwise;
    const Call& argument = call.arguments[i];
    if (argument.kind == Call::Kind::kSlot) {
      const auto slot = static_cast<size_t>(argument.number);
      return bindings.bound[slot] ? bindings.values[slot] : otherwise;
    }
    return argument.kind == Call::Kind::kNumber ? argument.number : otherwise;
  };
  const auto word = [&](size_t i) {
    return i < call.arguments.size() ? call.arguments[i].word : std::string();
  };
  const auto inner = [&](size_t i) {
    return i < call.arguments.size() &&
           Evaluate(call.arguments[i], bindings, value);
  };
  const std::string& f = call.word;
  if (f == "date") {  // date(y, m, d)
    value->year = number(0);
    value->month = number(1);
    value->day = number(2);
  } else if (f == "packed") {  // yyyymmdd
    value->year = number(0) / 10000;
    value->month = number(0) / 100 % 100;
    value->day = number(0) % 100;
    if (value->month == 0 || value->day == 0) return false;
  } else if (f == "of-year") {  // of-year(m, shift, d)
    value->month = number(0);
    value->shift = number(1);
    value->day = number(2);
    value->named_shift = true;
  } else if (f == "decade") {
    value->decade = number(0);
  } else if (f == "century") {
    value->century = number(0);
  } else if (f == "season") {  // season(s, y, shift)
    value->season = number(0);
    value->year = number(1);
    value->shift = number(2);
    value->named_shift = call.arguments.size() > 2;
  } else if (f == "quarter") {
    value->quarter = number(0);
    value->year = number(1);
  } else if (f == "half") {
    value->half = number(0);
    value->year = number(1);
  } else if (f == "weekday") {  // weekday(w, shift)
    value->kind = Kind::kWeekday;
    value->weekday = number(0);
    value->shift = number(1);
    value->named_shift = call.arguments.size() > 1;
  } else if (f == "holiday") {  // holiday(h, y)
    value->kind = Kind::kHoliday;
    value->holiday = number(0);
    value->year = number(1);
  } else if (f == "unit") {  // unit(u, shift)
    value->kind = Kind::kUnit;
    value->unit = static_cast<TimeUnit>(number(0));
    value->shift = number(1);
  } else if (f == "offset") {  // offset(n, u, ±1)
    value->kind = Kind::kOffset;
    value->count = number(0, 1);
    value->unit = static_cast<TimeUnit>(number(1));
    value->shift = number(2);
  } else if (f == "period") {  // period(n, u, ±1)
    value->kind = Kind::kPeriod;
    value->count = number(0);
    value->unit = static_cast<TimeUnit>(number(1));
    value->shift = number(2);
  } else if (f == "duration") {  // duration(n, u); n may be missing
    value->kind = Kind::kDuration;
    value->count = number(0);
    value->unit = static_cast<TimeUnit>(number(1));
  } else if (f == "half-more") {  // duration with a half more: 2.5 years
    if (!inner(0)) return false;
    value->count += 0.5;
  } else if (f == "every") {  // every(n, u)
    value->kind = Kind::kSet;
    value->count = number(0, 1);
    value->unit = static_cast<TimeUnit>(number(1));
  } else if (f == "every-weekday") {
    value->kind = Kind::kSet;
    value->literal = "XXXX-WXX-" + std::to_string(number(0));
  } else if (f == "vague") {
    value->kind = Kind::kVague;
    value->literal = word(0);
  } else if (f == "clock") {  // clock(minutes of the day)
    value->kind = Kind::kClock;
    value->hour = number(0) / 60;
    value->minute = number(0) % 60;
  } else if (f == "military") {  // 0830
    if (number(0) / 100 > 24 || number(0) % 100 > 59) return false;
    value->kind = Kind::kClock;
    value->hour = number(0) / 100;
    value->minute = number(0) % 100;
  } else if (f == "zoned") {  // said to be universal time
    if (!inner(0)) return false;
    value->literal = "Z";
  } else if (f == "hour") {  // hour(h, 0 a.m. | 12 p.m.)
    if (number(0) < 1 || number(0) > 12) return false;
    value->kind = Kind::kClock;
    value->hour = number(0) % 12 + number(1);
  } else if (f == "minutes") {  // minutes(minutes of the day, 0 | 12)
    value->kind = Kind::kClock;
    value->hour = number(0) / 60 % 12 + number(1);
    value->minute = number(0) % 60;
  } else if (f == "same") {
    value->kind = Kind::kSame;
    value->unit = static_cast<TimeUnit>(number(0));
    value->from_reference = true;
  } else if (f == "on") {  // on(w, date…): a weekday said beside a date
    if (!inner(1)) return false;
    value->weekday = number(0);
  } else if (f == "in") {  // in(part of day, …)
    if (!inner(1)) return false;
    const auto part = static_cast<size_t>(number(0));
    if (part > 0 && part < std::size(kParts)) value->day_part = kParts[part];
  } else if (f == "part") {  // part(early|mid|late number, …)
    if (!inner(1)) return false;
    value->part = static_cast<TimeValue::Part>(number(0));
  } else if (f == "about") {
    if (!inner(0)) return false;
    value->approximate = true;
  } else if (f == "then") {  // counts from the last date named
    if (!inner(0)) return false;
    value->from_reference = true;
  } else {
    return false;
  }
  return true;
}

std::vector<TimeRules::Found> TimeRules::Match(
    const std::vector<TimeWord>& words, const Language& language,
    const Sentence& sentence) const {
  std::vector<Found> found;
  for (size_t at = 0; at < words.size();) {
    Found best;
    size_t best_reach = 0;
    size_t best_conditions = 0;
    const auto consider = [&](uint32_t number) {
      const Pattern& pattern = patterns_[number];
      const Rule& rule = rules_[pattern.rule];
      Bindings bindings;
      const size_t reach = MatchItems(pattern.items, 0, words, at, &bindings);
      if (reach == static_cast<size_t>(-1) || reach < best_reach) return;
      if (reach == best_reach && best.rule != nullptr &&
          std::pair(rule.conditions.size(), *best.rule) <=
              std::pair(best_conditions, rule.name)) {
        return;
      }
      const size_t end = pattern.length > 0 ? at + pattern.length : reach;
      if (!Holds(rule, words, at, end, language, sentence)) return;
      TimeValue value;
      if (!Evaluate(rule.action, bindings, &value)) return;
      best = {at, end, std::move(value), rule.type, &rule.name};
      best_reach = reach;
      best_conditions = rule.conditions.size();
    };
    if (const auto it = by_word_.find(words[at].folded); it != by_word_.end()) {
      for (const uint32_t number : it->second) consider(number);
    }
    for (uint32_t classes = words[at].classes, cls = 0; classes != 0;
         classes >>= 1, ++cls) {
      if (classes & 1) {
        for (const uint32_t number : by_class_[cls]) consider(number);
      }
    }
    if (best.rule == nullptr) {
      ++at;
      continue;
    }
    at = best.end;
    found.push_back(std::move(best));
  }
  return found;
}

}  // namespace annals
