// What names an article, its publisher and its content, whatever it is read
// from.

#pragma once

#include <string>
#include <string_view>

#include "core/ids.h"

namespace annals {

// Of what names the article among all others: its url, if it has one.
ArticleId MakeArticleId(std::string_view identity);

// "bbc.co.uk" of "https://www.bbc.co.uk/news/1"; empty if it is no url.
std::string HostOf(std::string_view url);

// The same for a text and a re-post of it with another beginning: what follows
// the first sentence, or the last words of a text that has little more.
std::string ContentKey(std::string_view text);

}  // namespace annals
