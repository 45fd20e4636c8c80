#include <cstdio>
#include <fstream>
#include <sstream>

#include "api/export/graphml.h"
#include "api/export/ndjson.h"
#include "api/export/node_link.h"
#include "core/text/sha256.h"
#include "tests/api/http_fixture.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using testing::HttpTest;
using testing::IsOk;
using ::testing::Not;
using Json = nlohmann::json;

class ExportTest : public HttpTest {
 protected:
  std::string GetText(const std::string& target) const {
    const httplib::Result response = Get(target);
    if (!response) {
      ADD_FAILURE() << target << ": no response";
      return {};
    }
    EXPECT_EQ(response->status, 200) << response->body;
    return response->body;
  }

  static std::vector<std::string> Lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }
};

TEST_F(ExportTest, EventLinesAreEventsAlone) {
  std::string text;
  ASSERT_THAT(WriteEventLines(base_, Query(),
                              [&](std::string_view bytes) {
                                text += bytes;
                                return true;
                              }),
              IsOk());
  const std::vector<std::string> lines = Lines(text);
  ASSERT_EQ(lines.size(), 6u);
  for (const std::string& line : lines) {
    const Json event = Json::parse(line);
    EXPECT_TRUE(event["id"].get<std::string>().starts_with("ev-"));
    EXPECT_FALSE(event.contains("certainty"));
  }
}

TEST_F(ExportTest, NdjsonBeginsWithAManifestAndEndsWithItsSum) {
  const std::string text = GetText("/v1/export?format=ndjson");
  const std::vector<std::string> lines = Lines(text);
  ASSERT_GT(lines.size(), 2u);
  const Json manifest = Json::parse(lines.front());
  EXPECT_EQ(manifest["kind"], "manifest");
  EXPECT_EQ(manifest["counts"]["events"], 6);
  EXPECT_EQ(manifest["counts"]["articles"], 4);
  const Json end = Json::parse(lines.back())["_end"];
  EXPECT_EQ(end["count"], lines.size() - 2);
  EXPECT_EQ(end["sha256"],
            Sha256Hex(text.substr(0, text.size() - lines.back().size() - 1)));
}

TEST_F(ExportTest, NdjsonIsSortedByKindAndId) {
  const std::vector<std::string> lines =
      Lines(GetText("/v1/export?format=ndjson"));
  std::vector<std::pair<std::string, std::string>> keys;
  for (size_t i = 1; i + 1 < lines.size(); ++i) {
    const Json record = Json::parse(lines[i]);
    keys.emplace_back(record["kind"], record.value("id", ""));
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(GetText("/v1/export?format=ndjson"),
            GetText("/v1/export?format=ndjson"));
}

TEST_F(ExportTest, ExportsWhatTheFilterLeaves) {
  const std::vector<std::string> lines =
      Lines(GetText("/v1/export?format=ndjson&involving=hungary"));
  EXPECT_EQ(Json::parse(lines.front())["query"], "involving=hungary");
  EXPECT_EQ(Json::parse(lines.front())["counts"]["events"], 2);
}

TEST_F(ExportTest, NodeLinkIsTheGraph) {
  const Json file = Json::parse(GetText("/v1/export?format=node-link"));
  const Json graph = GetJson("/v1/graph")["data"];
  EXPECT_EQ(file, graph);
  const Json none =
      Json::parse(GetText("/v1/export?format=node-link&datetime=1812"));
  EXPECT_EQ(none["nodes"], Json::array());
  EXPECT_EQ(none["links"], Json::array());
}

// Each writer stops where its reader does.
TEST_F(ExportTest, AWriterStopsWhenNobodyReads) {
  using Writer =
      Status (*)(const KnowledgeReader&, const Query&, const ByteSink&);
  const Writer write_bundle = [](const KnowledgeReader& reader,
                                 const Query& query, const ByteSink& sink) {
    return WriteNdjson(reader, query, Snapshot::kLeftOut, sink);
  };
  for (const Writer write : {Writer{WriteEventLines}, write_bundle,
                             Writer{WriteNodeLink}, Writer{WriteGraphml}}) {
    for (size_t taken = 1; taken < 8; ++taken) {
      size_t writes = 0;
      EXPECT_THAT(write(base_, Query(),
                        [&](std::string_view) { return ++writes < taken; }),
                  IsOk());
      EXPECT_LE(writes, taken);
    }
  }
}

TEST_F(ExportTest, XmlTextEscapesAndStrips) {
  struct Case {
    std::string text;
    std::string xml;
  };
  const Case cases[] = {
      {"", ""},
      {"a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"},
      {std::string("\x01\x08\x0b\x1f\0x", 6), "x"},
      {"\t\n", "\t\n"},
      {"\xef\xbf\xbe|\xef\xbf\xbf", "|"},  // U+FFFE, U+FFFF
      {"\xff", "\xef\xbf\xbd"},
      {"Orbán 😀", "Orbán 😀"},
  };
  for (const Case& c : cases) EXPECT_EQ(XmlText(c.text), c.xml);
}

TEST_F(ExportTest, GraphmlHoldsNoIllegalCharacter) {
  const std::string text = GetText("/v1/export?format=graphml");
  EXPECT_THAT(text, HasSubstr("Zelensky doubts &lt;it&gt; &amp; more<"));
  EXPECT_THAT(text, Not(HasSubstr("\x01")));
}

TEST_F(ExportTest, GraphmlOpensInNetworkxWithTheSameCounts) {
  const std::string file = ::testing::TempDir() + "annals_export_test.graphml";
  std::ofstream(file) << GetText("/v1/export?format=graphml");
  const std::string program =
      "import networkx as nx, json\n"
      "g = nx.read_graphml('" +
      file +
      "', force_multigraph=True)\n"
      "ms = [d['begin_ms'] for _, d in g.nodes(data=True) if 'begin_ms' in d]\n"
      "print(json.dumps({'directed': g.is_directed(),\n"
      "  'nodes': g.number_of_nodes(), 'links': g.number_of_edges(),\n"
      "  'dated': len(ms), 'ints': all(type(m) is int for m in ms)}))\n";
  const std::string script = file + ".py";
  std::ofstream(script) << program;
  FILE* const pipe = popen(("python3 " + script + " 2>&1").c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string output;
  char buffer[256];
  while (std::fgets(buffer, sizeof(buffer), pipe) != nullptr) output += buffer;
  pclose(pipe);
  std::remove(file.c_str());
  std::remove(script.c_str());
  const Json counts = Json::parse(output, nullptr, false);
  ASSERT_TRUE(counts.is_object()) << output;
  const Json graph = GetJson("/v1/graph")["data"]["graph"];
  EXPECT_EQ(counts["nodes"], graph["nodes"]);
  EXPECT_EQ(counts["links"], graph["links"]);
  EXPECT_EQ(counts["directed"], true);
  EXPECT_EQ(counts["dated"], 5);
  EXPECT_EQ(counts["ints"], true);
}

TEST_F(ExportTest, AnUnknownFormatIsRefused) {
  EXPECT_EQ(GetJson("/v1/export?format=xlsx", 400)["errors"][0]["parameter"],
            "format");
  EXPECT_EQ(GetJson("/v1/export", 400)["errors"][0]["parameter"], "format");
}

}  // namespace
}  // namespace annals
