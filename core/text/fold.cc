#include "core/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "core/text/utf8.h"

namespace annals {

namespace {

// Letters that are not a base letter and a mark to Unicode but are to readers,
// and typographic signs that stand for plain ones. Sorted.
constexpr std::pair<char32_t, const char*> kPlain[] = {
    {0xC6, "ae"},   {0xD0, "d"},    {0xD8, "o"},    {0xDE, "th"},
    {0xDF, "ss"},   {0xE6, "ae"},   {0xF0, "d"},    {0xF8, "o"},
    {0xFE, "th"},   {0x110, "d"},   {0x111, "d"},   {0x126, "h"},
    {0x127, "h"},   {0x131, "i"},   {0x141, "l"},   {0x142, "l"},
    {0x152, "oe"},  {0x153, "oe"},  {0x259, "a"},   {0x2010, "-"},
    {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"},
    {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"},
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x2032, "'"},
};

const char* PlainForm(char32_t c) {
  const auto it = std::lower_bound(
      std::begin(kPlain), std::end(kPlain), c,
      [](const auto& entry, char32_t value) { return entry.first < value; });
  return it != std::end(kPlain) && it->first == c ? it->second : nullptr;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

}  // namespace

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (IsAscii(text)) {
    for (const char c : text) {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    return out;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkc =
      icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return ReplaceInvalidUtf8(text);  // ICU without data
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString folded =
      nfd->normalize(nfkc->normalize(unicode, error), error);
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(folded.char32At(i));
    if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) continue;
    if (const char* const plain = PlainForm(c)) {
      out += plain;
    } else {
      AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string Slug(std::string_view text) {
  const std::string folded = Fold(text);
  std::string out;
  for (size_t at = 0; at < folded.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(folded, &at);
    if (c == '\'' || c == '.') continue;  // "U.S." → "us", "O'Neill" → "oneill"
    if (u_isalnum(static_cast<UChar32>(c))) {
      out.append(folded, begin, at - begin);
    } else if (!out.empty() && out.back() != '-') {
      out.push_back('-');
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace annals
