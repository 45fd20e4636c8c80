#include "import/time/time_rules.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>

namespace annals {

namespace {

constexpr size_t kNoMatch = static_cast<size_t>(-1);

std::string_view TakeUntil(std::string_view* text, char stop) {
  const size_t end = std::min(text->find(stop), text->size());
  const std::string_view head = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return head;
}

// What a match is to the next stage.
TimeClass ClassOf(const TimeMatch& match) {
  if (!match.parts.empty() || match.value.kind == TimeValue::Kind::kRange ||
      match.value.until >= 0) {
    return TimeClass::kRange;
  }
  switch (match.type) {
    case TimexType::kTime:
      return TimeClass::kTime;
    case TimexType::kDuration:
      return TimeClass::kDuration;
    case TimexType::kSet:
      return TimeClass::kSet;
    case TimexType::kDate:
      break;
  }
  return TimeClass::kDate;
}

constexpr uint32_t kExpressions =
    1u << static_cast<uint32_t>(TimeClass::kDate) |
    1u << static_cast<uint32_t>(TimeClass::kTime) |
    1u << static_cast<uint32_t>(TimeClass::kDuration) |
    1u << static_cast<uint32_t>(TimeClass::kSet) |
    1u << static_cast<uint32_t>(TimeClass::kRange);

}  // namespace

Result<TimeRules> TimeRules::Load(const Resources& resources) {
  TimeRules rules;
  Result<TimeLexicon> lexicon = TimeLexicon::Load(resources);
  if (!lexicon.ok()) return lexicon.status();
  rules.lexicon_ = std::move(*lexicon);
  Result<WordList> context = WordList::Load(resources, "en/time/context.tsv");
  if (!context.ok()) return context.status();
  rules.context_ = std::move(*context);
  for (const std::string& path : resources.List("en/time/", ".rules")) {
    const Result<std::string_view> bytes = resources.Get(path);
    if (!bytes.ok()) return bytes.status();
    Result<RuleFile> file = ParseRuleFile(path, *bytes);
    if (!file.ok()) return file.status();
    size_t stage = 0;
    for (const RuleField& setting : file->settings) {
      std::string_view text = setting.text;
      if (setting.keyword != "setting" || TakeUntil(&text, ' ') != "stage") {
        continue;
      }
      std::from_chars(text.data(), text.data() + text.size(), stage);
    }
    if (stage < 1 || stage > kStages) {
      return Status::InvalidArgument(path + ": needs 'setting stage N', 1 to " +
                                     std::to_string(kStages));
    }
    for (RuleText& rule : file->rules) {
      if (Status s = rules.Compile(rule, stage - 1); !s.ok()) return s;
      rules.texts_.push_back(std::move(rule));
    }
  }
  return rules;
}

Result<TimeRules::Pattern> TimeRules::ParsePattern(
    std::string_view text, std::vector<std::string>* slots) {
  Pattern pattern;
  while (!text.empty()) {
    std::string_view item_text = TakeUntil(&text, ' ');
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
      std::string_view names = TakeUntil(&inner, ':');
      while (!names.empty()) {
        const std::string_view name = TakeUntil(&names, '|');
        const int cls = TimeClassNumber(name);
        if (cls < 0) {
          return Status::InvalidArgument("unknown class '" + std::string(name) +
                                         "'");
        }
        item.classes |= 1u << cls;
      }
      if (!inner.empty()) {
        const auto it = std::find(slots->begin(), slots->end(), inner);
        item.slot = static_cast<int>(it - slots->begin());
        if (it == slots->end()) slots->emplace_back(inner);
      }
    } else {
      while (!item_text.empty()) {
        item.words.push_back(lexicon_.Intern(TakeUntil(&item_text, '|')));
      }
    }
    pattern.items.push_back(std::move(item));
  }
  if (pattern.items.empty()) return Status::InvalidArgument("empty pattern");
  return pattern;
}

TimeRules::Entry TimeRules::EntryOf(const Pattern& pattern, uint32_t number) {
  Entry entry;
  entry.pattern = number;
  for (size_t i = 1;; ++i) {
    if (i == pattern.items.size()) {
      entry.may_end = true;
      return entry;
    }
    const Item& item = pattern.items[i];
    entry.classes |= item.classes;
    for (const int word : item.words) entry.words |= BitOf(word);
    if (!item.optional) return entry;
  }
}

bool TimeRules::Entry::MayGoOn(const std::vector<TimeWord>& row,
                               size_t second) const {
  if (may_end) return true;
  if (second >= row.size()) return false;
  const TimeWord& word = row[second];
  return (classes & word.classes) != 0 ||
         (word.id >= 0 && (words & BitOf(word.id)) != 0);
}

Status TimeRules::Compile(const RuleText& text, size_t stage) {
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
      Result<Pattern> parsed = ParsePattern(field.text, &slots);
      if (!parsed.ok()) return fail(field.line, parsed.status().message());
      // A pattern that may begin with its second item stands twice.
      Pattern pattern = std::move(*parsed);
      while (pattern.items.front().optional) {
        if (pattern.items.size() < 2) return fail(field.line, "empty pattern");
        pattern.items.front().optional = false;
        patterns.push_back(pattern);
        pattern.items.erase(pattern.items.begin());
        if (pattern.length > 0) --pattern.length;
      }
      patterns.push_back(std::move(pattern));
    } else if (field.keyword == "type") {
      const std::pair<std::string_view, TimexType> kTypes[] = {
          {"date", TimexType::kDate},
          {"time", TimexType::kTime},
          {"duration", TimexType::kDuration},
          {"set", TimexType::kSet}};
      const auto* const type = std::find_if(
          std::begin(kTypes), std::end(kTypes),
          [&](const auto& each) { return each.first == field.text; });
      if (type == std::end(kTypes)) {
        return fail(field.line, "unknown type '" + field.text + "'");
      }
      rule.type = type->second;
    } else if (field.keyword == "if") {
      const TimeCondition condition = FindTimeCondition(field.text);
      if (condition == nullptr) {
        return fail(field.line, "unknown condition '" + field.text + "'");
      }
      rule.conditions.push_back(condition);
    } else if (field.keyword == "then" || field.keyword == "each") {
      Result<TimeAction> action = TimeAction::Parse(field.text, slots);
      if (!action.ok()) return fail(field.line, action.status().message());
      rule.action = std::move(*action);
      rule.each = field.keyword == "each";
      has_action = true;
    } else {
      return fail(field.line, "unknown field '" + field.keyword + "'");
    }
  }
  if (patterns.empty() || !has_action) {
    return fail(text.line, "needs a 'when' and a 'then' after it");
  }
  if (slots.size() > kMostSlots) return fail(text.line, "has too many names");
  if (rule.each && rule.action.SlotOfArgument(0) < 0) {
    return fail(text.line, "'each' speaks of what is in the pattern");
  }
  for (Pattern& pattern : patterns) {
    pattern.rule = static_cast<uint32_t>(rules_.size());
    const auto number = static_cast<uint32_t>(patterns_.size());
    const Item& first = pattern.items.front();
    const Entry entry = EntryOf(pattern, number);
    Stage& into = stages_[stage];
    for (const int word : first.words) {
      const auto id = static_cast<size_t>(word);
      if (into.by_word.size() <= id) into.by_word.resize(id + 1);
      into.by_word[id].push_back(entry);
    }
    into.classes |= first.classes;
    for (size_t cls = 0; cls < kTimeClasses; ++cls) {
      if (first.classes >> cls & 1) into.by_class[cls].push_back(entry);
    }
    patterns_.push_back(std::move(pattern));
  }
  rules_.push_back(std::move(rule));
  return Status();
}

size_t TimeRules::MatchItems(const std::vector<Item>& items, size_t item,
                             const std::vector<TimeWord>& words, size_t at,
                             Bound* bound) const {
  if (item == items.size()) return at;
  const Item& each = items[item];
  if (at < words.size()) {
    const TimeWord& word = words[at];
    const bool fits = each.classes != 0
                          ? (word.classes & each.classes) != 0
                          : std::find(each.words.begin(), each.words.end(),
                                      word.id) != each.words.end();
    if (fits && each.slot < 0) {
      const size_t end = MatchItems(items, item + 1, words, at + 1, bound);
      if (end != kNoMatch) return end;
    } else if (fits) {
      const auto slot = static_cast<size_t>(each.slot);
      const int number = bound->number[slot];
      const int where = bound->word[slot];
      // The last of the classes that the word has.
      const auto cls =
          static_cast<size_t>(std::bit_width(word.classes & each.classes) - 1);
      bound->number[slot] = word.values[cls];
      bound->word[slot] = static_cast<int>(at);
      const size_t end = MatchItems(items, item + 1, words, at + 1, bound);
      if (end != kNoMatch) return end;
      bound->number[slot] = number;
      bound->word[slot] = where;
    }
  }
  if (each.optional) return MatchItems(items, item + 1, words, at, bound);
  return kNoMatch;
}

std::vector<TimeMatch> TimeRules::MatchStage(const Stage& stage,
                                             const std::vector<TimeWord>& words,
                                             const std::vector<size_t>& begins,
                                             std::vector<TimeMatch>* found,
                                             const Language& language,
                                             const Sentence& sentence) const {
  std::vector<TimeMatch> matches;
  const auto expression = [&](size_t at) -> TimeMatch* {
    const uint32_t cls = words[at].classes & kExpressions;
    if (cls == 0) return nullptr;
    const auto bit = static_cast<size_t>(std::bit_width(cls) - 1);
    return &(*found)[static_cast<size_t>(words[at].values[bit])];
  };
  const auto begin_of = [&](size_t at) {
    return begins.empty() ? at : begins[at];
  };

  // Best so far at one place.
  const Rule* best = nullptr;
  size_t best_reach = 0;
  size_t best_end = 0;
  TimeValue best_value;
  Bound best_bound;
  std::vector<TimeBinding> bindings;

  const auto consider = [&](uint32_t number, size_t at) {
    const Pattern& pattern = patterns_[number];
    const Rule& rule = rules_[pattern.rule];
    Bound bound;
    bound.word.fill(-1);
    const size_t reach = MatchItems(pattern.items, 0, words, at, &bound);
    if (reach == kNoMatch || reach < best_reach) return;
    if (reach == best_reach && best != nullptr &&
        std::pair(rule.conditions.size(), best->name) <=
            std::pair(best->conditions.size(), rule.name)) {
      return;
    }
    const size_t end = pattern.length > 0 ? at + pattern.length : reach;
    const TimeSite site{words, at, end, language, sentence, context_};
    for (const TimeCondition condition : rule.conditions) {
      if (!condition(site)) return;
    }
    bindings.assign(kMostSlots, {});
    for (size_t slot = 0; slot < kMostSlots; ++slot) {
      if (bound.word[slot] < 0) continue;
      const auto word = static_cast<size_t>(bound.word[slot]);
      const TimeMatch* const match = expression(word);
      bindings[slot] = {true, bound.number[slot],
                        match != nullptr ? &match->value : nullptr, word};
    }
    TimeValue value;
    if (!rule.action.Evaluate(bindings, &value)) return;
    best = &rule;
    best_reach = reach;
    best_end = end;
    best_value = std::move(value);
    best_bound = bound;
  };

  const auto consider_all = [&](const std::vector<Entry>& entries, size_t at) {
    for (const Entry& entry : entries) {
      if (entry.MayGoOn(words, at + 1)) consider(entry.pattern, at);
    }
  };

  for (size_t at = 0; at < words.size();) {
    best = nullptr;
    best_reach = 0;
    const TimeWord& word = words[at];
    if (word.id >= 0 && static_cast<size_t>(word.id) < stage.by_word.size()) {
      consider_all(stage.by_word[static_cast<size_t>(word.id)], at);
    }
    for (uint32_t classes = word.classes & stage.classes, cls = 0; classes != 0;
         classes >>= 1, ++cls) {
      if ((classes & 1) != 0) consider_all(stage.by_class[cls], at);
    }
    if (best == nullptr) {
      if (TimeMatch* const kept = expression(at)) {
        matches.push_back(std::move(*kept));
      }
      ++at;
      continue;
    }
    TimeMatch match;
    match.begin = begin_of(at);
    match.end = begin_of(best_end);
    match.type = best->type;
    match.rule = &best->name;
    for (size_t i = 0; best->each && i < best->action.arguments(); ++i) {
      if (best->action.SlotOfArgument(i) < 0) continue;  // a number
      const auto slot = static_cast<size_t>(best->action.SlotOfArgument(i));
      if (best_bound.word[slot] < 0 || i >= best_value.of.size()) continue;
      const auto where = static_cast<size_t>(best_bound.word[slot]);
      TimeMatch part;
      if (const TimeMatch* const known = expression(where)) {
        part = *known;
      } else {
        part.begin = begin_of(where);
        part.end = begin_of(where + 1);
        part.rule = &best->name;
      }
      part.value = best_value.of[i];
      match.parts.push_back(std::move(part));
    }
    match.value = std::move(best_value);
    best_value = TimeValue();
    matches.push_back(std::move(match));
    at = best_end;
  }
  return matches;
}

std::vector<TimeMatch> TimeRules::Match(const std::vector<TimeWord>& words,
                                        const Language& language,
                                        const Sentence& sentence) const {
  std::vector<TimeMatch> found;
  found = MatchStage(stages_[0], words, {}, &found, language, sentence);
  for (size_t stage = 1; stage < kStages && !found.empty(); ++stage) {
    // The words again, with what was found in them as single words.
    std::vector<TimeWord> row;
    std::vector<size_t> begins;
    size_t at = 0;
    for (size_t m = 0; m <= found.size(); ++m) {
      const size_t until = m < found.size() ? found[m].begin : words.size();
      for (; at < until; ++at) {
        row.push_back(words[at]);
        begins.push_back(at);
      }
      if (m == found.size()) break;
      TimeWord& word = row.emplace_back();
      word.span = {words[found[m].begin].span.begin,
                   words[found[m].end - 1].span.end};
      word.token = words[found[m].begin].token;
      word.folded = words[found[m].end - 1].folded;
      word.Add(ClassOf(found[m]), static_cast<int>(m));
      begins.push_back(found[m].begin);
      at = found[m].end;
    }
    begins.push_back(words.size());
    found = MatchStage(stages_[stage], row, begins, &found, language, sentence);
  }
  return found;
}

}  // namespace annals
