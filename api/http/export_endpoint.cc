#include <nlohmann/json.hpp>

#include "api/export/graphml.h"
#include "api/export/ndjson.h"
#include "api/export/node_link.h"
#include "api/http/endpoints.h"
#include "api/json/event_json.h"

namespace annals {

namespace {

Status WriteNamedNdjson(const KnowledgeReader& reader, const Query& query,
                        const ByteSink& sink) {
  return WriteNdjson(reader, query, Snapshot::kNamed, sink);
}

struct Format {
  ExportFormat format;
  const char* content_type;
  const char* file;
  Status (*write)(const KnowledgeReader&, const Query&, const ByteSink&);
};

constexpr Format kFormats[] = {
    {ExportFormat::kNdjson, "application/x-ndjson", "annals.ndjson",
     WriteNamedNdjson},
    {ExportFormat::kNodeLink, "application/json", "annals.json", WriteNodeLink},
    {ExportFormat::kGraphml, "application/graphml+xml", "annals.graphml",
     WriteGraphml},
};

// Collects small writes: a chunk of a chunked body has a cost of its own.
class Buffered {
 public:
  explicit Buffered(const ByteSink& sink) : sink_(sink) {}

  bool Write(std::string_view bytes) {
    buffer_ += bytes;
    return buffer_.size() < kSize || Flush();
  }
  bool Flush() {
    const bool is_read = buffer_.empty() || sink_(buffer_);
    buffer_.clear();
    return is_read;
  }

 private:
  static constexpr size_t kSize = 64 << 10;

  const ByteSink& sink_;
  std::string buffer_;
};

}  // namespace

Outcome Export(const Call& call) {
  const Format& format = kFormats[static_cast<size_t>(*call.asked.format)];
  Answer answer;
  answer.content_type = format.content_type;
  answer.headers.emplace_back(
      "Content-Disposition",
      std::string("attachment; filename=\"") + format.file + "\"");
  answer.stream = [reader = call.reader, query = call.asked.query,
                   &format](const ByteSink& sink) {
    Buffered out(sink);
    const Status status =
        format.write(*reader, query,
                     [&](std::string_view bytes) { return out.Write(bytes); });
    if (!status.ok()) {
      const Problem problem = ProblemOf(status);
      out.Write("\n" + Dump({{"_error", ProblemJson(problem, "", "")}}) + "\n");
    }
    out.Flush();
  };
  return answer;
}

}  // namespace annals
