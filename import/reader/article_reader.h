// Files in, articles out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/status.h"

namespace annals {

// A file larger than this is rejected before it is read.
inline constexpr size_t kMaxArticleBytes = 8 << 20;

// Reads one blog post: YAML front matter (Jekyll, Hugo; Pelican's "Key: value"
// lines), then Markdown. `file` is the name to report and to make the article's
// id from: "posts/2025-10-17-talks.md", where only what identifies the post
// counts (its own url if it has one, else its base name, else for index.md its
// folder and base name).
//
// InvalidArgument, naming the file and the line where that means something, for
// front matter that cannot be read, no date, a date that does not exist or that
// no newspaper can have, text that is not UTF-8 (or Latin-1 or UTF-16 that says
// so), a paragraph of more than 64 KiB, or an empty body; Exhausted for too
// many bytes.
Result<Article> ReadPost(std::string_view file, std::string_view bytes);

}  // namespace annals
