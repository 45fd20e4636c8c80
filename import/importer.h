// Articles into a knowledge base: read, analyse, merge with what is known, and
// commit, one atomic batch an article.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "import/analyzer.h"

namespace annals {

enum class ImportOutcome : uint8_t { kAdded, kReplaced, kUnchanged, kRejected };

struct ImportResult {
  std::string file;
  ImportOutcome outcome = ImportOutcome::kRejected;
  Status status;  // why it was rejected
  ArticleId article;
  size_t claims = 0;
};

// Not for several threads at once, but Import() analyses on `threads` of its
// own.
class Importer {
 public:
  // `analyzer`, `reader` and `writer` must outlive the importer.
  Importer(const Analyzer& analyzer, const KnowledgeReader& reader,
           KnowledgeWriter& writer)
      : analyzer_(analyzer), reader_(reader), writer_(writer) {}

  // One article given as bytes. A rejected article is a result, not a failure:
  // the Status is for what stops everything, such as a full disk.
  Result<ImportResult> ImportBytes(std::string_view file,
                                   std::string_view bytes);

  // Files and folders (searched for *.md and *.markdown, in name order). Calls
  // `progress` after each file, in that order. Goes on after rejected files.
  struct Summary {
    uint64_t added = 0, replaced = 0, unchanged = 0, rejected = 0, claims = 0;
  };
  Result<Summary> Import(
      const std::vector<std::string>& paths, int threads,
      const std::function<void(const ImportResult&)>& progress);

  // Takes the article and its claims back. NotFound if it is not in the base.
  Status Withdraw(const ArticleId& id);

 private:
  struct Analyzed;
  Result<Analyzed> AnalyzeBytes(std::string_view file,
                                std::string_view bytes) const;
  Result<ImportResult> Commit(Analyzed analyzed);

  const Analyzer& analyzer_;
  const KnowledgeReader& reader_;
  KnowledgeWriter& writer_;
};

}  // namespace annals
