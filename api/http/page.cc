#include "api/http/page.h"

namespace annals {

namespace {

std::string_view ContentType(std::string_view path) {
  if (path.ends_with(".html")) return "text/html; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  if (path.ends_with(".json")) return "application/json";
  return "application/octet-stream";
}

}  // namespace

std::vector<PageFile> PageFiles() {
  std::vector<PageFile> files;
  for (const EmbeddedFile& file : EmbeddedPage()) {
    files.push_back({file.path, ContentType(file.path), file.bytes});
  }
  return files;
}

}  // namespace annals
