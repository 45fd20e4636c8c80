#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/json/event_json.h"
#include "import/known/known_importer.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

// So many rejected lines of a file are told of; all are counted.
constexpr uint64_t kMostTold = 20;

// Tells of the work as it goes: rejected lines, and how far a file is read, in
// one line that is rewritten, on a terminal only.
class Reporter {
 public:
  explicit Reporter(std::string file)
      : file_(std::move(file)), is_terminal_(IsTerminal(2)) {}

  void Reject(uint64_t line, const Status& why) {
    if (++rejected_ > kMostTold) return;
    ClearLine();
    std::cerr << "annals: " << file_ << ':' << line << ": " << why.message()
              << '\n';
    rejections_.push_back(
        {{"file", file_}, {"line", line}, {"reason", why.message()}});
  }

  void Advance(uint64_t offset, uint64_t size) const {
    if (!is_terminal_) return;
    constexpr uint64_t kMegabyte = 1'000'000;
    ClearLine();
    std::cerr << file_ << ": ";
    if (size > 0) {
      std::cerr << 100 * offset / size << " % of " << size / kMegabyte << " MB";
    } else {
      std::cerr << offset / kMegabyte << " MB";
    }
    std::cerr << std::flush;
  }

  void Finish() const {
    ClearLine();
    if (rejected_ > kMostTold) {
      std::cerr << "annals: " << file_ << ": and "
                << std::to_string(rejected_ - kMostTold)
                << " more lines rejected\n";
    }
  }

  const std::vector<Json>& rejections() const { return rejections_; }

 private:
  void ClearLine() const {
    if (is_terminal_) std::cerr << "\r\x1b[K";
  }

  const std::string file_;
  const bool is_terminal_;
  uint64_t rejected_ = 0;
  std::vector<Json> rejections_;
};

void Add(const KnownCounts& counts, KnownCounts* sum) {
  sum->added += counts.added;
  sum->replaced += counts.replaced;
  sum->unchanged += counts.unchanged;
  sum->skipped += counts.skipped;
  sum->rejected += counts.rejected;
}

}  // namespace

int RunEntityImport(const EntityImportCommand& command) {
  std::optional<SourceFormat> format;
  if (command.format != "auto") {
    const Result<SourceFormat> named = ParseSourceFormat(command.format);
    if (!named.ok()) return Fail(named.status(), 2);
    format = *named;
  }
  const Result<Resources> resources = LoadResources({});
  if (!resources.ok()) return Fail(resources.status());
  const auto base = OpenToFill(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const auto importer = KnownImporter::Load(*resources, **base);
  if (!importer.ok()) return Fail(importer.status());

  KnownCounts sum;
  uint64_t files_rejected = 0;
  Json rejections = Json::array();
  for (const std::string& path : command.paths) {
    Reporter reporter(path);
    const Result<SourceResult> result = (*importer)->Import(
        path, format,
        {[&](uint64_t line, const Status& why) { reporter.Reject(line, why); },
         [&](uint64_t offset, uint64_t size) {
           reporter.Advance(offset, size);
         }});
    reporter.Finish();
    if (!result.ok()) return Fail(result.status().WithContext(path));
    if (result->lines_before > 0) {
      std::cerr << "annals: " << path << ": went on after line "
                << result->lines_before << '\n';
    }
    Add(result->counts, &sum);
    for (const Json& each : reporter.rejections()) rejections.push_back(each);
    if (!result->status.ok()) {
      ++files_rejected;
      std::cerr << "annals: rejected " << path << ": "
                << result->status.message() << '\n';
      rejections.push_back({{"file", path},
                            {"line", nullptr},
                            {"reason", result->status.message()}});
    }
  }
  if (command.json) {
    std::cout << Dump({{"added", sum.added},
                       {"replaced", sum.replaced},
                       {"unchanged", sum.unchanged},
                       {"skipped", sum.skipped},
                       {"rejected", sum.rejected},
                       {"files_rejected", files_rejected},
                       {"rejections", std::move(rejections)}})
              << '\n';
  } else {
    std::cout << sum.added << " added, " << sum.replaced << " replaced, "
              << sum.unchanged << " unchanged, " << sum.skipped
              << " of no kind that news speaks of, " << sum.rejected
              << " rejected\n";
  }
  const int code = Done();
  const bool is_whole = sum.rejected == 0 && files_rejected == 0;
  return code == 0 && !is_whole ? 3 : code;
}

}  // namespace annals
