// The program that kill_test.py kills.
//
//   kill_writer write DIR FIRST   applies batch FIRST, FIRST + 1, … for ever
//                                 and prints each number once it is on disk
//   kill_writer check DIR LAST    says OK and how many batches there are if
//                                 there are exactly batches 1 … n, each whole
//                                 and the index in order, with n >= LAST
//
// Batch n puts article n and its events, moves an event of the batch before and
// takes an older one away, and every fifth is loaded as a run: every kind of
// write has its chance to be cut.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/rocks_knowledge_base.h"
#include "tests/support/events.h"

namespace annals {
namespace {

using testing::Say;

constexpr int kEvents = 3;
constexpr int kLoadEvery = 5;
constexpr int kStay = 20;  // batches until an article goes again

ArticleId IdOf(int n) { return {"article-" + std::to_string(n)}; }

Article ArticleOf(int n) {
  Article article;
  article.id = IdOf(n);
  article.source = "source-" + std::to_string(n % 3);
  article.text = std::string(static_cast<size_t>(100 + 37 * n % 5000), 'x');
  article.import_hash = std::to_string(n);
  return article;
}

// The i-th event of article n, as it is once `after` batches are in.
Event EventOf(int n, int i, int after) {
  std::vector<Claim> claims = {Say(IdOf(n).value, EventType::kConsult)
                                   .On("2025-0" + std::to_string(1 + n % 9))
                                   .By("actor-" + std::to_string(n % 7))
                                   .Headline("headline " + std::to_string(i))};
  // The next article says more of the first one.
  if (i == 0 && after > n) {
    claims.push_back(Say(IdOf(n + 1).value, EventType::kConsult)
                         .On("2025-12")
                         .Reported("2025-10-18T12:00:00Z")
                         .By("somebody"));
  }
  return FoldClaims(std::move(claims));
}

ImportBatch BatchOf(int n) {
  ImportBatch batch;
  batch.put_articles.push_back(ArticleOf(n));
  for (int i = 0; i < kEvents; ++i) {
    batch.put_events.push_back(EventOf(n, i, n));
  }
  if (n > 1) batch.put_events.push_back(EventOf(n - 1, 0, n));
  if (n > kStay) {
    batch.delete_articles.push_back(IdOf(n - kStay));
    for (int i = 0; i < kEvents; ++i) {
      batch.delete_events.push_back(EventOf(n - kStay, i, n).id);
    }
  }
  Entity entity;
  entity.id = {"actor-" + std::to_string(n % 7)};
  entity.name = "Actor " + std::to_string(n);
  batch.put_entities.push_back(std::move(entity));
  return batch;
}

int Fail(const std::string& why) {
  std::printf("%s\n", why.c_str());
  return 1;
}

int Write(RocksKnowledgeBase& base, int first) {
  for (int n = first;; ++n) {
    const Status status =
        n % kLoadEvery == 0 ? base.Load(BatchOf(n)) : base.Apply(BatchOf(n));
    if (!status.ok()) return Fail(status.message());
    std::printf("%d\n", n);
    std::fflush(stdout);
  }
}

int Check(const RocksKnowledgeBase& base, int last) {
  const Status status = base.Check();
  if (!status.ok()) return Fail(status.message());
  const int n = static_cast<int>(base.Version());  // each batch changes it
  if (n < last) {
    return Fail("batch " + std::to_string(last) +
                " was acknowledged, but only " + std::to_string(n) +
                " are there");
  }
  const int first = n > kStay ? n - kStay + 1 : 1;
  for (int i = first; i <= n; ++i) {
    const Result<Article> article = base.GetArticle(IdOf(i));
    if (!article.ok()) return Fail(article.status().message());
    if (*article != ArticleOf(i)) return Fail("article is another");
    for (int e = 0; e < kEvents; ++e) {
      const Event expected = EventOf(i, e, n);
      const Result<Event> event = base.GetEvent(expected.id);
      if (!event.ok()) return Fail(event.status().message());
      if (*event != expected) return Fail("event is another");
    }
  }
  const Result<Coverage> coverage = base.GetCoverage();
  if (!coverage.ok()) return Fail(coverage.status().message());
  const auto kept = static_cast<uint64_t>(n - first + 1);
  if (coverage->articles != kept || coverage->events != kept * kEvents) {
    return Fail("there is more in the base than was written");
  }
  std::printf("OK %d\n", n);
  return 0;
}

int Main(std::string_view mode, const std::string& folder, int number) {
  OpenOptions options;
  options.create_if_missing = true;
  const auto base = RocksKnowledgeBase::Open(folder, options);
  if (!base.ok()) return Fail(base.status().message());
  return mode == "write" ? Write(**base, number) : Check(**base, number);
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  return annals::Main(argv[1], argv[2], std::atoi(argv[3]));
}
