#include "import/time/time_words.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "core/text/fold.h"
#include "import/rulebook/lexicon.h"

namespace annals {

namespace {

constexpr std::string_view kTimeClassNames[] = {
    "int",     "day",    "dayth",  "year",    "yy",    "decade",   "clock",
    "iso",     "slash",  "number", "weekday", "month", "unit",     "num",
    "ordinal", "season", "part",   "holiday", "shift", "early",    "approx",
    "quarter", "zone",   "plural", "date",    "time",  "duration", "set",
    "range",   "fiscal", "packed", "parts"};
static_assert(std::size(kTimeClassNames) == kTimeClasses);

constexpr size_t kLongestWord = 24;  // bytes; nothing longer is read as digits

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
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

// "10:30", "10:30:15", "10:30pm", "10:30p", "8pm", "8.30pm" → minutes of the
// day.
std::optional<int> ParseClock(std::string_view text) {
  int shift = -1;
  for (const auto& [suffix, hours] : {std::pair<std::string_view, int>{"am", 0},
                                      {"a.m.", 0},
                                      {"a.m", 0},
                                      {"pm", 12},
                                      {"p.m.", 12},
                                      {"p.m", 12},
                                      {"a", 0},
                                      {"p", 12}}) {
    // "9:30p", but "7p" is money.
    if (suffix.size() == 1 && text.find(':') == text.npos) continue;
    if (text.size() > suffix.size() && text.ends_with(suffix)) {
      text.remove_suffix(suffix.size());
      shift = hours;
      break;
    }
  }
  const size_t colon = text.find_first_of(shift >= 0 ? ":." : ":");
  const std::string_view hours = text.substr(0, colon);
  std::string_view minutes =
      colon == text.npos ? std::string_view() : text.substr(colon + 1);
  const bool has_seconds =
      minutes.size() == 5 && minutes[2] == ':' && AllDigits(minutes.substr(3));
  if (has_seconds) minutes = minutes.substr(0, 2);
  if (!AllDigits(hours) || hours.size() > 2) return std::nullopt;
  if (colon == text.npos ? shift < 0
                         : (!AllDigits(minutes) || minutes.size() != 2)) {
    return std::nullopt;
  }
  int hour = ToInt(hours);
  const int minute = minutes.empty() ? 0 : ToInt(minutes);
  if (shift >= 0) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + shift;
  }
  if (hour > 24 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

constexpr std::string_view kIsoDate = "0000-00-00";

// Where such a date stands inside a longer word, no digit beside it.
std::optional<size_t> FindIsoDate(std::string_view bytes) {
  if (bytes.size() <= kIsoDate.size()) return std::nullopt;
  for (size_t at = 0; at + kIsoDate.size() <= bytes.size(); ++at) {
    const size_t end = at + kIsoDate.size();
    bool is_date = (at == 0 || !IsDigit(bytes[at - 1])) &&
                   (end == bytes.size() || !IsDigit(bytes[end]));
    for (size_t i = 0; is_date && i < kIsoDate.size(); ++i) {
      is_date =
          kIsoDate[i] == '-' ? bytes[at + i] == '-' : IsDigit(bytes[at + i]);
    }
    if (is_date) return at;
  }
  return std::nullopt;
}

}  // namespace

int TimeClassNumber(std::string_view name) {
  const auto* const it =
      std::find(std::begin(kTimeClassNames), std::end(kTimeClassNames), name);
  return it == std::end(kTimeClassNames)
             ? -1
             : static_cast<int>(it - std::begin(kTimeClassNames));
}

Result<TimeLexicon> TimeLexicon::Load(const Resources& resources) {
  TimeLexicon lexicon;
  constexpr std::string_view kPath = "en/time/words.tsv";
  const Result<std::string_view> text = resources.Get(kPath);
  if (!text.ok()) return text.status();
  const auto rows = ParseLexicon(kPath, *text, 3);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    const int cls = TimeClassNumber(row.cells[1]);
    if (cls < 0) {
      return Status::InvalidArgument(
          std::string(kPath) + ":" + std::to_string(row.line) +
          ": unknown class '" + std::string(row.cells[1]) + "'");
    }
    const auto id = static_cast<size_t>(lexicon.Intern(row.cells[0]));
    Facts& entry = lexicon.facts_[id];
    entry.classes |= 1u << cls;
    entry.values[static_cast<size_t>(cls)] =
        row.cells[2].starts_with('-') ? -ToInt(row.cells[2].substr(1))
                                      : ToInt(row.cells[2]);
  }
  Result<WordList> numbers = WordList::Load(resources, "en/time/numbers.tsv");
  if (!numbers.ok()) return numbers.status();
  lexicon.numbers_ = std::move(*numbers);
  Result<Holidays> holidays = Holidays::Load(resources);
  if (!holidays.ok()) return holidays.status();
  lexicon.holidays_ = std::move(*holidays);
  for (const std::string& word : lexicon.holidays_.first_words()) {
    const auto id = static_cast<size_t>(lexicon.Intern(word));
    lexicon.facts_[id].begins_holiday = true;
  }
  return lexicon;
}

size_t TimeLexicon::ShapeOf(std::string_view word) {
  const auto byte = [&](size_t i) {
    return static_cast<size_t>(static_cast<unsigned char>(word[i]));
  };
  const size_t last = word.size() - 1;
  return (byte(0) ^ byte(last / 2) << 4 ^ byte(last) << 7 ^ last << 10) %
         (size_t{1} << 14);
}

int TimeLexicon::Intern(std::string_view word) {
  const auto [it, is_new] = ids_.emplace(word, static_cast<int>(facts_.size()));
  if (is_new) {
    facts_.emplace_back();
    if (!word.empty()) shapes_.set(ShapeOf(word));
  }
  return it->second;
}

void TimeLexicon::Classify(TimeWord* word) const {
  const std::string_view text = word->folded;
  if (text.empty() || text.size() > kLongestWord) return;
  const auto it = shapes_.test(ShapeOf(text)) ? ids_.find(text) : ids_.end();
  if (it != ids_.end()) {
    word->id = it->second;
    const Facts& facts = facts_[static_cast<size_t>(it->second)];
    word->classes = facts.classes;
    if (facts.classes != 0) word->values = facts.values;
  }
  if (IsDigit(text[0]) || text[0] == '\'') ClassifyDigits(word);
}

void TimeLexicon::ClassifyDigits(TimeWord* word) const {
  const std::string_view text = word->folded;
  if (AllDigits(text)) {
    const int value = ToInt(text);
    if (text.size() <= 4) word->Add(TimeClass::kInt, value);
    if (text.size() <= 2 && value >= 1 && value <= 31) {
      word->Add(TimeClass::kDay, value);
    }
    if (text.size() == 2) word->Add(TimeClass::kYy, value);
    if (text.size() == 4 && value >= 1000 && value <= 2999) {
      word->Add(TimeClass::kYear, value);
    }
    if (text.size() == 8 && value / 10000 >= 1900 && value / 10000 < 2100) {
      word->Add(TimeClass::kPacked, value);
    }
    return;
  }
  if (const auto clock = ParseClock(text)) {
    word->Add(TimeClass::kClock, *clock);
  }
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (!text.ends_with(suffix)) continue;
    const std::string_view digits = text.substr(0, text.size() - 2);
    if (!AllDigits(digits) || digits.size() > 2) continue;
    const int value = ToInt(digits);
    if (value >= 1 && value <= 31) {
      word->Add(TimeClass::kDay, value);
      word->Add(TimeClass::kDayTh, value);
    }
    word->Add(TimeClass::kOrdinal, value);
  }
  // "1990s", "90s", "'90s"
  std::string_view decade = text;
  if (decade[0] == '\'') decade.remove_prefix(1);
  if (decade.ends_with("s")) {
    decade.remove_suffix(1);
    if (decade.ends_with("'")) decade.remove_suffix(1);
    if (AllDigits(decade) && decade.back() == '0') {
      if (decade.size() == 4) word->Add(TimeClass::kDecade, ToInt(decade));
      if (decade.size() == 2 && ToInt(decade) >= 20) {
        word->Add(TimeClass::kDecade, 1900 + ToInt(decade));
      }
    }
  }
  // "'87"
  if (text[0] == '\'' && text.size() == 3 && AllDigits(text.substr(1))) {
    word->Add(TimeClass::kYy, ToInt(text.substr(1)));
  }
  // "2.5" of something
  if (const size_t dot = text.find('.'); dot != text.npos && dot <= 4) {
    const std::string_view whole = text.substr(0, dot);
    const std::string_view part = text.substr(dot + 1);
    if (AllDigits(whole) && AllDigits(part) && part.size() <= 2) {
      const int hundredths = part.size() == 1 ? 10 * ToInt(part) : ToInt(part);
      word->Add(TimeClass::kNumber, 100 * ToInt(whole) + hundredths);
    }
  }
  // "2025-10-17", "10/17/2025", "17.10.2025"
  for (const char separator : {'-', '/', '.'}) {
    std::string_view rest = text;
    const std::string_view a = TakeUntil(&rest, separator);
    const std::string_view b = TakeUntil(&rest, separator);
    if (!AllDigits(a) || !AllDigits(b) || !AllDigits(rest)) continue;
    if (a.size() == 4 && b.size() <= 2 && rest.size() <= 2) {
      word->Add(TimeClass::kIso,
                ToInt(a) * 10000 + ToInt(b) * 100 + ToInt(rest));
    } else if ((rest.size() == 4 || rest.size() == 2) && a.size() <= 2 &&
               b.size() <= 2) {
      // Month first, as Americans write, unless it can only be a day.
      const bool day_first = separator == '.' || ToInt(a) > 12;
      const int month = day_first ? ToInt(b) : ToInt(a);
      const int day = day_first ? ToInt(a) : ToInt(b);
      const int last = ToInt(rest);
      const int year = rest.size() == 4 ? last
                       : last < 50      ? 2000 + last
                                        : 1900 + last;
      word->Add(TimeClass::kSlash, year * 10000 + month * 100 + day);
    }
  }
}

// A token that means nothing whole: at its hyphens, then its slashes, then
// where digits and letters meet.
void TimeLexicon::Split(std::string_view text, Span span, uint32_t token,
                        TimeWords* out) const {
  TimeWord word;
  word.span = span;
  word.token = token;
  out->folded.push_front(Fold(Slice(text, span)));
  word.folded = out->folded.front();
  Classify(&word);
  const auto part = [&](size_t begin, size_t end) {
    if (begin < end) Split(text, {begin, end}, token, out);
  };
  const auto whole = [&] { out->words.push_back(word); };
  if (word.classes != 0 || span.size() < 2 || span.size() > 4 * kLongestWord) {
    return whole();
  }
  const std::string_view bytes = Slice(text, span);
  if (const auto at = FindIsoDate(bytes)) {  // "report-2012-11-05.pdf"
    part(span.begin, span.begin + *at);
    part(span.begin + *at, span.begin + *at + kIsoDate.size());
    part(span.begin + *at + kIsoDate.size(), span.end);
    return;
  }
  for (const std::string_view separator : {"-", "/", "~"}) {
    for (size_t at = 0; at < bytes.size();) {
      size_t next = at;
      NextCodePoint(bytes, &next);
      if (Fold(bytes.substr(at, next - at)) == separator) {
        part(span.begin, span.begin + at);
        TimeWord& joiner = out->words.emplace_back();
        joiner.span = {span.begin + at, span.begin + next};
        joiner.token = token;
        joiner.folded = separator;
        Classify(&joiner);
        part(span.begin + next, span.end);
        return;
      }
      at = next;
    }
  }
  // "3h", "Dec31": only where the letters mean something.
  const size_t change = [&] {
    size_t at = 1;
    while (at < bytes.size() && IsDigit(bytes[at]) == IsDigit(bytes[at - 1])) {
      ++at;
    }
    // "2.5years": the dot belongs to the number.
    if (at < bytes.size() && bytes[at] == '.' && IsDigit(bytes[0])) {
      ++at;
      while (at < bytes.size() && IsDigit(bytes[at])) ++at;
    }
    return at;
  }();
  if (change >= bytes.size()) return whole();
  const bool digits_first = IsDigit(bytes[0]);
  const std::string letters =
      Fold(digits_first ? bytes.substr(change) : bytes.substr(0, change));
  const std::string_view digits =
      digits_first ? bytes.substr(0, change) : bytes.substr(change);
  const auto it = ids_.find(letters);
  const auto has = [&](TimeClass cls) {
    return it != ids_.end() &&
           (facts_[static_cast<size_t>(it->second)].classes >>
                static_cast<uint32_t>(cls) &
            1) != 0;
  };
  const bool meant =
      digits_first ? has(TimeClass::kUnit)
                   : (has(TimeClass::kMonth) || has(TimeClass::kFiscal)) &&
                         AllDigits(digits);
  if (!meant) return whole();
  part(span.begin, span.begin + change);
  part(span.begin + change, span.end);
}

// "twenty-one", "two thousand and five", "nineteen ninety-six", "thirty-first".
// False if no number of more than one word begins at `at`.
bool TimeLexicon::ReadNumber(const std::vector<TimeWord>& words, size_t at,
                             size_t* end, TimeWord* number) const {
  const auto is_word = [&](size_t i, TimeClass cls) {
    return i < words.size() && words[i].Is(cls) &&
           !words[i].Is(TimeClass::kInt) && !IsDigit(words[i].folded[0]);
  };
  const auto is = [&](size_t i, std::string_view cls) {
    return i < words.size() && numbers_.Is(words[i].folded, cls);
  };
  bool ordinal = false;
  // A number below a hundred; 0 if there is none.
  const auto below_hundred = [&](size_t* i) {
    if (is_word(*i, TimeClass::kOrdinal)) {
      ordinal = true;
      return words[(*i)++].Value(TimeClass::kOrdinal);
    }
    if (!is_word(*i, TimeClass::kNum) || is(*i, "article")) return 0;
    int value = words[*i].Value(TimeClass::kNum);
    if (value >= 100) return 0;
    ++*i;
    if (value < 20 || value % 10 != 0) return value;
    const size_t unit =
        *i < words.size() && words[*i].folded == "-" ? *i + 1 : *i;
    const TimeClass kinds[] = {TimeClass::kNum, TimeClass::kOrdinal};
    for (const TimeClass cls : kinds) {
      if (!is_word(unit, cls) || is(unit, "article")) continue;
      const int more = words[unit].Value(cls);
      if (more < 1 || more > 9) continue;
      ordinal = cls == TimeClass::kOrdinal;
      *i = unit + 1;
      return value + more;
    }
    return value;
  };
  size_t i = at;
  int value = below_hundred(&i);
  if (value == 0 || ordinal) {
    if (i <= at + 1) return false;
  } else if (is(i, "hundred") || is(i, "thousand")) {
    const bool thousand = is(i, "thousand");
    value *= thousand ? 1000 : 100;
    ++i;
    size_t rest = is(i, "and") ? i + 1 : i;
    int more = below_hundred(&rest);
    if (more > 0 && thousand && is(rest, "hundred")) {
      more *= 100;
      ++rest;
    }
    if (more > 0) {
      value += more;
      i = rest;
    }
  } else if (value >= 13 && value <= 20) {  // "nineteen ninety-six"
    size_t rest = i;
    const int more = below_hundred(&rest);
    if (more >= 10 && !ordinal) {
      value = 100 * value + more;
      i = rest;
    }
    ordinal = false;
  }
  if (i <= at + 1) return false;
  number->span = {words[at].span.begin, words[i - 1].span.end};
  number->token = words[at].token;
  number->folded = words[at].folded;
  if (ordinal) {
    number->Add(TimeClass::kOrdinal, value);
    if (value <= 31) {
      number->Add(TimeClass::kDay, value);
      number->Add(TimeClass::kDayTh, value);
    }
  } else {
    number->Add(TimeClass::kNum, value);
    if (value >= 1000 && value <= 2999) number->Add(TimeClass::kYear, value);
    if (value <= 31) number->Add(TimeClass::kDay, value);
  }
  *end = i;
  return true;
}

// The longest name of a holiday that begins at `at`.
bool TimeLexicon::ReadHoliday(const std::vector<TimeWord>& words, size_t at,
                              size_t* end, TimeWord* holiday) const {
  std::string name;
  std::optional<int> best;
  const size_t last = std::min(at + 2 * Holidays::kLongestName, words.size());
  for (size_t i = at; i < last; ++i) {
    const bool clitic = words[i].folded.starts_with('\'');
    if (!name.empty() && !clitic) name += ' ';
    name += words[i].folded;
    if (const auto found = holidays_.Find(name)) {
      best = found;
      *end = i + 1;
    }
  }
  if (!best) return false;
  holiday->span = {words[at].span.begin, words[*end - 1].span.end};
  holiday->token = words[at].token;
  holiday->folded = words[at].folded;
  holiday->Add(TimeClass::kHoliday, *best);
  return true;
}

void TimeLexicon::JoinWords(std::vector<TimeWord>* words) const {
  size_t kept = 0;
  for (size_t i = 0; i < words->size();) {
    TimeWord joined;
    size_t end = i + 1;
    const TimeWord& word = (*words)[i];
    if ((BeginsHoliday(word) && ReadHoliday(*words, i, &end, &joined)) ||
        (word.Is(TimeClass::kNum) && ReadNumber(*words, i, &end, &joined))) {
      (*words)[kept++] = joined;
    } else {
      if (kept != i) (*words)[kept] = (*words)[i];
      ++kept;
    }
    i = end;
  }
  words->resize(kept);
}

TimeWords TimeLexicon::Read(std::string_view text, const Language& language,
                            const Sentence& sentence) const {
  TimeWords out;
  std::vector<TimeWord>& words = out.words;
  words.reserve(sentence.end - sentence.begin + 8);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const Token& token = language.tokens[i];
    const bool plain = std::none_of(
        token.folded.begin(), token.folded.end(),
        [](char c) { return IsDigit(c) || c == '-' || c == '/' || c == '~'; });
    if (!plain) {
      Split(text, token.span, i, &out);
      continue;
    }
    TimeWord& word = words.emplace_back();
    word.span = token.span;
    word.token = i;
    word.folded = token.folded;
    Classify(&word);
  }
  const bool joins =
      std::any_of(words.begin(), words.end(), [&](const TimeWord& word) {
        return word.Is(TimeClass::kNum) || BeginsHoliday(word);
      });
  if (joins) JoinWords(&words);
  return out;
}

}  // namespace annals
