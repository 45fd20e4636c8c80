// Taking a knowledge base back from a folder of backups, which
// RocksKnowledgeBase::BackUp() fills.

#pragma once

#include <cstdint>
#include <string>

#include "core/status.h"

namespace annals {

// Makes the base of the newest backup in `from` anew in the folder `to`, which
// must not be there yet or be empty. It is there whole or not at all. The
// number of the backup. NotFound if there is none, Corruption if it is damaged.
Result<uint32_t> RestoreBackup(const std::string& from, const std::string& to);

}  // namespace annals
