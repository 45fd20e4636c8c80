// Records as JSON, one a line. Two forms:
//
// Events alone, one a line, as /v1/events shows them: for scripts.
//
// Everything, for keeping, checking and importing again. Sorted by kind and id,
// so the same state gives the same bytes but for the manifest:
//
//   {"kind":"manifest","format":"annals-ndjson","version":2,"query":…,…}
//   {"kind":"article","id":…}        the articles that the events cite
//   {"kind":"curation","id":…}       what people decided about its entities
//   {"kind":"edge","source":…}       the event graph
//   {"kind":"entity","id":…}         all that the events and their claims name
//   {"kind":"event","id":…}          with its claims
//   {"kind":"imported","id":…}       entities before people decided about them
//   {"_end":{"count":42,"sha256":"…"}}
//
// The sum is of every byte before the line it stands in. A file without _end
// was cut off, or ends in {"_error":…}, which says why.

#pragma once

#include "api/export/byte_sink.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"

namespace annals {

Status WriteEventLines(const KnowledgeReader& reader, const Query& query,
                       const ByteSink& sink);

// Whether the manifest names the state of the base, which another base with the
// same in it need not have: without it both give the same bytes.
enum class Snapshot : uint8_t { kNamed, kLeftOut };

// Of a query for everything, also articles and entities that no event names.
// `reader` must not change meanwhile: give it a snapshot.
Status WriteNdjson(const KnowledgeReader& reader, const Query& query,
                   Snapshot snapshot, const ByteSink& sink);

}  // namespace annals
