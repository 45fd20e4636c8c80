// make_items COUNT > items.json: so many lines as Wikidata's dump has them.

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "tests/bench/made_items.h"

int main(int argc, char** argv) {
  const std::string_view argument = argc == 2 ? argv[1] : "";
  uint64_t count = 0;
  const auto [end, error] = std::from_chars(
      argument.data(), argument.data() + argument.size(), count);
  if (error != std::errc() || end != argument.data() + argument.size()) {
    std::fprintf(stderr, "usage: make_items COUNT\n");
    return 2;
  }
  std::puts("[");
  for (uint64_t n = 0; n < count; ++n) {
    const std::string line =
        annals::bench::MadeItem(n) + (n + 1 < count ? ",\n" : "\n");
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  std::puts("]");
  return std::fflush(stdout) == 0 ? 0 : 1;
}
