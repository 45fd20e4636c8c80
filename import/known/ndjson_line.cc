#include "import/known/ndjson_line.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/text/fold.h"
#include "core/time/edtf.h"

namespace annals {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;

constexpr size_t kLongestId = 250;
constexpr int64_t kHighestPrior = 2000;

Status Wrong(std::string_view key, std::string_view what) {
  return Status::InvalidArgument("\"" + std::string(key) + "\" " +
                                 std::string(what));
}

// The value of a key that may be missing or null.
template <typename T>
Status Take(const element& of, std::string_view key, std::string_view what,
            T* value) {
  element found;
  if (of[key].get(found) != simdjson::SUCCESS || found.is_null()) {
    return Status();
  }
  if (found.get(*value) == simdjson::SUCCESS) return Status();
  return Wrong(key, "is no " + std::string(what));
}

Status TakeArray(const element& of, std::string_view key, size_t most,
                 std::optional<array>* values) {
  element found;
  if (of[key].get(found) != simdjson::SUCCESS || found.is_null()) {
    return Status();
  }
  array read;
  if (found.get(read) != simdjson::SUCCESS) return Wrong(key, "is no array");
  if (read.size() > most) return Wrong(key, "has too many");
  *values = read;
  return Status();
}

Status TakeText(const element& of, std::string_view key, std::string* text) {
  std::string_view view;
  if (Status s = Take(of, key, "string", &view); !s.ok()) return s;
  if (view.size() > kLongestName) return Wrong(key, "is too long");
  *text = view;
  return Status();
}

Status TakeId(const element& of, std::string_view key, EntityId* id) {
  if (Status s = TakeText(of, key, &id->value); !s.ok()) return s;
  if (id->value.size() <= kLongestId && Slug(id->value) == id->value) {
    return Status();
  }
  return Wrong(key, "is no id: small letters, digits and hyphens");
}

Status TakeOffice(const element& from, Office* office) {
  if (Status s = TakeText(from, "title", &office->title); !s.ok()) return s;
  if (Status s = TakeId(from, "of", &office->jurisdiction); !s.ok()) return s;
  std::string held;
  if (Status s = TakeText(from, "held", &held); !s.ok()) return s;
  if (held.empty()) return Status();
  const Result<TimeInterval> interval = ParseEdtf(held);
  if (!interval.ok()) return interval.status().WithContext("\"held\"");
  office->held = *interval;
  return Status();
}

}  // namespace

class NdjsonLines::Parser {
 public:
  Result<SourceLine> Read(std::string_view line) {
    element json;
    if (const auto error =
            parser_.parse(line.data(), line.size(), true).get(json)) {
      return Status::InvalidArgument(std::string("is not JSON: ") +
                                     simdjson::error_message(error));
    }
    if (!json.is_object()) return Status::InvalidArgument("is no JSON object");
    KnownRecord record;
    Entity& entity = record.entity;
    entity.linked = true;
    if (Status s = TakeText(json, "name", &entity.name); !s.ok()) return s;
    if (entity.name.empty()) return Status::InvalidArgument("has no \"name\"");
    std::string kind;
    if (Status s = TakeText(json, "kind", &kind); !s.ok()) return s;
    const Result<EntityKind> parsed = ParseEntityKind(kind);
    if (!parsed.ok()) return parsed.status().WithContext("\"kind\"");
    entity.kind = *parsed;
    if (Status s = TakeId(json, "id", &entity.id); !s.ok()) return s;
    if (Status s = TakeText(json, "country", &entity.country); !s.ok()) {
      return s;
    }
    if (Status s = TakeId(json, "part_of", &entity.part_of); !s.ok()) return s;
    if (Status s = TakeText(json, "wikidata", &entity.wikidata); !s.ok()) {
      return s;
    }
    if (Status s = TakePoint(json, &entity); !s.ok()) return s;
    if (Status s = TakeLists(json, &entity); !s.ok()) return s;
    if (Status s = TakeNumbers(json, &record); !s.ok()) return s;
    record.source =
        "n" + (entity.id.empty() ? Slug(entity.name) : entity.id.value);
    SourceLine read;
    read.record = std::move(record);
    return read;
  }

 private:
  static Status TakePoint(const element& json, Entity* entity) {
    element ignored;
    if (json["lat"].get(ignored) != simdjson::SUCCESS || ignored.is_null()) {
      return Status();
    }
    Coordinates at;
    if (Status s = Take(json, "lat", "number", &at.latitude); !s.ok()) return s;
    if (Status s = Take(json, "lon", "number", &at.longitude); !s.ok()) {
      return s;
    }
    if (std::abs(at.latitude) > 90) return Wrong("lat", "is past a pole");
    if (std::abs(at.longitude) > 180) return Wrong("lon", "is past 180");
    entity->coordinates = at;
    return Status();
  }

  static Status TakeAliases(const std::optional<array>& aliases,
                            Entity* entity) {
    if (!aliases) return Status();
    for (const element alias : *aliases) {
      std::string_view name;
      if (alias.get(name) != simdjson::SUCCESS || name.size() > kLongestName) {
        return Wrong("aliases", "holds what is no name");
      }
      entity->aliases.emplace_back(name);
    }
    return Status();
  }

  static Status TakeLists(const element& json, Entity* entity) {
    std::optional<array> aliases;
    if (Status s = TakeArray(json, "aliases", kMostAliases, &aliases);
        !s.ok()) {
      return s;
    }
    if (Status s = TakeAliases(aliases, entity); !s.ok()) return s;
    std::optional<array> offices;
    if (Status s = TakeArray(json, "offices", kMostOffices, &offices);
        !s.ok()) {
      return s;
    }
    if (!offices) return Status();
    for (const element office : *offices) {
      if (!office.is_object()) return Wrong("offices", "holds no office");
      if (Status s = TakeOffice(office, &entity->offices.emplace_back());
          !s.ok()) {
        return s.WithContext("\"offices\"");
      }
    }
    return Status();
  }

  static Status TakeNumbers(const element& json, KnownRecord* record) {
    int64_t prior = -1;
    Entity& entity = record->entity;
    if (Status s = Take(json, "population", "integer", &entity.population);
        !s.ok()) {
      return s;
    }
    if (entity.population < 0) return Wrong("population", "is negative");
    if (Status s = Take(json, "prior", "integer", &prior); !s.ok()) return s;
    if (prior > kHighestPrior) return Wrong("prior", "is too high");
    if (prior < 0) {
      prior = static_cast<int64_t>(
          100 * std::log10(static_cast<double>(entity.population) + 1));
    }
    record->prior = static_cast<Prior>(prior);
    return Take(json, "until", "integer", &record->until);
  }

  simdjson::dom::parser parser_;
};

NdjsonLines::NdjsonLines() : parser_(std::make_unique<Parser>()) {}
NdjsonLines::~NdjsonLines() = default;

Result<SourceLine> NdjsonLines::Read(std::string_view line) {
  return parser_->Read(line);
}

}  // namespace annals
