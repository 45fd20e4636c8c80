#include "tests/peers/sql.h"

#include "core/event/event_type.h"

namespace annals::peers {

namespace {

// "{1}" is the first argument.
std::string WithArguments(std::string sql, Dialect dialect) {
  for (int i = 1; i <= 5; ++i) {
    const std::string from = "{" + std::to_string(i) + "}";
    const std::string to = dialect == Dialect::kSqlite
                               ? "?" + std::to_string(i)
                               : "$" + std::to_string(i) + "::bigint";
    for (size_t at = sql.find(from); at != std::string::npos;
         at = sql.find(from, at)) {
      sql.replace(at, from.size(), to);
    }
  }
  return sql;
}

std::string ActorKey(const std::string& column, Dialect dialect) {
  return dialect == Dialect::kPostgres
             ? "'a' || lpad(" + column + "::text, 7, '0')"
             : "printf('a%07d', " + column + ")";
}

std::string MonthKey(const std::string& column, Dialect dialect) {
  switch (dialect) {
    case Dialect::kSqlite:
      return "strftime('%Y-%m', " + column + ", 'unixepoch')";
    case Dialect::kPostgres:
      return "to_char(to_timestamp(" + column +
             ") at time zone 'UTC', 'YYYY-MM')";
    case Dialect::kDuckDb:
      return "strftime(make_timestamp(" + column + " * 1000000), '%Y-%m')";
  }
  return "";
}

// What the questions of other clocks and of fuzzy times ask of a row `t`.
std::string Holds(Ask ask, const std::string& t, const std::string& overlaps) {
  switch (ask) {
    case Ask::kReported:
      return t + ".ends >= {3} AND " + t + ".ends < {4}";
    case Ask::kAsOf:
      return t + ".ends <= {3}";
    case Ask::kCertain:
      return t + ".begins >= {3} AND " + t + ".ends <= {4}";
    default:
      return overlaps;
  }
}

}  // namespace

std::vector<std::string> Schema::Tables() const {
  const std::string id =
      dialect == Dialect::kPostgres ? "id TEXT COLLATE \"C\"" : "id TEXT";
  const std::string key = dialect == Dialect::kDuckDb ? "" : " PRIMARY KEY";
  const std::string event =
      "CREATE TABLE event(number INTEGER" + key + ", " + id +
      ", begins BIGINT, ends BIGINT, type INTEGER, headline TEXT, quote TEXT)";
  if (!is_covering) {
    return {event, "CREATE TABLE part(actor INTEGER, event INTEGER)"};
  }
  const std::string part =
      "CREATE TABLE part(actor INTEGER, event INTEGER, begins BIGINT, ends "
      "BIGINT, " +
      id + ", type INTEGER, headline TEXT";
  return {event, dialect == Dialect::kSqlite
                     ? part + ", PRIMARY KEY(actor, begins, id)) WITHOUT ROWID"
                     : part + ")"};
}

std::vector<std::string> Schema::Indexes() const {
  if (dialect == Dialect::kDuckDb) return {};
  if (!is_covering) {
    return {"CREATE INDEX part_actor ON part(actor, event)",
            "CREATE INDEX part_event ON part(event, actor)",
            "CREATE INDEX event_time ON event(begins, id)"};
  }
  std::vector<std::string> sql = {
      "CREATE INDEX event_time ON event(begins, id)",
      "CREATE TABLE month_count AS SELECT actor, " +
          MonthKey("begins", dialect) +
          " AS month, count(*) AS n FROM part GROUP BY 1, 2",
      "CREATE UNIQUE INDEX month_of ON month_count(actor, month, n)",
      "CREATE TABLE type_count AS SELECT actor, type, count(*) AS n FROM part "
      "GROUP BY 1, 2",
      "CREATE UNIQUE INDEX type_of ON type_count(actor, type, n)"};
  if (dialect == Dialect::kSqlite) {
    sql.push_back("CREATE INDEX part_event ON part(event, actor)");
    sql.push_back("CREATE INDEX part_both ON part(actor, event)");
  } else {
    sql.push_back(
        "CREATE INDEX part_actor ON part(actor, begins, id) INCLUDE (ends, "
        "event, type, headline)");
    sql.push_back("CREATE INDEX part_event ON part(event) INCLUDE (actor)");
    sql.push_back("CREATE INDEX part_both ON part(actor, event)");
  }
  return sql;
}

std::string Schema::InsertPart() const {
  return is_covering ? "INSERT INTO part VALUES(?,?,?,?,?,?,?)"
                     : "INSERT INTO part VALUES(?,?)";
}

std::string Schema::Sql(Ask ask) const {
  // {3} and {4} are the window; no event is longer than {5}.
  const auto window = [&](const std::string& t) {
    return t + ".begins >= {3} - {5} AND " + t + ".begins < {4} AND " + t +
           ".ends > {3}";
  };
  // PostgreSQL and DuckDB want to see every argument that they are given.
  const std::string all =
      dialect == Dialect::kSqlite
          ? " WHERE 1"
          : " WHERE {2}={2} AND {3}={3} AND {4}={4} AND {5}={5}";
  const std::string join =
      is_covering ? "" : " JOIN event e ON e.number = a.event";
  const std::string timed = is_covering ? "a" : "e";
  std::string sql;
  switch (ask) {
    case Ask::kPage:
      sql = "SELECT " + timed + ".id || ' ' || " + timed + ".headline, " +
            timed + ".begins FROM part a" + join + all +
            " AND a.actor = {1} AND " + timed + ".begins >= {3} - {5} AND " +
            timed + ".ends > {3} ORDER BY " + timed + ".begins, " + timed +
            ".id LIMIT 50";
      break;
    case Ask::kCount:
      sql = is_covering
                ? "SELECT '', coalesce(sum(n), 0) FROM month_count" + all +
                      " AND actor = {1}"
                : "SELECT '', count(*) FROM part" + all + " AND actor = {1}";
      break;
    case Ask::kBoth:
      sql = "SELECT '', count(*) FROM part a JOIN part b ON b.event = a.event" +
            all + " AND a.actor = {1} AND b.actor = {2}";
      break;
    case Ask::kNot:
      sql = "SELECT '', count(*) FROM part a" + all +
            " AND a.actor = {1} AND NOT EXISTS (SELECT 1 FROM part b WHERE "
            "b.actor = {2} AND b.event = a.event)";
      break;
    case Ask::kEither:
      sql =
          "SELECT '', count(*) FROM (SELECT event FROM part" + all +
          " AND actor = {1} UNION SELECT event FROM part WHERE actor = {2}) u";
      break;
    case Ask::kMonths:
      sql = is_covering ? "SELECT month, n FROM month_count" + all +
                              " AND actor = {1} ORDER BY month"
                        : "SELECT " + MonthKey("e.begins", dialect) +
                              " AS month, count(*) FROM part a" + join + all +
                              " AND a.actor = {1} GROUP BY 1 ORDER BY 1";
      break;
    case Ask::kTypes:
      sql = is_covering
                ? "SELECT type, n FROM type_count" + all + " AND actor = {1}"
                : "SELECT e.type, count(*) FROM part a" + join + all +
                      " AND a.actor = {1} GROUP BY 1";
      break;
    case Ask::kOneHop:
      sql = "SELECT " + ActorKey("b.actor", dialect) +
            ", count(*) AS n FROM part a" + join +
            " JOIN part b ON b.event = a.event" + all +
            " AND a.actor = {1} AND b.actor <> {1} AND " + window(timed) +
            " GROUP BY b.actor ORDER BY n DESC, b.actor LIMIT 50";
      break;
    case Ask::kTwoHops:
      sql = "WITH first AS (SELECT b.actor AS f, count(*) AS n FROM part a" +
            join + " JOIN part b ON b.event = a.event" + all +
            " AND a.actor = {1} AND b.actor <> {1} AND " + window(timed) +
            " GROUP BY b.actor) SELECT " + ActorKey("d.actor", dialect) +
            ", sum(first.n) AS ways FROM first JOIN part a ON a.actor = "
            "first.f" +
            join +
            " JOIN part d ON d.event = a.event WHERE d.actor <> "
            "first.f AND d.actor <> {1} AND " +
            window(timed) +
            " GROUP BY d.actor ORDER BY ways DESC, d.actor "
            "LIMIT 50";
      break;
    case Ask::kReported:  // an event is reported when it ends
    case Ask::kAsOf:
    case Ask::kPossible:
    case Ask::kCertain:
      sql = "SELECT '', count(*) FROM part a" + join + all +
            " AND a.actor = {1} AND " + Holds(ask, timed, window(timed));
      break;
  }
  return WithArguments(sql, dialect);
}

std::string Schema::Export() const {
  const std::string actors = dialect == Dialect::kSqlite
                                 ? "group_concat(key, '')"
                                 : "string_agg(key, '' ORDER BY key)";
  return "SELECT e.id || e.begins || e.type || (SELECT " + actors +
         " FROM (SELECT " + ActorKey("actor", dialect) +
         " AS key FROM part WHERE event = e.number ORDER BY actor) k) FROM "
         "event e ORDER BY e.begins, e.id";
}

std::vector<int64_t> Arguments(const Question& question) {
  return {static_cast<int64_t>(question.x), static_cast<int64_t>(question.y),
          question.from, question.to, kLongest};
}

Row MakeRow(Ask ask, const std::string& key, int64_t number) {
  if (ask != Ask::kTypes) return {key, number};
  return {std::string(Name(static_cast<EventType>(std::stoi(key)))), number};
}

}  // namespace annals::peers
