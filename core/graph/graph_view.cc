#include "core/graph/graph_view.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace annals {

namespace {

// Up to so many meetings are sorted; more are counted in a table of everybody.
constexpr size_t kFewMeetings = 4096;

// The likeliest first: most, then the least number, which is the least id.
void KeepMost(size_t limit, std::vector<Neighbour>* neighbours) {
  const auto before = [](const Neighbour& a, const Neighbour& b) {
    return a.count != b.count ? a.count > b.count : a.entity < b.entity;
  };
  const size_t kept = std::min(limit, neighbours->size());
  const auto middle = neighbours->begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(neighbours->begin(), middle, neighbours->end(), before);
  neighbours->resize(kept);
}

template <typename T>
size_t BytesOf(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

// Gathers rows as the events pass by, under the numbers that entities have when
// they are first met; then numbers them anew by their ids.
class GraphView::Builder {
 public:
  void Add(const Event& event) {
    view_.event_ids_ += event.id.value;
    view_.event_id_ends_.push_back(view_.event_ids_.size());
    if (event.time) {
      const TimeInterval& time = event.time->interval;
      view_.begins_.push_back(time.begin().time_since_epoch().count());
      view_.ends_.push_back(time.end().time_since_epoch().count());
    } else {
      view_.begins_.push_back(INT64_MAX);
      view_.ends_.push_back(INT64_MIN);
    }
    members_.clear();
    around_.clear();
    for (const Participant& p : event.participants) {
      Note(p.entity, &members_);
      for (const EntityId& id : p.affiliations) Note(id, &around_);
    }
    for (const EventPlace& place : event.places) {
      Note(place.entity, &members_);
      for (const EntityId& id : place.within) Note(id, &around_);
    }
    Tidy(&members_);
    Tidy(&around_);
    std::erase_if(around_, [&](uint32_t entity) {
      return std::binary_search(members_.begin(), members_.end(), entity);
    });
    Append(members_, &view_.event_rows_, &view_.event_members_);
    Append(around_, &around_rows_, &around_members_);
  }

  size_t size() const { return view_.begins_.size(); }

  GraphView Finish() && {
    view_.event_rows_.push_back(Size(view_.event_members_));
    around_rows_.push_back(Size(around_members_));
    NumberById();
    Turn(view_.event_rows_, view_.event_members_, true, &view_.entity_rows_,
         &view_.entity_events_);
    Turn(around_rows_, around_members_, false, &view_.involving_rows_,
         &view_.involving_events_);
    view_.event_members_.shrink_to_fit();
    view_.event_ids_.shrink_to_fit();
    return std::move(view_);
  }

 private:
  static uint32_t Size(const std::vector<uint32_t>& values) {
    return static_cast<uint32_t>(values.size());
  }
  static void Tidy(std::vector<uint32_t>* numbers) {
    std::sort(numbers->begin(), numbers->end());
    numbers->erase(std::unique(numbers->begin(), numbers->end()),
                   numbers->end());
  }
  static void Append(const std::vector<uint32_t>& row,
                     std::vector<uint32_t>* rows,
                     std::vector<uint32_t>* values) {
    rows->push_back(Size(*values));
    values->insert(values->end(), row.begin(), row.end());
  }

  void Note(const EntityId& id, std::vector<uint32_t>* to) {
    if (id.empty()) return;
    const auto [it, is_new] =
        numbers_.emplace(id, static_cast<uint32_t>(numbers_.size()));
    to->push_back(it->second);
  }

  void NumberById() {
    std::vector<const EntityId*> ids(numbers_.size());
    for (const auto& [id, number] : numbers_) ids[number] = &id;
    std::vector<uint32_t> order(ids.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](uint32_t a, uint32_t b) { return *ids[a] < *ids[b]; });
    std::vector<uint32_t> now(ids.size());  // of each first number
    for (uint32_t number = 0; number < order.size(); ++number) {
      now[order[number]] = number;
      view_.entity_ids_.push_back(*ids[order[number]]);
    }
    for (auto* const values : {&view_.event_members_, &around_members_}) {
      for (uint32_t& number : *values) number = now[number];
    }
    for (size_t event = 0; event < size(); ++event) {
      std::sort(view_.event_members_.begin() + view_.event_rows_[event],
                view_.event_members_.begin() + view_.event_rows_[event + 1]);
    }
  }

  bool IsLong(uint32_t event) const {
    const int64_t begin = view_.begins_[event];
    const int64_t end = view_.ends_[event];
    return end < begin ||
           end - begin > std::chrono::seconds(GraphView::kShort).count();
  }

  // From rows of events to rows of entities: long events, if `by_length`,
  // behind the others.
  void Turn(const std::vector<uint32_t>& rows,
            const std::vector<uint32_t>& members, bool by_length,
            std::vector<uint32_t>* turned_rows, std::vector<uint32_t>* turned) {
    turned_rows->assign(view_.entity_ids_.size() + 1, 0);
    for (const uint32_t entity : members) ++(*turned_rows)[entity + 1];
    std::partial_sum(turned_rows->begin(), turned_rows->end(),
                     turned_rows->begin());
    turned->resize(members.size());
    std::vector<uint32_t> next(turned_rows->begin(), turned_rows->end() - 1);
    for (const bool wants_long : {false, true}) {
      for (uint32_t event = 0; event + 1 < rows.size(); ++event) {
        if (by_length ? IsLong(event) != wants_long : wants_long) continue;
        for (uint32_t i = rows[event]; i < rows[event + 1]; ++i) {
          (*turned)[next[members[i]]++] = event;
        }
      }
      if (by_length && !wants_long) view_.first_long_ = next;
    }
  }

  GraphView view_;
  std::unordered_map<EntityId, uint32_t> numbers_;
  std::vector<uint32_t> around_rows_;
  std::vector<uint32_t> around_members_;
  std::vector<uint32_t> members_;  // of one event
  std::vector<uint32_t> around_;
};

Result<GraphView> GraphView::Build(const KnowledgeReader& reader,
                                   const Query& query, size_t max_events) {
  Query in_order = query;
  in_order.sort = SortOrder::kTimeAscending;
  Builder builder;
  bool is_too_large = false;
  const Status status = reader.VisitEvents(in_order, [&](const EventHit& hit) {
    is_too_large = builder.size() >= max_events;
    if (!is_too_large) builder.Add(*hit.event);
    return !is_too_large;
  });
  if (!status.ok()) return status;
  if (is_too_large) {
    return Status::Exhausted("more than " + std::to_string(max_events) +
                             " events");
  }
  return std::move(builder).Finish();
}

size_t GraphView::bytes() const {
  size_t bytes = event_ids_.capacity() + BytesOf(entity_ids_);
  for (const EntityId& id : entity_ids_) bytes += id.value.capacity();
  for (const auto* const rows :
       {&event_rows_, &event_members_, &entity_rows_, &entity_events_,
        &first_long_, &involving_rows_, &involving_events_}) {
    bytes += BytesOf(*rows);
  }
  return bytes + BytesOf(event_id_ends_) + BytesOf(begins_) + BytesOf(ends_);
}

std::optional<uint32_t> GraphView::Find(const EntityId& id) const {
  const auto it = std::lower_bound(entity_ids_.begin(), entity_ids_.end(), id);
  if (it == entity_ids_.end() || *it != id) return std::nullopt;
  return static_cast<uint32_t>(it - entity_ids_.begin());
}

EventId GraphView::event(uint32_t number) const {
  const uint64_t begin = number == 0 ? 0 : event_id_ends_[number - 1];
  return {event_ids_.substr(begin, event_id_ends_[number] - begin)};
}

std::vector<Neighbour> GraphView::Neighbours(
    uint32_t entity, const std::optional<TimeInterval>& when,
    size_t limit) const {
  std::vector<uint32_t> met;
  VisitEvents(entity, when, [&](uint32_t event) {
    const std::span<const uint32_t> members = MembersOf(event);
    met.insert(met.end(), members.begin(), members.end());
  });
  std::vector<Neighbour> neighbours;
  if (met.size() <= kFewMeetings) {
    std::sort(met.begin(), met.end());
    for (size_t i = 0; i < met.size();) {
      const size_t first = i;
      while (i < met.size() && met[i] == met[first]) ++i;
      if (met[first] != entity) neighbours.push_back({met[first], i - first});
    }
  } else {
    std::vector<uint32_t> counts(entities());
    for (const uint32_t other : met) {
      // Whom it meets first is noted: most of the table stays empty.
      if (counts[other]++ == 0 && other != entity) {
        neighbours.push_back({other, 0});
      }
    }
    for (Neighbour& each : neighbours) each.count = counts[each.entity];
  }
  KeepMost(limit, &neighbours);
  return neighbours;
}

std::vector<Neighbour> GraphView::SecondNeighbours(
    uint32_t entity, const std::optional<TimeInterval>& when,
    size_t limit) const {
  std::vector<uint64_t> ways(entities());
  std::vector<uint32_t> reached;
  for (const Neighbour& first : Neighbours(entity, when, SIZE_MAX)) {
    VisitEvents(first.entity, when, [&](uint32_t event) {
      for (const uint32_t other : MembersOf(event)) {
        if (other == first.entity || other == entity) continue;
        if (ways[other] == 0) reached.push_back(other);
        ways[other] += first.count;
      }
    });
  }
  std::vector<Neighbour> neighbours;
  neighbours.reserve(reached.size());
  for (const uint32_t other : reached) {
    neighbours.push_back({other, ways[other]});
  }
  KeepMost(limit, &neighbours);
  return neighbours;
}

}  // namespace annals
