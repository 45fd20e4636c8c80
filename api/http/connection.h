// cpp-httplib's server with the holes of version 0.11.4 closed. It differs in
// how it treats a connection:
//
//   - the line and headers of a request have a size and a time they may take;
//   - a connection is closed after a request that has a body or did not parse:
//     what follows might be the body, dressed up as a request;
//   - an idle connection gives way as soon as another waits for a worker, and
//     is left at once when the server stops;
//   - Range and Expect are ignored, and gzip goes before the slower Brotli.

#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>

namespace annals {

struct ConnectionLimits {
  size_t threads = 32;
  size_t max_head_bytes = 32 << 10;  // request line and headers
  size_t max_requests = 1000;        // on one connection
  std::chrono::milliseconds head_timeout{10'000};
  std::chrono::milliseconds write_timeout{10'000};  // without progress
  std::chrono::milliseconds idle_timeout{5'000};
};

class HardenedServer : public httplib::Server {
 public:
  explicit HardenedServer(const ConnectionLimits& limits);

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool WaitForRequest(socket_t socket) const;

  ConnectionLimits limits_;
  std::atomic<int> waiting_ = 0;  // connections without a worker
};

}  // namespace annals
