#include "import/coded/code_book.h"

#include <utility>

namespace annals {

namespace {

constexpr std::string_view kDeeds = "coded/cameo.tsv";
constexpr std::string_view kCountries = "coded/country_codes.tsv";
constexpr std::string_view kWords = "coded/words.tsv";

Result<std::vector<LexiconRow>> Rows(const Resources& resources,
                                     std::string_view path, size_t columns) {
  const Result<std::string_view> text = resources.Get(path);
  if (!text.ok()) return text.status();
  return ParseLexicon(path, *text, columns);
}

Status Wrong(std::string_view path, int line, const std::string& reason) {
  return Status::InvalidArgument(std::string(path) + ":" +
                                 std::to_string(line) + ": " + reason);
}

void AddCodes(std::string_view codes, std::string_view country,
              StringMap<std::string>* to) {
  while (!codes.empty()) {
    const size_t end = std::min(codes.find(';'), codes.size());
    (*to)[std::string(codes.substr(0, end))] = country;
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
}

std::string_view Find(const StringMap<std::string>& map, std::string_view key) {
  const auto it = map.find(key);
  return it == map.end() ? std::string_view() : std::string_view(it->second);
}

}  // namespace

Result<CodeBook> CodeBook::Load(const Resources& resources) {
  CodeBook book;
  const auto deeds = Rows(resources, kDeeds, 4);
  if (!deeds.ok()) return deeds.status();
  for (const LexiconRow& row : *deeds) {
    const Result<EventType> type = ParseEventType(row.cells[1]);
    if (!type.ok()) return Wrong(kDeeds, row.line, type.status().message());
    const std::string_view phrase = row.cells[3];
    const size_t open = phrase.find(" [");
    if (open == std::string_view::npos || !phrase.ends_with(']') ||
        phrase.find("{}", open) == std::string_view::npos) {
      return Wrong(kDeeds, row.line,
                   "no '[… {}]' in '" + std::string(phrase) + "'");
    }
    book.deeds_[std::string(row.cells[0])] = {*type, std::string(row.cells[2]),
                                              std::string(phrase)};
  }
  const auto countries = Rows(resources, kCountries, 3);
  if (!countries.ok()) return countries.status();
  for (const LexiconRow& row : *countries) {
    AddCodes(row.cells[1], row.cells[0], &book.three_letters_);
    AddCodes(row.cells[2], row.cells[0], &book.fips_);
  }
  const Result<WordList> words = WordList::Load(resources, kWords);
  if (!words.ok()) return words.status();
  book.unnamed_ = words->ClassOf("unnamed-source");
  return book;
}

const CodedDeed* CodeBook::Deed(std::string_view cameo) const {
  for (std::string_view code = cameo; code.size() > 2; code.remove_suffix(1)) {
    if (const auto it = deeds_.find(code); it != deeds_.end()) {
      return &it->second;
    }
  }
  const auto it = deeds_.find(std::string(cameo.substr(0, 2)) + '0');
  return it == deeds_.end() ? nullptr : &it->second;
}

std::string_view CodeBook::CountryOfThreeLetters(std::string_view code) const {
  return Find(three_letters_, code);
}

std::string_view CodeBook::CountryOfFips(std::string_view code) const {
  return Find(fips_, code);
}

std::string CodeBook::Headline(const CodedDeed& deed, std::string_view source,
                               std::string_view target) const {
  const size_t open = deed.phrase.find(" [");
  std::string headline(source.empty() ? std::string_view(unnamed_) : source);
  if (headline.front() >= 'a' && headline.front() <= 'z') {
    headline.front() = static_cast<char>(headline.front() - 'a' + 'A');
  }
  headline += ' ';
  headline += deed.phrase.substr(0, open);
  if (target.empty()) return headline;
  std::string object = deed.phrase.substr(open + 2);
  object.pop_back();
  object.replace(object.find("{}"), 2, target);
  return headline + ' ' + object;
}

}  // namespace annals
