// The schemas and the questions in SQL, for SQLite, PostgreSQL and DuckDB. They
// differ in how arguments are named and months are told, and in little else.
//
// Normalised: events, who takes part in which, and an index for each way of
// asking. Covering: a participation holds all that a list shows and is ordered
// by actor and time, so a page needs no look-up; months and types of each actor
// are counted beforehand.
//
// DuckDB joins by hashing, never by an index, and skips the blocks of a column
// whose least and greatest value rule them out. So the order of rows is its
// index: events by time, participations by actor and time.

#pragma once

#include <string>
#include <vector>

#include "tests/peers/peer.h"

namespace annals::peers {

enum class Dialect { kSqlite, kPostgres, kDuckDb };

struct Schema {
  bool is_covering = true;
  Dialect dialect = Dialect::kSqlite;

  std::vector<std::string> Tables() const;
  std::vector<std::string> Indexes() const;  // made when all is loaded
  std::string InsertPart() const;
  std::string Sql(Ask ask) const;
  std::string Export() const;  // one text an event
};

// In the order of their places in Sql().
std::vector<int64_t> Arguments(const Question& question);

// Types are numbers in SQL, and hops and months have keys of other forms.
Row MakeRow(Ask ask, const std::string& key, int64_t number);

}  // namespace annals::peers
