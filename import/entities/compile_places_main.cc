// Build step: compile_places CITIES ADMIN1 COUNTRY_INFO COUNTRIES.tsv
//                            REGIONS.tsv CITY_NAMES.tsv
//                            NAMES IDS CAPITALS DIVISIONS
//
// Turns GeoNames' tables into four that are read where they lie:
//   CAPITALS  country, id of its capital
//   DIVISIONS  GeoNames' code of a first-level division ("US.NE"), its id
//   NAMES  folded name, then the place's columns; sorted by the name's bytes
//   IDS    the place's columns; sorted by id
// Columns: id, name, kind (settlement, region), country, id of the region it is
// in, latitude, longitude, population, 1 for a national capital.
// A city's name is the English one: of CITY_NAMES, or without the signs of a
// transliteration ("Kandahār"). Its id is that of the name it had.
// The most populous city of a name has the plain id; others add region,
// country. First-level divisions that our own table has are left to it: cities
// only point there. Others stand in the middle of their cities.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/text/fold.h"

namespace {

std::vector<std::string> Split(const std::string& line, char separator) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == separator) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<std::vector<std::string>> ReadTable(const char* path,
                                                size_t columns) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row = Split(line, '\t');
    row.resize(std::max(row.size(), columns));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) std::fprintf(stderr, "%s: nothing in it\n", path);
  return rows;
}

bool IsPlainName(const std::string& folded) {
  return folded.size() >= 4 &&
         std::all_of(folded.begin(), folded.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == ' ' || c == '-' || c == '\'' ||
                  c == '.';
         });
}

// Whether a name has signs that only transliterations have.
bool IsTransliterated(const std::string& name) {
  for (const char* sign : {"ā", "ē", "ī", "ō", "ū", "Ā", "Ē", "Ī", "Ō", "Ū",
                           "Ḩ", "ḩ", "Ẕ", "ẕ", "‘", "’"}) {
    if (name.find(sign) != name.npos) return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 11) {
    std::fprintf(stderr,
                 "usage: compile_places CITIES ADMIN1 COUNTRY_INFO "
                 "COUNTRIES REGIONS CITY_NAMES NAMES IDS CAPITALS "
                 "DIVISIONS\n");
    return 2;
  }
  auto cities = ReadTable(argv[1], 19);
  const auto regions = ReadTable(argv[2], 4);
  std::set<std::string> taken;
  for (const auto& row : ReadTable(argv[4], 4))
    taken.insert(annals::Slug(row[1]));
  // Divisions of our own table: "US new york" → "new-york".
  std::map<std::string, std::string> own_region;
  for (const auto& row : ReadTable(argv[5], 6)) {
    // As Gazetteer does.
    std::string id = annals::Slug(row[0]);
    if (!taken.insert(id).second) {
      id = annals::Slug(row[0] + " " + row[5]);
      taken.insert(id);
    }
    if (row[1] != "state") continue;
    own_region.emplace(row[5] + ' ' + annals::Fold(row[0]), id);
    for (const std::string& name : Split(row[2], ';')) {
      own_region.emplace(row[5] + ' ' + annals::Fold(name), id);
    }
  }
  std::map<std::string, std::string> english;  // "UA Kiev" → "Kyiv"
  for (const auto& row : ReadTable(argv[6], 3)) {
    english[row[1] + ' ' + row[0]] = row[2];
  }
  std::map<std::string, std::string> capital_of;  // country → folded capital
  for (const auto& row : ReadTable(argv[3], 6)) {
    capital_of[row[0]] = annals::Fold(row[5]);
  }

  // "Kano" is our "Kano State", but Moscow is not the oblast around it.
  const auto own_region_of = [&](const std::string& country,
                                 const std::string& name) {
    const std::string key = country + ' ' + annals::Fold(name);
    if (const auto it = own_region.find(key); it != own_region.end()) {
      return it->second;
    }
    if (capital_of[country] == annals::Fold(name)) return std::string();
    const auto longer = own_region.lower_bound(key + ' ');
    return longer != own_region.end() && longer->first.starts_with(key + ' ')
               ? longer->second
               : std::string();
  };

  // Where a region is, as far as a point can say.
  struct Center {
    double latitude = 0, longitude = 0;
    int cities = 0;
  };
  std::map<std::string, Center> centers;
  for (const auto& row : cities) {
    Center& center = centers[row[8] + "." + row[10]];
    center.latitude += std::stod(row[4]);
    center.longitude += std::stod(row[5]);
    ++center.cities;
  }
  const auto center_of = [&](const std::string& area) -> std::string {
    const auto it = centers.find(area);
    if (it == centers.end()) return "\t";
    char text[64];
    std::snprintf(text, sizeof(text), "%.3f\t%.3f",
                  it->second.latitude / it->second.cities,
                  it->second.longitude / it->second.cities);
    return text;
  };
  std::vector<std::string> names;
  std::vector<std::string> ids;
  const auto add = [&](const std::string& columns,
                       const std::set<std::string>& all_names) {
    ids.push_back(columns);
    for (const std::string& name : all_names)
      names.push_back(name + '\t' + columns);
  };
  std::map<std::string, std::string> region_id;  // "US.ME" → "maine-us"
  for (const auto& row : regions) {
    const std::string country = row[0].substr(0, row[0].find('.'));
    if (const std::string own = own_region_of(country, row[1]); !own.empty()) {
      region_id[row[0]] = own;
      continue;
    }
    const std::string id = annals::Slug(row[1] + " " + country);
    if (id.empty() || !taken.insert(id).second) continue;
    region_id[row[0]] = id;
    add(id + '\t' + row[1] + "\tregion\t" + country + "\t\t" +
            center_of(row[0]) + "\t0\t0",
        {annals::Fold(row[1])});
  }
  std::map<std::string, std::string> capital_id;  // by country
  std::stable_sort(cities.begin(), cities.end(),
                   [](const auto& a, const auto& b) {
                     return std::stol("0" + a[14]) > std::stol("0" + b[14]);
                   });
  for (const auto& row : cities) {
    if (row[7] == "PPLX") continue;  // a quarter of a town
    const std::string region = region_id[row[8] + "." + row[10]];
    std::string id = annals::Slug(row[1]);
    if (id.empty()) continue;
    if (!taken.insert(id).second) {
      id += "-" + (region.empty() ? annals::Slug(row[8]) : region);
      if (!taken.insert(id).second) continue;
    }
    const std::string folded = annals::Fold(row[1]);
    const bool capital = row[7] == "PPLC" || capital_of[row[8]] == folded;
    if (capital) capital_id.emplace(row[8], id);  // the largest of the name
    std::set<std::string> all = {folded, annals::Fold(row[2])};
    for (const std::string& name : Split(row[3], ',')) {
      const std::string alias = annals::Fold(name);
      if (IsPlainName(alias)) all.insert(alias);
    }
    std::string name = IsTransliterated(row[1]) ? row[2] : row[1];
    if (const auto it = english.find(row[8] + ' ' + row[1]);
        it != english.end()) {
      name = it->second;
      all.insert(annals::Fold(name));
    }
    add(id + '\t' + name + "\tsettlement\t" + row[8] + '\t' + region + '\t' +
            row[4] + '\t' + row[5] + '\t' + row[14] + (capital ? "\t1" : "\t0"),
        all);
  }
  std::sort(names.begin(), names.end());
  std::sort(ids.begin(), ids.end());
  std::ofstream out(argv[7], std::ios::binary);
  for (const std::string& line : names) out << line << '\n';
  std::ofstream by_id(argv[8], std::ios::binary);
  for (const std::string& line : ids) by_id << line << '\n';
  std::ofstream capitals(argv[9], std::ios::binary);
  for (const auto& [country, id] : capital_id) {
    capitals << country << '\t' << id << '\n';
  }
  std::ofstream divisions(argv[10], std::ios::binary);
  for (const auto& [code, id] : region_id) {
    if (!id.empty()) divisions << code << '\t' << id << '\n';
  }
  return out.flush() && by_id.flush() && capitals.flush() && divisions.flush()
             ? 0
             : 1;
}
