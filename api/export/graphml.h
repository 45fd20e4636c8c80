// The event graph as GraphML, which Gephi, yEd, Cytoscape and NetworkX read.
// GraphML has neither dates nor lists: a date is its ISO text and, beside it,
// milliseconds since 1970; a list is joined by "|". Characters that XML 1.0
// cannot hold are left out.

#pragma once

#include <string>
#include <string_view>

#include "api/export/byte_sink.h"
#include "core/knowledge_base.h"
#include "core/query/query.h"
#include "core/status.h"

namespace annals {

// The graph of the events that answer `query`, whatever its size: the same
// nodes and edges as WriteNodeLink().
Status WriteGraphml(const KnowledgeReader& reader, const Query& query,
                    const ByteSink& sink);

// `text` as XML character data.
std::string XmlText(std::string_view text);

}  // namespace annals
