// Build step: compile_wordnet INDEX DATA OUT
//
// Joins WordNet's index.POS and data.POS into "lemma<TAB>class class …" lines,
// sorted by bytes: the lexicographer file of each sense, commonest first, each
// once. One word a lemma; those of several words are left out.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: compile_wordnet INDEX DATA OUT\n");
    return 2;
  }
  std::ifstream index(argv[1]);
  std::ifstream data_file(argv[2], std::ios::binary);
  const std::string data((std::istreambuf_iterator<char>(data_file)),
                         std::istreambuf_iterator<char>());
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(index, line)) {
    if (line.empty() || line[0] == ' ') continue;  // the licence
    std::istringstream in(line);
    std::string lemma;
    std::string pos;
    int senses = 0;
    int pointers = 0;
    in >> lemma >> pos >> senses >> pointers;
    if (lemma.find('_') != std::string::npos) continue;
    std::string skipped;
    for (int i = 0; i < pointers + 2; ++i) in >> skipped;
    std::vector<std::string> classes;
    for (int i = 0; i < senses; ++i) {
      std::string offset;
      in >> offset;
      const size_t at = std::stoul(offset) + offset.size() + 1;
      if (at + 2 > data.size()) {
        std::fprintf(stderr, "%s: bad offset of '%s'\n", argv[1],
                     lemma.c_str());
        return 1;
      }
      const std::string cls = std::to_string(std::stoi(data.substr(at, 2)));
      if (std::find(classes.begin(), classes.end(), cls) == classes.end()) {
        classes.push_back(cls);
      }
    }
    std::string row = lemma + '\t';
    for (const std::string& cls : classes) {
      if (row.back() != '\t') row += ' ';
      row += cls;
    }
    lines.push_back(row);
  }
  if (lines.empty()) {
    std::fprintf(stderr, "%s: no words\n", argv[1]);
    return 1;
  }
  std::sort(lines.begin(), lines.end());
  std::ofstream out(argv[3], std::ios::binary);
  for (const std::string& row : lines) out << row << '\n';
  return out.flush() ? 0 : 1;
}
