// Articles into a knowledge base: read, analyse, merge with what is known, and
// commit, one atomic batch an article.
//
//   files ─read, analyse (several threads)─→ claims ─merge, commit (one)─→ base
//
// Articles are committed in the order their files were named, whatever thread
// was done first, so that an import says the same thing twice.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/knowledge_base.h"
#include "core/status.h"
#include "import/analyzer.h"
#include "import/import_outcome.h"

namespace annals {

struct ImportResult {
  std::string file;
  ImportOutcome outcome = ImportOutcome::kRejected;
  Status status;  // why it was rejected
  ArticleId article;
  size_t claims = 0;
};

// An article with what it claims, ready to be committed.
struct AnalyzedArticle {
  Article article;
  std::vector<Claim> claims;
  std::vector<Entity> entities;
};

class Importer {
 public:
  // `analyzer`, `reader` and `writer` must outlive the importer. `reader` must
  // see what `writer` has written. `known` is KnownStamp() of what the analyzer
  // knows beside our tables: an article imported under another is read again.
  Importer(const Analyzer& analyzer, const KnowledgeReader& reader,
           KnowledgeWriter& writer, std::string known = {})
      : analyzer_(analyzer),
        reader_(reader),
        writer_(writer),
        known_(std::move(known)) {}

  // One article given as bytes. That it is rejected is a result; the Status is
  // for what stops everything, such as a full disk.
  Result<ImportResult> ImportBytes(std::string_view file,
                                   std::string_view bytes);

  // The posts named: files, and folders with all below them that end in .md or
  // .markdown, in name order. Reads and analyses on `threads` threads. Calls
  // `progress` after each post, in order, with how many there are in all; goes
  // on after one that is rejected.
  using Progress = std::function<void(const ImportResult&, size_t of)>;
  Result<ImportSummary> Import(const std::vector<std::string>& paths,
                               int threads, const Progress& progress);

  // Articles that are the news of their day, each in few words that need not
  // name it: what is undated in them happened on the day of publication. A
  // result's `file` is the article's.
  Result<ImportSummary> ImportDays(std::vector<Article> articles, int threads,
                                   const Progress& progress);

  // Takes the article and its claims back. NotFound if it is not in the base.
  Status Withdraw(const ArticleId& id);

 private:
  Result<ImportSummary> ImportAll(
      size_t count, int threads,
      const std::function<std::string_view(size_t)>& name,
      const std::function<Result<AnalyzedArticle>(size_t)>& analyze,
      const Progress& progress);
  Result<ImportResult> Commit(std::string_view file,
                              Result<AnalyzedArticle> analyzed);

  const Analyzer& analyzer_;
  const KnowledgeReader& reader_;
  KnowledgeWriter& writer_;
  const std::string known_;
};

// Reads one post and works out what it claims: the part of an import that needs
// no knowledge base. Fails as ReadPost() does.
Result<AnalyzedArticle> AnalyzePost(const Analyzer& analyzer,
                                    std::string_view file,
                                    std::string_view bytes);

// What an article that was read claims. Fails if what the analyzer knows beside
// our tables cannot be read.
Result<AnalyzedArticle> AnalyzeArticle(const Analyzer& analyzer,
                                       Article article);

}  // namespace annals
