#include "api/cli/base.h"

#include <chrono>
#include <utility>

#include "api/cli/terminal.h"
#include "core/time/edtf.h"

namespace annals {

Result<std::unique_ptr<RocksKnowledgeBase>> OpenToRead(const std::string& db) {
  OpenOptions options;
  options.create_if_missing = false;
  options.read_only = true;
  return RocksKnowledgeBase::Open(db, options);
}

Result<std::unique_ptr<RocksKnowledgeBase>> OpenToWrite(const std::string& db) {
  OpenOptions options;
  options.create_if_missing = true;
  return RocksKnowledgeBase::Open(db, options);
}

Result<std::unique_ptr<Questions>> Questions::Load(const std::string& rules) {
  Result<Resources> resources = LoadResources(rules);
  if (!resources.ok()) return resources.status();
  std::unique_ptr<Questions> questions(new Questions(std::move(*resources)));
  Result<std::unique_ptr<Analyzer>> analyzer =
      Analyzer::Load(questions->resources_);
  if (!analyzer.ok()) return analyzer.status();
  questions->analyzer_ = std::move(*analyzer);
  Result<QueryWords> words = QueryWords::Load(questions->resources_);
  if (!words.ok()) return words.status();
  questions->words_ = std::move(*words);
  return questions;
}

Result<Query> Questions::Read(const std::string& phrase,
                              const KnowledgeReader& base,
                              std::string* now) const {
  TimePoint at;
  if (!now->empty()) {
    const Result<TimeInterval> given = ParseEdtf(*now);
    if (!given.ok()) return given.status().WithContext("--now");
    at = given->begin();
  } else {
    const Result<Coverage> coverage = base.GetCoverage();
    if (!coverage.ok()) return coverage.status();
    at = coverage->last_reported.value_or(
        std::chrono::floor<std::chrono::seconds>(
            std::chrono::system_clock::now()));
    *now = FormatRfc3339(at);
  }
  if (phrase.empty()) return Query{};
  return BasePhraseReader(*analyzer_, words_, base).ReadPhrase(phrase, at);
}

}  // namespace annals
