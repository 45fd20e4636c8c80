#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "api/http/endpoints.h"
#include "api/http/envelope.h"
#include "api/http/parameters.h"
#include "api/json/event_json.h"
#include "core/query/naming.h"

namespace annals {

namespace {

using Json = nlohmann::ordered_json;

// The strings of a posted object, by name; what is not asked for is a problem,
// as an unknown parameter is.
struct Posted {
  std::vector<NamedValue> members;
  std::vector<ParameterError> errors;

  std::string Get(std::string_view name) const {
    for (const auto& [known, value] : members) {
      if (known == name) return value;
    }
    return "";
  }
  std::string Require(std::string_view name) {
    std::string value = Get(name);
    if (value.empty()) {
      errors.push_back({std::string(name), "", "is missing", {}, ""});
    }
    return value;
  }
};

std::variant<Posted, Problem> ReadPosted(
    const std::string& body, std::span<const std::string_view> names) {
  const Json json = Json::parse(body.empty() ? "{}" : body, nullptr, false);
  if (!json.is_object()) {
    return MakeProblem(400, "bad-request", "the body is not a JSON object");
  }
  Posted posted;
  for (const auto& [name, value] : json.items()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      posted.errors.push_back(
          {name, "", "is not known", {}, NearestName(name, names)});
    } else if (!value.is_string()) {
      posted.errors.push_back({name, Dump(value), "is not a string", {}, ""});
    } else {
      posted.members.emplace_back(name, value.get<std::string>());
    }
  }
  return posted;
}

Problem ProblemOfPosted(Posted posted) {
  Problem problem = MakeProblem(400, "invalid-parameter", "");
  problem.errors = std::move(posted.errors);
  problem.detail =
      problem.errors.front().parameter + ": " + problem.errors.front().detail;
  return problem;
}

// The entity that an id, or a name that fits one, means.
std::variant<EntityId, Problem> ReadId(const KnowledgeReader& reader,
                                       const std::string& text) {
  const Result<Entity> entity = reader.GetEntity({text});
  if (entity.ok()) return EntityId{text};
  if (entity.status().code() != StatusCode::kNotFound) {
    return ProblemOf(entity.status());
  }
  Result<std::vector<EntityHit>> meant = EntitiesMeant(reader, text);
  if (!meant.ok()) return ProblemOf(meant.status());
  if (meant->size() == 1) return meant->front().entity.id;
  if (meant->empty()) return ProblemOf(entity.status());
  Problem problem = MakeProblem(409, "ambiguous-entity",
                                "'" + text + "' fits several entities");
  problem.candidates = std::move(*meant);
  return problem;
}

Outcome AnswerOf(const Result<CurationAct>& act, int status) {
  if (!act.ok()) return ProblemOf(act.status());
  Answer answer;
  answer.status = status;
  answer.body = Dump({{"data", ActJson(*act)}});
  return answer;
}

}  // namespace

Outcome ListMerges(const Call& call) {
  const auto curation = call.reader->GetCuration();
  if (!curation.ok()) return ProblemOf(curation.status());
  Json acts = Json::array();
  for (const CurationAct& act : (*curation)->acts()) {
    acts.push_back(ActJson(act));
  }
  Enclosed enclosed;
  enclosed.count = acts.size();
  return Enveloped(call, std::move(acts), enclosed);
}

Outcome MergeEntities(const Call& call) {
  constexpr std::string_view kNames[] = {"loser", "winner", "reason"};
  auto read = ReadPosted(call.body, kNames);
  if (auto* problem = std::get_if<Problem>(&read)) return std::move(*problem);
  Posted posted = std::get<Posted>(std::move(read));
  const std::string loser = posted.Require("loser");
  const std::string winner = posted.Require("winner");
  CurationAct wanted;
  wanted.reason = posted.Require("reason");
  if (!posted.errors.empty()) return ProblemOfPosted(std::move(posted));
  auto id = ReadId(*call.reader, loser);
  if (auto* problem = std::get_if<Problem>(&id)) return std::move(*problem);
  wanted.entity = std::get<EntityId>(std::move(id));
  id = ReadId(*call.reader, winner);
  if (auto* problem = std::get_if<Problem>(&id)) return std::move(*problem);
  wanted.into = std::get<EntityId>(std::move(id));
  return AnswerOf(call.writer->Curate(wanted), 201);
}

Outcome RevertMerge(const Call& call) {
  constexpr std::string_view kNames[] = {"reason"};
  auto read = ReadPosted(call.body, kNames);
  if (auto* problem = std::get_if<Problem>(&read)) return std::move(*problem);
  Posted posted = std::get<Posted>(std::move(read));
  if (!posted.errors.empty()) return ProblemOfPosted(std::move(posted));
  const Result<uint64_t> number = ParseActName(call.id);
  if (!number.ok()) {
    return MakeProblem(404, "not-found", number.status().message());
  }
  return AnswerOf(call.writer->Revert(*number, posted.Get("reason")), 200);
}

}  // namespace annals
