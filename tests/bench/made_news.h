// News of any length for benchmarks, made of the sentences of the sample posts.
// The same every time.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace annals::bench {

// `count` posts with front matter of some 600 words each: the sample posts put
// together, with the names of countries dealt anew and days of twenty years.
// None if the samples cannot be read.
std::vector<std::string> MakePosts(size_t count);

// `count` posts about one happening, of three days: the sentences of one sample
// post in different orders.
std::vector<std::string> MakeStory(size_t count);

}  // namespace annals::bench
