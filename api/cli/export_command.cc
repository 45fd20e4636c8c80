#include <iostream>
#include <memory>
#include <string>

#include "api/cli/base.h"
#include "api/cli/commands.h"
#include "api/cli/terminal.h"
#include "api/export/graphml.h"
#include "api/export/ndjson.h"
#include "api/export/node_link.h"

namespace annals {

int RunExport(const ExportCommand& command) {
  const auto base = OpenToRead(command.db);
  if (!base.ok()) return Fail(base.status(), 2);
  Query query;
  if (!command.phrase.empty() || !command.filters.empty()) {
    const auto questions = Questions::Load("");
    if (!questions.ok()) return Fail(questions.status());
    std::string now = command.now;
    Result<Query> read =
        (*questions)->Read(command.phrase, command.filters, **base, &now);
    if (!read.ok()) return Fail(read.status(), 2);
    query = std::move(*read);
  }
  std::ios::sync_with_stdio(false);
  const ByteSink sink = [](std::string_view bytes) {
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return std::cout.good();
  };
  const std::unique_ptr<KnowledgeReader> snapshot = (*base)->Snapshot();
  const Status status =
      command.format == "bundle"
          ? WriteNdjson(*snapshot, query, Snapshot::kLeftOut, sink)
      : command.format == "graphml"   ? WriteGraphml(*snapshot, query, sink)
      : command.format == "node-link" ? WriteNodeLink(*snapshot, query, sink)
                                      : WriteEventLines(*snapshot, query, sink);
  if (!status.ok()) return Fail(status);
  return Done();
}

}  // namespace annals
