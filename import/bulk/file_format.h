// What a file is, told by how it begins: nothing of a wrong file is stored.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/status.h"

namespace annals {

enum class FileFormat : uint8_t {
  kPost,           // a blog post: front matter and Markdown
  kBundle,         // our export with everything in it
  kEventLines,     // our export of events alone
  kGdeltEvents,    // GDELT 1.0 and 2.0
  kGdeltMentions,  // GDELT 2.0
  kIcews,
  kDayYaml,  // a day of Wikipedia's current events
  kDayHtml,
};

std::string_view Name(FileFormat format);  // "post", "gdelt-events", …

// What somebody says that files are. `kAuto`: each what it looks like.
enum class FormatChoice : uint8_t {
  kAuto,
  kJekyll,
  kNdjson,
  kGdelt,
  kIcews,
  kCurrentEvents,
};

std::string_view Name(FormatChoice choice);  // "auto", "jekyll", …
std::optional<FormatChoice> ParseFormatChoice(std::string_view name);

// A table's form; of other formats, as it is here.
struct Recognized {
  FileFormat format = FileFormat::kPost;
  char separator = '\t';
  bool has_header = false;
};

// What a file is that begins with `beginning`, all of it or at least 64 KiB.
// What looks like no format of ours is a post, unless its name has an ending of
// tables, or something else was chosen: then InvalidArgument says what it is
// instead. `path` gives the ending only.
Result<Recognized> Recognize(std::string_view path, std::string_view beginning,
                             FormatChoice choice);

// Whether a name has an ending of tables: .csv, .tsv, .tab, .ndjson, .jsonl, in
// any case.
bool IsTableName(std::string_view path);

}  // namespace annals
