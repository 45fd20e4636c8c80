#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/import_report.h"
#include "api/cli/terminal.h"
#include "import/bulk/bulk_importer.h"
#include "import/bulk/bundle_importer.h"
#include "import/bulk/input_files.h"
#include "import/importer.h"
#include "import/reader/article_reader.h"
#include "import/reader/current_events.h"

namespace annals {

namespace {

constexpr size_t kStandardInputBytes = size_t{64} << 20;
constexpr char kStandardInput[] = "standard-input.md";

// Sends each input to who reads its kind.
class Import {
 public:
  // `known`: KnownStamp() of what the analyzer knows beside our tables.
  Import(const Analyzer& analyzer, const CodedNews& news,
         RocksKnowledgeBase& base, std::string known, int threads,
         ImportReport* report)
      : importer_(analyzer, base, base, std::move(known)),
        tables_(news, base, base),
        exports_(base, base),
        threads_(threads),
        report_(report) {}

  // A Status here is for what stops everything.
  Status Run(const std::vector<InputFile>& files) {
    for (size_t i = 0; i < files.size(); ++i) {
      // Posts that follow each other are analysed side by side.
      std::vector<std::string> posts;
      while (i < files.size() && IsPost(files[i])) {
        posts.push_back(files[i++].path);
      }
      if (!posts.empty()) {
        if (Status s = RunPosts(posts); !s.ok()) return s;
      }
      if (i == files.size()) break;
      if (Status s = RunFile(files[i]); !s.ok()) return s;
    }
    return Status();
  }

  Status RunStandardInput(FormatChoice choice) {
    Result<ByteSource> source = ByteSource::Open("-");
    if (!source.ok()) return source.status();
    const Result<Recognized> what = Recognize("-", source->Peek(), choice);
    if (!what.ok()) {
      Reject("-", what.status().WithContext("-"));
      return Status();
    }
    if (what->format != FileFormat::kPost) {
      return RunSource("-", *what, std::move(*source));
    }
    const Result<std::string> bytes = source->ReadAll(kStandardInputBytes);
    if (!bytes.ok()) return bytes.status().WithContext("-");
    const Result<ImportResult> result =
        importer_.ImportBytes(kStandardInput, *bytes);
    if (!result.ok()) return result.status();
    report_->Take(*result, 1);
    ImportSummary summary;
    summary.Count(result->outcome, result->claims);
    report_->Add(summary);
    return Status();
  }

 private:
  static bool IsPost(const InputFile& file) {
    return file.what.ok() && file.what->format == FileFormat::kPost;
  }

  void Reject(const std::string& file, const Status& status) {
    report_->Reject(file, status.message());
    FileReport rejected;
    rejected.file = file;
    rejected.lines = CountLines(file);
    rejected.rows.rejected = std::max<uint64_t>(1, rejected.lines);
    report_->Add(std::move(rejected));
  }

  Status RunPosts(const std::vector<std::string>& posts) {
    const Result<ImportSummary> summary = importer_.Import(
        posts, threads_, [&](const ImportResult& result, size_t of) {
          report_->Take(result, of);
        });
    if (!summary.ok()) return summary.status();
    report_->Add(*summary);
    return Status();
  }

  Status RunFile(const InputFile& file) {
    if (!file.what.ok()) {
      Reject(file.path, file.what.status());
      return Status();
    }
    Result<ByteSource> source = ByteSource::Open(file.path);
    if (!source.ok()) {
      Reject(file.path, source.status());
      return Status();
    }
    return RunSource(file.path, *file.what, std::move(*source));
  }

  Status RunSource(const std::string& file, const Recognized& what,
                   ByteSource source) {
    const bool is_day = what.format == FileFormat::kDayYaml ||
                        what.format == FileFormat::kDayHtml;
    return is_day ? RunDay(file, what.format, std::move(source))
                  : RunTable(file, what, std::move(source));
  }

  Status RunDay(const std::string& file, FileFormat format, ByteSource source) {
    const Result<std::string> bytes = source.ReadAll(kMaxArticleBytes);
    Result<std::vector<Article>> articles =
        !bytes.ok()                      ? bytes.status().WithContext(file)
        : format == FileFormat::kDayYaml ? ReadCurrentEventsYaml(file, *bytes)
                                         : ReadCurrentEventsHtml(file, *bytes);
    if (!articles.ok()) {
      Reject(file, articles.status());
      return Status();
    }
    FileReport report;
    report.file = file;
    report.format = Name(format);
    report.lines =
        static_cast<uint64_t>(std::count(bytes->begin(), bytes->end(), '\n'));
    const Result<ImportSummary> summary =
        importer_.ImportDays(std::move(*articles), threads_,
                             [&](const ImportResult& result, size_t of) {
                               report_->Take(result, of);
                             });
    if (!summary.ok()) return summary.status().WithContext(file);
    report.rows = *summary;
    report_->Add(std::move(report));
    return Status();
  }

  Status RunTable(const std::string& file, const Recognized& what,
                  ByteSource source) {
    const TableListener listener = {
        [&](const Status& reason) {
          report_->Reject(file, reason.WithContext(file).message());
        },
        [&](uint64_t lines) { report_->Written(file, lines); }};
    const std::string name = file.substr(file.find_last_of('/') + 1);
    const bool is_export = what.format == FileFormat::kBundle ||
                           what.format == FileFormat::kEventLines;
    const Result<TableSummary> summary =
        is_export
            ? exports_.Import(std::move(source), threads_, listener)
            : tables_.Import(name, std::move(source), what, threads_, listener);
    if (summary.status().code() == StatusCode::kInvalidArgument) {
      Reject(file, summary.status().WithContext(file));  // a wrong header
      return Status();
    }
    if (!summary.ok()) return summary.status().WithContext(file);
    report_->Add({file, std::string(Name(what.format)), summary->lines,
                  summary->others, summary->rows});
    return Status();
  }

  Importer importer_;
  BulkImporter tables_;
  BundleImporter exports_;
  const int threads_;
  ImportReport* report_;
};

}  // namespace

int RunImport(const ImportCommand& command) {
  const FormatChoice choice =
      ParseFormatChoice(command.format).value_or(FormatChoice::kAuto);
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
  const Analyzer& analyzer = (*questions)->analyzer();
  const auto news =
      CodedNews::Load((*questions)->resources(), analyzer.gazetteer());
  if (!news.ok()) return Fail(news.status(), 2);

  ImportReport report(command.verbose);
  Import import(analyzer, **news, **base, *known, Threads(command.threads),
                &report);
  std::vector<std::string> paths;
  for (const std::string& path : command.paths) {
    if (path != "-") {
      paths.push_back(path);
    } else if (Status s = import.RunStandardInput(choice); !s.ok()) {
      return Fail(s);
    }
  }
  if (Status s = import.Run(FindInputFiles(paths, choice)); !s.ok()) {
    return Fail(s);
  }
  const Result<Coverage> coverage = (*base)->GetCoverage();
  if (!coverage.ok()) return Fail(coverage.status());
  report.Print(*coverage, command.json);
  const int code = Done();
  return code == 0 && report.summary().rejected > 0 ? 3 : code;
}

}  // namespace annals
