#include "api/cli/import_report.h"

#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/cli/terminal.h"
#include "api/json/event_json.h"

namespace annals {

namespace {

// Every rejection is told on standard error; the summary lists no more.
constexpr size_t kMaxListed = 10'000;

}  // namespace

ImportReport::ImportReport(bool verbose)
    : verbose_(verbose), is_terminal_(!verbose && IsTerminal(2)) {}

void ImportReport::ClearLine() const {
  if (is_terminal_) std::cerr << "\r\x1b[K";
}

void ImportReport::ShowLine(const std::string& text) const {
  if (!is_terminal_) return;
  ClearLine();
  std::cerr << text << std::flush;
}

void ImportReport::Take(const ImportResult& result, size_t of) {
  ++done_;
  if (result.outcome == ImportOutcome::kRejected) {
    Reject(result.file, result.status.message());
  } else if (verbose_) {
    std::cerr << Name(result.outcome) << ' ' << result.file << '\n';
  }
  ShowLine("[" + std::to_string(done_) + "/" + std::to_string(of) + "] " +
           result.file);
}

void ImportReport::Reject(const std::string& file, const std::string& reason) {
  ClearLine();
  const bool names_file = reason.starts_with(file + ":");
  std::cerr << "annals: rejected " << (names_file ? "" : file + ": ") << reason
            << '\n';
  if (rejections_.size() < kMaxListed) rejections_.push_back({file, reason});
}

void ImportReport::Written(const std::string& file, uint64_t lines) {
  if (verbose_) std::cerr << "written " << file << ':' << lines << '\n';
  ShowLine(file + ": line " + std::to_string(lines));
}

void ImportReport::Add(FileReport report) {
  summary_.Add(report.rows);
  files_.push_back(std::move(report));
}

void ImportReport::Print(const Coverage& coverage, bool as_json) {
  ClearLine();
  if (!as_json) {
    std::cout << summary_.added << " added, " << summary_.replaced
              << " replaced, " << summary_.unchanged << " unchanged, "
              << summary_.rejected << " rejected; the base holds "
              << coverage.articles << " articles and " << coverage.events
              << " events\n";
    return;
  }
  nlohmann::ordered_json json = {
      {"added", summary_.added},         {"replaced", summary_.replaced},
      {"unchanged", summary_.unchanged}, {"rejected", summary_.rejected},
      {"claims", summary_.claims},       {"articles", coverage.articles},
      {"events", coverage.events}};
  nlohmann::ordered_json& rejections = json["rejections"] =
      nlohmann::ordered_json::array();
  for (const Rejection& each : rejections_) {
    rejections.push_back({{"file", each.file}, {"reason", each.reason}});
  }
  if (!files_.empty()) {
    nlohmann::ordered_json& files = json["files"] =
        nlohmann::ordered_json::array();
    for (const FileReport& each : files_) {
      files.push_back({{"file", each.file},
                       {"format", each.format.empty()
                                      ? nlohmann::ordered_json(nullptr)
                                      : nlohmann::ordered_json(each.format)},
                       {"lines", each.lines},
                       {"others", each.others},
                       {"added", each.rows.added},
                       {"replaced", each.rows.replaced},
                       {"unchanged", each.rows.unchanged},
                       {"rejected", each.rows.rejected}});
    }
  }
  std::cout << Dump(json) << '\n';
}

}  // namespace annals
