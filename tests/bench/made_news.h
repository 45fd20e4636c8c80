// News of any length for benchmarks: posts whose sentences are those of the
// sample posts, dealt out anew. The same every time.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace annals::bench {

// Posts with front matter, `bytes` in all or a little more; none if the samples
// cannot be read.
std::vector<std::string> MakePosts(size_t bytes);

}  // namespace annals::bench
