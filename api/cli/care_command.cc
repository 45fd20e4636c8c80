#include <cstdint>
#include <filesystem>
#include <iostream>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "storage/backup.h"

namespace annals {

namespace {

// Bytes of all files below the folder; those that go meanwhile are not counted.
uint64_t SizeOf(const std::string& folder) {
  uint64_t size = 0;
  std::error_code error;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(folder, error)) {
    const uint64_t bytes =
        file.is_regular_file(error) ? file.file_size(error) : 0;
    if (!error) size += bytes;
  }
  return size;
}

}  // namespace

int RunCheck(const CareCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  if (const Status s = (*base)->Check(); !s.ok()) {
    return Fail(s.WithContext(command.db));
  }
  const Result<Coverage> coverage = (*base)->GetCoverage();
  if (!coverage.ok()) return Fail(coverage.status());
  std::cout << "the index of " << coverage->articles << " articles, "
            << coverage->events << " events and " << coverage->entities
            << " entities is what their records imply\n";
  return Done();
}

int RunCompact(const CareCommand& command) {
  const uint64_t before = SizeOf(command.db);
  {
    const auto base = OpenToChange(command.db);
    if (!base.ok()) return Fail(base.status(), 2);
    if (const Status s = (*base)->Compact(); !s.ok()) return Fail(s);
  }
  std::cout << before << " bytes before, " << SizeOf(command.db)
            << " bytes now\n";
  return Done();
}

int RunBackup(const CareCommand& command) {
  const auto base = OpenToChange(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  const uint64_t before = SizeOf(command.backups);
  const Result<uint32_t> number = (*base)->BackUp(command.backups);
  if (!number.ok()) return Fail(number.status());
  std::cout << "backup " << *number << " of version " << (*base)->Version()
            << ": " << SizeOf(command.backups) - before << " new bytes in "
            << command.backups << '\n';
  return Done();
}

int RunRestore(const CareCommand& command) {
  const Result<uint32_t> number = RestoreBackup(command.backups, command.db);
  if (!number.ok()) {
    const bool is_bad_use =
        number.status().code() == StatusCode::kNotFound ||
        number.status().code() == StatusCode::kInvalidArgument;
    return Fail(number.status(), is_bad_use ? 2 : 1);
  }
  std::cout << "backup " << *number << " is in " << command.db << '\n';
  return Done();
}

}  // namespace annals
