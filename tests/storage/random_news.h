// Made-up articles, claims, events, entities and questions for randomized
// tests. There are few of everything, so that things meet; times of every
// length, with ends of every kind, crowd around the edges of the length
// classes.

#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/curation.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"

namespace annals::testing {

class RandomNews {
 public:
  explicit RandomNews(uint32_t seed) : random_(seed) {}

  // From 0 to n - 1. REQUIRES: n > 0
  size_t Below(size_t n) {
    return std::uniform_int_distribution<size_t>(0, n - 1)(random_);
  }
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <typename T>
  const T& OneOf(const std::vector<T>& values) {
    return values[Below(values.size())];
  }

  ArticleId SomeArticleId();
  EntityId SomeEntityId();
  TimePoint SomeTime();
  TimeInterval SomeInterval();
  Article SomeArticle();
  Entity SomeEntity();
  Claim SomeClaim();
  Event SomeEvent();  // folded from one claim or a few

  // An act as somebody may want it, often one that cannot be.
  CurationAct SomeAct();

  // Puts and deletes; `known` are the events that are there, some of which it
  // changes.
  ImportBatch SomeBatch(const std::vector<Event>& known);

  Filter SomeFilter(int depth);
  Query SomeQuery();       // its first page; half of them plain ones
  Query SomePlainQuery();  // one that a list's calendar can answer

 private:
  std::string SomeWords(size_t most);
  std::vector<EntityId> SomeEntityIds(size_t most);
  Coordinates SomeCoordinates();
  Facet SomeFacet();

  std::mt19937 random_;
};

}  // namespace annals::testing
