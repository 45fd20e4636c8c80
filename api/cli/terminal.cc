#include "api/cli/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>

namespace annals {

int Fail(const Status& status, int code) {
  std::cerr << "annals: " << status.message() << '\n';
  return code;
}

int Done() {
  std::cout.flush();
  if (std::cout.good()) return 0;
  return Fail(Status::Unavailable("the output could not be written"));
}

std::string Shorten(std::string_view text, size_t width) {
  std::string out;
  size_t points = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins && ++points > width) return out + "…";
    out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  }
  return out;
}

bool IsTerminal(int descriptor) { return ::isatty(descriptor) == 1; }

int Threads(int asked) {
  if (asked > 0) return asked;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<Resources> LoadResources(const std::string& rules) {
  if (rules.empty()) return Resources::Embedded();
  return Resources::WithOverrides(rules);
}

Result<std::string> ReadInput(const std::string& file, size_t limit) {
  std::ifstream opened;
  if (!file.empty() && file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) return Status::NotFound(file + ": cannot be opened");
  }
  std::istream& in = opened.is_open() ? opened : std::cin;
  std::string text;
  std::array<char, 1 << 16> buffer;
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    text.append(buffer.data(), static_cast<size_t>(in.gcount()));
    if (text.size() > limit) {
      return Status::Exhausted((file.empty() ? "standard input" : file) +
                               ": more than " + std::to_string(limit) +
                               " bytes");
    }
  }
  return text;
}

}  // namespace annals
