#include "storage/rocks_store.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/backup_engine.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <future>
#include <thread>
#include <utility>

#include "storage/keys.h"
#include "storage/merge_operators.h"
#include "storage/records.h"
#include "storage/sorted_changes.h"

namespace annals {

namespace {

constexpr std::string_view kFamilyNames[kFamilyCount] = {
    "articles", "events", "entities", "postings", "counters", "log", "meta"};

constexpr size_t kWriteBufferBytes = size_t{32} << 20;

constexpr uint64_t kTableBytes = uint64_t{64} << 20;
constexpr uint64_t kSmallFileBytes = uint64_t{8} << 20;

// Of large families: compresses a fifth better than RocksDB's 4 KiB.
constexpr size_t kLargeBlockBytes = size_t{16} << 10;

// To one counter in memory: reading it adds up no more than so many. Blocks of
// postings have no limit: a busy one is long, and would be written anew with
// every so many postings.
constexpr size_t kMostAdditions = 32;

// Of the memory of a write buffer: some 20 bits a key.
constexpr double kMemtableFilterShare = 0.02;

constexpr int kBitsPerKey = 10;  // of the bloom filters: 1 % false positives

rocksdb::Slice ToSlice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

std::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

Status ToStatus(const rocksdb::Status& status) {
  if (status.ok()) return Status();
  const std::string message = status.ToString();
  if (status.IsNoSpace() ||
      status.subcode() == rocksdb::Status::SubCode::kSpaceLimit) {
    return Status::Exhausted("the disk is full: " + message);
  }
  if (status.IsCorruption()) return Status::Corruption(message);
  if (status.IsNotFound()) return Status::NotFound(message);
  if (status.IsInvalidArgument()) return Status::Internal(message);
  return Status::Unavailable(message);
}

Status NotOurs() {
  return Status::InvalidArgument(
      "a RocksDB database, but not a knowledge base of annals");
}

class RocksEnvironment : public StorageEnvironment {
 public:
  explicit RocksEnvironment(rocksdb::Env* env) : env_(env) {}
  rocksdb::Env* env() const { return env_.get(); }

 private:
  std::unique_ptr<rocksdb::Env> env_;
};

class RocksScanner : public Scanner {
 public:
  RocksScanner(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
               const rocksdb::Snapshot* snapshot, std::string_view prefix)
      : prefix_size_(prefix.size()), target_(prefix), end_(prefix) {
    // The first key after all that have the prefix; none if it is all ff.
    while (!end_.empty() && end_.back() == '\xff') end_.pop_back();
    if (!end_.empty()) ++end_.back();
    end_slice_ = end_;
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    if (!end_.empty()) options.iterate_upper_bound = &end_slice_;
    iterator_.reset(db->NewIterator(options, family));
  }

  void Seek(std::string_view rest) override {
    target_.resize(prefix_size_);
    target_.append(rest);
    iterator_->Seek(target_);
  }
  void SeekBefore(std::string_view rest) override {
    target_.resize(prefix_size_);
    target_.append(rest);
    iterator_->SeekForPrev(target_);
    if (iterator_->Valid() && ToView(iterator_->key()) == target_) Previous();
  }
  void SeekToLast() override { iterator_->SeekToLast(); }
  void Next() override { iterator_->Next(); }
  void Previous() override { iterator_->Prev(); }
  bool valid() const override {
    return iterator_->Valid() &&
           key().substr(0, prefix_size_) ==
               std::string_view(target_).substr(0, prefix_size_);
  }
  Status status() const override { return ToStatus(iterator_->status()); }
  std::string_view key() const override { return ToView(iterator_->key()); }
  std::string_view rest() const override { return key().substr(prefix_size_); }
  std::string_view value() const override { return ToView(iterator_->value()); }

 private:
  size_t prefix_size_;
  std::string target_;  // the prefix, then what was last sought
  std::string end_;
  rocksdb::Slice end_slice_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

using Handles = std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount>;

class RocksView : public KeyValueView {
 public:
  RocksView(rocksdb::DB* db, const Handles& handles)
      : db_(db), handles_(handles), snapshot_(db->GetSnapshot()) {}
  ~RocksView() override { db_->ReleaseSnapshot(snapshot_); }
  RocksView(const RocksView&) = delete;
  RocksView& operator=(const RocksView&) = delete;

  Result<std::optional<std::string>> Get(Family family,
                                         std::string_view key) const override {
    std::string value;
    const rocksdb::Status status =
        db_->Get(Options(), Handle(family), ToSlice(key), &value);
    if (status.IsNotFound()) return std::optional<std::string>();
    if (!status.ok()) return ToStatus(status);
    return std::optional<std::string>(std::move(value));
  }

  Status VisitMany(
      Family family, std::span<const std::string> keys,
      const std::function<void(size_t, std::optional<std::string_view>)>& visit)
      const override {
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> found(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    db_->MultiGet(Options(), Handle(family), keys.size(), slices.data(),
                  found.data(), statuses.data());
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].ok()) {
        visit(i, ToView(found[i]));
      } else if (statuses[i].IsNotFound()) {
        visit(i, std::nullopt);
      } else {
        return ToStatus(statuses[i]);
      }
    }
    return Status();
  }

  std::unique_ptr<Scanner> Scan(Family family,
                                std::string_view prefix) const override {
    return std::make_unique<RocksScanner>(db_, Handle(family), snapshot_,
                                          prefix);
  }

 private:
  rocksdb::ReadOptions Options() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    return options;
  }
  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    return handles_[static_cast<size_t>(family)];
  }

  rocksdb::DB* db_;
  const Handles& handles_;
  const rocksdb::Snapshot* snapshot_;
};

Status ReadOnly() {
  return Status::Conflict("the knowledge base is open for reading only");
}

// Where tables stand until the store takes them. What a crash leaves there was
// never part of the store.
std::string IncomingFolder(const std::string& path) {
  return path + "/incoming";
}

void RemoveIncoming(const std::string& path, rocksdb::Env* env) {
  const std::string folder = IncomingFolder(path);
  std::vector<std::string> names;
  if (!env->GetChildren(folder, &names).ok()) return;
  for (const std::string& name : names) {
    env->DeleteFile(folder + '/' + name).PermitUncheckedError();
  }
  env->DeleteDir(folder).PermitUncheckedError();
}

class RocksStore : public KeyValueStore {
 public:
  // `handles` are of the default family and then of ours.
  RocksStore(rocksdb::DB* db, std::vector<rocksdb::ColumnFamilyHandle*> handles,
             const StoreOptions& options)
      : db_(db), all_handles_(std::move(handles)), options_(options) {
    std::copy_n(all_handles_.begin() + 1, kFamilyCount, handles_.begin());
  }
  ~RocksStore() override {
    for (rocksdb::ColumnFamilyHandle* handle : all_handles_) {
      db_->DestroyColumnFamilyHandle(handle);
    }
    db_->Close().PermitUncheckedError();
  }
  RocksStore(const RocksStore&) = delete;
  RocksStore& operator=(const RocksStore&) = delete;

  std::unique_ptr<KeyValueView> View() const override {
    return std::make_unique<RocksView>(db_.get(), handles_);
  }

  Status Write(const WriteSet& changes) override {
    if (options_.read_only) return ReadOnly();
    rocksdb::WriteBatch batch;
    for (const WriteSet::Change& change : changes.changes()) {
      rocksdb::ColumnFamilyHandle* const handle =
          handles_[static_cast<size_t>(change.family)];
      rocksdb::Status status;
      switch (change.deed) {
        case WriteSet::Deed::kPut:
          status = batch.Put(handle, change.key, change.value);
          break;
        case WriteSet::Deed::kDelete:
          status = batch.Delete(handle, change.key);
          break;
        case WriteSet::Deed::kAdd:
          status = batch.Merge(handle, change.key, change.value);
          break;
      }
      if (!status.ok()) return ToStatus(status);
    }
    rocksdb::WriteOptions options;
    options.sync = options_.sync_writes;
    return ToStatus(db_->Write(options, &batch));
  }

  Status WriteRun(const WriteSet& changes) override {
    if (options_.read_only) return ReadOnly();
    std::vector<rocksdb::IngestExternalFileArg> tables;
    const std::string folder = IncomingFolder(db_->GetName());
    rocksdb::Env* const env = db_->GetEnv();
    Status status = ToStatus(env->CreateDirIfMissing(folder));
    if (!status.ok()) return status;
    // Each family in a thread of its own: sorting and compressing is the work.
    std::array<rocksdb::IngestExternalFileArg, kFamilyCount> of_family;
    std::array<std::future<Status>, kFamilyCount> written;
    for (size_t i = 0; i < kFamilyCount; ++i) {
      of_family[i].column_family = handles_[i];
      of_family[i].options.move_files = true;
      of_family[i].options.write_global_seqno = false;
      written[i] = std::async(std::launch::async, [&, i] {
        const SortedChanges sorted(changes, static_cast<Family>(i));
        return WriteTables(sorted.all(), handles_[i], folder,
                           &of_family[i].external_files);
      });
    }
    for (size_t i = 0; i < kFamilyCount; ++i) {
      if (Status s = written[i].get(); !s.ok() && status.ok()) status = s;
      if (!of_family[i].external_files.empty()) {
        tables.push_back(std::move(of_family[i]));
      }
    }
    if (status.ok() && !tables.empty()) {
      status = ToStatus(db_->IngestExternalFiles(tables));
    }
    RemoveIncoming(db_->GetName(), env);
    return status;
  }

  // Runs lie one upon the other, and whoever reads a list adds up its blocks in
  // all of them. So once those that came later are nearly as large as what is
  // below them, all are made one, which costs each posting two or three writes
  // in the long run. If it fails, the next run tries again.
  void AddUp() override {
    rocksdb::ColumnFamilyHandle* const postings =
        handles_[static_cast<size_t>(Family::kPostings)];
    rocksdb::ColumnFamilyMetaData files;
    db_->GetColumnFamilyMetaData(postings, &files);
    uint64_t lowest = 0;
    for (const rocksdb::LevelMetaData& level : files.levels) {
      if (level.size > 0) lowest = level.size;
    }
    if (files.size - lowest < lowest / 4 * 3) return;
    rocksdb::CompactRangeOptions options;
    options.max_subcompactions =
        std::max(std::thread::hardware_concurrency(), 1u);
    db_->CompactRange(options, postings, nullptr, nullptr)
        .PermitUncheckedError();
  }

  Status Compact() override {
    if (options_.read_only) return ReadOnly();
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction =
        rocksdb::BottommostLevelCompaction::kForceOptimized;
    for (rocksdb::ColumnFamilyHandle* const handle : handles_) {
      const rocksdb::Status status =
          db_->CompactRange(options, handle, nullptr, nullptr);
      if (!status.ok()) return ToStatus(status);
    }
    return Status();
  }

  Result<uint32_t> BackUp(const std::string& to) override {
    if (options_.read_only) return ReadOnly();
    std::vector<std::string> names;
    rocksdb::Env* const env = db_->GetEnv();
    const bool is_there = env->GetChildren(to, &names).ok();
    std::erase_if(names, [](const std::string& name) {
      return name == "." || name == "..";
    });
    if (is_there && !names.empty() && !env->FileExists(to + "/meta").ok()) {
      return Status::InvalidArgument("the folder '" + to +
                                     "' holds other things than backups");
    }
    rocksdb::BackupEngine* opened = nullptr;
    const rocksdb::BackupEngineOptions options(to, db_->GetEnv());
    rocksdb::Status status =
        rocksdb::BackupEngine::Open(options, db_->GetEnv(), &opened);
    const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
    rocksdb::BackupID number = 0;
    if (status.ok()) {
      status = engine->CreateNewBackup(rocksdb::CreateBackupOptions(),
                                       db_.get(), &number);
    }
    if (!status.ok()) return ToStatus(status).WithContext(to);
    return number;
  }

  // Makes sure that what was opened is a knowledge base of this format; a new
  // and empty one is marked as one.
  Status CheckFormat() {
    const auto view = View();
    const auto format = view->Get(Family::kMeta, kFormatKey);
    if (!format.ok()) return format.status();
    if (format->has_value()) {
      const Result<uint64_t> number = DecodeNumber(**format);
      if (!number.ok()) return number.status();
      if (*number <= kFormatVersion) return Status();
      return Status::Conflict(
          "written by a newer version of annals, in format " +
          std::to_string(*number) + "; this one reads up to format " +
          std::to_string(kFormatVersion));
    }
    for (rocksdb::ColumnFamilyHandle* const handle : all_handles_) {
      const std::unique_ptr<rocksdb::Iterator> it(
          db_->NewIterator(rocksdb::ReadOptions(), handle));
      it->SeekToFirst();
      if (it->Valid()) return NotOurs();
    }
    if (options_.read_only) return Status();
    WriteSet marked;
    marked.Put(Family::kMeta, std::string(kFormatKey),
               EncodeNumber(kFormatVersion));
    return Write(marked);
  }

 private:
  // Tables of the changes, which are in order. Appends their names to `files`.
  Status WriteTables(std::span<const SortedChanges::Each> changes,
                     rocksdb::ColumnFamilyHandle* family,
                     const std::string& folder,
                     std::vector<std::string>* files) {
    rocksdb::SstFileWriter writer(rocksdb::EnvOptions(),
                                  db_->GetOptions(family), family);
    bool is_open = false;
    rocksdb::Status status;
    for (const auto& [chunk, change] : changes) {
      if (!is_open) {
        files->push_back(folder + '/' + family->GetName() + '-' +
                         std::to_string(files->size()) + ".sst");
        status = writer.Open(files->back());
        is_open = true;
      }
      if (!status.ok()) return ToStatus(status);
      switch (change->deed) {
        case WriteSet::Deed::kPut:
          status = writer.Put(change->key, change->value);
          break;
        case WriteSet::Deed::kDelete:
          status = writer.Delete(change->key);
          break;
        case WriteSet::Deed::kAdd:
          status = writer.Merge(change->key, change->value);
          break;
      }
      if (status.ok() && writer.FileSize() >= kTableBytes) {
        status = writer.Finish();
        is_open = false;
      }
    }
    if (status.ok() && is_open) status = writer.Finish();
    return ToStatus(status);
  }

  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> all_handles_;
  Handles handles_;
  StoreOptions options_;
};

// Who only reads leaves nothing in the folder, not even a log of having read.
class SilentLogger : public rocksdb::Logger {
 public:
  using Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options,
                                   rocksdb::Env* env) {
  rocksdb::DBOptions database;
  database.env = env;
  database.create_if_missing = options.create_if_missing;
  database.create_missing_column_families = options.create_if_missing;
  // A record that was cut short by a crash was never acknowledged and may go;
  // damage anywhere else in the log must not pass for the end of it.
  database.wal_recovery_mode =
      rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  database.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  database.keep_log_file_num = 2;
  if (options.read_only) database.info_log = std::make_shared<SilentLogger>();
  return database;
}

// Lets the values of a family be added to.
void AddUp(const char* merge_operator, rocksdb::ColumnFamilyOptions* family) {
  RegisterMergeOperators();
  [[maybe_unused]] const rocksdb::Status made =
      rocksdb::MergeOperator::CreateFromString(
          rocksdb::ConfigOptions(), merge_operator, &family->merge_operator);
  assert(made.ok());
}

// Whether the family is most of what is on disk, and alike from key to key.
bool IsLarge(Family family) {
  return family == Family::kArticles || family == Family::kEvents ||
         family == Family::kPostings || family == Family::kLog;
}

// Records of events are looked up one here and one there, and a block is
// decompressed for each.
bool HasLargeBlocks(Family family) {
  return IsLarge(family) && family != Family::kEvents;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(
    const StoreOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.cache_bytes);
  table.cache_index_and_filter_blocks = options.flat_memory;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBitsPerKey));
  rocksdb::BlockBasedTableOptions large_blocks = table;
  large_blocks.block_size = kLargeBlockBytes;
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = kWriteBufferBytes;
  if (options.flat_memory) family.target_file_size_base = kSmallFileBytes;
  std::vector<rocksdb::ColumnFamilyDescriptor> families = {
      {rocksdb::kDefaultColumnFamilyName, family}};
  for (size_t i = 0; i < kFamilyCount; ++i) {
    const auto which = static_cast<Family>(i);
    const bool is_large = IsLarge(which);
    family.compression = is_large ? rocksdb::kZSTD : rocksdb::kLZ4Compression;
    family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(
        HasLargeBlocks(which) ? large_blocks : table));
    families.push_back({std::string(kFamilyNames[i]), family});
    if (which == Family::kEntities) {
      // Most names that are asked for are not there: see known_reader.h.
      families.back().options.memtable_whole_key_filtering = true;
      families.back().options.memtable_prefix_bloom_size_ratio =
          kMemtableFilterShare;
    }
    if (const char* const merge_operator = MergeOperatorOf(which)) {
      AddUp(merge_operator, &families.back().options);
    }
    if (which == Family::kCounters) {
      families.back().options.max_successive_merges = kMostAdditions;
    }
  }
  return families;
}

// Whether RocksDB makes files of that name: all that a creation which was cut
// short leaves behind.
bool IsRocksFile(std::string_view name) {
  for (const std::string_view prefix :
       {"LOCK", "LOG", "MANIFEST-", "IDENTITY", "OPTIONS-"}) {
    if (name.starts_with(prefix)) return true;
  }
  return name == "." || name == ".." || name.ends_with(".dbtmp") ||
         name.ends_with(".log");
}

rocksdb::Env* EnvironmentOf(const StoreOptions& options) {
  if (options.environment == nullptr) return rocksdb::Env::Default();
  return static_cast<RocksEnvironment*>(options.environment)->env();
}

enum class Sizes { kOfAll, kButLogs };

// The files that a store consists of and how long they are.
std::string Files(const std::string& path, rocksdb::Env* env, Sizes sizes) {
  std::vector<rocksdb::Env::FileAttributes> files;
  if (!env->GetChildrenFileAttributes(path, &files).ok()) return {};
  std::vector<std::string> lines;
  for (const auto& file : files) {
    const bool is_log = file.name.ends_with(".log");
    if (!is_log && !file.name.starts_with("MANIFEST-") &&
        !file.name.ends_with(".sst")) {
      continue;
    }
    const bool has_size = sizes == Sizes::kOfAll || !is_log;
    lines.push_back(file.name + ' ' +
                    (has_size ? std::to_string(file.size_bytes) : "") + '\n');
  }
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

std::string HowToCreate(const std::string& path) {
  return "; 'annals import --db " + path + " PATH' creates one";
}

// Whether there is a database at `path`, and if not, whether one may be made.
Status CheckFolder(const std::string& path, const StoreOptions& options,
                   rocksdb::Env* env) {
  if (env->FileExists(path + "/CURRENT").ok()) return Status();
  const bool may_create = options.create_if_missing && !options.read_only;
  if (!env->FileExists(path).ok()) {
    if (may_create) return Status();
    return Status::NotFound("there is no folder '" + path + "'" +
                            HowToCreate(path));
  }
  std::vector<std::string> names;
  bool is_folder = false;
  if (!env->IsDirectory(path, &is_folder).ok() || !is_folder ||
      !env->GetChildren(path, &names).ok()) {
    return Status::InvalidArgument("'" + path +
                                   "' is not a folder that can be read");
  }
  if (!std::all_of(names.begin(), names.end(), IsRocksFile)) {
    return Status::InvalidArgument(
        "the folder '" + path +
        "' holds other things and is not a knowledge base");
  }
  if (may_create) return Status();
  return Status::NotFound("the folder '" + path + "' is empty" +
                          HowToCreate(path));
}

// OK if the family that we never use can be read and is empty.
Status CheckDefaultFamily(const std::string& path,
                          const rocksdb::DBOptions& database) {
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(
      rocksdb::Options(database, {}), path, &opened);
  const std::unique_ptr<rocksdb::DB> db(opened);
  if (!status.ok()) return ToStatus(status);
  const std::unique_ptr<rocksdb::Iterator> it(
      db->NewIterator(rocksdb::ReadOptions()));
  it->SeekToFirst();
  if (it->Valid()) return NotOurs();
  return ToStatus(it->status());
}

// Fails if the database has families that are not ours, or lacks some of ours
// and may not be completed.
Status CheckFamilies(const std::string& path, const StoreOptions& options,
                     const rocksdb::DBOptions& database) {
  std::vector<std::string> names;
  const rocksdb::Status listed =
      rocksdb::DB::ListColumnFamilies(database, path, &names);
  if (!listed.ok()) return ToStatus(listed);
  size_t ours = 0;
  for (const std::string& name : names) {
    if (name == rocksdb::kDefaultColumnFamilyName) continue;
    if (std::find(std::begin(kFamilyNames), std::end(kFamilyNames), name) ==
        std::end(kFamilyNames)) {
      return Status::Conflict(
          "has a column family '" + name +
          "': not a knowledge base, or one of a newer version of annals");
    }
    ++ours;
  }
  if (ours == kFamilyCount) return Status();
  // Creating was cut short, or it is somebody else's: ours would be empty yet.
  if (Status s = CheckDefaultFamily(path, database); !s.ok()) return s;
  if (options.create_if_missing && !options.read_only) return Status();
  return NotOurs();
}

Result<std::unique_ptr<KeyValueStore>> OpenOnce(const std::string& path,
                                                const StoreOptions& options) {
  rocksdb::Env* const env = EnvironmentOf(options);
  if (Status s = CheckFolder(path, options, env); !s.ok()) return s;
  const rocksdb::DBOptions database = DatabaseOptions(options, env);
  if (env->FileExists(path + "/CURRENT").ok()) {
    if (Status s = CheckFamilies(path, options, database); !s.ok()) {
      return s.WithContext(path);
    }
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      options.read_only
          ? rocksdb::DB::OpenForReadOnly(database, path, Families(options),
                                         &handles, &db)
          : rocksdb::DB::Open(database, path, Families(options), &handles, &db);
  if (!opened.ok()) {
    // RocksDB has no code for this, only these words.
    if (opened.IsIOError() &&
        opened.ToString().find("lock") != std::string::npos) {
      return Status::Unavailable(
          path + ": another process has the knowledge base open for writing");
    }
    return ToStatus(opened).WithContext(path);
  }
  if (!options.read_only) RemoveIncoming(path, env);
  auto store = std::make_unique<RocksStore>(db, std::move(handles), options);
  if (Status s = store->CheckFormat(); !s.ok()) return s.WithContext(path);
  return std::unique_ptr<KeyValueStore>(std::move(store));
}

}  // namespace

std::unique_ptr<StorageEnvironment> StorageEnvironment::InMemory() {
  return std::make_unique<RocksEnvironment>(
      rocksdb::NewMemEnv(rocksdb::Env::Default()));
}

std::string StateOfFiles(const std::string& path, const StoreOptions& options) {
  return Files(path, EnvironmentOf(options), Sizes::kOfAll);
}

// Another process may write meanwhile. RocksDB reads first which tables there
// are and then the logs: if between the two the writer turns a log into a table
// and deletes it, what was in it is missed, or a file is looked for that is
// gone. What was read while the files changed is read again.
Result<std::unique_ptr<KeyValueStore>> OpenRocksStore(
    const std::string& path, const StoreOptions& options) {
  if (!options.read_only) return OpenOnce(path, options);
  rocksdb::Env* const env = EnvironmentOf(options);
  constexpr int kTries = 10;
  std::chrono::milliseconds pause{1};  // a second in all
  for (int i = 0; i < kTries; ++i) {
    const std::string before = Files(path, env, Sizes::kButLogs);
    Result<std::unique_ptr<KeyValueStore>> store = OpenOnce(path, options);
    if (Files(path, env, Sizes::kButLogs) == before) return store;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
  return Status::Unavailable(path + ": another process keeps writing");
}

}  // namespace annals
