#include "api/http/service.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "api/http/conditions.h"
#include "api/http/params.h"
#include "api/http/routes.h"
#include "api/json/event_json.h"
#include "core/text/sha256.h"

namespace annals {

namespace {

constexpr char kNoCache[] = "no-cache";
constexpr char kForever[] = "public, max-age=31536000, immutable";

// The page runs its own scripts and no others.
constexpr char kPagePolicy[] =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

std::string Hex(uint64_t number) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), kDigits[number % 16]);
    number /= 16;
  } while (number > 0);
  return text;
}

// What names an answer: the state, the path and the parameters, in any order
// but that of one name's values.
std::string Tag(const Call& call) {
  std::vector<NamedValue> params = call.params;
  std::stable_sort(params.begin(), params.end(),
                   [](const NamedValue& a, const NamedValue& b) {
                     return a.first < b.first;
                   });
  std::string name = std::string(kProgramVersion) + " " +
                     std::to_string(call.reader->Version()) + " " + call.path;
  for (const auto& [key, value] : params) {
    name += "&" + EncodeQueryValue(key) + "=" + EncodeQueryValue(value);
  }
  return WeakTag(name);
}

Answer NotModified() {
  Answer answer;
  answer.status = 304;
  answer.content_type.clear();
  return answer;
}

Answer PageAnswer(const PageFile& file, const Asking& asking) {
  const std::string tag = WeakTag(file.bytes);
  Answer answer;
  if (NamesTag(asking.if_none_match, tag)) {
    answer = NotModified();
  } else {
    answer.content_type = file.content_type;
    answer.body = file.bytes;
  }
  answer.headers = {{"ETag", tag},
                    {"Cache-Control", kNoCache},
                    {"Content-Security-Policy", kPagePolicy}};
  return answer;
}

// The methods of a path; empty if there is nothing.
std::string AllowedAt(const std::string& path) {
  std::string id;
  const bool gets = FindRoute(Method::kGet, path, &id) != nullptr;
  const bool posts = FindRoute(Method::kPost, path, &id) != nullptr;
  if (gets) return posts ? "GET, HEAD, POST" : "GET, HEAD";
  return posts ? "POST" : "";
}

// "localhost:8080" → "localhost", "[::1]:8080" → "[::1]".
std::string_view HostName(std::string_view host) {
  const size_t colon = host.rfind(':');
  const size_t bracket = host.rfind(']');
  if (colon == std::string_view::npos ||
      (bracket != std::string_view::npos && bracket > colon)) {
    return host;
  }
  return host.substr(0, colon);
}

// Why what is posted is not even looked at. Nobody is asked who they are, so
// only programs of this machine may change the base, and none in a browser on
// behalf of another site: such a site can neither send JSON here unasked nor
// be called by a name of this machine.
std::optional<Problem> RefusalOf(const Asking& asking,
                                 const KnowledgeWriter* writer) {
  const std::string_view host = HostName(asking.host);
  if (writer == nullptr ||
      (host != "127.0.0.1" && host != "localhost" && host != "[::1]")) {
    return MakeProblem(403, "forbidden",
                       "the base is changed from its own machine only");
  }
  const std::string_view type = asking.content_type;
  if (type.substr(0, type.find(';')) != "application/json") {
    return MakeProblem(415, "unsupported-media-type",
                       "what is posted is application/json");
  }
  return std::nullopt;
}

// The time that words count from: the newest report, or without any the clock.
TimePoint NowOf(const Coverage& coverage) {
  return coverage.last_reported.value_or(
      std::chrono::floor<std::chrono::seconds>(
          std::chrono::system_clock::now()));
}

}  // namespace

Service::Service(const KnowledgeReader& reader, const PhraseReader& phrases,
                 std::span<const PageFile> page, KnowledgeWriter* writer,
                 size_t row_bytes)
    : reader_(reader),
      phrases_(phrases),
      page_(page),
      writer_(writer),
      rows_(row_bytes),
      id_prefix_(Hex(std::random_device()())) {}

Answer Service::Handle(const Asking& asking) const {
  const std::string_view target = asking.target;
  const size_t question = std::min(target.find('?'), target.size());
  const std::string_view query_string =
      target.substr(std::min(question + 1, target.size()));
  const Result<std::string> path = DecodePath(target.substr(0, question));
  if (!path.ok()) {
    return Refuse(MakeProblem(400, "bad-request", path.status().message()), "");
  }
  Outcome outcome = Find(asking, *path, query_string);
  if (const auto* problem = std::get_if<Problem>(&outcome)) {
    return Refuse(*problem, *path);
  }
  Answer answer = std::get<Answer>(std::move(outcome));
  answer.headers.emplace_back("X-Request-Id", NewRequestId());
  return answer;
}

bool Service::TakesPosts(std::string_view target) const {
  const Result<std::string> path =
      DecodePath(target.substr(0, std::min(target.find('?'), target.size())));
  std::string id;
  return path.ok() && FindRoute(Method::kPost, *path, &id) != nullptr;
}

Outcome Service::Find(const Asking& asking, const std::string& path,
                      std::string_view query_string) const {
  const bool is_post = asking.method == "POST";
  if (const PageFile* file = is_post ? nullptr : FindPageFile(path)) {
    return PageAnswer(*file, asking);
  }
  Call call;
  const Route* const route =
      FindRoute(is_post ? Method::kPost : Method::kGet, path, &call.id);
  if (route == nullptr) {
    if (!AllowedAt(path).empty()) {
      return MakeProblem(405, "method-not-allowed",
                         asking.method + " is not answered here");
    }
    return MakeProblem(404, "not-found", "there is nothing at '" + path + "'");
  }
  if (is_post) {
    if (auto refused = RefusalOf(asking, writer_)) return std::move(*refused);
    call.body = asking.body;
    call.writer = writer_;
  }
  call.began = std::chrono::steady_clock::now();
  call.path = path;
  Result<std::vector<NamedValue>> params = DecodeQueryString(query_string);
  if (!params.ok()) {
    return MakeProblem(400, "invalid-parameter", params.status().message());
  }
  call.params = std::move(*params);
  call.reader = reader_.Snapshot();
  call.rows = &rows_;
  Result<Coverage> coverage = call.reader->GetCoverage();
  if (!coverage.ok()) return ProblemOf(coverage.status());
  call.coverage = std::move(*coverage);
  const TimePoint now = NowOf(call.coverage);
  auto asked =
      ReadParams(call.params, route->groups, {*call.reader, phrases_, now});
  if (auto* problem = std::get_if<Problem>(&asked)) return std::move(*problem);
  call.asked = std::get<Asked>(std::move(asked));

  const std::string tag = Tag(call);
  // What was known by a day gone by stays; what is known by now does not.
  const auto& as_of = call.asked.query.as_of;
  const bool is_past = as_of && *as_of < now;
  Outcome outcome = route->is_of_base && NamesTag(asking.if_none_match, tag)
                        ? NotModified()
                        : route->endpoint(call);
  auto* const answer = std::get_if<Answer>(&outcome);
  if (answer == nullptr) return outcome;
  if (answer->status < 300 && !is_post &&
      !Accepts(asking.accept, answer->content_type)) {
    return MakeProblem(406, "not-acceptable",
                       "this is " + answer->content_type + " or nothing");
  }
  if (route->is_of_base) answer->headers.emplace_back("ETag", tag);
  answer->headers.emplace_back("Cache-Control", is_past ? kForever : kNoCache);
  return outcome;
}

Answer Service::Refuse(const Problem& problem, std::string_view path) const {
  const std::string id = NewRequestId();
  Answer answer;
  answer.status = problem.status;
  answer.content_type = "application/problem+json";
  answer.body = Dump(ProblemJson(problem, path, id));
  answer.headers = {{"X-Request-Id", id}, {"Cache-Control", "no-store"}};
  if (problem.status == 405) {
    const std::string allowed = AllowedAt(std::string(path));
    answer.headers.emplace_back("Allow",
                                allowed.empty() ? "GET, HEAD" : allowed);
  }
  if (problem.status == 503) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

const PageFile* Service::FindPageFile(std::string_view path) const {
  if (path == "/") path = "/index.html";
  for (const PageFile& file : page_) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

std::string Service::NewRequestId() const {
  return id_prefix_ + "-" + Hex(++requests_);
}

}  // namespace annals
