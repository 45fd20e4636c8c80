// The commands of the `annals` program. Each takes what the command line said
// and returns the exit code: 0 done, 1 failed, 2 bad use, 3 some inputs
// rejected.

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace annals {

// Filters of the HTTP API, as "--involving Hungary --since 2025-08" gives them.
using Filters = std::vector<std::pair<std::string, std::string>>;

struct ImportCommand {
  std::string db;
  std::string rules;
  std::string format = "auto";
  bool json = false;
  bool verbose = false;  // tell of every article once it is on disk
  int threads = 0;       // 0: as many as there are cores
  std::vector<std::string> paths;
};
int RunImport(const ImportCommand& command);

struct QueryCommand {
  std::string db;
  std::string phrase;
  Filters filters;
  std::string now;     // EDTF; empty: the newest report in the base
  std::string format;  // table, json, ndjson, csv; empty: by where it goes
  size_t limit = 50;
  std::string cursor;
};
int RunQuery(const QueryCommand& command);

struct ExportCommand {
  std::string db;
  std::string format = "ndjson";
  std::string phrase;  // empty: everything
  Filters filters;
  std::string now;
};
int RunExport(const ExportCommand& command);

struct ExplainCommand {
  std::string db;  // whose imported entities are known; empty: none
  std::string layer = "events";
  bool jsonl = false;
  std::string dct;
  std::string rules;
  std::string file;  // empty or "-": standard input
  int threads = 0;
};
int RunExplain(const ExplainCommand& command);

struct StatsCommand {
  std::string db;
  bool json = false;
};
int RunStats(const StatsCommand& command);

struct EntityCommand {
  std::string db;
  bool json = false;   // also on a terminal
  std::string entity;  // an id or a name
  std::string text;    // search: how a name begins
  std::string kind;    // search: empty: any
  size_t limit = 20;   // search

  std::string into;                   // merge: an id or a name
  std::string name;                   // split, rename, alias: the new one
  std::vector<std::string> articles;  // split: their ids
  std::string reason;
  std::string act;  // revert: its id
};
struct EntityImportCommand {
  std::string db;
  std::string format = "auto";
  bool json = false;
  std::vector<std::string> paths;  // files, or "-"
};
int RunEntityImport(const EntityImportCommand& command);

int RunEntityShow(const EntityCommand& command);
int RunEntitySearch(const EntityCommand& command);
int RunEntityMerge(const EntityCommand& command);
int RunEntitySplit(const EntityCommand& command);
int RunEntityRename(const EntityCommand& command);
int RunEntityAlias(const EntityCommand& command);
int RunEntityLog(const EntityCommand& command);
int RunEntityRevert(const EntityCommand& command);

// Looking after a base.
struct CareCommand {
  std::string db;
  std::string backups;  // backup, restore: the folder they are in
};
int RunCheck(const CareCommand& command);
int RunCompact(const CareCommand& command);
int RunBackup(const CareCommand& command);
int RunRestore(const CareCommand& command);

struct ServeCommand {
  std::string db;
  std::string host = "127.0.0.1";
  int port = 8080;
};
int RunServe(const ServeCommand& command);

}  // namespace annals
