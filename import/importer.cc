#include "import/importer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "import/enrich.h"
#include "import/merging/merger.h"
#include "import/ordered_workers.h"
#include "import/reader/article_reader.h"

namespace annals {

namespace {

Result<std::string> ReadFile(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return Status::InvalidArgument(path + ": no such file");
  }
  if (error) return Status::InvalidArgument(path + ": " + error.message());
  // Opening a pipe or a device could wait for ever.
  if (!fs::is_regular_file(status)) {
    return Status::InvalidArgument(path + ": is no regular file");
  }
  const uintmax_t size = fs::file_size(path, error);
  if (error) return Status::InvalidArgument(path + ": " + error.message());
  if (size > kMaxArticleBytes) {
    return Status::Exhausted(path + ": has " + std::to_string(size) +
                             " bytes; an article has at most " +
                             std::to_string(kMaxArticleBytes));
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return Status::InvalidArgument(path + ": cannot be read");
  return bytes;
}

bool IsPost(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".md" || extension == ".markdown";
}

// The files that `paths` name, folders searched, in order. What is not there or
// cannot be opened stays, to be rejected by name when it is read.
std::vector<std::string> FindPosts(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    std::vector<fs::path> folders = {path};  // to be searched
    while (!folders.empty()) {
      const fs::path folder = std::move(folders.back());
      folders.pop_back();
      fs::directory_iterator it(folder, error);
      if (error) found.push_back(folder.string());
      for (; !error && it != fs::directory_iterator(); it.increment(error)) {
        std::error_code unknown;
        if (fs::is_directory(it->symlink_status(unknown))) {
          folders.push_back(it->path());
        } else if (IsPost(it->path())) {
          found.push_back(it->path().string());
        }
      }
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

// How sure it is that undated news of a day is of that day.
constexpr double kDayOfNews = 0.6;

void DateByPublication(const Article& article, Claim* claim) {
  if (claim->status != EventStatus::kHappened) return;
  claim->time = EventTime{TimeInterval::Day(article.published_day), "",
                          TimeBasis::kPublication, kDayOfNews};
}

// The records of all that the claims name, each once.
std::vector<Entity> EntitiesOf(const Analysis& analysis,
                               const Analyzer& analyzer) {
  std::map<EntityId, Entity> records;
  for (const Chain& chain : analysis.entities.chains) {
    records.emplace(chain.entity, chain.record);
  }
  std::map<EntityId, Entity> used;
  const auto use = [&](const EntityId& id, std::string_view name) {
    if (id.empty() || used.contains(id)) return;
    if (const auto it = records.find(id); it != records.end()) {
      used.emplace(id, it->second);
    } else if (std::optional<Entity> known = analyzer.Describe(id)) {
      used.emplace(id, std::move(*known));
    } else {
      Entity unknown;
      unknown.id = id;
      unknown.name = name;
      used.emplace(id, std::move(unknown));
    }
  };
  for (const Claim& claim : analysis.claims) {
    for (const Participant& p : claim.participants) {
      use(p.entity, p.name);
      for (const EntityId& id : p.affiliations) use(id, id.value);
    }
    for (const EventPlace& place : claim.places) {
      use(place.entity, place.name);
      for (const EntityId& id : place.within) use(id, id.value);
    }
    for (const Attribution& a : claim.attribution) use(a.entity, a.name);
  }
  std::vector<Entity> entities;
  for (auto& [id, entity] : used) entities.push_back(std::move(entity));
  return entities;
}

}  // namespace

Result<AnalyzedArticle> AnalyzePost(const Analyzer& analyzer,
                                    std::string_view file,
                                    std::string_view bytes) {
  Result<Article> article = ReadPost(file, bytes);
  if (!article.ok()) return article.status();
  return AnalyzeArticle(analyzer, std::move(*article));
}

Result<AnalyzedArticle> AnalyzeArticle(const Analyzer& analyzer,
                                       Article article) {
  const Document document = {article.text, article.blocks,
                             article.published_day, std::nullopt,
                             article.title};
  Analysis analysis = analyzer.Analyze(document);
  if (!analysis.entities.status.ok()) return analysis.entities.status;

  article.offices = analysis.entities.stated;

  AnalyzedArticle analyzed;
  analyzed.entities = EntitiesOf(analysis, analyzer);
  analyzed.claims = std::move(analysis.claims);
  for (Claim& claim : analyzed.claims) {
    claim.article = article.id;
    claim.reported = article.published.begin();
    claim.content_key = article.content_key;
    for (Evidence& evidence : claim.evidence) evidence.article = article.id;
  }
  analyzed.article = std::move(article);
  return analyzed;
}

Result<ImportResult> Importer::Commit(std::string_view file,
                                      Result<AnalyzedArticle> analyzed) {
  ImportResult result;
  result.file = file;
  if (!analyzed.ok()) {
    result.status = analyzed.status();
    return result;
  }
  Article& article = analyzed->article;
  if (!known_.empty()) article.import_hash += '+' + known_;
  result.article = article.id;
  result.claims = analyzed->claims.size();
  const Result<std::string> known_hash = reader_.ImportHash(article.id);
  if (!known_hash.ok()) return known_hash.status().WithContext(file);
  if (*known_hash == article.import_hash) {
    result.outcome = ImportOutcome::kUnchanged;
    return result;
  }
  result.outcome =
      known_hash->empty() ? ImportOutcome::kAdded : ImportOutcome::kReplaced;

  Result<EventChanges> changes =
      Merge(reader_, article.id, std::move(analyzed->claims));
  if (!changes.ok()) return changes.status().WithContext(file);

  ImportBatch batch;
  for (Entity& entity : analyzed->entities) {
    Result<Entity> known = reader_.ImportedEntity(entity.id);
    if (known.ok()) {
      if (Enrich(entity, &*known)) batch.put_entities.push_back(*known);
    } else if (known.status().code() == StatusCode::kNotFound) {
      batch.put_entities.push_back(Tidied(std::move(entity)));
    } else {
      return known.status().WithContext(file);
    }
  }
  batch.put_articles.push_back(std::move(analyzed->article));
  batch.put_events = std::move(changes->put);
  batch.delete_events = std::move(changes->removed);
  if (Status s = writer_.Apply(batch); !s.ok()) return s.WithContext(file);
  return result;
}

Result<ImportResult> Importer::ImportBytes(std::string_view file,
                                           std::string_view bytes) {
  return Commit(file, AnalyzePost(analyzer_, file, bytes));
}

Result<ImportSummary> Importer::Import(const std::vector<std::string>& paths,
                                       int threads, const Progress& progress) {
  const std::vector<std::string> files = FindPosts(paths);
  const auto analyze = [&](size_t i) -> Result<AnalyzedArticle> {
    const Result<std::string> bytes = ReadFile(files[i]);
    if (!bytes.ok()) return bytes.status();
    return AnalyzePost(analyzer_, files[i], *bytes);
  };
  const auto name = [&](size_t i) { return std::string_view(files[i]); };
  return ImportAll(files.size(), threads, name, analyze, progress);
}

Result<ImportSummary> Importer::ImportDays(std::vector<Article> articles,
                                           int threads,
                                           const Progress& progress) {
  std::vector<std::string> files;
  for (const Article& article : articles) files.push_back(article.file);
  const auto analyze = [&](size_t i) -> Result<AnalyzedArticle> {
    Result<AnalyzedArticle> analyzed =
        AnalyzeArticle(analyzer_, std::move(articles[i]));
    if (!analyzed.ok()) return analyzed;
    for (Claim& claim : analyzed->claims) {
      if (!claim.time || claim.time->basis == TimeBasis::kAssumed) {
        DateByPublication(analyzed->article, &claim);
      }
    }
    return analyzed;
  };
  const auto name = [&](size_t i) { return std::string_view(files[i]); };
  return ImportAll(files.size(), threads, name, analyze, progress);
}

Result<ImportSummary> Importer::ImportAll(
    size_t count, int threads,
    const std::function<std::string_view(size_t)>& name,
    const std::function<Result<AnalyzedArticle>(size_t)>& analyze,
    const Progress& progress) {
  ImportSummary summary;
  Status failure;
  RunInOrder<Result<AnalyzedArticle>>(
      count, threads, analyze, [&](size_t i, Result<AnalyzedArticle> analyzed) {
        const Result<ImportResult> result =
            Commit(name(i), std::move(analyzed));
        if (!result.ok()) {
          failure = result.status();
          return false;
        }
        summary.Count(result->outcome, result->claims);
        if (progress) progress(*result, count);
        return true;
      });
  if (!failure.ok()) return failure;
  return summary;
}

Status Importer::Withdraw(const ArticleId& id) {
  if (Result<Article> article = reader_.GetArticle(id); !article.ok()) {
    return article.status();
  }
  Result<EventChanges> changes = Unmerge(reader_, id);
  if (!changes.ok()) return changes.status();
  ImportBatch batch;
  batch.delete_articles.push_back(id);
  batch.put_events = std::move(changes->put);
  batch.delete_events = std::move(changes->removed);
  return writer_.Apply(batch);
}

}  // namespace annals
