#include "api/cli/base.h"

#include <chrono>
#include <utility>
#include <variant>
#include <vector>

#include "api/cli/terminal.h"
#include "api/http/params.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

constexpr char kPhrase[] = "q";

// Of what is written once and in no order little is read again.
constexpr size_t kFillCacheBytes = size_t{20} << 20;

// All that is wrong, in the words of the command line.
std::string Message(const Problem& problem) {
  std::string message;
  for (const ParameterError& error : problem.errors) {
    if (!message.empty()) message += "; ";
    if (error.parameter != kPhrase) message += "--" + error.parameter + ": ";
    message += error.detail;
  }
  for (const EntityHit& candidate : problem.candidates) {
    message += "\n  " + candidate.entity.id.value;
  }
  return message.empty() ? problem.detail : message;
}

}  // namespace

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

Result<std::unique_ptr<RocksKnowledgeBase>> OpenToFill(const std::string& db) {
  OpenOptions options;
  options.create_if_missing = true;
  options.cache_bytes = kFillCacheBytes;
  options.flat_memory = true;
  return RocksKnowledgeBase::Open(db, options);
}

Result<std::unique_ptr<RocksKnowledgeBase>> OpenToChange(
    const std::string& db) {
  return RocksKnowledgeBase::Open(db, OpenOptions());
}

Result<std::unique_ptr<Questions>> Questions::Load(const std::string& rules,
                                                   const KnownEntities* known) {
  Result<Resources> resources = LoadResources(rules);
  if (!resources.ok()) return resources.status();
  std::unique_ptr<Questions> questions(new Questions(std::move(*resources)));
  Result<std::unique_ptr<Analyzer>> analyzer =
      Analyzer::Load(questions->resources_, known);
  if (!analyzer.ok()) return analyzer.status();
  questions->analyzer_ = std::move(*analyzer);
  Result<QueryWords> words = QueryWords::Load(questions->resources_);
  if (!words.ok()) return words.status();
  questions->words_ = std::move(*words);
  return questions;
}

Result<Query> Questions::Read(const std::string& phrase, const Filters& filters,
                              const KnowledgeReader& base,
                              std::string* now) const {
  TimePoint at;
  if (!now->empty()) {
    const Result<TimeInterval> given = ParseEdtf(*now);
    if (!given.ok()) return given.status().WithContext("--now");
    if (!given->has_begin()) {
      return Status::InvalidArgument("--now: '" + *now + "' has no begin");
    }
    at = given->begin();
  } else {
    const Result<Coverage> coverage = base.GetCoverage();
    if (!coverage.ok()) return coverage.status();
    at = coverage->last_reported.value_or(
        std::chrono::floor<std::chrono::seconds>(
            std::chrono::system_clock::now()));
    *now = FormatRfc3339(at);
  }
  std::vector<NamedValue> values = filters;
  if (!phrase.empty()) values.emplace_back(kPhrase, phrase);
  const BasePhraseReader phrases(*analyzer_, words_, base);
  auto asked = ReadParams(values, kFilterGroup, {base, phrases, at});
  if (const auto* problem = std::get_if<Problem>(&asked)) {
    return Status::InvalidArgument(Message(*problem));
  }
  return std::get<Asked>(std::move(asked)).query;
}

}  // namespace annals
