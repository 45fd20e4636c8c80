#include "import/events/event_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace annals {

namespace {

constexpr std::string_view kAlone = "alone";

constexpr std::string_view kNeeds[] = {
    "actor",          "aimed",
    "armed-sentence", "asking-for",
    "denied",         "from",
    "that",           "motion-to-place",
    "sport-sentence", "says-must",
    "no-accident",    "two-actors",
    "object",         "object-actor",
    "object-person",  "object-person-or-nominal",
    "object-named",   "object-named-person",
    "object-office",  "object-place-or-person",
    "object-proper",  "subject-actor",
    "subject-person", "subject-person-or-passive",
    "named-subject",  "named",
    "no-complement",  "no-thing",
    "not-commenting", "not-that",
    "no-sport",       "infinitive",
    "light-verb", "told", "percent", "named-or-passive", "crowd-sentence", "passive", "disaster", "condemning-sentence", "industry-sentence", "no-industry", "subject-proper", "no-object", "money", "planned", "object-thing",     "light-verb-or-place",
    "violence",       "weapon-or-force",
    "protest-like",   "bomb-like",
    "accident-like",  "armed",
    "public-words",   "hazard-subject",
    "labour",         "subject-group"};

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

Result<EventRules> EventRules::Load(const Resources& resources) {
  EventRules rules;
  for (const std::string& path : resources.List("en/events/", ".rules")) {
    const Result<std::string_view> bytes = resources.Get(path);
    if (!bytes.ok()) return bytes.status();
    Result<RuleFile> file = ParseRuleFile(path, *bytes);
    if (!file.ok()) return file.status();
    for (RuleText& text : file->rules) {
      if (Status s = rules.Compile(text); !s.ok()) return s;
      rules.texts_.push_back(std::move(text));
    }
  }
  rules.SortBySpecificity();
  return rules;
}

// Of the rules for a word, those that say who acts and on what come first.
void EventRules::SortBySpecificity() {
  const auto said = [&](uint32_t number) {
    const EventRule& rule = rules_[number];
    const bool denied = std::find(rule.needs.begin(), rule.needs.end(),
                                  "denied") != rule.needs.end();
    return 4 * denied + 2 * !rule.subjects.empty() + !rule.objects.empty();
  };
  for (auto* table : {&verbs_, &nouns_}) {
    for (auto& [word, numbers] : *table) {
      std::stable_sort(
          numbers.begin(), numbers.end(),
          [&](uint32_t a, uint32_t b) { return said(a) > said(b); });
    }
  }
}

Status EventRules::Compile(const RuleText& text) {
  const auto number = static_cast<uint32_t>(rules_.size());
  EventRule rule;
  rule.name = text.name;
  bool has_type = false;
  for (const RuleField& field : text.fields) {
    const auto fail = [&](const std::string& message) {
      return Status::InvalidArgument(text.Where(field.line) + ": " + message);
    };
    if (field.keyword == "verb" || field.keyword == "noun") {
      auto& table = field.keyword == "verb" ? verbs_ : nouns_;
      for (const std::string& word : Split(field.text, '|')) {
        table[word].push_back(number);
      }
    } else if (field.keyword == "type") {
      const Result<EventType> type = ParseEventType(field.text);
      if (!type.ok()) return fail(type.status().message());
      rule.type = *type;
      has_type = true;
    } else if (field.keyword == "mode") {
      rule.mode = field.text;
    } else if (field.keyword == "cameo") {
      rule.cameo = field.text;
    } else if (field.keyword == "context") {
      rule.contexts = Split(field.text, ',');
    } else if (field.keyword == "roles") {
      using Roles = EventRule::Roles;
      const std::pair<std::string_view, Roles> kRoles[] = {
          {"directed", Roles::kDirected}, {"symmetric", Roles::kSymmetric},
          {"patient", Roles::kPatient},   {"speaker", Roles::kSpeaker},
          {"mutual", Roles::kMutual},     {"none", Roles::kNone}};
      const auto* const it =
          std::find_if(std::begin(kRoles), std::end(kRoles),
                       [&](const auto& r) { return r.first == field.text; });
      if (it == std::end(kRoles))
        return fail("unknown roles '" + field.text + "'");
      rule.roles = it->second;
    } else if (field.keyword == "needs") {
      rule.needs = Split(field.text, ',');
      rule.alone = std::erase(rule.needs, kAlone) > 0;
      for (const std::string& need : rule.needs) {
        if (std::find(std::begin(kNeeds), std::end(kNeeds), need) ==
            std::end(kNeeds)) {
          return fail("unknown need '" + need + "'");
        }
      }
    } else if (field.keyword == "object" || field.keyword == "subject" ||
               field.keyword == "unless") {
      WordSet& set = field.keyword == "object"    ? rule.objects
                     : field.keyword == "subject" ? rule.subjects
                                                  : rule.unless;
      for (std::string& word : Split(field.text, '|')) {
        if (word.starts_with('@')) {
          set.classes.push_back(word.substr(1));
        } else {
          set.words.insert(std::move(word));
        }
      }
    } else {
      return fail("unknown field '" + field.keyword + "'");
    }
  }
  if (!has_type) {
    return Status::InvalidArgument(text.Where(text.line) + ": rule '" +
                                   text.name + "' has no type");
  }
  rules_.push_back(std::move(rule));
  return Status();
}

const std::vector<uint32_t>* EventRules::ForVerb(std::string_view lemma) const {
  const auto it = verbs_.find(lemma);
  return it == verbs_.end() ? nullptr : &it->second;
}

const std::vector<uint32_t>* EventRules::ForNoun(std::string_view lemma) const {
  const auto it = nouns_.find(lemma);
  return it == nouns_.end() ? nullptr : &it->second;
}

}  // namespace annals
