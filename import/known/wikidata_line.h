// Wikidata's JSON dump
// (https://www.wikidata.org/wiki/Wikidata:Database_download): one item a line,
// with a comma behind it where the file is an array.
//
// | of an item            | becomes                                       |
// | --------------------- | --------------------------------------------- |
// | label, aliases        | names: English ones, labels of a few others   |
// | P31 instance of       | the kind, by sources/wikidata_classes.tsv     |
// | P625                  | coordinates                                   |
// | P297, P17, P27        | the country, by sources/wikidata_countries.tsv|
// | P131                  | part of                                       |
// | P39 + P580 P582       | offices; whose, by its qualifiers P1001, P642 |
// |                       | or else by the office's own item              |
// | P1082                 | population                                    |
// | P570, P576            | the year it died or ended                     |
// | sitelinks             | the prior                                     |
//
// An item that is an office becomes a reference: its title and whose it is.

#pragma once

#include <memory>
#include <string_view>

#include "core/status.h"
#include "import/entities/gazetteer.h"
#include "import/known/source_line.h"
#include "import/rulebook/resources.h"

namespace annals {

// Not for several threads: it keeps the buffers of its JSON parser.
class WikidataLines {
 public:
  // `gazetteer` must outlive it.
  static Result<std::unique_ptr<WikidataLines>> Load(
      const Resources& resources, const Gazetteer& gazetteer);
  ~WikidataLines();
  WikidataLines(const WikidataLines&) = delete;
  WikidataLines& operator=(const WikidataLines&) = delete;

  // InvalidArgument if the line is no item of Wikidata.
  Result<SourceLine> Read(std::string_view line);

 private:
  class Parser;  // keeps simdjson out of this header

  explicit WikidataLines(std::unique_ptr<Parser> parser);

  std::unique_ptr<Parser> parser_;
};

}  // namespace annals
