// The knowledge of language and of the world, as files by path:
//
//   en/time/relative.rules     rules, with their examples
//   en/lexicon/weekday.tsv     lexicons and gazetteers
//   models/tagger.bin          models compiled when the program is built
//
// All of it is built into the program; a folder given with --rules replaces or
// adds files of the same path.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"

namespace annals {

class Resources {
 public:
  // What is built into the program.
  static Resources Embedded();

  // The same with the files under `directory` in front of it. Only *.rules and
  // *.tsv are read. NotFound if there is no such folder; Exhausted if a file is
  // larger than 16 MiB.
  static Result<Resources> WithOverrides(const std::string& directory);

  // Puts `bytes` in place of what is at `path`, or adds them.
  void Override(std::string path, std::string bytes) {
    overrides_.insert_or_assign(std::move(path), std::move(bytes));
  }

  // NotFound if there is no such path. The bytes live as long as this object.
  Result<std::string_view> Get(std::string_view path) const;

  // All paths that begin and end so, sorted.
  std::vector<std::string> List(std::string_view prefix,
                                std::string_view suffix) const;

 private:
  std::map<std::string, std::string_view, std::less<>> embedded_;
  std::map<std::string, std::string, std::less<>> overrides_;
};

}  // namespace annals
