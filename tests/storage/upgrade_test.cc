// Bases that the program wrote when formats 2, 3 and 4 were new
// (tests/data/README.md): they must be the same when they are opened to write,
// and until then say what to do.

#include "storage/upgrade.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/time/edtf.h"
#include "storage/keys.h"
#include "storage/records.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/support/events.h"
#include "tests/support/matchers.h"

namespace annals {
namespace {

using testing::HasCode;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::IsOkAnd;
using testing::Say;

const char kSince[] = "2025-03-02/..";

class UpgradeTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(
        std::filesystem::path(ANNALS_SOURCE_DIR) /
            ("tests/data/base_format_" + std::to_string(GetParam())),
        folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<std::unique_ptr<RocksKnowledgeBase>> Open(bool read_only) const {
    OpenOptions options;
    options.read_only = read_only;
    return RocksKnowledgeBase::Open(folder_.string(), options);
  }

  uint64_t Format() const {
    OpenOptions options;
    options.read_only = true;
    const auto store = OpenRocksStore(folder_.string(), options);
    EXPECT_THAT(store, IsOk());
    const Result<uint64_t> format = FormatOf(*(*store)->View());
    EXPECT_THAT(format, IsOk());
    return *format;
  }

  static void ExpectTheBase(const RocksKnowledgeBase& base) {
    EXPECT_THAT(base.Check(), IsOk());
    const Result<Coverage> coverage = base.GetCoverage();
    ASSERT_THAT(coverage, IsOk());
    EXPECT_EQ(coverage->articles, 3u);
    EXPECT_EQ(coverage->entities, 37u);
    EXPECT_EQ(coverage->events, 28u);
    Query query;
    EXPECT_THAT(base.CountEvents(query), IsOkAnd(28u));
    query.when = *ParseEdtf(kSince);
    EXPECT_THAT(base.CountEvents(query), IsOkAnd(18u));
    query.filter = Filter::Is(FacetKind::kInvolves, "united-nations");
    EXPECT_EQ(base.FindEvents(query)->total, 1u);
    const auto types = base.CountByFacet({}, FacetKind::kType, 2);
    ASSERT_THAT(types, IsOk());
    EXPECT_EQ(*types, (std::vector<FacetCount>{{"CONSULT", 5}, {"STATE", 4}}));
    const auto months = base.CountByTime({}, BucketWidth::kYear, 10);
    ASSERT_THAT(months, IsOk());
    EXPECT_EQ(months->buckets.size(), 5u);
    EXPECT_EQ(months->buckets.back().count, 25u);
    EXPECT_EQ((*base.GetCuration())->acts().size(), 1u);
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("annals-upgrade-test-" + std::to_string(getpid()));
};

TEST_P(UpgradeTest, WhoOnlyReadsIsToldWhatToDo) {
  const auto base = Open(true);
  EXPECT_THAT(base, HasCode(StatusCode::kConflict));
  EXPECT_THAT(base.status().message(), HasSubstr("annals compact --db"));
  EXPECT_EQ(Format(), static_cast<uint64_t>(GetParam()));
}

TEST_P(UpgradeTest, OpeningToWriteBringsItToThePresentFormat) {
  {
    const auto base = Open(false);
    ASSERT_THAT(base, IsOk());
    ExpectTheBase(**base);
  }
  EXPECT_EQ(Format(), kFormatVersion);
  const auto base = Open(true);
  ASSERT_THAT(base, IsOk());
  ExpectTheBase(**base);
}

TEST_P(UpgradeTest, ItIsTheSameAfterAnEventHasComeAndGone) {
  const Event event = FoldClaims({Say("new", EventType::kAid).By("x")});
  const auto base = Open(false);
  ASSERT_THAT(base, IsOk());
  ImportBatch come;
  come.put_events.push_back(event);
  ASSERT_THAT((*base)->Apply(come), IsOk());
  EXPECT_THAT((*base)->CountEvents({}), IsOkAnd(29u));
  EXPECT_THAT((*base)->Check(), IsOk());
  ImportBatch gone;
  gone.delete_events.push_back(event.id);
  ASSERT_THAT((*base)->Apply(gone), IsOk());
  ExpectTheBase(**base);
  ASSERT_THAT((*base)->Compact(), IsOk());
  ExpectTheBase(**base);
}

INSTANTIATE_TEST_SUITE_P(Formats, UpgradeTest, ::testing::Values(2, 3, 4));

}  // namespace
}  // namespace annals
