#include <chrono>
#include <filesystem>
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
      if (run_.put_events.size() == kRun) Write();
    }
  }
  void FinishLoad() override {
    Write();
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
    }
    return {};
  }

  uint64_t ExportHash() override {
    ExportSum sum;
    const Status status = base_->VisitEvents(Query(), [&](const EventHit& hit) {
      const Event& event = hit.event;
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
  std::string note() const override {
    return "packed graph: " + std::to_string(build_seconds_) + " s, " +
           std::to_string(view_->bytes() >> 20) + " MiB";
  }

 private:
  void Write() {
    Must(base_->Load(run_).ok(), "loading a run");
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
      const Event& event = hit.event;
      rows.push_back({event.id.value + ' ' + event.headline,
                      event.time->interval.begin().time_since_epoch().count()});
    }
    return rows;
  }

  Rows Count(Filter filter) {
    Query query;
    query.filter = std::move(filter);
    const auto count = base_->CountEvents(query);
    Must(count.ok(), "a count");
    return {{"", static_cast<int64_t>(*count)}};
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
    constexpr size_t kMost = 50;
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
