// Which files an import is about, and what each is.

#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "import/bulk/file_format.h"

namespace annals {

struct InputFile {
  std::string path;
  Result<Recognized> what;  // or why it is rejected, "path: reason"
};

// The files that `paths` name, and of folders those below them, in the order of
// their names, but tables of mentions last: posts (.md, .markdown), and what
// begins like another format of ours. Tables that are none of ours are rejected
// by name, but left alone in folders that have posts. What is not there or
// cannot be opened stays, to be rejected by name.
std::vector<InputFile> FindInputFiles(const std::vector<std::string>& paths,
                                      FormatChoice choice);

// The lines of a file that is no table of ours, so that totals agree; 0 if it
// cannot be read or is none of the kind that has lines.
uint64_t CountLines(const std::string& path);

}  // namespace annals
