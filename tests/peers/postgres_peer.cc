#include <libpq-fe.h>

#include <array>
#include <set>

#include "tests/peers/peer.h"
#include "tests/peers/sql.h"

namespace annals::peers {

namespace {

class PostgresPeer : public Peer {
 public:
  explicit PostgresPeer(const std::string& connection)
      : db_(PQconnectdb(connection.c_str())) {
    Must(PQstatus(db_) == CONNECTION_OK, PQerrorMessage(db_));
    for (const std::string& sql : schema_.Tables()) Run(sql);
  }
  ~PostgresPeer() override { PQfinish(db_); }

  std::string name() const override {
    return "PostgreSQL, covering + counters";
  }

  void Load(const std::vector<MadeEvent>& events) override {
    std::string event_rows;
    std::string part_rows;
    for (const MadeEvent& made : events) {
      const std::string number = std::to_string(++number_);
      const std::string begin = std::to_string(made.begin);
      const std::string end = std::to_string(made.end);
      const std::string type = std::to_string(made.type);
      event_rows += number + '\t' + made.id + '\t' + begin + '\t' + end + '\t' +
                    type + '\t' + made.headline + '\t' + made.quote + '\n';
      for (const size_t actor : made.actors) {
        part_rows += std::to_string(actor) + '\t' + number + '\t' + begin +
                     '\t' + end + '\t' + made.id + '\t' + type + '\t' +
                     made.headline + '\n';
      }
    }
    Copy("COPY event FROM STDIN", event_rows);
    Copy("COPY part FROM STDIN", part_rows);
  }
  void FinishLoad() override {
    for (const std::string& sql : schema_.Indexes()) Run(sql);
    Run("VACUUM ANALYZE");
  }

  Rows Answer(const Question& q) override {
    const std::string name = "ask" + std::to_string(static_cast<int>(q.ask));
    if (prepared_.insert(name).second) {
      Check(
          PQprepare(db_, name.c_str(), schema_.Sql(q.ask).c_str(), 0, nullptr),
          PGRES_COMMAND_OK);
    }
    std::array<std::string, 5> texts;
    std::array<const char*, 5> values{};
    size_t at = 0;
    for (const int64_t value : Arguments(q)) {
      texts[at] = std::to_string(value);
      values[at] = texts[at].c_str();
      ++at;
    }
    PGresult* const result =
        PQexecPrepared(db_, name.c_str(), static_cast<int>(values.size()),
                       values.data(), nullptr, nullptr, 0);
    Must(PQresultStatus(result) == PGRES_TUPLES_OK, PQerrorMessage(db_));
    Rows rows;
    for (int i = 0; i < PQntuples(result); ++i) {
      rows.push_back(MakeRow(q.ask, PQgetvalue(result, i, 0),
                             std::stoll(PQgetvalue(result, i, 1))));
    }
    PQclear(result);
    return rows;
  }

  uint64_t ExportHash() override {
    Must(PQsendQuery(db_, schema_.Export().c_str()) == 1, PQerrorMessage(db_));
    PQsetSingleRowMode(db_);
    ExportSum sum;
    while (PGresult* const result = PQgetResult(db_)) {
      if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
        sum.Add(PQgetvalue(result, 0, 0));
      }
      PQclear(result);
    }
    return sum.hash();
  }

  uint64_t DiskBytes() override {
    PGresult* const result =
        PQexec(db_, "SELECT pg_database_size(current_database())");
    const uint64_t bytes = std::stoull(PQgetvalue(result, 0, 0));
    PQclear(result);
    return bytes;
  }

 private:
  void Check(PGresult* result, ExecStatusType wanted) {
    Must(PQresultStatus(result) == wanted, PQerrorMessage(db_));
    PQclear(result);
  }
  void Run(const std::string& sql) {
    Check(PQexec(db_, sql.c_str()), PGRES_COMMAND_OK);
  }
  void Copy(const char* sql, const std::string& rows) {
    Check(PQexec(db_, sql), PGRES_COPY_IN);
    Must(PQputCopyData(db_, rows.data(), static_cast<int>(rows.size())) == 1 &&
             PQputCopyEnd(db_, nullptr) == 1,
         PQerrorMessage(db_));
    Check(PQgetResult(db_), PGRES_COMMAND_OK);
    while (PGresult* const rest = PQgetResult(db_)) PQclear(rest);
  }

  PGconn* const db_;
  const Schema schema_{true, Dialect::kPostgres};
  int64_t number_ = 0;
  std::set<std::string> prepared_;
};

}  // namespace

std::unique_ptr<Peer> MakePostgres(const std::string& connection) {
  return std::make_unique<PostgresPeer>(connection);
}

}  // namespace annals::peers
