// make_base FOLDER EVENTS: a base to be served, for measuring what answers
// cost.
//
// The events are those of the side-by-side (tests/peers), ten to an article of
// some 3,000 bytes, and everybody in them is somebody one can ask for by id.

#include <cstdio>
#include <set>
#include <string>

#include "core/article.h"
#include "storage/rocks_knowledge_base.h"
#include "tests/peers/made_events.h"

namespace annals::bench {
namespace {

constexpr size_t kRun = 50'000;
constexpr size_t kSentences = 60;

Article ArticleOf(const Claim& claim) {
  Article article;
  article.id = claim.article;
  article.file = claim.article.value + ".md";
  article.title = "Title of " + claim.article.value;
  article.source = "example.org";
  article.url = "https://example.org/" + claim.article.value;
  article.published =
      TimeInterval::Day(std::chrono::floor<std::chrono::days>(claim.reported));
  article.sha256.assign(64, '0');
  for (size_t i = 0; i < kSentences; ++i) {
    article.text +=
        "Sentence " + std::to_string(i) + " – of an article that is longer.";
  }
  return article;
}

Status Fill(const std::string& folder, size_t events) {
  OpenOptions options;
  options.create_if_missing = true;
  const auto base = RocksKnowledgeBase::Open(folder, options);
  if (!base.ok()) return base.status();
  const size_t actors = std::max<size_t>(events / 10, 1000);
  peers::MadeNews news(actors);
  for (size_t done = 0; done < events;) {
    ImportBatch run;
    std::set<ArticleId> articles;
    if (done == 0) {
      for (size_t i = 0; i < actors; ++i) {
        Entity actor;
        actor.id = {peers::ActorName(i)};
        actor.name = actor.id.value;
        run.put_entities.push_back(std::move(actor));
      }
    }
    for (size_t i = 0; i < kRun && done < events; ++i, ++done) {
      run.put_events.push_back(peers::ToEvent(news.Next()));
      const Claim& claim = run.put_events.back().claims.front();
      if (articles.insert(claim.article).second) {
        run.put_articles.push_back(ArticleOf(claim));
      }
    }
    if (Status s = (*base)->Load(run); !s.ok()) return s;
  }
  return (*base)->Compact();
}

}  // namespace
}  // namespace annals::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: make_base FOLDER EVENTS\n");
    return 2;
  }
  const annals::Status filled =
      annals::bench::Fill(argv[1], std::stoul(argv[2]));
  if (filled.ok()) return 0;
  std::fprintf(stderr, "make_base: %s\n", filled.message().c_str());
  return 1;
}
