#include "core/query/naming.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/matchers.h"
#include "tests/support/memory_knowledge_base.h"

namespace annals {
namespace {

using testing::IsOk;
using testing::MemoryKnowledgeBase;

TEST(NamingTest, ALastNameMeansThePeopleWhoHaveIt) {
  const auto make = [](std::string id, std::string name, EntityKind kind,
                       std::vector<std::string> aliases = {},
                       bool linked = true) {
    Entity entity;
    entity.linked = linked;
    entity.id = {std::move(id)};
    entity.name = std::move(name);
    entity.kind = kind;
    entity.aliases = std::move(aliases);
    return entity;
  };
  MemoryKnowledgeBase base;
  ImportBatch batch;
  batch.put_entities = {
      make("viktor-orban", "Viktor Orbán", EntityKind::kPerson),
      make("jane-smith", "Jane Smith", EntityKind::kPerson),
      make("john-smith", "John Smith", EntityKind::kPerson),
      make("smith-jones", "Smith Jones", EntityKind::kPerson),
      make("ann-brown", "Ann Brown", EntityKind::kPerson, {"Ann Leyland"}),
      make("smith-prize", "The Smith", EntityKind::kOrganization),
      make("brown", "Brown", EntityKind::kOrganization),
      make("green", "Green", EntityKind::kPerson, {}, false),
      make("eva-green", "Eva Green", EntityKind::kPerson),
      make("gray", "Gray", EntityKind::kPerson, {}, false),
      make("al-gray", "Al Gray", EntityKind::kPerson, {}, false)};
  ASSERT_THAT(base.Apply(batch), IsOk());

  const struct {
    const char* name;
    std::vector<std::string> ids;
  } cases[] = {
      {"Viktor Orban", {"viktor-orban"}},
      {"ORBAN", {"viktor-orban"}},
      {"Smith", {"jane-smith", "john-smith"}},
      {"Leyland", {"ann-brown"}},
      {"Brown", {"brown"}},      // its very name
      {"Green", {"eva-green"}},  // the other is nobody's full name
      {"Gray", {"gray"}},
      {"Viktor", {}},
      {"mith", {}},
      {"", {}},
      {" ", {}},
      {"\xff", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto hits = EntitiesMeant(base, c.name);
    ASSERT_THAT(hits, IsOk());
    std::vector<std::string> ids;
    for (const EntityHit& hit : *hits) ids.push_back(hit.entity.id.value);
    EXPECT_EQ(ids, c.ids);
  }
}

TEST(NamingTest, OfACityAndItsRegionTheCityIsMeant) {
  Entity region;
  region.id = {"budapest-hu"};
  region.name = "Budapest";
  region.kind = EntityKind::kRegion;
  Entity city = region;
  city.id = {"budapest"};
  city.kind = EntityKind::kSettlement;
  city.part_of = region.id;
  MemoryKnowledgeBase base;
  ImportBatch batch;
  batch.put_entities = {region, city};
  ASSERT_THAT(base.Apply(batch), IsOk());
  const auto hits = EntitiesMeant(base, "Budapest");
  ASSERT_THAT(hits, IsOk());
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ((*hits)[0].entity.id, city.id);
}

}  // namespace
}  // namespace annals
