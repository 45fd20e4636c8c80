// Opening a base, and asking one in words, as the commands do.

#pragma once

#include <memory>
#include <string>

#include "api/cli/commands.h"
#include "api/query/phrase_reader.h"
#include "core/status.h"
#include "core/time/time_interval.h"
#include "import/analyzer.h"
#include "storage/rocks_knowledge_base.h"

namespace annals {

Result<std::unique_ptr<RocksKnowledgeBase>> OpenToRead(const std::string& db);
Result<std::unique_ptr<RocksKnowledgeBase>> OpenToWrite(const std::string& db);

// The same for a long import of many small things, in as little memory.
Result<std::unique_ptr<RocksKnowledgeBase>> OpenToFill(const std::string& db);

// The same of a base that must be there already.
Result<std::unique_ptr<RocksKnowledgeBase>> OpenToChange(const std::string& db);

// What questions in words need, loaded together.
class Questions {
 public:
  // `known`, whom names may mean beside our tables, must outlive it; may be
  // null.
  static Result<std::unique_ptr<Questions>> Load(
      const std::string& rules, const KnownEntities* known = nullptr);

  const Analyzer& analyzer() const { return *analyzer_; }
  const QueryWords& words() const { return words_; }
  const Resources& resources() const { return resources_; }

  // What the question and the filters ask for together; everything if there are
  // none. `now` is EDTF, or empty for the newest report in the base, which is
  // then written to it.
  Result<Query> Read(const std::string& phrase, const Filters& filters,
                     const KnowledgeReader& base, std::string* now) const;

 private:
  explicit Questions(Resources resources) : resources_(std::move(resources)) {}

  Resources resources_;
  std::unique_ptr<Analyzer> analyzer_;
  QueryWords words_;
};

}  // namespace annals
