// The web page that was built into the program (viz/).

#pragma once

#include <span>
#include <vector>

#include "api/http/service.h"
#include "import/rulebook/embedded.h"

namespace annals {

std::span<const EmbeddedFile> EmbeddedPage();

// The same with the content type of each file, by its ending.
std::vector<PageFile> PageFiles();

}  // namespace annals
