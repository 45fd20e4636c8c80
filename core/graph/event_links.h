// How events stand to each other.
//
//   article A, claim of ev-2 "Paris condemned the attack"
//                              responds-to the event told at "attack"
//   article A, claim of ev-1 "an attack on Kyiv", evidence at "attack"
//                              → ev-2 responds-to ev-1
//
// Links stand in claims, as articles make them, and name the other event by the
// words that tell of it. So whatever claims are merged, taken back or read
// anew, what is linked follows without being written again.

#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/event/event.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

struct EventLink {
  EventRelation relation = EventRelation::kFollows;
  EventId event;

  friend auto operator<=>(const EventLink&, const EventLink&) = default;
};

// Which event is told where, of the events that were added.
class ToldEvents {
 public:
  void Add(const Event& event);

  // How `event` stands to the others of them: sorted, without repeats.
  std::vector<EventLink> LinksOf(const Event& event) const;

 private:
  std::map<std::pair<ArticleId, Span>, EventId> events_;
};

// An event and how it stands to the one that was asked about.
struct RelatedEvent {
  // It stands to the other so, or the other to it. None: neither does.
  struct Tie {
    EventRelation relation = EventRelation::kFollows;
    bool is_to_it = true;  // the event asked about responds to it, not it
  };

  std::shared_ptr<const Event> event;
  std::vector<Tie> ties;  // those to it first, sorted
  size_t shared = 0;      // articles that tell of both: the same story
};

// The events that share an article with `event`, as they are in `reader` and
// answer `query`; linked ones first, then those that share most articles, equal
// ones in the query's order.
Result<std::vector<RelatedEvent>> RelatedTo(const KnowledgeReader& reader,
                                            const Query& query,
                                            const Event& event);

}  // namespace annals
