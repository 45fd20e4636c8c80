#include "api/http/server.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "api/http/connection.h"

namespace annals {

namespace {

using httplib::Server;

constexpr size_t kMaxBodyBytes = 16 << 10;

// What a request may not be, whatever it asks for. `takes_posts` says whether
// its path does.
std::optional<Problem> FaultOf(const httplib::Request& request,
                               size_t max_headers, bool takes_posts) {
  if (request.headers.size() > max_headers) {
    return MakeProblem(431, "too-many-headers",
                       "more than " + std::to_string(max_headers) + " headers");
  }
  if (request.has_header("Transfer-Encoding")) {
    return MakeProblem(400, "bad-request",
                       "a request body of unknown length is not taken");
  }
  if (request.has_header("Content-Encoding")) {
    return MakeProblem(415, "unsupported-media-type",
                       "a compressed request body is not taken");
  }
  const bool is_post = request.method == "POST" && takes_posts;
  if (request.method != "GET" && request.method != "HEAD" && !is_post) {
    return MakeProblem(405, "method-not-allowed",
                       request.method + " is not answered here");
  }
  return std::nullopt;
}

void Put(Answer answer, httplib::Response* response) {
  response->status = answer.status;
  for (auto& [name, value] : answer.headers) {
    response->set_header(name, value);
  }
  response->set_header("X-Content-Type-Options", "nosniff");
  response->set_header("Vary", "Accept-Encoding");
  response->set_header("Accept-Ranges", "none");
  if (answer.body.empty()) return;
  response->body = std::move(answer.body);
  response->set_header("Content-Type", answer.content_type);
}

// One of the few places for streamed answers, until released or destroyed.
class StreamPlace {
 public:
  explicit StreamPlace(std::atomic<size_t>* taken) : taken_(taken) {}
  ~StreamPlace() { Release(); }
  StreamPlace(const StreamPlace&) = delete;
  StreamPlace& operator=(const StreamPlace&) = delete;

  void Release() {
    if (!is_released_.exchange(true)) --*taken_;
  }

 private:
  std::atomic<size_t>* taken_;
  std::atomic<bool> is_released_ = false;
};

// Null if all places are taken. Shared, because httplib copies what holds it.
std::shared_ptr<StreamPlace> TakePlace(std::atomic<size_t>* taken,
                                       size_t places) {
  if (taken->fetch_add(1) < places) return std::make_shared<StreamPlace>(taken);
  --*taken;
  return nullptr;
}

void PutStream(Answer answer, std::shared_ptr<StreamPlace> place,
               httplib::Response* response) {
  const std::string content_type = answer.content_type;
  auto write = std::move(answer.stream);
  answer.body.clear();
  Put(std::move(answer), response);
  response->set_chunked_content_provider(
      content_type, [write = std::move(write), place = std::move(place)](
                        size_t, httplib::DataSink& sink) {
        write([&](std::string_view bytes) {
          return sink.is_writable() && sink.write(bytes.data(), bytes.size());
        });
        // Before the end is sent: who has read it may come again at once.
        place->Release();
        sink.done();
        return true;
      });
}

Problem ProblemOfStatus(int status) {
  switch (status) {
    case 400:
      return MakeProblem(400, "bad-request", "this is not an HTTP request");
    case 413:
      return MakeProblem(413, "content-too-large",
                         "what is posted is too large");
    case 414:
      return MakeProblem(414, "uri-too-long", "the URL is too long");
    case 416:
      return MakeProblem(416, "range-not-satisfiable",
                         "the Range header is malformed");
    default:
      return MakeProblem(status, "internal-error",
                         "the server failed to answer");
  }
}

}  // namespace

struct AnnalsServer::Running {
  explicit Running(const ConnectionLimits& limits) : server(limits) {}

  std::atomic<size_t> streams = 0;
  HardenedServer server;
  std::thread thread;
};

AnnalsServer::AnnalsServer(const KnowledgeReader& reader,
                           const PhraseReader& phrases,
                           std::span<const PageFile> page,
                           ServerOptions options)
    : service_(reader, phrases, page, options.writer, options.row_bytes),
      options_(std::move(options)) {}

AnnalsServer::~AnnalsServer() { Stop(); }

Result<int> AnnalsServer::Start() {
  ConnectionLimits limits;
  limits.threads = options_.threads;
  limits.head_timeout = options_.request_timeout;
  limits.write_timeout = options_.request_timeout;
  limits.idle_timeout = options_.idle_timeout;
  running_ = std::make_unique<Running>(limits);
  Running& running = *running_;
  const size_t max_streams = std::max<size_t>(1, options_.threads / 4);

  // Everything but what is posted is answered before httplib would look for a
  // route or read a body.
  running.server.set_pre_routing_handler(
      [this, &running, max_streams](const httplib::Request& request,
                                    httplib::Response& response) {
        const bool takes_posts = service_.TakesPosts(request.target);
        const auto fault = FaultOf(request, options_.max_headers, takes_posts);
        if (!fault && request.method == "POST") {
          return Server::HandlerResponse::Unhandled;
        }
        Answer answer =
            fault ? service_.Refuse(*fault, request.path)
                  : service_.Handle({request.method, request.target,
                                     request.get_header_value("Accept"),
                                     request.get_header_value("If-None-Match"),
                                     "", "", ""});
        if (!answer.stream) {
          Put(std::move(answer), &response);
        } else if (auto place = TakePlace(&running.streams, max_streams)) {
          PutStream(std::move(answer), std::move(place), &response);
        } else {
          Put(service_.Refuse(
                  MakeProblem(503, "overloaded", "too many exports at a time"),
                  request.path),
              &response);
        }
        return Server::HandlerResponse::Handled;
      });
  running.server.set_payload_max_length(kMaxBodyBytes);
  running.server.Post(R"([\s\S]*)", [this](const httplib::Request& request,
                                           httplib::Response& response) {
    Put(service_.Handle(
            {request.method, request.target, request.get_header_value("Accept"),
             "", request.get_header_value("Host"),
             request.get_header_value("Content-Type"), request.body}),
        &response);
  });
  running.server.set_error_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        if (!response.body.empty()) return;
        Put(service_.Refuse(ProblemOfStatus(response.status), request.path),
            &response);
      });
  running.server.set_exception_handler([this](const httplib::Request& request,
                                              httplib::Response& response,
                                              const std::exception_ptr&) {
    Put(service_.Refuse(ProblemOfStatus(500), request.path), &response);
  });

  int port = options_.port;
  const bool is_bound =
      port == 0 ? (port = running.server.bind_to_any_port(options_.host)) > 0
                : running.server.bind_to_port(options_.host, port);
  if (!is_bound) {
    running_.reset();
    return Status::Unavailable("cannot listen on " + options_.host + ":" +
                               std::to_string(options_.port));
  }
  running.thread =
      std::thread([&running] { running.server.listen_after_bind(); });
  while (!running.server.is_running()) std::this_thread::yield();
  return port;
}

void AnnalsServer::Stop() {
  if (!running_) return;
  running_->server.stop();
  running_->thread.join();
  running_.reset();
}

}  // namespace annals
