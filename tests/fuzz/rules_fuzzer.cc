// Whatever a rule file or word list holds, it is loaded or refused with the
// file and the line. The first byte says which of the built-in ones it stands
// in for.

#include <cctype>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "api/query/query_words.h"
#include "import/events/event_rules.h"
#include "import/rulebook/lexicon.h"
#include "import/rulebook/resources.h"
#include "import/rulebook/rule_file.h"
#include "import/time/time_rules.h"
#include "tests/fuzz/seeds.h"

namespace {

enum Kind : unsigned char { kTime, kTimeWords, kEvents, kQueryWords, kKinds };

constexpr std::string_view kFiles[kKinds] = {
    "en/time/relative.rules", "en/time/words.tsv", "en/events/consult.rules",
    "en/query/words.tsv"};

// What is built in, behind the byte that names it, cut to a few rules.
std::vector<std::string> MakeSeeds() {
  constexpr size_t kLongest = 3000;
  const annals::Resources resources = annals::Resources::Embedded();
  std::vector<std::string> seeds;
  for (unsigned char kind = 0; kind < kKinds; ++kind) {
    const auto text = resources.Get(kFiles[kind]);
    if (!text.ok()) std::abort();
    seeds.push_back(std::string(1, static_cast<char>(kind)) +
                    std::string(text->substr(0, kLongest)));
  }
  return seeds;
}

// "path:line: reason"
void CheckReason(const annals::Status& status, std::string_view path) {
  const std::string& message = status.message();
  const std::string where = std::string(path) + ":";
  if (status.ok()) return;
  if (!message.starts_with(where) || message.size() <= where.size() ||
      std::isdigit(static_cast<unsigned char>(message[where.size()])) == 0) {
    std::abort();
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t max_size, unsigned random) {
  static const std::vector<std::string> kSeeds = MakeSeeds();
  return annals::fuzz::SeedOrMutate(kSeeds, data, size, max_size, random);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static const annals::Resources kBuiltIn = annals::Resources::Embedded();
  if (size == 0) return 0;
  const auto kind = static_cast<Kind>(data[0] % kKinds);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1,
                              size - 1);
  CheckReason(annals::ParseRuleFile("f", text).status(), "f");
  CheckReason(annals::ParseLexicon("f", text, 3).status(), "f");

  annals::Resources resources = kBuiltIn;
  resources.Override(std::string(kFiles[kind]), std::string(text));
  annals::Status status;
  switch (kind) {
    case kTime:
    case kTimeWords:
      status = annals::TimeRules::Load(resources).status();
      break;
    case kEvents:
      status = annals::EventRules::Load(resources).status();
      break;
    default:
      status = annals::QueryWords::Load(resources).status();
  }
  if (!status.ok() && status.message().empty()) std::abort();
  return 0;
}
