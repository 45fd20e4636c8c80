// Rows of data sets of coded events for tests, of our own making: only what a
// test is about is said.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace annals::testing {

inline std::string Joined(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line += '\t';
    line += cell;
  }
  return line;
}

// A row of GDELT, by the names of its codebook. 61 columns unless told.
class GdeltRow {
 public:
  explicit GdeltRow(std::string id, size_t columns = 61) : cells_(columns) {
    cells_[0] = std::move(id);
    On("20191024");
    cells_[26] = "190";
    cells_[33] = "3";
    cells_[34] = "-2.5";
    cells_[Added()] = columns == 61 ? "20191024143000" : "20191024";
    if (columns != 57) cells_.back() = "https://news.example/a/1";
  }
  GdeltRow& On(const std::string& sql_date) {
    cells_[1] = sql_date;
    cells_[2] = "201910";
    cells_[3] = "2019";
    return *this;
  }
  GdeltRow& Code(std::string cameo) {
    cells_[26] = std::move(cameo);
    return *this;
  }
  GdeltRow& Actor1(std::string code, std::string name, std::string country,
                   std::string type = "") {
    return Actor(5, std::move(code), std::move(name), std::move(country),
                 std::move(type));
  }
  GdeltRow& Actor2(std::string code, std::string name, std::string country,
                   std::string type = "") {
    return Actor(15, std::move(code), std::move(name), std::move(country),
                 std::move(type));
  }
  GdeltRow& At(std::string type, std::string name, std::string fips,
               std::string latitude, std::string longitude) {
    const size_t width = cells_.size() == 61 ? 8 : 7;
    const size_t geo = 35 + 2 * width;
    cells_[geo] = std::move(type);
    cells_[geo + 1] = std::move(name);
    cells_[geo + 2] = std::move(fips);
    cells_[geo + width - 3] = std::move(latitude);
    cells_[geo + width - 2] = std::move(longitude);
    return *this;
  }
  GdeltRow& Set(size_t column, std::string cell) {
    cells_[column] = std::move(cell);
    return *this;
  }
  size_t Added() const { return cells_.size() == 61 ? 59 : 56; }

  std::vector<std::string_view> cells() const {
    return {cells_.begin(), cells_.end()};
  }
  std::string line() const { return Joined(cells_); }

 private:
  GdeltRow& Actor(size_t first, std::string code, std::string name,
                  std::string country, std::string type) {
    cells_[first] = std::move(code);
    cells_[first + 1] = std::move(name);
    cells_[first + 2] = std::move(country);
    cells_[first + 7] = std::move(type);
    return *this;
  }

  std::vector<std::string> cells_;
};

inline std::string GdeltMentionLine(const std::string& id,
                                    const std::string& url) {
  return Joined({id, "20191024143000", "20191025000000", "1", "other.example",
                 url, "3", "-1", "10", "20", "1", "80", "1500", "-1.5", "",
                 ""});
}

inline constexpr std::string_view kIcewsHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\t"
    "Event Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
    "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude";

inline std::string IcewsLine(const std::string& id, const std::string& cameo) {
  return Joined({id,
                 "2014-03-05",
                 "Vladimir Putin",
                 "Executive",
                 "Russian Federation",
                 "Make statement",
                 cameo,
                 "0",
                 "Ukraine",
                 "",
                 "Ukraine",
                 "777",
                 "2",
                 "Example Wire",
                 "Kyiv",
                 "",
                 "",
                 "Ukraine",
                 "50.45",
                 "30.52"});
}

}  // namespace annals::testing
