#include "import/import_outcome.h"

#include <cstddef>

namespace annals {

namespace {

constexpr std::string_view kOutcomeNames[] = {"added", "replaced", "unchanged",
                                              "rejected"};

}  // namespace

std::string_view Name(ImportOutcome outcome) {
  return kOutcomeNames[static_cast<size_t>(outcome)];
}

void ImportSummary::Count(ImportOutcome outcome, uint64_t of_claims) {
  switch (outcome) {
    case ImportOutcome::kAdded:
      ++added;
      claims += of_claims;
      break;
    case ImportOutcome::kReplaced:
      ++replaced;
      claims += of_claims;
      break;
    case ImportOutcome::kUnchanged:
      ++unchanged;
      break;
    case ImportOutcome::kRejected:
      ++rejected;
      break;
  }
}

void ImportSummary::Add(const ImportSummary& other) {
  added += other.added;
  replaced += other.replaced;
  unchanged += other.unchanged;
  rejected += other.rejected;
  claims += other.claims;
}

}  // namespace annals
