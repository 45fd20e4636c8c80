#include "storage/tally_operator.h"

#include <rocksdb/merge_operator.h>
#include <rocksdb/slice.h>
#include <rocksdb/utilities/object_registry.h>

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/tally.h"

namespace annals {

namespace {

std::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// Sums may become empty, as the key stays: a merge cannot delete.
class TallyOperator : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return kTallyOperatorName; }

  bool FullMergeV2(const MergeOperationInput& in,
                   MergeOperationOutput* out) const override {
    std::vector<std::string_view> tallies;
    tallies.reserve(in.operand_list.size() + 1);
    if (in.existing_value != nullptr) {
      tallies.push_back(ToView(*in.existing_value));
    }
    for (const rocksdb::Slice& operand : in.operand_list) {
      tallies.push_back(ToView(operand));
    }
    return Sum(tallies, &out->new_value);
  }

  bool PartialMergeMulti(const rocksdb::Slice& /*key*/,
                         const std::deque<rocksdb::Slice>& operands,
                         std::string* sum,
                         rocksdb::Logger* /*log*/) const override {
    std::vector<std::string_view> tallies;
    tallies.reserve(operands.size());
    for (const rocksdb::Slice& operand : operands) {
      tallies.push_back(ToView(operand));
    }
    return Sum(tallies, sum);
  }

  bool PartialMerge(const rocksdb::Slice& /*key*/, const rocksdb::Slice& left,
                    const rocksdb::Slice& right, std::string* sum,
                    rocksdb::Logger* /*log*/) const override {
    const std::vector<std::string_view> tallies = {ToView(left), ToView(right)};
    return Sum(tallies, sum);
  }

 private:
  // False, which RocksDB reports as corruption, if one of them is no tally.
  static bool Sum(const std::vector<std::string_view>& tallies,
                  std::string* sum) {
    Result<std::string> added = SumOfTallies(tallies);
    if (!added.ok()) return false;
    *sum = std::move(*added);
    return true;
  }
};

}  // namespace

void RegisterTallyOperator() {
  static std::once_flag once;
  std::call_once(once, [] {
    rocksdb::ObjectLibrary::Default()->AddFactory<rocksdb::MergeOperator>(
        kTallyOperatorName, [](const std::string& /*uri*/,
                               std::unique_ptr<rocksdb::MergeOperator>* guard,
                               std::string* /*error*/) {
          guard->reset(new TallyOperator);
          return guard->get();
        });
  });
}

}  // namespace annals
