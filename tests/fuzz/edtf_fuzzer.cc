// Whatever is read as a time is printed so that it reads as the same time.

#include <cstdlib>
#include <string_view>

#include "core/time/edtf.h"
#include "tests/fuzz/seeds.h"

namespace {

constexpr std::string_view kSeeds[] = {
    "2025-10-17",
    "2025-10",
    "202X",
    "20XX",
    "2025-40",
    "2025-21",
    "2025-36~",
    "2022-02/..",
    "../2024-02-29",
    "2022/",
    "2025-08%",
    "2025-10-17T04:05:23Z",
    "1999?",
    "2025-10-16/2025-10-30",
    "2025-10-17T23:59:59+14:00",
    "/2025",
    "2025-10-17T04:05Z/2025-10-17T06Z",
    "-0044-03-15",
};

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned random) {
  return annals::fuzz::SeedOrMutate(kSeeds, data, size, max_size, random);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = annals::ParseEdtf(text);
  if (!read.ok()) {
    if (read.status().message().empty()) std::abort();
    return 0;
  }
  const std::string printed = annals::FormatEdtf(*read);
  const auto again = annals::ParseEdtf(printed);
  if (!again.ok() || again->begin_bound() != read->begin_bound() ||
      again->end_bound() != read->end_bound() ||
      again->begin() != read->begin() || again->end() != read->end() ||
      again->qualifier() != read->qualifier() ||
      annals::FormatEdtf(*again) != printed) {
    std::abort();
  }
  return 0;
}
