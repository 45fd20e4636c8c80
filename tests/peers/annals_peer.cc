#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "core/graph/graph_view.h"
#include "core/time/edtf.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/peers/peer.h"

namespace annals::peers {

namespace {

constexpr size_t kRun = 100'000;

Filter Of(size_t actor) {
  return Filter::Is(FacetKind::kInvolves, ActorName(actor));
}

class AnnalsPeer : public Peer {
 public:
  explicit AnnalsPeer(std::string folder) : folder_(std::move(folder)) {
    OpenOptions options;
    options.create_if_missing = true;
    auto base = RocksKnowledgeBase::Open(folder_, options);
    Must(base.ok(), "opening a base");
    base_ = std::move(*base);
  }

  std::string name() const override { return "Annals"; }

  void Load(const std::vector<MadeEvent>& events) override {
    for (const MadeEvent& made : events) {
      run_.put_events.push_back(ToEvent(made));
      if (run_.put_events.size() == kRun) WriteRun();
    }
  }
  // With the runs made one, as bases that are asked much are (annals compact).
  void FinishLoad() override {
    WriteRun();
    Must(base_->Compact().ok(), "compacting");
    const auto begin = std::chrono::steady_clock::now();
    Result<GraphView> view = GraphView::Build(*base_, Query());
    Must(view.ok(), "packing the graph");
    view_ = std::move(*view);
    build_seconds_ =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count();
  }

  Rows Answer(const Question& q) override {
    switch (q.ask) {
      case Ask::kPage:
        return Page(q);
      case Ask::kCount:
        return Count(Of(q.x));
      case Ask::kBoth:
        return Count(Filter::And({Of(q.x), Of(q.y)}));
      case Ask::kNot:
        return Count(Filter::And({Of(q.x), Filter::Not(Of(q.y))}));
      case Ask::kEither:
        return Count(Filter::Or({Of(q.x), Of(q.y)}));
      case Ask::kMonths:
        return Months(q);
      case Ask::kTypes:
        return Types(q);
      case Ask::kOneHop:
      case Ask::kTwoHops:
        return Hops(q);
      case Ask::kReported:
      case Ask::kAsOf:
      case Ask::kPossible:
      case Ask::kCertain:
        return CountIn(q);
    }
    return {};
  }

  void Write(const MadeEvent& event) override {
    ImportBatch batch;
    batch.put_events.push_back(ToEvent(event));
    Must(base_->Apply(batch).ok(), "a write");
  }

  uint64_t ExportHash() override {
    ExportSum sum;
    const Status status = base_->VisitEvents(Query(), [&](const EventHit& hit) {
      const Event& event = *hit.event;
      sum.Add(event.id.value);
      sum.Add(std::to_string(
          event.time->interval.begin().time_since_epoch().count()));
      sum.Add(std::to_string(static_cast<int>(event.type)));
      for (const Participant& p : event.participants) sum.Add(p.entity.value);
      return true;
    });
    Must(status.ok(), "an export");
    return sum.hash();
  }

  uint64_t DiskBytes() override { return FolderBytes(folder_); }

  // The same hops by the index, as a base without a packed graph answers them;
  // of what was written meanwhile too.
  std::string note() override {
    Result<GraphView> view = GraphView::Build(*base_, Query());
    Must(view.ok(), "packing the graph");
    view_ = std::move(*view);
    constexpr int64_t kWindow = 60 * kDay;
    std::string note = "packed graph: " + std::to_string(build_seconds_) +
                       " s, " + std::to_string(view_->bytes() >> 20) +
                       " MiB; by the index";
    for (const Ask ask : {Ask::kOneHop, Ask::kTwoHops}) {
      double seconds = 0;
      for (size_t x = 0; x < kIndexed; ++x) {
        const int64_t from = kFirstDay + static_cast<int64_t>(500 + x) * kDay;
        const Question q = {ask, x, 0, from, from + kWindow};
        const auto begin = std::chrono::steady_clock::now();
        const Rows rows = HopsByIndex(q);
        seconds += std::chrono::duration<double>(
                       std::chrono::steady_clock::now() - begin)
                       .count();
        Must(rows == Hops(q), "the index tells of other neighbours");
      }
      note += std::string(ask == Ask::kOneHop ? ", 1 hop " : ", 2 hops ") +
              std::to_string(seconds * 1e6 / kIndexed) + " µs";
    }
    return note + " (frequent, mean of 5)";
  }

 private:
  void WriteRun() {
    const Status loaded = base_->Load(run_);
    Must(loaded.ok(), "loading a run: " + loaded.message());
    run_ = ImportBatch();
  }

  static std::optional<TimeInterval> Window(int64_t from, int64_t to) {
    const auto at = [](int64_t second) {
      return TimePoint(std::chrono::seconds(second));
    };
    return *TimeInterval::Make(
        TimeInterval::End{Bound::kKnown, at(from), Granularity::kDay},
        TimeInterval::End{to == 0 ? Bound::kOpen : Bound::kKnown, at(to),
                          Granularity::kDay});
  }

  Rows Page(const Question& q) {
    Query query;
    query.filter = Of(q.x);
    query.when = Window(q.from, 0);
    const auto page = base_->FindEvents(query);
    Must(page.ok(), "a page");
    Rows rows;
    for (const EventHit& hit : page->hits) {
      const Event& event = *hit.event;
      rows.push_back({event.id.value + ' ' + event.headline,
                      event.time->interval.begin().time_since_epoch().count()});
    }
    return rows;
  }

  Rows Count(Filter filter) {
    Query query;
    query.filter = std::move(filter);
    return Count(query);
  }

  Rows Count(const Query& query) {
    const auto count = base_->CountEvents(query);
    Must(count.ok(), "a count");
    return {{"", static_cast<int64_t>(*count)}};
  }

  Rows CountIn(const Question& q) {
    Query query;
    query.filter = Of(q.x);
    if (q.ask == Ask::kReported) {
      query.reported = Window(q.from, q.to);
    } else if (q.ask == Ask::kAsOf) {
      query.as_of = TimePoint(std::chrono::seconds(q.from));
    } else {
      query.when = Window(q.from, q.to);
      query.certain_only = q.ask == Ask::kCertain;
    }
    return Count(query);
  }

  Rows Months(const Question& q) {
    Query query;
    query.filter = Of(q.x);
    const auto months = base_->CountByTime(query, BucketWidth::kMonth, 1000);
    Must(months.ok(), "a histogram");
    Rows rows;
    for (const Bucket& bucket : months->buckets) {
      if (bucket.count == 0) continue;
      rows.push_back({FormatRfc3339(bucket.begin).substr(0, 7),
                      static_cast<int64_t>(bucket.count)});
    }
    return rows;
  }

  Rows Types(const Question& q) {
    Query query;
    query.filter = Of(q.x);
    const auto types = base_->CountByFacet(query, FacetKind::kType, kTypeCount);
    Must(types.ok(), "facets");
    Rows rows;
    for (const FacetCount& each : *types) {
      rows.push_back({each.value, static_cast<int64_t>(each.count)});
    }
    return rows;
  }

  Rows Hops(const Question& q) {
    Rows rows;
    const auto entity = view_->Find({ActorName(q.x)});
    if (!entity) return rows;
    const auto when = Window(q.from, q.to);
    for (const Neighbour& each :
         q.ask == Ask::kOneHop
             ? view_->Neighbours(*entity, when, kMost)
             : view_->SecondNeighbours(*entity, when, kMost)) {
      rows.push_back(
          {view_->entity(each.entity).value, static_cast<int64_t>(each.count)});
    }
    return rows;
  }

  std::map<std::string, int64_t> MetBy(const std::string& actor,
                                       const Question& q) {
    Query query;
    query.filter = Filter::Is(FacetKind::kActor, actor);
    query.when = Window(q.from, q.to);
    const auto met = base_->CountByFacet(query, FacetKind::kActor, SIZE_MAX);
    Must(met.ok(), "facets");
    std::map<std::string, int64_t> counts;
    for (const FacetCount& each : *met) {
      if (each.value != actor) {
        counts[each.value] = static_cast<int64_t>(each.count);
      }
    }
    return counts;
  }

  Rows HopsByIndex(const Question& q) {
    const std::string start = ActorName(q.x);
    std::map<std::string, int64_t> met = MetBy(start, q);
    if (q.ask == Ask::kTwoHops) {
      std::map<std::string, int64_t> ways;
      for (const auto& [first, count] : met) {
        for (const auto& [second, more] : MetBy(first, q)) {
          if (second != start) ways[second] += count * more;
        }
      }
      met = std::move(ways);
    }
    Rows rows;
    for (const auto& [actor, count] : met) rows.push_back({actor, count});
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.number > b.number;
    });
    if (rows.size() > kMost) rows.resize(kMost);
    return rows;
  }

  static constexpr size_t kMost = 50;
  static constexpr size_t kIndexed = 5;

  const std::string folder_;
  std::unique_ptr<RocksKnowledgeBase> base_;
  ImportBatch run_;
  std::optional<GraphView> view_;
  double build_seconds_ = 0;
};

}  // namespace

std::unique_ptr<Peer> MakeAnnals(const std::string& folder) {
  return std::make_unique<AnnalsPeer>(folder);
}

}  // namespace annals::peers
