// From a row of a data set to what the base keeps: an article without a text,
// a claim, and our entities for the names in the row.
//
//   actor "UKRAINIAN", code UKR      → ukraine          by a demonym
//   actor "OBAMA", code USAGOV       → barack-obama, acting for united-states
//   actor "POLICE", code COP         → police           not linked
//   place "Minsk", BO, 53.9 27.57    → minsk            name, country, distance
//   place "Salem, Oregon, United …"  → salem-oregon-united-states if we know
//                                      no such town there
//
// What a row names and our tables do not know becomes an entity of its own,
// with its country in its id, marked as not linked.

#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/entity/entity.h"
#include "core/event/event.h"
#include "import/coded/code_book.h"
#include "import/coded/coded_record.h"
#include "import/entities/gazetteer.h"
#include "import/language/word_list.h"
#include "import/rulebook/resources.h"

namespace annals {

// Shared by all rows that name it: there are few and many rows.
using SharedEntity = std::shared_ptr<const Entity>;

struct CodedEvent {
  Article article;
  Claim claim;
  std::vector<SharedEntity> entities;  // all that the claim names
};

// The article that a row counts from: no text, and the day for a date.
Article ArticleOf(const CodedSource& source, std::string_view file,
                  TimePoint reported);

// Const calls from any number of threads.
class CodedNews {
 public:
  // Both must outlive it. InvalidArgument "file:line: reason" for a table of
  // codes that is wrong.
  static Result<std::unique_ptr<CodedNews>> Load(const Resources& resources,
                                                 const Gazetteer& gazetteer);

  const CodeBook& codes() const { return codes_; }

  CodedEvent Read(const CodedRecord& record, std::string_view file) const;

 private:
  // What a name of a row means.
  struct Meaning {
    SharedEntity entity;
    std::vector<SharedEntity> around;  // what it acts for, or lies in
  };
  using SharedMeaning = std::shared_ptr<const Meaning>;

  CodedNews(CodeBook codes, WordList articles, const Gazetteer& gazetteer)
      : codes_(std::move(codes)),
        articles_(std::move(articles)),
        gazetteer_(gazetteer) {}

  const Entity* Country(std::string_view code_or_name) const;
  std::optional<Entity> KnownActor(const CodedActor& actor,
                                   const Entity* country) const;
  std::optional<Entity> KnownPlace(const CodedPlace& place,
                                   const Entity* country) const;
  SharedMeaning ReadActor(const CodedActor& actor) const;
  SharedMeaning ReadPlace(const CodedPlace& place) const;
  template <typename Make>
  SharedMeaning Remembered(std::string key, const Make& make) const;

  const CodeBook codes_;
  const WordList articles_;  // "the", "a"
  const Gazetteer& gazetteer_;

  // The same names come again and again.
  mutable std::mutex remembering_;  // guards remembered_
  mutable StringMap<SharedMeaning> remembered_;
};

}  // namespace annals
