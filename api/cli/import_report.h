// What an import tells while it runs and when it is done.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/knowledge_base.h"
#include "import/bulk/bulk_importer.h"
#include "import/importer.h"

namespace annals {

// What became of a table or another file of many inputs.
struct FileReport {
  std::string file;
  std::string format;  // empty: it was rejected whole
  uint64_t lines = 0;
  uint64_t others = 0;
  ImportSummary rows;
};

// Tells of the work as it goes: what is rejected always; every input, once it
// is on disk, if asked to; else one line that is rewritten, on a terminal only.
class ImportReport {
 public:
  explicit ImportReport(bool verbose);

  void Take(const ImportResult& result, size_t of);
  void Reject(const std::string& file, const std::string& reason);
  void Written(const std::string& file, uint64_t lines);
  void Add(const ImportSummary& summary) { summary_.Add(summary); }
  void Add(FileReport report);

  const ImportSummary& summary() const { return summary_; }

  // The summary, on standard output.
  void Print(const Coverage& coverage, bool as_json);

 private:
  void ClearLine() const;
  void ShowLine(const std::string& text) const;

  const bool verbose_;
  const bool is_terminal_;
  size_t done_ = 0;
  ImportSummary summary_;
  std::vector<FileReport> files_;

  struct Rejection {
    std::string file;
    std::string reason;
  };
  std::vector<Rejection> rejections_;  // the first kMaxListed
};

}  // namespace annals
