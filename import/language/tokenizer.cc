#include "import/language/tokenizer.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "core/text/fold.h"

namespace annals {

namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLowerAscii(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }

bool IsSpace(char32_t c) {
  return c <= ' ' || c == 0xA0 || u_isUWhiteSpace(static_cast<UChar32>(c));
}

// Marks count: a letter may be written as a base and an accent.
bool IsWordCharacter(char32_t c) {
  if (c < 0x80) {
    return IsDigit(static_cast<char>(c)) ||
           IsLowerAscii(static_cast<char>(c | 0x20));
  }
  const auto code = static_cast<UChar32>(c);
  return u_isalnum(code) || u_charType(code) == U_NON_SPACING_MARK;
}

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool IsUpper(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  return u_isupper(static_cast<UChar32>(NextCodePoint(text, &at)));
}

// "http://…", "www.…", "name@host": taken whole.
bool LooksLikeAddress(std::string_view word) {
  return word.find("://") != std::string_view::npos ||
         word.starts_with("www.") ||
         (word.find('@') != std::string_view::npos && word.front() != '@');
}

bool IsOneOf(std::string_view token, std::string_view all) {
  return token.size() == 1 && all.find(token[0]) != std::string_view::npos;
}

bool IsStop(std::string_view token) {
  return IsOneOf(token, ".!?") || token == "\u2026" ||
         token.starts_with("..") || token == "?!" || token == "!!";
}

bool IsCloser(std::string_view token) {
  return IsOneOf(token, "\"')]") || token == "\u201D" || token == "\u2019" ||
         token == "''" || token == "\u00BB";
}

bool IsOpener(std::string_view token) {
  return IsOneOf(token, "\"'([") || token == "\u201C" || token == "\u2018" ||
         token == "\u00AB" || token == "``";
}

}  // namespace

Result<Tokenizer> Tokenizer::Load(const Resources& resources) {
  Tokenizer tokenizer;
  const struct {
    const char* path;
    WordList* list;
  } lists[] = {
      {"en/language/abbreviations.tsv", &tokenizer.abbreviations_},
      {"en/language/starters.tsv", &tokenizer.starters_},
      {"en/language/nation_parts.tsv", &tokenizer.nations_},
      {"en/language/name_particles.tsv", &tokenizer.name_particles_},
      {"en/language/clitics.tsv", &tokenizer.clitics_},
  };
  for (const auto& each : lists) {
    Result<WordList> list = WordList::Load(resources, each.path);
    if (!list.ok()) return list.status();
    *each.list = std::move(*list);
  }
  return tokenizer;
}

bool Tokenizer::Abbreviates(std::string_view word) const {
  // "U.S", "a.m", "J": letters with full stops between, or one letter.
  const bool dotted =
      word.size() >= 3 && word.find('.') == 1 && word.find('.', 2) != 2;
  if (dotted) {
    bool single = true;
    for (size_t i = 0; i < word.size(); ++i) {
      single &= (i % 2 == 1) == (word[i] == '.');
    }
    if (single) return true;
  }
  if (word.size() == 1 && IsUpperAscii(word[0])) return word != "I";
  return abbreviations_.Has(Fold(word));
}

bool Tokenizer::IsCapitalized(std::string_view word) const {
  if (IsUpper(word, 0)) return true;
  const size_t hyphen = word.find('-');
  return hyphen != word.npos && IsUpper(word, hyphen + 1) &&
         name_particles_.Has(word.substr(0, hyphen));
}

void Tokenizer::SplitWord(std::string_view text, Span word,
                          std::vector<Token>* tokens) const {
  const auto push = [&](Span span) {
    if (span.empty()) return;
    Token& token = tokens->emplace_back();
    token.span = span;
    token.folded = Fold(Slice(text, span));
    token.capitalized = IsCapitalized(Slice(text, span));
  };
  const std::string_view bytes = Slice(text, word);

  // Nations joined by a hyphen are two (or three) of them.
  if (const size_t hyphen = bytes.find('-');
      hyphen != std::string_view::npos && hyphen > 0) {
    const std::string head = Fold(bytes.substr(0, hyphen));
    const std::string tail = Fold(bytes.substr(hyphen + 1));
    if (IsUpper(bytes, hyphen + 1) &&
        (nations_.Has(head) || nations_.Has(tail))) {
      push({word.begin, word.begin + hyphen});
      push({word.begin + hyphen, word.begin + hyphen + 1});
      SplitWord(text, {word.begin + hyphen + 1, word.end}, tokens);
      return;
    }
  }
  // Clitics: the longest that the word ends in.
  const std::string folded = Fold(bytes);
  for (size_t at = folded.find('\''); at != std::string::npos && at > 0;
       at = folded.find('\'', at + 1)) {
    const size_t begin =
        at >= 1 && folded.compare(at - 1, std::string::npos, "n't") == 0
            ? at - 1
            : at;
    if (!clitics_.Has(std::string_view(folded).substr(begin))) continue;
    // The folded clitic is ASCII; in the text its apostrophe may be longer.
    size_t bytes_at = bytes.find("\u2019");
    if (bytes_at == std::string_view::npos) bytes_at = bytes.find('\'');
    if (bytes_at == std::string_view::npos) break;
    if (begin < at && bytes_at > 0) --bytes_at;
    if (bytes_at == 0) break;
    push({word.begin, word.begin + bytes_at});
    push({word.begin + bytes_at, word.end});
    return;
  }
  push(word);
}

void Tokenizer::SplitBlock(std::string_view text, Span block,
                           std::vector<Token>* tokens) const {
  size_t at = block.begin;
  const auto peek = [&](size_t offset, size_t* next) -> char32_t {
    *next = offset;
    return offset < block.end ? NextCodePoint(text, next) : U' ';
  };
  const auto is_word_at = [&](size_t offset) {
    size_t next;
    return offset < block.end && IsWordCharacter(peek(offset, &next));
  };
  while (at < block.end) {
    size_t next;
    const char32_t c = peek(at, &next);
    if (IsSpace(c)) {
      at = next;
      continue;
    }
    // Addresses end at white space, less closing punctuation.
    size_t stop = at;
    while (stop < block.end &&
           !IsSpace(static_cast<unsigned char>(text[stop]))) {
      ++stop;
    }
    if (LooksLikeAddress(text.substr(at, std::min<size_t>(stop - at, 200)))) {
      while (stop > at + 1 &&
             std::string_view(".,;:!?)]\"'").find(text[stop - 1]) !=
                 std::string_view::npos) {
        --stop;
      }
      SplitWord(text, {at, stop}, tokens);
      at = stop;
      continue;
    }
    const size_t begin = at;
    if (IsWordCharacter(c)) {
      at = next;
      while (at < block.end) {
        const char32_t d = peek(at, &next);
        if (IsWordCharacter(d)) {
          at = next;
          continue;
        }
        if (!is_word_at(next)) break;
        const char before = text[at - 1];
        const char after = text[next];
        if (d == '-' || d == 0x2011 || IsApostrophe(d)) {
          at = next;
        } else if ((d == ',' || d == '.' || d == ':' || d == '/') &&
                   IsDigit(before) && IsDigit(after)) {
          at = next;
        } else if (d == '.' && !(IsLowerAscii(before) && IsUpperAscii(after)) &&
                   !(IsDigit(before) && IsUpperAscii(after))) {
          at = next;  // "U.S", "3.5m", "gov.uk"; but "ended.Then" are two
        } else if (d == '&' && IsUpperAscii(before) && IsUpperAscii(after)) {
          at = next;  // "AT&T"
        } else {
          break;
        }
      }
      // The full stop of an abbreviation is part of it.
      if (at < block.end && text[at] == '.' &&
          Abbreviates(text.substr(begin, at - begin))) {
        ++at;
      }
      // A possessive apostrophe after s: "workers' strike".
      SplitWord(text, {begin, at}, tokens);
      continue;
    }
    // Money signs go with their number, runs of dots and dashes with
    // themselves.
    at = next;
    if (c == '$' || c == 0xA3 || c == 0x20AC || c == 0xA5) {
      while (at < block.end &&
             (IsDigit(text[at]) ||
              ((text[at] == ',' || text[at] == '.') && at + 1 < block.end &&
               IsDigit(text[at + 1])))) {
        ++at;
      }
    } else if (c == '.' || c == '-' || c == '!' || c == '?') {
      while (at < block.end && text[at] == static_cast<char>(c)) ++at;
    }
    Token& token = tokens->emplace_back();
    token.span = {begin, at};
    token.folded = Fold(text.substr(begin, at - begin));
  }
}

bool Tokenizer::EndsSentence(const std::vector<Token>& tokens, size_t i,
                             std::string_view text) const {
  const std::string_view token = Slice(text, tokens[i].span);
  size_t next = i + 1;
  while (next < tokens.size() && IsCloser(Slice(text, tokens[next].span)) &&
         tokens[next].span.begin == tokens[next - 1].span.end) {
    ++next;
  }
  const size_t closed = next;
  while (next < tokens.size() && IsOpener(Slice(text, tokens[next].span))) {
    ++next;
  }
  if (next >= tokens.size()) return true;
  const Token& following = tokens[next];
  const bool fresh = following.capitalized ||
                     IsDigit(text[following.span.begin]) || next > closed;
  if (IsStop(token)) {
    // An ellipsis or a question inside a sentence goes on in lower case.
    return fresh || token == "!" || token == "?"
               ? fresh
               : token == "." && following.span.begin > tokens[i].span.end;
  }
  if (token.size() > 1 && token.back() == '.' &&
      !abbreviations_.Is(Fold(token.substr(0, token.size() - 1)), "title")) {
    return following.capitalized && token.size() > 2 &&
           starters_.Has(following.folded);
  }
  return false;
}

void Tokenizer::Split(const Document& document, Language* language) const {
  std::vector<Block> blocks = document.blocks;
  if (blocks.empty()) {
    for (size_t begin = 0; begin < document.text.size();) {
      const size_t end =
          std::min(document.text.find('\n', begin), document.text.size());
      blocks.push_back({BlockKind::kParagraph, {begin, end}});
      begin = end + 1;
    }
  }
  std::vector<Token>& tokens = language->tokens;
  for (size_t b = 0; b < blocks.size(); ++b) {
    const size_t first = tokens.size();
    SplitBlock(document.text, blocks[b].span, &tokens);
    size_t begin = first;
    const auto finish = [&](size_t end) {
      if (end == begin) return;
      Sentence& sentence = language->sentences.emplace_back();
      sentence.span = {tokens[begin].span.begin, tokens[end - 1].span.end};
      sentence.begin = static_cast<uint32_t>(begin);
      sentence.end = static_cast<uint32_t>(end);
      sentence.block = static_cast<uint32_t>(b);
      sentence.kind = blocks[b].kind;
      begin = end;
    };
    for (size_t i = first; i < tokens.size(); ++i) {
      if (!EndsSentence(tokens, i, document.text)) continue;
      size_t end = i + 1;
      // A quote that closes right after the stop belongs to the sentence.
      while (end < tokens.size() &&
             IsCloser(Slice(document.text, tokens[end].span)) &&
             tokens[end].span.begin == tokens[end - 1].span.end) {
        ++end;
      }
      if (end < tokens.size() && end > i + 1 && !tokens[end].capitalized &&
          !IsOpener(Slice(document.text, tokens[end].span)) &&
          IsStop(Slice(document.text, tokens[i].span))) {
        continue;  // “Really?” she said
      }
      finish(end);
      i = end - 1;
    }
    finish(tokens.size());
  }
}

}  // namespace annals
