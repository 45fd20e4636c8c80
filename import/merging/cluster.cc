#include "import/merging/cluster.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "import/merging/same_happening.h"

namespace annals {

namespace {

struct Pair {
  double score;
  size_t a;
  size_t b;
};

auto SortKey(const Claim& claim) {
  return std::tuple(claim.reported, std::string_view(claim.article.value),
                    claim.evidence.front().trigger_span,
                    claim.evidence.front().quote_span, claim.type,
                    std::string_view(claim.headline));
}

}  // namespace

std::vector<std::vector<Claim>> Cluster(std::vector<Claim> claims) {
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return SortKey(a) < SortKey(b);
  });
  const size_t n = claims.size();
  std::vector<Comparable> comparable;
  comparable.reserve(n);
  for (const Claim& claim : claims) comparable.emplace_back(claim);
  std::vector<Pair> pairs;
  std::vector<bool> apart(n * n, false);
  for (size_t a = 0; a < n; ++a) {
    for (size_t b = a + 1; b < n; ++b) {
      if (claims[a].type != claims[b].type) continue;  // never one happening
      const Likeness likeness = Compare(comparable[a], comparable[b]);
      if (likeness.same()) pairs.push_back({likeness.score, a, b});
      if (likeness.apart()) apart[a * n + b] = apart[b * n + a] = true;
    }
  }
  std::stable_sort(
      pairs.begin(), pairs.end(),
      [](const Pair& x, const Pair& y) { return x.score > y.score; });

  std::vector<std::vector<size_t>> members(n);
  std::vector<size_t> group(n);
  std::iota(group.begin(), group.end(), size_t{0});
  for (size_t i = 0; i < n; ++i) members[i] = {i};
  for (const Pair& pair : pairs) {
    const size_t into = std::min(group[pair.a], group[pair.b]);
    const size_t from = std::max(group[pair.a], group[pair.b]);
    if (into == from) continue;
    const bool contradict =
        std::any_of(members[into].begin(), members[into].end(), [&](size_t a) {
          return std::any_of(members[from].begin(), members[from].end(),
                             [&](size_t b) { return apart[a * n + b]; });
        });
    if (contradict) continue;
    for (const size_t i : members[from]) group[i] = into;
    members[into].insert(members[into].end(), members[from].begin(),
                         members[from].end());
    members[from].clear();
  }

  std::vector<std::vector<Claim>> groups;
  for (std::vector<size_t>& indices : members) {
    if (indices.empty()) continue;
    std::sort(indices.begin(), indices.end());
    std::vector<Claim>& happening = groups.emplace_back();
    for (const size_t i : indices) happening.push_back(std::move(claims[i]));
  }
  return groups;
}

}  // namespace annals
