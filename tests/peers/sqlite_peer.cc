#include <sqlite3.h>

#include <array>
#include <map>

#include "tests/peers/peer.h"
#include "tests/peers/sql.h"

namespace annals::peers {

namespace {

class Statement {
 public:
  Statement(sqlite3* db, const std::string& sql) {
    Must(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement_, nullptr) ==
             SQLITE_OK,
         sql + ": " + sqlite3_errmsg(db));
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void Bind(int at, int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
  }
  void Bind(int at, const std::string& value) {
    sqlite3_bind_text(statement_, at, value.data(),
                      static_cast<int>(value.size()), SQLITE_STATIC);
  }
  bool Step() { return sqlite3_step(statement_) == SQLITE_ROW; }
  void Reset() { sqlite3_reset(statement_); }
  std::string Text(int column) {
    const auto* const text =
        reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return text == nullptr ? "" : text;
  }
  int64_t Number(int column) {
    return sqlite3_column_int64(statement_, column);
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

class SqlitePeer : public Peer {
 public:
  SqlitePeer(const std::string& folder, bool is_covering)
      : path_(folder + "/news.sqlite"), schema_{is_covering, Dialect::kSqlite} {
    Must(sqlite3_open(path_.c_str(), &db_) == SQLITE_OK, "opening SQLite");
    Run("PRAGMA journal_mode=WAL");
    Run("PRAGMA synchronous=NORMAL");
    Run("PRAGMA cache_size=-262144");
    Run("PRAGMA mmap_size=2147483648");
    Run("PRAGMA temp_store=MEMORY");
    for (const std::string& sql : schema_.Tables()) Run(sql);
  }
  ~SqlitePeer() override {
    asked_.clear();
    sqlite3_close(db_);
  }

  std::string name() const override {
    return schema_.is_covering ? "SQLite, covering + counters"
                               : "SQLite, normalised";
  }

  void Load(const std::vector<MadeEvent>& events) override {
    Run("BEGIN");
    {
      Statement event(db_, "INSERT INTO event VALUES(?,?,?,?,?,?,?)");
      Statement part(db_, schema_.InsertPart());
      for (const MadeEvent& made : events) {
        const int64_t number = ++number_;
        event.Bind(1, number);
        event.Bind(2, made.id);
        event.Bind(3, made.begin);
        event.Bind(4, made.end);
        event.Bind(5, static_cast<int64_t>(made.type));
        event.Bind(6, made.headline);
        event.Bind(7, made.quote);
        event.Step();
        event.Reset();
        for (const size_t actor : made.actors) {
          part.Bind(1, static_cast<int64_t>(actor));
          part.Bind(2, number);
          if (schema_.is_covering) {
            part.Bind(3, made.begin);
            part.Bind(4, made.end);
            part.Bind(5, made.id);
            part.Bind(6, static_cast<int64_t>(made.type));
            part.Bind(7, made.headline);
          }
          part.Step();
          part.Reset();
        }
      }
    }
    Run("COMMIT");
  }
  void FinishLoad() override {
    for (const std::string& sql : schema_.Indexes()) Run(sql);
    Run("ANALYZE");
    Run("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  Rows Answer(const Question& q) override {
    auto& kept = asked_[q.ask];
    if (kept == nullptr) {
      kept = std::make_unique<Statement>(db_, schema_.Sql(q.ask));
    }
    Statement& statement = *kept;
    int at = 0;
    for (const int64_t value : Arguments(q)) statement.Bind(++at, value);
    Rows rows;
    while (statement.Step()) {
      rows.push_back(MakeRow(q.ask, statement.Text(0), statement.Number(1)));
    }
    statement.Reset();
    return rows;
  }

  uint64_t ExportHash() override {
    Statement all(db_, schema_.Export());
    ExportSum sum;
    while (all.Step()) sum.Add(all.Text(0));
    return sum.hash();
  }

  uint64_t DiskBytes() override { return FolderBytes(path_); }

 private:
  void Run(const std::string& sql) {
    char* error = nullptr;
    const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error);
    Must(code == SQLITE_OK, sql + ": " + (error == nullptr ? "" : error));
  }

  const std::string path_;
  const Schema schema_;
  sqlite3* db_ = nullptr;
  int64_t number_ = 0;
  std::map<Ask, std::unique_ptr<Statement>> asked_;
};

}  // namespace

std::unique_ptr<Peer> MakeSqlite(const std::string& folder, bool is_covering) {
  return std::make_unique<SqlitePeer>(folder, is_covering);
}

}  // namespace annals::peers
