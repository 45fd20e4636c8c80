// The common form of all rule files. What the words after `when` and `then`
// mean is each layer's own affair (import/time, import/entities,
// import/events); that a rule has a name, examples and counter-examples is
// everybody's:
//
//   # Dates relative to the dateline.          a comment
//   rule last-weekday                          begins a rule, names it
//   when last {weekday:d}                      fields: a keyword and its text
//   then previous(dateline, d)
//     +  last Friday => 2013-02-08             an example and what it gives
//     -  the last Friday of the month          a counter-example
//
// A field's text goes on in following lines that are indented by four or more
// spaces and do not begin with + or -. A rule may have several fields of one
// keyword. Lines before the first rule that begin with a keyword belong to the
// file ("setting dateline 2013-02-12"). Blank lines separate.
//
// The full grammar and each layer's dialect: import/rules/README.md.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace annals {

struct RuleField {
  std::string keyword;
  std::string text;  // joined by single spaces
  int line = 0;
};

struct RuleExample {
  std::string text;      // what to read
  std::string expected;  // after "=>"; empty if nothing was given
  int line = 0;
};

struct RuleText {
  std::string file;
  std::string name;
  int line = 0;
  std::vector<RuleField> fields;
  std::vector<RuleExample> examples;
  std::vector<RuleExample> counter_examples;

  // "en/time/relative.rules:14"
  std::string Where(int at_line) const;
};

struct RuleFile {
  std::string path;
  std::vector<RuleField> settings;  // fields before the first rule
  std::vector<RuleText> rules;
};

// InvalidArgument "path:line: reason" at the first line that breaks the form, a
// name used twice, or a rule without a `+` or without a `-`.
Result<RuleFile> ParseRuleFile(std::string_view path, std::string_view text);

}  // namespace annals
