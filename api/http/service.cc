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

// The time that words count from: the newest report, or without any the clock.
TimePoint NowOf(const Coverage& coverage) {
  return coverage.last_reported.value_or(
      std::chrono::floor<std::chrono::seconds>(
          std::chrono::system_clock::now()));
}

}  // namespace

Service::Service(const KnowledgeReader& reader, const PhraseReader& phrases,
                 std::span<const PageFile> page)
    : reader_(reader),
      phrases_(phrases),
      page_(page),
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

Outcome Service::Find(const Asking& asking, const std::string& path,
                      std::string_view query_string) const {
  if (const PageFile* file = FindPageFile(path)) {
    return PageAnswer(*file, asking);
  }
  Call call;
  const Route* const route = FindRoute(path, &call.id);
  if (route == nullptr) {
    return MakeProblem(404, "not-found", "there is nothing at '" + path + "'");
  }
  call.began = std::chrono::steady_clock::now();
  call.path = path;
  Result<std::vector<NamedValue>> params = DecodeQueryString(query_string);
  if (!params.ok()) {
    return MakeProblem(400, "invalid-parameter", params.status().message());
  }
  call.params = std::move(*params);
  call.reader = reader_.Snapshot();
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
  if (answer->status == 200 && !Accepts(asking.accept, answer->content_type)) {
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
  if (problem.status == 405) answer.headers.emplace_back("Allow", "GET, HEAD");
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
