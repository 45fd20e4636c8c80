#include "api/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace annals {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Whether `events` come on `socket` before `deadline`.
bool WaitFor(socket_t socket, short events, Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd poll_for = {socket, events, 0};
    const int ready = poll(&poll_for, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// One connection, as httplib reads and writes it.
class GuardedStream : public httplib::Stream {
 public:
  GuardedStream(socket_t socket, const ConnectionLimits& limits)
      : socket_(socket), limits_(limits) {}

  // The next request may take as much and as long as the limits say.
  void BeginRequest() {
    head_left_ = limits_.max_head_bytes;
    deadline_ = Clock::now() + limits_.head_timeout;
  }
  bool has_buffered() const { return begin_ < end_; }

  bool is_readable() const override {
    return has_buffered() || WaitFor(socket_, POLLIN, deadline_);
  }
  bool is_writable() const override {
    return WaitFor(socket_, POLLOUT, Clock::now() + limits_.write_timeout);
  }

  ssize_t read(char* bytes, size_t size) override {
    size = std::min(size, head_left_);
    if (size == 0) return -1;
    if (!has_buffered() && !Fill()) return -1;
    size = std::min(size, end_ - begin_);
    std::memcpy(bytes, buffer_.data() + begin_, size);
    begin_ += size;
    head_left_ -= size;
    return static_cast<ssize_t>(size);
  }

  ssize_t write(const char* bytes, size_t size) override {
    if (!is_writable()) return -1;
    for (;;) {
      const ssize_t sent =
          send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent >= 0) return sent;
      const bool try_again =
          errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK;
      if (!try_again || !is_writable()) return -1;
    }
  }

  // Nobody here asks who is at the other end.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool Fill() {
    if (!WaitFor(socket_, POLLIN, deadline_)) return false;
    const ssize_t received =
        recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (received <= 0) return false;
    begin_ = 0;
    end_ = static_cast<size_t>(received);
    return true;
  }

  socket_t socket_;
  const ConnectionLimits& limits_;
  size_t head_left_ = 0;
  Clock::time_point deadline_;
  std::array<char, 4096> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
};

// httplib's pool, counting the jobs that nobody has taken up.
class CountingPool : public httplib::ThreadPool {
 public:
  CountingPool(size_t threads, std::atomic<int>* waiting)
      : ThreadPool(threads), waiting_(waiting) {}

  void enqueue(std::function<void()> job) override {
    ++*waiting_;
    ThreadPool::enqueue([waiting = waiting_, job = std::move(job)] {
      --*waiting;
      job();
    });
  }

 private:
  std::atomic<int>* waiting_;
};

bool HasBody(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

bool TakesGzip(const httplib::Request& request) {
  const std::string accepted = request.get_header_value("Accept-Encoding");
  const size_t at = accepted.find("gzip");
  return at != std::string::npos && accepted.compare(at + 4, 4, ";q=0") != 0;
}

}  // namespace

HardenedServer::HardenedServer(const ConnectionLimits& limits)
    : limits_(limits) {
  new_task_queue = [this] {
    return new CountingPool(limits_.threads, &waiting_);
  };
  set_tcp_nodelay(true);
  // What the Keep-Alive header of an answer promises.
  set_keep_alive_max_count(limits_.max_requests);
  set_keep_alive_timeout(
      std::chrono::floor<std::chrono::seconds>(limits_.idle_timeout).count());
  set_payload_max_length(0);
  // Without httplib's SO_REUSEPORT: a port that is taken is an error.
  set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  });
}

// True when something comes, false when the connection is better given up.
bool HardenedServer::WaitForRequest(socket_t socket) const {
  constexpr milliseconds kStep(20);
  const Clock::time_point give_up = Clock::now() + limits_.idle_timeout;
  while (svr_sock_ != INVALID_SOCKET && Clock::now() < give_up) {
    if (WaitFor(socket, POLLIN, Clock::now() + kStep)) return true;
    if (waiting_ > 0) return false;
  }
  return false;
}

bool HardenedServer::process_and_close_socket(socket_t socket) {
  GuardedStream stream(socket, limits_);
  for (size_t left = limits_.max_requests; left > 0; --left) {
    if (!stream.has_buffered() && !WaitForRequest(socket)) break;
    stream.BeginRequest();
    bool parsed = false;
    bool must_close = false;
    const bool ok = process_request(
        stream, left == 1, must_close, [&](httplib::Request& request) {
          parsed = true;
          request.ranges.clear();
          request.headers.erase("Range");
          request.headers.erase("Expect");
          const bool takes_gzip = TakesGzip(request);
          request.headers.erase("Accept-Encoding");
          if (takes_gzip) request.set_header("Accept-Encoding", "gzip");
          if (HasBody(request)) {
            must_close = true;
            request.headers.erase("Connection");
            request.set_header("Connection", "close");
          }
        });
    if (!ok || !parsed || must_close) break;
  }
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

}  // namespace annals
