// The API without the network: from a request to an answer. The server puts it
// on a socket; tests may call it as a function.
//
// It finds the route, takes a snapshot of the base, reads the parameters, and
// gives to every answer what all have in common: a request id, an ETag, how
// long it may be cached, and a problem document where there is a problem.

#pragma once

#include <atomic>
#include <span>
#include <string>
#include <string_view>

#include "api/http/ask.h"
#include "api/http/endpoint.h"
#include "api/http/rendered_rows.h"
#include "core/knowledge_base.h"

namespace annals {

// A file of the page: what is served at "/" and beside the API.
struct PageFile {
  std::string_view path;  // "/index.html", served at "/" too
  std::string_view content_type;
  std::string_view bytes;
};

struct Asking {
  std::string method = "GET";
  std::string target;  // as in the request line: "/v1/events?limit=5"
  std::string accept;
  std::string if_none_match;

  // Of what is posted.
  std::string host;  // as the Host header names it
  std::string content_type;
  std::string body;
};

// May be used from many threads at once.
class Service {
 public:
  // All must outlive it. `writer` takes what people decide about entities;
  // null: nothing is taken. It may be called from many threads at once.
  // `row_bytes` is the memory for rows of pages that were made before.
  Service(const KnowledgeReader& reader, const PhraseReader& phrases,
          std::span<const PageFile> page, KnowledgeWriter* writer,
          size_t row_bytes);

  Answer Handle(const Asking& asking) const;

  // Whether something may be posted there, so that its body is to be read.
  bool TakesPosts(std::string_view target) const;

  // A problem as an answer, to requests that never come so far.
  Answer Refuse(const Problem& problem, std::string_view path) const;

 private:
  Outcome Find(const Asking& asking, const std::string& path,
               std::string_view query_string) const;
  const PageFile* FindPageFile(std::string_view path) const;
  std::string NewRequestId() const;

  const KnowledgeReader& reader_;
  const PhraseReader& phrases_;
  std::span<const PageFile> page_;
  KnowledgeWriter* writer_;
  mutable RenderedRows rows_;
  std::string id_prefix_;
  mutable std::atomic<uint64_t> requests_ = 0;
};

}  // namespace annals
