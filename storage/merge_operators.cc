#include "storage/merge_operators.h"

#include <rocksdb/merge_operator.h>
#include <rocksdb/slice.h>
#include <rocksdb/utilities/object_registry.h>

#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "storage/posting_block.h"
#include "storage/tally.h"

namespace annals {

namespace {

constexpr char kTallyOperator[] = "annals.Tally";
constexpr char kBlockOperator[] = "annals.PostingBlock";

// Each value added to the one before. `is_all`: there is nothing before the
// first.
using Adding = Result<std::string> (*)(std::span<const std::string_view> values,
                                       bool is_all);

Result<std::string> AddTallies(std::span<const std::string_view> tallies,
                               bool /*is_all*/) {
  return SumOfTallies(tallies);
}

std::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// What comes of adding may be empty, as the key stays: a merge cannot delete.
class AddingOperator : public rocksdb::MergeOperator {
 public:
  AddingOperator(const char* name, Adding add) : name_(name), add_(add) {}

  const char* Name() const override { return name_; }

  bool FullMergeV2(const MergeOperationInput& in,
                   MergeOperationOutput* out) const override {
    std::vector<std::string_view> values;
    values.reserve(in.operand_list.size() + 1);
    if (in.existing_value != nullptr) {
      values.push_back(ToView(*in.existing_value));
    }
    for (const rocksdb::Slice& operand : in.operand_list) {
      values.push_back(ToView(operand));
    }
    return Add(values, true, &out->new_value);
  }

  bool PartialMergeMulti(const rocksdb::Slice& /*key*/,
                         const std::deque<rocksdb::Slice>& operands,
                         std::string* sum,
                         rocksdb::Logger* /*log*/) const override {
    std::vector<std::string_view> values;
    values.reserve(operands.size());
    for (const rocksdb::Slice& operand : operands) {
      values.push_back(ToView(operand));
    }
    return Add(values, false, sum);
  }

  bool PartialMerge(const rocksdb::Slice& /*key*/, const rocksdb::Slice& left,
                    const rocksdb::Slice& right, std::string* sum,
                    rocksdb::Logger* /*log*/) const override {
    const std::vector<std::string_view> values = {ToView(left), ToView(right)};
    return Add(values, false, sum);
  }

 private:
  // False, which RocksDB reports as corruption, if one of them is not valid.
  bool Add(const std::vector<std::string_view>& values, bool is_all,
           std::string* sum) const {
    Result<std::string> added = add_(values, is_all);
    if (!added.ok()) return false;
    *sum = std::move(*added);
    return true;
  }

  const char* name_;
  Adding add_;
};

void Register(const char* name, Adding add) {
  rocksdb::ObjectLibrary::Default()->AddFactory<rocksdb::MergeOperator>(
      name, [name, add](const std::string& /*uri*/,
                        std::unique_ptr<rocksdb::MergeOperator>* guard,
                        std::string* /*error*/) {
        *guard = std::make_unique<AddingOperator>(name, add);
        return guard->get();
      });
}

}  // namespace

const char* MergeOperatorOf(Family family) {
  if (family == Family::kCounters) return kTallyOperator;
  if (family == Family::kPostings) return kBlockOperator;
  return nullptr;
}

void RegisterMergeOperators() {
  static std::once_flag once;
  std::call_once(once, [] {
    Register(kTallyOperator, AddTallies);
    Register(kBlockOperator, AddBlocks);
  });
}

}  // namespace annals
