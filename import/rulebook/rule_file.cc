#include "import/rulebook/rule_file.h"

#include <set>

namespace annals {

namespace {

constexpr std::string_view kBlank = " \t\r";
constexpr size_t kContinuationIndent = 4;

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

// Splits off the first word of a trimmed line.
std::string_view TakeWord(std::string_view* text) {
  const size_t end = std::min(text->find_first_of(kBlank), text->size());
  const std::string_view word = text->substr(0, end);
  *text = Trim(text->substr(end));
  return word;
}

RuleExample ParseExample(std::string_view text, int line) {
  const size_t arrow = text.rfind("=>");
  if (arrow == std::string_view::npos) {
    return {std::string(Trim(text)), "", line};
  }
  return {std::string(Trim(text.substr(0, arrow))),
          std::string(Trim(text.substr(arrow + 2))), line};
}

std::string At(std::string_view path, int line, std::string_view message) {
  return std::string(path) + ":" + std::to_string(line) + ": " +
         std::string(message);
}

Status CheckWhole(const RuleText& rule) {
  if (rule.examples.empty()) {
    return Status::InvalidArgument(rule.Where(rule.line) + ": rule '" +
                                   rule.name + "' has no '+' example");
  }
  if (rule.counter_examples.empty()) {
    return Status::InvalidArgument(rule.Where(rule.line) + ": rule '" +
                                   rule.name + "' has no '-' counter-example");
  }
  return Status();
}

}  // namespace

std::string RuleText::Where(int at_line) const {
  return file + ":" + std::to_string(at_line);
}

Result<RuleFile> ParseRuleFile(std::string_view path, std::string_view text) {
  RuleFile file;
  file.path = path;
  std::set<std::string, std::less<>> names;
  std::vector<RuleField>* fields = &file.settings;
  bool may_continue = false;
  int line_number = 0;
  while (!text.empty()) {
    const size_t newline = std::min(text.find('\n'), text.size());
    const std::string_view raw = text.substr(0, newline);
    text.remove_prefix(std::min(newline + 1, text.size()));
    ++line_number;

    std::string_view line = Trim(raw);
    if (line.empty() || line.front() == '#') {
      may_continue = false;
      continue;
    }
    const size_t indent = raw.find_first_not_of(kBlank);
    if (indent > 0 && (line.front() == '+' || line.front() == '-') &&
        line.size() > 1 && kBlank.find(line[1]) != std::string_view::npos) {
      if (file.rules.empty()) {
        return Status::InvalidArgument(
            At(path, line_number, "an example before the first rule"));
      }
      RuleText& rule = file.rules.back();
      auto& list = line.front() == '+' ? rule.examples : rule.counter_examples;
      list.push_back(ParseExample(line.substr(1), line_number));
      may_continue = false;
      continue;
    }
    if (indent >= kContinuationIndent && may_continue) {
      fields->back().text += " " + std::string(line);
      continue;
    }
    if (indent > 0) {
      return Status::InvalidArgument(
          At(path, line_number, "an indented line that continues nothing"));
    }
    const std::string_view keyword = TakeWord(&line);
    if (keyword != "rule") {
      fields->push_back({std::string(keyword), std::string(line), line_number});
      may_continue = true;
      continue;
    }
    if (!file.rules.empty()) {
      if (Status s = CheckWhole(file.rules.back()); !s.ok()) return s;
    }
    if (line.empty() || line.find_first_of(kBlank) != std::string_view::npos) {
      return Status::InvalidArgument(
          At(path, line_number, "a rule's name is one word"));
    }
    if (!names.emplace(line).second) {
      return Status::InvalidArgument(
          At(path, line_number,
             "a second rule named '" + std::string(line) + "'"));
    }
    RuleText& rule = file.rules.emplace_back();
    rule.file = path;
    rule.name = line;
    rule.line = line_number;
    fields = &rule.fields;
    may_continue = false;
  }
  if (!file.rules.empty()) {
    if (Status s = CheckWhole(file.rules.back()); !s.ok()) return s;
  }
  return file;
}

}  // namespace annals
