// From names to entities, within one document.
//
// Sieves, surest first, as in rule-based coreference: names with all their
// parts; then shorter forms of names the document gives in full, acronyms it
// defines and offices it attaches to names; then what the gazetteer knows,
// chosen by the countries the document speaks of, dates of office and
// population; then role nominals ("the Hungarian prime minister"), institutions
// ("the Indian government"), pairs and pronouns.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/entities/document_knowledge.h"
#include "import/entities/gazetteer.h"
#include "import/entities/mention.h"
#include "import/entities/name_finder.h"
#include "import/language/language.h"

namespace annals {

class DocumentLinker {
 public:
  // All arguments must outlive the linker.
  DocumentLinker(const Document& document, const Language& language,
                 DocumentKnowledge& knowledge, const NameWords& words)
      : document_(document),
        tokens_(language.tokens),
        language_(language),
        knowledge_(knowledge),
        gazetteer_(knowledge.gazetteer()),
        words_(words) {}

  Entities Link(const std::vector<NameSpan>& names);

 private:
  struct Role {
    std::string office;  // "prime minister"
    EntityId of;         // country or organisation; empty: not said
    uint32_t chain = 0;
  };

  // What a name tells of what it names, in all its mentions together.
  struct NameForm {
    bool person = false;  // or one of these, if its words or a title say so
    bool organization = false;
    bool site = false;
    bool region = false;
    bool settlement = false;
    EntityKind likely = EntityKind::kOrganization;  // by signs, and how surely
    double lead = 0;
    bool one_word = false;
    bool located = false;             // "in Zorblax"
    std::vector<std::string> titles;  // "defence minister"
  };

  // Whom of those that sources know a name means here.
  struct KnownChoice {
    std::optional<Entity> entity;  // none: several, and none clearly
    bool may_be_place = true;      // of those too close: they are all places
    double score = 0;
    std::string rule;
  };

  void CountCountries(const std::vector<NameSpan>& names);
  void LinkPlacedNames(const std::vector<NameSpan>& names);
  void ChooseKnownNames(const std::vector<NameSpan>& names);
  std::optional<KnownChoice> ChooseKnown(const std::string& folded,
                                         const NameForm& form);
  double Evidence(const Bearer& bearer, const NameForm& form,
                  std::string* reasons) const;
  double EvidenceOfRecord(const Bearer& bearer, const NameForm& form,
                          std::string* reasons);
  const KnownChoice* Chosen(const NameSpan& name) const;
  void AppendKnownPlaces(const NameSpan& name,
                         std::vector<Candidate>* candidates) const;
  void LinkFullNames(const std::vector<NameSpan>& names);
  void LinkName(const NameSpan& name);
  void LinkNominals();
  void LinkPronouns();
  void LearnRole(const NameSpan& name, uint32_t chain);
  void FindRoleNominal(const Chunk& chunk, uint32_t sentence);
  void FindCapital(const Chunk& chunk, uint32_t sentence);
  void FindInstitution(const Chunk& chunk, uint32_t sentence);
  std::optional<uint32_t> Antecedent(uint32_t at, uint32_t sentence,
                                     const std::vector<Mention>& known) const;
  std::optional<uint32_t> SayerBefore(uint32_t at, uint32_t sentence) const;
  void FindThing(const Chunk& chunk, uint32_t sentence);
  std::optional<uint32_t> SpeakerIn(uint32_t sentence, bool person) const;
  bool SaysSo(uint32_t at, uint32_t sentence) const;
  void FindPair(const Chunk& chunk, uint32_t sentence);

  uint32_t ChainOf(const Entity& entity);
  Entity UnlinkedEntity(const NameSpan& name, EntityKind kind) const;
  Entity UnlinkedSite(const NameSpan& name) const;
  uint32_t UnlinkedChain(const NameSpan& name, EntityKind kind);
  void AddMention(uint32_t begin, uint32_t end, uint32_t head,
                  uint32_t sentence, MentionForm form, uint32_t chain,
                  double score, std::string rule);
  // Places: what a name says by itself, who stands beside it ("Troy, N.C."),
  // and what the document speaks of.
  const Candidate* ChoosePlace(const std::vector<Candidate>& candidates,
                               const NameSpan& name) const;
  std::vector<Candidate> PlacesBehind(uint32_t end) const;
  std::vector<Candidate> PlacesBefore(uint32_t begin) const;
  bool StandsAmongStates(const NameSpan& name, const Entity& state) const;
  std::vector<Candidate> PlacesNamed(const NameSpan& name) const;
  std::vector<Candidate> OurPlacesNamed(const NameSpan& name) const;
  std::string AreaWord(const NameSpan& name) const;
  const Entity* ContainerOf(const NameSpan& name,
                            const std::vector<Candidate>& behind) const;
  std::optional<Entity> UnknownPlace(
      const NameSpan& name, const std::vector<Candidate>& candidates) const;
  std::optional<Entity> PlacedHere(const NameSpan& name) const;
  bool IsCalledArea(const NameSpan& name) const;
  bool FollowsAreaNoun(uint32_t begin) const;
  bool IsLocated(const NameSpan& name) const;
  bool ContinuesList(const NameSpan& head, const NameSpan& before,
                     const NameSpan& name) const;
  bool PlaysAGame(const NameSpan& name) const;
  bool Speaks(const NameSpan& name) const;
  const Entity* FocusCountry() const;
  // How surely the words around a name say that it is a place: "in Lyon" does,
  // "to Lyon" could as well be "to Lyons".
  enum class Standing : uint8_t { kAnything, kPerhapsPlace, kPlace };
  void FindGovernment(uint32_t chain);
  Standing StandingOf(uint32_t begin) const;
  const Entity* CountryOpening(const Sentence& sentence) const;
  const Entity* CountryIn(uint32_t begin, uint32_t end) const;
  const Entity* CountryAround(const Chunk& chunk) const;
  std::string OfficeIn(const Chunk& chunk) const;
  std::string Surface(const NameSpan& name) const;
  void Sort();

  const Document& document_;
  const std::vector<Token>& tokens_;
  const Language& language_;
  DocumentKnowledge& knowledge_;
  const Gazetteer& gazetteer_;
  const NameWords& words_;

  Entities out_;
  std::map<std::string, uint32_t, std::less<>> chain_of_id_;
  std::map<std::string, uint32_t, std::less<>> person_by_last_name_;
  std::map<std::string, uint32_t, std::less<>> by_full_name_;
  std::map<std::string, uint32_t, std::less<>> by_acronym_;
  std::map<std::string, Entity, std::less<>> placed_;      // by name
  std::map<std::string, KnownChoice, std::less<>> known_;  // by name
  std::set<std::string, std::less<>> names_here_;          // slugs of all names
  std::set<std::string, std::less<>> last_names_;  // of people named in full
  std::map<std::string, int, std::less<>> country_counts_;  // by code
  std::set<std::string, std::less<>> regions_named_;        // ids
  std::vector<Role> roles_;
  std::vector<bool> covered_;  // tokens that are in a mention already
};

}  // namespace annals
