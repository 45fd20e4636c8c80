#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/peers/peer.h"
#include "tests/peers/sql.h"

namespace annals::peers {

namespace {

using Json = nlohmann::json;
using Texts = std::vector<std::string>;

// A node process that runs duckdb/answer.mjs, whose opening says what the lines
// of both sides hold.
class Node {
 public:
  Node(const std::string& script, const std::string& database) {
    std::array<int, 2> ends{};
    Must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0,
         "a socket to DuckDB");
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    std::array<std::string, 3> words = {"node", script, database};
    const std::array<char*, 4> argv = {words[0].data(), words[1].data(),
                                       words[2].data(), nullptr};
    Must(posix_spawnp(&pid_, argv[0], &files, nullptr, argv.data(), environ) ==
             0,
         "starting node");
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    socket_ = ends[0];
    answers_ = fdopen(socket_, "r");
  }
  ~Node() {
    std::fclose(answers_);
    waitpid(pid_, nullptr, 0);
    std::free(line_);
  }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  void Run(const std::vector<Json>& statements,
           const std::function<void(const Texts&)>& row) {
    const std::string asked = Json(statements).dump() + '\n';
    Must(send(socket_, asked.data(), asked.size(), MSG_NOSIGNAL) ==
             static_cast<ssize_t>(asked.size()),
         "DuckDB does not listen");
    for (;;) {
      const ssize_t size = getline(&line_, &room_, answers_);
      Must(size > 0, "DuckDB does not answer");
      const auto rows =
          Json::parse(line_, line_ + size).get<std::vector<Texts>>();
      if (rows.empty()) return;
      for (const Texts& each : rows) row(each);
    }
  }

 private:
  pid_t pid_ = 0;
  int socket_ = 0;
  FILE* answers_ = nullptr;  // owns socket_
  char* line_ = nullptr;     // getline()'s
  size_t room_ = 0;
};

Json Statement(const std::string& sql, Json values = Json::array()) {
  return Json::array({sql, std::move(values)});
}

class DuckDbPeer : public Peer {
 public:
  DuckDbPeer(const std::string& folder, const std::string& script)
      : path_(folder + "/news.duckdb"),
        table_path_(folder + "/made.tsv"),
        node_(script, path_),
        table_(table_path_) {
    for (const std::string& sql : schema_.Tables()) Run(sql);
  }

  std::string name() const override { return "DuckDB, normalised"; }

  // Into a file: DuckDB is given all at once, to number events in their order.
  void Load(const std::vector<MadeEvent>& events) override {
    for (const MadeEvent& made : events) {
      table_ << made.id << '\t' << made.begin << '\t' << made.end << '\t'
             << made.type << '\t' << made.headline << '\t' << made.quote << '\t'
             << Json(made.actors).dump() << '\n';
    }
    number_ += static_cast<int64_t>(events.size());
  }
  void FinishLoad() override {
    table_.close();
    Must(table_.good(), "writing " + table_path_);
    Run("CREATE TEMP TABLE made AS SELECT row_number() OVER (ORDER BY begins, "
        "id) AS number, * FROM read_csv('" +
        table_path_ +
        "', auto_detect = false, delim = '\t', header = false, columns = {"
        "'id': 'TEXT', 'begins': 'BIGINT', 'ends': 'BIGINT', 'type': "
        "'INTEGER', 'headline': 'TEXT', 'quote': 'TEXT', 'actors': "
        "'INTEGER[]'}) ORDER BY number");
    Run("INSERT INTO event SELECT * EXCLUDE actors FROM made");
    Run("INSERT INTO part SELECT unnest(actors) AS actor, number FROM made "
        "ORDER BY actor, number");
    Run("DROP TABLE made");
    for (const std::string& sql : schema_.Indexes()) Run(sql);
    Run("CHECKPOINT");
    std::filesystem::remove(table_path_);
  }

  Rows Answer(const Question& q) override {
    Rows rows;
    node_.Run({Statement(schema_.Sql(q.ask), Arguments(q))},
              [&](const Texts& row) {
                rows.push_back(MakeRow(q.ask, row[0], std::stoll(row[1])));
              });
    return rows;
  }

  void Write(const MadeEvent& made) override {
    const int64_t number = ++number_;
    std::vector<Json> statements = {
        Statement("BEGIN"),
        Statement("INSERT INTO event VALUES(?,?,?,?,?,?,?)",
                  Json::array({number, made.id, made.begin, made.end, made.type,
                               made.headline, made.quote}))};
    for (const size_t actor : made.actors) {
      statements.push_back(
          Statement(schema_.InsertPart(), Json::array({actor, number})));
    }
    statements.push_back(Statement("COMMIT"));
    node_.Run(statements, [](const Texts&) {});
  }

  uint64_t ExportHash() override {
    ExportSum sum;
    node_.Run({Statement(schema_.Export())},
              [&](const Texts& row) { sum.Add(row[0]); });
    return sum.hash();
  }

  uint64_t DiskBytes() override { return FolderBytes(path_); }

  // What of every time is the way there and back.
  std::string note() override {
    constexpr int kTimes = 100;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kTimes; ++i) Run("SELECT 1");
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count();
    return "SELECT 1 " + std::to_string(seconds * 1e6 / kTimes) +
           " µs (mean of " + std::to_string(kTimes) + ")";
  }

 private:
  void Run(const std::string& sql) {
    node_.Run({Statement(sql)}, [](const Texts&) {});
  }

  const std::string path_;
  const std::string table_path_;
  const Schema schema_{false, Dialect::kDuckDb};
  Node node_;
  std::ofstream table_;
  int64_t number_ = 0;
};

}  // namespace

std::unique_ptr<Peer> MakeDuckDb(const std::string& folder,
                                 const std::string& script) {
  return std::make_unique<DuckDbPeer>(folder, script);
}

}  // namespace annals::peers
