#include "api/http/rendered_rows.h"

#include <nlohmann/json.hpp>

namespace annals {

std::string RenderedRows::Array(const std::vector<EventHit>& hits,
                                const ArticleLookup& articles) {
  std::vector<std::shared_ptr<const std::string>> texts(hits.size());
  {
    const std::lock_guard lock(mutex_);
    for (size_t i = 0; i < hits.size(); ++i) {
      const Row* const row = rows_.Find(hits[i].event.get());
      if (row != nullptr && !row->event.expired()) texts[i] = row->text;
    }
  }
  size_t size = 0;
  for (size_t i = 0; i < hits.size(); ++i) {
    if (texts[i] == nullptr) {
      std::string text = Dump(EventJson(*hits[i].event, articles));
      text.pop_back();
      texts[i] = std::make_shared<const std::string>(std::move(text));
      const std::lock_guard lock(mutex_);
      rows_.Put(hits[i].event.get(), {hits[i].event, texts[i]},
                sizeof(Row) + sizeof(Event) + texts[i]->size());
    }
    size += texts[i]->size() + 32;
  }
  std::string array = "[";
  array.reserve(size);
  for (size_t i = 0; i < hits.size(); ++i) {
    if (i > 0) array += ',';
    array += *texts[i];
    array += R"(,"certainty":")";
    array += Name(hits[i].certainty);
    array += R"("})";
  }
  return array + ']';
}

}  // namespace annals
