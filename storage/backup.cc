#include "storage/backup.h"

#include <rocksdb/env.h>
#include <rocksdb/utilities/backup_engine.h>

#include <filesystem>
#include <memory>
#include <system_error>

namespace annals {

namespace {

namespace fs = std::filesystem;

Status Failed(const std::string& path, const rocksdb::Status& status) {
  const std::string message = status.ToString();
  if (status.IsNoSpace()) {
    return Status::Exhausted("the disk is full: " + message);
  }
  if (status.IsCorruption()) {
    return Status::Corruption(message).WithContext(path);
  }
  return Status::Unavailable(message).WithContext(path);
}

}  // namespace

Result<uint32_t> RestoreBackup(const std::string& from, const std::string& to) {
  std::error_code error;
  if (!fs::is_directory(from + "/meta", error)) {
    return Status::NotFound("there is no backup in '" + from + "'");
  }
  if (fs::exists(to, error) && !fs::is_empty(to, error)) {
    return Status::InvalidArgument("'" + to +
                                   "' is there already, and is not empty");
  }
  rocksdb::Env* const env = rocksdb::Env::Default();
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  rocksdb::Status status = rocksdb::BackupEngineReadOnly::Open(
      rocksdb::BackupEngineOptions(from), env, &opened);
  const std::unique_ptr<rocksdb::BackupEngineReadOnly> backups(opened);
  if (!status.ok()) return Failed(from, status);
  rocksdb::BackupInfo newest;
  status = backups->GetLatestBackupInfo(&newest);
  if (status.IsNotFound()) {
    return Status::NotFound("there is no backup in '" + from + "'");
  }
  if (!status.ok()) return Failed(from, status);
  // Beside it first: a restore that is cut short leaves no half of a base.
  const std::string beside = to + ".restoring";
  fs::remove_all(beside, error);
  status = backups->VerifyBackup(newest.backup_id, true);
  if (!status.ok()) return Failed(from, status);
  status = backups->RestoreDBFromBackup(newest.backup_id, beside, beside);
  if (!status.ok()) return Failed(from, status);
  fs::remove(to, error);  // an empty folder would be in the way
  fs::rename(beside, to, error);
  if (error) return Status::Unavailable(to + ": " + error.message());
  return newest.backup_id;
}

}  // namespace annals
