#include "import/entities/office_finder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text/fold.h"
#include "import/rulebook/lexicon.h"

namespace annals {

namespace {

constexpr std::string_view kOfficesPath = "en/entities/offices.tsv";
constexpr uint32_t kLongestOffice = 4;     // words
constexpr uint32_t kLongestPortfolio = 6;  // "Health and Medical Education"
constexpr uint32_t kBeside = 4;  // words between an office and whose it is

// What each way of telling whose an office is, is worth.
constexpr double kSaid = 0.9;
constexpr double kOfHolder = 0.85;
constexpr double kInSentence = 0.65;
constexpr double kInText = 0.5;

// Words of the language that names of ministries are put together with.
bool IsMinistry(const Token& token) {
  return token.lemma == "ministry" || token.lemma == "minister" ||
         token.lemma == "department" || token.lemma == "secretary";
}

std::string Capitalized(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') {
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
  }
  return word;
}

std::string Joined(const std::vector<Token>& tokens, uint32_t begin,
                   uint32_t end) {
  std::string words;
  for (uint32_t i = begin; i < end; ++i) {
    if (i > begin && tokens[i].span.begin > tokens[i - 1].span.end) {
      words += ' ';
    }
    words += tokens[i].folded;
  }
  return words;
}

}  // namespace

Result<OfficeFinder> OfficeFinder::Load(const Resources& resources) {
  OfficeFinder finder;
  const Result<std::string_view> text = resources.Get(kOfficesPath);
  if (!text.ok()) return text.status();
  const auto rows = ParseLexicon(kOfficesPath, *text, 4);
  if (!rows.ok()) return rows.status();
  for (const LexiconRow& row : *rows) {
    const auto fail = [&](std::string_view what) {
      return Status::InvalidArgument(
          std::string(kOfficesPath) + ":" + std::to_string(row.line) + ": '" +
          std::string(what) + "' is none of its kind");
    };
    Office office;
    office.name = row.cells[1];
    if (row.cells[2] == "adjective") {
      office.form = Form::kAdjective;
    } else if (row.cells[2] == "before") {
      office.form = Form::kBefore;
    } else if (row.cells[2] != "of") {
      return fail(row.cells[2]);
    }
    for (std::string_view kinds = row.cells[3]; !kinds.empty();) {
      const size_t comma = std::min(kinds.find(','), kinds.size());
      const Result<EntityKind> kind = ParseEntityKind(kinds.substr(0, comma));
      if (!kind.ok()) return fail(kinds.substr(0, comma));
      office.of.push_back(*kind);
      kinds.remove_prefix(std::min(comma + 1, kinds.size()));
    }
    finder.offices_[std::string(row.cells[0])] = std::move(office);
  }
  Result<WordList> portfolios =
      WordList::Load(resources, "en/entities/portfolios.tsv");
  if (!portfolios.ok()) return portfolios.status();
  finder.portfolios_ = std::move(*portfolios);
  return finder;
}

// "health ministry", "Ministry of Health and Medical Education", "minister for
// the environment".
bool OfficeFinder::MatchMinistry(const std::vector<Token>& tokens, uint32_t at,
                                 uint32_t end, Found* found) const {
  const auto is = [&](std::string name, uint32_t until) {
    found->office = {std::move(name), Form::kOf, {EntityKind::kCountry}};
    found->end = until;
    return true;
  };
  for (uint32_t length = 2; length >= 1; --length) {
    if (at + length >= end || !IsMinistry(tokens[at + length])) continue;
    const std::string words = Joined(tokens, at, at + length);
    if (!portfolios_.Has(words)) continue;
    return is(Capitalized(tokens[at + length].lemma) + " of " +
                  std::string(portfolios_.ClassOf(words)),
              at + length + 1);
  }
  if (!IsMinistry(tokens[at]) || at + 2 >= end) return false;
  const Token& joiner = tokens[at + 1];
  if (joiner.tag != Tag::kIN) return false;
  uint32_t begin = at + 2;
  if (tokens[begin].tag == Tag::kDT) ++begin;
  if (begin < end && !tokens[begin].capitalized) {
    for (uint32_t length = 2; length >= 1; --length) {
      if (begin + length > end) continue;
      const std::string words = Joined(tokens, begin, begin + length);
      if (!portfolios_.Has(words)) continue;
      return is(Capitalized(tokens[at].lemma) + " of " +
                    std::string(portfolios_.ClassOf(words)),
                begin + length);
    }
    return false;
  }
  uint32_t until = begin;
  while (until < end && until - begin < kLongestPortfolio) {
    const Token& token = tokens[until];
    const bool joins = (token.tag == Tag::kCC || token.folded == "," ||
                        token.tag == Tag::kIN) &&
                       until + 1 < end && tokens[until + 1].capitalized &&
                       IsNoun(tokens[until + 1].tag);
    if (!joins &&
        !(token.capitalized && (IsNoun(token.tag) || IsAdjective(token.tag)))) {
      break;
    }
    // "Ministry of Health of Kenya", "Minister of Health, Ahmed …"
    if (joins && token.tag != Tag::kCC) break;
    ++until;
  }
  if (until == begin) return false;
  std::string name = Capitalized(tokens[at].lemma) + " of";
  for (uint32_t i = begin; i < until; ++i) {
    name += ' ';
    name += tokens[i].tag == Tag::kCC ? tokens[i].folded
                                      : Capitalized(tokens[i].folded);
  }
  return is(std::move(name), until);
}

bool OfficeFinder::Match(const std::vector<Token>& tokens, uint32_t at,
                         uint32_t end, Found* found) const {
  if (MatchMinistry(tokens, at, end, found)) return true;
  for (uint32_t length = std::min(kLongestOffice, end - at); length >= 1;
       --length) {
    const auto it = offices_.find(Joined(tokens, at, at + length));
    if (it == offices_.end()) continue;
    found->office = it->second;
    found->end = at + length;
    return true;
  }
  return false;
}

std::vector<OfficeMention> OfficeFinder::Find(const Language& language,
                                              const Gazetteer& gazetteer,
                                              const Entities& entities) const {
  std::vector<OfficeMention> offices;
  const std::vector<Token>& tokens = language.tokens;
  const std::vector<Mention>& mentions = entities.mentions;

  // The place of that kind that a mention tells: itself, or its country.
  const auto place_of = [&](const Mention& mention,
                            EntityKind kind) -> std::optional<Entity> {
    if (mention.form != MentionForm::kName &&
        mention.form != MentionForm::kDemonym) {
      return std::nullopt;
    }
    const Entity& record = entities.chains[mention.chain].record;
    if (!IsPlace(record.kind)) return std::nullopt;
    if (record.kind == kind) return record;
    if (kind != EntityKind::kCountry) return std::nullopt;
    const Entity* const country = gazetteer.CountryByCode(record.country);
    return country == nullptr ? std::nullopt : std::optional(*country);
  };
  const auto place_of_holder = [&](const Mention& mention,
                                   EntityKind kind) -> std::optional<Entity> {
    for (const EntityId& id : entities.chains[mention.chain].affiliations) {
      const std::optional<Entity> entity = gazetteer.Describe(id);
      if (entity && entity->kind == kind) return entity;
    }
    return std::nullopt;
  };
  const auto has_break = [&](uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
      if (IsVerb(tokens[i].tag) || tokens[i].folded == "," ||
          tokens[i].folded == ";" || tokens[i].tag == Tag::kCC) {
        return true;
      }
    }
    return false;
  };

  struct Whose {
    Entity place;
    double score = 0;
    const char* rule = "";
  };
  const auto whose = [&](uint32_t begin, uint32_t end, uint32_t sentence,
                         EntityKind kind) -> std::optional<Whose> {
    for (const Mention& m : mentions) {
      if (m.sentence != sentence) continue;
      if (m.begin == end + 1 && tokens[end].tag == Tag::kIN) {
        if (auto place = place_of(m, kind))
          return Whose{*place, kSaid, "of it"};
      }
      const bool before = m.end <= begin && begin - m.end <= kBeside &&
                          !has_break(m.end, begin);
      if (before) {
        // "the US embassy said the president": only what modifies it.
        const bool possessor = m.form == MentionForm::kDemonym ||
                               m.end == begin || tokens[m.end].tag == Tag::kPOS;
        if (!possessor) continue;
        if (auto place = place_of(m, kind)) {
          return Whose{*place, kSaid, "said before it"};
        }
      }
    }
    for (const Mention& m : mentions) {
      const bool holds =
          m.sentence == sentence &&
          (m.begin == end || (m.begin == end + 1 && tokens[end].folded == ","));
      if (!holds) continue;
      if (auto place = place_of_holder(m, kind)) {
        return Whose{*place, kOfHolder, "by its holder"};
      }
    }
    // The nearest place: of the sentence, what stands before it first.
    std::optional<Whose> best;
    size_t best_distance = 0;
    for (const Mention& m : mentions) {
      const auto place = place_of(m, kind);
      if (!place) continue;
      const bool here = m.sentence == sentence;
      size_t distance =
          m.end <= begin ? begin - m.end : 2 * (m.begin - end) + 1;
      if (!here) distance += 1000;
      if (best && distance >= best_distance) continue;
      best = Whose{*place, here ? kInSentence : kInText,
                   here ? "nearest of the sentence" : "nearest of the text"};
      best_distance = distance;
    }
    return best;
  };

  for (uint32_t s = 0; s < language.sentences.size(); ++s) {
    const Sentence& sentence = language.sentences[s];
    if (sentence.kind == BlockKind::kFurniture) continue;
    for (uint32_t i = sentence.begin; i < sentence.end;) {
      Found found;
      if (!Match(tokens, i, sentence.end, &found)) {
        ++i;
        continue;
      }
      std::optional<Whose> of;
      for (const EntityKind kind : found.office.of) {
        of = whose(i, found.end, s, kind);
        if (of) break;
      }
      if (of) {
        OfficeMention& office = offices.emplace_back();
        office.span = {tokens[i].span.begin, tokens[found.end - 1].span.end};
        office.sentence = s;
        office.begin = i;
        office.end = found.end;
        office.title = found.office.name;
        office.is_said = of->score >= kSaid;
        office.of = of->place.id;
        office.country = of->place.country;
        office.score = of->score;
        office.rule = of->rule;
        const std::string adjective(gazetteer.AdjectiveOf(of->place.country));
        switch (found.office.form) {
          case Form::kOf:
            office.name = found.office.name + " of " + of->place.name;
            break;
          case Form::kAdjective:
            office.name = (adjective.empty() ? of->place.name : adjective) +
                          " " + found.office.name;
            break;
          case Form::kBefore:
            office.name = of->place.name + " " + found.office.name;
            break;
        }
      }
      i = found.end;
    }
  }
  return offices;
}

}  // namespace annals
