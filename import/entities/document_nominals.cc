// The part of DocumentLinker that links what is no name: role nominals,
// institutions, things called by what they are, pairs and pronouns.

#include <algorithm>
#include <utility>

#include "core/text/fold.h"
#include "import/entities/document_linker.h"

namespace annals {

namespace {

constexpr uint32_t kPronounReach = 3;  // sentences
constexpr uint32_t kThingReach = 5;

std::string LastWord(std::string_view name) {
  return std::string(name.substr(name.rfind(' ') + 1));
}

}  // namespace

// ---- Nominals ----

// The office that a noun chunk names, without country and article.
std::string DocumentLinker::OfficeIn(const Chunk& chunk) const {
  std::string office;
  for (uint32_t i = chunk.begin; i <= chunk.head; ++i) {
    const std::string& word =
        i == chunk.head ? tokens_[i].lemma : tokens_[i].folded;
    const bool part =
        i == chunk.head || words_.titles.Is(word, "office_modifier");
    if (!part || words_.context.Is(word, "no_office")) {
      continue;
    }
    office += office.empty() ? word : " " + word;
  }
  return office;
}

const Entity* DocumentLinker::CountryAround(const Chunk& chunk) const {
  if (const Entity* country = CountryIn(chunk.begin, chunk.end)) return country;
  // "Hungary's prime minister": the possessor stands before the 's.
  if (tokens_[chunk.begin].tag == Tag::kPOS && chunk.begin > 0) {
    return CountryIn(chunk.begin > 3 ? chunk.begin - 3 : 0, chunk.begin);
  }
  // "the president of Mexico"
  if (chunk.end + 1 < tokens_.size() &&
      words_.context.Is(tokens_[chunk.end].folded, "of")) {
    return CountryIn(chunk.end + 1,
                     std::min<uint32_t>(chunk.end + 4,
                                        static_cast<uint32_t>(tokens_.size())));
  }
  return nullptr;
}

void DocumentLinker::LinkNominals() {
  for (uint32_t s = 0; s < language_.sentences.size(); ++s) {
    const Sentence& sentence = language_.sentences[s];
    if (sentence.kind == BlockKind::kFurniture) continue;
    for (uint32_t c = sentence.chunk_begin; c < sentence.chunk_end; ++c) {
      const Chunk& chunk = language_.chunks[c];
      if (chunk.kind != Chunk::Kind::kNoun || covered_[chunk.head]) continue;
      FindRoleNominal(chunk, s);
      if (!covered_[chunk.head]) FindCapital(chunk, s);
      if (!covered_[chunk.head]) FindInstitution(chunk, s);
      if (!covered_[chunk.head]) FindPair(chunk, s);
      if (!covered_[chunk.head]) FindThing(chunk, s);
    }
  }
}

void DocumentLinker::FindRoleNominal(const Chunk& chunk, uint32_t sentence) {
  const std::string& head = tokens_[chunk.head].lemma;
  const bool counterpart = words_.context.Is(head, "counterpart");
  if (!counterpart && !words_.titles.Is(head, "office")) return;
  if (tokens_[chunk.head].tag == Tag::kNNS) return;
  const Entity* const country = CountryAround(chunk);
  const auto add = [&](uint32_t chain, double score, const char* rule) {
    AddMention(chunk.begin, chunk.end, chunk.head, sentence,
               MentionForm::kNominal, chain, score, rule);
  };
  std::string office = OfficeIn(chunk);
  // Apposition: "Ukraine's ambassador to the US, Olga Stefanishyna," and
  // "Orban, the prime minister,".
  for (const Mention& mention : out_.mentions) {
    if (mention.sentence != sentence ||
        out_.chains[mention.chain].record.kind != EntityKind::kPerson) {
      continue;
    }
    const bool behind = mention.begin > chunk.end &&
                        mention.begin <= chunk.end + 5 &&
                        tokens_[mention.begin - 1].folded == ",";
    const bool before =
        mention.end + 1 == chunk.begin && tokens_[mention.end].folded == ",";
    const bool right_behind = mention.begin == chunk.end;
    if (behind || before || right_behind) {
      if (country != nullptr) {
        auto& affiliations = out_.chains[mention.chain].affiliations;
        if (std::find(affiliations.begin(), affiliations.end(), country->id) ==
            affiliations.end()) {
          affiliations.push_back(country->id);
        }
      }
      roles_.push_back(
          {office, country ? country->id : EntityId(), mention.chain});
      add(mention.chain, 0.85, "apposition");
      out_.mentions.back().is_apposition = true;
      return;
    }
  }
  if (counterpart) {
    // The same office in the other country.
    if (country == nullptr || roles_.empty()) return;
    for (size_t i = roles_.size(); i-- > 0;) {
      const std::string& other = roles_[i].office;
      for (const Role& role : roles_) {
        if (role.office == other && role.of == country->id) {
          return add(role.chain, 0.7, "counterpart");
        }
      }
      if (const Entity* holder =
              gazetteer_.Holder(other, country->id, document_.published)) {
        return add(ChainOf(*holder), 0.7, "counterpart, by our table");
      }
    }
    return;
  }
  // An office that the document has given to somebody; the latest first.
  for (size_t i = roles_.size(); i-- > 0;) {
    const Role& role = roles_[i];
    const bool same_office =
        role.office == office || LastWord(role.office) == office;
    if (!same_office) continue;
    if (country != nullptr && role.of != country->id) continue;
    return add(role.chain, 0.75, "office given here");
  }
  const Tag first = tokens_[chunk.begin].tag;
  const bool definite = first == Tag::kPOS ||
                        words_.context.Is(tokens_[chunk.begin].folded, "the") ||
                        tokens_[chunk.begin].capitalized;
  if (country == nullptr || !definite) return;
  if (words_.context.Is(office, "leader")) {  // of whatever title
    for (const std::string& each : words_.leading_offices) {
      if (const Entity* holder =
              gazetteer_.Holder(each, country->id, document_.published)) {
        return add(ChainOf(*holder), 0.65, "leader, by our table");
      }
    }
    return;
  }
  if (const Entity* holder =
          gazetteer_.Holder(office, country->id, document_.published)) {
    add(ChainOf(*holder), 0.75, "office, by our table");
  }
}

// "the Hungarian capital", "in Peru's capital".
void DocumentLinker::FindCapital(const Chunk& chunk, uint32_t sentence) {
  if (!words_.context.Is(tokens_[chunk.head].folded, "capital")) return;
  const Entity* const country = CountryAround(chunk);
  if (country == nullptr) return;
  const std::optional<Entity> capital = gazetteer_.CapitalOf(*country);
  if (!capital) return;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, ChainOf(*capital), 0.85, "capital");
}

// "In South Korea, the government …": the country that the sentence opens with.
const Entity* DocumentLinker::CountryOpening(const Sentence& sentence) const {
  if (!words_.context.Is(tokens_[sentence.begin].folded, "inside_of")) return nullptr;
  uint32_t comma = sentence.begin + 1;
  while (comma < sentence.end && tokens_[comma].folded != ",") ++comma;
  if (comma == sentence.end || comma > sentence.begin + 4) return nullptr;
  return CountryIn(sentence.begin + 1, comma);
}

// "the Indian government", "Hungary's foreign ministry": the country acts.
void DocumentLinker::FindInstitution(const Chunk& chunk, uint32_t sentence) {
  if (!words_.context.Is(tokens_[chunk.head].lemma, "institution")) return;
  const Entity* country = CountryAround(chunk);
  double score = 0.75;
  if (country == nullptr) {
    country = CountryOpening(language_.sentences[sentence]);
  }
  if (country == nullptr &&
      words_.context.Is(tokens_[chunk.head].lemma, "government") &&
      words_.context.Is(tokens_[chunk.begin].folded, "the")) {
    // The country the document speaks of most.
    const auto most = std::max_element(
        country_counts_.begin(), country_counts_.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != country_counts_.end() && most->second > 1) {
      country = gazetteer_.CountryByCode(most->first);
      score = 0.5;
    }
  }
  if (country == nullptr) return;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, ChainOf(*country), score, "institution");
}

// "the pair", "the two leaders": the last two people, each named by name.
void DocumentLinker::FindPair(const Chunk& chunk, uint32_t sentence) {
  const std::string& head = tokens_[chunk.head].folded;
  bool two = words_.context.Is(head, "pair_noun");
  for (uint32_t i = chunk.begin; i < chunk.head; ++i) {
    two |= words_.context.Is(tokens_[i].folded, "two") &&
           words_.context.Is(head, "pair");
  }
  if (!two) return;
  std::vector<uint32_t> members;
  for (size_t m = out_.mentions.size(); m-- > 0 && members.size() < 2;) {
    const Mention& mention = out_.mentions[m];
    if (mention.begin >= chunk.begin ||
        mention.sentence + kPronounReach < sentence) {
      continue;
    }
    if (out_.chains[mention.chain].record.kind != EntityKind::kPerson) continue;
    if (std::find(members.begin(), members.end(), mention.chain) ==
        members.end()) {
      members.push_back(mention.chain);
    }
  }
  if (members.size() < 2) return;
  std::sort(members.begin(), members.end());
  Entity pair;
  pair.kind = EntityKind::kGroup;
  pair.name = out_.chains[members[0]].record.name + " and " +
              out_.chains[members[1]].record.name;
  pair.id.value = Slug(pair.name);
  const uint32_t chain = ChainOf(pair);
  out_.chains[chain].members = members;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, chain, 0.7, "pair");
}

// "the company", "this city": the last of its kind; "the court": the one whose
// name ends so.
void DocumentLinker::FindThing(const Chunk& chunk, uint32_t sentence) {
  const Token& head = tokens_[chunk.head];
  if (head.tag == Tag::kNNS || head.capitalized ||
      !words_.context.Is(tokens_[chunk.begin].folded, "definite")) {
    return;
  }
  // "the company that …", "the city of …" say themselves which one.
  if (chunk.end < tokens_.size() &&
      (words_.context.Is(tokens_[chunk.end].folded, "of") ||
       tokens_[chunk.end].tag == Tag::kWDT ||
       tokens_[chunk.end].tag == Tag::kWP)) {
    return;
  }
  const bool bare = chunk.head == chunk.begin + 1;
  const std::string_view classes = words_.context.ClassOf(head.lemma);
  const auto fits = [&](const Chain& chain) {
    const auto is = [&](std::string_view cls) {
      return WordList::HasClass(classes, cls);
    };
    switch (chain.record.kind) {
      case EntityKind::kOrganization:
        return is("thing_organization");
      case EntityKind::kSettlement:
        return is("thing_settlement");
      case EntityKind::kCountry:
        return is("thing_country");
      case EntityKind::kRegion:
        return is("thing_region");
      case EntityKind::kPerson:
        return (is("thing_man") && chain.gender != 'f') ||
               (is("thing_woman") && chain.gender != 'm');
      case EntityKind::kSite:
      case EntityKind::kGroup:
        return false;
    }
    return false;
  };
  const Mention* best = nullptr;
  bool best_named = false;
  bool several = false;  // people who could be meant
  for (const Mention& mention : out_.mentions) {
    if (mention.begin >= chunk.begin) continue;
    const Chain& chain = out_.chains[mention.chain];
    const std::string name = Fold(chain.record.name);
    const bool named = chain.record.kind != EntityKind::kPerson &&
                       name.find(' ') != name.npos &&
                       LastWord(name) == head.lemma;
    const bool near = mention.sentence + kThingReach >= sentence;
    if (!named && !(bare && near && fits(chain))) continue;
    if (best_named && !named) continue;
    if (best != nullptr && best->chain != mention.chain && !named) {
      several = chain.record.kind == EntityKind::kPerson;
    }
    best = &mention;
    best_named = named;
  }
  if (best == nullptr || several) return;
  AddMention(chunk.begin, chunk.end, chunk.head, sentence,
             MentionForm::kNominal, best->chain, best_named ? 0.75 : 0.55,
             best_named ? "last word of a name here" : "last of its kind");
}

// ---- Pronouns ----

// Who says what the sentence tells: whoever stands beside its verb of saying.
// "I" in quotation marks is a person who does, "It said" goes on from a body.
std::optional<uint32_t> DocumentLinker::SpeakerIn(uint32_t sentence,
                                                  bool person) const {
  const Sentence& s = language_.sentences[sentence];
  for (uint32_t i = s.begin; i < s.end; ++i) {
    if (!words_.context.Is(tokens_[i].lemma, "saying") &&
        !words_.context.Is(tokens_[i].folded, "saying")) {
      continue;
    }
    for (const Mention& mention : out_.mentions) {
      if (mention.sentence != sentence) continue;
      const EntityKind kind = out_.chains[mention.chain].record.kind;
      const bool fits = person ? kind == EntityKind::kPerson
                               : kind == EntityKind::kOrganization ||
                                     kind == EntityKind::kCountry;
      if (!fits) continue;
      if (mention.end == i || mention.begin == i + 1) return mention.chain;
    }
  }
  return std::nullopt;
}

void DocumentLinker::LinkPronouns() {
  std::vector<Mention> known = out_.mentions;  // and pronouns, on the way
  std::optional<uint32_t> speaker;
  uint32_t block = 0;
  bool quoted = false;
  for (uint32_t s = 0; s < language_.sentences.size(); ++s) {
    const Sentence& sentence = language_.sentences[s];
    if (sentence.kind == BlockKind::kFurniture) continue;
    if (sentence.block != block) quoted = false;
    block = sentence.block;
    if (const auto here = SpeakerIn(s, true)) speaker = here;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const std::string& word = tokens_[i].folded;
      if (words_.context.Is(word, "quotation")) quoted = !quoted;
      if (covered_[i]) continue;
      std::optional<uint32_t> chain;
      if (words_.context.Is(word, "first_person")) {
        if (quoted) chain = speaker;
      } else if (words_.context.Is(word, "neuter")) {
        chain = SayerBefore(i, s);
        // "The UN reported … It also said …"
        if (!chain && i == sentence.begin && s > 0 &&
            language_.sentences[s - 1].block == block && SaysSo(i, s)) {
          chain = SpeakerIn(s - 1, false);
        }
      } else {
        chain = Antecedent(i, s, known);
      }
      if (!chain) continue;
      AddMention(i, i + 1, i, s, MentionForm::kPronoun, *chain, 0.6, "pronoun");
      known.push_back(out_.mentions.back());
    }
  }
}

// "It said", "It also says".
bool DocumentLinker::SaysSo(uint32_t at, uint32_t sentence) const {
  const uint32_t end = std::min(at + 3, language_.sentences[sentence].end);
  for (uint32_t i = at + 1; i < end; ++i) {
    if (words_.context.Is(tokens_[i].folded, "saying")) return true;
  }
  return false;
}

// "Chad said it had asked …": the body or country that says so.
std::optional<uint32_t> DocumentLinker::SayerBefore(uint32_t at,
                                                    uint32_t sentence) const {
  const Sentence& s = language_.sentences[sentence];
  if (at + 1 >= s.end ||
      !(IsVerb(tokens_[at + 1].tag) || tokens_[at + 1].tag == Tag::kMD)) {
    return std::nullopt;
  }
  for (uint32_t i = at; i-- > s.begin;) {
    if (tokens_[i].folded == ",") return std::nullopt;
    if (!IsVerb(tokens_[i].tag)) continue;
    if (!words_.context.Is(tokens_[i].folded, "saying")) return std::nullopt;
    const Mention* subject = nullptr;
    for (const Mention& mention : out_.mentions) {
      if (mention.sentence != sentence || mention.end > i) continue;
      const EntityKind kind = out_.chains[mention.chain].record.kind;
      if ((kind == EntityKind::kOrganization || kind == EntityKind::kCountry) &&
          !mention.as_place) {
        subject = &mention;
      }
    }
    if (subject == nullptr || subject->end + 2 < i) return std::nullopt;
    return subject->chain;
  }
  return std::nullopt;
}

// What "he", "she" or "they" means: the nearest that fits, a subject first.
std::optional<uint32_t> DocumentLinker::Antecedent(
    uint32_t at, uint32_t sentence, const std::vector<Mention>& known) const {
  const std::string& word = tokens_[at].folded;
  const bool male = words_.context.Is(word, "male");
  const bool female = words_.context.Is(word, "female");
  const bool plural = words_.context.Is(word, "plural");
  if (!male && !female && !plural) return std::nullopt;
  const Mention* best = nullptr;
  double best_score = 0;
  for (const Mention& mention : known) {
    if (mention.begin >= at || mention.sentence + kPronounReach < sentence) {
      continue;
    }
    const Chain& chain = out_.chains[mention.chain];
    const bool fits =
        plural ? !chain.members.empty() ||
                     chain.record.kind == EntityKind::kOrganization ||
                     chain.record.kind == EntityKind::kGroup
               : chain.record.kind == EntityKind::kPerson;
    if (!fits) continue;
    if ((male && chain.gender == 'f') || (female && chain.gender == 'm')) {
      continue;
    }
    // Nearness in sentences, then being the subject, then nearness in words.
    double score = 10 - 3.0 * (sentence - mention.sentence);
    const Sentence& other = language_.sentences[mention.sentence];
    bool subject = true;
    for (uint32_t k = other.begin; k < mention.begin; ++k) {
      if (IsVerb(tokens_[k].tag) || tokens_[k].tag == Tag::kIN) {
        subject = false;
        break;
      }
    }
    if (subject) score += 4;
    if ((male && chain.gender == 'm') || (female && chain.gender == 'f')) {
      score += 1;
    }
    score += static_cast<double>(mention.begin) /
             static_cast<double>(tokens_.size() + 1);
    if (best == nullptr || score > best_score) {
      best = &mention;
      best_score = score;
    }
  }
  if (best == nullptr) return std::nullopt;
  // "Students of the college said they …": not the college.
  if (plural && out_.chains[best->chain].members.empty()) {
    for (uint32_t i = language_.sentences[best->sentence].begin; i < at; ++i) {
      if (tokens_[i].tag == Tag::kNNS && !covered_[i]) return std::nullopt;
    }
  }
  return best->chain;
}

}  // namespace annals
