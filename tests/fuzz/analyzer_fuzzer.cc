// Whatever an article's text says and whenever it was published, each layer
// comes to an end, and all it found lies inside the text, between whole
// characters.

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include "core/text/utf8.h"
#include "import/analyzer.h"

namespace {

constexpr int kFirstYear = 1000;
constexpr unsigned kDays = 1 << 19;  // about 1,435 years

struct Loaded {
  annals::Resources resources = annals::Resources::Embedded();
  std::unique_ptr<annals::Analyzer> analyzer;
};

const Loaded* Load() {
  auto* const loaded = new Loaded;
  auto analyzer = annals::Analyzer::Load(loaded->resources);
  if (!analyzer.ok()) std::abort();
  loaded->analyzer = std::move(*analyzer);
  return loaded;
}

bool IsBoundary(std::string_view text, size_t at) {
  return at == text.size() ||
         (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void Check(std::string_view text, annals::Span span) {
  if (span.begin > span.end || span.end > text.size() ||
      !IsBoundary(text, span.begin) || !IsBoundary(text, span.end)) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static const Loaded* const kLoaded = Load();
  constexpr size_t kHead = 3;
  if (size < kHead) return 0;
  const unsigned day = (data[0] | data[1] << 8U | data[2] << 16U) % kDays;
  const std::string text = annals::ReplaceInvalidUtf8(
      {reinterpret_cast<const char*>(data) + kHead, size - kHead});

  annals::Document document;
  document.text = text;
  document.published =
      std::chrono::sys_days{std::chrono::year{kFirstYear} / 1 / 1} +
      std::chrono::days{day};
  const annals::Analysis found = kLoaded->analyzer->Analyze(document);

  size_t token_end = 0;
  for (const annals::Token& token : found.language.tokens) {
    Check(text, token.span);
    if (token.span.begin < token_end || token.span.empty()) std::abort();
    token_end = token.span.end;
  }
  uint32_t next = 0;  // sentences cover the tokens, in order
  for (const annals::Sentence& sentence : found.language.sentences) {
    Check(text, sentence.span);
    if (sentence.begin != next || sentence.end < next) std::abort();
    next = sentence.end;
  }
  if (next != found.language.tokens.size()) std::abort();
  for (const annals::Chunk& chunk : found.language.chunks) {
    if (chunk.begin > chunk.head || chunk.head >= chunk.end ||
        chunk.end > found.language.tokens.size()) {
      std::abort();
    }
  }
  for (const annals::TimeExpression& time : found.times) {
    Check(text, time.span);
    if (time.span.empty() || time.rule.empty()) std::abort();
    if (time.anchor) Check(text, time.anchor->event);
  }
  for (const annals::Mention& mention : found.entities.mentions) {
    Check(text, mention.span);
    if (mention.span.empty() || mention.chain >= found.entities.chains.size()) {
      std::abort();
    }
  }
  for (const annals::Claim& claim : found.claims) {
    if (claim.evidence.empty()) std::abort();
    for (const annals::Evidence& evidence : claim.evidence) {
      Check(text, evidence.quote_span);
      Check(text, evidence.trigger_span);
      if (evidence.quote != annals::Slice(text, evidence.quote_span) ||
          !evidence.quote_span.Contains(evidence.trigger_span)) {
        std::abort();
      }
    }
  }
  return 0;
}
