#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_json.h"
#include "import/importer.h"

namespace annals {

namespace {

constexpr size_t kStandardInputBytes = size_t{64} << 20;

// Tells of the work as it goes: rejected files always; every file, once it is
// on disk, if asked to; else one line that is rewritten, on a terminal only.
class Progress {
 public:
  explicit Progress(bool verbose)
      : verbose_(verbose), is_terminal_(!verbose && IsTerminal(2)) {}

  void Take(const ImportResult& result, size_t of) {
    ++done_;
    if (result.outcome == ImportOutcome::kRejected) {
      ClearLine();
      std::cerr << "annals: rejected " << result.file << ": "
                << result.status.message() << '\n';
      rejected_.push_back(result);
    } else if (verbose_) {
      std::cerr << Name(result.outcome) << ' ' << result.file << '\n';
    }
    if (is_terminal_) {
      ClearLine();
      std::cerr << '[' << done_ << '/' << of << "] " << result.file
                << std::flush;
    }
  }

  void ClearLine() const {
    if (is_terminal_) std::cerr << "\r\x1b[K";
  }
  const std::vector<ImportResult>& rejected() const { return rejected_; }

 private:
  const bool verbose_;
  const bool is_terminal_;
  size_t done_ = 0;
  std::vector<ImportResult> rejected_;
};

void Count(const ImportResult& result, ImportSummary* summary) {
  switch (result.outcome) {
    case ImportOutcome::kAdded:
      ++summary->added;
      break;
    case ImportOutcome::kReplaced:
      ++summary->replaced;
      break;
    case ImportOutcome::kUnchanged:
      ++summary->unchanged;
      break;
    case ImportOutcome::kRejected:
      ++summary->rejected;
      break;
  }
  summary->claims += result.claims;
}

}  // namespace

int RunImport(const ImportCommand& command) {
  if (!command.rules.empty()) {  // wrong ones leave no base behind
    const auto checked = Questions::Load(command.rules);
    if (!checked.ok()) return Fail(checked.status(), 2);
  }
  const auto base = OpenToWrite(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const auto known = (*base)->KnownStamp();
  if (!known.ok()) return Fail(known.status());
  const auto questions =
      Questions::Load(command.rules, known->empty() ? nullptr : base->get());
  if (!questions.ok()) return Fail(questions.status(), 2);
  Importer importer((*questions)->analyzer(), **base, **base, *known);

  Progress progress(command.verbose);
  ImportSummary summary;
  std::vector<std::string> paths;
  for (const std::string& path : command.paths) {
    if (path != "-") {
      paths.push_back(path);
      continue;
    }
    const Result<std::string> bytes = ReadInput("-", kStandardInputBytes);
    if (!bytes.ok()) return Fail(bytes.status());
    const Result<ImportResult> result =
        importer.ImportBytes("standard-input.md", *bytes);
    if (!result.ok()) return Fail(result.status());
    progress.Take(*result, 1);
    Count(*result, &summary);
  }
  if (!paths.empty()) {
    const Result<ImportSummary> rest =
        importer.Import(paths, Threads(command.threads),
                        [&](const ImportResult& result, size_t of) {
                          progress.Take(result, of);
                        });
    progress.ClearLine();
    if (!rest.ok()) return Fail(rest.status());
    summary.added += rest->added;
    summary.replaced += rest->replaced;
    summary.unchanged += rest->unchanged;
    summary.rejected += rest->rejected;
    summary.claims += rest->claims;
  }
  progress.ClearLine();

  const Result<Coverage> coverage = (*base)->GetCoverage();
  if (!coverage.ok()) return Fail(coverage.status());
  if (command.json) {
    nlohmann::ordered_json json = {
        {"added", summary.added},         {"replaced", summary.replaced},
        {"unchanged", summary.unchanged}, {"rejected", summary.rejected},
        {"claims", summary.claims},       {"articles", coverage->articles},
        {"events", coverage->events}};
    nlohmann::ordered_json& rejections = json["rejections"] =
        nlohmann::ordered_json::array();
    for (const ImportResult& each : progress.rejected()) {
      rejections.push_back(
          {{"file", each.file}, {"reason", each.status.message()}});
    }
    std::cout << Dump(json) << '\n';
  } else {
    std::cout << summary.added << " added, " << summary.replaced
              << " replaced, " << summary.unchanged << " unchanged, "
              << summary.rejected << " rejected; the base holds "
              << coverage->articles << " articles and " << coverage->events
              << " events\n";
  }
  const int code = Done();
  return code == 0 && summary.rejected > 0 ? 3 : code;
}

}  // namespace annals
