// Whatever a query string says, it is read or refused with a reason; and what
// was read is a query that the base answers.

#include <cstdlib>
#include <string_view>

#include "api/http/params.h"
#include "api/http/routes.h"
#include "core/time/edtf.h"
#include "tests/support/memory_knowledge_base.h"

namespace {

// Understands nothing.
class NoPhrases : public annals::PhraseReader {
 public:
  annals::Result<annals::Query> ReadPhrase(std::string_view,
                                           annals::TimePoint) const override {
    return annals::Status::InvalidArgument("not understood");
  }
  annals::Result<annals::TimeInterval> ReadTime(
      std::string_view, annals::TimePoint) const override {
    return annals::Status::InvalidArgument("names no time");
  }
};

annals::testing::MemoryKnowledgeBase* MakeBase() {
  auto* const base = new annals::testing::MemoryKnowledgeBase;
  annals::ImportBatch batch;
  for (const char* id : {"x", "y", "z"}) {
    annals::Entity entity;
    entity.id = {id};
    entity.name = *id == 'x' ? "one" : "several";
    batch.put_entities.push_back(entity);
  }
  if (!base->Apply(batch).ok()) std::abort();
  return base;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static const annals::testing::MemoryKnowledgeBase* const kBase = MakeBase();
  static const NoPhrases kPhrases;
  if (size == 0) return 0;
  const auto routes = annals::Routes();
  const annals::Route& route = routes[data[0] % routes.size()];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1,
                              size - 1);
  const auto values = annals::DecodeQueryString(text);
  if (!values.ok()) return 0;
  const auto now = annals::ParseEdtf("2025-10-19T08:00:00Z")->begin();
  const auto read =
      annals::ReadParams(*values, route.groups, {*kBase, kPhrases, now});
  if (const auto* problem = std::get_if<annals::Problem>(&read)) {
    if (problem->errors.empty() || problem->detail.empty()) std::abort();
    return 0;
  }
  annals::Query query = std::get<annals::Asked>(read).query;
  query.cursor.clear();
  if (!kBase->FindEvents(query).ok()) std::abort();
  return 0;
}
