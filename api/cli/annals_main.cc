// The `annals` program: parses the command line and runs a command.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "api/cli/commands.h"
#include "api/http/parameters.h"

namespace {

// The filters of the HTTP API are flags of the commands that ask: one table has
// them all.
void AddFilters(CLI::App* app, annals::Filters* filters) {
  for (const annals::Parameter& parameter : annals::Parameters()) {
    const std::string name(parameter.name);
    if ((parameter.groups & annals::kFilterGroup) == 0 || name == "q") continue;
    app->add_option_function<std::vector<std::string>>(
           "--" + name,
           [filters, name](const std::vector<std::string>& values) {
             for (const std::string& value : values) {
               filters->emplace_back(name, value);
             }
           },
           std::string(parameter.about))
        ->allow_extra_args(false)
        ->group("Filters");
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace annals;
  CLI::App app{"Annals: a timeline and event graph made from news articles"};
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  annals import --db news posts/\n"
      "  annals query --db news \"events involving Hungary since August\"\n"
      "  annals export --db news --format graphml > graph.xml\n"
      "  annals serve --db news\n"
      "Each command has its own --help.");

  ImportCommand import;
  CLI::App* const import_app = app.add_subcommand(
      "import", "Read articles and add what they claim to a base");
  import_app->add_option("--db", import.db, "folder of the base")->required();
  import_app->add_option(
      "--rules", import.rules,
      "folder of rules and lexicons in place of built-in ones");
  import_app
      ->add_option("--format", import.format,
                   "what the files are; auto: each what it looks like")
      ->check(CLI::IsMember(
          {"auto", "jekyll", "ndjson", "gdelt", "icews", "current-events"}));
  import_app->add_flag("--json", import.json, "print the summary as JSON");
  import_app->add_flag("-v,--verbose", import.verbose,
                       "tell of every article once it is on disk");
  import_app->add_option("--threads", import.threads, "threads that analyse")
      ->check(CLI::Range(1, 256));
  import_app->add_option("path", import.paths, "files, folders, or -")
      ->required();
  import_app->footer(
      "Examples:\n"
      "  annals import --db news posts/ extra/2025-10-17-talks.md\n"
      "  annals import --db world --format gdelt 20191024143000.export.CSV\n"
      "Exit: 0 all in, 2 bad use, 3 some files rejected (each is named).");

  QueryCommand query;
  CLI::App* const query_app =
      app.add_subcommand("query", "Ask a base a question in words");
  query_app->add_option("--db", query.db, "folder of the base")->required();
  query_app->add_option("--now", query.now,
                        "what today is, for \"last week\"; default: the newest "
                        "report in the base");
  query_app->add_option("--format", query.format, "how to print")
      ->check(CLI::IsMember({"table", "json", "ndjson", "csv"}));
  query_app->add_option("--limit", query.limit, "events on a page")
      ->check(CLI::Range(1, 1000));
  query_app->add_option("--cursor", query.cursor, "of the page before");
  CLI::Option* const phrase =
      query_app->add_option("phrase", query.phrase, "the question");
  AddFilters(query_app, &query.filters);
  query_app->footer(
      "Examples:\n"
      "  annals query --db news \"meetings between Trump and Putin in 2025\"\n"
      "  annals query --db news \"planned events in Budapest\"\n"
      "  annals query --db news --involving Hungary --since=-P7D");

  ExportCommand export_command;
  CLI::App* const export_app =
      app.add_subcommand("export", "Write events, or their graph, to a file");
  export_app->add_option("--db", export_command.db, "folder of the base")
      ->required();
  export_app->add_option("--format", export_command.format, "file format")
      ->check(CLI::IsMember({"ndjson", "bundle", "node-link", "graphml"}));
  export_app->add_option("--now", export_command.now, "as for query");
  export_app->add_option("phrase", export_command.phrase,
                         "a question that chooses events; default: all");
  AddFilters(export_app, &export_command.filters);
  export_app->footer(
      "Examples:\n"
      "  annals export --db news --format graphml > graph.xml\n"
      "  annals export --db news --format bundle > all-of-it.ndjson\n"
      "  annals export --db news --type PROTEST --since 2025-08 > protests");

  ExplainCommand explain;
  CLI::App* const explain_app = app.add_subcommand(
      "explain", "Show what each layer of the analysis finds in a text");
  explain_app->add_option("--layer", explain.layer, "how far to go")
      ->check(CLI::IsMember({"tokens", "time", "entities", "events"}));
  explain_app->add_flag(
      "--jsonl", explain.jsonl,
      "lines of {\"id\",\"dct\",\"text\"} from standard input");
  explain_app->add_option("--db", explain.db,
                          "base whose imported entities are known too");
  explain_app->add_option("--dct", explain.dct, "the day of publication");
  explain_app->add_option("--rules", explain.rules, "as for import");
  explain_app->add_option("--threads", explain.threads, "threads")
      ->check(CLI::Range(1, 256));
  explain_app->add_option("file", explain.file,
                          "a text; default: standard input");
  explain_app->footer(
      "Example:\n  echo 'They met last Friday.' | annals explain --layer time "
      "--dct 2025-10-17");

  StatsCommand stats;
  CLI::App* const stats_app =
      app.add_subcommand("stats", "Say what a base holds");
  stats_app->add_option("--db", stats.db, "folder of the base")->required();
  stats_app->add_flag("--json", stats.json, "as JSON");

  EntityCommand entity;
  CLI::App* const entity_app = app.add_subcommand(
      "entity", "Look up who and what a base knows, and put it right");
  entity_app->require_subcommand(1);
  entity_app->footer(
      "Examples:\n"
      "  annals entity show --db news viktor-orban\n"
      "  annals entity search --db news orb\n"
      "  annals entity merge --db news kiev kyiv --reason \"a spelling\"\n"
      "  annals entity log --db news\n"
      "Each has its own --help.");
  const auto add_entity = [&](const char* name, const char* about) {
    CLI::App* const added = entity_app->add_subcommand(name, about);
    added->add_option("--db", entity.db, "folder of the base")->required();
    added->add_flag("--json", entity.json,
                    "as JSON; always when the output is no terminal");
    return added;
  };
  CLI::App* const entity_show = add_entity("show", "Show one entity");
  entity_show->add_option("entity", entity.entity, "an id, or a name")
      ->required();
  entity_show->footer(
      "Examples:\n"
      "  annals entity show --db news viktor-orban\n"
      "  annals entity show --db news \"European Union\"");
  CLI::App* const entity_search =
      add_entity("search", "Find entities by the beginning of a name");
  entity_search
      ->add_option("text", entity.text,
                   "how a name, an alias or a word of one begins")
      ->required();
  entity_search->add_option("--kind", entity.kind, "only of this kind")
      ->check(CLI::IsMember({"person", "organization", "country", "region",
                             "settlement", "site", "group"}));
  entity_search->add_option("--limit", entity.limit, "entities to find")
      ->check(CLI::Range(1, 1000));
  entity_search->footer(
      "Examples:\n"
      "  annals entity search --db news orb\n"
      "  annals entity search --db news --kind settlement buda");

  EntityImportCommand entity_import;
  CLI::App* const import_entities = entity_app->add_subcommand(
      "import", "Make known who and what larger sources know");
  import_entities->add_option("--db", entity_import.db, "folder of the base")
      ->required();
  import_entities
      ->add_option("--format", entity_import.format, "what the files are")
      ->check(CLI::IsMember({"auto", "geonames", "wikidata", "ndjson"}));
  import_entities->add_flag("--json", entity_import.json,
                            "print the summary as JSON");
  import_entities->add_option("path", entity_import.paths, "files, or -")
      ->required();
  import_entities->footer(
      "Examples:\n"
      "  annals entity import --db news cities500.txt\n"
      "  bzcat wikidata.json.bz2 | annals entity import --db news -\n"
      "A run that was cut short goes on when it is called again.\n"
      "Exit: 0 all in, 2 bad use, 3 some lines or files rejected.");

  const auto add_act = [&](const char* name, const char* about,
                           const char* subject) {
    CLI::App* const added = add_entity(name, about);
    added->add_option(subject, entity.entity, "an id, or a name")->required();
    return added;
  };
  const auto add_reason = [&](CLI::App* to) {
    return to->add_option("--reason", entity.reason, "why, for those who ask");
  };
  CLI::App* const entity_merge =
      add_act("merge", "Say that two entities are one", "loser");
  entity_merge->add_option("winner", entity.into, "an id, or a name: who stays")
      ->required();
  add_reason(entity_merge)->required();
  entity_merge->footer(
      "Example:\n  annals entity merge --db news kiev kyiv "
      "--reason \"another spelling\"");
  CLI::App* const entity_split =
      add_act("split", "Say that some articles mean another one", "entity");
  entity_split->add_option("name", entity.name, "what the other is called")
      ->required();
  entity_split
      ->add_option("--article", entity.articles, "id of such an article")
      ->required()
      ->allow_extra_args(false);
  add_reason(entity_split);
  entity_split->footer(
      "Example:\n  annals entity split --db news john-smith \"John Smith the "
      "painter\"\n    --article ar-0c11a3f0 --article ar-77e0b2c4");
  CLI::App* const entity_rename =
      add_act("rename", "Say what an entity is called", "entity");
  entity_rename->add_option("name", entity.name, "its name from now on")
      ->required();
  add_reason(entity_rename);
  entity_rename->footer(
      "Example:\n  annals entity rename --db news swaziland Eswatini");
  CLI::App* const entity_alias =
      add_act("alias", "Say what an entity is called too", "entity");
  entity_alias->add_option("name", entity.name, "the other name")->required();
  add_reason(entity_alias);
  entity_alias->footer(
      "Example:\n  annals entity alias --db news united-nations UNO");
  CLI::App* const entity_log =
      add_entity("log", "List what was decided about entities");
  entity_log->footer("Example:\n  annals entity log --db news");
  CLI::App* const entity_revert =
      add_entity("revert", "Take back what was decided");
  entity_revert->add_option("act", entity.act, "its id in the log")->required();
  add_reason(entity_revert);
  entity_revert->footer(
      "Example:\n  annals entity revert --db news cu-12 "
      "--reason \"two different towns\"");

  CareCommand care;
  const auto add_care = [&](const char* name, const char* about,
                            const char* example) {
    CLI::App* const added = app.add_subcommand(name, about);
    added->add_option("--db", care.db, "folder of the base")->required();
    added->footer(std::string("Example:\n  annals ") + example);
    return added;
  };
  CLI::App* const check_app =
      add_care("check", "Make sure that the index is what the records imply",
               "check --db news");
  CLI::App* const compact_app =
      add_care("compact", "Put a base in order on disk", "compact --db news");
  CLI::App* const backup_app =
      add_care("backup", "Copy what is new in a base to a folder of backups",
               "backup --db news /media/backups/news");
  CLI::App* const restore_app =
      add_care("restore", "Make a base anew from its newest backup",
               "restore --db news-again /media/backups/news");
  for (CLI::App* const each : {backup_app, restore_app}) {
    each->add_option("backups", care.backups, "folder of the backups")
        ->required();
  }

  ServeCommand serve;
  CLI::App* const serve_app =
      app.add_subcommand("serve", "Serve the HTTP API and the page");
  serve_app->add_option("--db", serve.db, "folder of the base")->required();
  serve_app->add_option("--host", serve.host, "address to listen on");
  serve_app->add_option("--port", serve.port, "port; 0: any free one")
      ->check(CLI::Range(0, 65535));
  serve_app->footer("Example:\n  annals serve --db news --port 8080");

  try {
    app.parse(argc, argv);
    if (query_app->parsed() && phrase->empty() && query.filters.empty()) {
      throw CLI::RequiredError("a phrase or a filter");
    }
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  if (import_app->parsed()) return RunImport(import);
  if (query_app->parsed()) return RunQuery(query);
  if (export_app->parsed()) return RunExport(export_command);
  if (explain_app->parsed()) return RunExplain(explain);
  if (stats_app->parsed()) return RunStats(stats);
  if (check_app->parsed()) return RunCheck(care);
  if (compact_app->parsed()) return RunCompact(care);
  if (backup_app->parsed()) return RunBackup(care);
  if (restore_app->parsed()) return RunRestore(care);
  if (entity_show->parsed()) return RunEntityShow(entity);
  if (entity_search->parsed()) return RunEntitySearch(entity);
  if (import_entities->parsed()) return RunEntityImport(entity_import);
  if (entity_merge->parsed()) return RunEntityMerge(entity);
  if (entity_split->parsed()) return RunEntitySplit(entity);
  if (entity_rename->parsed()) return RunEntityRename(entity);
  if (entity_alias->parsed()) return RunEntityAlias(entity);
  if (entity_log->parsed()) return RunEntityLog(entity);
  if (entity_revert->parsed()) return RunEntityRevert(entity);
  return RunServe(serve);
}
