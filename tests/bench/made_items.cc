#include "tests/bench/made_items.h"

#include <array>
#include <cmath>
#include <string_view>

namespace annals::bench {

namespace {

constexpr uint64_t kFirstItem = 200'000'000;  // past those that there are

// splitmix64 of (seed, item, what is asked): no state, so any item can be made
// alone.
class Dice {
 public:
  explicit Dice(uint64_t n) : item_(n) {}

  uint64_t Roll(uint64_t question) const {
    uint64_t z = kMadeItemsSeed + item_ * 0x9e3779b97f4a7c15 +
                 (question + 1) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t Below(uint64_t question, uint64_t n) const {
    return Roll(question) % n;
  }
  // In [0, 1), and small numbers far more often than large ones.
  double Skewed(uint64_t question) const {
    const double even = static_cast<double>(Roll(question) >> 11) /
                        static_cast<double>(1ULL << 53);
    return even * even;
  }

 private:
  uint64_t item_;
};

enum class Kind { kPerson, kTown, kOrganization, kSite, kOther };

Kind KindOf(const Dice& dice) {
  const uint64_t of_hundred = dice.Below(0, 100);
  return of_hundred < 55   ? Kind::kPerson
         : of_hundred < 75 ? Kind::kTown
         : of_hundred < 88 ? Kind::kOrganization
         : of_hundred < 95 ? Kind::kSite
                           : Kind::kOther;
}

constexpr std::array<std::string_view, 20> kBegins = {
    "Ba",  "Bre", "Cal", "Dro", "El", "Fen", "Gor",  "Hal", "Ist", "Jor",
    "Kel", "Lum", "Mor", "Nes", "Or", "Pel", "Quil", "Ras", "Sto", "Tam"};
constexpr std::array<std::string_view, 20> kMiddles = {
    "a",  "e",  "i",  "o",  "u",  "ar", "en", "il", "on", "us",
    "ab", "ed", "ig", "om", "ur", "av", "es", "in", "ol", "um"};
constexpr std::array<std::string_view, 20> kEnds = {
    "ba",   "dell", "dor", "ford", "gan", "kin", "lan", "mar", "nik", "par",
    "rell", "ski",  "son", "tan",  "ter", "ton", "vic", "wen", "ya",  "zar"};

// One of 8,000 words, or of 160,000.
std::string Word(uint64_t number) {
  std::string word;
  word += kBegins[number % 20];
  number /= 20;
  word += kMiddles[number % 20];
  number /= 20;
  if (number >= 20) word += kMiddles[number / 20 % 20];
  word += kEnds[number % 20];
  return word;
}

std::string SomeWord(const Dice& dice, uint64_t question, double of) {
  return Word(static_cast<uint64_t>(dice.Skewed(question) * of));
}

constexpr std::array<std::string_view, 6> kBodies = {
    "Group", "Systems", "Bank", "University", "Airlines", "Party"};
constexpr std::array<std::string_view, 4> kSites = {"Bridge", "Museum",
                                                    "Castle", "Stadium"};

std::string NameOf(const Dice& dice, Kind kind) {
  switch (kind) {
    case Kind::kPerson:
      return SomeWord(dice, 1, 4000) + ' ' + SomeWord(dice, 2, 160'000);
    case Kind::kTown:
    case Kind::kOther:
      return SomeWord(dice, 2, 160'000);
    case Kind::kOrganization:
      return SomeWord(dice, 2, 160'000) + ' ' +
             std::string(kBodies[dice.Below(3, kBodies.size())]);
    case Kind::kSite:
      return SomeWord(dice, 2, 160'000) + ' ' +
             std::string(kSites[dice.Below(3, kSites.size())]);
  }
  return {};
}

constexpr std::array<std::string_view, 12> kCountries = {
    "Q30",  "Q145", "Q159", "Q212", "Q28",  "Q142",
    "Q183", "Q38",  "Q29",  "Q36",  "Q148", "Q668"};

std::string Quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string Snak(std::string_view property, const std::string& value,
                 std::string_view type) {
  return R"({"snaktype":"value","property":)" + Quoted(property) +
         R"(,"hash":"2b00cb481cddcac7623114367489b5c194901c4a","datavalue":{"value":)" +
         value + R"(,"type":)" + Quoted(type) + "}}";
}

std::string ItemSnak(std::string_view property, std::string_view item) {
  return Snak(property,
              R"({"entity-type":"item","numeric-id":)" +
                  std::string(item.substr(1)) + R"(,"id":)" + Quoted(item) +
                  '}',
              "wikibase-entityid");
}

std::string TimeSnak(std::string_view property, uint64_t year) {
  return Snak(property,
              R"({"time":"+)" + std::to_string(year) +
                  R"(-03-01T00:00:00Z","timezone":0,"before":0,"after":0,)"
                  R"("precision":11,"calendarmodel":)"
                  R"("http://www.wikidata.org/entity/Q1985727"})",
              "time");
}

std::string Statement(std::string_view property, const std::string& snak,
                      const std::string& qualifiers = {}) {
  return Quoted(property) + R"(:[{"mainsnak":)" + snak +
         R"(,"type":"statement")" +
         (qualifiers.empty() ? "" : R"(,"qualifiers":{)" + qualifiers + '}') +
         R"(,"rank":"normal"}])";
}

std::string Label(std::string_view language, std::string_view name) {
  return Quoted(language) + R"(:{"language":)" + Quoted(language) +
         R"(,"value":)" + Quoted(name) + '}';
}

std::string ClaimsOf(const Dice& dice, Kind kind) {
  constexpr std::array<std::string_view, 5> kClasses = {
      "Q5", "Q3957", "Q4830453", "Q41176", "Q13442814"};
  const std::string_view country =
      kCountries[static_cast<size_t>(dice.Skewed(10) * kCountries.size())];
  std::string claims =
      Statement("P31", ItemSnak("P31", kClasses[static_cast<size_t>(kind)]));
  const bool is_person = kind == Kind::kPerson;
  const std::string_view of = is_person ? "P27" : "P17";
  claims += ',' + Statement(of, ItemSnak(of, country));
  if (is_person && dice.Below(11, 10) == 0) {
    const uint64_t year = 1990 + dice.Below(12, 30);
    claims +=
        ',' + Statement("P39", ItemSnak("P39", "Q83307"),
                        R"("P580":[)" + TimeSnak("P580", year) + "]," +
                            R"("P582":[)" + TimeSnak("P582", year + 4) + "]," +
                            R"("P1001":[)" + ItemSnak("P1001", country) + ']');
  }
  if (is_person && dice.Below(13, 3) == 0) {
    claims +=
        ',' + Statement("P570", TimeSnak("P570", 1800 + dice.Below(14, 220)));
  }
  if (kind == Kind::kTown || kind == Kind::kSite) {
    const std::string point =
        R"({"latitude":)" +
        std::to_string(static_cast<double>(dice.Below(15, 120'000)) / 1000 -
                       60) +
        R"(,"longitude":)" +
        std::to_string(static_cast<double>(dice.Below(16, 360'000)) / 1000 -
                       180) +
        R"(,"precision":0.01,"globe":"http://www.wikidata.org/entity/Q2"})";
    claims += ',' + Statement("P625", Snak("P625", point, "globecoordinate"));
  }
  if (kind == Kind::kTown) {
    claims += ',' + Statement("P131", ItemSnak("P131", "Q1553"));
    claims +=
        ',' +
        Statement("P1082", Snak("P1082",
                                R"({"amount":"+)" +
                                    std::to_string(50 + dice.Below(17, 9000)) +
                                    R"(","unit":"1"})",
                                "quantity"));
  }
  return claims;
}

}  // namespace

std::string MadeName(uint64_t n) {
  const Dice dice(n);
  return NameOf(dice, KindOf(dice));
}

std::string MadeItem(uint64_t n) {
  const Dice dice(n);
  const Kind kind = KindOf(dice);
  const std::string name = NameOf(dice, kind);
  std::string line = R"({"type":"item","id":"Q)" +
                     std::to_string(kFirstItem + n) + R"(","labels":{)";
  line += Label("en", name) + ',' + Label("de", name) + ',' +
          Label("fr", name + 'e') + R"(},"descriptions":{)" +
          Label("en", "something made up for a benchmark") +
          R"(},"aliases":{"en":[)";
  const uint64_t aliases = dice.Below(20, 3);
  for (uint64_t i = 0; i < aliases; ++i) {
    line += i == 0 ? "" : ",";
    line += R"({"language":"en","value":)" +
            Quoted(SomeWord(dice, 21 + i, 160'000) + ' ' + name) + '}';
  }
  line += R"(]},"claims":{)" + ClaimsOf(dice, kind) + R"(},"sitelinks":{)";
  const auto sitelinks = static_cast<uint64_t>(dice.Skewed(30) * 40);
  for (uint64_t i = 0; i < sitelinks; ++i) {
    const std::string wiki = 'w' + std::to_string(i) + "wiki";
    line += (i == 0 ? "" : ",") + Quoted(wiki) + R"(:{"site":)" + Quoted(wiki) +
            R"(,"title":)" + Quoted(name) + R"(,"badges":[]})";
  }
  return line + "}}";
}

}  // namespace annals::bench
