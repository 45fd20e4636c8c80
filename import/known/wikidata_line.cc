#include "import/known/wikidata_line.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/time/edtf.h"
#include "import/language/word_list.h"

namespace annals {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// In whose label an item goes by, and those whose labels are aliases: of the
// languages in Latin letters that English news quotes most.
constexpr std::string_view kLanguages[] = {"en", "mul", "en-gb", "en-ca"};
constexpr std::string_view kOtherLanguages[] = {"de", "fr", "es", "it", "pt",
                                                "nl", "pl", "sv", "tr"};

// Where an item is of several classes the first of these that one of them is.
constexpr std::string_view kKinds[] = {"person", "country",      "settlement",
                                       "region", "organization", "site",
                                       "group",  "office"};

std::string_view TextAt(const element& of, std::string_view key) {
  std::string_view text;
  if (of[key].get(text) != simdjson::SUCCESS) return {};
  return text;
}

// The value of a snak, if it has one.
std::optional<element> ValueOf(const element& snak) {
  element value;
  if (snak["datavalue"]["value"].get(value) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return value;
}

std::string_view ItemIn(const element& snak) {
  const std::optional<element> value = ValueOf(snak);
  return value ? TextAt(*value, "id") : std::string_view();
}

// The statements of a property that count, the preferred ones first.
std::vector<element> Statements(const element& item,
                                std::string_view property) {
  std::vector<element> statements;
  array all;
  if (item["claims"][property].get(all) != simdjson::SUCCESS) return statements;
  for (const element statement : all) {
    const std::string_view rank = TextAt(statement, "rank");
    if (rank == "deprecated") continue;
    if (rank == "preferred") {
      statements.insert(statements.begin(), statement);
    } else {
      statements.push_back(statement);
    }
  }
  return statements;
}

// The main value of each statement of a property that has one.
std::vector<element> Values(const element& item, std::string_view property) {
  std::vector<element> values;
  for (const element& statement : Statements(item, property)) {
    element snak;
    if (statement["mainsnak"].get(snak) != simdjson::SUCCESS) continue;
    if (const std::optional<element> value = ValueOf(snak)) {
      values.push_back(*value);
    }
  }
  return values;
}

// The id of the first item that a property names; empty if there is none.
std::string_view FirstItem(const element& item, std::string_view property) {
  for (const element& value : Values(item, property)) {
    if (const auto id = TextAt(value, "id"); !id.empty()) return id;
  }
  return {};
}

std::string_view QualifierItem(const element& statement,
                               std::string_view property) {
  array snaks;
  if (statement["qualifiers"][property].get(snaks) != simdjson::SUCCESS) {
    return {};
  }
  for (const element snak : snaks) {
    if (const auto id = ItemIn(snak); !id.empty()) return id;
  }
  return {};
}

// "+2010-05-29T00:00:00Z", known to the day, as EDTF "2010-05-29"; to the
// month, "2010-05"; to the year, "2010". Empty if it is coarser or before our
// era, which no office of the news is.
std::string EdtfOf(const element& value) {
  constexpr int64_t kYear = 9;
  constexpr int64_t kMonth = 10;
  const std::string_view time = TextAt(value, "time");
  int64_t precision = 0;
  if (value["precision"].get(precision) != simdjson::SUCCESS ||
      precision < kYear || time.size() < 11 || time[0] != '+') {
    return {};
  }
  const size_t size = precision == kYear ? 4 : precision == kMonth ? 7 : 10;
  return std::string(time.substr(1, size));
}

std::string QualifierTime(const element& statement, std::string_view property) {
  array snaks;
  if (statement["qualifiers"][property].get(snaks) != simdjson::SUCCESS) {
    return {};
  }
  for (const element snak : snaks) {
    const std::optional<element> value = ValueOf(snak);
    if (!value) continue;
    if (std::string edtf = EdtfOf(*value); !edtf.empty()) return edtf;
  }
  return {};
}

int64_t YearOf(const element& item, std::string_view property) {
  for (const element& value : Values(item, property)) {
    std::string_view time = TextAt(value, "time");
    if (!time.empty() && time[0] == '+') time.remove_prefix(1);
    int64_t year = 0;
    std::from_chars(time.data(), time.data() + time.size(), year);
    if (year != 0) return year;
  }
  return 0;
}

std::optional<Coordinates> PointOf(const element& item) {
  for (const element& value : Values(item, "P625")) {
    Coordinates at;
    if (value["latitude"].get(at.latitude) == simdjson::SUCCESS &&
        value["longitude"].get(at.longitude) == simdjson::SUCCESS &&
        std::abs(at.latitude) <= 90 && std::abs(at.longitude) <= 180) {
      return at;
    }
  }
  return std::nullopt;
}

int64_t PopulationOf(const element& item) {
  for (const element& value : Values(item, "P1082")) {
    std::string_view amount = TextAt(value, "amount");
    if (!amount.empty() && amount[0] == '+') amount.remove_prefix(1);
    int64_t people = 0;
    std::from_chars(amount.data(), amount.data() + amount.size(), people);
    if (people > 0) return people;
  }
  return 0;
}

std::string_view LabelIn(const element& item, std::string_view language) {
  std::string_view label;
  if (item["labels"][language]["value"].get(label) != simdjson::SUCCESS ||
      label.size() > kLongestName) {
    return {};
  }
  return label;
}

// "Q1781": what every id of an item looks like.
bool IsItemId(std::string_view id) {
  constexpr size_t kLongestId = 16;
  return id.size() > 1 && id.size() <= kLongestId && id[0] == 'Q' &&
         std::all_of(id.begin() + 1, id.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

EntityId ReferenceTo(std::string_view item) {
  return {std::string(kWikidataReference) + std::string(item)};
}

void NameIt(const element& item, Entity* entity) {
  for (const std::string_view language : kLanguages) {
    const std::string_view label = LabelIn(item, language);
    if (entity->name.empty()) {
      entity->name = label;
    } else if (!label.empty()) {
      entity->aliases.emplace_back(label);
    }
  }
  for (const std::string_view language : kLanguages) {
    array aliases;
    if (item["aliases"][language].get(aliases) != simdjson::SUCCESS) continue;
    for (const element alias : aliases) {
      const std::string_view name = TextAt(alias, "value");
      if (name.empty() || name.size() > kLongestName) continue;
      if (entity->aliases.size() == kMostAliases) break;
      entity->aliases.emplace_back(name);
    }
  }
  for (const std::string_view language : kOtherLanguages) {
    const std::string_view label = LabelIn(item, language);
    if (label.empty() || entity->aliases.size() == kMostAliases) continue;
    if (entity->name.empty()) {
      entity->name = label;
    } else {
      entity->aliases.emplace_back(label);
    }
  }
  std::sort(entity->aliases.begin(), entity->aliases.end());
  entity->aliases.erase(
      std::unique(entity->aliases.begin(), entity->aliases.end()),
      entity->aliases.end());
  std::erase(entity->aliases, entity->name);
}

// "Prime Minister" of "Prime Minister of Hungary", whose title it is being said
// beside it.
std::string TitleOf(std::string_view label, const Entity& country) {
  std::string_view title = label;
  if (!title.ends_with(country.name)) return std::string(label);
  title.remove_suffix(country.name.size());
  // The words that joined them: "of", "of the".
  while (title.ends_with(' ')) {
    title.remove_suffix(1);
    const std::string_view word = title.substr(title.rfind(' ') + 1);
    if (word.empty() || word[0] < 'a' || word[0] > 'z') break;
    title.remove_suffix(word.size());
  }
  return std::string(title.empty() ? label : title);
}

}  // namespace

class WikidataLines::Parser {
 public:
  Parser(const Gazetteer& gazetteer, WordList classes, WordList countries)
      : gazetteer_(gazetteer),
        classes_(std::move(classes)),
        countries_(std::move(countries)) {}

  Result<SourceLine> Read(std::string_view line) {
    element item;
    if (const auto error =
            parser_.parse(line.data(), line.size(), true).get(item)) {
      return Status::InvalidArgument(std::string("is not JSON: ") +
                                     simdjson::error_message(error));
    }
    const std::string_view id = TextAt(item, "id");
    if (!IsItemId(id)) {
      if (!id.empty() && (id[0] == 'P' || id[0] == 'L')) return SourceLine();
      return Status::InvalidArgument(
          "has no \"id\" of an item of Wikidata, \"Q…\"");
    }
    SourceLine read;
    const std::string_view kind = KindOf(item);
    if (kind.empty()) return read;
    KnownRecord record;
    NameIt(item, &record.entity);
    if (record.entity.name.empty()) return read;  // not in our letters
    if (kind == "office") {
      read.reference = OfficeOf(item, record.entity.name);
      return read;
    }
    record.entity.kind = *ParseEntityKind(kind);
    Fill(item, &record);
    KnownReference reference;
    reference.from = ReferenceTo(id).value;
    if (!IsReference(record.entity.country)) {
      reference.country = record.entity.country;
    }
    read.reference = std::move(reference);
    read.record = std::move(record);
    return read;
  }

 private:
  static bool IsReference(std::string_view text) {
    return text.starts_with(kWikidataReference);
  }

  std::string_view KindOf(const element& item) const {
    std::vector<std::string_view> kinds;
    for (const element& value : Values(item, "P31")) {
      kinds.push_back(classes_.ClassOf(TextAt(value, "id")));
    }
    for (const std::string_view kind : kKinds) {
      if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
        return kind;
      }
    }
    return {};
  }

  void Fill(const element& item, KnownRecord* record) const {
    const std::string_view id = TextAt(item, "id");
    record->source = "q" + std::string(id.substr(1));
    Entity& entity = record->entity;
    entity.linked = true;
    entity.wikidata = id;
    const bool is_person = entity.kind == EntityKind::kPerson;
    entity.country = CountryOf(item, is_person ? "P27" : "P17");
    if (!is_person) {
      entity.coordinates = PointOf(item);
      entity.population = PopulationOf(item);
      entity.part_of = Meant(FirstItem(item, "P131"));
    }
    AddOffices(item, &entity);
    record->until = YearOf(item, "P570");
    if (record->until == 0) record->until = YearOf(item, "P576");
    object sitelinks;
    const double wikipedias =
        item["sitelinks"].get(sitelinks) == simdjson::SUCCESS
            ? static_cast<double>(sitelinks.size())
            : 0;
    record->prior = static_cast<Prior>(
        entity.population > 0
            ? 100 * std::log10(static_cast<double>(entity.population) + 1)
            : 200 * std::log10(wikipedias + 1));
  }

  // The ISO code of the country; a reference if no table has it; empty if none
  // is said.
  std::string CountryOf(const element& item, std::string_view property) const {
    const std::string_view own = countries_.ClassOf(TextAt(item, "id"));
    if (!own.empty()) return std::string(own);
    for (const element& value : Values(item, "P297")) {
      std::string_view code;
      if (value.get(code) == simdjson::SUCCESS && code.size() == 2) {
        return std::string(code);
      }
    }
    const std::string_view country = FirstItem(item, property);
    if (country.empty()) return {};
    const std::string_view code = countries_.ClassOf(country);
    return code.empty() ? ReferenceTo(country).value : std::string(code);
  }

  // The country of ours that an item is, else a reference to it.
  EntityId Meant(std::string_view item) const {
    if (item.empty()) return {};
    const Entity* const country =
        gazetteer_.CountryByCode(countries_.ClassOf(item));
    return country != nullptr ? country->id : ReferenceTo(item);
  }

  void AddOffices(const element& item, Entity* entity) const {
    for (const element& statement : Statements(item, "P39")) {
      if (entity->offices.size() == kMostOffices) break;
      element snak;
      if (statement["mainsnak"].get(snak) != simdjson::SUCCESS) continue;
      const std::string_view position = ItemIn(snak);
      if (position.empty()) continue;
      Office office;
      office.title = ReferenceTo(position).value;
      std::string_view of = QualifierItem(statement, "P1001");
      if (of.empty()) of = QualifierItem(statement, "P642");
      office.jurisdiction = Meant(of);
      const std::string since = QualifierTime(statement, "P580");
      const std::string until = QualifierTime(statement, "P582");
      if (!since.empty() || !until.empty()) {
        // An end that nobody gave is still to come.
        const Result<TimeInterval> held =
            ParseEdtf(since + '/' + (until.empty() ? ".." : until));
        if (held.ok()) office.held = *held;
      }
      entity->offices.push_back(std::move(office));
    }
  }

  KnownReference OfficeOf(const element& item, std::string_view label) const {
    KnownReference office;
    office.from = ReferenceTo(TextAt(item, "id")).value;
    std::string_view of = FirstItem(item, "P1001");
    if (of.empty()) of = FirstItem(item, "P17");
    office.of = Meant(of);
    office.name = label;
    const std::string_view code = countries_.ClassOf(of);
    if (const Entity* const country = gazetteer_.CountryByCode(code)) {
      office.country = code;
      office.name = TitleOf(label, *country);
    }
    return office;
  }

  const Gazetteer& gazetteer_;
  const WordList classes_;    // "Q515" → the kind
  const WordList countries_;  // "Q28" → ISO code
  simdjson::dom::parser parser_;
};

WikidataLines::WikidataLines(std::unique_ptr<Parser> parser)
    : parser_(std::move(parser)) {}

WikidataLines::~WikidataLines() = default;

Result<std::unique_ptr<WikidataLines>> WikidataLines::Load(
    const Resources& resources, const Gazetteer& gazetteer) {
  Result<WordList> classes =
      WordList::Load(resources, "sources/wikidata_classes.tsv");
  if (!classes.ok()) return classes.status();
  Result<WordList> countries =
      WordList::Load(resources, "sources/wikidata_countries.tsv");
  if (!countries.ok()) return countries.status();
  return std::unique_ptr<WikidataLines>(
      new WikidataLines(std::make_unique<Parser>(gazetteer, std::move(*classes),
                                                 std::move(*countries))));
}

Result<SourceLine> WikidataLines::Read(std::string_view line) {
  return parser_->Read(line);
}

}  // namespace annals
