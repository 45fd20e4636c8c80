#include "api/http/reading.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "api/http/duration.h"
#include "core/query/naming.h"
#include "core/text/utf8.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

std::string Quoted(std::string_view value) {
  return "'" + std::string(value) + "'";
}

std::string Plain(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// Where a date goes wrong: after the longest beginning that is one, and the
// hyphen or slash that follows it.
size_t WhereEdtfFails(std::string_view text) {
  for (size_t size = text.size(); size > 0; --size) {
    if (!ParseEdtf(text.substr(0, size)).ok()) continue;
    const bool is_joined =
        size < text.size() && (text[size] == '-' || text[size] == '/');
    return is_joined ? size + 1 : size;
  }
  return 0;
}

// Words name no time with a digit in front or a slash inside.
bool LooksLikeEdtf(std::string_view text) {
  return (text.front() >= '0' && text.front() <= '9') || text.front() == '-' ||
         text.find('/') != std::string_view::npos;
}

std::vector<std::string_view> Split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

template <typename T>
std::optional<T> Parse(std::string_view text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [ptr, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || ptr != end) return std::nullopt;
  return value;
}

}  // namespace

void Reading::Reject(std::string_view value, std::string detail) {
  errors.push_back({std::string(parameter->name), std::string(value),
                    std::move(detail), std::nullopt, ""});
}

std::optional<EntityId> Reading::ReadEntity(std::string_view value) {
  const Result<Entity> entity = context.reader.GetEntity({std::string(value)});
  // Whom the id means is for the base to say: it depends on as_of.
  if (entity.ok()) return EntityId{std::string(value)};
  if (entity.status().code() != StatusCode::kNotFound) {
    failure = entity.status();
    return std::nullopt;
  }
  Result<std::vector<EntityHit>> named = EntitiesMeant(context.reader, value);
  if (!named.ok()) {
    failure = named.status();
    return std::nullopt;
  }
  if (named->size() == 1) return named->front().entity.id;
  if (named->empty()) {
    Reject(value, "no entity has the id or the name " + Quoted(value));
    return std::nullopt;
  }
  Reject(value, Quoted(value) + " fits " + std::to_string(named->size()) +
                    " entities: ask for one by its id");
  is_ambiguous = true;
  candidates.insert(candidates.end(), named->begin(), named->end());
  return std::nullopt;
}

std::optional<TimeInterval> Reading::ReadTime(std::string_view value) {
  Result<TimeInterval> time = ParseEdtf(value);
  if (time.ok()) return *time;
  if (LooksLikeEdtf(value)) {
    Reject(value, Quoted(value) + " is not an EDTF level 1 date");
    // The part before it is ASCII: bytes are code points.
    errors.back().offset = WhereEdtfFails(value);
    return std::nullopt;
  }
  time = context.phrases.ReadTime(value, context.now);
  if (time.ok()) return *time;
  Reject(value, time.status().message());
  return std::nullopt;
}

std::optional<TimeInterval> Reading::ReadTimeOrDuration(
    std::string_view value) {
  if (!value.starts_with("P") && !value.starts_with("-P")) {
    return ReadTime(value);
  }
  const std::optional<TimePoint> at = After(context.now, value);
  if (at) {
    const Result<TimeInterval> second = TimeInterval::Make(
        *at, *at + std::chrono::seconds(1), Granularity::kSecond);
    if (second.ok()) return *second;
  }
  // "Palm Sunday" begins with a P too.
  if (value.starts_with("P")) return ReadTime(value);
  Reject(value, Quoted(value) + " is not an ISO 8601 duration");
  return std::nullopt;
}

std::optional<double> Reading::ReadNumber(std::string_view value) {
  const std::optional<double> number = Parse<double>(value);
  if (number && *number >= parameter->least && *number <= parameter->most) {
    return number;
  }
  Reject(value, Quoted(value) + " is not a number from " +
                    Plain(parameter->least) + " to " + Plain(parameter->most));
  return std::nullopt;
}

std::optional<size_t> Reading::ReadInteger(std::string_view value) {
  const std::optional<size_t> number = Parse<size_t>(value);
  const auto as_double = static_cast<double>(number.value_or(0));
  if (number && as_double >= parameter->least && as_double <= parameter->most) {
    return number;
  }
  Reject(value, Quoted(value) + " is not a whole number from " +
                    Plain(parameter->least) + " to " + Plain(parameter->most));
  return std::nullopt;
}

std::optional<size_t> Reading::ReadChoice(std::string_view value) {
  const auto& choices = parameter->choices;
  const auto it = std::find(choices.begin(), choices.end(), value);
  if (it != choices.end()) return static_cast<size_t>(it - choices.begin());
  std::string all;
  for (const std::string_view choice : choices) {
    if (!all.empty()) all += ", ";
    all += choice;
  }
  Reject(value, Quoted(value) + " is not one of " + all);
  errors.back().nearest = NearestName(value, choices);
  return std::nullopt;
}

std::vector<std::string> Reading::ReadList(std::string_view value) {
  std::vector<std::string> list;
  for (const std::string_view part : Split(value)) {
    if (const auto choice = ReadChoice(part)) {
      list.emplace_back(parameter->choices[*choice]);
    }
  }
  return list;
}

std::optional<std::vector<double>> Reading::ReadNumbers(std::string_view value,
                                                        size_t n) {
  std::vector<double> numbers;
  for (const std::string_view part : Split(value)) {
    const std::optional<double> number = Parse<double>(part);
    if (number && std::isfinite(*number)) numbers.push_back(*number);
  }
  if (numbers.size() == n && Split(value).size() == n) return numbers;
  Reject(value, Quoted(value) + " is not " + std::to_string(n) +
                    " numbers separated by commas");
  return std::nullopt;
}

}  // namespace annals
