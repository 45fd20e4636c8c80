#include "storage/sorted_changes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace annals {
namespace {

TEST(SortedChangesTest, AreInTheOrderOfKeysAndTheLastOfEach) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    WriteSet changes;
    std::map<std::string, std::string> last;
    for (int i = 0; i < 300; ++i) {
      // Long beginnings in common, zeros, and ends at every place.
      std::string key(random() % 3 == 0 ? 0 : 14, 'x');
      for (size_t n = random() % (round == 0 ? 900 : 10); n > 0; --n) {
        key += static_cast<char>(random() % 3 == 0 ? 0 : 0xfe + random() % 2);
      }
      last[key] = std::to_string(i);
      changes.Put(Family::kPostings, key, std::to_string(i));
    }
    changes.Delete(Family::kLog, "");
    EXPECT_EQ(SortedChanges(changes, Family::kLog).all().size(), 1u);
    const SortedChanges sorted(changes, Family::kPostings);
    ASSERT_EQ(sorted.all().size(), last.size());
    auto expected = last.begin();
    for (const auto& each : sorted.all()) {
      EXPECT_EQ(each.change->key, expected->first);
      EXPECT_EQ(each.change->value, expected->second);
      ++expected;
    }
  }
}

}  // namespace
}  // namespace annals
