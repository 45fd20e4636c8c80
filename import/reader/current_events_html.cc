// The page of a day, as Wikipedia serves it:
//
//   <div class="current-events-main vevent"> … <span class="bday">2025-01-01…
//     <div class="current-events-content description">
//       <p><b>Armed conflicts and attacks</b></p>
//       <ul><li><a>Gaza war</a><ul><li>text <a class="external">(Reuters)</a>
//
// Older pages have a <table class="vevent"> and <dl><dt> for categories.

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <memory>
#include <optional>
#include <utility>

#include "core/text/utf8.h"
#include "core/time/edtf.h"
#include "import/reader/article_reader.h"
#include "import/reader/current_events.h"

namespace annals {

namespace {

// Pages of people have a few; what a fuzzer makes would overflow the stack.
constexpr int kMaxDepth = 200;

struct DocumentDeleter {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

std::string_view NameOf(const xmlNode* node) {
  return node->name == nullptr ? "" : reinterpret_cast<const char*>(node->name);
}

bool Is(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && NameOf(node) == name;
}

std::string AttributeOf(const xmlNode* node, const char* name) {
  xmlChar* const value =
      xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

bool HasClass(const xmlNode* node, std::string_view wanted) {
  if (node->type != XML_ELEMENT_NODE) return false;
  const std::string all = " " + AttributeOf(node, "class") + " ";
  return all.find(" " + std::string(wanted) + " ") != std::string::npos;
}

void AppendText(std::string_view text, std::string* to) {
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) {
      *to += c;
    } else if (!to->empty() && to->back() != ' ') {
      *to += ' ';
    }
  }
}

// All text below a node.
void AllText(const xmlNode* node, int depth, std::string* to) {
  if (depth > kMaxDepth) return;
  if (node->type == XML_TEXT_NODE && node->content != nullptr) {
    AppendText(reinterpret_cast<const char*>(node->content), to);
  }
  for (const xmlNode* child = node->children; child != nullptr;
       child = child->next) {
    AllText(child, depth + 1, to);
  }
}

std::string TextOf(const xmlNode* node) {
  std::string text;
  AllText(node, 0, &text);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// What one <li> says itself, without the lists in it.
struct Item {
  std::string text;
  std::vector<CitedSource> sources;
  std::vector<const xmlNode*> lists;
};

std::string Name(std::string name) {
  if (name.starts_with('(')) name.erase(0, 1);
  while (name.ends_with(')') || name.ends_with(' ')) name.pop_back();
  return name;
}

void ReadItem(const xmlNode* node, int depth, Item* item) {
  if (depth > kMaxDepth) return;
  for (const xmlNode* child = node->children; child != nullptr;
       child = child->next) {
    if (Is(child, "ul") || Is(child, "ol")) {
      item->lists.push_back(child);
    } else if (Is(child, "a") && HasClass(child, "external")) {
      item->sources.push_back(
          {Name(TextOf(child)), AttributeOf(child, "href")});
    } else if (Is(child, "style") || Is(child, "script") || Is(child, "sup")) {
      continue;
    } else if (child->type == XML_TEXT_NODE && child->content != nullptr) {
      AppendText(reinterpret_cast<const char*>(child->content), &item->text);
    } else {
      ReadItem(child, depth + 1, item);
    }
  }
}

class DayPage {
 public:
  explicit DayPage(std::vector<Bullet>* bullets) : bullets_(bullets) {}

  void Visit(const xmlNode* node, int depth) {
    if (depth > kMaxDepth) return;
    for (; node != nullptr; node = node->next) {
      if (node->type != XML_ELEMENT_NODE) continue;
      // Menus, and the links to edit a day.
      if (HasClass(node, "current-events-navbar") ||
          HasClass(node, "editlink") || Is(node, "nav")) {
        continue;
      }
      if (HasClass(node, "vevent")) {
        day_ = DayIn(node, 0);
        category_.clear();
      }
      if (Is(node, "dt") || (Is(node, "b") && day_) ||
          HasClass(node, "current-events-content-heading")) {
        category_ = TextOf(node);
        continue;
      }
      const bool is_list = Is(node, "ul") || Is(node, "ol");
      if (is_list && day_ && !HasClass(node, "current-events-navbar") &&
          is_content_) {
        ReadList(node, {}, depth);
        continue;
      }
      const bool before = is_content_;
      is_content_ = is_content_ || HasClass(node, "description");
      Visit(node->children, depth + 1);
      is_content_ = before;
    }
  }

 private:
  static std::optional<std::chrono::year_month_day> DayIn(const xmlNode* node,
                                                          int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    for (const xmlNode* child = node->children; child != nullptr;
         child = child->next) {
      if (HasClass(child, "bday") || HasClass(child, "dtstart")) {
        const Result<TimeInterval> day = ParseEdtf(TextOf(child));
        if (day.ok() && day->granularity() == Granularity::kDay) {
          return std::chrono::year_month_day(
              std::chrono::floor<std::chrono::days>(day->begin()));
        }
      }
      if (const auto day = DayIn(child, depth + 1)) return day;
    }
    return std::nullopt;
  }

  void ReadList(const xmlNode* list, const std::vector<std::string>& topics,
                int depth) {
    if (depth > kMaxDepth) return;
    for (const xmlNode* node = list->children; node != nullptr;
         node = node->next) {
      if (!Is(node, "li")) continue;
      Item item;
      ReadItem(node, 0, &item);
      while (item.text.ends_with(' ') || item.text.ends_with(',')) {
        item.text.pop_back();
      }
      if (item.text.starts_with(' ')) item.text.erase(0, 1);
      std::vector<std::string> below = topics;
      if (!item.lists.empty() && item.sources.empty()) {
        if (!item.text.empty()) below.push_back(item.text);
      } else if (!item.text.empty()) {
        bullets_->push_back({*day_, category_, topics, std::move(item.text),
                             std::move(item.sources)});
      }
      for (const xmlNode* inner : item.lists) {
        ReadList(inner, below, depth + 1);
      }
    }
  }

  std::vector<Bullet>* bullets_;
  std::optional<std::chrono::year_month_day> day_;
  std::string category_;
  bool is_content_ = false;  // inside what tells of the day
};

}  // namespace

Result<std::vector<Article>> ReadCurrentEventsHtml(std::string_view file,
                                                   std::string_view bytes) {
  const auto reject = [&](const std::string& reason) {
    return Status::InvalidArgument(std::string(file) + ": " + reason);
  };
  if (bytes.size() > kMaxArticleBytes) {
    return Status::Exhausted(std::string(file) + ": has " +
                             std::to_string(bytes.size()) +
                             " bytes; a file of days has at most " +
                             std::to_string(kMaxArticleBytes));
  }
  if (const size_t at = FindInvalidUtf8(bytes); at < bytes.size()) {
    return reject("not UTF-8 (byte " + std::to_string(at) + ")");
  }
  const std::unique_ptr<xmlDoc, DocumentDeleter> document(htmlReadMemory(
      bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
          HTML_PARSE_NONET));
  const xmlNode* const root =
      document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  if (root == nullptr) return reject("is no HTML");
  std::vector<Bullet> bullets;
  DayPage(&bullets).Visit(root, 0);
  if (bullets.empty()) {
    return reject(
        "has no bullet below a day: no element of class 'vevent' with a date "
        "of class 'bday' and a list in its 'description'");
  }
  std::vector<Article> articles;
  for (Bullet& bullet : bullets) {
    bullet.text = ReplaceInvalidUtf8(bullet.text);
    articles.push_back(ArticleOfBullet(file, std::move(bullet)));
  }
  return articles;
}

}  // namespace annals
