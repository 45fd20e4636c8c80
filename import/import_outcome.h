// What became of something that was to be imported: an article or a row.

#pragma once

#include <cstdint>
#include <string_view>

namespace annals {

enum class ImportOutcome : uint8_t { kAdded, kReplaced, kUnchanged, kRejected };

std::string_view Name(ImportOutcome outcome);  // "added", …

struct ImportSummary {
  uint64_t added = 0;
  uint64_t replaced = 0;
  uint64_t unchanged = 0;
  uint64_t rejected = 0;
  uint64_t claims = 0;  // of what was added or replaced

  void Count(ImportOutcome outcome, uint64_t of_claims);
  void Add(const ImportSummary& other);
};

}  // namespace annals
