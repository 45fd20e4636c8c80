// The files that cmake/Embed.cmake put into the program.

#pragma once

#include <span>
#include <string_view>

namespace annals {

struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;  // live as long as the program
};

std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace annals
