// A KeyValueStore on RocksDB: one database in one folder, one column family for
// each Family.

#pragma once

#include <memory>
#include <string>

#include "core/status.h"
#include "storage/key_value_store.h"

namespace annals {

// Where files are. Outlives every store that is opened in it.
class StorageEnvironment {
 public:
  virtual ~StorageEnvironment() = default;

  // Files that are kept in memory until this goes, for tests.
  static std::unique_ptr<StorageEnvironment> InMemory();
};

struct StoreOptions {
  bool create_if_missing = false;
  bool read_only = false;

  // Whether Write() waits until the disk has it. Without, a crash of the
  // machine, though not of the program, may lose the last writes.
  bool sync_writes = true;

  size_t cache_bytes = size_t{128} << 20;

  // Whether a base of any size is to take the same memory: what is kept of each
  // file, its index and filter, counts as cache then, and files are small, as
  // writing one takes memory in proportion. Reads of a base whose indexes do
  // not fit the cache are slower.
  bool flat_memory = false;

  StorageEnvironment* environment = nullptr;  // none: the file system
};

// Names the state of the files in the folder `path`: it differs after every
// write to the store there. Empty if there is no store.
std::string StateOfFiles(const std::string& path, const StoreOptions& options);

// Opens the store in the folder `path`, or creates it there if asked to.
//
//   NotFound          there is no store; the message says how to create one
//   InvalidArgument   the path is a file, or a folder that holds other things
//   Conflict          a newer version of the program wrote it
//   Unavailable       another process has it open for writing
//   Corruption        its files are damaged
Result<std::unique_ptr<KeyValueStore>> OpenRocksStore(
    const std::string& path, const StoreOptions& options);

}  // namespace annals
