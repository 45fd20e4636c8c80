#include "api/http/text_filter.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace annals {

Result<Filter> TextFilter(std::string_view text) {
  constexpr size_t kMostWords = 100;
  if (TermsOf(text).size() > kMostWords) {
    return Status::InvalidArgument("more than " + std::to_string(kMostWords) +
                                   " words");
  }
  std::vector<Filter> parts;
  bool in_quotes = false;
  while (!text.empty()) {
    const size_t end = std::min(text.find('"'), text.size());
    std::vector<std::string> terms = TermsOf(text.substr(0, end));
    if (in_quotes && end == text.size()) {
      return Status::InvalidArgument("a quotation mark is not closed");
    }
    if (in_quotes && terms.size() > 1) {
      Filter phrase;
      phrase.op = Filter::Op::kPhrase;
      phrase.terms = std::move(terms);
      parts.push_back(std::move(phrase));
    } else {
      for (std::string& term : terms) {
        parts.push_back(Filter::Is(FacetKind::kTerm, std::move(term)));
      }
    }
    if (end < text.size()) in_quotes = !in_quotes;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (in_quotes) {
    return Status::InvalidArgument("a quotation mark is not closed");
  }
  if (parts.empty()) return Status::InvalidArgument("there is no word in it");
  return Filter::And(std::move(parts));
}

}  // namespace annals
