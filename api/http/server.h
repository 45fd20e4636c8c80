// The HTTP server: the API and the page on a port.
//
//   AnnalsServer server(reader, phrases, page, {.port = 8080});
//   Result<int> port = server.Start();
//   …
//   server.Stop();
//
// It changes nothing but what a writer it is given takes. It keeps within
// limits of its own (see ConnectionLimits), but speaks neither TLS nor knows
// who asks: bind it to loopback, or put a proxy in front of it.

#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "api/http/ask.h"
#include "api/http/service.h"
#include "core/knowledge_base.h"
#include "core/status.h"

namespace annals {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;  // 0: any that is free
  size_t threads = 32;
  size_t max_headers = 100;
  size_t row_bytes = size_t{64} << 20;  // of rows kept for pages to come
  std::chrono::milliseconds request_timeout{10'000};
  std::chrono::milliseconds idle_timeout{5'000};

  // Takes what people decide about entities, from several threads; must outlive
  // the server. Null: nothing is taken.
  KnowledgeWriter* writer = nullptr;
};

class AnnalsServer {
 public:
  // All but the options must outlive it.
  AnnalsServer(const KnowledgeReader& reader, const PhraseReader& phrases,
               std::span<const PageFile> page, ServerOptions options);
  ~AnnalsServer();  // stops

  // Serves from other threads until Stop(). The port it listens on, or
  // Unavailable if that cannot be had. REQUIRES: not started before.
  Result<int> Start();

  // Ends what is being answered, then returns. May be called twice.
  void Stop();

 private:
  struct Running;

  Service service_;
  ServerOptions options_;
  std::unique_ptr<Running> running_;
};

}  // namespace annals
