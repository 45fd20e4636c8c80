#include "storage/changed_events.h"

#include <string>
#include <string_view>

#include "core/query/query.h"
#include "storage/keys.h"
#include "storage/posting_stream.h"

namespace annals {

namespace {

Status AddEventsOf(const KeyValueView& view, std::string_view article,
                   std::vector<EventId>* events) {
  const Filter told_of = Filter::Is(FacetKind::kArticle, std::string(article));
  const Result<FilterStream> opened = OpenStream(view, told_of, Era::kNow);
  if (!opened.ok()) return opened.status();
  PostingStream& stream = *opened->stream;
  for (stream.Seek({}); stream.valid(); stream.Next()) {
    events->push_back({stream.place().id.ToString()});
  }
  return stream.status();
}

}  // namespace

Result<std::vector<EventId>> ChangedEvents(const KeyValueView& before,
                                           const WriteSet& writes) {
  std::vector<EventId> events;
  for (const WriteSet::Change& change : writes.changes()) {
    std::string_view id = change.key;
    if (change.family == Family::kEvents && id.starts_with(kEventPrefix)) {
      id.remove_prefix(kEventPrefix.size());
      events.push_back({std::string(id)});
    }
    if (change.family == Family::kArticles && id.starts_with(kArticlePrefix)) {
      id.remove_prefix(kArticlePrefix.size());
      if (Status s = AddEventsOf(before, id, &events); !s.ok()) return s;
    }
  }
  return events;
}

}  // namespace annals
